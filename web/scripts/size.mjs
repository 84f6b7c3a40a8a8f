// The size of what a user of the library loads: wasm and module, each as brotli 11.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

export function brotliSize(lib) {
  return ["alikassa-sign.wasm", "alikassa-sign.js"]
    .map((name) => readFileSync(join(lib, name)))
    .map(
      (content) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    )
    .reduce((sum, size) => sum + size);
}
