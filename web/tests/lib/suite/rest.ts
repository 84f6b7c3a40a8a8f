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
      ["load-failed", "file:///none/alikassa-sign-rest.wasm"],
      ["load-failed", new Uint8Array(8)],
      ["stale", doctor],
    ] as const) {
      const signer = await library.loadSigner({ rest });
      const key = await signer.openKey({ privateKey, password: password as string });
      await new Promise((resolve) => setTimeout(resolve, 350)); // past the time at which it would scrub
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
    const { library, vectors, wasm } = around;
    if (!("XMLHttpRequest" in globalThis)) return; // in Node what is not a file comes with the signer
    let asked = 0;
    const { fetch } = globalThis;
    globalThis.fetch = () => {
      asked++;
      return new Promise(() => {}); // it never answers
    };
    try {
      const signer = await library.loadSigner({ wasm, rest: "https://rest.invalid/rest.wasm" });
      const archive = fromBase64(vectors.files["archives/payments.zip"] as string);
      const waiting = refused(library, "signer-closed", () => signer.openArchive(archive), "while it waits");
      equal(asked, 1);
      signer.close();
      await waiting;
      await refused(library, "signer-closed", () => signer.openArchive(archive), "afterwards");
      await refused(library, "signer-closed", () => signer.openKey({ privateKey: "" }), "a key");
      await refused(library, "signer-closed", () => signer.encode("{}"));
      await new Promise((resolve) => setTimeout(resolve, 350));
      equal(asked, 1, "a closed signer asked again");
    } finally {
      globalThis.fetch = fetch;
    }
  });
};
