// Builds the engine into build/: the signer in two parts, alikassa-sign.wasm with
// what the first signature needs and alikassa-sign-rest.wasm; the doctor's program,
// alikassa-sign-doctor.wasm; and wasm_exec.js, which is the glue out of the Go that
// builds, wrapped so that it sees a scope of its own in place of the global object.
// All carry one stamp, made of everything that they are built from; where it has
// not changed, nothing is built. signer.wasm is the signer undivided, for tests.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const top = dirname(web);
const build = join(web, "build");
const gluePath = join(build, "wasm_exec.js");
const profile = join(web, "scripts/profile.mjs");

const programs = ["alikassa-sign.wasm", "alikassa-sign-rest.wasm", "alikassa-sign-doctor.wasm"];
const made = [...programs, "signer.wasm"];

const { version } = JSON.parse(readFileSync(join(web, "package.json"), "utf8"));
const exec = readFileSync(join(go("env", "GOROOT"), "lib/wasm/wasm_exec.js"), "utf8");
const stamp = hash(version, go("version"), exec, ...tools(), ...sources());

if (stampOf(gluePath) !== stamp || !made.every((name) => existsSync(join(build, name)))) {
  mkdirSync(build, { recursive: true });
  const unfinished = mkdtempSync(join(build, "unfinished-")); // whoever loads what there is has the old, whole
  process.on("exit", () => rmSync(unfinished, { recursive: true, force: true }));
  await make(unfinished);
}

async function make(folder) {
  const inFolder = (name) => join(folder, name);
  const linker = `-ldflags=-s -w -X main.version=${version} -X main.stamp=${stamp}`;
  for (const [name, tag] of Object.entries({ "signer.wasm": "", "doctor.wasm": "doctor" })) {
    const options = ["-trimpath", "-buildvcs=false", `-tags=${tag}`, linker, "-o", inFolder(name)];
    go("build", ...options, "./wasm/browser");
  }
  const glue = inFolder("wasm_exec.js");
  writeFileSync(glue, wrap(exec));

  const split = inFolder("split");
  run("go", ["build", "-o", split, "./wasm/split"]);
  run(split, ["mark", inFolder("signer.wasm"), inFolder("marked.wasm")]);
  const library = inFolder("alikassa-sign.mjs");
  const resolveId = (id) => (id.endsWith("/wasm_exec.js") ? glue : null);
  const input = join(web, "src/lib/alikassa-sign.ts");
  const bundle = await rolldown({ input, platform: "neutral", plugins: [{ name: "glue", resolveId }] });
  await bundle.write({ file: library, format: "esm" });
  await bundle.close();
  run(process.execPath, [profile, library, inFolder("marked.wasm"), inFolder("entered")]);
  const parts = programs.slice(0, 2).map(inFolder);
  run(split, ["parts", inFolder("signer.wasm"), inFolder("entered"), ...parts]);
  run(split, ["trim", inFolder("doctor.wasm"), inFolder(programs[2])]);

  for (const name of made) renameSync(inFolder(name), join(build, name));
  renameSync(glue, gluePath); // last: it says that all is there
}

function go(...args) {
  return run("go", args, { GOOS: "js", GOARCH: "wasm", GOFLAGS: "" });
}

function run(program, args, env = {}) {
  const options = { cwd: top, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] };
  const { status, stdout } = spawnSync(program, args, options);
  if (status !== 0) process.exit(1); // it has said why
  return stdout.toString().trim();
}

// What makes the programs out of Go's, tests aside.
function tools() {
  const folder = join(top, "wasm/split");
  const split = readdirSync(folder).filter((name) => /(?<!_test)\.go$/.test(name));
  return [fileURLToPath(import.meta.url), profile, ...split.map((name) => join(folder, name))].map((file) =>
    readFileSync(file),
  );
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
