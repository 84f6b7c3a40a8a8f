/** The page's handling of JSON text, by itself: nothing of it needs a browser. */

import { expect, test } from "@playwright/test";
import { scan } from "../../src/element/bytes/scan.ts";
import { difference } from "../../src/element/json/diff.ts";
import { literal, removeMember, setMember } from "../../src/element/json/edit.ts";
import { effects } from "../../src/element/json/effects.ts";
import { find, findField, pathOf, readTree, unquote } from "../../src/element/json/tree.ts";

const samples = [
  "{}",
  "[]",
  '{"a":1}',
  '{ "a" : 1.50 ,\n\t"b":"x\\u0041\\"/" }',
  '{"extra": {"card_holder": "A, B"}, "n": [1, {"a": 2}]}',
  '{"a": 1, "b": }',
  '{"a": 1,, "b": "unclosed',
  "not JSON at all",
  "",
  '{"ж":"𝄞\u202e\u2028\u00a0  \ufeff"}',
  "\ud834",
];

/** The same numbers each time: mulberry32. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test("stretches lie end to end, and leave nothing out", () => {
  for (const text of samples) {
    for (const json of [true, false]) {
      let at = 0;
      for (const { from, to } of scan(text, json)) {
        expect(from).toBe(at);
        at = to;
      }
      expect(at).toBe(text.length);
    }
  }
});

test("what shows nothing by itself is drawn as a sign, and what shows something is not", () => {
  const unseen = [
    ..."\u0000\n\r\t\u007f\u0085\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b\u180e\u180f\u2000\u200b\u200e",
    ..."\u2028\u2029\u202e\u202f\u2060\u2065\u2066\u206f\u2800\u3000\u3164\ufdd0\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffc\ufffe\uffff",
    ..."\ud834\u{1d159}\u{1d173}\u{13441}\u{16fe4}\u{1bca0}\u{e0001}\u{e007f}\u{e0100}\u{e01ef}\u{e0fff}\u{1ffff}\u{10ffff}\u0378\ue000",
  ];
  for (const character of unseen) {
    for (const json of [true, false]) {
      const found = scan(`{"a${character}b":"x"}`, json).filter(({ sign }) => sign !== undefined);
      expect(
        found.map(({ sign }) => sign?.length),
        character.codePointAt(0)?.toString(16),
      ).toEqual([expect.any(Number)]);
    }
  }
  for (const { sign } of scan("a Ж e\u0301 日 한 😀 ÷ ␣ '", false)) expect(sign).toBeUndefined();
});

test("what differs, taken out of both texts, leaves the same", () => {
  const next = random(20261124);
  const alphabet = ['"', "a", "b ", "\\/", "\\u0416", "Ж", "𝄞", "𝄢", ",", ":", "{", " ", "12.50"];
  const make = (): string => Array.from({ length: next(40) }, () => alphabet[next(alphabet.length)]).join("");
  const without = (text: string, ranges: { from: number; to: number }[]): string =>
    ranges.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text);
  for (let round = 0; round < 500; round++) {
    const left = make();
    const right =
      next(3) === 0
        ? make()
        : left.replaceAll(alphabet[next(alphabet.length)] ?? "", alphabet[next(alphabet.length)] ?? "");
    const found = difference(left, right);
    expect(
      without(
        left,
        found.map((one) => one.left),
      ),
    ).toBe(
      without(
        right,
        found.map((one) => one.right),
      ),
    );
    expect(found.length === 0).toBe(left === right);
    const halved = found.filter(({ left: range }) => /\p{Cs}/u.test(left.slice(range.from, range.to)));
    expect(halved).toEqual([]);
  }
});

test("setting a member changes nothing else, and reads back", () => {
  for (const text of samples) {
    for (const path of ["a", "new", "extra.card_holder", "extra.new", 'we"ird\\ \u2028']) {
      const after = setMember(text, path, '"v"');
      const member = find(readTree(after), path);
      if (readTree(text)?.kind !== "array") expect(member && unquote(member.value.raw)).toBe("v");
    }
  }
  expect(setMember('{ "a" : 1.50 ,\n\t"b":2 }', "b", "3")).toBe('{ "a" : 1.50 ,\n\t"b":3 }');
  expect(setMember('{ "a" : 1.50 ,\n\t"b":2 }', "c", "3")).toBe('{ "a" : 1.50 ,\n\t"b":2,\n\t"c": 3 }');
});

test("a name with a dot in it is not the member within another", () => {
  const text = '{"extra.card_holder": "flat", "extra": {"card_holder": "nested", "a.b\\\\": 1}}';
  const flat = pathOf("extra.card_holder");
  const raw = (path: string): string | undefined => find(readTree(text), path)?.value.raw;
  expect([raw("extra.card_holder"), raw(flat), raw(pathOf("extra", "a.b\\"))]).toEqual([
    '"nested"',
    '"flat"',
    "1",
  ]);
  expect(setMember(text, "extra.card_holder", "2")).toBe(text.replace('"nested"', "2"));
  expect(setMember(text, flat, "2")).toBe(text.replace('"flat"', "2"));
  expect(setMember('{"extra.card_holder": 1}', "extra.card_holder", "2")).toBe(
    '{"extra.card_holder": 1, "extra": {"card_holder": 2}}',
  );
  expect(removeMember('{"extra.card_holder": 1}', "extra.card_holder")).toBe('{"extra.card_holder": 1}');
  const of = (code: string) => findField(readTree(text), { field: "extra.card_holder", code })?.value.raw;
  expect([of("too-long"), of("unknown-field")]).toEqual(['"nested"', '"flat"']);
});

test("removing a member takes one comma along", () => {
  expect(removeMember('{"a": 1, "b": 2, "c": 3}', "a")).toBe('{"b": 2, "c": 3}');
  expect(removeMember('{"a": 1, "b": 2, "c": 3}', "b")).toBe('{"a": 1, "c": 3}');
  expect(removeMember('{"a": 1, "b": 2, "c": 3}', "c")).toBe('{"a": 1, "b": 2}');
  expect(removeMember('{"a": 1}', "a")).toBe("{}");
  expect(removeMember('{"a": 1}', "b")).toBe('{"a": 1}');
});

test("a number is written as it was typed, and only where one is wanted", () => {
  expect(literal("12.50", "number")).toBe("12.50");
  expect(literal("1e3", "number")).toBe("1e3");
  for (const text of ["12.", "+1", "01", ".5", "1,5", " 1", "NaN", ""])
    expect(literal(text, "number")).toBe(JSON.stringify(text));
  expect(literal("12.50", "string")).toBe('"12.50"');
});

test("a style's effects are read off its bytes", () => {
  const names = (input: string, output: string): string[] => effects(input, output).map(({ name }) => name);
  expect(names('{"a":1}', '{"a":1}')).toEqual(["none"]);
  expect(effects('{"a": 12.50}', '{"a":12.5}')[0]).toMatchObject({
    name: "number",
    from: "12.50",
    to: "12.5",
  });
  expect(names('{"b":1,"a":2}', '{"a":2,"b":1}')).toEqual(["order"]);
  expect(names('{"a":"/Ж<"}', '{"a":"\\/\\u0416\\u003c"}')).toEqual(["slashes", "unicode", "html"]);
  expect(names('{"a":"\\u0416"}', '{"a":"Ж"}')).toEqual(["raw-unicode"]);
  expect(names('{"a":{}}', '{"a":[]}')).toEqual(["lists"]);
  expect(names('{"a":1,"b":2}', '{"a": 1, "b": 2}')).toEqual(["blanks-kept"]);
});

test("a style's effects cost no more than the text is long", () => {
  // Depth: each level once doubled what stood below it. Width: each number once took the whole path along.
  const deep = `{"order_id": ${"[".repeat(500)}1.0${"]".repeat(500)}}`;
  expect(effects(deep, deep.replace("1.0", "1"))).toMatchObject([
    { name: "number", from: "1.0", to: "1" },
    { name: "blanks-kept" },
  ]);
  const wide = `{"${"n".repeat(100_000)}": [${"1.0,".repeat(30_000)}1.0]}`;
  expect(
    effects(wide, wide.replaceAll("1.0", "1"))
      .slice(0, 4)
      .map(({ count }) => count),
  ).toEqual([1, 1, 1, 29_998]);
  expect(effects('[{"b":1,"a":2}]', '[{"a":2,"b":1}]').map(({ name }) => name)).toEqual(["order"]);
  expect(effects('{"0":1.0,"1":2}', "[1,2]").map(({ name }) => name)).toContain("number");
});
