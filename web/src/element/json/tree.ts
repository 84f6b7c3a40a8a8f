/**
 * Where things stand in a JSON text. The text itself is never rewritten:
 * what the user typed, to the spelling of a number, is what is signed.
 * The parser is tolerant, so that a form stays in step with unfinished text.
 */
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/json";

export type Kind = "string" | "number" | "boolean" | "null" | "object" | "array";

/** A stretch of text, in UTF-16 units. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A value and where it stands. */
export interface ValueNode extends Range {
  readonly kind: Kind;
  /** Exactly as written. */
  readonly raw: string;
  readonly members: readonly Member[];
  readonly items: readonly ValueNode[];
}

/** A name with its value in an object. */
export interface Member extends Range {
  readonly name: string;
  readonly nameRange: Range;
  readonly value: ValueNode;
}

const kinds: Record<string, Kind> = {
  String: "string",
  Number: "number",
  True: "boolean",
  False: "boolean",
  Null: "null",
  Object: "object",
  Array: "array",
};
const deepest = 512;
/** A longer text is not read at each keystroke, which would wait for it. */
export const longest = 256 * 1024;

/** Reads a text's value; null where there is none. */
export function readTree(text: string): ValueNode | null {
  const top = parser.parse(text).topNode;
  for (let node = top.firstChild; node; node = node.nextSibling) {
    const value = readValue(node, text, 0);
    if (value) return value;
  }
  return null;
}

/** Whether the text is one JSON value and nothing is wrong in it. */
export function isWellFormed(text: string): boolean {
  let good = true;
  parser.parse(text).iterate({
    enter(node) {
      if (node.type.isError) good = false;
      return good;
    },
  });
  return good && text.trim() !== "";
}

/** The text of a string literal; a broken literal as it stands. */
export function unquote(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.replace(/^"|"$/g, "");
  }
}

/** A string as a JSON literal, as plain as JSON allows. */
export const quote = (text: string): string => JSON.stringify(text);

/** The path of names within each other, `extra.card_holder`; a dot that is part of a name is written `\\.`. */
export const pathOf = (...names: readonly string[]): string =>
  names.map((name) => name.replace(/[\\.]/g, "\\$&")).join(".");

/** The names that a path is made of. */
export function namesOf(path: string): string[] {
  const names = [""];
  for (const part of path.match(/\\[\\.]|[\s\S]/g) ?? []) {
    if (part === ".") names.push("");
    else names[names.length - 1] += part.length > 1 ? part.slice(1) : part;
  }
  return names;
}

/** The member at a path. */
export function find(tree: ValueNode | null, path: string): Member | null {
  let found: Member | undefined;
  for (const wanted of namesOf(path)) {
    found = (found ? found.value : tree)?.members.find(({ name }) => name === wanted);
    if (!found) return null;
  }
  return found ?? null;
}

/** The member that a problem is about: a name that no table knows may have a dot of its own. */
export function findField(
  tree: ValueNode | null,
  { field, code }: { readonly field: string; readonly code: string },
): Member | null {
  return code === unknownField ? (find(tree, pathOf(field)) ?? find(tree, field)) : find(tree, field);
}

/** The code of a problem with a member that no table knows. */
export const unknownField = "unknown-field";

function readValue(node: SyntaxNode, text: string, depth: number): ValueNode | null {
  const kind = kinds[node.name];
  if (!kind || depth > deepest) return null;
  const { from, to } = node;
  const members: Member[] = [];
  const items: ValueNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (kind === "object" && child.name === "Property") {
      const member = readMember(child, text, depth + 1);
      if (member) members.push(member);
    } else if (kind === "array") {
      const item = readValue(child, text, depth + 1);
      if (item) items.push(item);
    }
  }
  return { kind, from, to, raw: text.slice(from, to), members, items };
}

function readMember(node: SyntaxNode, text: string, depth: number): Member | null {
  const name = node.getChild("PropertyName");
  const last = node.lastChild;
  const value = last && readValue(last, text, depth);
  if (!name || !value) return null;
  const { from, to } = name;
  return {
    name: unquote(text.slice(from, to)),
    nameRange: { from, to },
    value,
    from: node.from,
    to: node.to,
  };
}
