/** The suite in Node, and what is Node's alone. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Library } from "./framework.ts";
import { suite } from "./suite.ts";
import { readVectors } from "./vectors.ts";

const web = process.cwd();
const lib = join(web, "dist/lib");
const entry = pathToFileURL(join(lib, "alikassa-sign.js")).href;
const globalsBefore = Reflect.ownKeys(globalThis);

const library: Library = await import(entry);
const wasm = new Uint8Array(readFileSync(join(lib, "alikassa-sign.wasm")));
const doctor = new Uint8Array(readFileSync(join(lib, "alikassa-sign-doctor.wasm")));
const leakCount = 100_000;
setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const heap = () => {
  collect();
  const { heapUsed } = process.memoryUsage();
  return heapUsed;
};
suite(
  { test: (name, run) => void test(name, run) },
  { library, vectors: readVectors(web), wasm, doctor, globalsBefore, leakCount, heap },
);

test("node: a program ends by itself, with the signer left open", () => {
  const program = `
    const { loadSigner } = await import(${JSON.stringify(entry)});
    const signer = await loadSigner();
    process.stdout.write(signer.encode('{"a":"é"}'));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    timeout: 60_000,
  });
  assert.deepEqual([status, stdout, stderr], [0, '{"a":"\\u00e9"}', ""]);
});

test("node: without WebCrypto it is Go that signs, and webcrypto is refused", () => {
  const program = `
    import { readFileSync } from "node:fs";
    Object.defineProperty(globalThis.crypto, "subtle", { value: undefined });
    const { loadSigner } = await import(${JSON.stringify(entry)});
    const privateKey = readFileSync("../signer/testdata/keys/vectors/pkcs1-plain.pem");
    const key = await (await loadSigner()).openKey({ privateKey });
    process.stdout.write(await key.sign("a") + " ");
    await loadSigner({ rsa: "webcrypto" }).catch(({ code }) => process.stdout.write(code));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    timeout: 60_000,
  });
  assert.equal(stderr, "");
  assert.match(stdout, /^[A-Za-z0-9+/]{342}== no-webcrypto$/);
});
