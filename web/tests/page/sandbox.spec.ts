/** The Sandbox view: the account, what arrives, payments and their notifications. */
import { sign as signature } from "node:crypto";
import { request } from "node:http";
import type { Route } from "@playwright/test";
import { makeCertificate, threeFiles } from "./certificates.ts";
import { expect, type SignPage, test } from "./fixture.ts";
import { change, Listener, makeAccount, openWith, send, tokenOf } from "./sending.ts";

const own = makeCertificate();
const refused = /the server responded with a status of \d{3}/;

/** Sends to the account as a program would: not through the page. */
async function fromOutside(
  { page }: SignPage,
  account: string,
  body: string,
  signed = body,
): Promise<number> {
  const sign = signature("sha1", Buffer.from(signed), { key: own.privatePem, passphrase: own.password });
  const answer = await page.request.post("/sandbox/v1/payment", {
    headers: { Account: account, Sign: sign.toString("base64"), "Content-Type": "application/json" },
    data: Buffer.from(body),
  });
  return answer.status();
}

const payment = (orderId: string): string =>
  JSON.stringify({
    order_id: orderId,
    amount: 500,
    service: "payment_card_rub_hpp",
    customer_ip: "18.191.80.10",
    customer_browser_user_agent: "Mozilla/5.0",
    success_redirect_id: 1,
    fail_redirect_id: 1,
    notification_endpoint_id: 5,
  });

test("from a certificate to a paid payment, whose notification verifies", async ({ sign, page, context }) => {
  await openWith(sign, own);
  await makeAccount(sign);
  await send(sign, "Created");
  const opening = context.waitForEvent("page");
  await page.getByRole("link", { name: "Open the payment page" }).click();
  const payPage = await opening;
  await sign.view("Sandbox");
  await expect(page.locator("ak-payments .status").first()).toContainText("in process");
  await payPage.getByRole("button", { name: "Pay" }).click();
  await expect(payPage.locator("#status")).toHaveText("paid");
  // It comes by itself.
  await expect(page.locator("ak-payments .status").first()).toContainText("paid");
  const notified = page.locator("ak-payments .notifications li").first();
  await expect(notified).toContainText("no address");
  await expect(page.locator("ak-payments .hint")).toContainText(
    "IDs like notification_endpoint_id are AliKassa's own",
  );
  await notified.getByRole("button", { name: "Check it" }).press("Enter");
  await expect(page.locator("ak-notification .verdict")).toHaveText("Yes: AliKassa signed this");
  await expect(page.locator("ak-notification h2").first()).toBeFocused();
  await expect(page.locator("ak-notification dd").filter({ hasText: "1785153600" })).not.toHaveCount(0);
});

test("where the server takes no more listeners, the page looks by itself", async ({ sign, page }) => {
  sign.expected.push(refused);
  await page.route("**/events", (route) => route.fulfill({ status: 429, json: { message: "Too many." } }));
  await openWith(sign, own);
  const account = await makeAccount(sign);
  await sign.view("Sandbox");
  expect(await fromOutside(sign, account, payment("by-polling"))).toBe(200);
  await expect(page.locator("ak-payments")).toContainText("by-polling");
});

const unseen: [why: string, answer: Parameters<Route["fulfill"]>[0] | null, words: string][] = [
  ["a stopped server", null, "The server does not answer"],
  ["a used-up quota", { status: 429, headers: { "Retry-After": "9" }, json: {} }, "Try again in 9 s."],
  ["a proxy's own page", { status: 502, body: "<html>" }, "The server refused: 502"],
];
for (const [why, answer, words] of unseen) {
  test(`with ${why} nothing is live or said to be empty, and all goes on by itself`, async ({
    sign,
    page,
  }) => {
    sign.expected.push(refused, /Failed to load resource/);
    let hidden = true;
    await page.route(/\/(requests|payments)(\?|$)/, (route) =>
      hidden ? (answer ? route.fulfill(answer) : route.abort()) : route.continue(),
    );
    await openWith(sign, own);
    const account = await makeAccount(sign);
    await sign.view("Sandbox");
    const arrived = page.locator("ak-arrived");
    const alert = page.locator("ak-sandbox-account").getByRole("alert");
    await expect(alert).toContainText(words);
    await expect(arrived).toContainText("not live");
    await expect(arrived.locator(".live")).toHaveCount(0);
    for (const list of [arrived, page.locator("ak-payments")])
      await expect(list).toContainText("cannot be seen now what is in the account");
    hidden = false;
    await expect(arrived).toContainText("Nothing yet");
    await expect(arrived.locator(".live")).toBeVisible();
    await expect(alert).toBeEmpty();
    // And so where the stream breaks off, with what was seen before.
    expect(await fromOutside(sign, account, payment("seen"))).toBe(200);
    await expect(arrived.locator("li")).toHaveCount(1);
    await page.route("**/events", (route) =>
      hidden ? (answer ? route.fulfill(answer) : route.abort()) : route.continue(),
    );
    hidden = true;
    await sign.view("Send");
    await sign.view("Sandbox");
    await expect(alert).toContainText(words);
    await expect(arrived.locator(".live")).toHaveCount(0);
    await expect(arrived.locator("li")).toHaveCount(1);
    // It is of what is looked at here alone.
    await sign.view("Send");
    await expect(page.locator("ak-send #send")).toBeEnabled();
    await expect(page.locator("ak-send .under").getByRole("alert")).toBeEmpty();
    await sign.view("Sandbox");
    await expect(alert).toContainText(words);
    hidden = false;
    await expect(arrived.locator(".live")).toBeVisible();
    await expect(alert).toBeEmpty();
  });
}

test("a server that begins with an empty database is said not to know the account", async ({
  sign,
  page,
}) => {
  sign.expected.push(refused);
  await openWith(sign, own);
  await makeAccount(sign);
  await page.route(/\/sandbox\/accounts\/.+/, (route) =>
    route.fulfill({ status: 401, json: { message: "Unauthorized." } }),
  );
  await sign.view("Sandbox");
  await expect(page.getByRole("alert")).toContainText("the server began with an empty database");
  await expect(page.locator("ak-arrived .live")).toHaveCount(0);
  await expect(page.locator("ak-arrived")).toContainText("There is no account yet");
  await page.unroute(/\/sandbox\/accounts\/.+/);
  await page.getByRole("button", { name: "Make a sandbox account" }).click();
  await expect(page.locator("ak-arrived")).toContainText("Nothing yet");
});

test("a shop is told, again where it is wanted, and each attempt is shown", async ({ sign, page }) => {
  const shop = new Listener();
  const address = await shop.listen();
  try {
    shop.answer = (response) => {
      response.statusCode = shop.received.length === 1 ? 503 : 200;
      response.end();
    };
    await openWith(sign, own);
    await sign.view("Sandbox");
    await page.getByText("Payouts, notifications").click();
    await page.getByLabel("Where notifications go").fill(`${address}notify?shop=1`);
    await page.getByRole("button", { name: "Make a sandbox account" }).click();
    await page.getByRole("button", { name: "Send the signed request" }).press("Enter");
    await expect.poll(() => sign.focused()).toBe("legend Where to");
    await send(sign, "Created");
    await sign.view("Sandbox");
    const buttons = page.locator("ak-payments .payment").getByRole("button");
    await expect(buttons).toHaveText(["Pay", "Fail", "Cancel"]);
    await page.getByRole("button", { name: "Fail: 1785153600" }).press("Enter");
    await expect(page.getByRole("button", { name: "Notify again: 1785153600" })).toBeFocused();
    await expect(page.locator("ak-payments .status").first()).toHaveText("failed");
    await expect(page.locator("ak-payments .hint")).toHaveCount(0);
    const notifications = page.locator("ak-payments .notifications > li");
    await expect(notifications.first()).toContainText("answered 503");
    await expect(notifications.first()).toContainText("next attempt at");
    await page.getByRole("button", { name: "Notify again: 1785153600" }).press("Enter");
    await expect(page.getByRole("button", { name: "Notify again: 1785153600" })).toBeFocused();
    await expect(notifications.filter({ hasText: "delivered" })).toHaveCount(1);
    expect(shop.received[0]?.path).toMatch(
      /^\/notify\?shop=1&type=payment&id=\d+&order_id=1785153600&payment_status=fail&/,
    );
    await notifications.first().getByRole("button", { name: "Check it" }).click();
    await expect(page.locator("ak-notification .verdict")).toHaveText("Yes: AliKassa signed this");
  } finally {
    await shop.close();
  }
});

test("what arrives is shown as it arrives, to the byte, and what was refused opens in Debug", async ({
  sign,
  page,
}) => {
  await openWith(sign, own);
  const account = await makeAccount(sign);
  await sign.view("Sandbox");
  await expect(page.locator("ak-arrived")).toContainText("Nothing yet");
  expect(await fromOutside(sign, account, payment("1"))).toBe(200);
  const rows = page.locator("ak-arrived li");
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("accepted");
  expect(await fromOutside(sign, account, `${payment("2")}\n`, payment("2"))).toBe(400);
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("refused");
  await rows.first().locator(".head").click();
  await expect(rows.first().locator("ak-findings")).toContainText("line break");
  expect(
    (await sign.download(rows.first().getByRole("button", { name: /^Download: body/ }))).toString(),
  ).toBe(`${payment("2")}\n`);
  await rows.first().getByRole("button", { name: "Open in Debug" }).press("Enter");
  await expect(page.locator("ak-diagnosis .verdict")).toContainText("line break");
  await expect(page.locator("ak-refused h2").first()).toBeFocused();
  await expect(page.locator("ak-diagnosis ak-chain li.broken .ring")).toHaveText("body");
});

test("a refusal with a right Sign is explained too, and polling shows what arrives where nothing is told", async ({
  sign,
  page,
}) => {
  sign.expected.push(refused);
  await page.route("**/healthz", (route) =>
    route.fulfill({ json: { status: "ok", relay: false, events: false } }),
  );
  await openWith(sign, own);
  const account = await makeAccount(sign);
  await sign.view("Sandbox");
  await expect(page.locator("ak-arrived .live")).toBeVisible();
  await fromOutside(sign, account, payment("1"));
  await fromOutside(sign, account, payment("1"));
  const rows = page.locator("ak-arrived li");
  await expect(rows).toHaveCount(2);
  await rows.first().locator(".head").click();
  await expect(rows.first().locator(".why")).toContainText("order-id-exists");
  await expect(rows.first()).toContainText("Sign is right");
  await rows.first().getByRole("button", { name: "Open in Debug" }).press("Enter");
  const said = page.locator("ak-diagnosis .said");
  await expect(said).toContainText("The sandbox verified Sign, and refused the request for: order-id-exists");
  await expect(page.locator("ak-diagnosis .verdict")).toHaveText("This Sign is right for this body");
  await expect(page.locator("ak-diagnosis")).not.toContainText("one of those below");
  await page.getByRole("button", { name: "Take from the Sign view" }).click();
  await expect(said).toHaveCount(0);
  await expect(page.locator("ak-diagnosis")).toContainText("one of those below");
  expect(sign.requests.filter(({ url }) => url.endsWith("/events"))).toEqual([]);
});

test("payouts take the payouts key, and the documentation stands in the page", async ({ sign, page }) => {
  await openWith(sign, own);
  await sign.view("Sandbox");
  await expect(page.locator("ak-triggers")).toContainText("sandbox_error_created");
  await expect(page.locator("ak-triggers")).toContainText("60,000 requests a minute");
  await page.getByText("Payouts, notifications").click();
  await page.getByRole("button", { name: "Take the loaded certificate's" }).click();
  await page.getByRole("button", { name: "Make a sandbox account" }).click();
  await expect(page.locator("ak-sandbox-account dl")).toBeVisible();
  await sign.view("Sign");
  const old = await sign.signed();
  await page.getByLabel("Operation").selectOption("balance");
  await sign.signedAnew(old);
  await sign.view("Send");
  await send(sign, "Done");
  await expect(page.locator("ak-exchange ak-bytes .text")).toContainText('"currency":"RUB"');
});

test("an account for payments becomes one for payouts too, with the certificate that is loaded then", async ({
  sign,
  page,
}) => {
  const payouts = makeCertificate();
  await openWith(sign, own);
  const first = await makeAccount(sign);
  await sign.view("Sign");
  const value = await sign.signed();
  await sign.drop(threeFiles(payouts));
  const other = await sign.signedAnew(value);
  await page.getByLabel("Operation").selectOption("payout");
  await sign.signedAnew(other);
  await sign.view("Send");
  await expect(page.locator("ak-send .under .notice")).toContainText("no payouts certificate");
  await page.getByRole("button", { name: "Make a new one" }).press("Enter");
  await expect(page.getByText("is let go of here")).toBeVisible();
  await expect(page.locator("ak-send .under")).toContainText(
    /It sends the public key of the loaded certificate \(2048 bits, .+\) and the public key for payments, and nothing else\./,
  );
  const sure = page.getByRole("button", { name: "Make a new one" });
  await expect(sure).toBeFocused();
  await page.getByRole("button", { name: "Keep it" }).press("Enter");
  await expect(page.getByRole("button", { name: "Make a new one" })).toBeFocused();
  await expect(page.locator("ak-send .under code")).toHaveText(first);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.locator("ak-send .under code")).not.toHaveText(first);
  await expect(page.locator("ak-send #send")).toBeFocused();
  await expect(page.locator("ak-send .under .notice")).toHaveCount(0);
  await send(sign, "Created");
  await sign.view("Sandbox");
  await expect(page.locator("ak-payments .payment")).toContainText("payout");
  // The key is the account's, of the other kind: no new account would help.
  await sign.view("Sign");
  const payout = await sign.signed();
  await page.getByLabel("Operation").selectOption("payment");
  await sign.signedAnew(payout);
  await sign.view("Send");
  const notice = page.locator("ak-send .under .notice");
  await expect(notice).toContainText("signed with the payments certificate: load that one");
  await expect(page.getByRole("button", { name: "Make a new one" })).toHaveCount(0);
  await sign.view("Sign");
  await sign.drop(threeFiles(own));
  await sign.signed();
  await page.getByLabel("Operation").selectOption("payout");
  await sign.view("Send");
  await expect(notice).toContainText("signed with the payouts certificate: load that one");
  await expect(page.getByRole("button", { name: "Make a new one" })).toHaveCount(0);
});

test("what is sent to make an account is said, each key and address of it", async ({ sign, page }) => {
  await openWith(sign, own);
  await sign.view("Sandbox");
  const account = page.locator("ak-sandbox-account");
  await expect(account).toContainText(/loaded certificate \(2048 bits, .+\), and nothing else\./);
  await page.getByText("Payouts, notifications").click();
  await page.getByLabel("Public key for payouts").fill(makeCertificate().publicPem);
  await page.getByLabel("Where notifications go").fill("https://shop.example/n");
  const words = /\), the public key for payouts and the address for notifications, and nothing else\./;
  await expect(account).toContainText(words);
  await sign.view("Send");
  await expect(page.locator("ak-send .under")).toContainText(words);
  await sign.view("Sandbox");
  await page.getByRole("button", { name: "Take the loaded certificate's" }).click();
  await expect(account).toContainText(/\) and the address for notifications, and nothing else\./);
});

test("an account is opened again by its token, which is shown on a press alone, and kept nowhere", async ({
  sign,
  page,
  context,
}) => {
  sign.expected.push(refused);
  const made = await page.request.post("/sandbox/accounts", {
    data: { public_key: own.publicPem, notification_url: "https://shop.example/n" },
  });
  const { account, token } = (await made.json()) as { account: string; token: string };
  expect(await fromOutside(sign, account, payment("before"))).toBe(200);
  await openWith(sign, own);
  await sign.view("Sandbox");
  await page.getByText("Open one that you have").click();
  const uuid = page.getByLabel("Its UUID");
  const secret = page.getByLabel("Token", { exact: true });
  const open = page.getByRole("button", { name: "Open", exact: true });
  const alert = page.locator("ak-sandbox-account").getByRole("alert");
  for (const wrong of ["x".repeat(43), "Ж", own.privatePem]) {
    await uuid.fill(account);
    await secret.fill(wrong);
    await open.press("Enter");
    await expect(alert).toContainText("no account with this UUID and this token");
    await expect(open).toBeFocused();
  }
  await uuid.fill(` ${account.toUpperCase()} `);
  await secret.fill(`${token} `);
  await open.press("Enter");
  const facts = page.locator("ak-sandbox-account dl");
  await expect(facts).toContainText(account);
  await expect(page.locator("ak-sandbox-account h2")).toBeFocused();
  await expect(alert).toBeEmpty();
  for (const words of ["https://shop.example/n", "has no key for them", "hidden"]) {
    await expect(facts).toContainText(words);
  }
  await expect(page.locator("ak-payments")).toContainText("before");
  await expect(page.locator("ak-arrived li")).toHaveCount(1);

  await expect(page.getByText(token)).toHaveCount(0);
  expect(await sign.copied("Token", "ak-sandbox-account")).toBe(token);
  await page.getByRole("button", { name: "Show: Token" }).click();
  await expect(page.getByText(token)).toBeVisible();
  await sign.view("Send");
  await send(sign, "Created");
  const log = await sign.download(page.getByRole("button", { name: "Download: Log for support" }));
  const sent = await sign.download(page.getByRole("button", { name: "Export" }));
  for (const text of [log, sent]) expect(text.toString()).not.toContain(token);
  await sign.view("Sandbox");
  await expect(page.getByText(token)).toHaveCount(0);
  await expect(page.locator("ak-payments .payment")).toHaveCount(2);

  const kept = await page.evaluate(async () => [
    ...Object.values(localStorage),
    ...Object.values(sessionStorage),
    ...(await indexedDB.databases()),
    ...(await caches.keys()),
    document.cookie,
    JSON.stringify(history.state),
    location.href,
  ]);
  expect(kept).toEqual(["", "null", new URL("/", page.url()).href]);
  expect(await context.cookies()).toEqual([]);
  const bearing = sign.requests.filter(({ text }) => text.includes(token));
  expect(bearing.length).toBeGreaterThan(2);
  for (const { url, text } of bearing) {
    expect(url).not.toContain(token);
    expect(url).toContain(`/sandbox/accounts/${account}`);
    // It is the bearer, and stands nowhere else.
    expect(text.split(token).length).toBe(2);
    expect(text).toContain(`"authorization":"Bearer ${token}"`);
  }
  expect(sign.requests.some(({ text }) => text.includes("PRIVATE KEY"))).toBe(false);
  await page.reload();
  await sign.signed();
  await sign.view("Sandbox");
  await expect(page.getByRole("button", { name: "Make a sandbox account" })).toBeVisible();
});

test("rows tell their order and why they were refused, and a body that is not said to be JSON is noticed", async ({
  sign,
  page,
}) => {
  await openWith(sign, own);
  const account = await makeAccount(sign);
  await sign.view("Sandbox");
  await fromOutside(sign, account, payment("told-1"));
  await fromOutside(sign, account, payment("told-1"), "another");
  const rows = page.locator("ak-arrived li");
  await expect(rows).toHaveCount(2);
  await expect(rows.first().locator(".head")).toContainText(/order_id told-1\s+other-body/);
  await expect(rows.last().locator(".head")).toContainText("order_id told-1");
  await rows.first().locator(".head").click();
  await expect(rows.first().locator(".inside")).not.toContainText("The documentation asks for");
  for (const [type, words] of [
    ["text/plain", "Content-Type is text/plain. The documentation asks for application/json."],
    ["", "There is no header Content-Type."],
  ] as const) {
    const body = "no JSON at all";
    const before = await rows.count();
    const target = new URL("/sandbox/v1/payment", page.url());
    await new Promise<void>((resolve, reject) => {
      const going = request(target, { method: "POST", headers: { Account: account } }, (answer) => {
        answer.resume().on("end", resolve);
      });
      if (type) going.setHeader("Content-Type", type);
      going.on("error", reject).end(body);
    });
    await expect(rows).toHaveCount(before + 1);
    await rows.first().locator(".head").click();
    await expect(rows.first().locator(".inside .notice")).toContainText(words);
    await expect(rows.first().locator(".about")).not.toContainText("order_id");
  }
});

test("a list that comes late does not take the place of a newer one", async ({ sign, page }) => {
  await openWith(sign, own);
  const account = await makeAccount(sign);
  for (let number = 0; number < 50; number++) await fromOutside(sign, account, payment(`o-${number}`));
  await sign.view("Sandbox");
  const rows = page.locator("ak-arrived .about");
  await expect(rows).toHaveCount(50);
  await expect(page.locator("ak-arrived .live")).toBeVisible();
  const held: (() => Promise<void>)[] = [];
  await page.route(/\/requests\?limit=50$/, async (route) => {
    const response = await route.fetch();
    held.push(() => route.fulfill({ response }));
  });
  await fromOutside(sign, account, payment("o-50"));
  await expect.poll(() => held.length).toBe(1);
  await fromOutside(sign, account, payment("o-51"));
  await page.locator("ak-arrived").getByRole("button", { name: "Show older" }).click();
  await expect(rows).toHaveCount(52);
  // It is done with when the next is asked for, which is left without an answer.
  let next = 0;
  await page.route(/\/requests\?limit=200$/, () => {
    next++;
  });
  await held[0]?.();
  await expect.poll(() => next).toBe(1);
  expect(await rows.count()).toBe(52);
});

test("older requests are asked for, until there are no more", async ({ sign, page }) => {
  test.slow();
  await openWith(sign, own);
  const account = await makeAccount(sign);
  for (let number = 0; number < 201; number++) await fromOutside(sign, account, payment(`o-${number}`));
  await sign.view("Sandbox");
  for (const [part, row] of [
    ["ak-arrived", ".head"],
    ["ak-payments", ".payment"],
  ] as const) {
    const rows = page.locator(part).locator(row);
    const older = page.locator(part).getByRole("button", { name: "Show older" });
    for (const [before, after] of [
      [50, 200],
      [200, 201],
    ] as const) {
      await expect(rows).toHaveCount(before);
      await older.press("Enter");
      await expect(rows).toHaveCount(after);
      // The first of those that came.
      await expect.poll(() => sign.focused()).toContain(`o-${200 - before}`);
    }
    await expect(older).toHaveCount(0);
  }
});

test("what can be provoked is one press away, and answers as its row says", async ({ sign, page }) => {
  test.slow();
  sign.expected.push(refused);
  await openWith(sign, own);
  await makeAccount(sign);
  const rows: [value: string, verdict: string, message: string][] = [
    ["service sandbox_technical_works", "Not created", "Technical works."],
    ["service sandbox_not_allowed", "Not created", "Project not allowed to accept payments"],
    ["service sandbox_error_not_created", "Not known whether it was created", "Internal server error"],
    ["service sandbox_unknown", "Not created", "No found service"],
    ["amount 99.99", "Not created", "Minimum amount 100"],
  ];
  for (const [value, verdict, message] of rows) {
    if (value.startsWith("amount")) await change(sign, "service", "payment_card_rub_hpp");
    await sign.view("Sandbox");
    await page.getByRole("button", { name: `Try it: ${value}` }).click();
    await expect(page.locator("ak-send .announced")).toHaveText(
      `${value.replace(" ", " is ")} now, here and in the Sign view. Send it to see the sandbox's answer.`,
    );
    // No answer of another request stands beside it.
    await expect(page.locator("ak-exchange .verdict")).toHaveText("No answer yet");
    await send(sign, verdict);
    await expect(page.locator("ak-send .announced")).toHaveCount(0);
    await expect(page.locator("ak-exchange ak-bytes .text")).toContainText(message);
  }
});

test("an account is deleted on a second word, and its key is known to the Notification view until then", async ({
  sign,
  page,
}) => {
  await openWith(sign, own);
  const account = await makeAccount(sign);
  await sign.view("Sandbox");
  await page.getByRole("button", { name: "Use it in the Notification view" }).click();
  await expect(page.getByRole("textbox", { name: "Public key for notifications" })).toHaveValue(
    /BEGIN PUBLIC KEY/,
  );
  await sign.view("Sandbox");
  await page.getByRole("button", { name: "Delete the account" }).click();
  await expect(page.getByRole("button", { name: "Delete", exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(page.locator("ak-sandbox-account dl")).toContainText(account);
  await page.getByRole("button", { name: "Delete the account" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("button", { name: "Make a sandbox account" })).toBeVisible();
  expect(await fromOutside(sign, account, payment("9"))).toBe(400);
});

test("an account that is gone elsewhere is said to be gone, and another is made", async ({ sign, page }) => {
  sign.expected.push(refused);
  await openWith(sign, own);
  const account = await makeAccount(sign);
  await send(sign, "Created");
  await sign.view("Sandbox");
  await expect(page.locator("ak-payments .payment")).toHaveCount(1);
  const token = await tokenOf(sign);
  const headers = { Authorization: `Bearer ${token}` };
  expect((await page.request.delete(`/sandbox/accounts/${account}`, { headers })).ok()).toBe(true);
  await page.getByRole("button", { name: "Pay: 1785153600" }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("does not know this account any more");
  await expect(page.getByRole("heading", { name: "Sandbox account" })).toBeFocused();
  await page.getByRole("button", { name: "Make a sandbox account" }).click();
  await expect(page.locator("ak-sandbox-account dl")).toBeVisible();
  await expect(page.locator("ak-payments")).toContainText("None yet.");
});

test("what a server refuses or garbles is said, and stays text", async ({ sign, page }) => {
  sign.expected.push(refused, /Failed to load resource/);
  await openWith(sign, own);
  await sign.view("Sandbox");
  const alert = page.locator("ak-sandbox-account").getByRole("alert");
  const make = page.getByRole("button", { name: "Make a sandbox account" });
  const rows: [Parameters<Route["fulfill"]>[0] | null, string][] = [
    [{ status: 429, headers: { "Retry-After": "7" }, body: "{}" }, "Try again in 7 s."],
    [{ status: 400, json: { message: "<img src=x onerror=alert(1)>" } }, "The server refused: <img src=x"],
    [{ status: 502, body: "<html>" }, "The server refused: 502"],
    [{ json: { account: "1" } }, "page and server are of different versions"],
    [{ body: "x".repeat(40 * 1024 * 1024) }, "page and server are of different versions"],
    [null, "The server does not answer at"],
  ];
  for (const [answer, words] of rows) {
    await page.route("**/sandbox/accounts", (route) => (answer ? route.fulfill(answer) : route.abort()));
    await make.click();
    await expect(alert).toContainText(words);
    await expect(make).toBeEnabled();
    await page.unroute("**/sandbox/accounts");
  }
  await expect(page.locator("img")).toHaveCount(0);
  await make.click();
  await expect(page.locator("ak-sandbox-account dl")).toBeVisible();
  await expect(alert).toBeEmpty();
});

test("the token is in no storage, and of the visitor nothing is asked for before a press", async ({
  sign,
  page,
}) => {
  await openWith(sign, own);
  await page.waitForLoadState("networkidle");
  const before = sign.requests.length;
  await sign.view("Sandbox");
  await expect(page.locator("ak-triggers")).toBeVisible();
  const asked = sign.requests.slice(before);
  expect(asked.map(({ url }) => new URL(url).pathname)).toEqual(["/healthz", "/sandbox/triggers"]);
  for (const { text } of asked) expect(text).not.toMatch(/BEGIN|93d5df06|1785153600/);
  await makeAccount(sign);
  const token = await tokenOf(sign);
  await send(sign, "Created");
  await sign.view("Sandbox");
  await expect(page.locator("ak-arrived li")).toHaveCount(1);
  for (const { url, text } of sign.requests.filter((one) => one.text.includes(token))) {
    expect(url).not.toContain(token);
    expect(text.replace(`"authorization":"Bearer ${token}"`, "")).not.toContain(token);
  }
  const stored = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    document.cookie,
  ]);
  expect(stored).toEqual([0, 0, 0, ""]);
});

test("a private key that is put into the field for payouts leaves it, and is never sent", async ({
  sign,
  page,
}) => {
  await openWith(sign, own);
  await sign.view("Sandbox");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));
  await page.getByText("Payouts, notifications").click();
  const field = page.locator("#payout-key");
  await field.fill(own.privatePem);
  await expect(field).not.toHaveValue(/PRIVATE KEY/);
  await page.getByRole("button", { name: "Make a sandbox account" }).click();
  await expect.poll(() => sent.some((body) => body.includes("public_key"))).toBe(true);
  expect(sent.join()).not.toContain("PRIVATE KEY");
});
