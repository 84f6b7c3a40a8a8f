/** The suite in Node, and what is Node's alone. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Library } from "./framework.ts";
import { vectorTests } from "./suite/vectors.ts";
import { suite } from "./suite.ts";
import { readVectors } from "./vectors.ts";

const web = process.cwd();
const lib = join(web, "dist/lib");
const entry = pathToFileURL(join(lib, "alikassa-sign.js")).href;
const globalsBefore = Reflect.ownKeys(globalThis);

const library: Library = await import(entry);
const wasm = new Uint8Array(readFileSync(join(lib, "alikassa-sign.wasm")));
const rest = new Uint8Array(readFileSync(join(lib, "alikassa-sign-rest.wasm")));
const doctor = new Uint8Array(readFileSync(join(lib, "alikassa-sign-doctor.wasm")));
const leakCount = 100_000;
setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const heap = () => {
  collect();
  const { heapUsed } = process.memoryUsage();
  return heapUsed;
};
const around = { library, vectors: readVectors(web), wasm, rest, doctor, globalsBefore, leakCount, heap };
suite({ test: (name, run) => void test(name, run) }, around);

/** The signer with all in its rest that can be: whatever the division, it is the same program. */
vectorTests(
  { test: (name, run) => void test(`divided otherwise: ${name}`, run) },
  {
    ...around,
    library: { ...library, loadSigner: (options) => library.loadSigner({ ...divided(), ...options }) },
  },
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
    import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

let division: { wasm: Uint8Array<ArrayBuffer>; rest: Uint8Array<ArrayBuffer> } | undefined;

function divided(): NonNullable<typeof division> {
  if (division) return division;
  const folder = mkdtempSync(join(tmpdir(), "divided-"));
  try {
    const at = (name: string) => join(folder, name);
    writeFileSync(at("nothing"), "");
    const files = [join(web, "build/signer.wasm"), at("nothing"), at("first"), at("rest")];
    const options = { cwd: join(web, ".."), encoding: "utf8" } as const;
    const { status, stderr } = spawnSync("go", ["run", "./wasm/split", "parts", ...files], options);
    assert.equal(status, 0, stderr);
    const [wasm, rest] = ["first", "rest"].map((name) => new Uint8Array(readFileSync(at(name))));
    assert.ok(wasm && rest);
    division = { wasm, rest };
    return division;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
