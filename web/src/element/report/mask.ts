/**
 * Hides what a request says of a customer. Nothing is shown but the values of
 * fields that are known to be harmless, and of those what looks it; a body in
 * which names cannot be told for certain is not shown at all.
 */
import { isWellFormed, type Kind, readTree, unquote, type ValueNode } from "../json/tree.ts";

/** Part of a name, in lower case: `phone` of `customerPhone`. Also a switch or a short number under it is hidden. */
const personal = new RegExp(
  [
    "^(customer|card|phone|telephone|mobile|e?mail|address|addr|birth|passport|useragent|holder|ipv?[46])",
    "^(passw|secret|private|msisdn|telegram|whatsapp|viber|wallet|recipient|payer|payee|beneficiar|requisite|patronym|surname|credential)",
    "^(телефон|фио|почт|паспорт|карт|имя|имени|фамили|отчеств|адрес|снилс|инн|парол|ключ|счет|счёт|получател|плательщик|рекв)",
    "(phone|e?mail|name|holder|address|passport|useragent|birthday|password|secret|token|wallet|apikey|privatekey)$",
    "^(ip|pan|cvv|cvc|iban|dob|number|inn|snils|fio|tel|contacts?|login|bank|document|tax|ssn|pass|pwd|token|pin|otp|auth|authorization)$",
    "^(client|remote|user|real|payer|buyer|cardholder)(ip|number|id)$",
    "^(ip|account|pan)(address|addr|number)$",
  ].join("|"),
  "u",
);
/** Two parts of a name that say together what neither does alone. */
const joined = /^(user(agent|id|name)|(api|private|secret|access)key)$/;
/** Fields of the API whose values say nothing of anybody: the last name of a path. */
const harmless =
  /^(amount|sum|total|price|currency|commission|fee|order_?id|service|status|lifetime|operation|payment_?status|(\w*_)?(redirect|endpoint)_id|project_id)$/;
/** Fields whose value is the address of a shop's own server. */
const addresses = /(^|_)(url|uri)$/;
/** What a value of theirs looks like: a number, an ID, a word of the API. */
const plainValue = /^\s*[\w.,:+-]{1,64}\s*$/;
/** What may stand there all the same: a phone, an IP address, an IBAN, a date of birth. */
const telling =
  /^\s*(\+?[78]9\d{9}|\+\d{8,15}|\d{1,3}(\.\d{1,3}){3}(:\d+)?|[A-Z]{2}\d{2}[A-Z0-9]{10,30}|(19|20)\d\d[-.]\d\d[-.]\d\d|\d\d[-.]\d\d[-.](19|20)\d\d|[\da-f:]*:[\da-f:]*:[\da-f:]*)\s*$/i;
/** Names that can be shown: words of a program, or a place in a list. */
const plainName = /^([A-Za-z_$][\w.$-]{0,63}|\d{1,3})$/;
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

/** Whether a name, or a path of names, says something of a customer, or is a secret's, in any of its parts. */
export function isPersonal(name: string): boolean {
  const parts = partsOf(name);
  return parts.some((part, at) => personal.test(part) || joined.test(part + (parts[at + 1] ?? "")));
}

/** Whether a path of names is of a value that can be shown. */
export function isHarmless(path: string): boolean {
  const last =
    path
      .split(/[.[\]]+/)
      .filter((part) => !/^\d*$/.test(part))
      .at(-1) ?? "";
  return harmless.test(spelled(last)) && !isPersonal(path);
}

/** Whether a value looks as those of harmless fields do. */
export function looksHarmless(value: string): boolean {
  return plainValue.test(value) && !telling.test(value) && !isCard(value) && !holdsData(value);
}

/** Whether a value is a server's own words: no number, address or data of anybody in it. */
function isSentence(value: string): boolean {
  return /^[\p{L}\p{P}\d\s]{1,200}$/u.test(value) && !/\d{6}|@/.test(value) && !holdsData(value);
}

const spelled = (name: string): string =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1_$2")
    .toLowerCase()
    .replaceAll("-", "_");

function partsOf(name: string): string[] {
  return name
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((part) => (/^ipv?\d$/.test(part) ? part : part.replace(/\d+$/, "")));
}

/** Whether digits are a card's number: Luhn's sum fits. */
function isCard(value: string): boolean {
  const digits = value.replace(/[\s-]/g, "");
  if (!/^\d{13,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((all, digit, at) => {
    const twice = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return all + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}

export interface Masked {
  /** Null: not a text whose fields are known. */
  readonly text: string | null;
  /** What was hidden, as it was written. */
  readonly hidden: readonly string[];
  /** What of it stood under a name that says something of a customer. */
  readonly secret: readonly string[];
}

/** Tells of a server's words what of them is shown; null: nothing. */
export type Words = (text: string) => string | null;

const unknown: Masked = { text: null, hidden: [], secret: [] };
/** Of what is not known to be an answer: sentences without anybody's data. */
const sentences: Words = (text) => (isSentence(text) ? text : null);

/** @param words of an answer: what is shown of the server's words, and the fields' names under `errors` are words too */
export function mask(text: string, words?: Words): Masked {
  const trimmed = text.replace(/^\ufeff/, "").trim();
  const tree = isWellFormed(trimmed) ? readTree(trimmed) : null;
  if (tree && (tree.kind === "object" || tree.kind === "array"))
    return tree.raw === trimmed && isWhole(tree, trimmed) ? maskTree(trimmed, tree, words) : unknown;
  return form.test(trimmed) ? maskForm(trimmed, words) : unknown;
}

/** Members of an answer in which a server writes sentences. */
const said = new Set(["message", "error", "error_description", "detail"]);
/** Whatever stands under it is about the fields that it names, and does not repeat them. */
const errors = "errors";
const emails = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{1,63}/gu;
const phones = /(?<![\p{L}\p{N}])(?:\+?7|8)[ (-]{0,2}9\d{2}[ )-]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)/gu;
const cards = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;
/** Five digits and more, some of them masked, perhaps: of a card, a phone, a document, a date, an IP address. */
const figures = /(?:[\d*•][\s().+/-]{0,2}){5,}/g;
/** Sums, limits and codes. */
const plainFigure = /^\d{1,7}([.,]\d{1,2})?$/;
const fullName = /^\p{L}[\p{L}'’.-]+(?: \p{L}[\p{L}'’.-]*){1,3}$/u;

/**
 * Takes a server's words as they are, unless they quote what is hidden of the
 * request: as it is, escaped, in other letter case, by its digits, or a name by one of its parts.
 */
export function wordsBeside({ text, hidden, secret }: Masked): Words {
  // Of a request whose fields are not known, anything may be quoted.
  if (text === null) return () => null;
  const names = secret.filter((one) => fullName.test(one)).flatMap((one) => one.split(" "));
  const known = [...hidden, ...names].map(unescaped);
  const isRepeated = repeats(secret.map(unescaped));
  return (words) => {
    const bare = unescaped(words);
    if (withoutHidden(bare, known) !== bare || isRepeated(bare)) return null;
    return words
      .replace(emails, "[hidden]")
      .replace(phones, "[hidden]")
      .replace(cards, (run) => (isCard(run) ? "[hidden]" : run))
      .replace(figures, (run) => {
        const figure = run.replace(/[\s().+/-]+$/, "");
        const known = plainFigure.test(figure) || text.includes(figure);
        return known ? run : `[hidden]${run.slice(figure.length)}`;
      });
  };
}

/** Whether a text is data, whole or cut, and no words. */
export function isData(text: string): boolean {
  const bare = plain(text);
  return /^[\s\ufeff"'\\]*[{[]/.test(bare) || wrapped.test(bare.trim()) || form.test(bare.trim());
}

const entities: Record<string, string | undefined> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** A text without the escapes of JSON, HTML, addresses and headers, in small letters: only to compare by. */
function unescaped(text: string): string {
  const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : "");
  let bare = text;
  for (let round = 0; round < 3; round++)
    bare = plain(bare)
      .replace(/\\(?:u([\da-f]{4})|U([\da-f]{8})|x([\da-f]{2}))/g, (_, ...hex: string[]) =>
        character(Number.parseInt(hex[0] ?? hex[1] ?? hex[2] ?? "", 16)),
      )
      .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex: string, decimal: string) =>
        character(hex ? Number.parseInt(hex, 16) : Number(decimal)),
      )
      .replace(/&(amp|lt|gt|quot|apos);/gi, (whole, one: string) => entities[one.toLowerCase()] ?? whole)
      .replace(/\\(["'\\/])/g, "$1");
  // A header of the sandbox has semicolons for commas.
  return bare
    .normalize("NFKC")
    .replaceAll(";", ",")
    .replaceAll("...", "…")
    .replace(/\s+/g, " ")
    .toLowerCase();
}

/** What stands in a value's place: of what kind it is, and roughly how long; no more, so that it cannot be guessed. */
function instead(kind: Kind, value: string): string {
  if (kind === "object" || kind === "array" || kind === "boolean" || kind === "null")
    return `[hidden ${kind}]`;
  const most = [8, 32, 128, 1024].find((one) => value.length <= one);
  return `[hidden ${kind}, ${most ? `up to ${most}` : "more than 1024"} characters]`;
}

/** Takes hidden values out of another text, wherever they stand in it, also cut short by an ellipsis. */
export function withoutHidden(text: string, hidden: readonly string[]): string {
  const long = [...new Set(hidden)].filter(({ length }) => length >= shortest);
  const pieces = text.split("…");
  const last = pieces.pop() ?? "";
  const uncut = [...pieces.map((piece) => withoutStart(piece, long)), last].join("…");
  return long.sort((a, b) => b.length - a.length).reduce(without, uncut);
}

/** Shorter values than these stand in words that are nobody's secret: they go where they stand alone. */
const alone = 6;

function without(text: string, value: string): string {
  if (value.length >= alone || !text.includes(value)) return text.replaceAll(value, "…");
  const escaped = value.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "gu"), "…");
}

/** Tells of a value whether a hidden one stands in it: as it is, or by its digits alone. */
function repeats(hidden: readonly string[]): (value: string) => boolean {
  const known = [...new Set(hidden)].filter(({ length }) => length >= shortest);
  const numbers = known
    .map((one) => one.replace(/\D/g, ""))
    .filter(({ length }) => length >= fewest && length <= 32);
  return (value) => {
    const digits = value.replace(/\D/g, "");
    return (
      known.length > mostCompared ||
      known.some((one) => without(value, one) !== value) ||
      numbers.some((one) => digits.includes(one))
    );
  };
}

/** With more hidden values than these, nothing is compared with them, and nothing shown. */
const mostCompared = 2000;
/** Digits that are a phone's or a document's number. */
const fewest = 6;

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
  return isData(value) || [...plain(value).matchAll(named)].some(([, name = ""]) => isPersonal(name));
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

/** What a value is shown as: itself, a part of it, or nothing of it. */
interface Decided {
  readonly as: "itself" | "part" | "nothing";
  readonly part: string;
}

/** @param personal whether the value is under a name that says something of a customer */
function decide(
  path: readonly string[],
  personal: boolean,
  kind: Kind,
  value: string,
  words?: Words,
): Decided {
  const [name = ""] = path.slice(-1);
  const nothing: Decided = { as: "nothing", part: "" };
  const itself: Decided = { as: "itself", part: "" };
  const told = (part: string | null): Decided =>
    part === null ? nothing : part === value ? itself : { as: "part", part };
  if (kind === "null" || (kind === "string" && value === "")) return itself;
  if (personal) return nothing;
  if (kind === "boolean") return itself;
  if (kind === "number" && /^-?\d{1,3}$/.test(value)) return itself;
  if (words && kind === "string" && (path[0] === errors || said.has(name))) return told(words(value));
  if (isHarmless(path.join("."))) return looksHarmless(value) ? itself : nothing;
  if (kind === "string" && (name === "message" || path[0] === errors)) return told(sentences(value));
  if (
    kind === "string" &&
    addresses.test(spelled(name)) &&
    /^https?:\/\//i.test(value) &&
    URL.canParse(value)
  ) {
    const { protocol, host } = new URL(value);
    const bare = `${protocol}//${host}`;
    if (/\d{1,3}(\.\d{1,3}){3}|^\[/.test(host)) return nothing;
    return value === bare ? itself : { as: "part", part: `${bare}/[hidden]` };
  }
  return nothing;
}

/** A value in its place in a text. */
interface Leaf extends Decided {
  readonly from: number;
  readonly to: number;
  readonly kind: Kind;
  readonly value: string;
}

function maskTree(text: string, tree: ValueNode, words?: Words): Masked {
  const hidden: string[] = [];
  const secret: string[] = [];
  const leaves: Leaf[] = [];
  let closed = false;
  const keep = ({ kind, raw, members, items }: ValueNode, personal: boolean): void => {
    if (kind === "boolean" || kind === "null") return;
    const put = (...values: string[]) => {
      hidden.push(...values);
      if (personal) secret.push(...values);
    };
    put(raw);
    if (kind === "string") put(unquote(raw), raw.slice(1, -1));
    for (const { name, value } of members) {
      if (!plainName.test(name)) put(name);
      keep(value, personal);
    }
    for (const item of items) keep(item, personal);
  };
  const take = (node: ValueNode, path: readonly string[], personal: boolean): void => {
    const { from, to, kind, raw } = node;
    const whole = kind === "object" || kind === "array";
    if (whole && !personal) {
      walk(node, path);
      return;
    }
    const value = kind === "string" ? unquote(raw) : raw;
    const decided = decide(path, personal, kind, value, words);
    if (decided.as !== "itself") keep(node, personal);
    leaves.push({ ...decided, from, to, kind, value });
  };
  const walk = (node: ValueNode, path: readonly string[]): void => {
    for (const { name, nameRange, value } of node.members) {
      if (holdsData(name)) closed = true;
      const named = plainName.test(name);
      if (!named) {
        hidden.push(name);
        secret.push(name);
        leaves.push({ as: "nothing", part: "", ...nameRange, kind: "string", value: name });
      }
      // Under a name that is not shown, nothing is.
      const about = words && path[0] === errors;
      take(value, [...path, name], !named || (!about && isPersonal(name)));
    }
    for (const item of node.items) take(item, path, false);
  };
  walk(tree, []);
  // A name that is data itself cannot be masked as a value is.
  if (closed) return unknown;
  return write(text, leaves, hidden, secret, (put) => JSON.stringify(put));
}

/** Writes the text with what is shown of its values; a value that repeats one of a customer's is hidden as well. */
function write(
  text: string,
  leaves: readonly Leaf[],
  hidden: string[],
  secret: readonly string[],
  quoted: (put: string) => string,
): Masked {
  const pieces: string[] = [];
  const isRepeated = repeats(secret);
  let at = 0;
  for (const { from, to, kind, value, as, part } of leaves) {
    const shown = as === "part" ? part : value;
    const show = as !== "nothing" && (kind === "boolean" || kind === "null" || !isRepeated(shown));
    if (show && as === "itself") continue;
    if (!show && as === "itself") hidden.push(value, text.slice(from, to));
    pieces.push(text.slice(at, from), quoted(show ? part : instead(kind, value)));
    at = to;
  }
  return { text: pieces.join("") + text.slice(at), hidden, secret };
}

function maskForm(text: string, words?: Words): Masked {
  const hidden: string[] = [];
  const secret: string[] = [];
  const leaves: Leaf[] = [];
  let closed = false;
  let at = 0;
  for (const pair of text.split("&")) {
    const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    const path = plain(name);
    const names = path.split(/[.[\]]+/).filter(Boolean);
    if (holdsData(path) || names.some((one) => !plainName.test(one))) closed = true;
    const personal = names.some(isPersonal);
    const decided = decide(
      names,
      personal,
      /^-?\d+(\.\d+)?$/.test(value) ? "number" : "string",
      plain(value),
      words,
    );
    if (decided.as !== "itself") {
      const values = [value, value.replaceAll("+", " "), plain(value)];
      hidden.push(...values);
      if (personal) secret.push(...values);
    }
    const from = at + name.length + 1;
    leaves.push({ ...decided, from, to: at + pair.length, kind: "string", value: plain(value) });
    at += pair.length + 1;
  }
  return closed ? unknown : write(text, leaves, hidden, secret, (put) => put);
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
