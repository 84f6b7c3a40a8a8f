/** The chain of a refused signature: from Sign back to the body, with every link marked that broke. */
import type { Diagnosis } from "../../lib/types.ts";
import { shorten } from "../bytes/decode.ts";
import { readPublicKey } from "../engine/recover.ts";
import type { Catalogue } from "../text/en.ts";
import { keyLink, paddingLink, signLink } from "./forward.ts";
import type { Link, LinkName } from "./link.ts";

export interface Refusal {
  readonly body: Uint8Array;
  readonly sign: string;
  readonly publicKey: string;
  readonly otherKeys: readonly string[];
  readonly diagnosis: Diagnosis | null;
}

/** Causes by the link that they break; the others change the body, or Sign where they begin with its name. */
const broken: Readonly<Record<string, LinkName>> = {
  "wrong-key": "key",
  "wrong-key-known": "key",
  "wrong-key-size": "key",
  "bad-padding": "padding",
  "pss-padding": "padding",
  "raw-message": "padding",
  "no-digest-info": "padding",
  "wrong-hash": "digest",
  "hashed-twice": "digest",
};

/** The link that a cause breaks. */
export const brokenBy = (code: string): LinkName =>
  broken[code] ?? (code.startsWith("sign-") ? "sign" : "body");

export function diagnosedChain(refusal: Refusal, t: Catalogue): Link[] {
  const { body, sign, publicKey, otherKeys, diagnosis } = refusal;
  const breaks = new Set(diagnosis?.findings.map(({ code }) => brokenBy(code)));
  const recovered = diagnosis?.recovered ?? null;
  const used = recovered && recovered.key > 0 ? (otherKeys[recovered.key - 1] ?? "") : publicKey;
  const bits = readPublicKey(used)?.n.toString(2).length ?? 0;
  const digest = recovered?.digest ? fromHex(recovered.digest) : null;
  const signed = diagnosis?.signed ?? null;
  const links: Link[] = [
    signLink(sign.trim() ? sign : null, t),
    {
      ...keyLink(bits ? { bits, fingerprint: "", publicKey: used } : null, recovered !== null, t),
      value: bits ? t.certificate.bits(bits) : "",
      detail: recovered && recovered.key > 0 ? t.debug.otherKey(recovered.key) : t.chain.publicKey,
    },
    {
      ...paddingLink(recovered?.block ?? null, t, digest?.length),
      detail: recovered ? (t.debug.paddings[recovered.padding] ?? recovered.padding) : "",
    },
    {
      name: "digest",
      state: digest ? "done" : "waiting",
      value: recovered?.digest ? shorten(recovered.digest) : "",
      detail: digest ? t.bytes.length(digest.length) : "",
      bytes: digest,
      ...(recovered?.hash ? { title: recovered.hash } : {}),
    },
    {
      name: "body",
      state: signed ? "done" : "waiting",
      value: signed ? t.bytes.length(signed.length) : "",
      detail: signed && breaks.has("body") ? t.debug.sentLength(body.length) : "",
      bytes: signed,
    },
  ];
  return links.map((link): Link => (breaks.has(link.name) ? { ...link, state: "broken" } : link));
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
