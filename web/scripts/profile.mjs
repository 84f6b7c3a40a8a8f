// Finds the functions of the engine that are entered from its start to the first
// signature, with a certificate as AliKassa issues it: those are loaded first.
// Takes the library, the program as wasm/split marks it, and the file to write,
// which has a byte for each function, 1 where it was entered.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [library, marked, out] = process.argv.slice(2);
const testdata = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "signer/testdata");
const read = (name) => new Uint8Array(readFileSync(join(testdata, name)));
const names = ["private.pem", "public.pem", "password.txt"];
const [privateKey, publicKey, password] = names.map((name) => read(`demo/${name}`));
const nothing = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // a module in place of the rest

const entered = new Set();
let program; // which one runs; those before it do what is left to do, such as to collect garbage
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (module, imports) => {
  const mine = {};
  program = mine;
  const mark = (number) => program === mine && entered.add(number);
  return instantiate(module, { ...imports, split: { mark } });
};
const { loadSigner } = await import(pathToFileURL(library));

// Several times, since maps are laid out anew in each program.
for (let i = 0; i < 8; i++) {
  const signer = await loadSigner({ wasm: readFileSync(marked), rest: nothing });
  await signer.openKey({ privateKey, password });
  await signer.openKey({ privateKey, password: new Uint8Array([...password, 10]) }); // as editors leave it
  const key = await signer.openKey({ privateKey, password, publicKey });
  await key.sign("{}");
  if (signer.styles.length === 0) throw new Error("no tables"); // which closing reads, too
}

const size = Math.max(...entered) + 1;
writeFileSync(
  out,
  Uint8Array.from({ length: size }, (_, i) => (entered.has(i) ? 1 : 0)),
);
process.exit(); // whatever it still waits for
