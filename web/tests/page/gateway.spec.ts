/** What a server says, and what is kept of it, by itself: nothing of it needs a browser. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { failureOf } from "../../src/element/engine/protocol.ts";
import { Gateway, reasonOf } from "../../src/element/gateway/gateway.ts";
import { readBytes, readEvents, TooLong } from "../../src/element/gateway/read.ts";
import {
  arrivedOf,
  healthOf,
  knownAccountOf,
  listOf,
  newAccountOf,
  paymentOf,
  triggersOf,
} from "../../src/element/gateway/shapes.ts";
import { exchangeLog, exportOf } from "../../src/element/report/log.ts";
import { type Exchange, memberOf, payPage } from "../../src/element/session/exchange.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("no more is read than was agreed, and what is read is whole", async () => {
  expect(await readBytes(new Response("ab"), 2)).toEqual(bytes("ab"));
  expect(await readBytes(new Response(null), 2)).toEqual(bytes(""));
  await expect(readBytes(new Response("abc"), 2)).rejects.toThrow(TooLong);
  let asked = 0;
  const endless = new ReadableStream({
    pull(controller) {
      asked++;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  await expect(readBytes(new Response(endless), 4096)).rejects.toThrow(TooLong);
  expect(asked).toBeLessThan(10);
});

test("events are read across pieces, comments are not events, and an endless one is given up", async () => {
  const pieces = [
    ": listening\n\nevent: pay",
    'ment\ndata: {"a":',
    "1}\n\n: alive\n\ndata: x\r\n\r\nda",
    "ta: cut",
  ];
  const stream = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(bytes(piece));
      controller.close();
    },
  });
  const seen: string[] = [];
  for await (const data of readEvents(new Response(stream))) seen.push(data);
  expect(seen).toEqual(["", '{"a":1}', "x"]);
  const read = async (): Promise<void> => {
    for await (const _ of readEvents(new Response("x".repeat(2_000_000))));
  };
  await expect(read()).rejects.toThrow(TooLong);
});

test("a refusal is said once", async () => {
  const server = createServer((request, response) => {
    const more = request.url?.endsWith("/2") ? "; and more" : "";
    const headers = { "Sandbox-Reason": `told-enough It is told 10 times; which is the most.${more}` };
    response.writeHead(409, headers).end('{"message":"It is told 10 times, which is the most."}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const gateway = new Gateway(`http://127.0.0.1:${port}/`);
  const refused = async (id: string): Promise<string> => {
    const thrown = await gateway.movePayment({ account: "a", token: "t" }, id, "paid").catch(failureOf);
    return thrown?.message ?? "";
  };
  expect(await refused("1")).toBe("It is told 10 times, which is the most.");
  expect(await refused("2")).toMatch(/^It is told 10 times, .*most\. It is told 10 times; .*and more$/);
  server.close();
});

test("what has another shape is nothing", () => {
  const strange = [null, 1, "x", [], {}, [1], { status: 1 }, { account: "a", token: "b" }];
  for (const value of strange) {
    expect(healthOf(value)).toBeNull();
    expect(newAccountOf(value)).toBeNull();
    expect(knownAccountOf(value)).toBeNull();
  }
  for (const value of [null, 1, "x", [1]]) {
    expect(arrivedOf(value)).toBeNull();
    expect(paymentOf(value)).toBeNull();
    expect(triggersOf(value)).toBeNull();
  }
  expect(arrivedOf({ body: "no base64!" })).toBeNull();
  expect(listOf("requests", arrivedOf)({ requests: [{ body: "" }, { body: "?" }] })).toBeNull();
  expect(listOf("requests", arrivedOf)({ requests: [] })).toEqual([]);
  expect(paymentOf({ id: 7, notifications: ["?", { attempts: [{ status: "x" }, 1] }] })).toMatchObject({
    id: "7",
    notifications: [{ state: "", attempts: [{ status: 0, error: "" }] }],
  });
});

test("a relay that does not say where to is off", () => {
  for (const upstream of [undefined, "", "api", "javascript:alert(1)", 7])
    expect(healthOf({ status: "ok", relay: true, upstream })).toMatchObject({ relay: false });
  expect(healthOf({ status: "ok", relay: true, upstream: "https://a.example" })).toMatchObject({
    relay: true,
  });
});

test("only an address that a browser should open is one", () => {
  const base = "http://127.0.0.1:8080/";
  expect(payPage("https://pay.example/1", base)).toBe("https://pay.example/1");
  expect(payPage("http://127.0.0.1:8080/sandbox/pay/1", base)).toBe("http://127.0.0.1:8080/sandbox/pay/1");
  for (const address of [
    "",
    "x",
    "http://pay.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///x",
  ])
    expect(payPage(address, base)).toBeNull();
});

test("a reason is a code and a sentence", () => {
  expect(reasonOf("order-id-exists It is there already.")).toEqual({
    code: "order-id-exists",
    sentence: "It is there already.",
  });
  expect(reasonOf("")).toEqual({ code: "", sentence: "" });
});

test("a member is told as it stands", () => {
  expect(memberOf('{"amount": 12.50, "order_id": "a\\u0041"}', "amount")).toBe("12.50");
  expect(memberOf('{"amount": 12.50, "order_id": "a\\u0041"}', "order_id")).toBe("aA");
  expect(memberOf("<html>", "order_id")).toBe("");
});

const exchange = (answer: string | null): Exchange => ({
  number: 1,
  prepared: {
    destination: "relay",
    operation: "payment",
    creates: "payment",
    address: "https://sign.example/relay/v1/payment",
    url: "https://api-merchant.alikassa.io/v1/payment",
    headers: [
      ["Account", "a"],
      ["Sign", "c2lnbg=="],
      ["Relay-Public-Key", "cHVibGlj"],
    ],
    arriving: [
      ["Account", "a"],
      ["Sign", "c2lnbg=="],
      ["User-Agent", "AliKassa2.0 API"],
    ],
    body: bytes('{"order_id":"7","customer_ip":"18.191.80.10"}'),
    account: "a",
    sign: "c2lnbg==",
    publicKey: "public",
    orderId: "7",
    amount: "",
  },
  startedAt: 0,
  ending: answer === null ? "late" : "answered",
  took: 1234,
  answer:
    answer === null
      ? null
      : {
          status: 500,
          headers: [
            ["content-type", "application/json"],
            ["set-cookie", "secret=1"],
          ],
          body: bytes(answer),
        },
  explanation: null,
});

test("the log has request and answer, hides what is a customer's, and shows it where that is wanted", () => {
  const given = exchange('{"message":"no","customer_phone":"79991234567"}');
  const log = exchangeLog(given, "test", false);
  expect(log).toContain(
    "POST https://api-merchant.alikassa.io/v1/payment\nAccount: a\nSign: [left out: with it, hidden values could be guessed]\nUser-Agent: AliKassa2.0 API\n",
  );
  expect(log).toContain("Sent by:  the relay at sign.example");
  expect(log).toContain("Took:     1.234 s");
  expect(log).toContain('{"order_id":"7","customer_ip":"[hidden string, up to 32 characters]"}');
  expect(log).toContain("Status 500");
  expect(log).not.toMatch(/18\.191|7999|secret|Relay-Public-Key/);
  const whole = exchangeLog(given, "test", true);
  for (const words of ["79991234567", "18.191.80.10", "Sign: c2lnbg==\n"]) expect(whole).toContain(words);
  const late = exchangeLog(exchange(null), "test", false);
  expect(late).toContain("no answer in time; it is not known");
  expect(late).toContain("Answer\n\nnone");
});

test("the export has every byte that was sent and received, and what is no text as base64", () => {
  const odd = exchange(null);
  const all = [exchange("{}"), { ...odd, prepared: { ...odd.prepared, body: new Uint8Array([0xff, 0]) } }];
  const { requests } = JSON.parse(exportOf(all, "test"));
  expect(requests[0]).toMatchObject({
    body: '{"order_id":"7","customer_ip":"18.191.80.10"}',
    answer: { status: 500, body: "{}" },
    milliseconds: 1234,
  });
  expect(requests[0].headers).toEqual({ Account: "a", Sign: "c2lnbg==", "User-Agent": "AliKassa2.0 API" });
  expect(requests[0].answer.headers).toEqual({});
  expect(requests[1]).toMatchObject({ body: { base64: "/wA=" }, answer: null, ending: "late" });
});
