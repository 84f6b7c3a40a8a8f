/**
 * A request and its answer as plain text, for AliKassa's support. It is in
 * English, whatever the page's language. No key and no password can be in it,
 * since none is in what it is made of; customers' data, and what they could be
 * guessed with, only where that is wanted.
 */
import { decode } from "../bytes/decode.ts";
import { answererHeader, type Exchange } from "../session/exchange.ts";
import { isData, looksHarmless, mask, type Words, wordsBeside } from "./mask.ts";
import { withoutPrivateKeys } from "./private.ts";
import { cut, guessable, keyHidden, roughly, type Shown, shown } from "./report.ts";

/** Headers of the answer that say something of the request; the rest is the server's own matter. */
const telling = [
  "content-type",
  "date",
  "retry-after",
  "cf-ray",
  "x-request-id",
  "sandbox-reason",
  "relay-reason",
];
/** Of an answer that is no JSON: a page of a proxy says what it is at its beginning. */
const mostText = 4000;
const endings = {
  answered: "answered",
  unsent: "not sent: the server of the page did not answer",
  cancelled: "cancelled by the sender; it is not known whether the request was executed",
  late: "no answer in time; it is not known whether the request was executed",
  broken: "the connection broke; it is not known whether the request was executed",
  redirected: "a redirect was answered, and not followed; it is not known whether the request was executed",
};

/** @param whole with customers' data */
export function exchangeLog(exchange: Exchange, version: string, whole: boolean): string {
  const { prepared, startedAt, ending, took, answer } = exchange;
  const sent = shown(prepared.body, whole);
  // With any of them hidden, what is over all of the body could tell it.
  const hiding = sent.closed || sent.hidden.length > 0;
  const words: Words = whole ? (text) => text : wordsBeside(mask(decode(prepared.body).text));
  return [
    "AliKassa request log",
    "",
    `Time:     ${new Date(startedAt).toISOString()}`,
    `Took:     ${(took / 1000).toFixed(3)} s`,
    `Ending:   ${ending ? endings[ending] : "under way"}`,
    ...(prepared.address === prepared.url
      ? []
      : [`Sent by:  the relay at ${new URL(prepared.address).host}`]),
    `Made by:  alikassa-sign ${version}`,
    "",
    "Request",
    "",
    `POST ${prepared.url}`,
    ...prepared.arriving.map(
      ([name, value]) => `${name}: ${name === "Sign" && hiding ? `[${guessable}]` : value}`,
    ),
    "",
    sized(prepared.body, hiding),
    sent.text,
    "",
    "Answer",
    "",
    ...(answer
      ? [
          `Status ${answer.status}`,
          ...headersOf(exchange).map(([name, value]) => `${name}: ${headerShown(name, value, whole, words)}`),
          "",
          ...told(answer.body, whole, words),
        ]
      : ["none"]),
    "",
  ].join("\n");
}

/** A body's size above it: a rough one where the exact one would tell what is hidden. */
const sized = ({ length }: Uint8Array, hiding: boolean): string =>
  hiding ? `Body, ${roughly(length)} (exact length ${guessable})` : `Body, ${length} bytes`;

function told(body: Uint8Array, whole: boolean, words: Words): string[] {
  const { text, hidden, closed } = whole ? shown(body, whole) : shownAnswer(body, words);
  return [sized(body, closed || hidden.length > 0), text];
}

/** An answer with the server's own words, which are what support looks for. */
function shownAnswer(body: Uint8Array, words: Words): Shown {
  const { text, encoding } = decode(body);
  const masked = encoding === "bytes" ? null : mask(text, words);
  if (masked?.text) {
    const { hidden, text: bare } = masked;
    return { hidden, text: cut(withoutPrivateKeys(bare, keyHidden)), closed: false };
  }
  if (encoding === "bytes" || text.trim() === "" || isData(text)) return shown(body, false);
  const head = cut(text, mostText);
  const said = words(head);
  if (said === null) return { hidden: [], text: "[quotes what is hidden: not shown]", closed: true };
  const bare = withoutPrivateKeys(said, keyHidden);
  return { hidden: bare === head ? [] : [head], text: bare, closed: false };
}

/** A reason is words, and what a server calls a request may be anything. */
function headerShown(name: string, value: string, whole: boolean, words: Words): string {
  if (/-reason$/.test(name)) return words(value) ?? codeOf(value);
  const named = name === "x-request-id" || name === "cf-ray";
  return !named || whole || looksHarmless(value) ? value : "[hidden]";
}

/** What a reason begins with; its sentence quotes what is hidden. */
const codeOf = (reason: string): string =>
  `${/^[a-z-]*/.exec(reason)?.[0]} [quotes what is hidden: not shown]`;

const headersOf = (exchange: Exchange): (readonly [string, string])[] =>
  telling.flatMap((name) => {
    const value = answererHeader(exchange, name);
    return value ? [[name, value] as const] : [];
  });

/** Everything that was sent, to be kept: whole, to the byte, and without a key. */
export function exportOf(history: readonly Exchange[], version: string): string {
  const requests = history.map((exchange) => {
    const { prepared, startedAt, ending, took, answer, explanation } = exchange;
    return {
      time: new Date(startedAt).toISOString(),
      destination: prepared.destination,
      operation: prepared.operation,
      method: "POST",
      url: prepared.url,
      headers: Object.fromEntries(prepared.arriving),
      body: text(prepared.body),
      ending,
      milliseconds: Math.round(took),
      answer: answer && {
        status: answer.status,
        headers: Object.fromEntries(headersOf(exchange)),
        body: text(answer.body),
      },
      outcome: explanation?.outcome ?? null,
    };
  });
  return `${JSON.stringify({ made_by: `alikassa-sign ${version}`, requests }, null, 2)}\n`;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** As text, or where it is none as base64. */
function text(bytes: Uint8Array): string | { base64: string } {
  try {
    return decoder.decode(bytes);
  } catch {
    return { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
  }
}
