/**
 * The form's edits of the JSON text: each the smallest there is. Order,
 * blanks and the spelling of everything else stay as they were.
 */
import { find, type Kind, namesOf, pathOf, quote, readTree, type ValueNode } from "./tree.ts";

const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** What a field's text becomes in JSON: a number where it is one and a number is wanted, else a string. */
export function literal(text: string, wanted: Kind): string {
  if (wanted === "number" && number.test(text)) return text;
  if (wanted === "boolean" && (text === "true" || text === "false")) return text;
  if (wanted === "null" && text === "null") return text;
  return quote(text);
}

/** Puts a literal at a path: in the place of the old value, or as the last member. */
export function setMember(text: string, path: string, value: string): string {
  const tree = readTree(text);
  const present = find(tree, path);
  if (present) return splice(text, present.value.from, present.value.to, value);
  const names = namesOf(path);
  const name = names.pop() ?? "";
  if (names.length > 0) {
    const outer = find(tree, pathOf(...names))?.value;
    if (outer?.kind === "object") return insert(text, outer, name, value);
    return setMember(text, pathOf(...names), `{${quote(name)}: ${value}}`);
  }
  if (tree?.kind === "object") return insert(text, tree, name, value);
  return `{\n  ${quote(name)}: ${value}\n}`;
}

/** Takes a member out, with one comma. */
export function removeMember(text: string, path: string): string {
  const tree = readTree(text);
  const member = find(tree, path);
  if (!member) return text;
  const after = /^\s*,\s*/.exec(text.slice(member.to));
  if (after) return splice(text, member.from, member.to + after[0].length, "");
  const before = /,\s*$/.exec(text.slice(0, member.from));
  const from = before ? member.from - before[0].length : member.from;
  return splice(text, from, member.to, "");
}

function insert(text: string, object: ValueNode, name: string, value: string): string {
  const last = object.members.at(-1);
  const written = `${quote(name)}: ${value}`;
  if (!last) return splice(text, object.from, object.to, `{${written}}`);
  const lead = /(?:^|[{,])(\s*)$/.exec(text.slice(0, last.from))?.[1] ?? " ";
  const blank = object.members.length === 1 && lead === "" ? " " : lead;
  return splice(text, last.to, last.to, `,${blank}${written}`);
}

function splice(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}
