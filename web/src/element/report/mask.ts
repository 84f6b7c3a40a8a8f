/**
 * Hides what a request says of a customer. What is hidden is found by its
 * name; a body in which names cannot be told for certain is not shown at all.
 */
import { isWellFormed, readTree, unquote, type ValueNode } from "../json/tree.ts";

const personal = /^(customer_\w+|card_\w+|number|phone|email|.*user_agent.*|.*\bip)$/i;
/** Two pairs at least: base64 with its padding would be one. */
const form = /^[\w.[\]%-]+=[^&\s]*(&[\w.[\]%-]+=[^&\s]*)+$/;
/** Shorter values stand in too many places that are nobody's secret. */
const shortest = 3;

/** Whether a field says something of a customer. */
export const isPersonal = (name: string): boolean => personal.test(name);

export interface Masked {
  /** Null: not a text whose fields are known. */
  readonly text: string | null;
  /** What was hidden, as it was written. */
  readonly hidden: readonly string[];
}

/** @param say what stands in the place of so many characters */
export function mask(text: string, say: (length: number) => string): Masked {
  const trimmed = text.replace(/^\ufeff/, "").trim();
  const tree = isWellFormed(trimmed) ? readTree(trimmed) : null;
  if (tree && (tree.kind === "object" || tree.kind === "array")) return maskTree(trimmed, tree, say);
  if (form.test(trimmed)) return maskForm(trimmed, say);
  return { text: null, hidden: [] };
}

/** Takes hidden values out of another text, wherever they stand in it. */
export function withoutHidden(text: string, hidden: readonly string[]): string {
  const long = [...new Set(hidden)].filter(({ length }) => length >= shortest);
  return long.sort((a, b) => b.length - a.length).reduce((rest, value) => rest.replaceAll(value, "…"), text);
}

function maskTree(text: string, tree: ValueNode, say: (length: number) => string): Masked {
  const hidden: string[] = [];
  const found: ValueNode[] = [];
  const walk = (node: ValueNode): void => {
    for (const { name, value } of node.members) {
      if (isPersonal(name)) found.push(value);
      else walk(value);
    }
    for (const item of node.items) walk(item);
    // Data inside of a string has names of its own.
    if (node.kind === "string" && /^\s*[{[]/.test(unquote(node.raw))) found.push(node);
  };
  walk(tree);
  let masked = text;
  for (const { from, to, kind, raw } of found.reverse()) {
    const value = kind === "string" ? unquote(raw) : raw;
    hidden.push(value, kind === "string" ? raw.slice(1, -1) : raw);
    masked = masked.slice(0, from) + JSON.stringify(say([...value].length)) + masked.slice(to);
  }
  return { text: masked, hidden };
}

function maskForm(text: string, say: (length: number) => string): Masked {
  const hidden: string[] = [];
  const pairs = text.split("&").map((pair) => {
    const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    const inner = /\[(\w+)\]$/.exec(plain(name))?.[1] ?? plain(name);
    if (!isPersonal(inner)) return pair;
    hidden.push(value, plain(value));
    return `${name}=${say([...plain(value)].length)}`;
  });
  return { text: pairs.join("&"), hidden };
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
