/**
 * What page and engine say to each other. Everything here survives
 * structured cloning; the private key never appears in it after `open`.
 */
import type { CertificateFile, Format, KeyInfo, OperationInfo, Problem, StyleInfo } from "../../lib/types.ts";

/** Where the private operation is computed. */
export type Rsa = "webcrypto" | "go";

export interface EngineFacts {
  readonly version: string;
  readonly styles: readonly StyleInfo[];
  readonly operations: readonly OperationInfo[];
  readonly rsa: Rsa;
}

/** An error of the engine, as data: the fact first, then the remedy. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly line?: number;
  readonly column?: number;
  readonly choices?: readonly string[];
}

/** How a certificate that the engine holds back may be opened after all. */
export interface OpenOptions {
  readonly certificate?: string;
  readonly password?: string;
}

/** Everything from which a signed request follows. */
export interface SignInput {
  readonly operation: string;
  readonly json: string;
  readonly style: string;
  /** Another style, whose bytes are wanted beside; empty: none. */
  readonly compareWith: string;
  readonly account: string;
  readonly format: Format;
  readonly baseUrl: string;
}

/** A signed request with what the chain shows of it. */
export interface Signed {
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly sign: string;
  /** The request in the asked format. */
  readonly code: string;
  /** The padded block, taken back out of `sign` with the public key. */
  readonly block: Uint8Array;
  /** The last 20 bytes of the block: SHA-1 of the body. */
  readonly digest: Uint8Array;
}

/** What can be said about an input; `signed` is null while anything in it is unusable. */
export interface SignOutput {
  readonly body: Uint8Array | null;
  readonly compared: Uint8Array | null;
  readonly problems: readonly Problem[];
  readonly failure: Failure | null;
  readonly signed: Signed | null;
}

export interface VerifyInput {
  readonly body: Uint8Array;
  readonly sign: string;
  readonly publicKey: string;
}

export interface VerifyOutput {
  readonly valid: boolean;
  readonly reason: string;
  /** The padded block, where the public key and the Sign have the same size. */
  readonly block: Uint8Array | null;
  readonly bits: number;
}

/** The calls of the engine: one object, in a worker or on the main thread. */
export interface EngineCalls {
  start(wasm: string, doctor: string): Promise<EngineFacts>;
  openDemo(): Promise<KeyInfo>;
  /** Opens a certificate and keeps it; the files are remembered until one call succeeds, or they are dismissed. */
  open(files: readonly CertificateFile[] | null, options: OpenOptions): Promise<KeyInfo>;
  /** Drops the files that wait for a password or a choice. */
  dismiss(): Promise<void>;
  forget(): Promise<void>;
  sign(input: SignInput): Promise<SignOutput>;
  verify(input: VerifyInput): Promise<VerifyOutput>;
}

export type CallName = keyof EngineCalls;
export type Arguments<N extends CallName> = Parameters<EngineCalls[N]>;
export type Result<N extends CallName> = Awaited<ReturnType<EngineCalls[N]>>;

export interface Call {
  readonly id: number;
  readonly name: CallName;
  readonly args: readonly unknown[];
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly violation: string };

/** Turns whatever was thrown into data. */
export function toFailure(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { code: "internal", message: String(thrown) };
  const { code, hint, line, column, choices } = thrown as Error & Partial<Failure>;
  return {
    code: code ?? "internal",
    message: thrown.message,
    ...(hint ? { hint } : {}),
    ...(line ? { line } : {}),
    ...(column ? { column } : {}),
    ...(choices?.length ? { choices } : {}),
  };
}

/** The data of whatever a call of the engine rejected with. */
export function failureOf(thrown: unknown): Failure {
  return thrown instanceof EngineError ? thrown.failure : toFailure(thrown);
}

/** A failure on its way through promises. */
export class EngineError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
    this.name = "EngineError";
  }
}
