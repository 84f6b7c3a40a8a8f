/** Reads signer/testdata into one structure that every runtime can be given. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Vectors } from "./framework.ts";

/** `web` is the folder of package.json. */
export function readVectors(web: string): Vectors {
  const testdata = join(web, "../signer/testdata");
  const json = (...path: readonly string[]) => JSON.parse(readFileSync(join(testdata, ...path), "utf8"));
  const { vectors: keys, archives } = json("keys/index.json");
  const files = Object.fromEntries(
    ["vectors", "archives"].flatMap((folder) =>
      readdirSync(join(testdata, "keys", folder)).map((name) => [
        `${folder}/${name}`,
        readFileSync(join(testdata, "keys", folder, name), "base64"),
      ]),
    ),
  );
  const packed = readFileSync(join(testdata, "styles/vectors.jsonl.gz"));
  const [styles, ...texts] = gunzipSync(packed)
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { version } = JSON.parse(readFileSync(join(web, "package.json"), "utf8"));
  const stamp =
    /stamp !== "(\w+)"/.exec(readFileSync(join(web, "dist/lib/alikassa-sign.js"), "utf8"))?.[1] ?? "";
  return {
    version,
    stamp,
    keys,
    archives,
    files,
    styles,
    texts,
    signatures: json("signatures/vectors.json"),
  };
}
