/** The vectors that native Go is held to, through the built library. */
import type { Key, LoadOptions } from "../../../src/lib/types.ts";
import { equal, failure, fromBase64, fromUTF8, ok, refused } from "../framework.ts";
import type { Part } from "../suite.ts";
import { keyFile } from "./keys.ts";

const modes = ["auto", "go"] as const satisfies readonly LoadOptions["rsa"][];
const body = '{"order_id":"1"}';

export const vectorTests: Part = ({ test }, around) => {
  test("vectors: every style writes what its language writes", async () => {
    const { library, vectors } = around;
    const signer = await library.loadSigner();
    equal(
      vectors.styles.filter((name) => !signer.styles.some((style) => style.name === name)),
      [],
    );
    for (const [text, ...answers] of vectors.texts) {
      for (const [i, style] of vectors.styles.entries()) {
        const expected = answers[i];
        if (expected == null) {
          const error = await failure(() => signer.encode(text as string, style));
          ok(error instanceof library.SignerError, `${style} of ${text} is not refused`);
        } else {
          const actual = fromUTF8(signer.encode(text as string, style));
          if (actual !== expected) equal(actual, expected, `${style} of ${text}`);
        }
      }
    }
    signer.close();
  });

  for (const rsa of modes) {
    test(`vectors: keys open, or say why not, and sign (rsa: ${rsa})`, async () => {
      const { library, vectors } = around;
      const signer = await library.loadSigner({ rsa });
      const file = (name: string) => fromBase64(vectors.files[`vectors/${name}`] as string);
      for (const vector of vectors.keys) {
        const open = () =>
          signer.openKey({
            privateKey: file(vector.file),
            ...(vector.password === null ? {} : { password: vector.password }),
            ...(vector.publicKey ? { publicKey: file(vector.publicKey) } : {}),
          });
        if (vector.code) {
          await refused(library, vector.code, open, vector.name);
          continue;
        }
        const key = await open();
        const { info } = key;
        equal(
          [info.bits, info.container, info.cipher, info.kdf, info.fingerprint, info.matchesPublicKey],
          [
            vector.bits,
            vector.container,
            vector.cipher ?? null,
            vector.kdf ?? null,
            vector.fingerprint,
            vector.matchesPublicKey,
          ],
          vector.name,
        );
        equal(
          info.notes.map((note) => note.code),
          vector.notes ?? [],
          vector.name,
        );
        if (vector.unusable) await refused(library, "corrupt-key", () => key.sign(body), vector.name);
        else await checkSignature(key);
        key.close();
      }
      async function checkSignature(key: Key) {
        const sign = await key.sign(body);
        equal(signer.verify({ body, sign, publicKey: key.info.publicKey }), { valid: true });
      }
      signer.close();
    });

    test(`vectors: signatures are those of OpenSSL (rsa: ${rsa})`, async () => {
      const { library, vectors } = around;
      const signer = await library.loadSigner({ rsa });
      const keys = new Map<string, Key>();
      for (const { name, private: privateKey } of vectors.signatures.keys) {
        keys.set(name, await signer.openKey({ privateKey }));
      }
      for (const { name, key, body, sign } of vectors.signatures.valid) {
        equal(await keys.get(key)?.sign(fromBase64(body ?? "")), sign, name);
      }
      signer.close();
    });
  }

  test("vectors: verify says yes and no", async () => {
    const { library, vectors } = around;
    const signer = await library.loadSigner();
    const publicKeys = new Map(vectors.signatures.keys.map((key) => [key.name, key.public]));
    const verify = (vector: { body: string | null; key: string; sign: string }) =>
      signer.verify({
        body: fromBase64(vector.body ?? ""),
        sign: vector.sign,
        publicKey: publicKeys.get(vector.key) as string,
      });
    for (const vector of vectors.signatures.valid) equal(verify(vector), { valid: true }, vector.name);
    for (const vector of vectors.signatures.invalid) {
      const { valid, reason } = verify(vector);
      ok(!valid && reason, `${vector.name} is called valid, or without a reason`);
    }
    signer.close();
  });

  test("vectors: archives, and the same by openFiles", async () => {
    const { library, vectors } = around;
    const signer = await library.loadSigner();
    for (const vector of vectors.archives) {
      const zip = fromBase64(vectors.files[`archives/${vector.file}`] as string);
      const options = vector.choice === undefined ? {} : { certificate: vector.choice };
      const loose = () => signer.openFiles([{ name: vector.file, data: zip }]);
      // Among loose files the choices have the archive's name before them.
      for (const open of [() => signer.openArchive(zip, options), ...(vector.choice ? [] : [loose])]) {
        if (vector.code) {
          // Where nothing but the password is missing, openFiles asks for it: see its option.
          const asks = open === loose && vector.name === "without-password";
          const error = await refused(library, asks ? "password-required" : vector.code, open, vector.name);
          if (vector.choices && open !== loose) equal(error.choices, vector.choices, vector.name);
          continue;
        }
        const key = await open();
        equal(key.info.fingerprint, vector.fingerprint, vector.name);
        equal(
          key.info.notes.map((note) => note.code),
          vector.notes ?? [],
          vector.name,
        );
        key.close();
      }
    }
    signer.close();
  });

  test("openFiles: takes loose files in any order, and the password from the call", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const file = (name: string, from: string) => ({ name, data: keyFile(around, from) });
    const files = [file("cert/public.pem", "public.pem"), file("cert/private.pem", "pkcs1-aes-256-cbc.pem")];
    await refused(library, "password-required", () => signer.openFiles(files));
    await refused(library, "wrong-password", () => signer.openFiles(files, { password: "another" }));
    const key = await signer.openFiles(new Set(files), { password: "test-password" });
    equal([key.info.matchesPublicKey, key.info.cipher], [true, "AES-256-CBC"]);
    signer.close();
  });
};
