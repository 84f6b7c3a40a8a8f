/** Where a signature that is not right stops being one, and why: what the chain shows and the words say is one finding. */
import { toHex } from "../bytes/decode.ts";
import type { VerifyOutput } from "../engine/protocol.ts";
import type { LinkName } from "./link.ts";

export type BreakName =
  | "line-breaks"
  | "url-alphabet"
  | "not-base64"
  | "cut"
  | "other-size"
  | "other-key"
  | "other-digest"
  | "no-key"
  | "body";

export interface Break {
  readonly link: LinkName;
  readonly why: BreakName;
  /** The name of the digest that was found in the place of SHA-1. */
  readonly digest?: string;
  /** The bytes of the signature, and those that this key's have. */
  readonly has?: number;
  readonly wants?: number;
}

/** DigestInfo before the digest: RFC 8017, section 9.2, note 1. */
const infos: Readonly<Record<string, string>> = {
  "SHA-1": "3021300906052b0e03021a05000414",
  MD5: "3020300c06082a864886f70d020505000410",
  "SHA-224": "302d300d06096086480165030402040500041c",
  "SHA-256": "3031300d060960864801650304020105000420",
  "SHA-384": "3041300d060960864801650304020205000430",
  "SHA-512": "3051300d060960864801650304020305000440",
};
/** Keys have these sizes, in bytes; a signature of another size was cut. */
const sizes = new Set([128, 192, 256, 384, 512, 1024]);

/** The first link, from Sign on, that does not hold. */
export function breakOf(sign: string, { block, bits }: VerifyOutput): Break {
  const bytes = decodeStrictly(sign);
  if (!bytes) return { link: "sign", why: base64Fault(sign) };
  if (bits === 0) return { link: "key", why: "no-key" };
  const wants = Math.ceil(bits / 8);
  const has = bytes.length;
  if (has !== wants)
    return sizes.has(has)
      ? { link: "key", why: "other-size", has, wants }
      : { link: "sign", why: "cut", has, wants };
  // Under another key a signature opens to noise.
  const content = block && unpad(block);
  if (!content) return { link: "key", why: "other-key" };
  if (isSha1Block(block)) return { link: "body", why: "body" };
  const hex = toHex(content);
  const digest = Object.keys(infos).find((name) => hex.startsWith(infos[name] ?? ""));
  return { link: "padding", why: "other-digest", ...(digest ? { digest } : {}) };
}

/** Whether a block is what SHA-1 and PKCS #1 v1.5 make, whatever the digest. */
export function isSha1Block(block: Uint8Array): boolean {
  const info = infos["SHA-1"] ?? "";
  const content = unpad(block);
  return content?.length === info.length / 2 + 20 && toHex(content).startsWith(info);
}

/** What stands behind 00 01 FF … 00; null where the block is not padded so. */
function unpad(block: Uint8Array): Uint8Array | null {
  const end = block.indexOf(0, 1);
  if (block[0] !== 0 || block[1] !== 1 || end < 10) return null;
  return block.subarray(2, end).every((byte) => byte === 0xff) ? block.subarray(end + 1) : null;
}

/** The bytes of standard base64 on one line with nothing around it; null where it is not that to the character. */
function decodeStrictly(sign: string): Uint8Array | null {
  try {
    const binary = atob(sign);
    return btoa(binary) === sign ? Uint8Array.from(binary, (character) => character.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

function base64Fault(sign: string): BreakName {
  if (/[\r\n]/.test(sign)) return "line-breaks";
  return /[-_]/.test(sign) && /^[\w-]+=*$/.test(sign) ? "url-alphabet" : "not-base64";
}
