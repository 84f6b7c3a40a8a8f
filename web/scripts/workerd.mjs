// Runs the built Worker in workerd, with a D1 of its own in memory, and prints
// the address that it listens on. Ends at SIGTERM. Settings are the Worker's
// variables, as arguments: workerd.mjs RELAY=http://127.0.0.1:1234
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";

const worker = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "wasm/worker");
const { workerOptions, main } = unstable_getMiniflareWorkerOptions(join(worker, "wrangler.jsonc"));
const bindings = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split(/=(.*)/s, 2)));
const miniflare = new Miniflare({
  ...workerOptions,
  name: "alikassa-sign",
  bindings: { ...workerOptions.bindings, ...bindings },
  scriptPath: main,
  modules: true,
  modulesRoot: dirname(main),
  modulesRules: [
    { type: "ESModule", include: ["**/*.mjs", "**/*.js"] },
    { type: "CompiledWasm", include: ["**/*.wasm"] },
  ],
  cf: false,
});
const address = await miniflare.ready;
const database = await miniflare.getD1Database("DB");
const migrations = join(dirname(dirname(worker)), "web/gateway/migrations");
for (const name of readdirSync(migrations).sort()) {
  // exec takes a statement a line.
  const statements = readFileSync(join(migrations, name), "utf8")
    .replace(/--.*$/gm, "")
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").trim())
    .filter(Boolean);
  await database.exec(statements.join("\n"));
}
console.log(address.href);
process.once("SIGTERM", () => miniflare.dispose());
