// Builds what is measured: the library, the Go programs that do nothing, and
// the pages' scripts, one of them with node-forge in it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gunzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { brotliSize } from "../scripts/size.mjs";
import "../scripts/build-lib.mjs";

const web = dirname(dirname(fileURLToPath(import.meta.url)));

/** The files to serve by their paths, and the size of what a user loads. */
export async function build() {
  const files = {
    "/": { type: "text/html", content: "<!doctype html><title>Benchmark</title>" },
    "/start.js": { type: "text/javascript", content: await bundle("start.ts") },
    "/page.js": { type: "text/javascript", content: await bundle("page.ts") },
    "/doctor.js": { type: "text/javascript", content: await bundle("doctor.ts") },
    "/mistakes.json": { type: "application/json", content: JSON.stringify(mistakes()) },
    "/alikassa-sign.wasm": compressed(join(web, "dist/lib/alikassa-sign.wasm")),
    "/alikassa-sign-rest.wasm": compressed(join(web, "dist/lib/alikassa-sign-rest.wasm")),
    "/alikassa-sign-doctor.wasm": compressed(join(web, "dist/lib/alikassa-sign-doctor.wasm")),
    "/empty.wasm": compressed(program("empty")),
    "/linked.wasm": compressed(program("linked")),
  };
  const lib = join(web, "dist/lib");
  return { files, size: brotliSize(lib), doctorSize: brotliSize(lib, ["alikassa-sign-doctor.wasm"]) };
}

/** The Go program of that name, built small. */
function program(name) {
  const path = join(web, "build", `${name}.wasm`);
  execFileSync("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", path, `./web/bench/${name}`], {
    cwd: dirname(web),
    env: { ...process.env, GOOS: "js", GOARCH: "wasm" },
    stdio: "inherit",
  });
  return path;
}

/** Of the doctor's corpus every fourth of one mistake, and every fifth of two; where nothing is to be found is measured apart. */
function mistakes() {
  const packed = readFileSync(join(dirname(web), "signer/testdata/mistakes/vectors.jsonl.gz"));
  const [{ publicKeys }, ...all] = gunzipSync(packed)
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const explained = all.filter(({ verdict }) => verdict === "explained");
  const one = explained.filter(({ name }) => !/^(pair|triple)_/.test(name));
  const two = explained.filter(({ name }) => name.startsWith("pair_"));
  return { publicKeys, one: one.filter((_, i) => i % 4 === 0), two: two.filter((_, i) => i % 5 === 0) };
}

async function bundle(name) {
  const bundle = await rolldown({ input: join(web, "bench", name), platform: "browser" });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

/** As web/serve sends it: brotli, made at build time. */
function compressed(path) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return {
    type: "application/wasm",
    encoding: "br",
    content: brotliCompressSync(readFileSync(path), { params }),
  };
}
