/** A signed request on its way, and what came of it. It knows no key: of those it carries the public one alone. */
import type { Explanation } from "../../lib/types.ts";
import { decode } from "../bytes/decode.ts";
import { type Answered, reasonOf } from "../gateway/gateway.ts";
import { find, readTree, unquote, type ValueNode } from "../json/tree.ts";

/** Where requests can be sent from here. */
export type Destination = "sandbox" | "relay";

/** A request that is ready to go: what is shown of it is what is sent. */
export interface Prepared {
  readonly destination: Destination;
  readonly operation: string;
  /** What it creates, which must not be done twice; empty: nothing. */
  readonly creates: string;
  /** The address to which the browser sends it. */
  readonly address: string;
  /** Where it arrives in the end. */
  readonly url: string;
  /** With which the browser sends it there. */
  readonly headers: readonly (readonly [string, string])[];
  /** With which it arrives: the relay keeps its own, and adds what AliKassa's samples send. */
  readonly arriving: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly account: string;
  readonly sign: string;
  /** The key with which Sign verifies. */
  readonly publicKey: string;
  /** As they stand in the data; empty where they do not. */
  readonly orderId: string;
  readonly amount: string;
}

/**
 * How a request ended: `unsent`, since the page's own server did not answer; `cancelled` by the visitor, `late` after the time limit, `broken` without an answer,
 * `redirected` where the answer only says that it is elsewhere.
 */
export type Ending = "answered" | "unsent" | "cancelled" | "late" | "broken" | "redirected";

export interface Exchange {
  readonly number: number;
  readonly prepared: Prepared;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  /** Null while it is under way. */
  readonly ending: Ending | null;
  readonly took: number;
  readonly answer: Answered | null;
  /** What it means for the payment. */
  readonly explanation: Explanation | null;
}

/** Whether the request was one to create something, which must not be done twice. */
export const creates = ({ prepared }: Exchange): boolean => prepared.creates !== "";

/** Whether nobody can say what became of it: then nothing is sent again under another order_id. */
export function isUnknown({ ending, explanation }: Exchange): boolean {
  if (ending === null || ending === "unsent") return false;
  return ending !== "answered" || explanation?.outcome === "unknown";
}

/** The value of a header of the answer, by its name in any case; empty where there is none. */
export function headerOf(answer: Answered | null, name: string): string {
  const wanted = name.toLowerCase();
  return answer?.headers.find(([one]) => one.toLowerCase() === wanted)?.[1] ?? "";
}

/** A member of a JSON object as text: a string's content, anything else as it is written. */
export function memberOf(json: string, name: string): string {
  const value = find(readTree(json), name)?.value;
  if (!value) return "";
  return value.kind === "string" ? unquote(value.raw) : value.raw;
}

/** The address of a payment page; null where it is none that a browser should open. */
export function payPage(address: string, base: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, origin, href } = new URL(address);
  // Of plain http there is the sandbox's own page alone.
  return protocol === "https:" || (protocol === "http:" && origin === new URL(base).origin) ? href : null;
}

/** What an answer's header is called where it passed the relay, which has its own under the name itself. */
const passedOn: Readonly<Record<string, string | undefined>> = {
  "content-type": "Relay-Content-Type",
  date: "Relay-Date",
};

/** A header as the one who answered wrote it: of AliKassa's answer, not the relay's beside it. */
export function answererHeader({ prepared, answer }: Exchange, name: string): string {
  const relayed = prepared.destination === "relay" && headerOf(answer, "Relay-Reason") === "";
  return headerOf(answer, (relayed && passedOn[name.toLowerCase()]) || name);
}

/**
 * Why the sandbox refused: the code, and its sentence without a header's
 * escapes; without the sentence where the body has it already, and unmangled.
 */
export function whyOf(answer: Answered | null): { code: string; sentence: string } {
  const { code, sentence } = reasonOf(headerOf(answer, "Sandbox-Reason"));
  const words = sentence.replace(
    /\\(?:u([\da-f]{4})|U([\da-f]{8})|x([\da-f]{2}))/g,
    (whole, short: string, long: string, byte: string) => {
      const point = Number.parseInt(short ?? long ?? byte, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
  const told = answer ? textsOf(readTree(decode(answer.body).text)).map(asHeader) : [];
  // A long one is cut in the header.
  const start = asHeader(words.replace(/\.\.\.$/, ""));
  return { code, sentence: told.some((text) => text.startsWith(start)) ? "" : words };
}

/** A sentence as far as a header keeps it, to compare by. */
const asHeader = (text: string): string =>
  text.replaceAll(",", ";").replaceAll("…", "...").replace(/[–—]/g, "-").replace(/\s/g, " ");

/** The texts that stand in JSON, wherever. */
function textsOf(node: ValueNode | null): readonly string[] {
  if (!node) return [];
  if (node.kind === "string") return [unquote(node.raw)];
  return [...node.items, ...node.members.map(({ value }) => value)].flatMap(textsOf);
}
