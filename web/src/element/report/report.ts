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
  const names = new Set([...sent.names, ...(covered?.names ?? [])]);
  const isSecret = (finding: Finding): boolean => !whole && (quiet || speaksOf(finding, names));
  const told = (finding: Finding, at: number): string => tell(finding, at, clean, isSecret(finding), causes);
  const rows: [string, string][] = [
    ["Verdict", verdict],
    ["URL", bareUrl(url)],
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
    // A private key is nobody's to see, not even in a report that hides nothing else.
    diagnosis.findings.some(({ code }) => code === "sign-private-key") ? say(sign.length) : sign,
    "",
    "Body as it was sent",
    sent.text,
    ...(covered ? ["", "Bytes that the signature covers", covered.text] : []),
    "",
  ].join("\n");
}

/** A URL's protocol, host and path: neither who calls, nor with what. */
export function bareUrl(url: string): string {
  const text = url.trim();
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) {
    const { protocol, host, pathname } = new URL(text);
    return `${protocol}//${host}${pathname}`;
  }
  const path = text.split(/[?#]/)[0] ?? "";
  return /^\/(?!\/)/.test(path) ? path : path.replace(/^((?:[a-z][\w+.-]*:)?\/\/)?[\s\S]*@/i, "$1");
}

interface Shown {
  readonly text: string;
  readonly hidden: readonly string[];
  readonly names: readonly string[];
  /** Whether nothing of it is shown. */
  readonly closed: boolean;
}

function shown(bytes: Uint8Array, whole: boolean): Shown {
  const { text, encoding } = decode(bytes);
  const bare = { hidden: [], names: [] };
  if (encoding === "bytes") return { ...bare, text: "[not UTF-8: not shown]", closed: true };
  if (whole) return { ...bare, text: cut(text), closed: false };
  const masked = mask(text, say);
  if (masked.text === null)
    return {
      ...bare,
      text: "[not JSON or a form that can be masked: not shown]",
      closed: text.trim() !== "",
    };
  return { ...masked, text: cut(masked.text), closed: false };
}

const cut = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);

/** Whether a finding is about a field that says something of a customer, has such a field in it, or is in one. */
function speaksOf({ title, detail }: Finding, names: ReadonlySet<string>): boolean {
  return [title, detail].some((text) => {
    // The engine writes `extra.card_holder: what happened`.
    const before = text.match(/[^\n]*?:(?=\s|$)/g) ?? [];
    const paths = before.map(
      (one) =>
        one
          .slice(0, -1)
          .split(/[.!?]\s+/)
          .at(-1) ?? "",
    );
    const words = text.match(/[\p{L}\p{N}_.[\]-]+/gu) ?? [];
    const compound = words.filter((word) => /[_[\]]|\p{L}\.\p{L}|\p{Ll}\p{Lu}/u.test(word));
    return (
      [...paths, ...compound].some(isPersonal) ||
      paths.some((path) => path.split(/[.,[\]\s]+/).some((part) => names.has(part))) ||
      [...names].some((name) => /[^\p{L}]/u.test(name) && text.includes(name))
    );
  });
}

/** A sentence without the values that the engine quotes at its end. */
const withoutValues = (text: string): string => text.replace(/\b(signed|sent):[\s\S]*$/i, "[values hidden]");

function tell(
  { code, title, detail, fix, from = "", to = "" }: Finding,
  at: number,
  clean: (text: string) => string,
  secret: boolean,
  causes: readonly CauseInfo[],
): string {
  const cause = causes.find((one) => one.code === code);
  const quoted = secret ? withoutValues : (text: string): string => text;
  const lines =
    cause && secret
      ? [`${at + 1}. ${cause.title}. [values hidden] (${code})`, `   Why: ${cause.why}`]
      : [
          `${at + 1}. ${clean(quoted(title))} (${code})`,
          `   Why: ${clean(quoted(detail))}`,
          ...(!secret && (from || to) ? [`   Signed: ${clean(from) || "-"}; sent: ${clean(to) || "-"}`] : []),
        ];
  return [
    ...lines,
    `   Fix: ${(cause && secret ? cause.fix : clean(fix)).replaceAll("\n", "\n        ")}`,
    "",
  ].join("\n");
}
