/**
 * The whole way, as a merchant goes it: a certificate made by openssl in each
 * container that it can write, dropped on the page; the curl command, copied
 * and run; and what it sends, verified by openssl.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type TestFile, threeFiles, zip } from "../page/certificates.ts";
import { expect, test } from "../page/fixture.ts";

const run = promisify(execFile);
const password = "pass:word $1'\"";

const encrypted = ["-passout", "env:PASSWORD"];
const legacy = ["-provider", "legacy", "-provider", "default"];
const traditional = (cipher: string) => ["rsa", "-traditional", cipher, ...encrypted];
const pkcs8 = (...scheme: string[]) => ["pkcs8", "-topk8", ...scheme, ...encrypted];

/** What openssl is told to write, a container each. */
const containers: Record<string, string[]> = {
  "PKCS#1, plain": ["rsa", "-traditional"],
  "PKCS#1, DES-CBC": [...traditional("-des"), ...legacy],
  "PKCS#1, DES-EDE3-CBC": traditional("-des3"),
  "PKCS#1, AES-128-CBC": traditional("-aes128"),
  "PKCS#1, AES-192-CBC": traditional("-aes192"),
  "PKCS#1, AES-256-CBC": traditional("-aes256"),
  "PKCS#8, plain": ["pkcs8", "-topk8", "-nocrypt"],
  "PKCS#8, PBKDF2 with HMAC-SHA-1, DES-EDE3-CBC": pkcs8("-v2", "des3", "-v2prf", "hmacWithSHA1"),
  "PKCS#8, PBKDF2 with HMAC-SHA-224, AES-128-CBC": pkcs8("-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA224"),
  "PKCS#8, PBKDF2 with HMAC-SHA-256, AES-256-CBC": pkcs8("-v2", "aes-256-cbc"),
  "PKCS#8, PBKDF2 with HMAC-SHA-384, AES-192-CBC": pkcs8("-v2", "aes-192-cbc", "-v2prf", "hmacWithSHA384"),
  "PKCS#8, PBKDF2 with HMAC-SHA-512, AES-256-CBC": pkcs8("-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA512"),
  "PKCS#8, scrypt, AES-256-CBC": pkcs8("-scrypt"),
  "PKCS#8, PBES1 with SHA-1, 3DES": [...pkcs8("-v1", "PBE-SHA1-3DES"), ...legacy],
  "PKCS#8, PBES1 with MD5, DES": [...pkcs8("-v1", "PBE-MD5-DES"), ...legacy],
};

async function openssl(...args: string[]): Promise<string> {
  const { stdout } = await run("openssl", args, { env: { ...process.env, PASSWORD: password } });
  return stdout;
}

/** Answers one request and says what it was. */
async function capture(send: (origin: string) => Promise<unknown>) {
  let caught: { path: string; headers: IncomingHttpHeaders; body: Buffer } | undefined;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    caught = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) };
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
  if (!caught) throw new Error("the command sent nothing");
  return caught;
}

for (const [name, args] of Object.entries(containers)) {
  test(name, async ({ sign }) => {
    const folder = await mkdtemp(join(tmpdir(), "containers-"));
    try {
      const at = (file: string) => join(folder, file);
      await openssl("genrsa", "-out", at("plain.pem"), "2048");
      await openssl(...args, "-in", at("plain.pem"), "-out", at("private.pem"));
      await openssl("rsa", "-in", at("plain.pem"), "-pubout", "-out", at("public.pem"));
      const archive: TestFile = zip(
        threeFiles({
          privatePem: await readFile(at("private.pem"), "latin1"),
          publicPem: await readFile(at("public.pem"), "latin1"),
          password: `${password}\n`,
        }),
      );

      await sign.open();
      const demo = await sign.signed();
      await sign.drop([archive]);
      await sign.signedAnew(demo);
      const command = await sign.copied("curl");
      const sent = await capture((origin) =>
        run("bash", ["-c", command.replaceAll("https://api-merchant.alikassa.io", origin)]),
      );

      expect(sent.path).toBe("/v1/payment");
      expect(sent.body).toEqual(await sign.body());
      await writeFile(at("body"), sent.body);
      await writeFile(at("sign"), Buffer.from(String(sent.headers.sign), "base64"));
      const verdict = await openssl(
        ...["dgst", "-sha1", "-verify", at("public.pem"), "-signature", at("sign"), at("body")],
      );
      expect(verdict).toBe("Verified OK\n");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
