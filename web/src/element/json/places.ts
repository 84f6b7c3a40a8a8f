/** Where in the text a problem stands. */
import type { Diagnostic } from "@codemirror/lint";
import type { Problem } from "../../lib/types.ts";
import type { Failure } from "../engine/protocol.ts";
import { find, findField, type ValueNode } from "./tree.ts";

const mostUnderlined = 100;

/** The problems as the editor draws them; one of a field that is not there stands at the beginning of its object. */
export function diagnostics(
  text: string,
  tree: ValueNode | null,
  problems: readonly Problem[],
  failure: Failure | null,
  words: (problem: Problem) => string,
): Diagnostic[] {
  const found = problems.slice(0, mostUnderlined).map((problem): Diagnostic => {
    const { field, severity } = problem;
    const member = findField(tree, problem);
    const outer = find(tree, field.split(".").slice(0, -1).join("."));
    const start = outer?.value.from ?? tree?.from ?? 0;
    const range = member
      ? { from: member.from, to: member.to }
      : { from: start, to: Math.min(start + 1, text.length) };
    return { ...range, severity, message: words(problem) };
  });
  if (failure?.line) {
    const at = offsetOf(text, failure.line, failure.column ?? 1);
    found.push({ from: at, to: Math.min(at + 1, text.length), severity: "error", message: failure.message });
  }
  return found;
}

/** The offset of a line and a column, both from 1; lines end with LF, CR or both, and columns count characters. */
export function offsetOf(text: string, line: number, column: number): number {
  const ends = /\r\n?|\n/g;
  let start = 0;
  for (let i = 1; i < line && ends.test(text); i++) start = ends.lastIndex;
  const before = [...text.slice(start, start + column * 2)].slice(0, column - 1).join("");
  return Math.min(start + before.length, text.length);
}
