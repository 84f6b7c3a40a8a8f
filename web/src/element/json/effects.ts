/**
 * What a style did to this data, read off the bytes themselves: the text
 * that went in beside the text that came out. No style's rules are known here.
 */
import { longest, readTree, type ValueNode } from "./tree.ts";

export type EffectName =
  | "none"
  | "blanks-gone"
  | "blanks-kept"
  | "order"
  | "slashes"
  | "unicode"
  | "raw-unicode"
  | "html"
  | "number"
  | "more-numbers"
  | "lists"
  | "escapes"
  | "large";

/** One thing that a style does; `count` times, or as `from` → `to` shows. */
export interface Effect {
  readonly name: EffectName;
  readonly count: number;
  readonly from?: string;
  readonly to?: string;
}

const shownNumbers = 3;

/** The effects, the ones that surprise most first; one `none` where the text is as it was. */
export function effects(input: string, output: string): Effect[] {
  if (input === output) return [{ name: "none", count: 0 }];
  if (input.length > longest) return [{ name: "large", count: 0 }];
  const before = readTree(input);
  const after = readTree(output);
  const found: Effect[] = [];
  const add = (name: EffectName, count: number): void => void (count > 0 && found.push({ name, count }));
  if (before && after) found.push(...numberEffects(before, after));
  add("order", before && after && orderOf(before) !== orderOf(after) ? 1 : 0);
  add("lists", before && after ? listsGained(before, after) : 0);
  add("slashes", gained(input, output, /\\\//g));
  add("unicode", gained(input, output, /\\u(?!00[0-7])[0-9a-fA-F]{4}/g));
  add("html", gained(input, output, /\\u00(3[cCeE]|26)/g));
  add("raw-unicode", gained(output, input, /\\u(?!00[0-7])[0-9a-fA-F]{4}/g));
  const blanks = structuralBlanks(input) - structuralBlanks(output);
  add("blanks-gone", structuralBlanks(output) === 0 ? blanks : 0);
  add("blanks-kept", structuralBlanks(output));
  if (found.length === 0) add("escapes", 1);
  return found;
}

/** Pairs the numbers of two spellings of one value, by their places. */
function numberEffects(before: ValueNode, after: ValueNode): Effect[] {
  const changed = [...changedNumbers(before, after)];
  const shown = changed
    .slice(0, shownNumbers)
    .map(([from, to]): Effect => ({ name: "number", count: 1, from, to }));
  const rest = changed.length - shown.length;
  return rest > 0 ? [...shown, { name: "more-numbers", count: rest }] : shown;
}

/** Walks both at once: paths as keys would cost a long name once for every number below it. */
function* changedNumbers(before: ValueNode, after: ValueNode): Generator<[string, string]> {
  if (before.kind === "number" && after.kind === "number" && before.raw !== after.raw)
    yield [before.raw, after.raw];
  const old = new Map(children(before));
  for (const [name, value] of children(after)) {
    const same = old.get(name);
    if (same) yield* changedNumbers(same, value);
  }
}

/** A list's items go by their index, as some language may have made a list of an object. */
function children({ members, items }: ValueNode): [string, ValueNode][] {
  return [
    ...members.map(({ name, value }): [string, ValueNode] => [name, value]),
    ...items.map((item, index): [string, ValueNode] => [String(index), item]),
  ];
}

function listsGained(before: ValueNode, after: ValueNode): number {
  const objects = (node: ValueNode): number =>
    (node.kind === "object" ? 1 : 0) +
    [...node.members.map(({ value }) => value), ...node.items].reduce(
      (sum, inner) => sum + objects(inner),
      0,
    );
  return objects(before) - objects(after);
}

/** The names in their order, at every depth. Quoted once, at the end: quotes within quotes double at every level. */
function orderOf(node: ValueNode): string {
  const order: (string | null)[] = [];
  const walk = ({ members, items }: ValueNode): void => {
    for (const { name, value } of members) {
      order.push(name);
      walk(value);
    }
    order.push(null);
    items.forEach(walk);
    order.push(null);
  };
  walk(node);
  return JSON.stringify(order);
}

function gained(before: string, after: string, pattern: RegExp): number {
  return count(after, pattern) - count(before, pattern);
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Blanks between the tokens, outside of strings. */
function structuralBlanks(text: string): number {
  return count(text.replace(/"(?:[^"\\]|\\.)*"/gs, ""), /\s/g);
}
