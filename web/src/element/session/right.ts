/** What of a refused request can be signed anew: its data, as it was sent, in the style in which it was sent. */
import type { Diagnosis } from "../../lib/types.ts";
import { decode } from "../bytes/decode.ts";
import { pretty } from "../json/pretty.ts";
import { isWellFormed, readTree } from "../json/tree.ts";
import type { Session } from "./session.ts";

export interface Remade {
  readonly json: string;
  readonly style: string;
  readonly operation: string;
}

/** The data that was sent, or where that is no JSON, what was signed; null where neither is. */
export function dataOf(sent: Uint8Array, signed: Uint8Array | null): string | null {
  for (const bytes of [sent, signed]) {
    const text = bytes ? decode(bytes).text.replace(/^\ufeff?\s+|^\ufeff|\s+$/g, "") : "";
    const kind = readTree(text)?.kind;
    if ((kind === "object" || kind === "array") && isWellFormed(text)) return text;
  }
  return null;
}

export async function remake(session: Session, data: string, diagnosis: Diagnosis | null): Promise<Remade> {
  const { facts, refused } = session;
  const styles = (diagnosis?.findings ?? []).filter(({ code }) => code === "other-style").map(({ to }) => to);
  const told = facts?.styles.find(({ name }) => name === styles[0])?.name;
  const style = told ?? (await session.engine.call("styleOf", data)) ?? "as-is";
  const paths = (facts?.operations ?? []).filter(({ path }) => refused.url.includes(path));
  const nearest = paths.sort((a, b) => b.path.length - a.path.length)[0];
  return {
    json: style === "as-is" ? data : pretty(data),
    style,
    operation: nearest?.name ?? "payment",
  };
}
