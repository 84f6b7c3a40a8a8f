/** The rest of the signer comes when it can, and at once where it has to. */
import type { LoadOptions } from "../../../src/lib/types.ts";
import { equal, fromBase64, fromUTF8, type KeyVector, ok, refused } from "../framework.ts";
import type { Part } from "../suite.ts";

const wasmType = { headers: { "content-type": "application/wasm" } };

export const restTests: Part = ({ test }, around) => {
  /** What the first part does not have: the words for a text that is no JSON. */
  const needsTheRest = '{"a":1,}';

  test("rest: is taken from bytes, a module or a Response, and had at once", async () => {
    const { library, rest } = around;
    const sources: Record<string, LoadOptions> = {
      "by itself": {},
      "with it": { whole: true },
      "for Go": { rsa: "go" },
      bytes: { rest },
      module: { rest: await WebAssembly.compile(rest) },
      response: { rest: new Response(rest, wasmType) },
    };
    for (const [name, options] of Object.entries(sources)) {
      const signer = await library.loadSigner(options);
      await refused(library, "not-json", () => signer.encode(needsTheRest), name);
      equal(fromUTF8(signer.encode('{"a":1.0}')), '{"a":1}', name);
      signer.close();
    }
  });

  test("rest: where it is missing, the first signature is made, and what needs it says so", async () => {
    const { library, vectors, doctor } = around;
    const { file, password } = vectors.keys.find(({ name }) => name === "pkcs1-aes-256-cbc") as KeyVector;
    const privateKey = fromBase64(vectors.files[`vectors/${file}`] as string);
    for (const [code, rest] of [
      ["load-failed", "data:text/plain,nothing"],
      ["load-failed", new Uint8Array(8)],
      ["stale", doctor],
    ] as const) {
      const signer = await library.loadSigner({ rest });
      const key = await signer.openKey({ privateKey, password: password as string });
      equal(atob(await key.sign("{}")).length, 256);
      const error = await refused(library, code, () => signer.encode(needsTheRest), code);
      if (code === "load-failed") {
        ok(error.hint?.includes("beside alikassa-sign.js"), error.hint ?? "no hint");
        ok(error.message.includes("alikassa-sign-rest.wasm"), error.message);
      }
      await refused(library, "internal", () => signer.encode("{}"), "afterwards");
      signer.close();
    }
  });

  test("rest: what is none is refused at once", async () => {
    const { library } = around;
    await refused(library, "bad-argument", () => library.loadSigner({ whole: 1 as never }));
    const none = "data:text/plain,nothing";
    await refused(library, "load-failed", () => library.loadSigner({ rest: none, whole: true }));
    for (const rest of [5, null, {}, Promise.resolve("a text")])
      await refused(library, "bad-argument", () => library.loadSigner({ rest: rest as never }), `${rest}`);
    const offline = Promise.reject(new Error("offline"));
    offline.catch(() => {}); // it is awaited later than it rejects
    await refused(library, "load-failed", () => library.loadSigner({ rest: offline }));
  });

  test("rest: a signer that is closed before it came has no use for it", async () => {
    const { library, rest } = around;
    const signer = await library.loadSigner({ rest });
    signer.close();
    await new Promise((resolve) => setTimeout(resolve, 150)); // it would have come by then
    await refused(library, "signer-closed", () => signer.encode("{}"));
    const opening = signer.openArchive(new Uint8Array(1));
    await refused(library, "signer-closed", () => opening);
  });
};
