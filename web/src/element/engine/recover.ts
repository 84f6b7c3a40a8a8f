/**
 * Takes the padded block back out of a signature: sign^e mod n, with numbers
 * that are public. What the chain shows is thus what the signature really
 * holds, not a repetition of what was put in.
 */

/** An RSA public key, as numbers. */
export interface PublicNumbers {
  readonly n: bigint;
  readonly e: bigint;
  /** The modulus' length in bytes. */
  readonly size: number;
}

/** Reads the numbers of a SubjectPublicKeyInfo, RSAPublicKey or certificate in PEM; null where it is none of them. */
export function readPublicKey(pem: string): PublicNumbers | null {
  const match = /-----BEGIN (RSA PUBLIC KEY|PUBLIC KEY|CERTIFICATE)-----([\s\S]*?)-----END/.exec(pem);
  if (!match?.[2]) return null;
  try {
    const der = fromBase64(match[2].replace(/\s+/g, ""));
    const outer = read(der, 0, 0x30);
    let sequence = match[1] === "CERTIFICATE" ? readCertificate(der, outer.start) : outer;
    if (match[1] !== "RSA PUBLIC KEY") {
      const algorithm = read(der, sequence.start, 0x30);
      const bits = read(der, algorithm.end, 0x03);
      sequence = read(der, bits.start + 1, 0x30);
    }
    const modulus = read(der, sequence.start, 0x02);
    const exponent = read(der, modulus.end, 0x02);
    const n = toNumber(der.subarray(modulus.start, modulus.end));
    const e = toNumber(der.subarray(exponent.start, exponent.end));
    return { n, e, size: Math.ceil(n.toString(2).length / 8) };
  } catch {
    return null;
  }
}

/** The SubjectPublicKeyInfo of a certificate: RFC 5280, section 4.1. */
function readCertificate(der: Uint8Array, at: number): { start: number; end: number } {
  let { start } = read(der, at, 0x30);
  if (der[start] === 0xa0) start = read(der, start, 0xa0).end;
  // Serial number, algorithm, issuer, validity, subject.
  for (const tag of [0x02, 0x30, 0x30, 0x30, 0x30]) start = read(der, start, tag).end;
  return read(der, start, 0x30);
}

/** The block under a signature, as long as the modulus; null where Sign is not base64 or not below the modulus. */
export function recoverBlock(sign: string, key: PublicNumbers): Uint8Array | null {
  let signature: Uint8Array;
  try {
    signature = fromBase64(sign);
    // atob overlooks blanks and missing padding, as the core does not.
    if (toBase64(signature) !== sign) return null;
  } catch {
    return null;
  }
  const value = toNumber(signature);
  if (signature.length !== key.size || value >= key.n || key.e > 0xffffffffn) return null;
  return toBytes(power(value, key.e, key.n), key.size);
}

function read(der: Uint8Array, at: number, tag: number): { start: number; end: number } {
  if (der[at] !== tag) throw new Error("another tag");
  let length = der[at + 1] ?? 0;
  let start = at + 2;
  if (length & 0x80) {
    const count = length & 0x7f;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (der[start++] ?? 0);
  }
  if (start + length > der.length) throw new Error("cut short");
  return { start, end: start + length };
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
}

function toBytes(value: bigint, size: number): Uint8Array {
  const hex = value.toString(16).padStart(size * 2, "0");
  return Uint8Array.from({ length: size }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}
