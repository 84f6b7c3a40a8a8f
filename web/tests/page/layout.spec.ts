/** How the page lies: nothing scrolls into emptiness, touches or is cut. */
import { makeCertificate, threeFiles, zip } from "./certificates.ts";
import { expect, type SignPage, test } from "./fixture.ts";

const own = makeCertificate();

async function setText({ page }: SignPage, json: string): Promise<void> {
  await page.locator("alikassa-sign").evaluate((element, text) => {
    (element as unknown as { session: { text: string } }).session.text = text;
  }, json);
}

test.describe("wide", () => {
  test.use({ viewport: { width: 1360, height: 900 } });

  test("the page itself never scrolls, however long its panes are", async ({ sign, page }) => {
    await sign.open();
    const height = (): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight);
    expect(await height()).toBe(900);
    await setText(sign, `{${["a", "b", "c", "d", "e"].map((name) => `"own_${name}": 1`)}}`);
    await expect(page.locator("ak-problems li")).toHaveCount(10);
    expect(await height()).toBe(900);
    for (const view of ["Verify", "Reference"]) {
      await sign.view(view);
      expect(await height()).toBe(900);
    }
  });

  test("hex fills its box", async ({ sign, page }) => {
    await sign.open();
    await page.locator("#body-bytes").getByRole("button", { name: /^Hex/ }).click();
    await expect(page.locator("#body-bytes .line").first()).toHaveText(/^0000 {2}([0-9a-f]{2} ){16} .{16}$/);
    const { scrollWidth, clientWidth } = await page
      .locator("#body-bytes .box")
      .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    expect(scrollWidth).toBe(clientWidth);
  });
});

for (const [width, wide] of [
  [900, false],
  [1560, true],
] as const) {
  test.describe(`Russian, ${width} px`, () => {
    test.use({ viewport: { width, height: 900 }, locale: "ru-RU" });

    test("the bar is as few lines as it can be, and each link's name has room in its ring", async ({
      sign,
      page,
    }) => {
      await sign.open();
      await sign.drop([zip(threeFiles(own))]);
      await expect(sign.chip).toContainText("2048 бит");
      const bar = await page.locator("ak-bar").boundingBox();
      expect(bar?.height).toBeLessThan(wide ? 48 : 88); // where it is narrow the views have a line of their own
      const tops = await page
        .locator("ak-bar nav button")
        .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top));
      expect(new Set(tops).size).toBe(1);
      const room = await page.locator("ak-result ak-chain .ring").evaluateAll((rings) =>
        rings.map((ring) => {
          const range = document.createRange();
          range.selectNodeContents(ring);
          return (ring.getBoundingClientRect().width - range.getBoundingClientRect().width) / 2;
        }),
      );
      // 3 of them are the ring's own line; where rings stand side by side, a link's end lies on it.
      for (const pixels of room) expect(pixels).toBeGreaterThan(wide ? 8 : 7);
    });
  });
}

test.describe("narrow", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("URL and account can be read in full, and links begin where their text does", async ({
    sign,
    page,
  }) => {
    await sign.open();
    const cut = await page
      .locator("ak-result dd")
      .evaluateAll((values) =>
        values
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ previousElementSibling }) => previousElementSibling?.textContent),
      );
    expect(cut).toEqual(["Sign"]);
    await sign.field("customer_ip").fill("x");
    await expect(page.locator("ak-problems button.plain")).toHaveCSS("padding-left", "0px");
  });

  test("no choice is cut by a scroller of its own", async ({ sign, page }) => {
    await sign.open();
    const { scrollHeight, clientHeight } = await page
      .locator("ak-form .choices")
      .evaluate(({ scrollHeight, clientHeight }) => ({ scrollHeight, clientHeight }));
    expect(scrollHeight).toBe(clientHeight);
  });
});
