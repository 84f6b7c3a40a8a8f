// The mistakes that are made in JavaScript, each under its name. The protocol is
// in signer/testdata/README.md.
import * as crypto from "node:crypto";
import { readFileSync } from "node:fs";
import querystring from "node:querystring";
import { createInterface } from "node:readline";

let key; // the private key of the case
let now; // of the case
const clock = () => now++; // goes on between two calls, as Date.now() does

/** Changes every scalar of the data. */
function each(data, change) {
  if (Array.isArray(data)) return data.map((item) => each(item, change));
  if (data !== null && typeof data === "object")
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, each(value, change)]));
  return change(data);
}

/** Changes one field. */
function field(data, name, change) {
  if (!(name in data)) throw new Error(`no field ${name}`);
  return { ...data, [name]: change(data[name]) };
}

function assigned(data, argument) {
  const at = argument.indexOf("=");
  return { ...data, [argument.slice(0, at)]: JSON.parse(argument.slice(at + 1)) };
}

const entries = (data, arrange) => Object.fromEntries(arrange(Object.entries(data)));
const bytes = (text) => (Buffer.isBuffer(text) ? text : Buffer.from(text));
const number = (text) => (typeof text === "string" && text.trim() !== "" && !Number.isNaN(Number(text)) ? Number(text) : text);

function pss(data, argument) {
  const [hash, saltLength] = argument.split(",");
  return crypto.sign(hash, bytes(data), { key, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: Number(saltLength) });
}

/** The order_id with which the signature begins as wanted: such things happen by chance. */
function seek(data, wanted) {
  for (let n = 0; ; n++) {
    if (wanted(crypto.createSign("sha1").update(JSON.stringify(data)).sign(key)[0])) return data;
    data = { ...data, order_id: `Z-${n}` };
  }
}

const steps = {
  // the data
  decode: (text) => JSON.parse(text),
  sort: (data) => entries(data, (list) => list.sort(([a], [b]) => (a < b ? -1 : 1))),
  rsort: (data) => entries(data, (list) => list.sort(([a], [b]) => (a < b ? 1 : -1))),
  "sort-locale": (data) => entries(data, (list) => list.sort(([a], [b]) => a.localeCompare(b))),
  reverse: (data) => entries(data, (list) => list.reverse()),
  move: (data, name) => ({ [name]: data[name], ...data }),
  "move-last": (data, name) => {
    const { [name]: moved, ...rest } = data;
    return { ...rest, [name]: moved };
  },
  String: (data) => each(data, String),
  string: (data, name) => field(data, name, String),
  number: (data, name) => field(data, name, Number),
  numeric: (data) => each(data, number),
  "bool-int": (data) => each(data, (v) => (typeof v === "boolean" ? Number(v) : v)),
  "to-fixed": (data, name) => field(data, name, (v) => Number(v).toFixed(2)),
  "parse-float": (data, name) => field(data, name, (v) => String(parseFloat(v))),
  "skip-null": (data) => entries(data, (list) => list.filter(([, v]) => v !== null)),
  "skip-falsy": (data) => entries(data, (list) => list.filter(([, v]) => v)),
  "skip-blank": (data) => entries(data, (list) => list.filter(([, v]) => v !== "")),
  delete: (data, name) => {
    const { [name]: _, ...rest } = data;
    return rest;
  },
  inside: (data, argument) => {
    const [name, step] = argument.split("/");
    const [call, ...rest] = step.split(":");
    return field(data, name, (inner) => steps[call](inner, rest.join(":")));
  },
  flatten: (data, name) => {
    const { [name]: inner, ...rest } = data;
    return { ...rest, ...inner };
  },
  spread: (data, name) => entries(data, (list) => list.flatMap(([n, v]) => (n === name ? Object.entries(v) : [[n, v]]))),
  "encode-field": (data, name) => field(data, name, (v) => JSON.stringify(v)),
  camel: (data) => entries(data, (list) => list.map(([name, v]) => [name.replace(/_(.)/g, (_, c) => c.toUpperCase()), v])),
  rename: (data, names) => entries(data, (list) => list.map(([name, v]) => [name === names.split("=")[0] ? names.split("=")[1] : name, v])),
  comma: (data, name) => field(data, name, (v) => Number(v).toFixed(2).replace(".", ",")),
  locale: (data, name) => field(data, name, (v) => Number(v).toLocaleString("en-US", { minimumFractionDigits: 2 })),
  add: assigned,
  "add-first": (data, argument) => ({ ...assigned({}, argument), ...data }),
  set: assigned,
  now: (data, name) => field(data, name, () => String(clock())),
  "now-later": (data, name) => field(data, name, () => String(clock() + 2)),
  "date-now": (data, name) => field(data, name, () => clock()),
  trim: (data, name) => field(data, name, (v) => v.trim()),
  lower: (data, name) => field(data, name, (v) => v.toLowerCase()),
  upper: (data, name) => field(data, name, (v) => v.toUpperCase()),
  "phone-digits": (data, name) => field(data, name, (v) => v.replace(/\D/g, "")),
  "phone-plus": (data, name) => field(data, name, (v) => `+${v}`),
  "url-href": (data, name) => field(data, name, (v) => new URL(v).href),
  "url-strip": (data, name) => field(data, name, (v) => v.replace(/\/$/, "")),
  "escape-html": (data, name) => field(data, name, (v) => v.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")),
  normalize: (data, form) => each(data, (v) => (typeof v === "string" ? v.normalize(form) : v)),
  template: (data, name) => field(data, name, () => `{{${name}}}`),
  "template-blanks": (data, name) => field(data, name, () => `{{ ${name} }}`),
  "template-dollar": (data, name) => field(data, name, () => `\${${name}}`),
  wrap: (data, name) => ({ [name]: data }),
  "wrap-list": (data) => [data],
  unwrap: (data, name) => data[name],
  shift: (data) => data[0],

  "seek-zero": (data) => seek(data, (first) => first === 0),

  // writing it
  json: (data) => JSON.stringify(data),
  indent: (data, by) => JSON.stringify(data, null, Number(by)),
  "indent-tab": (data) => JSON.stringify(data, null, "\t"),
  "to-string": (data) => String(data),
  promise: (data) => String(Promise.resolve(data)),
  missing: (data) => String(data.dataStr),
  "search-params": (data) => new URLSearchParams(data).toString(),
  querystring: (data) => querystring.stringify(data),
  "encode-pairs": (data) => Object.entries(data).map(([name, v]) => `${name}=${encodeURIComponent(v)}`).join("&"),
  "join-pairs": (data) => Object.entries(data).map(([name, v]) => `${name}=${v}`).join("&"),
  "join-values": (data) => Object.values(data).join("|"),

  // the bytes
  "json-again": (text) => JSON.stringify(String(text)),
  "base64-body": (text) => bytes(text).toString("base64"),
  "hex-body": (text) => bytes(text).toString("hex"),
  "encode-uri": (text) => encodeURIComponent(text),
  escape: (text) => escape(text),
  newline: (text) => `${text}\n`,
  crlf: (text) => `${text}\r\n`,
  bom: (text) => `\ufeff${text}`,
  blank: (text) => `${text} `,
  "no-blanks": (text) => String(text).replace(/\s/g, ""),
  "unescape-slashes": (text) => String(text).replaceAll("\\/", "/"),
  "escape-slashes": (text) => text.replaceAll("/", "\\/"),
  "escape-non-ascii": (text) => text.replace(/[^\0-~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`),
  "strip-backslashes": (text) => text.replaceAll("\\", ""),
  "buffer-json": (text) => JSON.stringify(Buffer.from(text)),
  "byte-numbers": (text) => String(new Uint8Array(Buffer.from(text))),
  buffer: (text, encoding) => Buffer.from(text, encoding),
  "decode-latin1": (text) => Buffer.from(bytes(text).toString("latin1")),
  "decode-utf8": (text) => Buffer.from(bytes(text).toString("utf8")),
  text: (_, other) => other,

  // the digest and the signature
  "digest-hex": (text, hash) => crypto.createHash(hash).update(text).digest("hex"),
  "digest-HEX": (text, hash) => crypto.createHash(hash).update(text).digest("hex").toUpperCase(),
  "digest-raw": (text, hash) => crypto.createHash(hash).update(text).digest(),
  "digest-base64": (text, hash) => crypto.createHash(hash).update(text).digest("base64"),
  sign: (text, hash) => crypto.createSign(hash).update(text).sign(key),
  "sign-pss": pss,
  "hmac-hex": (text, hash) => crypto.createHmac(hash, "secret").update(text).digest("hex"),
  "hmac-raw": (text, hash) => crypto.createHmac(hash, "secret").update(text).digest(),
  "private-encrypt": (text) => crypto.privateEncrypt(key, bytes(text)),

  // its way into the header
  base64: (sign) => bytes(sign).toString("base64"),
  base64url: (sign) => bytes(sign).toString("base64url"),
  hex: (sign) => bytes(sign).toString("hex"),
  utf8: (sign) => sign.toString("utf8"),
  reversed: (sign) => Buffer.from(sign).reverse(),
  latin1: (sign) => sign.toString("latin1"),
  lines: (text) => text.match(/.{1,64}/g).join("\n"),
  "encode-uri-text": (text) => encodeURIComponent(text),
  form: (text) => new URLSearchParams(`sign=${text}`).get("sign"),
  quote: (text) => JSON.stringify(text),
  header: (text) => `Sign: ${text}`,
  bearer: (text) => `Bearer ${text}`,
  slice: (text, length) => text.slice(0, Number(length)),
  cut: (text, length) => text.slice(0, -Number(length)),
  pad: (text) => `${text}==`,
  concat: (sign) => Buffer.concat([bytes(sign), Buffer.from([0])]),
  "extra-bytes": (sign) => Buffer.concat([bytes(sign), Buffer.from("\r\n")]),
  "number-bytes": (sign) => {
    const digits = BigInt(`0x${sign.toString("hex")}`).toString(16); // a number has no leading zeros
    return Buffer.from(digits.length % 2 ? `0${digits}` : digits, "hex");
  },
  "to-json": (sign) => JSON.stringify(sign),
  undefined: () => String(undefined),
  "object-string": () => String({}),
  empty: () => "",
};

const answers = [];
for await (const line of createInterface({ input: process.stdin })) {
  const [input, name, chain] = line.split("\t");
  try {
    key = readFileSync(new URL(`../keys/${name}.pem`, import.meta.url));
    now = 1785153600000;
    let state = Buffer.from(input, "base64");
    for (const step of chain.split(" | ")) {
      const [call, ...argument] = step.split(":");
      if (!Object.hasOwn(steps, call)) throw new Error(`node has no step ${call}`);
      state = steps[call](state, argument.join(":"));
    }
    answers.push(`=${bytes(state).toString("base64")}`);
  } catch (error) {
    answers.push(`!${Buffer.from(error.message).toString("base64")}`);
  }
}
process.stdout.write(`${answers.join("\n")}\n`);
