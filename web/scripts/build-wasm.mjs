// Builds the engine into build/: alikassa-sign.wasm, alikassa-sign-doctor.wasm
// for diagnoses, and wasm_exec.js, which is the glue out of the Go that builds, wrapped so that it sees a scope of its own
// in place of the global object. Both carry one stamp, made of everything that
// they are built from; where it has not changed, nothing is built.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const top = dirname(web);
const gluePath = join(web, "build/wasm_exec.js");

// Without inlining the wasm is smaller by a twentieth, and hardly slower, except
// where the time goes: in the runtime, when the program starts, and in the
// arithmetic of the RSA operation, which would take five times as long.
const inlined = ["runtime", "internal/runtime/...", "math/bits", "crypto/internal/fips140/bigmod"];
// So it is with the doctor's search.
const searched = ["encoding/binary", "internal/byteorder", "./signer/diagnosis/..."];
const flags = (names) => ["-gcflags=all=-l", ...names.map((name) => `-gcflags=${name}=`)];
const programs = [
  { file: "alikassa-sign.wasm", flags: flags(inlined) },
  { file: "alikassa-sign-doctor.wasm", flags: ["-tags=doctor", ...flags([...inlined, ...searched])] },
].map(({ file, flags }) => ({ path: join(web, "build", file), flags }));

const { version } = JSON.parse(readFileSync(join(web, "package.json"), "utf8"));
const exec = readFileSync(join(go("env", "GOROOT"), "lib/wasm/wasm_exec.js"), "utf8");
const stamp = hash(version, go("version"), exec, readFileSync(fileURLToPath(import.meta.url)), ...sources());

if (stampOf(gluePath) !== stamp || !programs.every(({ path }) => existsSync(path))) {
  mkdirSync(join(web, "build"), { recursive: true });
  const linker = `-ldflags=-s -w -X main.version=${version} -X main.stamp=${stamp}`;
  for (const { path, flags } of programs) {
    const unfinished = `${path}.${process.pid}`; // whoever loads it meanwhile has the old one, whole
    go("build", "-trimpath", "-buildvcs=false", ...flags, linker, "-o", unfinished, "./wasm/browser");
    renameSync(unfinished, path);
  }
  writeFileSync(gluePath, wrap(exec));
}

function go(...args) {
  const env = { ...process.env, GOOS: "js", GOARCH: "wasm", GOFLAGS: "" };
  const { status, stdout } = spawnSync("go", args, { cwd: top, env, stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) process.exit(1); // Go has said why.
  return stdout.toString().trim();
}

// What is compiled and embedded, the standard library aside: go version stands for it.
function sources() {
  const files = "{{range .GoFiles}}{{$.Dir}}/{{.}}\n{{end}}{{range .EmbedFiles}}{{$.Dir}}/{{.}}\n{{end}}";
  const format = `{{if not .Standard}}${files}{{end}}`;
  const listed = ["", "doctor"].map((tag) =>
    go("list", `-tags=${tag}`, "-deps", "-f", format, "./wasm/browser"),
  );
  return [...new Set(listed.join("\n").split("\n"))].filter(Boolean).map((file) => readFileSync(file));
}

function hash(...parts) {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(String(part.length)).update(":").update(part);
  return sum.digest("hex").slice(0, 16);
}

function stampOf(path) {
  return existsSync(path)
    ? /^export const stamp = "(\w+)";$/m.exec(readFileSync(path, "utf8"))?.[1]
    : undefined;
}

// The scope holds what the glue and Go's standard library look for on the global
// object, and nothing by which a page could be reached. The parameter's name
// hides the real one; `fs` is the one thing that the glue takes without naming it.
function wrap(text) {
  const free = /(?<![.\w])fs\.writeSync\(/g;
  if (text.match(free)?.length !== 1)
    throw new Error("wasm_exec.js of this Go writes by other ways than fs.writeSync");
  return `// Made by scripts/build-wasm.mjs out of Go's lib/wasm/wasm_exec.js.
export const stamp = "${stamp}";

export function newScope() {
  const { crypto, performance } = globalThis;
  const scope = { Object, Array, Uint8Array, Uint8ClampedArray, Date, Error, Promise, crypto, performance, TextEncoder, TextDecoder };
  run(scope);
  return scope;
}

function run(globalThis) {
${text.replace(free, "globalThis.fs.writeSync(").replace(/^/gm, "  ").replace(/^ +$/gm, "")}
}
`;
}
