/**
 * Reads what callers pass, once, and copies it: whatever they pass, and
 * whatever they do to it later, what comes out is plain and stays the same.
 * Anything else is a {@link SignerError} with the code `bad-argument`.
 */
import { SignerError } from "./errors.ts";
import { badArgument } from "./refusals.ts";

/** Bytes in ordinary memory, not shared: what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** No body, key or archive comes near it; beyond, memory would be the next thing to fail. */
const maxBytes = 64 << 20;

const encoder = new TextEncoder();
const loneSurrogate = /\p{Surrogate}/u;
// Tells typed arrays of any realm, and cannot be fooled by a proxy.
const kindOf = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)?.get as (this: unknown) => string | undefined;

/** Reads a property, whatever stands behind it. */
export function property(of: unknown, name: PropertyKey, what: string): unknown {
  if ((typeof of !== "object" && typeof of !== "function") || of === null) {
    throw badArgument(`${what} must be an object.`);
  }
  return attempt(
    `${what}.${String(name)} could not be read.`,
    () => (of as Record<PropertyKey, unknown>)[name],
  );
}

/** Runs what the caller has a hand in, such as a getter or an iterator. */
export function attempt<T>(failure: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw badArgument(failure, cause);
  }
}

/** A string without lone surrogates, which no encoding can carry. */
export function text(value: unknown, what: string, code = "not-well-formed"): string {
  if (typeof value !== "string") throw badArgument(`${what} must be a string.`);
  if (value.length > maxBytes) throw tooLarge(what);
  if (loneSurrogate.test(value)) throw illFormed(value, what, code);
  return value;
}

/** The same, or `undefined`. */
export function optionalText(value: unknown, what: string): string | undefined {
  return value === undefined ? undefined : text(value, what);
}

/** A text as UTF-8, to be wiped by whoever asked for it if it is secret. */
export function utf8(value: string): Bytes;
export function utf8(value: string | undefined): Bytes | undefined;
export function utf8(value: string | undefined): Bytes | undefined {
  return value === undefined ? undefined : encoder.encode(value);
}

/** JSON text as UTF-8; what is wrong with it before it is JSON has a place in it, too. */
export function json(value: unknown, what: string): Bytes {
  return utf8(text(value, what, "not-json"));
}

/** A copy of bytes. */
export function bytes(value: unknown, what: string, codeWhenTooLarge = "bad-argument"): Bytes {
  if (!ArrayBuffer.isView(value) || kindOf.call(value) !== "Uint8Array") {
    throw badArgument(`${what} must be a Uint8Array.`);
  }
  const view = value as Uint8Array;
  if (view.byteLength > maxBytes) throw tooLarge(what, codeWhenTooLarge);
  return attempt(`${what} could not be read: its memory is detached or shared.`, () => {
    new DataView(view.buffer); // throws where the memory is detached, which would read as empty
    if (isShared(view.buffer)) throw new TypeError("SharedArrayBuffer");
    return new Uint8Array(view);
  });
}

/** A copy of bytes, or a text as UTF-8. */
export function textOrBytes(value: unknown, what: string): Bytes {
  if (typeof value === "string") return utf8(text(value, what));
  if (ArrayBuffer.isView(value)) return bytes(value, what);
  throw badArgument(`${what} must be a string or a Uint8Array.`);
}

/** The same, or `undefined`. */
export function optionalTextOrBytes(value: unknown, what: string): Bytes | undefined {
  return value === undefined ? undefined : textOrBytes(value, what);
}

/** The iterator of an iterable that is not a string. */
export function iterator(value: unknown, what: string): Iterator<unknown> {
  const start = typeof value === "object" ? property(value, Symbol.iterator, what) : undefined;
  if (typeof start !== "function") throw badArgument(`${what} must be an array or another iterable.`);
  const found = attempt(`${what} could not be iterated.`, () => start.call(value));
  if (typeof found !== "object" || found === null) throw badArgument(`${what} could not be iterated.`);
  return found;
}

function isShared(buffer: ArrayBufferLike): boolean {
  return Object.prototype.toString.call(buffer) === "[object SharedArrayBuffer]";
}

function tooLarge(what: string, code = "bad-argument"): SignerError {
  return new SignerError({ code, message: `${what} is larger than ${maxBytes >> 20} MiB.` });
}

function illFormed(value: string, what: string, code: string): SignerError {
  const before = value.slice(0, value.search(loneSurrogate));
  const lines = before.split(/\r\n|\r|\n/);
  const line = lines.length;
  const column = Array.from(lines[line - 1] ?? "").length + 1;
  const message = `${what} has half of a surrogate pair at line ${line}, column ${column}, which is no character.`;
  const hint = "Somewhere a string was cut within a character.";
  return new SignerError({ code, message, hint, line, column });
}
