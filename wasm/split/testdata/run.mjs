// Runs a program with the glue of the Go that built it: node run.mjs glue asked
// program [rest]. Prints what the program prints, and at last how often the rest
// was asked for; where ENTERED names a file, writes what split.mark was called with.
import { readFileSync, writeFileSync } from "node:fs";

const [glue, asked, program, rest] = process.argv.slice(2);
await import(glue);
const decoder = new TextDecoder();
let printed = "";
globalThis.fs.writeSync = (_, bytes) => {
  printed += decoder.decode(bytes);
  return bytes.length;
};
let loads = 0;
const entered = [];
const go = new globalThis.Go();
go.argv = ["program", asked];
let status = 0;
go.exit = (code) => {
  status = code;
};
const split = {
  mark: (number) => {
    entered[number] = 1;
  },
  load: () => {
    loads++;
    new WebAssembly.Instance(new WebAssembly.Module(readFileSync(rest)), { first: instance.exports });
  },
};
const module = new WebAssembly.Module(readFileSync(program));
const instance = new WebAssembly.Instance(module, { ...go.importObject, split });
await go.run(instance);
if (process.env.ENTERED) writeFileSync(process.env.ENTERED, Uint8Array.from(entered, (is) => is ?? 0));
console.log(JSON.stringify({ printed, status, loads }));
process.exit(); // the glue leaves the program's timers running
