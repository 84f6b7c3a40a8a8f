/** The chain of a signature that is verified: from Sign back to the body, stopping where it broke. */
import type { VerifyOutput } from "../engine/protocol.ts";
import type { Catalogue } from "../text/en.ts";
import { breakOf, isSha1Block } from "./break.ts";
import { digestLink, keyLink, paddingLink, signLink } from "./forward.ts";
import type { Link } from "./link.ts";

const digestLength = 20;

/** What was put in, and what the engine says of it. */
export interface Checked {
  readonly body: Uint8Array;
  readonly sign: string;
  readonly publicKey: string;
  readonly output: VerifyOutput | null;
}

export function backwardChain({ body, sign, publicKey, output }: Checked, t: Catalogue): Link[] {
  const block = output?.block ?? null;
  const broken = output && !output.valid ? breakOf(sign, output).link : null;
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
