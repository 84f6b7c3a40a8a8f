/**
 * The page under test. Whatever a test does, it ends with no breach of the
 * Content-Security-Policy, no error in the console, and nothing asked of
 * another origin.
 */
import { readFile } from "node:fs/promises";
import { test as base, expect as impatient, type Locator, type Page } from "@playwright/test";
import type { TestFile } from "./certificates.ts";

/** Two busy cores may take their time. */
export const expect = impatient.configure({ timeout: 15_000 });

/** Each colour and each width, once: neither depends on the other. */
export const looks = [
  ["light", 1440],
  ["dark", 360],
] as const;

export class SignPage {
  readonly requests: { url: string; text: string }[] = [];
  readonly troubles: string[] = [];
  /** Messages of the browser that belong to what a test does: it reports each refusal as an error. */
  readonly expected: RegExp[] = [];

  constructor(readonly page: Page) {
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.troubles.push(message.text());
    });
    page.on("pageerror", (error) => this.troubles.push(String(error)));
    page.context().on("request", (request) => {
      if (request.url().startsWith("data:") || request.url().startsWith("blob:")) return;
      const text = `${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`;
      this.requests.push({ url: request.url(), text });
    });
  }

  /** Opens the page and waits for the worked example's Sign. */
  async open(path = "/"): Promise<void> {
    await this.page.goto(path);
    await this.signed();
  }

  /** Opens the page with the engine held back until the returned function is called. */
  async openEarly(path = "/"): Promise<() => void> {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await this.page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await this.page.goto(path);
    await expect(this.page.getByText(/^(Engine loading|Движок загружается)$/)).toBeVisible();
    return release;
  }

  get element(): Locator {
    return this.page.locator("alikassa-sign");
  }

  /** The place where Sign stands; with the class `gone` there is none. */
  get value(): Locator {
    return this.page.locator("ak-result #value");
  }

  get editor(): Locator {
    return this.page.getByRole("textbox", { name: /The request as JSON|Запрос в JSON/ });
  }

  get chip(): Locator {
    return this.page.locator("ak-bar .chip");
  }

  field(name: string): Locator {
    return this.page.locator(`ak-form [data-field="${name}"]`);
  }

  async signed(): Promise<string> {
    await expect(this.value).toHaveText(/^[A-Za-z0-9+/]+=*$/);
    return (await this.value.textContent()) ?? "";
  }

  /** Waits until Sign is another than it was. */
  async signedAnew(old: string): Promise<string> {
    await expect(this.value).not.toHaveText(old);
    return this.signed();
  }

  async unsigned(): Promise<void> {
    await expect(this.value).toHaveClass(/gone/);
  }

  /** The text of the JSON editor, to the character. */
  json(): Promise<string> {
    return this.page
      .locator("ak-request ak-editor")
      .evaluate((editor) => (editor as unknown as { value: string }).value);
  }

  /** Replaces the JSON as a paste does. */
  async paste(json: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(json);
  }

  async drop(files: readonly TestFile[], onto = "alikassa-sign"): Promise<void> {
    const contents = files.map(({ name, buffer }) => ({ name, bytes: [...buffer] }));
    const transfer = await this.page.evaluateHandle((list) => {
      const data = new DataTransfer();
      for (const { name, bytes } of list) data.items.add(new File([new Uint8Array(bytes)], name));
      return data;
    }, contents);
    await this.page.locator(onto).dispatchEvent("drop", { dataTransfer: transfer });
  }

  /** Drops paths as the system does: folders are real folders. */
  async dropPaths(files: readonly string[]): Promise<void> {
    const client = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await client.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data });
    await client.detach();
  }

  /** What has the focus: the element's tag and its id, name or text. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return `${active?.localName} ${active?.id || active?.textContent?.trim()}`;
    });
  }

  /** The body's bytes, by its Download button. */
  async body(): Promise<Buffer> {
    return this.download(
      this.page.locator("#body-bytes").getByRole("button", { name: /^(Download|Скачать)/ }),
    );
  }

  async download(button: Locator): Promise<Buffer> {
    const waiting = this.page.waitForEvent("download");
    await button.click();
    return readFile(await (await waiting).path());
  }

  /** What a Copy button puts on the clipboard. */
  async copied(what: string, within = "ak-result"): Promise<string> {
    const button = this.page
      .locator(within)
      .getByRole("button", { name: new RegExp(`^(Copy|Copied|Копировать|Скопировано): ${what}$`) });
    await button.click();
    await expect(button).toHaveText(/Copied|Скопировано/);
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async view(name: string): Promise<void> {
    await this.page.getByRole("navigation").getByRole("button", { name }).click();
  }
}

export const test = base.extend<{ sign: SignPage }>({
  sign: async ({ page, context, baseURL }, use) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const sign = new SignPage(page);
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
        console.error(`violation: ${effectiveDirective} ${blockedURI}`),
      );
    });
    await use(sign);
    expect(sign.troubles.filter((text) => !sign.expected.some((one) => one.test(text)))).toEqual([]);
    expect(
      sign.requests
        .map(({ url }) => new URL(url).origin)
        .filter((origin) => origin !== new URL(baseURL ?? "").origin),
    ).toEqual([]);
  },
});
