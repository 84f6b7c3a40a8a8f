/**
 * A diagnosis as plain text, for a colleague or for AliKassa's support. It is
 * in English, whatever the page's language: it goes into tickets. Keys are in it
 * by their public half's size alone; customers' data, and what they could be
 * guessed with, only where that is wanted.
 */
import type { CauseInfo, Diagnosis, Finding } from "../../lib/types.ts";
import { decode } from "../bytes/decode.ts";
import { isHarmless, isPersonal, looksHarmless, mask, withoutHidden } from "./mask.ts";
import { withoutPrivateKeys } from "./private.ts";
import { notASignature } from "./signature.ts";

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

/** @param whole with customers' data, and what they could be guessed with */
export function report(reported: Reported, whole: boolean): string {
  const { diagnosis, body, sign, causes, version } = reported;
  const { recovered, signed, tried, verdict } = diagnosis;
  const sent = shown(body, whole);
  const covered = signed ? shown(signed, whole) : null;
  const hidden = [...sent.hidden, ...(covered?.hidden ?? [])];
  // A body whose fields are not known hides nothing by name: findings may quote from it.
  const hiding = !whole && (hidden.length > 0 || sent.closed || covered?.closed === true);
  const clean = (text: string): string => {
    const bare = withoutPrivateKeys(text, keyHidden);
    return hiding ? withoutOracles(withoutHidden(bare, hidden)) : bare;
  };
  const told = (finding: Finding, at: number): string => tell(finding, at, clean, hiding, causes);
  const leftOut = notShown(reported, whole, hiding);
  const rows: [string, string][] = [
    ["Verdict", verdict],
    ["URL", clean(whole ? bareUrl(reported.url) : plainUrl(reported.url))],
    ["Account", clean(whole ? reported.account : plainAccount(reported.account))],
    ["Public key", `${reported.publicKeyBits} bits, SHA-256 ${reported.fingerprint || "not known"}`],
    ["Other keys", reported.otherKeys ? String(reported.otherKeys) : ""],
    [
      "Opened by",
      recovered ? (recovered.key === 0 ? "the public key" : `other key ${recovered.key}`) : "no key",
    ],
    ["Padding", recovered?.padding ?? ""],
    ["Hash", recovered?.hash ?? ""],
    ["Digest", recovered?.digest ? (hiding ? guessable : recovered.digest) : ""],
    ["Sent", hiding ? roughly(body.length) : `${body.length} bytes`],
    ["Signed", signed ? (hiding ? roughly(signed.length) : `${signed.length} bytes`) : "not found"],
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
    ...(leftOut
      ? ["Sign as it was sent", `[${leftOut}]`]
      : [`Sign as it was sent (${sign.length} characters)`, sign]),
    "",
    "Body as it was sent",
    sent.text,
    ...(covered ? ["", "Bytes that the signature covers", covered.text] : []),
    "",
  ].join("\n");
}

export const keyHidden = "[private key: not shown]";
/** In the place of what a guess at hidden values could be held against. */
export const guessable = "left out: with it, hidden values could be guessed";

/** Why Sign is not shown; empty: it is. */
function notShown({ sign, diagnosis }: Reported, whole: boolean, hiding: boolean): string {
  const reason = notASignature(sign);
  if (reason) return `not shown: ${reason}`;
  if (hiding) return guessable;
  const { recovered } = diagnosis;
  // Whoever has the public key opens it, and reads what stands in it.
  const opens =
    recovered && recovered.padding !== "pss" && !(recovered.padding === "pkcs1-v1_5" && recovered.digest);
  return !whole && opens ? "left out: it has no digest in it, and may hold the text itself" : "";
}

/** A size that tells nothing of what is hidden. */
export function roughly(length: number): string {
  const most = [0, 256, 1024, 4096, 16_384].find((one) => length <= one);
  return most === undefined ? "more than 16384 bytes" : most === 0 ? "0 bytes" : `up to ${most} bytes`;
}

/** A text without what a guess at hidden values could be held against: digests, signatures, exact lengths. */
const withoutOracles = (text: string): string =>
  text
    .replace(/(?<![\w+/])[\w+/-]{24,}={0,2}/g, (run) => (/^[a-z_-]+$/i.test(run) ? run : "[left out]"))
    .replace(/\b[\da-f]{16,}\b/gi, "[left out]")
    .replace(/\b\d[\d,]* (bytes?|characters?)\b/g, "some $1");

/** An account is a UUID; what else fell into its place may be anything. */
const plainAccount = (account: string): string =>
  account === "" || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(account)
    ? account
    : "[no UUID: not shown]";

/** A URL with those parts of its path alone that are words of the API. */
function plainUrl(url: string): string {
  const bare = bareUrl(url);
  const [, host = "", path = ""] = /^([a-z][\w+.-]*:\/\/[^/]*)?([\s\S]*)$/i.exec(bare) ?? [];
  return host + path.replace(/[^/]+/g, (part) => (/^([a-z_-]{1,32}|v\d{1,2})$/i.test(part) ? part : "…"));
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

/** A body as it may be shown: as text, with what is a customer's hidden. */
export interface Shown {
  readonly text: string;
  readonly hidden: readonly string[];
  /** Whether nothing of it is shown. */
  readonly closed: boolean;
}

/** @param whole with customers' data */
export function shown(bytes: Uint8Array, whole: boolean): Shown {
  const { text, encoding } = decode(bytes);
  if (encoding === "bytes") return { hidden: [], text: "[not UTF-8: not shown]", closed: true };
  if (whole) return { hidden: [], text: cut(withoutPrivateKeys(text, keyHidden)), closed: false };
  const masked = mask(text);
  if (masked.text === null)
    return {
      hidden: [],
      text: text.trim() === "" ? cut(text) : "[not JSON or a form that can be masked: not shown]",
      closed: text.trim() !== "",
    };
  return { hidden: masked.hidden, text: cut(withoutPrivateKeys(masked.text, keyHidden)), closed: false };
}

export const cut = (text: string, most = mostShown): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** What the engine quotes of values. */
const quotes = /\b(signed|sent):\s/i;
/** Causes whose title has no values but the names of languages. */
const styles = "other-style";

/** Whether a finding quotes nothing but values that can be shown: of a harmless field, and like those of one. */
function isOpen({ title, detail, from = "", to = "" }: Finding): boolean {
  const values = [from, to].map((value) => value.replace(/^"|"$/g, ""));
  // The engine writes `extra.card_holder: what happened`.
  const field = /^([\w.[\]]+): /.exec(title)?.[1] ?? "";
  if (!values.some(Boolean))
    return !quotes.test(title) && !quotes.test(detail) && (!field || !isPersonal(field));
  return (
    isHarmless(field) && values.every((value) => value === "" || looksHarmless(value)) && !quotes.test(detail)
  );
}

/** A sentence without the values that the engine quotes at its end. */
const withoutValues = (text: string): string => text.replace(/\b(signed|sent):[\s\S]*$/i, "[values hidden]");

function tell(
  finding: Finding,
  at: number,
  clean: (text: string) => string,
  hiding: boolean,
  causes: readonly CauseInfo[],
): string {
  const { code, title, detail, fix, from = "", to = "" } = finding;
  const cause = causes.find((one) => one.code === code);
  const secret = hiding && code !== styles && !isOpen(finding);
  const quoted = secret ? withoutValues : (text: string): string => text;
  const values = from || to ? [`   Signed: ${clean(from) || "-"}; sent: ${clean(to) || "-"}`] : [];
  const lines =
    cause && secret
      ? [`${at + 1}. ${cause.title}. [values hidden] (${code})`, `   Why: ${cause.why}`]
      : [
          `${at + 1}. ${clean(quoted(title))} (${code})`,
          `   Why: ${clean(quoted(detail))}`,
          ...(secret ? [] : values),
        ];
  return [
    ...lines,
    `   Fix: ${(cause && secret ? cause.fix : clean(fix)).replaceAll("\n", "\n        ")}`,
    "",
  ].join("\n");
}
