// Takes the README's pictures of the built page: docs/sign.png, docs/debug.png and docs/send.png.
// Run by: make picture
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const top = fileURLToPath(new URL("../..", import.meta.url));
const server = spawn("web/build/serve", {
  cwd: top,
  env: { ...process.env, ADDR: "127.0.0.1:0", DB: ":memory:" },
  stdio: ["ignore", "ignore", "pipe"],
});
const [line] = await once(server.stderr, "data"); // the first line has the address
const address = /http:\S+/.exec(String(line))?.[0];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
try {
  const page = await browser.newPage({
    viewport: { width: 1360, height: 860 },
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  await page.goto(address);
  await page.getByText("Signed", { exact: false }).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: fileURLToPath(new URL("../docs/sign.png", import.meta.url)) });
  await page.getByRole("navigation").getByRole("button", { name: "Debug" }).click();
  await page.getByRole("button", { name: "PHP signed, Node sent" }).click();
  await page.getByRole("heading", { name: "Sent and signed" }).waitFor();
  await page.mouse.move(0, 0);
  await page.setViewportSize({ width: 1360, height: 1120 });
  await page.screenshot({ path: fileURLToPath(new URL("../docs/debug.png", import.meta.url)) });
  await page.getByRole("navigation").getByRole("button", { name: "Send", exact: true }).click();
  await page
    .getByRole("button", { name: /account/i })
    .first()
    .click();
  await page.getByRole("button", { name: "Send", exact: true }).last().click();
  await page.getByRole("heading", { name: "The answer's body" }).waitFor();
  await page.mouse.move(0, 0);
  await page.setViewportSize({ width: 1360, height: 860 });
  await page.screenshot({ path: fileURLToPath(new URL("../docs/send.png", import.meta.url)) });
} finally {
  await browser.close();
  server.kill();
}
