/** The Send view through the relay: what is really sent, once and on purpose, and what is said where no answer comes. */
import { makeCertificate } from "./certificates.ts";
import { expect, test } from "./fixture.ts";
import { change, Listener, openToAliKassa, openWith } from "./sending.ts";

const own = makeCertificate("a-password-to-look-for");
const refused = /the server responded with a status of \d{3}/;

test.describe("through the relay", () => {
  // One port for all: one after another.
  test.describe.configure({ mode: "default" });
  let upstream: Listener;

  test.beforeEach(async () => {
    upstream = new Listener();
    upstream.answer = (response) => {
      response.setHeader("Content-Type", "application/json");
      response.end('{"url":"https://pay.alikassa.com/p/1","payment_status":"wait","id":1,"uuid":"u"}');
    };
    await upstream.listen(Number(process.env.UPSTREAM_PORT));
  });
  test.afterEach(() => upstream.close());

  test("a real request is confirmed first, by name, and then goes out to the byte", async ({
    sign,
    page,
  }) => {
    await openWith(sign, own);
    const body = await sign.body();
    const value = await sign.signed();
    await sign.view("Send");
    await page.getByRole("radio", { name: /^AliKassa/ }).check();
    const button = page.locator("ak-send #send");
    await button.click();
    const dialog = page.getByRole("dialog", { name: "Send a real request?" });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Do not send" })).toBeFocused();
    for (const words of [`127.0.0.1:${process.env.UPSTREAM_PORT}`, "Create payment", "500.5", "1785153600"])
      await expect(dialog).toContainText(words);
    await expect(dialog).toContainText("93d5df06-996c-48c3-9847-348d6b580b80");
    await expect(dialog.locator("#what")).toContainText(`goes to 127.0.0.1:${process.env.UPSTREAM_PORT}`);
    // Not forbidden: a stand-in may want just this one.
    const example = "Account is the example of AliKassa's documentation";
    await expect(dialog.locator(".notice")).toContainText(example);
    await expect(page.locator("ak-send .go .notice")).toContainText(example);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
    expect(upstream.received).toHaveLength(0);

    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Send it" }).click();
    await expect(page.locator("ak-exchange .verdict")).toHaveText("Created");
    await expect(button).toBeFocused();
    expect(upstream.received).toHaveLength(1);
    const [got] = upstream.received;
    expect(got).toMatchObject({ method: "POST", path: "/v1/payment", body });
    expect(got?.headers).toMatchObject({ sign: value, account: "93d5df06-996c-48c3-9847-348d6b580b80" });
    expect(got?.headers["relay-public-key"]).toBeUndefined();
    const shown = page.locator("ak-send dl").first();
    await expect(shown).toContainText(`User-Agent${got?.headers["user-agent"]}`);
    await expect(shown).not.toContainText("Relay-Public-Key");
    const log = (
      await sign.download(page.getByRole("button", { name: "Download: Log for support" }))
    ).toString();
    expect(log).toContain(`User-Agent: ${got?.headers["user-agent"]}\n`);
    expect(log).not.toContain("Relay-Public-Key");
    await expect(page.getByRole("link", { name: "Open the payment page" })).toHaveAttribute(
      "href",
      "https://pay.alikassa.com/p/1",
    );
  });

  test("to AliKassa itself no other host is named, and of an account of one's own nothing is said", async ({
    sign,
    page,
  }) => {
    await page.route("**/healthz", (route) =>
      route.fulfill({
        json: { status: "ok", relay: true, upstream: "https://api-merchant.alikassa.io/", events: true },
      }),
    );
    await openWith(sign, own);
    await page.getByRole("textbox", { name: "Account" }).fill("11111111-2222-4333-8444-555555555555");
    await sign.signed();
    await sign.view("Send");
    await page.getByRole("radio", { name: /^AliKassa/ }).check();
    await page.locator("ak-send #send").click();
    const dialog = page.getByRole("dialog", { name: "Send a real request?" });
    await expect(dialog.locator("#what")).toHaveText(/^This goes to AliKassa, and/);
    await expect(dialog).toContainText("11111111-2222-4333-8444-555555555555");
    await expect(page.locator("ak-send .notice")).toHaveCount(0);
    await expect(dialog.locator(".notice")).toHaveCount(0);
  });

  test("a question that is asked anew before the browser tells of the last one's end stays", async ({
    sign,
    page,
  }) => {
    await openToAliKassa(sign, own);
    const button = page.locator("ak-send #send");
    await button.click();
    const dialog = page.getByRole("dialog", { name: "Send a real request?" });
    await expect(dialog).toBeVisible();
    await dialog.evaluate(async (element: HTMLDialogElement) => {
      const told = new Promise((resolve) => element.addEventListener("close", resolve));
      const root = element.getRootNode() as ShadowRoot;
      element.close();
      (root.host.getRootNode() as ShadowRoot).querySelector<HTMLButtonElement>("#send")?.click();
      await told;
    });
    await dialog.getByRole("button", { name: "Send it" }).click();
    await expect(page.locator("ak-exchange .verdict")).toHaveText("Created");
    expect(upstream.received).toHaveLength(1);
  });

  test("what was cancelled is not known to be created or not, and is said so", async ({ sign, page }) => {
    await openToAliKassa(sign, own);
    upstream.answer = () => {};
    await page.locator("ak-send #send").click();
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.getByRole("timer")).toHaveText(/^0\.[1-9] s$/);
    await expect(page.locator("ak-send #send")).toBeDisabled();
    await page.locator("ak-send").getByRole("button", { name: "Cancel" }).click();
    await expect(page.locator("ak-send #send")).toBeFocused();
    await expect(page.locator("ak-exchange .verdict")).toHaveText(/^\s*Cancelled after/);
    await expect(page.locator("ak-exchange .reason")).toContainText(
      "not known whether the payment was created",
    );
    const log = await sign.download(page.getByRole("button", { name: "Download: Log for support" }));
    expect(log.toString()).toContain("cancelled by the sender");
  });

  test("a request that changes under the question is not sent", async ({ sign, page }) => {
    await openToAliKassa(sign, own);
    await page.locator("ak-send #send").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.locator("alikassa-sign").evaluate((element) => {
      const { session } = element as unknown as { session: { text: string } };
      session.text = session.text.replace(/"amount": [\d.]+/, '"amount": 777');
    });
    await expect(page.locator("ak-send ak-bytes .text")).toContainText("777");
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.locator("ak-send .go .notice")).toContainText("has changed meanwhile");
    await expect(page.locator("ak-sent li")).toHaveCount(0);
    expect(upstream.received).toHaveLength(0);
  });

  test("an answer that does not come is given up in the end", async ({ sign, page }) => {
    await openToAliKassa(sign, own);
    upstream.answer = () => {};
    await page.clock.install();
    await page.locator("ak-send #send").click();
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.locator("ak-exchange .verdict")).toHaveText("Waiting for the answer…");
    await expect.poll(() => upstream.received.length).toBe(1);
    await page.clock.fastForward(41_000);
    await expect(page.locator("ak-exchange .verdict")).toHaveText(/^\s*No answer within/);
    await expect(page.locator("ak-exchange .reason")).toContainText(
      "Do not send it again under another order_id",
    );
  });

  test("a connection that is cut says the same, with what to do", async ({ sign, page }) => {
    sign.expected.push(refused);
    await openToAliKassa(sign, own);
    upstream.answer = (response) => response.destroy();
    await page.locator("ak-send #send").click();
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.locator("ak-exchange .verdict")).toHaveText("Not known whether it was created");
    await expect(page.locator("ak-exchange .advice")).toContainText(
      "Do not send it again under another order_id",
    );
    await expect(page.locator("ak-exchange")).toContainText("the relay's own answer");
    expect(upstream.received).toHaveLength(1);
  });

  test("an answer that leads elsewhere is not followed, and says nothing of the payment", async ({
    sign,
    page,
  }) => {
    await openToAliKassa(sign, own);
    const names = new Set<string>();
    page.on("request", (request) => {
      if (request.url().includes("/relay/")) names.add(request.headers()["relay-once"] ?? "");
    });
    for (const status of [302, 307]) {
      upstream.answer = (response) => {
        response.statusCode = status;
        response.setHeader("Location", `http://127.0.0.1:${process.env.UPSTREAM_PORT}/elsewhere`);
        response.end("moved");
      };
      await page.locator("ak-send #send").click();
      await page.getByRole("button", { name: "Send it" }).click();
      await expect(page.locator("ak-sent li")).toHaveCount(status === 302 ? 1 : 2);
      await expect(page.locator("ak-exchange .verdict")).toHaveText(/was a redirect, which is not followed$/);
      await expect(page.locator("ak-exchange .reason")).toContainText("not known whether the payment");
      await expect(page.getByRole("button", { name: "Ask for its status" })).toBeVisible();
    }
    expect(upstream.received.map(({ path }) => path)).toEqual(["/v1/payment", "/v1/payment"]);
    // Each press has a name of its own, by which the relay knows what a browser sends once more.
    expect([...names].map((name) => name.length > 16)).toEqual([true, true]);
  });

  test("what the relay refuses is said to be its own word, and that nothing was sent", async ({
    sign,
    page,
  }) => {
    await openToAliKassa(sign, own);
    sign.expected.push(/status of 422/);
    await page.route("**/relay/v1/payment", (route) =>
      route.continue({ headers: { ...route.request().headers(), sign: "AAAA" } }),
    );
    await page.locator("ak-send #send").click();
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.locator("ak-exchange .verdict")).toHaveText("Not created");
    await expect(page.locator("ak-exchange")).toContainText("This is the relay's own answer");
    expect(upstream.received).toHaveLength(0);
  });

  test("an answer of markup stays text", async ({ sign, page }) => {
    sign.expected.push(refused);
    await openToAliKassa(sign, own);
    upstream.answer = (response) => {
      response.statusCode = 502;
      response.setHeader("Content-Type", "text/html; charset=UTF-8");
      response.setHeader("Cf-Ray", "8f00ba-FRA");
      response.setHeader("Retry-After", "5");
      response.end("<html><img src=x onerror=alert(1)><script>document.title='x'</script></html>");
    };
    await page.locator("ak-send #send").click();
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.locator("ak-exchange ak-bytes .text")).toContainText("onerror");
    expect(await page.title()).toBe("AliKassa Sign");
    await expect(page.locator("img")).toHaveCount(0);
    // Support sees whose page it is: the headers are the upstream's, not the relay's.
    const log = (
      await sign.download(page.getByRole("button", { name: "Download: Log for support" }))
    ).toString();
    for (const line of ["content-type: text/html; charset=UTF-8", "retry-after: 5", "cf-ray: 8f00ba-FRA"])
      expect(log).toContain(`\n${line}\n`);
    expect(log).toContain("<html><img src=x onerror=alert(1)>");
    expect(log).toMatch(/^date: \w{3}, /m);
  });

  test("neither the demo certificate nor data with errors goes to AliKassa", async ({ sign, page }) => {
    await sign.open();
    await sign.view("Send");
    await page.getByRole("radio", { name: /^AliKassa/ }).check();
    await expect(page.locator("ak-send .go .notice")).toContainText("Load your own first");
    await expect(page.locator("ak-send #send")).toBeDisabled();
    await change(sign, "customer_ip", "nowhere");
    await expect(page.locator("ak-send .go .notice")).toContainText("AliKassa would refuse it");
    await expect(page.locator("ak-send #send")).toBeDisabled();
  });
});

test("a relay that is off says how it is switched on", async ({ sign, page }) => {
  await page.route("**/healthz", (route) =>
    route.fulfill({ json: { status: "ok", relay: false, events: true } }),
  );
  await sign.open();
  await sign.view("Send");
  await page.getByRole("radio", { name: /^AliKassa/ }).check();
  await expect(page.locator("ak-send .under .notice")).toContainText("RELAY=on make serve");
  await expect(page.locator("ak-send .under .notice")).toContainText("RELAY in wrangler.jsonc");
  await expect(page.locator("ak-send #send")).toBeDisabled();
});
