/** The suite in a page or a worker: runs one test of it by its name. */
import type { Surroundings } from "./framework.ts";
import { suite } from "./suite.ts";

const globalsBefore = Reflect.ownKeys(globalThis);
let prepared: Promise<Map<string, () => Promise<void> | void>> | undefined;

/** Resolves to what went wrong, null for nothing. */
export async function run(name: string, leakCount: number): Promise<string | null> {
  prepared ??= prepare(leakCount);
  const tests = await prepared;
  try {
    await tests.get(name)?.();
    return tests.has(name) ? null : "there is no such test";
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
  }
}

async function prepare(leakCount: number): Promise<Map<string, () => Promise<void> | void>> {
  const entry = new URL("/lib/alikassa-sign.js", location.href).href;
  const library: Surroundings["library"] = await import(entry);
  const vectors: Surroundings["vectors"] = await (await fetch("/suite/vectors.json")).json();
  const file = async (name: string) => new Uint8Array(await (await fetch(`/lib/${name}`)).arrayBuffer());
  const wasm = await file("alikassa-sign.wasm");
  const rest = await file("alikassa-sign-rest.wasm");
  const doctor = await file("alikassa-sign-doctor.wasm");
  const tests = new Map<string, () => Promise<void> | void>();
  suite(
    { test: (name, run) => void tests.set(name, run) },
    { library, vectors, wasm, rest, doctor, globalsBefore, leakCount },
  );
  return tests;
}

/** In a worker, the names come as messages. */
if (!("document" in globalThis)) {
  globalThis.addEventListener("message", async ({ data }) => {
    globalThis.postMessage(await run(data.name, data.leakCount));
  });
}
