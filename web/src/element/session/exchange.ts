/** A signed request on its way, and what came of it. It knows no key: of those it carries the public one alone. */
import type { Explanation } from "../../lib/types.ts";
import type { Answered } from "../gateway/gateway.ts";
import { find, readTree, unquote } from "../json/tree.ts";

/** Where requests can be sent from here. */
export type Destination = "sandbox" | "relay";

/** A request that is ready to go: what is shown of it is what is sent. */
export interface Prepared {
  readonly destination: Destination;
  readonly operation: string;
  /** The address to which the browser sends it. */
  readonly address: string;
  /** Where it arrives in the end. */
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
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
export const creates = ({ prepared }: Exchange): boolean =>
  prepared.operation === "payment" || prepared.operation === "payout";

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
