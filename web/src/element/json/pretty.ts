/** A JSON text with one member a line; names and values stay as they are spelt. */
import { readTree, type ValueNode } from "./tree.ts";

export function pretty(text: string): string {
  const tree = readTree(text);
  return tree ? write(tree, text, "") : text;
}

function write({ kind, raw, members, items }: ValueNode, text: string, indent: string): string {
  const deeper = `${indent}  `;
  const lines =
    kind === "object"
      ? members.map(
          ({ nameRange, value }) =>
            `${text.slice(nameRange.from, nameRange.to)}: ${write(value, text, deeper)}`,
        )
      : items.map((item) => write(item, text, deeper));
  if (lines.length === 0) return raw;
  const [open, close] = kind === "object" ? "{}" : "[]";
  return `${open}\n${lines.map((line) => deeper + line).join(",\n")}\n${indent}${close}`;
}
