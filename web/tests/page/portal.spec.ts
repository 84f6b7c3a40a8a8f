/** Embedded: another document, a rude style sheet, a policy of its own. */
import AxeBuilder from "@axe-core/playwright";
import { makeCertificate, threeFiles, verifies, zip } from "./certificates.ts";
import { expect, test } from "./fixture.ts";

const own = makeCertificate();

test("the element works and keeps its looks in a portal", async ({ sign, page }) => {
  await sign.open("/portal/");
  const demo = await sign.signed();
  await sign.drop([zip(threeFiles(own))]);
  const value = await sign.signedAnew(demo);
  expect(verifies(await sign.body(), value, own.publicPem)).toBe(true);
  await expect(page.getByLabel("Account")).toHaveValue("11111111-2222-4333-8444-555555555555");
  await expect(page.getByText("Acme Pay: your account is filled in.")).toBeVisible();

  const button = page.getByRole("button", { name: "Choose another" });
  await expect(button).toHaveCSS("letter-spacing", "normal");
  await expect(button).toHaveCSS("text-transform", "none");
  await expect(button).toHaveCSS("background-color", "rgb(250, 251, 248)");
  await expect(button).toHaveCSS("font-size", "14px");
  await expect(button).toHaveCSS("direction", "ltr");
  await button.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(button).toHaveCSS("outline-style", "solid");
  const { violations } = await new AxeBuilder({ page }).include("alikassa-sign").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test("the element says when it is ready, and a second one works beside it", async ({ sign, page }) => {
  await page.addInitScript(() => {
    document.addEventListener("alikassa-ready", (event) => {
      document.documentElement.dataset.ready = JSON.stringify((event as CustomEvent).detail);
    });
  });
  await sign.open("/portal/");
  const ready = await page.locator("html").getAttribute("data-ready");
  expect(JSON.parse(ready ?? "{}")).toMatchObject({ place: "worker", rsa: "webcrypto" });
  await page.evaluate(() => document.querySelector("main")?.append(document.createElement("alikassa-sign")));
  await expect(page.locator("alikassa-sign").nth(1).locator("ak-result #value")).toHaveText(/=$/);
});
