// Reference program: JavaScript's JSON.stringify of what JSON.parse reads.
import { createInterface } from "node:readline";

function encode(text) {
  try {
    return "=" + Buffer.from(JSON.stringify(JSON.parse(text))).toString("base64");
  } catch (error) {
    return "!" + Buffer.from(error.message).toString("base64");
  }
}

const answers = ["node"];
for await (const line of createInterface({ input: process.stdin })) {
  answers.push(encode(Buffer.from(line, "base64").toString()));
}
process.stdout.write(answers.join("\n") + "\n");
