/** Data stays data, whatever it holds and however much it is. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";

const markup = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>{{x}}`;

test("markup is shown as text wherever it comes", async ({ sign, page }) => {
  await sign.open();
  await sign.paste(JSON.stringify({ [markup]: markup, order_id: markup, service: { [markup]: [markup] } }));
  await sign.signed();
  await page.getByLabel("Compare with").selectOption("go");
  await expect(page.locator("#body-bytes .text")).toContainText("onerror");
  await expect(page.locator("ak-problems li").first()).toBeVisible();
  await sign.view("Verify");
  await page.getByRole("textbox", { name: "Sign" }).fill(markup);
  await page.getByRole("textbox", { name: "Public key" }).fill(markup);
  await sign.view("Reference");
  await page.getByRole("searchbox").fill(markup);
  expect(await page.title()).toBe("AliKassa Sign");
  await expect(page.locator("img, script[src='x']")).toHaveCount(0);
});

test("text that runs from right to left is shown in the order of its bytes", async ({ sign, page }) => {
  await sign.open();
  const text = '{"desc":"\u202eabc\u202c שלום \u2066x","order_id":"1"}';
  await page.getByLabel("The body is written as by").selectOption("as-is");
  await sign.paste(text);
  await sign.signed();
  const box = page.locator("#body-bytes .text");
  await expect(box.locator('.control[data-sign="202E"]')).toHaveCount(1);
  await expect(box).toHaveCSS("unicode-bidi", "bidi-override");
  expect((await sign.body()).toString()).toBe(text);
});

test("code is shown in the order of its characters, with nothing unseen, and copied as it is", async ({
  sign,
  page,
}) => {
  await sign.open();
  const text = '{"desc":"\u202eabc \u3164\u00a0\ufe0f","order_id":"1"}';
  await page.getByLabel("The body is written as by").selectOption("as-is");
  await page.getByRole("tab", { name: "HTTP" }).click();
  await sign.paste(text);
  const code = page.locator("ak-code pre");
  await expect(code).toContainText("abc");
  await expect(code).toHaveCSS("unicode-bidi", "bidi-override");
  await expect(code).toHaveCSS("direction", "ltr");
  for (const drawn of ["202E", "3164", "NBSP", "FE0F"])
    await expect(code.locator(`[data-sign="${drawn}"]`)).toHaveCount(1);
  await expect(code.locator("[data-sign]")).toHaveCount(4);
  await expect(code.locator('[data-sign="202E"]')).toHaveCSS("unicode-bidi", "isolate-override");
  expect((await code.textContent())?.endsWith(text)).toBe(true);
  expect((await sign.copied("HTTP")).endsWith(text)).toBe(true);
  await code.focus();
  await code.evaluate((pre) => document.getSelection()?.selectAllChildren(pre));
  await page.keyboard.press("ControlOrMeta+c");
  expect(
    (await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\r\n", "\n").endsWith(text),
  ).toBe(true);
});

test("a member with a dot in its name is unknown, and not the member that the form fills in", async ({
  sign,
  page,
}) => {
  await sign.open();
  await page.getByLabel("Operation").selectOption("payout");
  await sign.paste('{"extra.card_holder": "flat", "extra": {"card_holder": "nested"}}');
  await expect(sign.field("extra.card_holder")).toHaveValue("nested");
  await expect(sign.field("extra\\\\.card_holder")).toHaveValue("flat");
  await sign.field("extra.card_holder").fill("BORIS");
  expect(await sign.json()).toBe('{"extra.card_holder": "flat", "extra": {"card_holder": "BORIS"}}');
  await sign.field("extra\\\\.card_holder").fill("x");
  expect(await sign.json()).toBe('{"extra.card_holder": "x", "extra": {"card_holder": "BORIS"}}');
  const line = page.locator("ak-form .field").filter({ has: page.locator('[data-field^="extra\\\\."]') });
  await expect(line).toContainText("not in the documentation");
  await expect(line.locator(".problem")).toHaveCount(1);
  await line.getByRole("button").click();
  expect(await sign.json()).toBe('{"extra": {"card_holder": "BORIS"}}');
});

test("lists within lists do not stop the page", async ({ sign }) => {
  await sign.open();
  await sign.paste(`{"order_id": ${"[".repeat(40)}${"]".repeat(40)}}`);
  await sign.paste('{"order_id": "and on"}');
  await expect(sign.page.locator("#body-bytes .text")).toContainText("and on");
});

test("half a mebibyte is signed, drawn in part, and copied whole", async ({ sign, page }) => {
  await sign.open();
  const text = JSON.stringify({ desc: "x".repeat(512 * 1024), order_id: "1" });
  await page.locator("alikassa-sign").evaluate((element, json) => {
    (element as unknown as { session: { text: string } }).session.text = json;
  }, text);
  await expect(page.locator("#body-bytes .facts")).toContainText("524,");
  await sign.signed();
  await expect(page.locator("ak-form")).toContainText("too large for the form");
  const editor = page.locator("ak-request ak-editor");
  expect(await editor.evaluate(({ clientHeight }) => clientHeight)).toBeLessThanOrEqual(640);
  expect(await page.locator("#body-bytes .line").count()).toBeLessThan(60);
  expect((await sign.body()).toString()).toBe(text);
  await page.locator("#body-bytes .box").evaluate((box) => {
    box.scrollTop = box.scrollHeight;
  });
  await expect(page.locator("#body-bytes .line").last()).toContainText('"1"}');
  await page.getByLabel("Compare with").selectOption("python");
  await expect(page.locator("ak-result .compare")).toContainText("3 differences");
  const next = page.getByRole("button", { name: "Next difference" });
  await next.click();
  await expect(page.locator("ak-result .compare mark.here")).toBeInViewport();
  await next.click();
  await next.click();
  await expect(page.locator("ak-result .compare mark.here")).toBeInViewport();
});

test("eight thousand members do not stop the page", async ({ sign, page }) => {
  await sign.open();
  const members = Array.from({ length: 8_000 }, (_, at) => `"unknown_${at}": ${at}`);
  await page.locator("alikassa-sign").evaluate(
    (element, json) => {
      (element as unknown as { session: { text: string } }).session.text = json;
    },
    `{${members.join(", ")}}`,
  );
  await expect(page.locator("ak-form")).toContainText("more members are in the JSON");
  await sign.signed();
  expect(await page.locator("ak-form .field").count()).toBeLessThan(100);
  expect(await page.locator("ak-problems li").count()).toBeLessThan(100);
  await sign.paste('{"order_id": "small again"}');
  await expect(page.locator("#body-bytes .text")).toContainText("small again");
});

test("more than a mebibyte is refused in words", async ({ sign, page }) => {
  await sign.open();
  await page.locator("alikassa-sign").evaluate((element) => {
    (element as unknown as { session: { text: string } }).session.text =
      `{"desc":"${"<b>".repeat(400_000)}"}`;
  });
  await sign.unsigned();
  await expect(page.locator("ak-problems li").first()).toContainText("Error");
});

test.describe("in Debug", () => {
  const paste = async (page: Page, text: string): Promise<void> => {
    await page.getByRole("textbox", { name: /^Paste anything/ }).click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(text);
  };

  test("markup stays text: in the paste, the findings, the bytes, the report and the reference", async ({
    sign,
    page,
  }) => {
    await sign.open();
    await sign.view("Debug");
    await paste(page, `curl ${markup} -H 'Sign: ${markup}' -d '{"${markup}": "${markup}"}'`);
    await page.getByRole("textbox", { name: "Other public keys" }).fill(markup);
    await page.getByRole("button", { name: "Take from the Sign view" }).click();
    await page.getByRole("textbox", { name: "Body, exactly as it was sent" }).click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(JSON.stringify({ [markup]: markup, order_id: markup }));
    await expect(page.locator("ak-diagnosis ak-bytes .text").first()).toContainText("onerror");
    await page.getByText("Read it first").click();
    await sign.view("Notification");
    await page.getByRole("textbox", { name: /^Notification or redirect/ }).click();
    await page.keyboard.insertText(`?order_id=${markup}&${markup}=1&sign=${markup}`);
    await page.getByRole("textbox", { name: "Public key for notifications" }).fill(markup);
    await sign.view("Answer");
    await page.getByLabel("Status").fill("400");
    await page.getByRole("textbox", { name: "Body", exact: true }).click();
    await page.keyboard.insertText(JSON.stringify({ message: markup, errors: { [markup]: [markup] } }));
    await expect(page.locator("ak-answer .verdict")).not.toHaveText("What does this answer mean?");
    expect(await page.title()).toBe("AliKassa Sign");
    await expect(page.locator("img, script[src='x']")).toHaveCount(0);
  });

  test("five mebibytes are not taken, in words, and the page goes on", async ({ sign, page }) => {
    test.slow();
    await sign.open();
    await sign.view("Debug");
    await page.getByRole("textbox", { name: /^Paste anything/ }).click();
    await page.evaluate(() => navigator.clipboard.writeText(`{"a":"${"x<b>".repeat(1_310_720)}"}`));
    await page.keyboard.press("ControlOrMeta+v");
    await expect(page.locator("ak-refused .notice")).toContainText("5,242,");
    await page.getByRole("button", { name: "Line breaks in Sign" }).click();
    await expect(page.locator("ak-diagnosis .verdict")).toContainText("line breaks");
    await expect(page.locator("ak-refused .notice.error")).toHaveCount(0);
  });

  test("two mebibytes in one line are read without the page standing still for long", async ({
    sign,
    page,
  }) => {
    test.slow();
    await sign.open();
    await sign.view("Debug");
    await page.getByRole("textbox", { name: /^Paste anything/ }).click();
    await page.evaluate(() => navigator.clipboard.writeText(`{"a":"${"x".repeat(2 * 1024 * 1024)}"}`));
    const start = Date.now();
    await page.keyboard.press("ControlOrMeta+v");
    await page.getByRole("button", { name: "Plus became a blank" }).click();
    await expect(page.locator("ak-diagnosis .verdict")).toContainText("blanks");
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  test("bytes that are no text, and text from right to left, are shown for what they are", async ({
    sign,
    page,
  }) => {
    await sign.open();
    await sign.view("Debug");
    await paste(page, "\u0000\u0001\ufffd\u202e\u2066GIF89a\u0007\u001b[31m");
    await page.getByRole("button", { name: "Take from the Sign view" }).click();
    const picker = page.waitForEvent("filechooser");
    await page.locator("ak-refused").getByRole("button", { name: "From a file" }).click();
    await (await picker).setFiles({
      name: "body.bin",
      mimeType: "application/octet-stream",
      buffer: Buffer.from([0xff, 0x00, 0xfe, 0x80]),
    });
    await expect(page.locator("ak-diagnosis ak-bytes .facts").last()).toContainText("4 bytes");
    await expect(page.locator("ak-diagnosis .verdict")).not.toHaveClass(/right/);
    await page.getByRole("textbox", { name: "Body, exactly as it was sent" }).click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText('{"desc":"\u202eabc"}');
    await expect(
      page.locator("ak-diagnosis ak-bytes").last().locator('.control[data-sign="202E"]'),
    ).toHaveCount(1);
  });
});
