/**
 * A diagnosis as plain text, for a colleague or for AliKassa's support. It is
 * in English, whatever the page's language: it goes into tickets. Keys are in it
 * by their public half's size alone, customers' data only where that is wanted.
 */
import type { CauseInfo, Diagnosis, Finding } from "../../lib/types.ts";
import { decode } from "../bytes/decode.ts";
import { isPersonal, mask, withoutHidden } from "./mask.ts";

export interface Reported {
  readonly body: Uint8Array;
  readonly sign: string;
  readonly url: string;
  readonly account: string;
  readonly publicKeyBits: number;
  readonly fingerprint: string;
  readonly otherKeys: number;
  readonly diagnosis: Diagnosis;
  readonly version: string;
  readonly causes: readonly CauseInfo[];
}

const width = 12;
/** Beyond this a body is cut: what matters of it are its length and digest. */
const mostShown = 16_384;
const say = (length: number): string => `[hidden, ${length} characters]`;

/** @param whole with customers' data */
export function report(reported: Reported, whole: boolean): string {
  const { diagnosis, body, sign, url, account, causes, version } = reported;
  const { recovered, signed, tried, verdict } = diagnosis;
  const sent = shown(body, whole);
  const covered = signed ? shown(signed, whole) : null;
  const hidden = whole ? [] : [...sent.hidden, ...(covered?.hidden ?? [])];
  // A body whose fields are not known hides nothing by name: findings may quote from it.
  const quiet = !whole && (sent.closed || covered?.closed === true);
  const clean = (text: string): string => withoutHidden(text, hidden);
  const told = (finding: Finding, at: number): string => tell(finding, at, clean, quiet, causes);
  const rows: [string, string][] = [
    ["Verdict", verdict],
    ["URL", url.split("?")[0] ?? ""],
    ["Account", account],
    ["Public key", `${reported.publicKeyBits} bits, SHA-256 ${reported.fingerprint || "not known"}`],
    ["Other keys", reported.otherKeys ? String(reported.otherKeys) : ""],
    [
      "Opened by",
      recovered ? (recovered.key === 0 ? "the public key" : `other key ${recovered.key}`) : "no key",
    ],
    ["Padding", recovered?.padding ?? ""],
    ["Hash", recovered?.hash ?? ""],
    ["Digest", recovered?.digest ?? ""],
    ["Sent", `${body.length} bytes`],
    ["Signed", signed ? `${signed.length} bytes` : "not found"],
    ["Tried", String(tried)],
    ["Made by", `alikassa-sign ${version}`],
  ];
  return [
    "AliKassa signature report",
    "",
    ...rows
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${`${name}:`.padEnd(width)} ${value}`),
    "",
    ...diagnosis.findings.map(told),
    ...(diagnosis.next.length > 0 ? ["Where to look next", "", ...diagnosis.next.map(told)] : []),
    `Sign as it was sent (${sign.length} characters)`,
    sign,
    "",
    "Body as it was sent",
    sent.text,
    ...(covered ? ["", "Bytes that the signature covers", covered.text] : []),
    "",
  ].join("\n");
}

function shown(
  bytes: Uint8Array,
  whole: boolean,
): { text: string; hidden: readonly string[]; closed: boolean } {
  const { text, encoding } = decode(bytes);
  if (encoding === "bytes") return { text: "[not UTF-8: not shown]", hidden: [], closed: true };
  if (whole) return { text: cut(text), hidden: [], closed: false };
  const masked = mask(text, say);
  if (masked.text === null) return { text: "[neither JSON nor a form: not shown]", hidden: [], closed: true };
  return { text: cut(masked.text), hidden: masked.hidden, closed: false };
}

const cut = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);

function tell(
  { code, title, detail, fix, from = "", to = "" }: Finding,
  at: number,
  clean: (text: string) => string,
  quiet: boolean,
  causes: readonly CauseInfo[],
): string {
  const cause = causes.find((one) => one.code === code);
  const names = `${title} ${detail}`.match(/[\w.]+/g) ?? [];
  const secret = quiet || names.some((name) => isPersonal(name.split(".").at(-1) ?? ""));
  const lines =
    cause && secret
      ? [`${at + 1}. ${cause.title}. [values hidden] (${code})`, `   Why: ${cause.why}`]
      : [
          `${at + 1}. ${clean(title)} (${code})`,
          `   Why: ${clean(detail)}`,
          ...(from || to ? [`   Signed: ${clean(from) || "-"}; sent: ${clean(to) || "-"}`] : []),
        ];
  return [
    ...lines,
    `   Fix: ${(cause && secret ? cause.fix : clean(fix)).replaceAll("\n", "\n        ")}`,
    "",
  ].join("\n");
}
