/** The Notification and Answer views. */
import { sign as signature } from "node:crypto";
import { file, makeCertificate } from "./certificates.ts";
import { expect, type SignPage, test } from "./fixture.ts";

const alikassa = makeCertificate();

async function type({ page }: SignPage, name: RegExp, text: string): Promise<void> {
  await page.getByRole("textbox", { name }).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

test("the example of a notification is AliKassa's, until one letter of it changes", async ({
  sign,
  page,
}) => {
  await sign.open();
  await sign.view("Notification");
  const verdict = page.locator("ak-notification .verdict");
  await expect(verdict).toHaveText("Is it really from AliKassa?");
  await page.getByRole("button", { name: "An example" }).click();
  await expect(verdict).toHaveText("Yes: AliKassa signed this");
  await expect(page.locator("ak-notification dd").filter({ hasText: "paid" })).toHaveCount(1);
  const text = await page
    .locator("ak-notification ak-editor")
    .evaluate((editor) => (editor as unknown as { value: string }).value);
  await type(sign, /^Notification or redirect/, text.replace("amount=500.50", "amount=900.50"));
  await expect(verdict).toHaveText("No: sign does not fit these fields");
  await expect(page.locator("ak-notification ak-findings li").first()).toBeVisible();
});

test("a redirect as JSON is checked with a public.pem that is dropped here", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Notification");
  const data = '{"order_id":"7","uuid":"7f1c9e8a-5a51-4d4b-9f0e-0d6f6f3f5c11"}';
  const value = signature("sha1", Buffer.from(data), {
    key: alikassa.privatePem,
    passphrase: alikassa.password,
  });
  await type(
    sign,
    /^Notification or redirect/,
    JSON.stringify({ ...JSON.parse(data), sign: value.toString("base64") }),
  );
  await sign.drop([file("public.pem", alikassa.publicPem)]);
  await expect(page.locator("ak-notification .verdict")).toHaveText("Yes: AliKassa signed this");
  await page.getByRole("textbox", { name: "Public key for notifications" }).fill("no key");
  await expect(page.locator("ak-notification .verdict")).toHaveText("This cannot be verified");
});

test("answers are explained: what became of the payment, and what to do", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Answer");
  const verdict = page.locator("ak-answer .verdict");
  await expect(verdict).toHaveText("What does this answer mean?");
  const outcomes = {
    Created: "Created",
    "A field is wrong": "Not created",
    "order_id exists": "Not created",
    "500": "Not known whether it was created",
    "A page of HTML": "Not known whether it was created",
    Timeout: "Not known whether it was created",
  };
  for (const [name, outcome] of Object.entries(outcomes)) {
    await page.getByRole("group", { name: "Examples" }).getByRole("button", { name, exact: true }).click();
    await expect(verdict).toHaveText(outcome);
    await expect(page.locator("ak-answer .advice")).not.toBeEmpty();
  }
  await page
    .getByRole("group", { name: "Examples" })
    .getByRole("button", { name: "A field is wrong" })
    .click();
  await expect(page.locator("ak-answer li")).toContainText("customer_ip");
});

test("a whole HTTP message brings its status along", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Answer");
  await type(
    sign,
    /^Body$/,
    'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{"message":"order_id exists"}',
  );
  await expect(page.getByLabel("Status")).toHaveValue("400");
  await expect(page.locator("ak-answer .verdict")).toHaveText("Not created");
});
