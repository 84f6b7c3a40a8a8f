/**
 * What the page has beside the engine's tables: an example of every operation,
 * and every word of them in each of its languages but English, which is theirs.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { examples } from "../../src/element/session/example.ts";
import { catalogue, languages } from "../../src/element/text/text.ts";
import type { Library } from "./framework.ts";

const entry = pathToFileURL(join(process.cwd(), "dist/lib/alikassa-sign.js")).href;
const { loadSigner }: Library = await import(entry);
const signer = await loadSigner();

test("tables: every operation has an example, in which nothing is wrong", () => {
  const names = signer.operations.map(({ name }) => name);
  assert.deepEqual(Object.keys(examples).sort(), [...names].sort());
  for (const name of names) assert.deepEqual(signer.validate(examples[name] ?? "", name), [], name);
});

for (const language of languages.filter((language) => language !== "en")) {
  test(`tables: every title, description and type is in ${language}`, () => {
    const t = catalogue(language);
    const missing = new Set<string>();
    for (const { name, title, fields } of signer.operations) {
      if (!t.operations[name]) missing.add(title);
      for (const field of fields) {
        if (t.form.describe(field) === field.description) missing.add(field.description);
        if (t.form.limits(field).startsWith(field.type)) missing.add(field.type);
      }
    }
    assert.deepEqual([...missing], []);
  });
}
