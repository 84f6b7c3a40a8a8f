/** The library as a package: what is in it, how large it is, and that a stranger can use it. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { rolldown } from "rolldown";
import { brotliSize } from "../../scripts/size.mjs";

const web = process.cwd();
const budget = 1_000_000;

test("size: wasm and module are within their budget", () => {
  const size = brotliSize(join(web, "dist/lib"));
  assert.ok(size <= budget, `${size} bytes as brotli 11 are over ${budget}: see "make bench"`);
});

test("package: nothing of this machine is in it, and the module imports nothing", () => {
  const module = readFileSync(join(web, "dist/lib/alikassa-sign.js"), "utf8");
  const wasm = readFileSync(join(web, "dist/lib/alikassa-sign.wasm"), "latin1");
  assert.doesNotMatch(module, /^import\b|\bimport\("|\brequire\(/m);
  for (const [name, text] of Object.entries({ module, wasm })) {
    assert.ok(!text.includes(join(web, "..")), `${name} names the folder that it was built in`);
  }
});

test("package: whoever may read its files may run none", () => {
  for (const name of ["alikassa-sign.wasm", "alikassa-sign.js", "package.json"])
    assert.equal(statSync(join(web, "dist/lib", name)).mode & 0o111, 0, name);
});

test("package: a bundler keeps the element that is imported for its effect alone, and drops the rest", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "bundled-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const installed = join(folder, "node_modules/alikassa-sign");
  mkdirSync(installed, { recursive: true });
  cpSync(join(web, "dist/lib/package.json"), join(installed, "package.json"));
  cpSync(join(web, "dist/lib/alikassa-sign.js"), join(installed, "alikassa-sign.js"));
  // In place of the real one, which only the page's build makes.
  writeFileSync(
    join(installed, "alikassa-sign-element.js"),
    'customElements.define("alikassa-sign", class {});',
  );
  const input = join(folder, "portal.js");
  writeFileSync(input, 'import "alikassa-sign/alikassa-sign-element.js";\nimport "alikassa-sign";\n');
  const bundle = await rolldown({ input, platform: "browser" });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  assert.match(output[0].code, /customElements\.define/);
  assert.doesNotMatch(output[0].code, /WebAssembly/);
});

test("package: a stranger installs, compiles and runs it", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "consumer-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const npm = (...args: readonly string[]) => execFileSync("npm", args, { cwd: folder, encoding: "utf8" });
  cpSync(join(web, "tests/lib/consumer"), folder, { recursive: true });
  const [packed] = JSON.parse(npm("pack", "--json", join(web, "dist/lib")));
  npm("install", "--offline", "--no-audit", "--no-fund", join(folder, packed.filename));
  execFileSync(process.execPath, [join(web, "node_modules/typescript/bin/tsc"), "-p", folder], {
    stdio: "inherit",
  });

  const demo = (name: string) => readFileSync(join(web, "../signer/testdata/demo", name), "utf8");
  const args = [join(folder, "index.js"), demo("private.pem"), demo("password.txt")];
  const printed = execFileSync(process.execPath, args, { encoding: "utf8" });
  assert.deepEqual(printed.trim().split("\n"), [
    "true undefined true",
    "required true 100",
    "1 2",
    "2 2",
    "2 true",
    "archive-incomplete string undefined undefined",
    "function function",
  ]);
});
