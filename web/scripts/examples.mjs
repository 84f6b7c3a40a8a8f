// Writes src/element/engine/example-signs.ts: the two signatures of the Debug
// view's examples that the page's own engine does not make. Both are
// RSASSA-PKCS1-v1_5 over the body in example-body.txt, and the same each time.
// Run by: node scripts/examples.mjs && npx biome check --write src
import { createPublicKey, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const demo = "../../signer/testdata/demo/";
const body = Buffer.from(read("../src/element/engine/example-body.txt").trim());
const key = read(`${demo}private.pem`);
const passphrase = read(`${demo}password.txt`).trim();
const other = read("../../signer/testdata/keys/vectors/pkcs1-plain.pem");

const constants = {
  "Signed with the demo certificate, with SHA-256.": [
    "signOverSha256",
    sign("sha256", body, { key, passphrase }).toString("base64"),
  ],
  "Signed with another key, with SHA-1.": ["signByOtherKey", sign("sha1", body, other).toString("base64")],
  "The public key of that other key.": [
    "otherKey",
    createPublicKey(other).export({ type: "spki", format: "pem" }),
  ],
};
const lines = Object.entries(constants).map(
  ([what, [name, value]]) => `/** ${what} */\nexport const ${name} =\n  ${JSON.stringify(value)};`,
);
writeFileSync(
  new URL("../src/element/engine/example-signs.ts", import.meta.url),
  `/** Made by scripts/examples.mjs with the demo certificate: see there. */\n\n${lines.join("\n\n")}\n`,
);
