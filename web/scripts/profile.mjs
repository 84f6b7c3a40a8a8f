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
let program; // which one runs; those before it do what is left to do, such as to collect garbage
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (module, imports) => {
  const mine = {};
  program = mine;
  const mark = (number) => program === mine && entered.add(number);
  return instantiate(module, { ...imports, split: { mark } });
};
const { loadSigner } = await import(pathToFileURL(library));

const request = `{
  "amount": 500.50,
  "order_id": "1001",
  "service": "payment_card_rub_hpp",
  "customer_ip": "18.191.80.10",
  "desc": "Заказ 1001"
}`;

// What else there is in JSON, and what can be wrong with a request.
const texts = [
  "{}",
  "[]",
  '{"a": [1, -0.0, 2.50, 1e21, 5e-324, 123456789012345678901, true, false, null, {}, []], "b": {"1": "x"}}',
  '["é\\u2028\\ud83d\\ude00", "\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000", "<&>\\u007f"]',
  '{"order_id": 1001, "amount": "12.345", "service": "", "customer_ip": "300.1.1.1", "amuont": 1}',
  '{"amount": -1, "customer_email": "user", "success_redirect_url": "page", "lifetime": 1, "desc": null}',
];

// Several times, since maps are laid out anew in each program.
for (let i = 0; i < 8; i++) {
  const signer = await loadSigner({ wasm: readFileSync(marked), rest: nothing });
  await signer.openKey({ privateKey, password });
  await signer.openKey({ privateKey, password: new Uint8Array([...password, 10]) }); // as editors leave it
  const key = await signer.openKey({ privateKey, password, publicKey });
  await key.sign(request);
  const prepared = await signer.prepare({ operation: "payment", json: request, style: "php", account, key });
  // What cannot wait for the rest.
  for (const text of [request, ...texts]) {
    for (const { name } of signer.styles) attempt(() => signer.encode(text, name));
    for (const { name } of signer.operations) signer.validate(text, name);
  }
  signer.verify({ body: prepared.body, sign: prepared.sign, publicKey: key.info.publicKey });
}

function attempt(encode) {
  try {
    encode();
  } catch {
    // Not every language can write everything.
  }
}

const size = Math.max(...entered) + 1;
writeFileSync(
  out,
  Uint8Array.from({ length: size }, (_, i) => (entered.has(i) ? 1 : 0)),
);
process.exit(); // whatever it still waits for
