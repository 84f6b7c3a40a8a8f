/** The engine comes from wherever it is said to be, and leaves nothing behind. */
import type { LoadOptions } from "../../../src/lib/types.ts";
import { equal, ok, refused } from "../framework.ts";
import type { Part } from "../suite.ts";

const wasmType = { "content-type": "application/wasm" };

export const loadingTests: Part = ({ test }, around) => {
  // First, since tests make the runtime itself add what it adds at the first use of fetch.
  test("loading: leaves the global object as it was", async () => {
    const { library, globalsBefore } = around;
    const signer = await library.loadSigner();
    signer.encode("{}");
    const before = new Set(globalsBefore);
    equal(
      Reflect.ownKeys(globalThis)
        .filter((name) => !before.has(name))
        .map(String),
      [],
    );
    signer.close();
  });

  test("loading: from a module, bytes or a Response, streamed or not", async () => {
    const { library, wasm } = around;
    const sources: Record<string, () => LoadOptions["wasm"]> = {
      bytes: () => wasm,
      "a buffer": () => wasm.slice().buffer,
      "a view": () => new DataView(wasm.buffer, wasm.byteOffset, wasm.byteLength),
      "a Response": () => new Response(wasm, { headers: wasmType }),
      "a Response of another type": () => new Response(wasm, { headers: { "content-type": "text/plain" } }),
      "a Response to come": () => Promise.resolve(new Response(wasm, { headers: wasmType })),
    };
    for (const [name, source] of Object.entries(sources)) {
      const signer = await library.loadSigner({ wasm: source() as NonNullable<LoadOptions["wasm"]> });
      equal(new TextDecoder().decode(signer.encode('{"a":1.0}')), '{"a":1}', name);
      signer.close();
    }
    const module = await WebAssembly.compile(wasm);
    const [one, two] = await Promise.all([
      library.loadSigner({ wasm: module }),
      library.loadSigner({ wasm: module }),
    ]);
    one.close();
    equal(two.validate("{}").length > 0, true, "one of two has ended");
    two.close();
  });

  test("loading: says what is wrong with what it was given", async () => {
    const { library, wasm } = around;
    const offline = Promise.reject(new Error("offline"));
    offline.catch(() => {}); // it is awaited later than it rejects
    const cases: readonly [string, unknown][] = [
      ["bad-argument", { wasm: 1 }],
      ["bad-argument", { wasm: null }],
      ["bad-argument", { wasm: "http://[" }],
      ["bad-argument", { wasm: {} }],
      ["bad-argument", { wasm: Promise.resolve("a text") }],
      ["bad-argument", { wasm: Object.create(Response.prototype) }],
      ["bad-argument", { wasm: Promise.resolve(Object.create(Response.prototype)) }],
      ["bad-argument", { wasm: Object.create(WebAssembly.Module.prototype) }],
      ["bad-argument", { wasm: detached() }],
      ["bad-argument", { rsa: "java" }],
      ["bad-argument", "go"],
      ["bad-argument", null],
      ["load-failed", { wasm: new Uint8Array(8) }],
      ["load-failed", { wasm: lying(new Uint8Array(8), "byteLength") }],
      ["load-failed", { wasm: lying(new DataView(new ArrayBuffer(8)), "buffer") }],
      ["load-failed", { wasm: lying(new Response(wasm), "arrayBuffer") }],
      ["load-failed", { wasm: new Response("<!doctype html>") }],
      ["load-failed", { wasm: new Response("<!doctype html>", { headers: wasmType }) }],
      ["load-failed", { wasm: new Response("not here", { status: 404 }) }],
      ["load-failed", { wasm: offline }],
      ["load-failed", { wasm: wasm.subarray(0, 100_000) }],
      ["load-failed", { wasm: "data:text/plain,nothing" }],
    ];
    for (const [code, options] of cases) {
      await refused(library, code, () => library.loadSigner(options as LoadOptions), JSON.stringify(options));
    }
    await refused(library, "bad-argument", () => library.loadSigner({ wasm: Object.create(URL.prototype) }));
  });

  test("loading: refuses an engine of another build, and says how to mend it", async () => {
    const { library, vectors, wasm } = around;
    const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    await refused(library, "stale", () => library.loadSigner({ wasm: empty }), "no Go program");
    const other = wasm.slice();
    const at = find(other, vectors.stamp);
    other[at] = other[at] === 0x30 ? 0x31 : 0x30;
    const error = await refused(library, "stale", () => library.loadSigner({ wasm: other }), "another stamp");
    ok(error.hint?.includes("make build"), error.hint ?? "no hint");
  });

  function detached(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(8);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    return bytes;
  }

  function lying<T extends object>(of: T, name: string): T {
    const get = () => {
      throw new RangeError("a getter's own");
    };
    return Object.defineProperty(of, name, { get });
  }

  function find(bytes: Uint8Array, digits: string): number {
    const at = new TextDecoder("latin1").decode(bytes).indexOf(digits);
    ok(at >= 0, "the wasm has no stamp");
    return at;
  }
};
