/**
 * Refused requests for the commonest causes, as they are met: a curl command,
 * an HTTP message, a line of a log. Each is signed here and now with the demo
 * certificate, and then sent as the mistake has it.
 */
import type { Key, Signer } from "../../lib/types.ts";
import { toHex } from "../bytes/decode.ts";
import bodyText from "./example-body.txt?raw";
import { otherKey, signByOtherKey, signOverSha256 } from "./example-signs.ts";
import type { Example, ExampleName } from "./protocol.ts";
import { readPublicKey, recoverBlock } from "./recover.ts";

const host = "api-merchant.alikassa.io";
const path = "/v1/payment";
const account = "93d5df06-996c-48c3-9847-348d6b580b80";
const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** The body that most of them sign: as PHP writes it. */
const body = bodyText.trim();
const sha1Length = 20;

type Form = (sign: string, body: string, type?: string) => string;

const curl: Form = (sign, sent, type = "application/json") =>
  [
    `curl https://${host}${path}`,
    `-H ${quoted(`Content-Type: ${type}`)}`,
    `-H ${quoted(`Account: ${account}`)}`,
    `-H ${quoted(`Sign: ${sign}`)}`,
    `--data-binary ${quoted(sent)}`,
  ].join(" \\\n  ");

const message: Form = (sign, sent, type = "application/json") =>
  [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Content-Type: ${type}`,
    `Account: ${account}`,
    `Sign: ${sign}`,
    `Content-Length: ${encoder.encode(sent).length}`,
    "",
    sent,
  ].join("\r\n");

const log: Form = (sign, sent) =>
  JSON.stringify({
    time: "2026-07-27T12:00:00Z",
    level: "error",
    message: "AliKassa: Sign invalid",
    url: `https://${host}${path}`,
    headers: { "Content-Type": "application/json", Account: account, Sign: sign },
    body: sent,
  });

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** What each example is made of; a new one is a row, and its name in the protocol. */
const makers: Record<ExampleName, (signer: Signer, key: Key) => Promise<string>> = {
  "other-style": async (signer, key) => curl(await key.sign(body), written(signer, body, "node")),
  "wrong-hash": async () => log(signOverSha256, body),
  "key-order": async (signer, key) => {
    const { desc: _, ...data } = JSON.parse(body) as Record<string, unknown>;
    const names = Object.keys(data);
    const shuffled = Object.fromEntries(
      names.map((_, at) => names[(at * 3 + 2) % names.length] ?? "").map((name) => [name, data[name]]),
    );
    const write = (value: unknown): string => written(signer, JSON.stringify(value), "java");
    return curl(await key.sign(write(shuffled)), write(data));
  },
  "value-types": async (_, key) => log(await key.sign(body.replace("500.5", '"500.5"')), body),
  "trailing-newline": async (_, key) => message(await key.sign(body), `${body}\n`),
  "wrong-key-known": async () => curl(signByOtherKey, body),
  "form-encoded": async (_, key) => {
    const data = Object.entries(JSON.parse(body) as Record<string, string>);
    return message(
      await key.sign(body),
      new URLSearchParams(data).toString(),
      "application/x-www-form-urlencoded",
    );
  },
  "hashed-twice": async (_, key) => log(await key.sign(toHex(await digestOf(key))), body),
  "sign-line-breaks": async (_, key) => log((await key.sign(body)).replace(/.{60}/g, "$&\n"), body),
  "sign-plus-as-space": async (_, key) => message((await key.sign(body)).replaceAll("+", " "), body),
};

export async function makeExample(cause: ExampleName, signer: Signer, key: Key): Promise<Example> {
  return {
    text: await makers[cause](signer, key),
    publicKey: key.info.publicKey,
    otherKeys: cause === "wrong-key-known" ? otherKey : "",
  };
}

/** A notification as AliKassa sends it: signed over PHP's json_encode, sent as GET parameters. */
export async function makeNotification(
  signer: Signer,
  key: Key,
): Promise<{ text: string; publicKey: string }> {
  const fields = {
    type: "payment",
    id: 100012345,
    order_id: "1785153600",
    payment_status: "paid",
    amount: "500.50",
    payment_amount: "500.50",
    commission_amount: "15.02",
    is_partial_payment: "0",
    account,
    service: "payment_card_rub_hpp",
    desc: "Заказ 1785153600",
  };
  const sign = await key.sign(signer.encode(JSON.stringify(fields), "php"));
  const parameters = new URLSearchParams({ ...fields, id: String(fields.id), sign });
  return { text: `https://shop.example/alikassa/notify?${parameters}`, publicKey: key.info.publicKey };
}

function written(signer: Signer, json: string, style: string): string {
  return decoder.decode(signer.encode(json, style));
}

/** SHA-1 of the body, taken out of its signature: WebCrypto is not everywhere. */
async function digestOf(key: Key): Promise<Uint8Array> {
  const numbers = readPublicKey(key.info.publicKey);
  const block = numbers && recoverBlock(await key.sign(body), numbers);
  return (block ?? new Uint8Array()).slice(-sha1Length);
}
