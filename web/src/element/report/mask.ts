/**
 * Hides what a request says of a customer. What is hidden is found by its
 * name; a body in which names cannot be told for certain is not shown at all.
 */
import { isWellFormed, readTree, unquote, type ValueNode } from "../json/tree.ts";

/** Part of a name, in lower case: `phone` of `customerPhone`. */
const personal = new RegExp(
  [
    "^(customer|card|phone|telephone|mobile|e?mail|address|addr|birth|passport|useragent|holder|ipv?[46])",
    "(phone|e?mail|name|holder|address|passport|useragent|birthday)$",
    "^(ip|pan|cvv|cvc|iban|dob|number|inn|snils)$",
    "^(client|remote|user|real|payer|buyer|cardholder)(ip|number)$",
    "^(ip|account|pan)(address|addr|number)$",
  ].join("|"),
  "u",
);
/** Two pairs at least: base64 with its padding would be one. */
const form = /^[\w.[\]%+-]+=[^&\s]*(&[\w.[\]%+-]+=[^&\s]*)+$/;
/** JSON in base64: `{"`, `{ "`, `[{"`, `["`. */
const wrapped = /^(ey|ew|W3|Wy)[\w+/-]{14,}={0,2}$/;
/** What stands before a value in JSON, a form, a header or PHP's serialize. */
const named = /([\p{L}\p{N}_.[\]-]+)[\]\\"']*\s*[:=;]/gu;
/** Shorter values stand in too many places that are nobody's secret. */
const shortest = 3;
/** The engine cuts what it quotes, to fewer characters than these. */
const mostQuoted = 160;

/** Whether a name, or a path of names, says something of a customer in any of its parts. */
export function isPersonal(name: string): boolean {
  const parts = name
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((part) => (/^ipv?\d$/.test(part) ? part : part.replace(/\d+$/, "")));
  return parts.some((part, at) => personal.test(part) || (part === "user" && parts[at + 1] === "agent"));
}

export interface Masked {
  /** Null: not a text whose fields are known. */
  readonly text: string | null;
  /** What was hidden, as it was written. */
  readonly hidden: readonly string[];
  /** The names under which something was hidden, those around them included. */
  readonly names: readonly string[];
}

const unknown: Masked = { text: null, hidden: [], names: [] };

/** @param say what stands in the place of so many characters */
export function mask(text: string, say: (length: number) => string): Masked {
  const trimmed = text.replace(/^\ufeff/, "").trim();
  const tree = isWellFormed(trimmed) ? readTree(trimmed) : null;
  if (tree && (tree.kind === "object" || tree.kind === "array"))
    return tree.raw === trimmed && isWhole(tree, trimmed) ? maskTree(trimmed, tree, say) : unknown;
  return form.test(trimmed) ? maskForm(trimmed, say) : unknown;
}

/** Takes hidden values out of another text, wherever they stand in it, also cut short by an ellipsis. */
export function withoutHidden(text: string, hidden: readonly string[]): string {
  const long = [...new Set(hidden)].filter(({ length }) => length >= shortest);
  const pieces = text.split("…");
  const last = pieces.pop() ?? "";
  const uncut = [...pieces.map((piece) => withoutStart(piece, long)), last].join("…");
  return long.sort((a, b) => b.length - a.length).reduce((rest, value) => rest.replaceAll(value, "…"), uncut);
}

/** Takes off the longest beginning of a value with which a text ends. */
function withoutStart(text: string, values: readonly string[]): string {
  let most = 0;
  for (const value of values)
    for (let length = Math.min(value.length, text.length, mostQuoted); length > most; length--)
      if (length >= shortest && text.endsWith(value.slice(0, length))) most = length;
  return text.slice(0, text.length - most);
}

/** Whether a value holds names of its own: data in data, however it is wrapped. */
function holdsData(value: string): boolean {
  const text = plain(value);
  if (/^[\s\ufeff"'\\]*[{[]/.test(text) || wrapped.test(text.trim()) || form.test(text.trim())) return true;
  return [...text.matchAll(named)].some(([, name = ""]) => isPersonal(name));
}

/** Whether the tree has all of the text: what is nested too deep, it leaves out. */
function isWhole(node: ValueNode, text: string): boolean {
  const inner = node.kind === "object" ? node.members : node.items;
  if (node.kind !== "object" && node.kind !== "array") return true;
  let at = node.from + 1;
  for (const { from, to } of inner) {
    if (!/^[\s,]*$/.test(text.slice(at, from))) return false;
    at = to;
  }
  if (!/^\s*$/.test(text.slice(at, node.to - 1))) return false;
  return (
    node.items.every((item) => isWhole(item, text)) &&
    node.members.every(
      ({ from, to, nameRange, value }) =>
        from === nameRange.from &&
        to === value.to &&
        /^\s*:\s*$/.test(text.slice(nameRange.to, value.from)) &&
        isWhole(value, text),
    )
  );
}

function maskTree(text: string, tree: ValueNode, say: (length: number) => string): Masked {
  const hidden: string[] = [];
  const names = new Set<string>();
  const pieces: string[] = [];
  let at = 0;
  let closed = false;
  const keep = ({ kind, raw, members, items }: ValueNode): void => {
    hidden.push(raw);
    if (kind === "string") hidden.push(unquote(raw), raw.slice(1, -1));
    for (const { value } of members) keep(value);
    for (const item of items) keep(item);
  };
  const hide = (node: ValueNode, path: readonly string[]): void => {
    keep(node);
    for (const name of path) names.add(name);
    const value = node.kind === "string" ? unquote(node.raw) : node.raw;
    pieces.push(text.slice(at, node.from), JSON.stringify(say([...value].length)));
    at = node.to;
  };
  const walk = (node: ValueNode, path: readonly string[]): void => {
    for (const { name, value } of node.members) {
      if (holdsData(name)) closed = true;
      if (isPersonal(name)) hide(value, [...path, name]);
      else walk(value, [...path, name]);
    }
    for (const item of node.items) walk(item, path);
    if (node.kind === "string" && holdsData(unquote(node.raw))) hide(node, path);
  };
  walk(tree, []);
  // A name that is data itself cannot be masked as a value is.
  if (closed) return unknown;
  return { text: pieces.join("") + text.slice(at), hidden, names: [...names] };
}

function maskForm(text: string, say: (length: number) => string): Masked {
  const hidden: string[] = [];
  const names = new Set<string>();
  let closed = false;
  const pairs = text.split("&").map((pair) => {
    const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    const path = plain(name);
    if (!/^[\p{L}\p{N}_.[\] -]*$/u.test(path) || holdsData(path)) closed = true;
    if (!isPersonal(path) && !holdsData(value)) return pair;
    for (const part of path.split(/[.[\]]+/)) if (part) names.add(part);
    hidden.push(value, value.replaceAll("+", " "), plain(value));
    return `${name}=${say([...plain(value)].length)}`;
  });
  return closed ? unknown : { text: pairs.join("&"), hidden, names: [...names] };
}

/** A text without its percent-encoding, also where it was encoded again and again. */
function plain(text: string): string {
  let decoded = text;
  for (let round = 0; round < 4; round++) {
    const next = decoded.replaceAll("+", " ").replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
      try {
        return decodeURIComponent(escapes);
      } catch {
        return escapes.replace(/%([2-7][\da-f])/gi, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
      }
    });
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}
