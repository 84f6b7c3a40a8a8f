// Builds the library into dist/lib/: one module without imports, its types in
// one file, the wasm beside them, and a package.json that makes them a package.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import "./build-wasm.mjs";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const lib = join(web, "dist/lib");
const source = join(web, "src/lib");
mkdirSync(lib, { recursive: true });
// What an earlier build has compressed would be served in place of what is written here.
for (const name of readdirSync(lib))
  if (/^alikassa-sign(-rest|-doctor)?\.[^-]*\.(br|gz)$/.test(name)) rmSync(join(lib, name));

const bundle = await rolldown({ input: join(source, "alikassa-sign.ts"), platform: "neutral" });
await bundle.write({ file: join(lib, "alikassa-sign.js"), format: "esm", comments: { legal: true } });
await bundle.close();
for (const name of ["alikassa-sign.wasm", "alikassa-sign-rest.wasm", "alikassa-sign-doctor.wasm"]) {
  copyFileSync(join(web, "build", name), join(lib, name));
}
copyFileSync(join(dirname(web), "LICENSE"), join(lib, "LICENSE"));
writeFileSync(join(lib, "alikassa-sign.d.ts"), declarations());
writeFileSync(join(lib, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);

// The contract as it stands in src/lib/types.ts, the error, and what is exported.
// Nothing else of the sources is seen in a type, so that putting the compiler's
// output for the three in one file, without what ties them, is all there is to it.
function declarations() {
  const out = join(web, "build/types");
  rmSync(out, { recursive: true, force: true });
  const tsc = join(web, "node_modules/typescript/bin/tsc");
  const options = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", out];
  execFileSync(process.execPath, [tsc, "-p", join(source, "tsconfig.json"), ...options], {
    stdio: "inherit",
  });
  return ["types", "errors", "alikassa-sign"]
    .map((name) => readFileSync(join(out, `${name}.d.ts`), "utf8"))
    .map((text) => text.replace(/^(import|export (type )?(\*|\{.*\})).* from ".*";\n/gm, ""))
    .join("\n");
}

function manifest() {
  const { name, version, description, license, engines } = JSON.parse(
    readFileSync(join(web, "package.json"), "utf8"),
  );
  const types = "./alikassa-sign.d.ts";
  const exports = { ".": { types, default: "./alikassa-sign.js" }, "./*": "./*" };
  const files = ["**", "!**/*.br", "!**/*.gz"]; // what servers send compressed is no part of a package
  return {
    name,
    version,
    description,
    license,
    type: "module",
    sideEffects: ["./alikassa-sign-element.js", "./element/**"], // imported for the element that it defines
    engines,
    types,
    exports,
    files,
  };
}
