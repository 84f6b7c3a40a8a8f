/**
 * Turns whatever says where the WebAssembly is into a module.
 */
import { attempt, property, viewed } from "./arguments.ts";
import { SignerError } from "./errors.ts";
import { badArgument } from "./refusals.ts";
import type { LoadOptions } from "./types.ts";

const wasmType = "application/wasm";

/** One of the files of the engine: what its errors name, and where it is by default. */
export interface EngineFile {
  readonly option: string;
  readonly file: string;
  beside(): URL;
}

// The addresses are spelled out, since that is what bundlers look for.
/** What the first signature needs. */
export const signerFile: EngineFile = {
  option: "options.wasm",
  file: "alikassa-sign.wasm",
  beside: () => new URL("./alikassa-sign.wasm", import.meta.url),
};
/** What else the same program has. */
export const restFile: EngineFile = {
  option: "options.rest",
  file: "alikassa-sign-rest.wasm",
  beside: () => new URL("./alikassa-sign-rest.wasm", import.meta.url),
};
/** The program that diagnoses. */
export const doctorFile: EngineFile = {
  option: "options.doctor",
  file: "alikassa-sign-doctor.wasm",
  beside: () => new URL("./alikassa-sign-doctor.wasm", import.meta.url),
};

/** The module that an option stands for; by default the file beside this module. */
export function load(file: EngineFile, source: LoadOptions["wasm"]): Promise<WebAssembly.Module> {
  return toModule(source === undefined ? file.beside() : source, file);
}

/**
 * The same at once, for calls that cannot wait: where it can be read without
 * waiting, which is from a file in Node, and by a synchronous request elsewhere.
 */
export function loadNow(file: EngineFile, wasm: LoadOptions["wasm"]): WebAssembly.Module {
  const source = wasm === undefined ? file.beside() : wasm;
  try {
    if (isInstance(source, WebAssembly.Module, file)) {
      WebAssembly.Module.exports(source); // throws where it only looks like one
      return source;
    }
    if (isInstance(source, ArrayBuffer, file)) return new WebAssembly.Module(source);
    if (ArrayBuffer.isView(source)) return new WebAssembly.Module(viewed(source, file.option));
    if (typeof source === "string" || isInstance(source, URL, file)) {
      return new WebAssembly.Module(readNow(address(source, file)));
    }
  } catch (cause) {
    if (cause instanceof SignerError) throw cause;
    throw notNow(file, cause);
  }
  if (typeof source !== "object" || source === null) throw noSource(file);
  throw notNow(file);
}

/** Whether {@link loadNow} can load this. */
export function canLoadNow(file: EngineFile, source: LoadOptions["wasm"] = file.beside()): boolean {
  if (typeof source === "string" || isInstance(source, URL, file)) {
    return "XMLHttpRequest" in globalThis || isNodesFile(address(source, file));
  }
  const types = [WebAssembly.Module, ArrayBuffer] as const;
  return ArrayBuffer.isView(source) || types.some((type) => isInstance(source, type, file));
}

function isNodesFile(url: URL): boolean {
  return url.protocol === "file:" && globalThis.process?.versions?.node !== undefined;
}

function readNow(url: URL): Uint8Array<ArrayBuffer> {
  if (isNodesFile(url)) {
    return new Uint8Array(process.getBuiltinModule("node:fs").readFileSync(url));
  }
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  const inPage = "document" in globalThis;
  // Pages may not ask for bytes here: as letters of this charset none is lost.
  if (inPage) request.overrideMimeType("text/plain; charset=x-user-defined");
  else request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${url} answers ${request.status}.`);
  if (!inPage) return new Uint8Array(request.response);
  const { responseText: letters } = request;
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

function notNow({ option, file }: EngineFile, cause?: unknown): SignerError {
  const message = `${file} could not be loaded without waiting.`;
  const hint = `It has to lie beside alikassa-sign.js, or its address has to be given as ${option}.`;
  return new SignerError({ code: "load-failed", message, hint }, { cause });
}

async function toModule(
  wasm: NonNullable<LoadOptions["wasm"]>,
  asked: EngineFile,
): Promise<WebAssembly.Module> {
  const { option } = asked;
  if (typeof wasm === "string" || isInstance(wasm, URL, asked)) return fromURL(address(wasm, asked), asked);
  if (isInstance(wasm, WebAssembly.Module, asked)) {
    attempt(`${option} is no WebAssembly.Module.`, () => WebAssembly.Module.exports(wasm));
    return wasm;
  }
  if (isInstance(wasm, ArrayBuffer, asked)) return compile(wasm, asked);
  if (ArrayBuffer.isView(wasm)) return compile(viewed(wasm, option), asked);
  if (typeof wasm === "object" && wasm !== null) {
    const response = orUnloaded(
      () => Promise.resolve(wasm),
      "the Response that was promised did not come",
      asked,
    );
    return fromResponse(await response, asked);
  }
  throw noSource(asked);
}

async function fromURL(url: URL, asked: EngineFile): Promise<WebAssembly.Module> {
  if (isNodesFile(url)) {
    const name = "node:fs/promises"; // not a literal, or bundlers for browsers would look for it
    const fs: typeof import("node:fs/promises") = await import(
      /* @vite-ignore */ /* webpackIgnore: true */ name
    );
    return compile(await orUnloaded(() => fs.readFile(url), `${url} cannot be read`, asked), asked);
  }
  return fromResponse(await orUnloaded(() => fetch(url), `${url} cannot be fetched`, asked), asked);
}

async function fromResponse(response: unknown, asked: EngineFile): Promise<WebAssembly.Module> {
  const { option } = asked;
  if (!isInstance(response, Response, asked)) throw badArgument(`${option} must resolve to a Response.`);
  const { ok, status, url, bodyUsed, type } = attempt(`${option} is no Response.`, () => {
    const { ok, status, url, bodyUsed, headers } = response;
    return { ok, status, url: `${url}`, bodyUsed, type: headers.get("content-type") };
  });
  if (!ok) throw unloaded(`${url} answers ${status}`, asked);
  if (bodyUsed) throw badArgument(`${option} is a Response that has been read already.`);
  if (type === wasmType) {
    return orUnloaded(
      () => WebAssembly.compileStreaming(response),
      `${url} is not WebAssembly, or broke off`,
      asked,
    );
  }
  // A server that does not know the type must not keep the engine from starting.
  return compile(await orUnloaded(() => response.arrayBuffer(), `${url} broke off`, asked), asked);
}

function compile(bytes: BufferSource, asked: EngineFile): Promise<WebAssembly.Module> {
  return orUnloaded(() => WebAssembly.compile(bytes), "what was loaded is not WebAssembly", asked);
}

async function orUnloaded<T>(work: () => Promise<T>, why: string, asked: EngineFile): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw unloaded(why, asked, cause);
  }
}

function address(url: string | URL, { option }: EngineFile): URL {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href ?? import.meta.url;
  return attempt(`${option} is not a URL.`, () => new URL(url, base));
}

function isInstance<T>(
  value: unknown,
  type: abstract new (...args: never[]) => T,
  { option }: EngineFile,
): value is T {
  return attempt(`${option} could not be read.`, () => value instanceof type);
}

function noSource({ option }: EngineFile): SignerError {
  return badArgument(`${option} must be a URL, bytes, a Response or a WebAssembly.Module.`);
}

function unloaded(why: string, { option, file }: EngineFile, cause?: unknown): SignerError {
  const message = `The engine could not be loaded: ${why}.`;
  const hint = `${file} has to lie beside alikassa-sign.js, or its address has to be given as ${option}.`;
  return new SignerError({ code: "load-failed", message, hint }, { cause });
}

/** The options themselves. */
export function readOptions(
  options: unknown,
): Required<Pick<LoadOptions, "rsa" | "whole">> & Pick<LoadOptions, "wasm" | "rest" | "doctor"> {
  if (options === undefined) return { rsa: "auto", whole: false };
  const rsa = property(options, "rsa", "options") ?? "auto";
  if (rsa !== "auto" && rsa !== "webcrypto" && rsa !== "go") {
    throw badArgument('options.rsa must be "auto", "webcrypto" or "go".');
  }
  const whole = property(options, "whole", "options") ?? false;
  if (typeof whole !== "boolean") throw badArgument("options.whole must be true or false.");
  const wasm = property(options, "wasm", "options") as LoadOptions["wasm"];
  const rest = property(options, "rest", "options") as LoadOptions["rest"];
  const doctor = property(options, "doctor", "options") as LoadOptions["doctor"];
  const given = Object.entries({ wasm, rest, doctor }).filter(([, source]) => source !== undefined);
  return { rsa, whole, ...Object.fromEntries(given) };
}
