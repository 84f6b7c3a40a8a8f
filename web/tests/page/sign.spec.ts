/** The Sign view: from data to body, Sign and code. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { verifies } from "./certificates.ts";
import { expect, test } from "./fixture.ts";

const demoPublicKey = readFileSync(
  new URL("../../../signer/testdata/demo/public.pem", import.meta.url),
  "utf8",
);

test.describe("first look", () => {
  test("a worked example is signed with the demo certificate", async ({ sign, page }) => {
    await sign.open();
    await expect(page.getByText("Demo certificate").first()).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "Engine ready" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Choose files" })).toBeVisible();
    const body = await sign.body();
    expect(verifies(body, await sign.signed(), demoPublicKey)).toBe(true);
    expect(JSON.parse(body.toString())).toMatchObject({ service: "payment_card_rub_hpp" });
  });

  test("inputs are live before the engine has come", async ({ sign }) => {
    const release = await sign.openEarly();
    await sign.paste('{"order_id": "typed early"}');
    await sign.unsigned();
    release();
    await sign.signed();
    expect((await sign.body()).toString()).toBe('{"order_id":"typed early"}');
  });
});

test("what is said before the engine has come is what it says afterwards", async ({ sign, page }) => {
  const release = await sign.openEarly();
  const shown = async () => ({
    operations: await page.getByLabel("Operation").locator("option").allTextContents(),
    styles: await page.getByLabel("The body is written as by").locator("option").allTextContents(),
    fields: await page.locator("ak-form .about").allTextContents(),
  });
  const early = await shown();
  expect(early.operations).toContain("Create payment");
  expect(early.styles).toContain("PHP: json_encode");
  expect(early.fields.join()).toMatch(/order_id · required/);
  expect(early.fields.join()).not.toContain("not in the documentation");
  await page.getByLabel("Operation").selectOption("balance");
  await page.getByLabel("Operation").selectOption("payment");
  await page.getByLabel("Compare with").selectOption("python");
  await expect(page.locator("#body-bytes .facts")).toHaveText("No body yet: the engine is loading.");
  await expect(sign.value).toHaveText("No Sign yet: the engine is loading.");
  await expect(page.locator("ak-problems [role=status]")).toHaveText(
    "Checked as soon as the engine is ready.",
  );
  release();
  await sign.signed();
  expect(await shown()).toEqual(early);
  const tables = await page.locator("alikassa-sign").evaluate((element) => {
    type Tables = { operations: unknown; styles: unknown };
    const { session } = element as unknown as { session: Tables & { facts: Tables | null } };
    const { facts } = session;
    session.facts = null;
    const built = JSON.stringify([session.operations, session.styles]);
    session.facts = facts;
    return [built, JSON.stringify([session.operations, session.styles])];
  });
  expect(tables[0]).toBe(tables[1]);
});

test.describe("data", () => {
  test("form and JSON stay in step, and numbers and order keep their spelling", async ({ sign }) => {
    await sign.open();
    await sign.paste('{ "b": 1,\n\t"amount": 12.50, "a" :"x" }');
    await expect(sign.field("amount")).toHaveValue("12.50");
    await sign.field("amount").fill("12.500");
    expect(await sign.json()).toBe('{ "b": 1,\n\t"amount": 12.500, "a" :"x" }');
    await sign.field("service").fill("card");
    expect(await sign.json()).toBe('{ "b": 1,\n\t"amount": 12.500, "a" :"x", "service": "card" }');
    await sign.field("amount").fill("");
    expect(await sign.json()).toBe('{ "b": 1,\n\t"amount": "", "a" :"x", "service": "card" }');
    await sign.field("amount").fill("1e3");
    expect(await sign.json()).toContain('"amount": 1e3,');
  });

  test("a field becomes what is documented, however often it is come back to", async ({ sign }) => {
    await sign.open();
    await sign.paste('{"amount": 12.50, "order_id": "1"}');
    await sign.field("amount").fill("0,5");
    await sign.field("amount").press("Tab");
    expect(await sign.json()).toBe('{"amount": "0,5", "order_id": "1"}');
    await sign.field("amount").fill("0.5");
    expect(await sign.json()).toBe('{"amount": 0.5, "order_id": "1"}');
    await sign.field("amount").fill("");
    await sign.field("amount").press("Tab");
    await sign.field("amount").fill("7");
    expect(await sign.json()).toBe('{"amount": 7, "order_id": "1"}');
  });

  test("quotes around a number stay as they were written in the JSON, and those that are missing come", async ({
    sign,
    page,
  }) => {
    await sign.open();
    await sign.paste('{"amount": "500.00", "order_id": 12, "own": 3}');
    await expect(page.locator("ak-form .problem").filter({ hasText: "order_id" })).toBeVisible();
    await sign.field("amount").fill("600,00");
    await sign.field("amount").press("Tab");
    await sign.field("amount").fill("600.00");
    await sign.field("order_id").fill("123");
    await sign.field("own").fill("4");
    expect(await sign.json()).toBe('{"amount": "600.00", "order_id": "123", "own": 4}');
    await expect(page.locator("ak-form .problem").filter({ hasText: "order_id" })).toHaveCount(0);
  });

  test("an optional field is found, added, and goes again when it is emptied", async ({ sign, page }) => {
    await sign.open();
    await page.getByRole("searchbox").fill("email");
    await page.getByRole("button", { name: "+ customer_email" }).click();
    await expect(sign.field("customer_email")).toBeFocused();
    await sign.field("customer_email").fill("a@b.example");
    expect(await sign.json()).toMatch(/,\n {2}"customer_email": "a@b.example"\n}$/);
    await sign.field("customer_email").fill("");
    await sign.field("customer_email").blur();
    expect(await sign.json()).not.toContain("customer_email");
    await page.getByRole("button", { name: "Remove desc" }).click();
    expect(await sign.json()).toMatch(/"service": "payment_card_rub_hpp"\n}$/);
  });

  test("problems stand at the field, in the text and in the list", async ({ sign, page }) => {
    await sign.open();
    await sign.field("customer_ip").fill("300.1.1.1");
    await expect(sign.field("customer_ip")).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator("ak-form .problem")).toContainText("customer_ip");
    await expect(page.locator("ak-problems li")).toContainText("customer_ip");
    await expect(page.locator(".cm-lintRange-error")).toContainText("300.1.1.1");
    await expect(page.getByRole("status").filter({ hasText: "Signed, but 1 error" }).first()).toBeVisible();
    await page.locator("ak-result").getByRole("button", { name: "see why" }).click();
    await expect(page.getByRole("heading", { name: "Problems" })).toBeFocused();
    await page.locator("ak-problems").getByRole("button", { name: "go to the field" }).click();
    await expect(sign.field("customer_ip")).toBeFocused();
  });

  test("what is not JSON is placed by line, and nothing is signed", async ({ sign, page }) => {
    await sign.open();
    await sign.paste('{\n  "a": 1,\n}');
    await sign.unsigned();
    await expect(page.locator("ak-problems li")).toContainText("line 2, column 9");
    await expect(page.locator("#body-bytes .box")).toHaveCount(0);
    await expect(page.locator("ak-form .notice")).toContainText("line 2, column 9");
    await page.locator("ak-form").getByRole("button", { name: "Go to line 2, column 9" }).click();
    await expect(sign.editor).toBeFocused();
    await page.keyboard.press("Delete");
    await sign.signed();
    expect(await sign.json()).toBe('{\n  "a": 1\n}');
    await expect(page.locator("ak-form .notice")).toHaveCount(0);
  });

  test("a byte order mark can be seen, and is said in the form", async ({ sign, page }) => {
    await sign.open();
    await sign.paste('\ufeff{"order_id": "1"}');
    await expect(sign.editor.locator(".cm-specialChar")).toHaveText("BOM");
    await expect(page.locator("ak-form .notice")).toContainText("byte order mark");
    await sign.unsigned();
  });

  test("the account is checked as it is typed", async ({ sign, page }) => {
    await sign.open();
    await page.getByLabel("Account").fill("93d5df06");
    await sign.unsigned();
    await expect(page.getByLabel("Account")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("Account").fill("93d5df06-996c-48c3-9847-348d6b580b81");
    await sign.signed();
    await expect(page.locator("ak-result dl")).toContainText("348d6b580b81");
  });

  test("each operation has its own draft, path and form", async ({ sign, page }) => {
    await sign.open();
    await sign.field("order_id").fill("kept");
    await page.getByLabel("Operation").selectOption("balance");
    await sign.signed();
    expect((await sign.body()).toString()).toBe("[]");
    await expect(page.locator("ak-form")).toContainText("has no fields");
    await expect(page.locator("ak-result dl")).toContainText("/v1/account/balance");
    await page.getByLabel("Operation").selectOption("payout");
    await sign.signed();
    await sign.field("extra.card_holder").fill("BORIS");
    expect(await sign.json()).toContain('"card_holder": "BORIS"');
    await page.getByLabel("Operation").selectOption("payment");
    await expect(sign.field("order_id")).toHaveValue("kept");
  });
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("the chosen side can be read under the pointer", async ({ sign, page }) => {
    await sign.open();
    const tab = page.getByRole("button", { name: "Form", exact: true });
    await expect(tab).toHaveAttribute("aria-pressed", "true");
    await page.mouse.move(0, 0);
    const look = (): Promise<string[]> =>
      tab.evaluate((button) => {
        const { color, backgroundColor } = getComputedStyle(button);
        return [color, backgroundColor];
      });
    const away = await look();
    await tab.hover();
    await tab.evaluate((button) => Promise.all(button.getAnimations().map(({ finished }) => finished)));
    expect(await look()).toEqual(away);
  });
});

test.describe("style", () => {
  test("says in words what it does, and marks where another differs", async ({ sign, page }) => {
    await sign.open();
    const does = page.getByRole("list", { name: "What this style does to this data" });
    await expect(does).toContainText("Writes the number 500.50 as 500.5.");
    await expect(does).toContainText("slashes");
    await page.getByLabel("Compare with").selectOption("node");
    const other = page.locator("ak-result .compare");
    await expect(other).toContainText("differences");
    await expect(page.locator("#body-bytes mark")).not.toHaveCount(0);
    await page.getByRole("button", { name: "Next difference" }).click();
    await expect(page.locator("#body-bytes mark.here")).toHaveCount(1);
    const old = await sign.signed();
    await page.getByLabel("The body is written as by").selectOption("as-is");
    await sign.signedAnew(old);
    expect((await sign.body()).toString()).toBe(await sign.json());
    await expect(does).toContainText("as it is");
  });
});

test.describe("result", () => {
  test("a stale Sign is gone before the next one is there", async ({ sign, page }) => {
    await sign.open();
    const shown = await page.evaluate(async () => {
      const element = document.querySelector("alikassa-sign") as unknown as {
        session: { text: string; settled(): Promise<void> };
        updateComplete: Promise<unknown>;
        shadowRoot: ShadowRoot;
      };
      const result = element.shadowRoot.querySelector("ak-result") as HTMLElement & {
        updateComplete: Promise<unknown>;
      };
      // Only microtasks run up to here, so that no answer of the worker can have come.
      element.session.text = '{"order_id": "next"}';
      await element.updateComplete;
      await result.updateComplete;
      return result.shadowRoot?.querySelector("#value")?.className;
    });
    expect(shown).toBe("sign gone");
    await sign.signed();
    expect((await sign.body()).toString()).toBe('{"order_id":"next"}');
  });

  test("copies and downloads are what is shown, byte for byte", async ({ sign, page }) => {
    await sign.open();
    await page.getByLabel("The body is written as by").selectOption("as-is");
    const text = '{"desc": "Ж 𝄞 \\u2028 \u00a0|\u200b|\ufeff", "order_id":  "1"}';
    await sign.paste(text);
    await expect(page.locator("#body-bytes .text")).toContainText("order_id");
    const body = await sign.body();
    expect(body.toString()).toBe(text);
    const value = await sign.signed();
    expect(verifies(body, value, demoPublicKey)).toBe(true);
    expect(await sign.copied("body", "#body-bytes")).toBe(text);
    expect(await sign.copied("Sign")).toBe(value);
    expect((await sign.download(page.getByRole("button", { name: "Download: Sign" }))).toString()).toBe(
      value,
    );
    await expect(page.locator("#body-bytes .control, #body-bytes .boxed")).toHaveCount(3);
  });

  test("selected bytes copy without the signs and breaks that are only drawn", async ({ sign, page }) => {
    await sign.open();
    await page.getByLabel("The body is written as by").selectOption("as-is");
    const text = '{\n\t"order_id": "a\u00a0b\u202ec  d"\n}';
    await sign.paste(text);
    await sign.signed();
    await page.locator("#body-bytes .text").evaluate((box) => getSelection()?.selectAllChildren(box));
    await page.keyboard.press("ControlOrMeta+c");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  });

  test("a paste keeps its line ends, a carriage return included", async ({ sign, page }) => {
    await sign.open();
    await page.getByLabel("The body is written as by").selectOption("as-is");
    const text = '{"order_id":\r\n"1"}';
    await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    await sign.editor.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("ControlOrMeta+v");
    expect(await sign.json()).toBe(text);
    await sign.signed();
    expect((await sign.body()).toString()).toBe(text);
    await expect(page.locator("#body-bytes .boxed")).toHaveCount(1);
  });

  test("hex shows every byte", async ({ sign, page }) => {
    await sign.open();
    await page.getByLabel("Operation").selectOption("balance");
    await page.locator("#body-bytes").getByRole("button", { name: /^Hex/ }).click();
    await expect(page.locator("#body-bytes .line")).toContainText("5b 5d");
  });

  test("every form of the request carries it, and can be taken away", async ({ sign, page }) => {
    await sign.open();
    const value = await sign.signed();
    for (const name of ["curl", "HTTP", "fetch", "PHP", "Node", "Python", "Java", "Go"]) {
      await page.getByRole("tab", { name, exact: true }).click();
      const code = page.locator("ak-code pre");
      await expect(code).toContainText(["curl", "HTTP", "fetch"].includes(name) ? value : "private.pem");
      const shown = await code.textContent();
      expect(await sign.copied(name, "ak-code")).toBe(shown);
      expect((await sign.download(page.getByRole("button", { name: `Download: ${name}` }))).toString()).toBe(
        shown,
      );
    }
  });

  test("the chain opens on the real bytes of each link", async ({ sign, page }) => {
    await sign.open();
    const chain = page.locator("ak-result ak-chain");
    const body = await sign.body();
    const digest = createHash("sha1").update(body).digest("hex");
    const link = (at: number) => chain.locator("li").nth(at).getByRole("button");
    await link(1).click();
    await expect(chain.locator(".line").first()).toContainText(
      digest.slice(0, 16).replace(/../g, "$& ").trim(),
    );
    await link(2).click();
    await expect(chain.locator("dl")).toContainText("FF × 218");
    await link(4).click();
    await expect(chain.locator(".text")).toHaveText(await sign.signed());
    await link(4).click();
    await expect(chain.locator(".open")).toBeHidden();
  });
});
