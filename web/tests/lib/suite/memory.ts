/**
 * What is secret is not in the engine's memory any more once the key is closed,
 * and where WebCrypto has the key, not while it is open either. All of the
 * memory is searched for pieces of the key's numbers, in both orders of bytes,
 * of the file and of the password.
 */
import { nextTask } from "../../../src/lib/job.ts";
import type { Signer } from "../../../src/lib/types.ts";
import { equal, fromUTF8, ok, refused, toUTF8 } from "../framework.ts";
import type { Part } from "../suite.ts";
import { loadWithGlue } from "./glue.ts";
import { keyFile } from "./keys.ts";

const password = "test-password";
/** One key in several containers, which take several ways through the engine. */
const files = ["pkcs1-plain", "pkcs1-aes-256-cbc", "pkcs8-pbkdf2-sha-256", "pkcs8-pbes1-sha1-3des"];

export const memoryTests: Part = ({ test }, around) => {
  for (const rsa of ["auto", "go"] as const) {
    test(`memory: keeps nothing of a key that was closed (rsa: ${rsa})`, async () => {
      const { signer, glue } = await loadWithGlue(around, { rsa });
      const { mem } = glue._inst.exports;
      const numbers = secretNumbers(keyFile(around, "pkcs1-plain.pem"));
      for (const file of files) {
        const text = keyFile(around, `${file}.pem`);
        const secrets = new Secrets({ ...numbers, file: fileLines(text), password: [toUTF8(password)] });
        const found = () => secrets.found(new Uint8Array(mem.buffer));
        // What opening leaves is overwritten soon after, in a turn of its own.
        const soon = async () => {
          for (let turns = 0; turns < 1000 && found().length > 0; turns++) await nextTask();
          return found();
        };
        equal(found(), [], `${file}, before`);
        for (const open of [openKey, openFiles]) {
          const key = await open(signer, text);
          await key.sign("a");
          if (rsa === "go") ok(found().includes("p"), "a key in use was not found: the search is no good");
          else equal(await soon(), [], `${file}, open`);
          key.close();
          equal(found(), [], `${file}, closed`);
        }
        await refused(around.library, "wrong-password", () =>
          signer.openKey({ privateKey: keyFile(around, "pkcs1-aes-256-cbc.pem"), password: `${password}!` }),
        );
        equal(await soon(), [], `${file}, refused`);
      }
      await openKey(signer, keyFile(around, "pkcs1-plain.pem"));
      signer.close();
      const left = new Secrets(numbers).found(new Uint8Array(mem.buffer));
      equal(left, [], "a signer closed with a key open");
    });
  }
};

const openKey = (signer: Signer, privateKey: Uint8Array) => signer.openKey({ privateKey, password });

const openFiles = (signer: Signer, data: Uint8Array) =>
  signer.openFiles([
    { name: "private.pem", data },
    { name: "password.txt", data: toUTF8(password) },
  ]);

/** Looks for several byte strings at once. */
class Secrets {
  /** By their first two bytes. */
  readonly #byStart: { name: string; piece: Uint8Array }[][] = new Array(1 << 16);
  readonly #starts = new Uint8Array(1 << 16);

  constructor(secrets: Record<string, readonly Uint8Array[]>) {
    for (const [name, pieces] of Object.entries(secrets)) {
      for (const piece of pieces) {
        const start = (piece[0] ?? 0) | ((piece[1] ?? 0) << 8);
        this.#starts[start] = 1;
        this.#byStart[start] = [...(this.#byStart[start] ?? []), { name, piece }];
      }
    }
  }

  found(memory: Uint8Array): string[] {
    const names = new Set<string>();
    const starts = this.#starts;
    let start = 0;
    for (let end = 0; end < memory.length; end++) {
      start = (start >> 8) | ((memory[end] as number) << 8);
      if (starts[start] === 0) continue;
      for (const { name, piece } of this.#byStart[start] ?? [])
        if (piece.every((byte, i) => byte === memory[end - 1 + i])) names.add(name);
    }
    return [...names];
  }
}

/** The secret numbers of an RSAPrivateKey in pieces of sixteen bytes, from either end. */
function secretNumbers(pem: Uint8Array): Record<string, Uint8Array[]> {
  const base64 = fromUTF8(pem).replace(/-----[^-]+-----|\s/g, "");
  const der = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const read: Record<string, Uint8Array[]> = {};
  let at = 4; // the sequence's header
  for (const name of ["version", "n", "e", "d", "p", "q", "dp", "dq", "qinv"]) {
    const long = (der[at + 1] ?? 0) & 0x80 ? (der[at + 1] ?? 0) & 0x7f : 0;
    let length = long ? 0 : (der[at + 1] ?? 0);
    for (let i = 0; i < long; i++) length = length * 256 + (der[at + 2 + i] ?? 0);
    const from = at + 2 + long;
    const number = der.slice(from, from + length);
    at = from + length;
    if (!["version", "n", "e"].includes(name))
      read[name] = [...pieces(number), ...pieces(number.slice().reverse())];
  }
  equal(at, der.length, "the key was read otherwise than it was written");
  return read;
}

function pieces(bytes: Uint8Array): Uint8Array[] {
  const [size, step] = [16, 8];
  const list: Uint8Array[] = [];
  for (let at = step; at + size <= bytes.length; at += step) list.push(bytes.slice(at, at + size));
  return list;
}

/** The lines of a PEM file that come after the modulus. */
function fileLines(pem: Uint8Array): Uint8Array[] {
  const lines = fromUTF8(pem).trim().split("\n");
  return lines.slice(9, -2).map((line) => toUTF8(line.slice(8, 56)));
}
