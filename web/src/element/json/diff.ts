/**
 * Where two texts differ, in both. Words, escapes and signs are compared by Myers'
 * algorithm, and each differing pair is then trimmed to what differs in it.
 */
import type { Range } from "./tree.ts";

export interface Difference {
  readonly left: Range;
  readonly right: Range;
}

/** Beyond this many edits the rest counts as one difference. */
const mostEdits = 400;
const token = /\\u[0-9a-fA-F]{4}|\\.|[\p{L}\p{N}_]+|[^\p{L}\p{N}_]/gsu;

export function difference(left: string, right: string): Difference[] {
  if (left === right) return [];
  const a = tokens(left);
  const b = tokens(right);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++;
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const offset = length(a.slice(0, head));
  const kept = matches(middleA, middleB);
  return gaps(middleA, middleB, kept).map(({ left: l, right: r }) =>
    trim(left, right, shift(l, offset), shift(r, offset)),
  );
}

const tokens = (text: string): string[] => text.match(token) ?? [];
const length = (parts: readonly string[]): number => parts.reduce((sum, part) => sum + part.length, 0);
const shift = ({ from, to }: Range, by: number): Range => ({ from: from + by, to: to + by });

/** Pairs of equal tokens, in order: the longest such list, if it needs few enough edits. */
function matches(a: readonly string[], b: readonly string[]): [number, number][] {
  const trace: Map<number, number>[] = [];
  const furthest = new Map<number, number>([[1, 0]]);
  const limit = Math.min(a.length + b.length, mostEdits);
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(new Map(furthest));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(furthest, k - 1) < at(furthest, k + 1));
      let x = down ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return [];
}

function walkBack(trace: readonly Map<number, number>[], endX: number, endY: number): [number, number][] {
  const pairs: [number, number][] = [];
  let x = endX;
  let y = endY;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits] as Map<number, number>;
    const k = x - y;
    const down = k === -edits || (k !== edits && at(furthest, k - 1) < at(furthest, k + 1));
    const previousK = down ? k + 1 : k - 1;
    const previousX = edits === 0 ? 0 : at(furthest, previousK);
    const previousY = edits === 0 ? 0 : previousX - previousK;
    while (x > previousX && y > previousY) pairs.push([--x, --y]);
    x = previousX;
    y = previousY;
  }
  return pairs.reverse();
}

const at = (map: ReadonlyMap<number, number>, key: number): number => map.get(key) ?? -1;

/** The stretches between the pairs, as ranges of characters. */
function gaps(a: readonly string[], b: readonly string[], pairs: readonly [number, number][]): Difference[] {
  const found: Difference[] = [];
  let [i, j, charsA, charsB] = [0, 0, 0, 0];
  for (const [x, y] of [...pairs, [a.length, b.length] as const]) {
    const toA = charsA + length(a.slice(i, x));
    const toB = charsB + length(b.slice(j, y));
    if (toA > charsA || toB > charsB)
      found.push({ left: { from: charsA, to: toA }, right: { from: charsB, to: toB } });
    charsA = toA + (a[x]?.length ?? 0);
    charsB = toB + (b[y]?.length ?? 0);
    [i, j] = [x + 1, y + 1];
  }
  return found;
}

/** Takes off what both ends of a differing pair share, whole characters only. */
function trim(left: string, right: string, l: Range, r: Range): Difference {
  let [fromL, toL, fromR, toR] = [l.from, l.to, r.from, r.to];
  while (fromL < toL && fromR < toR && left[fromL] === right[fromR]) {
    fromL++;
    fromR++;
  }
  while (fromL < toL && fromR < toR && left[toL - 1] === right[toR - 1]) {
    toL--;
    toR--;
  }
  if (isLowSurrogate(left, fromL) || isLowSurrogate(right, fromR)) {
    fromL--;
    fromR--;
  }
  if (isLowSurrogate(left, toL) || isLowSurrogate(right, toR)) {
    toL++;
    toR++;
  }
  return { left: { from: fromL, to: toL }, right: { from: fromR, to: toR } };
}

const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
