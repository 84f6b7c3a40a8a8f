/**
 * Private keys in a text: as PEM, as its base64 or hex alone, as JWK or XML.
 * They are no part of a request, and go no further than the field they fell into.
 */

/** A blank and a dash of PEM, however they were carried. */
const blank = "(?: |\\+|%20|\\\\u0020|_)";
const dash = "(?:-|%2D|\\\\u002d)";
const label = `(?:[A-Z0-9]+${blank}){0,3}PRIVATE${blank}KEY(?:${blank}BLOCK)?`;
const begin = new RegExp(`${dash}{0,8}BEGIN${blank}${label}`, "gi");
const end = new RegExp(`END${blank}${label}${dash}{0,8}`, "gi");
/** Numbers that no public key has. */
const numbers = [
  /(["'](?:d|p|q|dp|dq|qi)\\*["']\s*:\s*\\*["'])[\w+/=-]{40,}/g,
  /(<(?:D|P|Q|DP|DQ|InverseQ)>)[^<]{40,}/g,
];
/** What a base64 text goes on with: line breaks and slashes, escaped or not. */
const base64 = /[\w+/=-]|[\r\n\\%]/;
const runs = /[\w+/-](?:[\w+/=-]|[\r\n][ \t]*|\\+[nr/]|%(?:2B|2F|3D|0A|0D)){99,}/gi;
/** How the first bytes of such a key look in base64: a length, then a version or an algorithm. */
const beginnings = /M(?:II[A-J][\w+/-](?:[AQgw]IBA|[DTjz][AB])|I[GH][\w+/-]|HcCAQ)(?=[\w+/-]{5})/g;
const derHex = /30(?:82....|81..|..)0201(?:00|01)(?:30|02|04)[\da-f]{40,}/gi;

/** Whether bytes begin as a private key in DER does, PKCS #1, PKCS #8 or SEC 1, encrypted or not. */
export function isPrivateKey(bytes: Uint8Array): boolean {
  const [first, length = 0] = bytes;
  if (first !== 0x30) return false;
  const at = length < 0x80 ? 2 : 2 + (length & 0x7f);
  if (at > 5) return false;
  const [tag, one, version = 9, next = 0] = bytes.subarray(at);
  // A version, and behind it a number, an algorithm or the key itself.
  if (tag === 0x02 && one === 1 && version <= 1) return [0x02, 0x30, 0x04].includes(next);
  // EncryptedPrivateKeyInfo: PKCS #5 and PKCS #12; a public key would have PKCS #1.
  const oid = Array.from(bytes.subarray(at, at + 14), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return tag === 0x30 && /06..2a864886f70d01(05|0c)/.test(oid);
}

/** @param put what stands in a key's place */
export function withoutPrivateKeys(text: string, put = ""): string {
  if (!/PRIVATE|MI|MH|302|308|LS0|["'][dpq]|<[DPQI]/i.test(text)) return text;
  let rest = withoutBlocks(text, put);
  rest = withoutBase64(rest, put).replace(derHex, put);
  for (const number of numbers) rest = rest.replace(number, `$1${put}`);
  return rest;
}

function withoutBlocks(text: string, put: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (begin.lastIndex = 0; ; ) {
    const started = begin.exec(text);
    if (!started) break;
    pieces.push(withoutEnds(text.slice(at, started.index), put), put);
    end.lastIndex = begin.lastIndex;
    const ended = end.exec(text);
    // Of a key that is cut, what follows may be all of it.
    at = ended ? end.lastIndex : text.length;
    begin.lastIndex = at;
  }
  return [...pieces, withoutEnds(text.slice(at), put)].join("");
}

/** Takes out what stands before the last line of a key whose first is not there. */
function withoutEnds(text: string, put: string): string {
  const pieces: string[] = [];
  let at = 0;
  end.lastIndex = 0;
  for (const { 0: line, index } of text.matchAll(end)) {
    let from = index;
    while (from > at && base64.test(text.charAt(from - 1))) from--;
    pieces.push(text.slice(at, from), put);
    at = index + line.length;
  }
  return [...pieces, text.slice(at)].join("");
}

function withoutBase64(text: string, put: string): string {
  const whole = text.replace(runs, (run) => {
    const bytes = fromBase64(run);
    return bytes && (isPrivateKey(bytes) || /PRIVATE KEY/.test(latin(bytes))) ? put : run;
  });
  const pieces: string[] = [];
  let at = 0;
  for (const { index } of whole.matchAll(beginnings)) {
    if (index < at) continue;
    const bytes = fromBase64(whole.slice(index, index + 32).replace(/[^\w+/-][\s\S]*$/, ""));
    if (!bytes || !isPrivateKey(bytes)) continue;
    let to = index;
    while (to < whole.length && base64.test(whole.charAt(to))) to++;
    pieces.push(whole.slice(at, index), put);
    at = to;
  }
  return [...pieces, whole.slice(at)].join("");
}

/** Decodes base64 of either alphabet, however it is broken or cut; null: it is none. */
export function fromBase64(text: string): Uint8Array | null {
  const plain = text
    .replace(/%2B/gi, "+")
    .replace(/%2F/gi, "/")
    .replace(/%3D/gi, "=")
    .replace(/%0[AD]|\\+[nr]|\s|\\/gi, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]+$/.test(plain)) return null;
  try {
    const decoded = atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain);
    return Uint8Array.from(decoded, (one) => one.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Bytes as characters, one by one. */
export function latin(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
