/** The chain of a signature that is verified: from Sign back to the body, stopping where it broke. */
import type { VerifyOutput } from "../engine/protocol.ts";
import type { Catalogue } from "../text/en.ts";
import { digestLink, keyLink, paddingLink, signLink } from "./forward.ts";
import type { Link, LinkName } from "./link.ts";

const digestLength = 20;
/** DigestInfo of SHA-1 before its digest: RFC 8017, section 9.2, note 1. */
const sha1Info = [0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14];

/** What was put in, and what the engine says of it. */
export interface Checked {
  readonly body: Uint8Array;
  readonly sign: string;
  readonly publicKey: string;
  readonly output: VerifyOutput | null;
}

export function backwardChain({ body, sign, publicKey, output }: Checked, t: Catalogue): Link[] {
  const block = output?.block ?? null;
  const broken = output && !output.valid ? brokenAt(output) : null;
  const padded = block !== null && isSha1Block(block);
  const key = { bits: output?.bits ?? 0, fingerprint: "", publicKey };
  const links: Link[] = [
    signLink(sign.trim() ? sign : null, t),
    {
      ...keyLink(output?.bits ? key : null, block !== null, t),
      value: output?.bits ? t.certificate.bits(output.bits) : "",
      detail: t.chain.publicKey,
    },
    paddingLink(block, t),
    digestLink(padded ? block.slice(-digestLength) : null, t),
    {
      name: "body",
      state: output?.valid ? "done" : "waiting",
      value: body.length > 0 ? t.bytes.length(body.length) : "",
      detail: "",
      bytes: body.length > 0 ? body : null,
    },
  ];
  const at = links.findIndex(({ name }) => name === broken);
  return links.map(
    (link, index): Link =>
      at < 0 || index < at ? link : { ...link, state: index === at ? "broken" : "waiting" },
  );
}

function brokenAt({ block, bits }: VerifyOutput): LinkName {
  if (bits === 0) return "key";
  if (block === null) return "sign";
  return isSha1Block(block) ? "body" : "padding";
}

function isSha1Block(block: Uint8Array): boolean {
  const info = block.length - digestLength - sha1Info.length;
  return block.every((byte, at) => {
    if (at === 0 || at === info - 1) return byte === 0;
    if (at === 1) return byte === 1;
    if (at < info - 1) return byte === 0xff;
    return at >= info + sha1Info.length || byte === sha1Info[at - info];
  });
}
