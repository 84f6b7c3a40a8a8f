/** What goes out when a sandbox account is made, in words. */
import { shorten } from "../bytes/decode.ts";
import type { CertificateKind } from "../session/sandbox.ts";
import type { Session } from "../session/session.ts";

export function wishWords({ t, sandbox, certificate }: Session, kind?: CertificateKind): string {
  const { makeWith, makeParts } = t.send;
  const { info, demo } = certificate;
  const wish = sandbox.wished(kind);
  if (!info || !wish) return makeWith([makeParts.demo]);
  const other = (key: string): boolean => key !== "" && !sameKey(key, info.publicKey);
  return makeWith([
    demo ? makeParts.demo : makeParts.loaded(info.bits, shorten(info.fingerprint)),
    ...(other(wish.publicKey) ? [makeParts.payments] : []),
    ...(other(wish.payoutPublicKey) ? [makeParts.payouts] : []),
    ...(wish.notificationUrl ? [makeParts.address] : []),
  ]);
}

/** Whether two texts in PEM have the same bytes, however their lines break. */
export const sameKey = (a: string, b: string): boolean => a.replace(/\s/g, "") === b.replace(/\s/g, "");
