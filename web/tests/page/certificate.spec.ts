/** The certificate: every way in, what is shown of it, and the way out. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { file, makeCertificate, threeFiles, verifies, zip } from "./certificates.ts";
import { expect, test } from "./fixture.ts";

const own = makeCertificate();
const other = makeCertificate("another");

test("a dropped archive signs in the place of the demo certificate", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  await sign.drop([zip(threeFiles(own))]);
  const value = await sign.signedAnew(demo);
  expect(verifies(await sign.body(), value, own.publicPem)).toBe(true);
  const facts = page.locator("ak-certificate dl");
  await expect(facts).toContainText("2048 bits");
  await expect(facts).toContainText("PKCS #1");
  await expect(facts).toContainText("AES-256-CBC");
  await expect(facts).toContainText(/[0-9a-f]{64}/);
  await expect(facts).toContainText("belongs to this key");
  await expect(sign.chip).toContainText("2048 bits");
});

test("loose files work when dropped, picked, and as a folder", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  await sign.drop(threeFiles(own), "ak-result");
  const first = await sign.signedAnew(demo);

  const picker = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose another" }).click();
  await (await picker).setFiles(threeFiles(other));
  const second = await sign.signedAnew(first);
  expect(verifies(await sign.body(), second, other.publicPem)).toBe(true);

  await page.locator("ak-certificate").getByRole("button", { name: "Forget the certificate" }).click();
  await sign.signedAnew(second);
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  for (const { name, buffer } of threeFiles(own)) writeFileSync(join(folder, name), buffer);
  const folderPicker = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a folder" }).click();
  await (await folderPicker).setFiles(folder);
  await expect(sign.value).toHaveText(first);
});

test("a folder is opened when dropped, to any depth", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  const deep = join(folder, "a", "payment");
  mkdirSync(deep, { recursive: true });
  // More than one portion of what a browser hands out of a folder at a time.
  for (let at = 0; at < 120; at++) writeFileSync(join(folder, "a", `note-${at}.txt`), "");
  for (const { name, buffer } of threeFiles(own)) writeFileSync(join(deep, name), buffer);
  await sign.dropPaths([folder]);
  const value = await sign.signedAnew(demo);
  expect(verifies(await sign.body(), value, own.publicPem)).toBe(true);
  await expect(page.locator("ak-certificate .left")).toHaveCount(0);
});

test("what is not taken of a drop is said", async ({ sign, page }) => {
  await sign.open();
  const said = page.locator("ak-certificate").getByRole("alert");
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  await sign.dropPaths([folder]);
  await expect(said).toContainText("There is no file in this.");
  await sign.signed();

  writeFileSync(join(folder, "film.mp4"), Buffer.alloc(4 * 1024 * 1024 + 1));
  await sign.view("Reference");
  await sign.dropPaths([folder]);
  await expect(said).toContainText(/Too large to be part of a certificate: .*film\.mp4/);
  await expect(said).not.toContainText("no file");

  for (let at = 0; at < 220; at++) writeFileSync(join(folder, `note-${at}.txt`), "");
  await sign.dropPaths([folder]);
  await expect(said.first()).toContainText("more files than the 200");
  await sign.drop([zip(threeFiles(own))]);
  await expect(page.locator("ak-certificate dl")).toBeVisible();
  await expect(said).toHaveCount(0);
});

test("the focus goes on to what follows", async ({ sign, page }) => {
  await sign.open();
  await sign.drop([file("private.pem", own.privatePem)]);
  const password = page.getByLabel("Password (the contents of password.txt)");
  await password.fill("wrong");
  await password.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(password).toBeFocused();
  await expect(password).toHaveValue("");
  await password.fill(own.password);
  await password.press("Enter");
  await expect(page.locator("ak-certificate dl")).toBeVisible();
  expect(await sign.focused()).toBe("h2 title");
  await page.locator("ak-certificate").getByRole("button", { name: "Forget the certificate" }).press("Enter");
  await expect(sign.chip).toContainText("Demo");
  expect(await sign.focused()).toBe("h2 title");
  await sign.drop([zip(threeFiles(own))]);
  await sign.chip.getByRole("button", { name: "Forget the certificate" }).press("Enter");
  await expect(sign.chip).toBeFocused();
  await expect(sign.chip).toContainText("Demo");
  await sign.drop([file("private.pem", own.privatePem)]);
  await page.getByRole("button", { name: "Cancel" }).press("Enter");
  expect(await sign.focused()).toBe("h2 title");
});

test("a pasted key that does not open stays in its form, with the reason", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  await page.getByRole("button", { name: "Paste a key" }).click();
  const pem = page.getByLabel("private.pem");
  await pem.fill(own.privatePem.slice(0, 400));
  await page.getByRole("button", { name: "Open", exact: true }).press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(pem).toHaveValue(own.privatePem.slice(0, 400));
  await expect(pem).toBeFocused();
  await sign.unsigned();
  await pem.fill(own.privatePem);
  const password = page.getByLabel("Password, if the key has one");
  await password.fill("wrong");
  await password.press("Enter");
  await expect(page.getByRole("alert")).toContainText("password");
  await expect(password).toBeFocused();
  await expect(pem).toHaveValue(own.privatePem);
  await password.fill(own.password);
  await password.press("Enter");
  await sign.signedAnew(demo);
  await expect(pem).toHaveCount(0);
  expect(await sign.focused()).toBe("h2 title");
});

test("a missing password is asked for, a wrong one is said, and it can be shown", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  await sign.drop([file("private.pem", own.privatePem)]);
  const password = page.getByLabel("Password (the contents of password.txt)");
  await expect(password).toBeVisible();
  await sign.unsigned();
  await password.fill("wrong");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("password");
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(password).toHaveAttribute("type", "text");
  await password.fill(own.password);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  const value = await sign.signedAnew(demo);
  expect(verifies(await sign.body(), value, own.publicPem)).toBe(true);
});

test("a key is pasted into the form, or anywhere outside a field", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  await page.getByRole("button", { name: "Paste a key" }).click();
  await page.getByLabel("private.pem").fill(own.privatePem);
  await page.getByLabel("Password, if the key has one").fill(own.password);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await sign.signedAnew(demo);
  await expect(page.locator("ak-certificate dl")).toContainText("not given");

  await page.evaluate((text) => navigator.clipboard.writeText(text), other.privatePem);
  await page.getByRole("navigation").getByRole("button", { name: "Sign" }).focus();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(page.getByLabel("Password (the contents of password.txt)")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(sign.chip).toContainText("2048 bits");
  await sign.signed();
});

test("several certificates in one archive are a choice", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  await sign.drop([zip([...threeFiles(own, "payment/"), ...threeFiles(other, "payout/")])]);
  await expect(page.getByRole("alert")).toBeVisible();
  await sign.unsigned();
  await page
    .getByRole("group", { name: "Which certificate?" })
    .getByRole("button", { name: /payout/ })
    .click();
  const value = await sign.signedAnew(demo);
  expect(verifies(await sign.body(), value, other.publicPem)).toBe(true);
});

test("a choice is kept while its password is asked for", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  const files = [...threeFiles(own, "payment/"), ...threeFiles(other, "payout/")];
  await sign.drop([zip(files.filter(({ name }) => !name.endsWith("password.txt")))]);
  await page.getByRole("button", { name: /payment/ }).click();
  await page.getByLabel("Password (the contents of password.txt)").fill(own.password);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  const value = await sign.signedAnew(demo);
  expect(verifies(await sign.body(), value, own.publicPem)).toBe(true);
});

test("notes say what will trouble other programs", async ({ sign, page }) => {
  await sign.open();
  await sign.drop([
    file("private.pem", own.privatePem),
    file("public.pem", other.publicPem),
    file("password.txt", `${own.password}\n`),
  ]);
  await expect(page.locator("ak-certificate dl")).toContainText("belongs to another key");
  await expect(page.locator("ak-certificate .notice").filter({ hasText: "password.txt" })).toBeVisible();
});

test("what is no certificate is said to be so, and the one in use stays", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  await sign.drop([file("certificate.zip", "PK\x03\x04 and then nothing")]);
  await expect(page.getByRole("alert")).toContainText("Error");
  await sign.unsigned();
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await sign.signed()).toBe(demo);
});

test("one that is dropped while the engine loads is opened when it is ready", async ({ sign, page }) => {
  const release = await sign.openEarly();
  await sign.drop([zip(threeFiles(other))]);
  await sign.drop([zip(threeFiles(own))]);
  await expect(page.locator("ak-certificate")).toContainText("Is opened as soon as the engine is ready.");
  release();
  const value = await sign.signed();
  expect(verifies(await sign.body(), value, own.publicPem)).toBe(true);
  await expect(sign.chip).not.toContainText("Demo");
});

test("one that needs a password while the engine loads asks for it, and the demo waits behind", async ({
  sign,
  page,
}) => {
  const release = await sign.openEarly();
  await sign.drop([file("private.pem", own.privatePem)]);
  release();
  await expect(page.getByLabel("Password (the contents of password.txt)")).toBeVisible();
  await expect(page.getByText("Certificate not open yet").first()).toBeVisible();
  await sign.unsigned();
  await page.getByRole("button", { name: "Cancel" }).click();
  await sign.signed();
  await expect(sign.chip).toContainText("Demo certificate");
});

test("whatever follows upon whatever, the last that was dropped signs", async ({ sign, page }) => {
  await sign.open();
  const dropAtOnce = (actions: (readonly [string, ...string[]])[]): Promise<void> =>
    page.locator("alikassa-sign").evaluate(async (element, list) => {
      type Files = { name: string; data: Uint8Array }[];
      const { session } = element as unknown as {
        session: { forget(): Promise<void>; open(files: Files): Promise<void> };
      };
      const encoder = new TextEncoder();
      await Promise.all(
        list.map(([pem, password = ""]) =>
          pem === "forget"
            ? session.forget()
            : session.open([
                { name: "private.pem", data: encoder.encode(pem) },
                { name: "password.txt", data: encoder.encode(password) },
              ]),
        ),
      );
    }, actions);
  await dropAtOnce([["forget"], [own.privatePem, own.password]]);
  expect(verifies(await sign.body(), await sign.signed(), own.publicPem)).toBe(true);
  await expect(sign.chip).not.toContainText("Demo");
  await dropAtOnce([[own.privatePem, own.password], ["forget"], [other.privatePem, other.password]]);
  expect(verifies(await sign.body(), await sign.signed(), other.publicPem)).toBe(true);
  await expect(sign.chip).not.toContainText("Demo");
  await dropAtOnce([["forget"], ["forget"]]);
  await expect(sign.chip).toContainText("Demo");
  await sign.signed();
});

test("forgotten by the chip's cross, and when the page is left", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  await sign.drop([zip(threeFiles(own))]);
  await sign.signedAnew(demo);
  await sign.chip.getByRole("button", { name: "Forget the certificate" }).click();
  await expect(sign.value).toHaveText(demo);
  await expect(sign.chip).toContainText("Demo certificate");

  await sign.drop([zip(threeFiles(own))]);
  await sign.signedAnew(demo);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await expect(sign.value).toHaveText(demo);
  await expect(sign.chip).toContainText("Demo certificate");
});
