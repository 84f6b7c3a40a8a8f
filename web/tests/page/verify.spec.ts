/** The Verify and Reference views. */
import { generateKeyPairSync, sign as signature } from "node:crypto";
import { readFileSync } from "node:fs";
import { file, makeCertificate, threeFiles } from "./certificates.ts";
import { expect, test } from "./fixture.ts";

const own = makeCertificate();
const body = '{"order_id":"1","desc":"Ж\u00a0"}';
const value = signature("sha1", Buffer.from(body), {
  key: own.privatePem,
  passphrase: own.password,
}).toString("base64");

test("body, Sign and public key give yes or no at once", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Verify");
  const answer = page.locator("ak-verify .verdict");
  await expect(answer).toContainText("give the answer");
  await page.getByRole("textbox", { name: "Body, exactly as it was sent" }).click();
  await page.keyboard.insertText(body);
  await page.getByRole("textbox", { name: "Sign" }).fill(value);
  await page.getByRole("textbox", { name: "Public key" }).fill(own.publicPem);
  await expect(answer).toHaveText("Yes: this Sign is right");
  await expect(page.locator("ak-verify ak-chain li.done")).toHaveCount(5);

  await page.getByRole("textbox", { name: "Body, exactly as it was sent" }).press("End");
  await page.keyboard.insertText(" ");
  await expect(answer).toHaveText("No: this Sign is not right");
  await expect(page.locator("ak-verify ak-chain li.broken")).toContainText("body");

  await page.getByRole("textbox", { name: "Sign" }).fill(value.slice(4));
  await expect(page.locator("ak-verify ak-chain li.broken")).toContainText("Sign");
  await page.getByRole("textbox", { name: "Sign" }).fill(value);
  await sign.view("Reference");
  await sign.view("Verify");
  await expect(answer).toHaveText("No: this Sign is not right");
  await page.getByRole("textbox", { name: "Public key" }).fill("not a key");
  await expect(page.locator("ak-verify .reason")).not.toBeEmpty();
  await expect(answer).not.toContainText("Yes");
});

test("Sign is verified as it stands in the field, with all that is around it", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Verify");
  await page.getByRole("textbox", { name: "Body, exactly as it was sent" }).click();
  await page.keyboard.insertText(body);
  await page.getByRole("textbox", { name: "Public key" }).fill(own.publicPem);
  const answer = page.locator("ak-verify .verdict");
  for (const around of [`${value}\n`, ` ${value}`, `${value} `, value.replace(/=*$/, "")]) {
    await page.getByRole("textbox", { name: "Sign" }).fill(value);
    await expect(answer).toHaveText("Yes: this Sign is right");
    await page.getByRole("textbox", { name: "Sign" }).fill(around);
    await expect(answer).toHaveText("No: this Sign is not right");
    await expect(page.locator("ak-verify ak-chain li.broken")).toContainText("Sign");
    if (around.endsWith("\n"))
      await expect(page.locator("ak-verify .reason")).toContainText("it ends with a line break");
  }
});

test("a SHA-256 signature breaks at the padding", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Verify");
  const wrong = signature("sha256", Buffer.from(body), { key: own.privatePem, passphrase: own.password });
  await page.getByRole("textbox", { name: "Sign" }).fill(wrong.toString("base64"));
  await page.getByRole("textbox", { name: "Public key" }).fill(own.publicPem);
  await expect(page.locator("ak-verify ak-chain li.broken")).toContainText("padding");
});

test("the chain breaks where the reason says, and it is told what it is", async ({ sign, page }) => {
  const other = makeCertificate();
  const small = generateKeyPairSync("rsa", {
    modulusLength: 1024,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  await sign.open();
  await sign.view("Verify");
  await page.getByRole("textbox", { name: "Body, exactly as it was sent" }).click();
  await page.keyboard.insertText(body);
  const sha256 = signature("sha256", Buffer.from(body), { key: own.privatePem, passphrase: own.password });
  const ofSmall = signature("sha1", Buffer.from(body), small.privateKey).toString("base64");
  const vectors = new URL("../../../signer/testdata/keys/vectors/", import.meta.url);
  const certificate = readFileSync(new URL("public-certificate.pem", vectors), "utf8");
  const rows: [sign: string, key: string, link: string, reason: RegExp][] = [
    [`${value.slice(0, 64)}\n${value.slice(64)}`, own.publicPem, "Sign", /it has line breaks/],
    [`"${value}"`, own.publicPem, "Sign", /not base64 on one line/],
    [value.slice(4), own.publicPem, "Sign", /253 bytes, and this key's signatures have 256: it was cut/],
    [ofSmall, own.publicPem, "RSA", /128 bytes.*a key of another size/],
    [value, other.publicPem, "RSA", /not made with the private key that this public key belongs to/],
    [value, certificate, "RSA", /not made with the private key that this public key belongs to/],
    [sha256.toString("base64"), own.publicPem, "padding", /with this key, but with SHA-256/],
    [value, own.publicPem, "", /made with this key over exactly these bytes/],
  ];
  for (const [given, key, link, reason] of rows) {
    await page.getByRole("textbox", { name: "Sign" }).fill(given);
    await page.getByRole("textbox", { name: "Public key" }).fill(key);
    await expect(page.locator("ak-verify .reason")).toContainText(reason);
    if (link) await expect(page.locator("ak-verify ak-chain li.broken .ring")).toHaveText(link);
  }
  await page.getByRole("textbox", { name: "Body, exactly as it was sent" }).press("End");
  await page.keyboard.insertText(" ");
  await expect(page.locator("ak-verify .reason")).toContainText(
    "with this key and SHA-1, but over another body",
  );
  await expect(page.locator("ak-verify ak-chain li.broken .ring")).toHaveText("body");
  await page.getByRole("textbox", { name: "Public key" }).fill("garbage");
  await expect(page.locator("ak-verify .reason")).toContainText(
    "-----BEGIN PUBLIC KEY----- is missing. Use public.pem",
  );
});

test("a public key that is dropped or picked here stays here", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Verify");
  const key = page.getByRole("textbox", { name: "Public key" });
  await sign.drop([file("public.pem", own.publicPem)]);
  await expect(key).toHaveValue(own.publicPem);
  await key.fill("");
  const picker = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose public.pem" }).click();
  await (await picker).setFiles(file("public.pem", own.publicPem));
  await expect(key).toHaveValue(own.publicPem);
  // A certificate is still one.
  await sign.drop(threeFiles(own));
  await expect(page.locator("ak-certificate dl")).toBeVisible();
});

test("a body from a file keeps its line ends", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Verify");
  const text = '{"a":\r\n1}\r';
  const picker = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "From a file" }).click();
  await (await picker).setFiles({
    name: "body.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  await expect(page.locator("ak-verify ak-bytes .facts").last()).toContainText(`${text.length} bytes`);
});

test("a body that is no text is checked as its bytes", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Verify");
  const bytes = Buffer.from([0xff, 0x00, 0xfe]);
  const right = signature("sha1", bytes, { key: own.privatePem, passphrase: own.password });
  const picker = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "From a file" }).click();
  await (await picker).setFiles({ name: "body.bin", mimeType: "application/octet-stream", buffer: bytes });
  await page.getByRole("textbox", { name: "Sign" }).fill(right.toString("base64"));
  await page.getByRole("textbox", { name: "Public key" }).fill(own.publicPem);
  await expect(page.locator("ak-verify .verdict")).toHaveText("Yes: this Sign is right");
});

test("the reference finds fields and answers", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Reference");
  await expect(page.getByRole("heading", { name: "Create payment" })).toBeVisible();
  await page.getByRole("searchbox").fill("holder");
  await expect(page.getByText("extra.card_holder")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Create payment" })).toHaveCount(0);
  await page.getByRole("searchbox").fill("order_id exists");
  await expect(page.getByText("Use a new, unique one.")).toBeVisible();
  await page.getByRole("searchbox").fill("no such thing");
  await expect(page.getByText("Nothing like that in the documentation.")).toBeVisible();
});
