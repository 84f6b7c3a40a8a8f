// Builds what is measured: the library, the empty Go program, and the page's
// script with node-forge in it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
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
  const bundle = await rolldown({ input: join(web, "bench/page.ts"), platform: "browser" });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();
  const files = {
    "/": { type: "text/html", content: "<!doctype html><title>Benchmark</title>" },
    "/bench.js": { type: "text/javascript", content: output[0].code },
    "/alikassa-sign.wasm": {
      type: "application/wasm",
      content: readFileSync(join(web, "dist/lib/alikassa-sign.wasm")),
    },
    "/empty.wasm": { type: "application/wasm", content: readFileSync(empty) },
  };
  return { files, size: brotliSize(join(web, "dist/lib")) };
}
