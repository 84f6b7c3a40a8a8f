// The size of what a user of the library loads: wasm and module, each as brotli 11.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const lib = new URL("../dist/lib/", import.meta.url);

export function brotliSize() {
  return ["alikassa-sign.wasm", "alikassa-sign.js"]
    .map((name) => readFileSync(new URL(name, lib)))
    .map(
      (content) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    )
    .reduce((sum, size) => sum + size);
}
