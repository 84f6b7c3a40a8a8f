/** Over plain http in a local network browsers have neither WebCrypto nor the clipboard's API. */
import { makeCertificate, threeFiles, verifies, zip } from "./certificates.ts";
import { expect, SignPage, test } from "./fixture.ts";

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, args: ["--host-resolver-rules=MAP sign.lan 127.0.0.1"] });
  },
});

test("Go signs, which is said, and Copy still copies", async ({ page }) => {
  const own = makeCertificate();
  const sign = new SignPage(page);
  await sign.open(`http://sign.lan:${process.env.LAN_PORT}/`);
  const demo = await sign.signed();
  // It is said where the key goes in, not behind "check it".
  await expect(page.getByText("the private operation is done by Go in this tab")).toBeVisible();
  await sign.drop([zip(threeFiles(own))]);
  const value = await sign.signedAnew(demo);
  expect(verifies(await sign.body(), value, own.publicPem)).toBe(true);

  const copy = page.locator("ak-result").getByRole("button", { name: /^(Copy|Copied): Sign$/ });
  await copy.click();
  await expect(copy).toHaveText("Copied");
  await sign.view("Verify");
  await page.getByRole("textbox", { name: "Sign" }).press("ControlOrMeta+v");
  await expect(page.getByRole("textbox", { name: "Sign" })).toHaveValue(value);
  expect(sign.troubles).toEqual([]);
});
