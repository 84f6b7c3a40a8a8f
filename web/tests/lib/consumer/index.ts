// What the README shows, as a stranger writes it; it prints what the test looks for.
import {
  type BatchOptions,
  type CertificateFile,
  type FieldInfo,
  type Key,
  type KeySource,
  type LoadOptions,
  loadSigner,
  type Problem,
  type SignedRequest,
  type Signer,
  SignerError,
} from "alikassa-sign";

declare const console: { log(...values: unknown[]): void };
declare const process: { argv: string[] };

const [, , privateKey = "", password = ""] = process.argv;
const options: LoadOptions = { rsa: "auto" };
const signer: Signer = await loadSigner(options);

const source: KeySource = { privateKey, password };
const key: Key = await signer.openKey(source);
const request: SignedRequest = await signer.prepare({
  json: '{"amount":12.50,"order_id":"1"}',
  account: "bd291fe1-5c19-4113-ae62-a2d3c4d01d20",
  key,
});
const { valid, reason }: { valid: boolean; reason?: string } = signer.verify({
  body: request.body,
  sign: request.sign,
  publicKey: key.info.publicKey,
});
console.log(valid, reason, request.as("curl").includes(request.sign));

const problem: Problem | undefined = request.problems.find(({ severity }) => severity === "error");
const field: FieldInfo | undefined = signer.operations[0]?.fields.find(({ name }) => name === problem?.field);
console.log(problem?.code, field?.required, field?.maxLength ?? "unlimited");

const batch: BatchOptions = { onProgress: (done: number, total: number) => console.log(done, total) };
const signs: string[] = await key.signAll([request.body, "another"], batch);
console.log(signs.length, signs[0] === request.sign);

try {
  const files: CertificateFile[] = [];
  await signer.openFiles(files);
} catch (error) {
  if (!(error instanceof SignerError)) throw error;
  const { code, hint, line, choices }: SignerError = error;
  console.log(code, typeof hint, line, choices);
}

// @ts-expect-error: a format is one of a few
const unknownFormat = () => request.as("cobol");
// @ts-expect-error: what is known of a key is not for changing
const changedInfo = () => (key.info.bits = 1);
console.log(typeof unknownFormat, typeof changedInfo);

key.close();
signer.close();
