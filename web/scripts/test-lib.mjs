// Runs the library's tests in Node: bundles them, since Node 20 runs no TypeScript,
// and hands them to its test runner. The library itself is loaded as it was built.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(web, "tests/lib");
const out = join(web, "build/tests");
const tests = readdirSync(source).filter((name) => name.endsWith(".test.ts"));

for (const name of tests) {
  const bundle = await rolldown({ input: join(source, name), platform: "node", external: ["rolldown"] });
  await bundle.write({ file: join(out, name.replace(/ts$/, "mjs")), format: "esm", sourcemap: "inline" });
  await bundle.close();
}
const files = tests.map((name) => join(out, name.replace(/ts$/, "mjs")));
const { status } = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--test", ...process.argv.slice(2), ...files],
  {
    cwd: web,
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
