/** What the suite needs of its surroundings, so that it runs in all of them. */
import type * as library from "../../src/lib/alikassa-sign.ts";

export type Library = typeof library;
export type SignerError = library.SignerError;

/** A test runner: Node's, or a page's. */
export interface Framework {
  test(name: string, run: () => Promise<void> | void): void;
}

/** Where the suite runs. */
export interface Surroundings {
  /** The library as it was built and as a stranger loads it. */
  readonly library: Library;
  readonly vectors: Vectors;
  /** The engine's bytes. */
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** Those of its rest. */
  readonly rest: Uint8Array<ArrayBuffer>;
  /** Those of the doctor's. */
  readonly doctor: Uint8Array<ArrayBuffer>;
  /** What was on the global object before the library was imported. */
  readonly globalsBefore: readonly PropertyKey[];
  /** How many signatures the leak test makes. */
  readonly leakCount: number;
  /** Collects what JavaScript can let go of, and gives the bytes that are left; absent where nobody can. */
  readonly heap?: () => number;
}

export interface KeyVector {
  readonly name: string;
  readonly file: string;
  readonly password: string | null;
  readonly publicKey?: string;
  readonly code?: string;
  readonly bits?: number;
  readonly container?: string;
  readonly cipher?: string;
  readonly kdf?: string;
  readonly fingerprint?: string;
  readonly notes?: readonly string[];
  readonly matchesPublicKey: boolean | null;
  readonly unusable?: boolean;
}

export interface ArchiveVector {
  readonly name: string;
  readonly file: string;
  readonly choice?: string;
  readonly code?: string;
  readonly choices?: readonly string[];
  readonly fingerprint?: string;
  readonly notes?: readonly string[];
}

export interface SignatureVector {
  readonly name: string;
  readonly key: string;
  /** Base64; null for an empty body. */
  readonly body: string | null;
  readonly sign: string;
}

/** A refused signature; bytes are a text, or base64 where they are none. */
export interface MistakeVector {
  readonly name: string;
  readonly causes: readonly string[];
  readonly verdict: string;
  readonly body: string | { readonly base64: string };
  readonly sign: string;
  readonly publicKey: number;
  readonly otherKeys?: readonly number[];
  readonly signed: string | { readonly base64: string } | null;
}

/** A notification, and what its check must say. */
export interface NotificationVector {
  readonly name: string;
  readonly payload: string;
  readonly key: string;
  readonly valid: boolean;
  readonly form: string;
  /** Of the findings. */
  readonly codes: readonly string[];
}

/** An answer of the API, and what it means. */
export interface AnswerVector {
  readonly name: string;
  readonly status: number;
  readonly body: string;
  readonly operation?: string;
  readonly outcome: string;
  readonly title: string;
}

/** The vectors of signer/testdata, all in one; files are base64. */
export interface Vectors {
  readonly version: string;
  /** What tells this build of the engine. */
  readonly stamp: string;
  readonly keys: readonly KeyVector[];
  readonly archives: readonly ArchiveVector[];
  readonly files: Readonly<Record<string, string>>;
  readonly styles: readonly string[];
  /** A text, and what each style makes of it; null for a refusal. */
  readonly texts: readonly (readonly (string | null)[])[];
  /** One of each cause, and a few of two. */
  readonly mistakes: { readonly publicKeys: readonly string[]; readonly vectors: readonly MistakeVector[] };
  readonly notifications: {
    readonly keys: Readonly<Record<string, string>>;
    readonly vectors: readonly NotificationVector[];
  };
  readonly answers: readonly AnswerVector[];
  readonly signatures: {
    readonly keys: readonly { readonly name: string; readonly private: string; readonly public: string }[];
    readonly valid: readonly SignatureVector[];
    readonly invalid: readonly SignatureVector[];
  };
}

export function equal(actual: unknown, expected: unknown, about = ""): void {
  const [a, e] = [show(actual), show(expected)];
  if (a !== e) throw new Error(`${about}${about && ": "}${a} is not ${e}`);
}

export function ok(condition: unknown, about: string): asserts condition {
  if (!condition) throw new Error(about);
}

/** Runs what must fail, and gives the SignerError, of this code. */
export async function refused(
  { SignerError }: Library,
  code: string,
  work: () => unknown,
  about = "",
): Promise<SignerError> {
  const error = await failure(work);
  ok(error, `${about} did not fail; expected ${code}`);
  ok(error instanceof SignerError, `${about} failed with ${error}, which is no SignerError`);
  equal(error.code, code, `${about} ${error.message}`);
  ok(error.message.length > 0, `${about} says nothing`);
  return error;
}

/** What `work` throws or rejects with. */
export async function failure(work: () => unknown): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error ?? new Error("it failed with nothing");
  }
}

export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function toUTF8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

export function fromUTF8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function show(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes ${Array.from(value)}`;
  return JSON.stringify(value, (_, inner) => (inner === undefined ? "undefined" : inner)) ?? String(value);
}
