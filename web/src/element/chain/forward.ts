/** The chain of a signature that was made: from the body to Sign. */
import type { KeyInfo } from "../../lib/types.ts";
import { shorten, toHex } from "../bytes/decode.ts";
import type { Session } from "../session/session.ts";
import type { Catalogue } from "../text/en.ts";
import type { Link } from "./link.ts";

const digestLength = 20;
const encoder = new TextEncoder();

export function forwardChain(session: Session): Link[] {
  const { output, signed, certificate, t } = session;
  const body = output?.body ?? null;
  const info = certificate.attempt ? null : certificate.info;
  const block = signed?.block ?? null;
  return [
    {
      name: "body",
      state: body ? "done" : "waiting",
      value: body ? t.bytes.length(body.length) : "",
      detail: session.styleTitle(session.style),
      bytes: body,
    },
    digestLink(signed?.digest ?? null, t),
    paddingLink(block, t),
    keyLink(info, signed !== null, t),
    signLink(signed?.sign ?? null, t),
  ];
}

export function digestLink(digest: Uint8Array | null, t: Catalogue): Link {
  return {
    name: "digest",
    state: digest ? "done" : "waiting",
    value: digest ? shorten(toHex(digest)) : "",
    detail: t.bytes.length(digestLength),
    bytes: digest,
  };
}

/** @param hash the length of the digest in it */
export function paddingLink(block: Uint8Array | null, t: Catalogue, hash = digestLength): Link {
  const parts = block && paddingParts(block, hash, t);
  return {
    name: "padding",
    state: block ? "done" : "waiting",
    value: block ? `${spaced(block.subarray(0, 3))}…` : "",
    detail: "PKCS #1 v1.5",
    bytes: block,
    ...(parts ? { parts } : {}),
  };
}

export function keyLink(
  info: Pick<KeyInfo, "bits" | "fingerprint" | "publicKey"> | null,
  used: boolean,
  t: Catalogue,
): Link {
  return {
    name: "key",
    state: used ? "done" : "waiting",
    value: info ? t.chain.key(shorten(info.fingerprint)) : "",
    detail: info ? t.certificate.bits(info.bits) : "",
    bytes: info ? encoder.encode(info.publicKey) : null,
  };
}

export function signLink(sign: string | null, t: Catalogue): Link {
  return {
    name: "sign",
    state: sign ? "done" : "waiting",
    value: sign ? t.chain.characters(sign.length) : "",
    detail: sign ? shorten(sign, 6) : "base64",
    bytes: sign ? encoder.encode(sign) : null,
  };
}

/** EMSA-PKCS1-v1_5 taken apart: RFC 8017, section 9.2. Null where the block is something else. */
function paddingParts(block: Uint8Array, hash: number, t: Catalogue): Link["parts"] | null {
  const end = block.indexOf(0, 2);
  const digest = block.length - hash;
  const whole = block[0] === 0 && block[1] === 1 && end > 2 && end < digest;
  if (!whole || block.subarray(2, end).some((byte) => byte !== 0xff)) return null;
  const info = block.subarray(end + 1, digest);
  return [
    { hex: spaced(block.subarray(0, 2)), what: t.chain.parts.head },
    { hex: `FF × ${end - 2}`, what: t.chain.parts.filling },
    { hex: spaced(block.subarray(end, end + 1)), what: t.chain.parts.end },
    ...(info.length > 0 ? [{ hex: spaced(info), what: t.chain.parts.info }] : []),
    { hex: spaced(block.subarray(digest)), what: t.chain.parts.digest },
  ];
}

const spaced = (bytes: Uint8Array): string => (toHex(bytes).toUpperCase().match(/../g) ?? []).join(" ");
