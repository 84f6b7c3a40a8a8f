/**
 * What page and engine say to each other. Everything here survives
 * structured cloning; the private key never appears in it after `open`.
 */
import type {
  CauseInfo,
  CertificateFile,
  Diagnosis,
  Explanation,
  Format,
  FoundRequest,
  KeyInfo,
  NotificationCheck,
  OperationInfo,
  Problem,
  Refused,
  StyleInfo,
} from "../../lib/types.ts";

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

export interface AnswerInput {
  readonly status: number;
  readonly body: string;
  readonly operation: string;
}

/** A refused request made up to show a cause: as it would be pasted, and the keys to check it with. */
export interface Example {
  readonly text: string;
  readonly publicKey: string;
  readonly otherKeys: string;
}

/** How a long call reports and is stopped. */
export interface Job {
  readonly signal?: AbortSignal;
  readonly onProgress?: (tried: number, total: number) => void;
  readonly budgetMs?: number;
}

/** Where the WebAssembly is. */
export type EngineFiles = Readonly<Record<"wasm" | "rest" | "doctor", string>>;

/** The calls of the engine: one object, in a worker or on the main thread. */
export interface EngineCalls {
  start(files: EngineFiles): Promise<EngineFacts>;
  openDemo(): Promise<KeyInfo>;
  /** Opens a certificate and keeps it; the files are remembered until one call succeeds, or they are dismissed. */
  open(files: readonly CertificateFile[] | null, options: OpenOptions): Promise<KeyInfo>;
  /** Drops the files that wait for a password or a choice. */
  dismiss(): Promise<void>;
  forget(): Promise<void>;
  sign(input: SignInput): Promise<SignOutput>;
  verify(input: VerifyInput): Promise<VerifyOutput>;
  /** The style that writes exactly this text for its own data; null: none does. */
  styleOf(text: string): Promise<string | null>;
  readRequest(text: string): Promise<FoundRequest>;
  /** What the doctor knows; with it the doctor is loaded. */
  causes(): Promise<readonly CauseInfo[]>;
  diagnose(refused: Refused, job?: Job): Promise<Diagnosis>;
  checkNotification(payload: string, publicKey: string): Promise<NotificationCheck>;
  explain(answer: AnswerInput): Promise<Explanation>;
  /** A refused request for one of the commonest causes, signed with the demo certificate. */
  example(cause: ExampleName): Promise<Example>;
  /** A notification, signed with the demo certificate. */
  notificationExample(): Promise<Omit<Example, "otherKeys">>;
}

/** The ten causes that have an example. */
export const exampleNames = [
  "other-style",
  "wrong-hash",
  "key-order",
  "value-types",
  "trailing-newline",
  "wrong-key-known",
  "form-encoded",
  "hashed-twice",
  "sign-line-breaks",
  "sign-plus-as-space",
] as const;
export type ExampleName = (typeof exampleNames)[number];

export type CallName = keyof EngineCalls;
export type Arguments<N extends CallName> = Parameters<EngineCalls[N]>;
export type Result<N extends CallName> = Awaited<ReturnType<EngineCalls[N]>>;

export type Call =
  | {
      readonly id: number;
      readonly name: CallName;
      readonly args: readonly unknown[];
      /** What of its {@link Job} can be cloned; signal and progress go by messages. */
      readonly job?: Pick<Job, "budgetMs">;
    }
  | { readonly abort: number };

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly id: number; readonly progress: readonly [tried: number, total: number] }
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
