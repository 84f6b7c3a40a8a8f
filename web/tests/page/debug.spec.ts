/** The Debug view: a paste gives the reason, the bytes, and the way on. */
import { createHash, sign as signature } from "node:crypto";
import { file, makeCertificate, threeFiles, zip } from "./certificates.ts";
import { expect, type SignPage, test } from "./fixture.ts";

const own = makeCertificate();
const account = "93d5df06-996c-48c3-9847-348d6b580b80";
const sha1 = (body: string | Buffer): string =>
  signature("sha1", Buffer.from(body), { key: own.privatePem, passphrase: own.password }).toString("base64");
const log = (sign: string, body: string): string =>
  JSON.stringify({
    url: "https://api-merchant.alikassa.io/v1/payment",
    headers: { Account: account, Sign: sign },
    body,
  });

/** A body for which no known mistake gives the signed bytes, and the search is long. */
const stray = JSON.stringify(
  Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [`field_${at}`, `https://x.y/${at}?a=${at}.50&b=Ж`]),
  ),
);

class DebugPage {
  constructor(readonly sign: SignPage) {}

  get page() {
    return this.sign.page;
  }

  get verdict() {
    return this.page.locator("ak-diagnosis .verdict");
  }

  get findings() {
    return this.page.locator("ak-diagnosis ak-findings.mistakes li, ak-diagnosis ak-findings[mistakes] li");
  }

  link(name: string) {
    return this.page.locator("ak-diagnosis ak-chain li").filter({ hasText: name });
  }

  async open(): Promise<void> {
    await this.sign.open();
    await this.sign.view("Debug");
  }

  async example(name: string): Promise<void> {
    await this.page
      .getByRole("group", { name: /Ten common mistakes/ })
      .getByRole("button", { name })
      .click();
  }

  async paste(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: /^Paste anything/ }).click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
  }

  async giveKey(pem = own.publicPem): Promise<void> {
    await this.page.getByRole("textbox", { name: "Public key (public.pem)" }).fill(pem);
  }
}

const examples = [
  { name: "PHP signed, Node sent", says: /json_encode/, breaks: "body", code: "other-style" },
  { name: "SHA-256 for SHA-1", says: /SHA-256/, breaks: "SHA-256", code: "wrong-hash" },
  { name: "Another order of fields", says: /order/, breaks: "body", code: "key-order" },
  { name: '500.5 or "500.5"', says: /amount/, breaks: "body", code: "value-types" },
  { name: "A line break at the end", says: /line break/, breaks: "body", code: "trailing-newline" },
  { name: "The payouts certificate", says: /other key 1/, breaks: "RSA", code: "wrong-key-known" },
  { name: "Sent as a form", says: /form/i, breaks: "body", code: "form-encoded" },
  { name: "A hash was signed", says: /SHA-1|digest|hash/i, breaks: "SHA-1", code: "hashed-twice" },
  { name: "Line breaks in Sign", says: /line breaks/, breaks: "Sign", code: "sign-line-breaks" },
  { name: "Plus became a blank", says: /blanks/, breaks: "Sign", code: "sign-plus-as-space" },
];

for (const { name, says, breaks, code } of examples) {
  test(`the example “${name}” is explained`, async ({ sign, page }) => {
    const debug = new DebugPage(sign);
    await debug.open();
    await debug.example(name);
    await expect(debug.verdict).toHaveText(says);
    await expect(debug.verdict).toHaveClass(/wrong/);
    await expect(debug.findings).toHaveCount(1);
    await expect(debug.findings.getByRole("link")).toHaveAttribute("href", `#cause-${code}`);
    await expect(page.locator("ak-diagnosis ak-chain li.broken")).toHaveCount(1);
    await expect(page.locator("ak-diagnosis ak-chain li.broken .ring")).toHaveText(breaks);
    await expect(page.locator("ak-diagnosis ak-chain li.broken")).toContainText("breaks here");
    await expect(page.locator("ak-diagnosis ak-chain li.waiting")).toHaveCount(0);
    await expect(page.locator("ak-refused .found span.right")).toHaveCount(4);
  });
}

test("sent and signed bytes stand side by side, and each difference can be reached", async ({
  sign,
  page,
}) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.example("A line break at the end");
  const sent = page.locator("ak-compared #sent");
  const signed = page.locator("ak-compared #signed");
  await expect(page.locator("ak-compared")).toContainText("1 difference");
  await expect(sent.locator("mark .blank")).toHaveAttribute("data-sign", "↵");
  await expect(signed.locator("mark.gap")).toHaveCount(1);
  await page.getByRole("button", { name: "Next difference" }).click();
  await expect(sent.locator("mark.here")).toBeInViewport();
  await expect(signed.locator("mark.here")).toBeInViewport();
  await sent.getByRole("button", { name: "Hex" }).click();
  await expect(sent.locator("mark.here")).toHaveText("0a");
  const [a, b] = [await sent.boundingBox(), await signed.boundingBox()];
  expect(a?.y).toBe(b?.y);
});

test("marks in hex stand at their bytes where letters have several", async ({ sign, page }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.giveKey();
  await debug.paste(log(sha1('{"desc":"Жук","order_id":"1"}'), '{"desc":"Жук","order_id":1}'));
  await expect(debug.findings).toHaveCount(1);
  await page.locator("ak-compared #signed").getByRole("button", { name: "Hex" }).click();
  await expect(page.locator("ak-compared #signed mark")).toHaveText(["22", "22"]);
});

test("one click carries the data to the Sign view, where it is signed", async ({ sign, page }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.example("PHP signed, Node sent");
  await page.getByRole("button", { name: "Make it right" }).click();
  await expect(page.getByLabel("The body is written as by")).toHaveValue("node");
  expect(JSON.parse(await sign.json())).toMatchObject({ order_id: "1785153600", amount: 500.5 });
  await sign.signed();
  expect((await sign.body()).toString()).toContain("Mozilla/5.0");
  await expect(page.getByLabel("Account")).toHaveValue(account);
});

test("what was sent as a form is made right from what was signed", async ({ sign, page }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.example("Sent as a form");
  await page.getByRole("button", { name: "Make it right" }).click();
  await expect(page.getByLabel("The body is written as by")).toHaveValue("php");
  expect(JSON.parse(await sign.json())).toMatchObject({ order_id: "1785153600" });
});

test("a valid Sign lists what else to check, in order", async ({ sign, page }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await page.getByRole("button", { name: "Take from the Sign view" }).click();
  await expect(debug.verdict).toHaveText("This Sign is right for this body");
  await expect(page.locator("ak-diagnosis ak-chain li.done")).toHaveCount(5);
  await expect(page.getByRole("heading", { name: "What else to check, in this order" })).toBeVisible();
  expect(await page.locator("ak-diagnosis ak-findings li").count()).toBeGreaterThan(3);
});

test("without a key of its own, a stranger's Sign is not judged by the demo key", async ({ sign }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.paste(log(sha1('{"order_id":"1"}'), '{"order_id": "1"}'));
  await expect(debug.verdict).toHaveText("The public key is missing");
  await sign.drop([file("public.pem", own.publicPem)]);
  await expect(debug.verdict).toHaveClass(/wrong/);
  await expect(debug.link("body")).toHaveClass(/broken/);
});

test("a certificate dropped in Debug is used there, and the next one beside it", async ({ sign, page }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.paste(log(sha1('{"order_id":"1"}'), '{"order_id":"1"}'));
  await sign.drop([zip(threeFiles(own))]);
  await expect(debug.verdict).toHaveText("This Sign is right for this body");
  const next = makeCertificate();
  await sign.drop(threeFiles(next));
  await expect(debug.verdict).toContainText("other key 1");
  await expect(page.getByRole("textbox", { name: "Other public keys" })).toHaveValue(/BEGIN PUBLIC KEY/);
});

test("keys in a paste are taken as keys, and a private one is left out", async ({ sign, page }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.paste(`${own.publicPem}${own.privatePem}${log(sha1("{}"), "{}")}`);
  await expect(debug.verdict).toHaveText("This Sign is right for this body");
  const pasted = await page
    .locator("ak-refused ak-editor")
    .first()
    .evaluate((editor) => (editor as unknown as { value: string }).value);
  expect(pasted).not.toContain("BEGIN");
});

test("a private key that falls into Sign or the body is taken out again", async ({ sign, page }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  const field = page.getByRole("textbox", { name: "Sign", exact: true });
  const notice = page.locator("ak-refused").getByText("A private key was taken out");
  const bare = own.privatePem.split("\n").filter((line) => line.length === 64);
  await expect(notice).toHaveCount(0);
  // The same twice: the field is emptied also where nothing else has changed.
  for (const _ of [1, 2]) {
    await field.fill(own.privatePem);
    await expect(field).toHaveValue(/^\s*$/);
    await expect(notice).toBeVisible();
  }
  await field.fill("c2lnbmF0dXJl");
  await expect(field).toHaveValue("c2lnbmF0dXJl");
  await expect(notice).toHaveCount(0);
  const body = page.getByRole("textbox", { name: "Body, exactly as it was sent" });
  await body.click();
  await page.keyboard.insertText(JSON.stringify({ a: 1, key: own.privatePem }));
  await expect(notice).toBeVisible();
  await expect(body).toContainText('"key":');
  for (const line of bare) await expect(body).not.toContainText(line.slice(0, 24));
});

test("a long search shows progress, the page stays alive, and Stop tells what is certain", async ({
  sign,
  page,
}) => {
  test.slow();
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.giveKey();
  await debug.paste(log(sha1("something else"), stray));
  const progress = page.getByRole("progressbar");
  await expect(progress).toBeVisible();
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(1000);
  await expect(debug.link("SHA-1")).toHaveClass(/done/);
  const lag = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        let worst = 0;
        let last = start;
        const frame = (now: number): void => {
          worst = Math.max(worst, now - last);
          last = now;
          if (now - start > 1000) resolve(worst);
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
  );
  expect(lag).toBeLessThan(500);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(debug.verdict).toHaveText("Stopped before the bytes were found");
  await expect(progress).toBeHidden();
  await expect(debug.link("SHA-1")).toHaveClass(/done/);
  await expect(debug.link("body")).toHaveClass(/broken/);
  await expect(page.locator("ak-diagnosis ak-chain li.broken")).toContainText("breaks here");
});

test("another paste ends the search before it, and its answer is never shown", async ({ sign, page }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.giveKey();
  await debug.paste(log(sha1("something else"), stray));
  await expect(page.getByRole("progressbar")).toBeVisible();
  await debug.paste(log(sha1('{"a":1}'), '{"a":1}\n'));
  await expect(debug.verdict).toContainText("line break", { timeout: 3000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0); // nothing is searched any more
  await expect(debug.verdict).toContainText("line break");
});

test("what cannot be explained says what is certain, and what to log next", async ({ sign, page }) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.giveKey();
  await debug.paste(log(sha1("something else"), "no JSON at all"));
  await expect(debug.verdict).toHaveText("A good signature, over other bytes than these");
  await expect(page.getByRole("heading", { name: "What to log next" })).toBeVisible();
  const digest = createHash("sha1").update("something else").digest("hex");
  await expect(page.locator("ak-diagnosis ak-findings").last()).toContainText(digest);
});

test("a request pasted outside of any field offers Debug", async ({ sign, page }) => {
  await sign.open();
  const text = log(sha1('{"a":1}'), '{"a":1}');
  const paste = (what: string): Promise<void> =>
    page.locator("alikassa-sign").evaluate((element, data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", data);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, what);
  await paste("nothing of the kind");
  await expect(page.getByRole("button", { name: "Debug it" })).toHaveCount(0);
  await paste(text);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByRole("button", { name: "Debug it" })).toHaveCount(0);
  await paste(text);
  await page.getByRole("button", { name: "Debug it" }).click();
  await expect(page.locator("ak-refused .found span.right")).toHaveCount(4);
  await expect(page.getByRole("button", { name: "Debug it" })).toHaveCount(0);
});

test.describe("the report", () => {
  const personal = { customer_ip: "18.191.80.77", customer_browser_user_agent: "Opera/9.80 unique" };

  test("has no key and no password, and masks customers' data until it is asked for", async ({
    sign,
    page,
  }) => {
    const debug = new DebugPage(sign);
    await debug.open();
    await sign.drop([zip(threeFiles(own))]);
    const body = JSON.stringify({ order_id: "A-77", ...personal });
    const signed = body.replace("18.191.80.77", "18.191.80.77 ");
    await debug.paste(log(sha1(signed), body));
    await expect(debug.findings.first()).toBeVisible();
    const masked = await sign.copied("Report", "ak-diagnosis");
    expect(masked).toContain("A-77");
    const digest = createHash("sha1").update(signed).digest("hex");
    for (const oracle of [sha1(signed), digest, `${body.length} bytes`, `${signed.length} bytes`])
      expect(masked).not.toContain(oracle);
    for (const secret of [...Object.values(personal), own.password, "PRIVATE KEY", "BEGIN"])
      expect(masked).not.toContain(secret);
    for (const line of own.privatePem.split("\n").filter((one) => one.length > 40))
      expect(masked).not.toContain(line);
    await page.getByLabel(/^Show customers' data/).check();
    const whole = (await sign.download(page.getByRole("button", { name: "Download: Report" }))).toString();
    for (const value of [...Object.values(personal), sha1(signed), digest, `${body.length} bytes`])
      expect(whole).toContain(value);
    expect(whole).not.toContain(own.password);
    await page.getByText("Read it first").click();
    await expect(page.getByRole("group", { name: "Report" })).toContainText("AliKassa signature report");
  });

  test("shows nothing of a body whose fields are not known", async ({ sign }) => {
    const debug = new DebugPage(sign);
    await debug.open();
    await debug.giveKey();
    const body = JSON.stringify({ order_id: "1", ...personal });
    for (const sent of [
      JSON.stringify(body),
      Buffer.from(body).toString("base64"),
      new URLSearchParams({ order_id: "1", ...personal }).toString(),
    ]) {
      await debug.paste(log(sha1(body), sent));
      await expect(debug.findings.first()).toBeVisible();
      const masked = await sign.copied("Report", "ak-diagnosis");
      for (const secret of [...Object.values(personal), "Opera%2F9.80"]) expect(masked).not.toContain(secret);
      expect(masked).not.toContain(Buffer.from(body).toString("base64").slice(0, 40));
    }
  });
});

test("a finding leads to its cause in the reference, and a link from outside does too", async ({
  sign,
  page,
}) => {
  const debug = new DebugPage(sign);
  await debug.open();
  await debug.example("A line break at the end");
  const address = page.url();
  await debug.findings.getByRole("link").click();
  await expect(page.locator("ak-causes #cause-trailing-newline")).toBeInViewport();
  await expect(page.locator("ak-causes #cause-trailing-newline h3")).toBeFocused();
  expect(page.url()).toBe(address);
  await page.getByRole("searchbox").fill("Postman");
  await expect(page.locator("ak-causes article")).toHaveCount(1);
  await expect(page.locator("ak-causes #cause-placeholder")).toBeVisible();

  await page.goto("/#cause-wrong-hash");
  await page.reload();
  await expect(page.locator("ak-causes #cause-wrong-hash")).toBeInViewport();
  await page.evaluate(() => {
    location.hash = "#cause-sign-hex";
  });
  await expect(page.locator("ak-causes #cause-sign-hex")).toBeInViewport();
});

test("every cause is in the reference, in the page's language", async ({ sign, page }) => {
  await sign.open();
  await page.getByRole("button", { name: "Русский" }).click();
  await sign.view("Справочник");
  await expect(page.locator("ak-causes article").first()).toBeVisible();
  const titles = await page.locator("ak-causes article h3").allTextContents();
  expect(titles.length).toBeGreaterThan(40);
  expect(titles.filter((title) => !/[а-я]/i.test(title))).toEqual([]);
});
