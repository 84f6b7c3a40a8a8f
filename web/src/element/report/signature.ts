/** Whether what stands in Sign can be a signature: what cannot may be a key or a body, and is not for a report. */
import { fromBase64, isPrivateKey, latin, withoutPrivateKeys } from "./private.ts";

/** In bytes: RSA of 512 bits, which nobody should have, and of 8,192. */
const [least, usual, most] = [64, 512, 1024];
/** Sign may have been encoded again and again. */
const rounds = 3;

/** Why a Sign is not shown, in words; empty: it can be shown. */
export function notASignature(sign: string): string {
  if (sign.trim() === "") return "";
  if (withoutPrivateKeys(sign) !== sign) return "it holds a private key";
  // A signature that went through a text encoding, or a body in the place of one: not told apart.
  let bytes = decoded(sign);
  for (let round = 1; bytes && round < rounds; round++) {
    const inner = /^[\w+/=\s-]{64,}$/.test(latin(bytes)) ? decoded(latin(bytes)) : null;
    if (!inner) break;
    bytes = inner;
  }
  if (!bytes) return "it is no base64, and so no signature";
  if (isKey(bytes)) return "it is a key";
  if (isReadable(bytes)) return "it is a text, and no signature";
  if (bytes.length < least) return `it has ${bytes.length} bytes, too few for a signature`;
  if (bytes.length > most || (bytes.length > usual && bytes.length % 64 > 4))
    return `it has ${bytes.length} bytes, which no signature has`;
  return "";
}

function decoded(text: string): Uint8Array | null {
  const bare = text
    .trim()
    .replace(/^Sign\s*[:=]/i, "")
    .replace(/^[\s"'\\]+|[\s"'\\,;]+$/g, "");
  if (/^(?:[\da-f]{2}[:\s]?)+$/i.test(bare) && bare.length >= least * 2)
    return Uint8Array.from(bare.match(/[\da-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
  // A plus that became a blank.
  return fromBase64(bare.replace(/(?<=[\w+/]) (?=[\w+/])/g, "+"));
}

/** A key in DER, or a piece of a private one: the lengths of its primes stand in it. */
function isKey(bytes: Uint8Array): boolean {
  if (isPrivateKey(bytes)) return true;
  const [first, second, high = 0, low = 0, tag] = bytes;
  if (
    first === 0x30 &&
    second === 0x82 &&
    high * 256 + low + 4 === bytes.length &&
    (tag === 0x02 || tag === 0x30)
  )
    return true;
  return bytes.some(
    (byte, at) =>
      byte === 0x02 &&
      bytes[at + 1] === 0x81 &&
      [0x81, 0xc1].includes(bytes[at + 2] ?? 0) &&
      bytes[at + 3] === 0 &&
      (bytes[at + 4] ?? 0) >= 0x80,
  );
}

/** A text of whatever encoding, or a compressed one: among a signature's bytes one in eight controls something. */
function isReadable(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  const controls = bytes.filter(
    (byte) => byte === 0x7f || (byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte)),
  );
  // In UTF-16 one byte in two says which alphabet it is, and is among the first few.
  const halves = [0, 1].map((from) => bytes.filter((byte, at) => at % 2 === from && byte < 0x05).length);
  return controls.length <= bytes.length / 100 || Math.max(...halves) > bytes.length * 0.4;
}
