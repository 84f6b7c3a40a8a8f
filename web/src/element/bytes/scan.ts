/**
 * Cuts a text into stretches of one look: JSON's tokens by colour, and every
 * character that cannot be seen, or could be mistaken, under a drawn sign.
 */
export type Look = "plain" | "name" | "string" | "number" | "word" | "point" | "escape" | "blank" | "control";

/** A stretch of text; `sign` is drawn over characters that show nothing by themselves. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly look: Look;
  readonly sign?: string;
}

const signs: Record<string, string> = {
  "\n": "↵",
  "\r": "CR",
  "\t": "→",
  "\u00a0": "NBSP",
  "\u00ad": "SHY",
  "\u2028": "LS",
  "\u2029": "PS",
  "\u200b": "ZWSP",
  "\u200c": "ZWNJ",
  "\u200d": "ZWJ",
  "\u200e": "LRM",
  "\u200f": "RLM",
  "\ufeff": "BOM",
  "\ufffd": "FFFD",
};
// Controls, format characters (bidirectional ones among them), lone surrogates, what is no character and what none
// is assigned to; separators other than the space; what Unicode has renderers ignore, such as the Hangul fillers and
// the selectors of variants; and what is drawn as nothing by its design, though its category does not tell: the empty
// pattern of Braille, replaced objects, an empty note head, a filler of Khitan, blanks of Egyptian.
const unseen =
  /[\p{C}\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd\u{1d159}\u{16fe4}\u{13441}\u{13442}]|(?! )\p{Z}/u;
const token = /"(?:[^"\\]|\\[\s\S])*"?|-?\d[\d.eE+-]*|[a-z]+|[{}[\],:]|\s+|[\s\S]/gu;
const nameFollows = /\s*:/y;
const inString = /\\(?:u[0-9a-fA-F]{4}|[\s\S])|(?:^| ) +| (?=$)|[\s\S]/gu;

/** What is drawn in the place of a character that shows nothing by itself. */
export const signOf = (character: string): string => signs[character] ?? code(character);

/** @param json colour by JSON's tokens */
export function scan(text: string, json: boolean): Stretch[] {
  const found: Stretch[] = [];
  const add = (from: number, to: number, look: Look, sign?: string): void => {
    const last = found.at(-1);
    if (last && last.look === look && last.to === from && sign === undefined && last.sign === undefined) {
      found[found.length - 1] = { from: last.from, to, look };
    } else if (to > from) {
      found.push(sign === undefined ? { from, to, look } : { from, to, look, sign });
    }
  };
  const addCharacters = (from: number, to: number, look: Look, blanks: boolean): void => {
    let at = from;
    for (const character of text.slice(from, to)) {
      const end = at + character.length;
      if (character === " " && blanks) add(at, end, "blank", "·");
      else if (unseen.test(character))
        add(at, end, signs[character] ? "blank" : "control", signOf(character));
      else add(at, end, look);
      at = end;
    }
  };
  if (!json) {
    addCharacters(0, text.length, "plain", false);
    return found;
  }
  for (const { 0: part, index } of text.matchAll(token)) {
    const end = index + part.length;
    if (part.startsWith('"')) {
      nameFollows.lastIndex = end;
      scanString(index, part, nameFollows.test(text) ? "name" : "string", add, addCharacters);
    } else if (/^\s/.test(part)) addCharacters(index, end, "plain", true);
    else if (/^[-\d]/.test(part)) add(index, end, "number");
    else if (/^[a-z]/.test(part)) add(index, end, "word");
    else if (/^[{}[\],:]/.test(part)) add(index, end, "point");
    else addCharacters(index, end, "plain", true);
  }
  return found;
}

/** Inside a string a space is drawn only at the ends and where it is doubled. */
function scanString(
  start: number,
  literal: string,
  look: Look,
  add: (from: number, to: number, look: Look) => void,
  addCharacters: (from: number, to: number, look: Look, blanks: boolean) => void,
): void {
  const closed = literal.length > 1 && literal.endsWith('"');
  const inner = literal.slice(1, closed ? -1 : undefined);
  add(start, start + 1, look);
  for (const { 0: part, index } of inner.matchAll(inString)) {
    const from = start + 1 + index;
    const to = from + part.length;
    if (part.startsWith("\\")) add(from, to, "escape");
    else addCharacters(from, to, look, part.length > 1 || index === 0 || to === start + 1 + inner.length);
  }
  if (closed) add(start + literal.length - 1, start + literal.length, look);
}

function code(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
