/**
 * After many signatures the engine and the library hold no more than before.
 * Most are made by WebCrypto, where only opening and closing a key touches Go; a
 * tenth of them in Go, and besides each hundredth comes one call of everything
 * else. What a call leaves on Go's own heap, wasm/browser/browser_test.go counts
 * by the byte.
 *
 * The glue counts what Go holds of JavaScript in `_values`. It is seen here by
 * a setter on the prototype of all objects, put there while an engine starts.
 */
import type { Signer } from "../../../src/lib/types.ts";
import { ok, type Surroundings } from "../framework.ts";
import type { Part } from "../suite.ts";
import { openSmall } from "./keys.ts";

interface Watched {
  readonly signer: Signer;
  /** Bytes of WebAssembly memory. */
  memory(): number;
  /** JavaScript values that Go holds. */
  values(): number;
}

export const leakTests: Part = ({ test }, around) => {
  test("leaks: none over many signatures", async () => {
    await run(around, "auto", around.leakCount * 0.9);
    await run(around, "go", around.leakCount * 0.1);
  });
};

async function run(around: Surroundings, rsa: "auto" | "go", count: number): Promise<void> {
  const watched = await watch(around, rsa);
  const { signer } = watched;
  const portion = async (size: number) => {
    const key = await openSmall(signer, around);
    await key.signAll(Array.from({ length: size }, (_, i) => `body ${i}`));
    for (let i = 0; i < size / 100; i++) {
      signer.validate(new TextDecoder().decode(signer.encode('{"amount":12.50,"order_id":"1"}')));
      signer.verify({ body: "a", sign: "b", publicKey: key.info.publicKey });
      await openSmall(signer, around).then((opened) => opened.close());
      await signer.openKey({ privateKey: "no key" }).catch(() => {});
    }
    key.close();
  };
  const portions = 10;
  for (let i = 0; i < 2; i++) await portion(count / portions); // until all has found its size
  const before = await settled(watched, around);
  for (let i = 2; i < portions; i++) await portion(count / portions);
  const after = await settled(watched, around);
  const told = `rsa ${rsa}: ${JSON.stringify(before)}, then ${JSON.stringify(after)}`;
  const signed = count * 0.8;
  // Were one value left by each call of the rarest kind, it would be signed / 100.
  ok(after.values <= before.values + Math.max(10, signed / 200), `references pile up: ${told}`);
  ok(after.memory <= before.memory + (4 << 20), `Go's memory grows: ${told}`); // by steps of so much or less
  ok(after.heap <= before.heap + (1 << 19) + 30 * signed, `the library's memory grows: ${told}`);
  signer.close();
}

interface Held {
  readonly values: number;
  readonly memory: number;
  /** Bytes of JavaScript's heap; 0 where it cannot be told. */
  readonly heap: number;
}

/**
 * What is held once Go's collector has run, which nothing outside can ask for:
 * large texts make it run, until it lets go of no more.
 */
async function settled({ signer, memory, values }: Watched, around: Surroundings): Promise<Held> {
  const large = JSON.stringify("x".repeat(900_000));
  let fewest = values();
  for (let quiet = 0; quiet < 5; quiet++) {
    for (let i = 0; i < 8; i++) signer.encode(large);
    await new Promise((resolve) => setTimeout(resolve));
    if (values() < fewest) quiet = 0;
    fewest = Math.min(fewest, values());
  }
  return { values: fewest, memory: memory(), heap: around.heap?.() ?? 0 };
}

async function watch({ library, wasm }: Surroundings, rsa: "auto" | "go"): Promise<Watched> {
  let held: unknown[] = [];
  let memory: WebAssembly.Memory | undefined;
  Object.defineProperty(Object.prototype, "_values", {
    configurable: true,
    set(values: unknown[]) {
      held = values;
      memory = this._inst.exports.mem;
      Object.defineProperty(this, "_values", { value: values, writable: true, configurable: true });
    },
  });
  try {
    const signer = await library.loadSigner({ wasm, rsa });
    ok(memory, "the glue has changed: it keeps its values elsewhere");
    const { buffer } = memory;
    ok(buffer.byteLength > 0, "no memory");
    return {
      signer,
      memory: () => (memory as WebAssembly.Memory).buffer.byteLength,
      values: () => held.filter((value) => value !== null && value !== undefined).length,
    };
  } finally {
    delete (Object.prototype as { _values?: unknown })._values;
  }
}
