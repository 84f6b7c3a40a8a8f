// Writes the brotli and gzip form of each text and wasm file of dist/ beside it,
// for the server to send as they are. Done last in a build, on an emptied folder.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const compressible = new Set([".css", ".html", ".js", ".json", ".svg", ".ts", ".txt", ".wasm"]);
const smallest = 512;

const dist = new URL("../dist/", import.meta.url).pathname;
const names = await readdir(dist, { recursive: true });
await Promise.all(
  names
    .filter((name) => compressible.has(extname(name)))
    .map(async (name) => {
      const file = join(dist, name);
      const content = await readFile(file);
      if (content.length < smallest) return;
      const [brotli, gzipped] = await Promise.all([
        promisify(brotliCompress)(content, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          },
        }),
        promisify(gzip)(content, { level: 9 }),
      ]);
      await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, gzipped)]);
    }),
);
