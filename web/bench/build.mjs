// Builds what is measured: the library, the empty Go program, and the
// pages' scripts, one of them with node-forge in it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { rolldown } from "rolldown";
import { brotliSize } from "../scripts/size.mjs";
import "../scripts/build-lib.mjs";

const web = dirname(dirname(fileURLToPath(import.meta.url)));

/** The files to serve by their paths, and the size of what a user loads. */
export async function build() {
  const empty = join(web, "build/empty.wasm");
  execFileSync("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", empty, "./web/bench/empty"], {
    cwd: dirname(web),
    env: { ...process.env, GOOS: "js", GOARCH: "wasm" },
    stdio: "inherit",
  });
  const files = {
    "/": { type: "text/html", content: "<!doctype html><title>Benchmark</title>" },
    "/start.js": { type: "text/javascript", content: await bundle("start.ts") },
    "/page.js": { type: "text/javascript", content: await bundle("page.ts") },
    "/alikassa-sign.wasm": compressed(join(web, "dist/lib/alikassa-sign.wasm")),
    "/empty.wasm": compressed(empty),
  };
  return { files, size: brotliSize(join(web, "dist/lib")) };
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
