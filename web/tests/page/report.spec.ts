/** What the report hides, by itself: nothing of it needs a browser. */
import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "@playwright/test";
import { isPersonal, mask, withoutHidden } from "../../src/element/report/mask.ts";
import { isPrivateKey, withoutPrivateKeys } from "../../src/element/report/private.ts";
import { bareUrl, type Reported, report } from "../../src/element/report/report.ts";
import { notASignature } from "../../src/element/report/signature.ts";
import type { CauseInfo, Finding } from "../../src/lib/types.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const cause: CauseInfo = {
  code: "value-types",
  title: "Types",
  looks: "",
  why: "Why",
  fix: "Fix",
  fixes: [],
};

const reported = (body: string, finding: Partial<Finding>, more: Partial<Reported> = {}): Reported => ({
  body: bytes(body),
  sign: "c2lnbg==",
  url: "",
  account: "",
  publicKeyBits: 2048,
  fingerprint: "",
  otherKeys: 0,
  diagnosis: {
    verdict: "explained",
    findings: [{ code: "value-types", title: "", detail: "", fix: "", ...finding }],
    next: [],
    tried: 1,
  } as unknown as Reported["diagnosis"],
  version: "test",
  causes: [cause],
  ...more,
});

test("names of customers' data are known in any case and by their parts", () => {
  const hidden =
    "client_ip ip IP clientIP phone phone_number customerPhone cardNumber CARD_EXP card-holder pan holder " +
    "email customer_email name firstName address birth_date passport user_agent userAgent user-agent User-Agent " +
    "customer customerIp customer-city CustomerZip customerip customer_phone[] extra[card_holder] " +
    "customer.customer_phone phone2 number customer_i\u200bp fio patronymic tel msisdn contact telegram login wallet " +
    "bank_account recipient payer beneficiary requisite user_id userId document tax_id ssn card holder birth телефон фио " +
    "ФИО почта паспорт карта имя фамилия адрес password pass passwd secret client_secret token access_token api_key apiKey " +
    "private_key privateKey";
  for (const name of hidden.split(" ")) expect(isPersonal(name), name).toBe(true);
  for (const name of "order_id amount service desc success_redirect_id notification_endpoint_id zipped japan ship".split(
    " ",
  ))
    expect(isPersonal(name), name).toBe(false);
});

test("a form is masked by the parts of its names, and by data in its values", () => {
  const json = '{"customer_phone":"79991234567"}';
  for (const pair of [
    "customer_phone[]=79991234567",
    "customer_phone%5B%5D=79991234567",
    "extra[card_holder]=79991234567",
    "customer.customer_phone=79991234567",
    `data=${json}`,
    `data=${encodeURIComponent(json)}`,
    `data=${encodeURIComponent(encodeURIComponent(json))}`,
    `data=${encodeURIComponent(`x ${json}`)}`,
    `data=${Buffer.from(json).toString("base64")}`,
  ]) {
    const { text } = mask(`order_id=A-77&${pair}`);
    expect(text, pair).toContain("order_id=A-77");
    expect(text, pair).not.toMatch(/79991234567|Nzk5|Nzk|eyJ/);
  }
  expect(mask(`${encodeURIComponent(json)}=&a=1`).text).toBeNull();
});

test("data in a JSON string is hidden, and data in a name closes the body", () => {
  const json = '{"customer_phone":"79991234567"}';
  for (const inner of [
    json,
    encodeURIComponent(json),
    "a=1&phone=79991234567",
    "https://x.y/?phone=79991234567",
  ]) {
    const { text } = mask(JSON.stringify({ order_id: "A-77", data: inner }));
    expect(text).toContain("A-77");
    expect(text).not.toContain("79991234567");
  }
  expect(mask(JSON.stringify({ [json]: "" })).text).toBeNull();
});

test("JSON that is nested deeper than it is read is not shown", () => {
  for (const depth of [600, 5000]) {
    const deep = `${'{"a":['.repeat(depth)}{"customer_phone":"79991234567"}${"]}".repeat(depth)}`;
    expect(mask(deep).text).toBeNull();
    const finding = { title: "a: It was sent in another type.", from: '"79991234567"', to: "79991234567" };
    expect(report(reported(deep, finding), false)).not.toContain("79991234567");
    expect(report(reported(deep.slice(0, 40), finding), true)).toContain("79991234567");
  }
  const spaced = '{"a":[[1 , {"b" : [ ]}],{}]}';
  expect(mask(spaced).text).toBe(spaced);
});

test("a finding's values are hidden wherever its path has a masked name", () => {
  const body = JSON.stringify({
    order_id: "A-77",
    extra: { card_holder: "ANNA" },
    customer: { a: { b: 1 } },
  });
  const values = 'Signed: "SECRET VAL…, sent: "SECRET OTHER…".';
  for (const path of ["customer.a.b", "extra.card_holder", "extra", "clientIp", "order_id, customer_email"])
    for (const causes of [[cause], []])
      for (const at of ["title", "detail"]) {
        const finding = {
          title: "It differs.",
          detail: "It differs.",
          [at]: `${path}: It was sent in another type. ${values}`,
          from: '"SECRET VAL…',
          to: '"SECRET OTHER…',
        };
        expect(report(reported(body, finding, { causes }), false), path).not.toContain("SECRET");
        expect(report(reported(body, finding, { causes }), true), path).toContain("SECRET OTHER");
      }
  const open = { title: 'order_id: Another type. Signed: "A-77", sent: 77.', from: '"A-77"', to: "77" };
  expect(report(reported(body, open), false)).toContain('Signed: "A-77"; sent: 77');
});

test("a private key that was sent as Sign is never in a report", () => {
  const known = reported("{}", { code: "sign-private-key", title: "It was sent.", from: "", to: "" });
  for (const whole of [false, true])
    expect(report({ ...known, sign: "MIISECRET" }, whole)).not.toContain("SECRET");
});

test("a hidden value is taken out of a sentence also where it was cut", () => {
  expect(withoutHidden('Signed: "ANNA IVAN…, sent.', ["ANNA IVANOVA"])).toBe('Signed: "…, sent.');
  expect(withoutHidden("ANNA IVANOVA came", ["ANNA IVANOVA"])).toBe("… came");
});

test("values are shown of harmless fields alone, and only where they look it", () => {
  const shown = {
    order_id: "A-77",
    amount: 500.5,
    currency: "RUB",
    service: "payment_card_rub_hpp",
    lifetime: 3600,
    notification_endpoint_id: 12345,
    test: true,
    note: null,
    empty: "",
    small: 12,
  };
  expect(mask(JSON.stringify(shown)).text).toBe(JSON.stringify(shown));
  const { text } = mask(
    JSON.stringify({
      ...shown,
      desc: "call 79261234567",
      x: "anything",
      number2: 123456,
      customer_is: true,
      cvv: 123,
      extra: { y: ["z-value"], service: "s1", card_holder: { a: 1 } },
      success_redirect_url: "https://u:p@shop.example/paid?phone=79261234567",
      project_url: "https://shop.example",
      "79031112233": 1,
      "Анна Иванова": "да, это я",
    }),
  );
  for (const secret of [
    "7926",
    "anything",
    "123456",
    "123,",
    "z-value",
    "u:p",
    "paid",
    "7903",
    "Иванова",
    "это я",
  ])
    expect(text, secret).not.toContain(secret);
  for (const kept of [
    '"service":"s1"',
    "https://shop.example/[hidden]",
    '"project_url":"https://shop.example"',
  ])
    expect(text).toContain(kept);
  expect(text).toContain('"desc":"[hidden string, up to 32 characters]"');
  expect(text).toContain('"customer_is":"[hidden boolean]"');
  for (const order_id of [
    "79261234567",
    "+79261234567",
    "4111111111111111",
    "18.191.80.10",
    "anna@x.yz",
    "1992-08-10",
    "Анна",
    "GB29NWBK60161331926819",
  ])
    expect(mask(JSON.stringify({ order_id })).text, order_id).not.toContain(order_id);
});

test("a hidden value that stands again elsewhere is hidden there too", () => {
  for (const again of ["79031112233-1", "7-903-111-22-33"]) {
    const body = JSON.stringify({ customer_phone: "+7 (903) 111-22-33", order_id: again, amount: 5 });
    const finding = {
      title: `order_id: Another type. Signed: "${again}", sent: 1.`,
      from: `"${again}"`,
      to: "+7 (903) 111-22-33",
    };
    expect(report(reported(body, finding), false)).not.toMatch(/903-?111/);
  }
  const phone = "792612345670001";
  const body = JSON.stringify({ customer_phone: phone, desc: `call ${phone}` });
  const said = { title: `It was ${phone} that was signed.`, detail: `And ${phone}.`, fix: `Send ${phone}.` };
  for (const causes of [[cause], []])
    for (const values of [{}, { from: phone, to: "1" }]) {
      const text = report(
        reported(body, { ...said, ...values }, { causes, url: `/v1/${phone}`, account: phone }),
        false,
      );
      expect(text).not.toContain(phone);
    }
});

test("with something hidden, nothing is there that a guess could be held against", () => {
  const digest = "5d2f00112233445566778899aabbccddeeff90c1";
  const sign = Buffer.from(Array.from({ length: 256 }, (_, at) => (at * 73 + 11) % 256)).toString("base64");
  const recovered = { key: 0, padding: "pkcs1-v1_5", hash: "sha1", digest };
  const diagnosis = (body: string) =>
    ({
      ...reported(body, { detail: `The digest is ${digest}, of 73 bytes; ${sign.slice(0, 60)}.` }).diagnosis,
      recovered,
      signed: bytes(`${body} `),
    }) as unknown as Reported["diagnosis"];
  const body = JSON.stringify({ order_id: "A-77", card: "4111111111111111" });
  const masked = report(reported(body, {}, { sign, diagnosis: diagnosis(body) }), false);
  for (const oracle of [
    digest,
    sign.slice(0, 40),
    `${body.length}`,
    `${body.length + 1}`,
    "73 bytes",
    "16 char",
  ])
    expect(masked, oracle).not.toContain(oracle);
  expect(masked).toContain("[left out: with it, hidden values could be guessed]");
  expect(masked).toContain("up to 256 bytes");
  const whole = report(reported(body, {}, { sign, diagnosis: diagnosis(body) }), true);
  const open = '{"order_id":"A-77"}';
  for (const text of [whole, report(reported(open, {}, { sign, diagnosis: diagnosis(open) }), false)]) {
    expect(text).toContain(sign);
    expect(text).toContain(`Digest:      ${digest}`);
    expect(text).toContain("73 bytes");
  }
  expect(whole).toContain("4111111111111111");
  expect(whole).toContain(`${body.length} bytes`);
  // What has no digest holds the text: whoever has the public key reads it.
  for (const one of [
    { ...recovered, digest: "" },
    { ...recovered, padding: "none" },
    { ...recovered, padding: "malformed" },
  ]) {
    const opened = { ...diagnosis(open), recovered: one } as unknown as Reported["diagnosis"];
    expect(report(reported(open, {}, { sign, diagnosis: opened }), false)).not.toContain(sign);
    expect(report(reported(open, {}, { sign, diagnosis: opened }), true)).toContain(sign);
  }
});

test.describe("a private key", () => {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pkcs1 = pair.privateKey.export({ type: "pkcs1", format: "der" });
  const pkcs8 = pair.privateKey.export({ type: "pkcs8", format: "der" });
  const locked = { format: "pem", cipher: "aes-256-cbc", passphrase: "x" } as const;
  const pems = [
    pair.privateKey.export({ type: "pkcs1", format: "pem" }),
    pair.privateKey.export({ type: "pkcs8", format: "pem" }),
    pair.privateKey.export({ type: "pkcs1", ...locked }),
    pair.privateKey.export({ type: "pkcs8", ...locked }),
  ].map(String);
  const lines = (pem: string): string[] => pem.split("\n").filter((line) => line.length === 64);
  const forms = (pem: string): string[] => [
    pem,
    pem.slice(0, 700),
    pem.slice(40),
    JSON.stringify(pem).slice(1, -1),
    JSON.stringify(pem).slice(1, -1).replaceAll("/", "\\/"),
    encodeURIComponent(pem),
    encodeURIComponent(pem).replaceAll("%20", "+"),
    Buffer.from(pem).toString("base64"),
  ];

  test("is taken out of a text in every form", () => {
    for (const pem of pems)
      for (const form of forms(pem)) {
        const rest = withoutPrivateKeys(`{"a":"before","key":"${form}`, "…");
        expect(rest).toContain('{"a":"before","key":"');
        for (const line of lines(pem)) {
          expect(rest).not.toContain(line.slice(0, 24));
          expect(rest).not.toContain(encodeURIComponent(line).slice(0, 24));
        }
        expect(rest).not.toContain(Buffer.from(pem).toString("base64").slice(100, 140));
      }
    for (const der of [pkcs1, pkcs8]) {
      expect(isPrivateKey(der)).toBe(true);
      for (const form of [der.toString("base64"), der.toString("base64url"), der.toString("hex")])
        expect(withoutPrivateKeys(`x ${form} y`, "…")).toBe("x … y");
    }
    const jwk = JSON.stringify(pair.privateKey.export({ format: "jwk" }));
    expect(withoutPrivateKeys(jwk)).not.toContain(String(pair.privateKey.export({ format: "jwk" }).d));
    const open = `${pair.publicKey.export({ type: "spki", format: "pem" })}${pair.publicKey.export({ type: "pkcs1", format: "pem" })} PRIVATE, {"d":"short"}`;
    expect(withoutPrivateKeys(open)).toBe(open);
  });

  test("does not make the search slow", () => {
    const started = Date.now();
    for (const piece of [
      "\n",
      "M",
      "MII",
      "-----END PRIVATE KEY-----",
      "-----BEGIN PRIVATE KEY",
      "A\n",
      "\\",
      "30",
      " ",
      '"d":"',
    ])
      withoutPrivateKeys(`PRIVATE a${piece.repeat(300_000 / piece.length)}!`);
    expect(Date.now() - started).toBeLessThan(5000);
  });

  test("in Sign, or in a body, is not in the report, whatever is shown", () => {
    for (const pem of pems) {
      const bare = lines(pem).join("");
      for (const sign of [...forms(pem), bare, bare.slice(0, 1000), bare.slice(0, 340)])
        for (const whole of [false, true]) {
          const text = report(reported("{}", {}, { sign }), whole);
          if (/DEK-Info/.test(pem) && sign.length < 1400 && !sign.includes("KEY")) continue;
          expect(text).toContain("[not shown: ");
          for (const line of lines(pem)) expect(text).not.toContain(line.slice(0, 24));
        }
      const body = JSON.stringify({ order_id: "A-77", password: "hunter2", private_key: pem, note: pem });
      const finding = { title: `It was ${pem}`, detail: pem, fix: pem, from: pem, to: bare };
      for (const whole of [false, true]) {
        const text = report(reported(body, finding, { account: pem, url: `/v1/${bare}` }), whole);
        expect(text).toContain("A-77");
        expect(text).not.toContain("BEGIN");
        expect(text.includes("hunter2")).toBe(whole);
      }
      expect(report(reported(body, finding), false)).not.toContain(lines(pem)[3]?.slice(0, 30));
    }
  });
});

test("Sign is shown only where it can be a signature", () => {
  const raw = Buffer.from(Array.from({ length: 256 }, (_, at) => (at * 73 + 11) % 256));
  const sign = raw.toString("base64");
  for (const form of [
    sign,
    raw.toString("base64url"),
    raw.toString("hex"),
    Buffer.from(sign).toString("base64"),
    sign.replaceAll("+", " "),
    encodeURIComponent(sign),
    `"${sign}"`,
    `Sign: ${sign}`,
    `${sign.match(/.{1,76}/g)?.join("\r\n")}\n`,
    sign.slice(0, 200),
    "",
  ])
    expect(notASignature(form), form).toBe("");
  const body = JSON.stringify({
    order_id: "A-77",
    customer_phone: "79261234567",
    desc: "Оплата заказа".repeat(5),
  });
  for (const form of [
    body,
    Buffer.from(body).toString("base64"),
    Buffer.from(body).toString("hex"),
    Buffer.from(body, "utf16le").toString("base64"),
    Buffer.from(Buffer.from(body).toString("base64")).toString("base64"),
    "hunter2",
    "c2lnbg==",
    Buffer.alloc(3000, 200).toString("base64"),
  ]) {
    expect(notASignature(form), form).not.toBe("");
    expect(report(reported("{}", {}, { sign: form }), true)).not.toContain(form);
  }
});

test("of a URL stand the protocol, the host and the path", () => {
  const address = "https://api-merchant.alikassa.io/v1/payment";
  expect(bareUrl("https://user:pass@api-merchant.alikassa.io/v1/payment?a=1#token")).toBe(address);
  expect(bareUrl(`${address}#token`)).toBe(address);
  expect(bareUrl("/v1/payment?a#b")).toBe("/v1/payment");
  expect(bareUrl("user:pass@host/v1?x")).toBe("host/v1");
  expect(bareUrl("https://user:pass@[bad/v1#x")).toBe("https://[bad/v1");
  expect(bareUrl("")).toBe("");
  const text = report(reported("{}", {}, { url: "https://user:pass@h.x/v1#token" }), true);
  expect(text).toContain("https://h.x/v1\n");
  expect(text).not.toMatch(/user|pass|token/);
});
