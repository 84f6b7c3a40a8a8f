// Finds the functions of the engine that are entered from its start to the first
// signature, on the ways that people mostly take there: those are loaded first.
// Takes the library, the program as wasm/split marks it, and the file to write,
// which has a byte for each function, 1 where it was entered.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [library, marked, out] = process.argv.slice(2);
const testdata = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "signer/testdata");
const read = (name) => new Uint8Array(readFileSync(join(testdata, name)));
const account = "550e8400-e29b-41d4-a716-446655440000";
const names = ["private.pem", "public.pem", "password.txt"];
const [privateKey, publicKey, password] = names.map((name) => read(`demo/${name}`));
const nothing = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // a module in place of the rest

const entered = new Set();
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (module, imports) =>
  instantiate(module, { ...imports, split: { mark: (number) => entered.add(number) } });
const { loadSigner } = await import(pathToFileURL(library));

const request = `{
  "amount": 500.50,
  "order_id": "1001",
  "service": "payment_card_rub_hpp",
  "customer_ip": "18.191.80.10",
  "desc": "Заказ 1001"
}`;

const signer = await loadSigner({ wasm: readFileSync(marked), rest: nothing });
await signer.openKey({ privateKey, password });
const key = await signer.openKey({ privateKey, password, publicKey });
await key.sign(request);
const prepared = await signer.prepare({ operation: "payment", json: request, style: "php", account, key });
// What cannot wait for the rest.
for (const { name } of signer.styles) signer.encode(request, name);
for (const { name } of signer.operations) signer.validate(request, name);
signer.verify({ body: prepared.body, sign: prepared.sign, publicKey: key.info.publicKey });

const size = Math.max(...entered) + 1;
writeFileSync(
  out,
  Uint8Array.from({ length: size }, (_, i) => (entered.has(i) ? 1 : 0)),
);
process.exit(); // whatever it still waits for
