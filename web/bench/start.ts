/** What is measured once in a page of its own, in a process that has compiled nothing yet. */
import { newScope } from "../build/wasm_exec.js";
import { loadSigner } from "../src/lib/alikassa-sign.ts";

/** A certificate as AliKassa issues it: 2048 bits, DEK-Info with AES-256-CBC. */
export interface Certificate {
  readonly privateKey: string;
  readonly password: string;
}

export const wasm = "/alikassa-sign.wasm";

export const bodyOf = (i: number) =>
  `{"amount":12.5,"order_id":"${i}","service":"payment_card_rub_hpp","customer_ip":"18.191.80.10",` +
  `"customer_browser_user_agent":"${"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:47.0) ".repeat(4)}"}`;

export async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds until an empty Go program has run, from the network on. */
export const startEmpty = () => startProgram("/empty.wasm");

/** The same for one that has linked what signing needs of the standard library. */
export const startLinked = () => startProgram("/linked.wasm");

function startProgram(path: string): Promise<number> {
  return time(async () => {
    const go = new (newScope().Go)();
    const { instance } = await WebAssembly.instantiateStreaming(fetch(path), go.importObject);
    await go.run(instance);
  });
}

/** Milliseconds until the first signature, from the network on. */
export function startSigner({ privateKey, password }: Certificate): Promise<number> {
  return time(async () => {
    const signer = await loadSigner({ wasm });
    const key = await signer.openKey({ privateKey, password });
    await key.sign(bodyOf(0));
  });
}
