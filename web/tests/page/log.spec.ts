/** The log for support: a request and its answer without what is a customer's. */
import { expect, test } from "@playwright/test";
import { exchangeLog, exportOf } from "../../src/element/report/log.ts";
import type { Exchange } from "../../src/element/session/exchange.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.describe("the log", () => {
  const customer = {
    order_id: "1785153600",
    amount: 500,
    customer_ip: "18.191.80.10",
    customer_email: "anna.ivanova@example.com",
    customer_phone: "+79261234567",
    customer_first_name: "Ёлка",
    desc: "Order of tea",
    number: "4111111111111111",
    success_redirect_url: "https://shop.example/thanks?of=tea",
    extra: { card_holder: "ANNA IVANOVA" },
  };
  const sign = Buffer.alloc(256, 7).toString("base64");
  const exchanged = (
    answer: unknown,
    {
      request = customer as unknown,
      status = 400,
      headers = [] as [string, string][],
      destination = "sandbox" as "sandbox" | "relay",
    } = {},
  ): Exchange => ({
    number: 1,
    prepared: {
      destination,
      operation: "payment",
      creates: "payment",
      address: "http://127.0.0.1:8080/relay/v1/payment",
      url: "https://api-merchant.alikassa.io/v1/payment",
      headers: [["Relay-Public-Key", "TUlJ"]],
      arriving: [
        ["Account", "93d5df06-996c-48c3-9847-348d6b580b80"],
        ["Sign", sign],
      ],
      body: bytes(JSON.stringify(request)),
      account: "",
      sign,
      publicKey: "",
      orderId: "",
      amount: "",
    },
    startedAt: 0,
    ending: "answered",
    took: 1,
    answer: {
      status,
      headers,
      body: bytes(typeof answer === "string" ? answer : JSON.stringify(answer)),
    },
    explanation: null,
  });
  const log = (...args: Parameters<typeof exchanged>): string =>
    exchangeLog(exchanged(...args), "test", false);
  const page = "<html>\n<head><title>502 Bad Gateway</title></head>\n<center>nginx/1.27</center></html>\n";

  test("has AliKassa's own words", () => {
    for (const words of [
      "The customer ip must be a valid IP address.",
      "The customer_first_name may not be greater than 50 characters (51 given) — order 1785153600 {x}.",
      "Поле amount обязательно.",
    ]) {
      for (const answer of [
        { message: "The given data was invalid.", errors: { customer_ip: [words], amount: words } },
        { errors: [{ field: "customer_email", message: words }] },
        { message: words },
        { error: words },
      ])
        expect(log(answer)).toContain(JSON.stringify(answer));
    }
    expect(log(page, { status: 502 })).toContain(page);
    expect(log("upstream request timeout")).toContain("upstream request timeout");
    const long = log("x ".repeat(10_000));
    expect(long).toContain("x x x");
    expect(long.length).toBeLessThan(8000);
    // Of other fields nothing but what is harmless, as in the request.
    expect(log({ message: "no", payer: "Oleg", note: "a word" })).not.toMatch(/Oleg|a word/);
  });

  test("hides words that quote what is hidden, however they are written", () => {
    for (const quoted of [
      "18.191.80.10",
      "anna.ivanova@example.com",
      "ANNA.IVANOVA@EXAMPLE.COM",
      "anna.ivanova%40example.com",
      "4111111111111111",
      "4111 1111 1111 1111",
      "4111-1111-1111-1111",
      "+7 (926) 123-45-67",
      "ANNA IVANOVA",
      "Ivanova",
      "Ёлка",
      "\\u0401\\u043b\\u043a\\u0430",
      "&#1025;&#x43b;&#1082;&#1072;",
      "Order of tea",
      "https://shop.example/thanks?of=tea",
      "https:\\/\\/shop.example\\/thanks?of=tea",
      "anna.ivanova@exa…",
      "anna.ivanova@exa...",
    ]) {
      const words = `It is ${quoted} that was refused`;
      for (const text of [
        log({ message: words, errors: { customer_email: [words], x: { y: words } } }),
        log(`<p>${words}</p>`),
        log({}, { headers: [["Sandbox-Reason", `bad-email ${words}`]] }),
      ]) {
        expect(text).not.toContain(quoted);
        expect(text).not.toContain("that was refused");
      }
      expect(log({}, { headers: [["Sandbox-Reason", `bad-email ${words}`]] })).toContain(
        "sandbox-reason: bad-email [quotes what is hidden: not shown]",
      );
      expect(exchangeLog(exchanged({ message: words }), "test", true)).toContain(JSON.stringify(words));
    }
    // Also where the text is cut through it.
    expect(log(`${"x ".repeat(1995)}anna.ivanova@example.com`)).not.toContain("anna");
    // What nobody sent, but is somebody's all the same.
    const other = log({ message: "oleg@example.com, +7 903 111-22-33, 4000 0000 0000 0002 are known." });
    expect(other).toContain('"[hidden], [hidden], [hidden] are known."');
    for (const [said, shown] of [
      ["Card 411111******1111 (050) 123-45-67", "Card [hidden]"],
      ["Born 10.08.1992, from 203.0.113.7", "Born [hidden], from [hidden]"],
      ["Passport 4509 123456 of 112-233-445 95", "Passport [hidden] of [hidden]"],
      ["Minimum amount 300000, not 99999.99", "Minimum amount 300000, not 99999.99"],
    ] as const)
      expect(log({ message: said })).toContain(JSON.stringify(shown));
    expect(log({}, { headers: [["X-Request-Id", "anna.k@example.com"]] })).toContain(
      "x-request-id: [hidden]",
    );
    expect(log({}, { headers: [["X-Request-Id", "7f3a-11"]] })).toContain("x-request-id: 7f3a-11");
    // Anything may be quoted of a request that is not read.
    const odd = log(
      { message: "word by word" },
      {
        request: "word by word",
        headers: [
          ["Date", "today"],
          ["Sandbox-Reason", "not-json word by word"],
        ],
      },
    );
    expect(odd).not.toContain("word by word");
    expect(odd).toContain("date: today\nsandbox-reason: not-json [quotes what is hidden: not shown]\n");
    expect(log('{"message": "cut')).not.toContain("cut");
  });

  test("does not keep the page waiting for long words", () => {
    for (const piece of ["a", "a@", "a.", "…", "&amp;", "\\u0061", "%41", "7 9", "9", " "]) {
      const words = piece.repeat(500_000 / piece.length);
      for (const answer of [{ message: words }, words]) expect(log(answer)).toContain("Status 400");
    }
  });

  test("has neither Sign nor exact lengths beside what is hidden, and says why", () => {
    const { length } = bytes(JSON.stringify(customer));
    const answer = { message: "no", id: 12345678 };
    const masked = log(answer);
    expect(masked).toContain("Sign: [left out: with it, hidden values could be guessed]");
    expect(masked).toContain("Body, up to 1024 bytes (exact length left out");
    for (const oracle of [sign.slice(0, 40), `${length} bytes`, `${JSON.stringify(answer).length} bytes`])
      expect(masked).not.toContain(oracle);
    const open = { order_id: "A-77" };
    for (const [text, body] of [
      [exchangeLog(exchanged({ message: "no" }), "test", true), customer],
      [log({ message: "no" }, { request: open }), open],
    ] as const) {
      expect(text).toContain(`Sign: ${sign}`);
      expect(text).toContain(`Body, ${bytes(JSON.stringify(body)).length} bytes`);
      expect(text).toContain("Body, 16 bytes");
    }
  });

  test("of a relayed answer has AliKassa's headers, and the relay's of its own alone", () => {
    const headers: [string, string][] = [
      ["Content-Type", "text/plain"],
      ["Date", "the relay's"],
      ["Relay-Content-Type", "text/html; charset=UTF-8"],
      ["Relay-Date", "AliKassa's"],
      ["Cf-Ray", "8f-FRA"],
      ["X-Request-Id", "r-1"],
      ["Retry-After", "5"],
      ["Server", "hidden"],
    ];
    const relayed = exchanged(page, { headers, destination: "relay" });
    const text = exchangeLog(relayed, "test", false);
    const wanted = {
      "content-type": "text/html; charset=UTF-8",
      date: "AliKassa's",
      "retry-after": "5",
      "cf-ray": "8f-FRA",
      "x-request-id": "r-1",
    };
    for (const [name, value] of Object.entries(wanted)) expect(text).toContain(`${name}: ${value}\n`);
    expect(text).not.toMatch(/Relay-|the relay's\n|text\/plain|hidden\n/i);
    expect(JSON.parse(exportOf([relayed], "test")).requests[0].answer.headers).toEqual(wanted);
    const own = exchanged(page, {
      headers: [...headers.slice(0, 2), ["Relay-Reason", "timeout It took too long."]],
      destination: "relay",
    });
    expect(exchangeLog(own, "test", false)).toContain(
      "content-type: text/plain\ndate: the relay's\nrelay-reason: timeout It took too long.\n",
    );
  });
});
