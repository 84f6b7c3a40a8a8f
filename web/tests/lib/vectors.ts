/** Reads signer/testdata into one structure that every runtime can be given. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { MistakeVector, Vectors } from "./framework.ts";

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
  const notifications = json("notifications/vectors.json");
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
    mistakes: readMistakes(join(testdata, "mistakes/vectors.jsonl.gz")),
    notifications,
    answers: JSON.parse(readFileSync(join(testdata, "../response/testdata/answers.json"), "utf8")),
    signatures: json("signatures/vectors.json"),
  };
}

/** Of the thousands the first of each cause, and some of two: Go's tests have all. */
function readMistakes(path: string): Vectors["mistakes"] {
  const lines = gunzipSync(readFileSync(path)).toString().trim().split("\n");
  const [{ publicKeys }, ...all] = lines.map((line) => JSON.parse(line));
  const seen = new Set<string>();
  const singles = all.filter(({ name, causes }: MistakeVector) => {
    const [cause = "", ...more] = causes;
    if (more.length > 0 || seen.has(cause) || /base32/.test(name)) return false; // base32 is read
    return seen.add(cause);
  });
  const pairs = all.filter(({ name }: MistakeVector) => name.startsWith("pair_"));
  return { publicKeys, vectors: [...singles, ...pairs.filter((_, i) => i % 60 === 3)] };
}
