/** What the report hides, by itself: nothing of it needs a browser. */
import { expect, test } from "@playwright/test";
import { isPersonal, mask, withoutHidden } from "../../src/element/report/mask.ts";
import { bareUrl, type Reported, report } from "../../src/element/report/report.ts";
import type { CauseInfo, Finding } from "../../src/lib/types.ts";

const say = (length: number): string => `[${length}]`;
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
    "customer.customer_phone phone2 number customer_i\u200bp";
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
    const { text } = mask(`order_id=A-77&${pair}`, say);
    expect(text, pair).toContain("order_id=A-77");
    expect(text, pair).not.toMatch(/79991234567|Nzk5|Nzk|eyJ/);
  }
  expect(mask(`${encodeURIComponent(json)}=&a=1`, say).text).toBeNull();
});

test("data in a JSON string is hidden, and data in a name closes the body", () => {
  const json = '{"customer_phone":"79991234567"}';
  for (const inner of [
    json,
    encodeURIComponent(json),
    "a=1&phone=79991234567",
    "https://x.y/?phone=79991234567",
  ]) {
    const { text } = mask(JSON.stringify({ order_id: "A-77", data: inner }), say);
    expect(text).toContain("A-77");
    expect(text).not.toContain("79991234567");
  }
  expect(mask(JSON.stringify({ [json]: "" }), say).text).toBeNull();
});

test("JSON that is nested deeper than it is read is not shown", () => {
  for (const depth of [600, 5000]) {
    const deep = `${'{"a":['.repeat(depth)}{"customer_phone":"79991234567"}${"]}".repeat(depth)}`;
    expect(mask(deep, say).text).toBeNull();
    const finding = { title: "a: It was sent in another type.", from: '"79991234567"', to: "79991234567" };
    expect(report(reported(deep, finding), false)).not.toContain("79991234567");
    expect(report(reported(deep.slice(0, 40), finding), true)).toContain("79991234567");
  }
  expect(mask('{"a":[[1 , {"b" : [ ]}],{}]}', say).text).toBe('{"a":[[1 , {"b" : [ ]}],{}]}');
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
