/**
 * A request and its answer as plain text, for AliKassa's support. It is in
 * English, whatever the page's language. No key and no password can be in it,
 * since none is in what it is made of; customers' data only where that is wanted.
 */
import { type Exchange, headerOf } from "../session/exchange.ts";
import { shown } from "./report.ts";

/** Headers of the answer that say something of the request; the rest is the server's own matter. */
const telling = ["content-type", "date", "retry-after", "sandbox-reason", "relay-reason"];
/** It is for the relay alone, and says what Sign says. */
const inner = "Relay-Public-Key";
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
    ...prepared.headers.filter(([name]) => name !== inner).map(([name, value]) => `${name}: ${value}`),
    "",
    `Body, ${prepared.body.length} bytes`,
    shown(prepared.body, whole).text,
    "",
    "Answer",
    "",
    ...(answer
      ? [
          `Status ${answer.status}`,
          ...telling.flatMap((name) => {
            const value = headerOf(answer, name);
            return value ? [`${name}: ${value}`] : [];
          }),
          "",
          `Body, ${answer.body.length} bytes`,
          shown(answer.body, whole).text,
        ]
      : ["none"]),
    "",
  ].join("\n");
}

/** Everything that was sent, to be kept: whole, to the byte, and without a key. */
export function exportOf(history: readonly Exchange[], version: string): string {
  const requests = history.map(({ prepared, startedAt, ending, took, answer, explanation }) => ({
    time: new Date(startedAt).toISOString(),
    destination: prepared.destination,
    operation: prepared.operation,
    method: "POST",
    url: prepared.url,
    headers: Object.fromEntries(prepared.headers.filter(([name]) => name !== inner)),
    body: text(prepared.body),
    ending,
    milliseconds: Math.round(took),
    answer: answer && {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: text(answer.body),
    },
    outcome: explanation?.outcome ?? null,
  }));
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
