/** What is measured in one page of Chromium, again and again: each function measures one thing, once. */
import forge from "node-forge";
import { type Key, loadSigner } from "../src/lib/alikassa-sign.ts";
import { bodyOf, type Certificate, time, wasm } from "./start.ts";

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-1" };
const encoder = new TextEncoder();

/** What is measured again and again in one page. */
export async function prepare({ privateKey, password }: Certificate) {
  const signer = await loadSigner({ wasm });
  const inGo = await loadSigner({ wasm, rsa: "go" });
  const key = await signer.openKey({ privateKey, password });
  const goKey = await inGo.openKey({ privateKey, password });
  const forgeKey = forge.pki.decryptRsaPrivateKey(privateKey, password);
  const info = forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(forgeKey));
  const pkcs8 = Uint8Array.from(forge.asn1.toDer(info).getBytes(), (character) => character.charCodeAt(0));
  const bareKey = await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]);

  const signWith = (key: Key, count: number) =>
    time(async () => {
      for (let i = 0; i < count; i++) await key.sign(bodyOf(i));
    });
  const signWithForge = (key: forge.pki.rsa.PrivateKey, body: string) =>
    forge.util.encode64(key.sign(forge.md.sha1.create().update(body, "utf8")));
  const same = signWithForge(forgeKey, bodyOf(1)) === (await key.sign(bodyOf(1)));
  if (!same || (await key.sign(bodyOf(1))) !== (await goKey.sign(bodyOf(1))))
    throw new Error("they disagree");

  return {
    sign: (count: number) => signWith(key, count),
    signInGo: (count: number) => signWith(goKey, count),
    signForge: (count: number) =>
      time(() => {
        for (let i = 0; i < count; i++) signWithForge(forgeKey, bodyOf(i));
      }),
    open: (count: number) =>
      time(async () => {
        for (let i = 0; i < count; i++) {
          const opened = await signer.openKey({ privateKey, password });
          await opened.sign(bodyOf(i));
          opened.close();
        }
      }),
    openForge: (count: number) =>
      time(() => {
        for (let i = 0; i < count; i++) {
          signWithForge(forge.pki.decryptRsaPrivateKey(privateKey, password), bodyOf(i));
        }
      }),
    signAll: (count: number) => {
      const bodies = Array.from({ length: count }, (_, i) => bodyOf(i));
      return time(() => key.signAll(bodies));
    },
    /** WebCrypto by itself, given everything at once: it neither encodes, verifies nor writes base64. */
    bare: (count: number) => {
      const bodies = Array.from({ length: count }, (_, i) => encoder.encode(bodyOf(i)));
      return time(() => Promise.all(bodies.map((body) => crypto.subtle.sign(algorithm, bareKey, body))));
    },
    /** The same with so many under way. */
    bareInLanes: (count: number, lanes: number) => {
      const bodies = Array.from({ length: count }, (_, i) => encoder.encode(bodyOf(i)));
      let next = 0;
      const lane = async () => {
        while (next < count) await crypto.subtle.sign(algorithm, bareKey, bodies[next++] as BufferSource);
      };
      return time(() => Promise.all(Array.from({ length: lanes }, lane)));
    },
  };
}
