/** For everyone: axe on each view, the keyboard alone, narrow pages, languages. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { file, makeCertificate, threeFiles, zip } from "./certificates.ts";
import { expect, looks, type SignPage, test } from "./fixture.ts";

const own = makeCertificate();
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function noViolations({ page }: SignPage): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
  ).toEqual([]);
}

for (const [colorScheme, width] of looks) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" } as object);

    test("no view has a violation", async ({ sign, page }) => {
      test.slow();
      await sign.open();
      await noViolations(sign);
      await page.getByLabel("Compare with").selectOption("python");
      await sign.field("customer_ip").fill("nowhere");
      await page.locator("ak-result ak-chain li").nth(2).getByRole("button").click();
      await page.getByText("Stays in this tab. No network, no storage: check it").click();
      await page.getByRole("button", { name: "Paste a key" }).click();
      await expect(page.locator("ak-form .problem")).toBeVisible();
      await noViolations(sign);
      await sign.view("Verify");
      await page.getByRole("button", { name: "Take from the Sign view" }).click();
      await expect(page.getByText("Yes: this Sign is right")).toBeVisible();
      await noViolations(sign);
      await sign.view("Reference");
      await noViolations(sign);
    });

    test("no view that explains has a violation", async ({ sign, page }) => {
      test.slow();
      await sign.open();
      await sign.view("Debug");
      await noViolations(sign);
      await page.getByRole("button", { name: "PHP signed, Node sent" }).click();
      await page.getByRole("button", { name: "Next difference" }).click();
      await page.locator("ak-diagnosis ak-chain li").nth(2).getByRole("button").click();
      await page.getByText("Read it first").click();
      await page.locator("ak-compared #sent").getByRole("button", { name: "Hex" }).click();
      await noViolations(sign);
      await page.getByRole("button", { name: "Take from the Sign view" }).click();
      await expect(page.locator("ak-diagnosis .verdict")).toHaveClass(/right/);
      await noViolations(sign);
      await sign.view("Notification");
      await page.getByRole("button", { name: "An example" }).click();
      await expect(page.getByText("Yes: AliKassa signed this")).toBeVisible();
      await noViolations(sign);
      await sign.view("Answer");
      await page.getByRole("button", { name: "A field is wrong" }).click();
      await expect(page.locator("ak-answer .advice")).toBeVisible();
      await noViolations(sign);
    });

    test("a loaded certificate and a refused one have none", async ({ sign, page }) => {
      await sign.open();
      await sign.drop([zip(threeFiles(own))]);
      await expect(page.locator("ak-certificate dl")).toBeVisible();
      await noViolations(sign);
      await sign.drop([file("private.pem", own.privatePem)]);
      await expect(page.getByRole("alert")).toBeVisible();
      await noViolations(sign);
    });
  });
}

test.describe("narrow", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("one column that never scrolls sideways, with the result at the bottom", async ({ sign, page }) => {
    await sign.open();
    for (const view of ["Sign", "Debug", "Verify", "Notification", "Answer", "Reference"]) {
      await sign.view(view);
      if (view === "Debug") await page.getByRole("button", { name: "The payouts certificate" }).click();
      if (view === "Notification") await page.getByRole("button", { name: "An example" }).click();
      if (view === "Answer") await page.getByRole("button", { name: "A field is wrong" }).click();
      await expect(page.locator(".verdict").or(page.locator("h2")).first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
    await sign.view("Sign");
    const bar = page.getByRole("region", { name: "Result" });
    await expect(bar).toBeInViewport();
    await expect(bar).toContainText("Signed");
    expect(await sign.copied("Sign", "ak-summary")).toBe(await sign.signed());
    await page.getByRole("button", { name: "JSON", exact: true }).click();
    await sign.paste("{");
    await expect(bar).toContainText("Not signed");
    await expect(bar.getByRole("button", { name: "Copy: Sign" })).toBeDisabled();
  });
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("the verdict of Debug stands at the bottom, and leads to why", async ({ sign, page }) => {
    await sign.open();
    await sign.view("Debug");
    await page.getByRole("button", { name: "A line break at the end" }).click();
    const bar = page.getByRole("region", { name: "Result" });
    await expect(bar).toBeInViewport();
    await expect(bar).toContainText("line break");
    await bar.getByRole("button", { name: "See why" }).click();
    await expect(page.locator("ak-diagnosis .verdict")).toBeInViewport();
  });
});

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      const labels =
        active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active.labels : null;
      return active?.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? active?.textContent ?? "";
    });
    if (name.test(label.trim())) return;
  }
  throw new Error(`no way by Tab to ${name}`);
}

test("the keyboard alone goes from a paste to the cause, its code, and a request made right", async ({
  sign,
  page,
}) => {
  await sign.open();
  await tabTo(page, /^Debug$/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^Paste anything/);
  await page.keyboard.insertText("nothing");
  await tabTo(page, /^PHP signed, Node sent$/);
  await page.keyboard.press("Enter");
  await expect(page.locator("ak-diagnosis .verdict")).toContainText("json_encode");
  await tabTo(page, /^about this cause/);
  await tabTo(page, /^Copy: PHP$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "PHP copied" })).toHaveCount(1);
  await tabTo(page, /^Make it right$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Certificate" })).toBeVisible();
});

test("the keyboard alone goes from a password to a copied Sign", async ({ sign, page }) => {
  await sign.open();
  const demo = await sign.signed();
  await tabTo(page, /^Paste a key$/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^private\.pem$/);
  await page.keyboard.insertText(own.privatePem);
  await tabTo(page, /^Password/);
  await page.keyboard.insertText(own.password);
  await page.keyboard.press("Enter");
  await sign.signedAnew(demo);
  await tabTo(page, /^The request as JSON$/);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("{}");
  await tabTo(page, /^PHP: json_encode|^Copy: body$/);
  await tabTo(page, /^Copy: Sign$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Sign copied" })).toHaveCount(1);
  await tabTo(page, /^curl$/);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "HTTP" })).toBeFocused();
  await expect(page.getByRole("tab", { name: "HTTP" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("End");
  await expect(page.getByRole("tab", { name: "Go", exact: true })).toBeFocused();
});

test("where a press changes the view, the focus goes to the new one's heading", async ({ sign, page }) => {
  await sign.open();
  await sign.view("Verify");
  await expect(page.getByRole("navigation").getByRole("button", { name: "Verify" })).toBeFocused();
  await sign.view("Debug");
  await page.getByRole("button", { name: "A line break at the end" }).click();
  await page.getByRole("link", { name: "about this cause" }).press("Enter");
  await expect.poll(() => sign.focused()).toMatch(/^h3 /);
  await sign.view("Debug");
  await page.getByRole("button", { name: "Make it right" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Certificate" })).toBeFocused();
  await sign.view("Send");
  await page.getByRole("button", { name: "To the Sign view" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Certificate" })).toBeFocused();
});

test("focus can be seen on every control of the bar", async ({ sign, page }) => {
  await sign.open();
  await sign.drop([zip(threeFiles(own))]);
  await expect(sign.chip).toContainText("2048 bits");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const seen: string[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const { inBar, name, outline } = await page.evaluate(() => {
      let active = document.activeElement;
      let inBar = false;
      while (active?.shadowRoot?.activeElement) {
        active = active.shadowRoot.activeElement;
        inBar ||= active.localName === "ak-bar";
      }
      if (!active) return { inBar: false, name: "", outline: "" };
      const { outlineStyle, outlineWidth } = getComputedStyle(active);
      const name = active.getAttribute("aria-label") ?? active.textContent?.trim().replace(/\s+/g, " ") ?? "";
      return { inBar, name, outline: `${outlineStyle} ${outlineWidth}` };
    });
    if (!inBar) break;
    seen.push(`${name}: ${outline}`);
  }
  const controls = [
    "Sign",
    "Debug",
    "Verify",
    "Notification",
    "Answer",
    "Send",
    "Sandbox",
    "Reference",
    "Forget the certificate",
    "EN: English",
    "RU: Русский",
    "Theme: Auto",
  ];
  expect(seen).toEqual(controls.map((name) => `${name}: solid 2px`));
});

test("the language switches live, and the theme goes round", async ({ sign, page }) => {
  await sign.open();
  await page.getByRole("button", { name: "Русский" }).click();
  await expect(page.getByRole("heading", { name: "Сертификат" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Подписано" }).first()).toBeVisible();
  await sign.field("customer_ip").fill("нигде");
  await expect(page.locator("ak-problems li")).toContainText("нужен адрес IPv4 или IPv6");
  await page.getByRole("button", { name: "Тема: Авто" }).click();
  await expect(sign.element).toHaveAttribute("theme", "light");
  await page.getByRole("button", { name: "Тема: Светлая" }).click();
  await expect(sign.element).toHaveAttribute("theme", "dark");
  await noViolations(sign);
  await page.getByRole("button", { name: "Тема: Тёмная" }).click();
  await expect(sign.element).toHaveAttribute("theme", "");
});

test.describe("a Russian browser", () => {
  test.use({ locale: "ru-RU" });

  test("is spoken to in Russian", async ({ sign, page }) => {
    await sign.open();
    await expect(page.getByRole("heading", { name: "Запрос", exact: true })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  });
});
