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
export const maxBytes = 64 << 20;

const encoder = new TextEncoder();
const loneSurrogate = /\p{Surrogate}/u;
// What a typed array of any realm really is: its own properties, or a proxy, may say something else.
const ofArrays = Object.getPrototypeOf(Uint8Array.prototype);
const kindOf = getter<string | undefined>(ofArrays, Symbol.toStringTag);
const arrays = memoryOf(ofArrays);
const dataViews = memoryOf(DataView.prototype);
/** Throws where the memory is shared. */
const sizeOf = getter<number>(ArrayBuffer.prototype, "byteLength");

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

/** How many bytes a copy will take. */
export function byteLength(value: unknown, what: string): number {
  if (!ArrayBuffer.isView(value) || kindOf.call(value) !== "Uint8Array") {
    throw badArgument(`${what} must be a Uint8Array.`);
  }
  return arrays.length.call(value);
}

/** A copy of bytes. */
export function bytes(value: unknown, what: string, codeWhenTooLarge = "bad-argument"): Bytes {
  if (byteLength(value, what) > maxBytes) throw tooLarge(what, codeWhenTooLarge);
  return attempt(`${what} could not be read: its memory is detached or shared.`, () => {
    checkMemory(arrays.buffer.call(value));
    return new Uint8Array(value as Uint8Array);
  });
}

/** The bytes under any view, not copied. */
export function viewed(view: ArrayBufferView, what: string): Bytes {
  return attempt(`${what} could not be read: its memory is detached or shared.`, () => {
    const { buffer, offset, length } = kindOf.call(view) === undefined ? dataViews : arrays;
    checkMemory(buffer.call(view));
    return new Uint8Array(buffer.call(view), offset.call(view), length.call(view));
  });
}

/** Throws where memory is shared, or detached, which would read as empty. */
function checkMemory(buffer: ArrayBuffer): void {
  sizeOf.call(buffer);
  new DataView(buffer);
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

/** What the iterator has next. */
export function next(source: Iterator<unknown>, what: string): { done: boolean; value: unknown } {
  return attempt(`${what} broke off.`, () => {
    const { done, value } = source.next();
    return { done: Boolean(done), value };
  });
}

function memoryOf(prototype: object) {
  return {
    buffer: getter<ArrayBuffer>(prototype, "buffer"),
    offset: getter<number>(prototype, "byteOffset"),
    length: getter<number>(prototype, "byteLength"),
  };
}

function getter<T>(prototype: object, name: PropertyKey): (this: unknown) => T {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as (this: unknown) => T;
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
