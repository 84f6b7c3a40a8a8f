/** Data stays data, whatever it holds and however much it is. */
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
