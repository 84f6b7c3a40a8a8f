// The size of what a user of the library loads, each file as brotli 11: the wasm in its
// two parts and the module at first, and the doctor's wasm when it is first asked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

export function brotliSize(
  lib,
  names = ["alikassa-sign.wasm", "alikassa-sign-rest.wasm", "alikassa-sign.js"],
) {
  return names
    .map((name) => readFileSync(join(lib, name)))
    .map(
      (content) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    )
    .reduce((sum, size) => sum + size);
}
