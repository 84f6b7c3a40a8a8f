/** The promise: nothing leaves the tab, and nothing stays behind. */
import { makeCertificate, threeFiles, verifies, zip } from "./certificates.ts";
import { expect, type SignPage, test } from "./fixture.ts";

const own = makeCertificate("a-password-to-look-for");
const secretBody = "an-order-to-look-for";

/** Loads the certificate and uses it in every way. */
async function use(sign: SignPage): Promise<void> {
  const { page } = sign;
  const demo = await sign.signed();
  await sign.drop([zip(threeFiles(own))]);
  const value = await sign.signedAnew(demo);
  await sign.field("order_id").fill(secretBody);
  await sign.signedAnew(value);
  await page.getByLabel("Compare with").selectOption("python");
  await page.getByRole("tab", { name: "Java" }).click();
  await sign.copied("Sign");
  await sign.view("Verify");
  await page.getByRole("button", { name: "Take from the Sign view" }).click();
  await expect(page.getByText("Yes: this Sign is right")).toBeVisible();
  await sign.view("Debug");
  await page.getByRole("button", { name: "Take from the Sign view" }).click();
  await expect(page.locator("ak-diagnosis .verdict")).toHaveText("This Sign is right for this body");
  await page.getByRole("textbox", { name: "Body, exactly as it was sent" }).last().press("End");
  await page.keyboard.insertText(" ");
  await expect(page.locator("ak-diagnosis .verdict")).toHaveClass(/wrong/);
  await sign.copied("Report", "ak-diagnosis");
  await page.getByRole("link", { name: "about this cause" }).click();
  await sign.view("Notification");
  await page.getByRole("button", { name: "An example" }).click();
  await sign.view("Answer");
  await page.getByRole("button", { name: "Timeout" }).click();
  await sign.view("Sign");
  await sign.signed();
}

test("with the certificate loaded and used, no request is made at all", async ({ sign, page }) => {
  await sign.open();
  await page.waitForLoadState("networkidle");
  const before = sign.requests.length;
  await use(sign);
  expect(sign.requests.slice(before)).toEqual([]);
  const secrets = [
    own.password,
    secretBody,
    ...own.privatePem.split("\n").filter((line) => line.length > 40),
  ];
  for (const { text } of sign.requests) for (const secret of secrets) expect(text).not.toContain(secret);
});

test("nothing is stored, and the address stays as it was", async ({ sign, page, context }) => {
  await sign.open();
  const address = page.url();
  await use(sign);
  expect(page.url()).toBe(address);
  expect(await context.cookies()).toEqual([]);
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    history: history.state,
  }));
  expect(stored).toEqual({ local: 0, session: 0, databases: [], caches: [], workers: 0, history: null });
});

test("it works with the network switched off", async ({ sign, page, context }) => {
  await sign.open();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await use(sign);
  expect(verifies(await sign.body(), await sign.signed(), own.publicPem)).toBe(true);
});

test("the promise opens how to check it, and who computes", async ({ sign, page }) => {
  await sign.open();
  await page.getByText("Stays in this tab. No network, no storage: check it").click();
  await expect(page.getByText("Open the browser's network panel")).toBeVisible();
  await expect(page.getByText(/WebCrypto, with a key that cannot be read out/)).toBeVisible();
  await expect(page.getByText("The key lives in a worker of its own.")).toBeVisible();
});

test("a page without workers goes on without one, and says so", async ({ sign, page }) => {
  await page.addInitScript(() => {
    Object.assign(globalThis, {
      Worker: class {
        constructor() {
          throw new DOMException("no workers here", "SecurityError");
        }
      },
    });
  });
  await sign.open();
  await expect(page.getByRole("status").filter({ hasText: "Engine ready, without a worker" })).toBeVisible();
  await use(sign);
});

test("a worker that cannot be loaded is replaced too", async ({ sign, page }) => {
  await page.route(/worker/, (route) => route.abort());
  await sign.open();
  await expect(page.getByRole("status").filter({ hasText: "Engine ready, without a worker" })).toBeVisible();
  sign.troubles.splice(0);
});

test("what the page loads is cached for good where its name changes with it", async ({ sign, page }) => {
  await sign.open();
  const caching = async (url: string): Promise<string> =>
    (await page.request.get(url)).headers()["cache-control"] ?? "";
  const loaded = sign.requests.map(({ url }) => url).filter((url) => url.includes("/assets/"));
  expect(loaded.length).toBeGreaterThan(4);
  for (const url of loaded) expect(`${url} ${await caching(url)}`).toContain("immutable");
  for (const url of ["/", "/assets/licences.txt"]) expect(await caching(url)).toBe("no-cache");
});

test("an engine that cannot be loaded is said to have failed", async ({ sign, page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("/");
  await expect(page.getByRole("status").filter({ hasText: "Engine failed" })).toBeVisible();
  await sign.unsigned();
  sign.troubles.splice(0);
});
