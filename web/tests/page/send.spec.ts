/** The Send view: to the sandbox, to run it oneself, and where there is no server; relay.spec.ts has the relay. */
import { spawnSync } from "node:child_process";
import AxeBuilder from "@axe-core/playwright";
import type { Route } from "@playwright/test";
import { makeCertificate, threeFiles, verifies } from "./certificates.ts";
import { expect, looks, test } from "./fixture.ts";
import { change, makeAccount, openWith, send, tokenOf } from "./sending.ts";

const own = makeCertificate("a-password-to-look-for");
const refused = /the server responded with a status of \d{3}/;

test.describe("to the sandbox", () => {
  test("what is sent is what is shown, after Send alone, and nothing of the key", async ({ sign, page }) => {
    await openWith(sign, own);
    const value = await sign.signed();
    const body = await sign.body();
    await page.waitForLoadState("networkidle");
    const before = sign.requests.length;
    const account = await makeAccount(sign);
    const shown = page.locator("ak-send .go");
    await expect(shown.getByRole("button", { name: "Send" })).toBeEnabled();
    const asked = sign.requests.slice(before).map(({ url }) => new URL(url).pathname);
    expect(asked).toEqual(["/healthz", "/sandbox/triggers", "/sandbox/accounts"]);
    await expect(page.locator("ak-send dl")).toContainText(`Account${account}`);

    const going = page.waitForRequest(/\/sandbox\/v1\/payment$/);
    await send(sign, "Created");
    const request = await going;
    expect(request.postDataBuffer()).toEqual(body);
    const headers = await request.allHeaders();
    expect(headers).toMatchObject({ account, sign: value, "content-type": "application/json" });
    expect(verifies(request.postDataBuffer() ?? Buffer.alloc(0), headers.sign ?? "", own.publicPem)).toBe(
      true,
    );
    expect(headers.cookie ?? headers.referer).toBeUndefined();
    await expect(page.locator("ak-exchange .fact")).toContainText("Status 200");
    await expect(page.locator("ak-exchange ak-bytes .text").first()).toContainText('"payment_status":"wait"');

    const secrets = [own.password, ...own.privatePem.split("\n").filter((line) => line.length > 40)];
    for (const { text } of sign.requests) for (const secret of secrets) expect(text).not.toContain(secret);
    const carrying = sign.requests
      .filter(({ text }) => text.includes(value))
      .map(({ url }) => new URL(url).pathname);
    expect(carrying).toEqual(["/sandbox/v1/payment"]);
  });

  test("an order_id that exists is replaced with one click, and signed anew", async ({ sign, page }) => {
    sign.expected.push(refused);
    await openWith(sign, own);
    await makeAccount(sign);
    await send(sign, "Created");
    await send(sign, "Not created");
    await expect(page.locator("ak-exchange .advice")).toContainText("order_id");
    // The advice is to ask first.
    await page.getByRole("button", { name: "Ask for its status" }).click();
    await expect(page.locator("ak-send .announced")).toContainText("request for the status");
    await send(sign, "Done");
    await expect(page.locator("ak-send .announced")).toHaveCount(0);
    await page.locator("ak-sent li").nth(1).getByRole("button").click();
    await page.getByRole("button", { name: "Take a new order_id" }).click();
    await expect(page.locator("ak-exchange")).toContainText(/order_id is \d{13} now/);
    await send(sign, "Created");
    await sign.view("Sign");
    await expect(sign.field("order_id")).toHaveValue(/^\d{13}$/);
  });

  test("a 500 says that nothing is known, what to do, and gives a log without customers' data", async ({
    sign,
    page,
  }) => {
    sign.expected.push(refused);
    await openWith(sign, own);
    await makeAccount(sign);
    await change(sign, "service", "sandbox_error_created");
    await send(sign, "Not known whether it was created");
    await expect(page.locator("ak-exchange .advice")).toContainText(/support/);
    await expect(page.locator("ak-exchange .why").last()).toContainText("error-created");
    const log = (
      await sign.download(
        page.locator("ak-exchange").getByRole("button", { name: "Download: Log for support" }),
      )
    ).toString();
    expect(log).toContain("POST http://127.0.0.1:");
    expect(log).toContain("Status 500");
    expect(log).toContain('"order_id":"1785153600"');
    expect(log).toContain("Internal server error");
    expect(log).toMatch(/"customer_ip":"\[hidden string, up to \d+ characters\]"/);
    expect(log).not.toContain("18.191.80.10");
    expect(log).not.toMatch(/PRIVATE KEY|a-password-to-look-for/);
    expect(log).toContain("Sign: [left out: with it, hidden values could be guessed]");
    await page.getByLabel("Show customers' data").check();
    const whole = await sign.download(
      page.locator("ak-exchange").getByRole("button", { name: "Download: Log for support" }),
    );
    expect(whole.toString()).toContain("18.191.80.10");
    expect(whole.toString()).toMatch(/^Sign: [A-Za-z0-9+/]{300,}={0,2}$/m);
    await page.getByRole("button", { name: "Ask for its status" }).click();
    await expect(page.locator("ak-send dl dd").first()).toContainText("/v1/payment/status");
    await send(sign, "Done");
    await expect(page.locator("ak-exchange ak-bytes .text")).toContainText('"payment_status":"wait"');
  });

  test("data with errors is sent with a word of warning, and a wrong field is named in the answer", async ({
    sign,
    page,
  }) => {
    sign.expected.push(refused);
    await openWith(sign, own);
    await makeAccount(sign);
    await change(sign, "customer_ip", "nowhere");
    await expect(page.locator("ak-send .go .notice")).toContainText("the sandbox will refuse it");
    await send(sign, "Not created");
    await expect(page.locator("ak-exchange li")).toContainText("customer_ip: the sandbox says");
    const right = page.locator("ak-exchange");
    // Its sentence stands in the list: what is beside it is the code alone.
    await expect(right.locator(".why")).toHaveText("Why, says the sandbox: bad-ip");
    await expect(right).not.toContainText(/\.["”]?\./);
    await expect(right).not.toContainText("AliKassa says");
  });

  test("a reason that stands in its header alone is told without the header's escapes", async ({
    sign,
    page,
  }) => {
    sign.expected.push(refused);
    await openWith(sign, own);
    await makeAccount(sign);
    await page.route("**/sandbox/v1/payment", (route) =>
      route.fulfill({
        status: 400,
        headers: { "Sandbox-Reason": "wrong-sign \\u042b stands there \\U0001f600" },
        json: { message: "Sign invalid" },
      }),
    );
    await send(sign, "Not created");
    await expect(page.locator("ak-exchange .why")).toHaveText(
      "Why, says the sandbox: wrong-sign Ы stands there 😀",
    );
  });

  test("nothing can be sent that is not signed, and what is not prepared any more is not shown", async ({
    sign,
    page,
  }) => {
    await openWith(sign, own);
    await makeAccount(sign);
    await expect(page.locator("ak-send #send")).toBeEnabled();
    await sign.view("Sign");
    await sign.paste("{");
    await sign.unsigned();
    await sign.view("Send");
    await expect(page.locator("ak-send #send")).toBeDisabled();
    await expect(page.locator("ak-send")).toContainText("There is no signed request");
    await expect(page.locator("ak-send ak-bytes")).toHaveCount(0);
  });

  test("another certificate than the account's is noticed, refused, and explained in Debug", async ({
    sign,
    page,
  }) => {
    sign.expected.push(refused);
    await sign.open();
    await makeAccount(sign); // of the demo certificate
    await sign.view("Sign");
    const demo = await sign.signed();
    await sign.drop(threeFiles(own));
    await sign.signedAnew(demo);
    await sign.view("Send");
    await expect(page.locator("ak-send .under .notice")).toContainText("made from another certificate");
    await send(sign, "Not created");
    await page.locator("ak-exchange").getByRole("button", { name: "Open in Debug" }).click();
    await expect(page.locator("ak-diagnosis .verdict")).toHaveClass(/wrong/);
    await expect(page.locator("ak-diagnosis ak-findings")).toContainText(/key/);
  });

  test("a blank order_id is told in the history", async ({ sign, page }) => {
    sign.expected.push(refused);
    await openWith(sign, own);
    await makeAccount(sign);
    await change(sign, "order_id", " ");
    await send(sign, "Not created");
    await expect(page.locator("ak-sent li")).toContainText("Create payment · Sandbox · no order_id");
  });

  test("the history is looked at, exported without a key, and cleared", async ({ sign, page }) => {
    sign.expected.push(refused);
    await openWith(sign, own);
    await makeAccount(sign);
    await send(sign, "Created");
    await send(sign, "Not created");
    const rows = page.locator("ak-sent li");
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText("400");
    await rows.last().getByRole("button").click();
    await expect(page.locator("ak-exchange .verdict")).toHaveText("Created");
    const text = (await sign.download(page.getByRole("button", { name: "Export" }))).toString();
    const { requests } = JSON.parse(text);
    expect(requests).toHaveLength(2);
    expect(JSON.parse(requests[1].body).order_id).toBe("1785153600");
    expect(requests[1].answer.headers).toEqual({
      "content-type": "application/json",
      date: expect.any(String),
    });
    expect(requests.map((one: { answer: { status: number } }) => one.answer.status)).toEqual([400, 200]);
    expect(text).not.toMatch(/PRIVATE KEY|Bearer|token|a-password-to-look-for/);
    await page.getByRole("button", { name: "Clear" }).click();
    await expect(rows).toHaveCount(0);
    await page.reload();
    await sign.signed();
    await sign.view("Send");
    await expect(rows).toHaveCount(0);
  });
});

test("nothing is sent while something is under way", async ({ sign, page }) => {
  await openWith(sign, own);
  await makeAccount(sign);
  const held: Route[] = [];
  await page.route("**/sandbox/v1/payment", (route) => void held.push(route));
  const button = page.locator("ak-send #send");
  await button.click();
  await expect.poll(() => held.length).toBe(1);
  await button.click({ force: true });
  for (const route of held) await route.continue();
  await expect(page.locator("ak-exchange .verdict")).toHaveText("Created");
  await expect(page.locator("ak-sent li")).toHaveCount(1);
});

test("to run it oneself, the request stands there in code", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Send");
  await page.getByRole("radio", { name: /^Copy it/ }).check();
  const code = page.locator("ak-send ak-code");
  await expect(code.locator("pre")).toContainText("curl");
  await expect(code.locator("pre")).toContainText("https://api-merchant.alikassa.io/v1/payment");
  await expect(code).toContainText("body and Sign of the Sign view");
  await expect(page.locator("ak-send #send")).toHaveCount(0);
  await expect(page.locator("ak-send .notice")).toContainText("a real request to AliKassa");
  await expect(page.getByRole("radio", { name: /^the sandbox/ })).toBeDisabled();
});

test("a program to run oneself is for the sandbox's account, where there is one, and for AliKassa on request", async ({
  sign,
  page,
}) => {
  await openWith(sign, own);
  const account = await makeAccount(sign);
  await page.getByRole("radio", { name: /^Copy it/ }).check();
  const code = page.locator("ak-send ak-code pre");
  for (const format of ["curl", "PHP", "Python"]) {
    await page.locator("ak-send").getByRole("tab", { name: format }).click();
    await expect(code).toContainText(account);
    await expect(code).toContainText(/http:\/\/127\.0\.0\.1:\d+\/sandbox\/v1\/payment/);
    await expect(code).not.toContainText(/api-merchant|93d5df06/);
  }
  await expect(page.locator("ak-send .notice")).toHaveCount(0);
  await page.locator("ak-send").getByRole("tab", { name: "curl" }).click();
  const { stdout } = spawnSync("bash", ["-c", await sign.copied("curl", "ak-send")], { encoding: "utf8" });
  expect(stdout).toContain('"payment_status":"wait"');
  await page.getByRole("radio", { name: "AliKassa", exact: true }).check();
  await expect(code).toContainText("https://api-merchant.alikassa.io/v1/payment");
  await expect(code).not.toContainText(account);
  await expect(page.locator("ak-send .notice")).toContainText("a real request to AliKassa");
});

for (const view of ["Send", "Sandbox"]) {
  test(`without a gateway, ${view} says so, and how to get one`, async ({ sign, page }) => {
    sign.expected.push(refused);
    await sign.open("/portal/");
    await sign.view(view);
    await expect(page.locator("ak-absent")).toContainText("served without a sandbox");
    await expect(page.locator("ak-absent")).toContainText("make serve");
    await expect(page.getByRole("button", { name: "Make a sandbox account" })).toHaveCount(0);
  });
}

test("another folder may be named by the attribute gateway", async ({ sign, page }) => {
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () =>
      document.querySelector("alikassa-sign")?.setAttribute("gateway", "../"),
    );
  });
  await sign.open("/portal/");
  await makeAccount(sign);
  await send(sign, "Created");
  await expect(page.locator("ak-send dl dd").first()).toHaveText(
    /^http:\/\/127\.0\.0\.1:\d+\/sandbox\/v1\/payment$/,
  );
});

test("a server that is gone for a while is said to be, and then sends again", async ({ sign, page }) => {
  sign.expected.push(refused, /Failed to load resource/);
  await openWith(sign, own);
  await makeAccount(sign);
  await page.route("**/healthz", (route) => route.abort());
  await sign.view("Sign");
  await sign.view("Send");
  await expect(page.locator("ak-absent .notice")).toBeVisible();
  await expect(page.locator("ak-send #send")).toBeDisabled();
  await page.unroute("**/healthz");
  await sign.view("Sign");
  await sign.view("Send");
  await send(sign, "Created");
});

test("where the page's own server is down, nothing is sent, and that is said", async ({ sign, page }) => {
  sign.expected.push(/Failed to load resource/);
  await openWith(sign, own);
  await makeAccount(sign);
  const gone: string[] = [];
  await page.route(/\/(sandbox|relay)\/v1\//, (route) => {
    gone.push(route.request().url());
    return route.continue();
  });
  await page.route("**/healthz", (route) => route.abort());
  const radio = page.getByRole("radio", { name: /^AliKassa/ });
  for (const real of [false, true]) {
    if (real) await radio.check();
    await page.locator("ak-send #send").press("Enter");
    if (real) await page.getByRole("button", { name: "Send it" }).press("Enter");
    await expect(page.locator("ak-sent li")).toHaveCount(real ? 2 : 1);
    await expect(page.locator("ak-exchange .verdict")).toHaveText(
      "The server of this page does not answer: nothing was sent",
    );
    await expect(page.locator("ak-exchange")).not.toContainText("not known");
    await expect(page.getByRole("button", { name: "Ask for its status" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "See it in the sandbox" })).toHaveCount(0);
    await expect(page.locator("ak-sent li").first()).toContainText("not sent");
    await expect(page.locator("ak-send #send")).toBeFocused();
  }
  expect(gone).toEqual([]);
  const log = await sign.download(page.getByRole("button", { name: "Download: Log for support" }));
  expect(log.toString()).toContain("Ending:   not sent: the server of the page did not answer");
  await page.unroute("**/healthz");
  await page.getByRole("radio", { name: /^Sandbox/ }).check();
  await send(sign, "Created");
  expect(gone).toHaveLength(1);
  await page.getByRole("button", { name: "See it in the sandbox" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Sandbox account" })).toBeFocused();
});

test("a connection to the sandbox that breaks after that is not known to have done nothing", async ({
  sign,
  page,
}) => {
  sign.expected.push(/Failed to load resource/);
  await openWith(sign, own);
  await makeAccount(sign);
  await page.route(/\/sandbox\/v1\//, (route) => route.abort());
  await send(sign, /^\s*The connection broke after/);
  await expect(page.getByRole("button", { name: "Ask for its status" })).toBeVisible();
});

test("an account that the sandbox does not know any more is let go of, and another is made", async ({
  sign,
  page,
}) => {
  sign.expected.push(refused);
  await openWith(sign, own);
  const account = await makeAccount(sign);
  const token = await tokenOf(sign);
  const headers = { Authorization: `Bearer ${token}` };
  expect((await page.request.delete(`/sandbox/accounts/${account}`, { headers })).ok()).toBe(true);
  await page.locator("ak-send #send").press("Enter");
  await expect(page.locator("ak-exchange .why").last()).toContainText("unknown-account");
  await expect(page.getByRole("button", { name: "Make a sandbox account" })).toBeFocused();
  await expect(page.locator("ak-send .under").getByRole("alert")).toContainText(
    "it was deleted, has expired, or the server began with an empty database",
  );
  expect(await makeAccount(sign)).not.toBe(account);
  await send(sign, "Created");
});

test("a server that was there a moment ago is looked for again, by itself and by a press", async ({
  sign,
  page,
}) => {
  sign.expected.push(refused, /Failed to load resource/);
  await openWith(sign, own);
  await makeAccount(sign);
  for (const answer of [null, { status: 502, body: "<html>" }]) {
    await page.route("**/healthz", (route) => (answer ? route.fulfill(answer) : route.abort()));
    await sign.view("Sign");
    await sign.view("Send");
    const absent = page.locator("ak-absent");
    await expect(absent).toContainText("The server of this page does not answer");
    await expect(absent).not.toContainText("served without");
    const again = absent.getByRole("button", { name: "Look again" });
    await again.press("Enter");
    await expect(absent).toContainText(/Looked at \d\d:\d\d:\d\d/);
    await page.unroute("**/healthz");
    // The button goes with what it was for.
    await expect.poll(() => sign.focused()).toBe("legend Where to");
    await expect(page.locator("ak-send #send")).toBeEnabled();
  }
});

test("a server that answers slowly is waited for, and not asked over and over", async ({ sign, page }) => {
  sign.expected.push(/Failed to load resource/);
  await openWith(sign, own);
  await makeAccount(sign);
  const held: Route[] = [];
  let down = true;
  await page.route("**/healthz", (route) => (down ? route.abort() : held.push(route)));
  await page.clock.install();
  await sign.view("Sign");
  await sign.view("Send");
  await expect(page.locator("ak-absent .notice")).toBeVisible();
  down = false;
  await page.clock.runFor(4_000);
  await expect.poll(() => held.length).toBe(1);
  await page.clock.runFor(10_000);
  await held[0]?.continue();
  await expect(page.locator("ak-send #send")).toBeEnabled();
  expect(held).toHaveLength(1);
});

test("what is no gateway but answers everything is not taken for one", async ({ sign, page }) => {
  for (const answer of ["<!doctype html>", "{}", '{"status":"ok"', "x".repeat(100_000)]) {
    await page.route("**/healthz", (route) => route.fulfill({ body: answer }));
    await page.goto("/");
    await sign.signed();
    await sign.view("Send");
    await expect(page.locator("ak-absent .notice")).toBeVisible();
    await page.unroute("**/healthz");
  }
});

for (const [colorScheme, width] of looks) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" } as object);

    test("Send and Sandbox have no violation, and do not scroll sideways", async ({ sign, page }) => {
      test.slow();
      sign.expected.push(refused, /Failed to load resource/);
      const clean = async (): Promise<void> => {
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
          .analyze();
        expect(
          violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
          ),
        ).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      };
      await openWith(sign, own);
      await sign.view("Send");
      await expect(page.getByRole("button", { name: "Make a sandbox account" })).toBeVisible();
      await clean();
      await makeAccount(sign);
      await send(sign, "Created");
      await send(sign, "Not created");
      await clean();
      await page.getByRole("radio", { name: /^AliKassa/ }).check();
      await page.locator("ak-send #send").click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await clean();
      await page.keyboard.press("Escape");
      await page.getByRole("radio", { name: /^Copy it/ }).check();
      await expect(page.locator("ak-send ak-code pre")).toContainText("curl");
      await clean();
      await sign.view("Sandbox");
      await page.getByRole("button", { name: "Try it: service sandbox_not_allowed" }).click();
      await expect(page.locator("ak-send .announced")).toBeVisible();
      await clean();
      await sign.view("Sandbox");
      await page.getByRole("button", { name: /^Pay: / }).click();
      await expect(page.locator("ak-payments .notifications")).toBeVisible();
      await page.locator("ak-arrived .head").first().click();
      await expect(page.locator("ak-arrived .inside")).toBeVisible();
      await clean();
      await page.getByRole("button", { name: "Delete the account" }).click();
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await page.getByText("Payouts, notifications").click();
      await page.getByText("Open one that you have").click();
      await clean();
      await page.route("**/healthz", (route) => route.abort());
      await sign.view("Send");
      await page.getByRole("button", { name: "Look again" }).click();
      await expect(page.locator("ak-absent")).toContainText("Looked at");
      await clean();
    });
  });
}
