/** The suite in Chromium, on the main thread and in a worker, as the server serves the library. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { rolldown } from "rolldown";
import type { Signer } from "../../src/lib/types.ts";
import type { Surroundings } from "./framework.ts";
import { suite } from "./suite.ts";
import { readVectors } from "./vectors.ts";

const web = process.cwd();
const names: string[] = [];
suite({ test: (name) => void names.push(name) }, {} as Surroundings);

/** One page for all tests of a worker process: the vectors travel once. */
const test = base.extend<object, { host: Page }>({
  host: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      const bundle = await rolldown({ input: "tests/lib/browser.ts", cwd: web, platform: "browser" });
      const { output } = await bundle.generate({ format: "esm" });
      await bundle.close();
      const served: Record<string, { contentType: string; body: string }> = {
        "/suite/": { contentType: "text/html", body: "<!doctype html><title>Suite</title>" },
        "/suite/suite.js": { contentType: "text/javascript", body: output[0].code },
        "/suite/vectors.json": { contentType: "application/json", body: JSON.stringify(readVectors(web)) },
      };
      await page.route("**/suite/**", (route) =>
        route.fulfill(served[new URL(route.request().url()).pathname] ?? { status: 404 }),
      );
      await page.goto("/suite/");
      await use(page);
      await page.close();
    },
    { scope: "worker" },
  ],
});
test.setTimeout(240_000);

for (const where of ["main thread", "worker"] as const) {
  test.describe(where, () => {
    for (const name of names) {
      test(name, async ({ host }) => {
        const leakCount = where === "main thread" ? 30_000 : 5_000; // Node makes 100,000, in the same time
        expect(await host.evaluate(runOne, { where, name, leakCount })).toBeNull();
      });
    }
  });
}

test("the first signature does not wait for the rest", async ({ page }) => {
  test.setTimeout(30_000); // a page that waits here waits for ever
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await page.route("**/alikassa-sign-rest.wasm", async (route) => {
    asked++;
    await held;
    await route.continue();
  });
  await page.goto("/lib/package.json");
  const demo = (name: string) => readFileSync(join(web, "../signer/testdata/demo", name), "utf8");
  const source = { privateKey: demo("private.pem"), password: demo("password.txt") };
  const done = await page.evaluate(async (source) => {
    const url = "/lib/alikassa-sign.js";
    const { loadSigner }: typeof import("../../src/lib/alikassa-sign.ts") = await import(url);
    const signer = await loadSigner();
    const key = await signer.openKey(source);
    const sign = await key.sign("{}");
    const tables = [signer.styles.length, signer.operations.length];
    Object.assign(globalThis, { signer });
    return { signature: atob(sign).length, tables };
  }, source);
  expect(done).toEqual({ signature: 256, tables: [15, 5] });
  await expect.poll(() => asked, "it comes by itself").toBe(1);
  release();
  // What it is needed for has it, however late it was.
  const refusal = page.evaluate(() => {
    const { signer } = globalThis as unknown as { signer: Signer };
    try {
      signer.encode('{"a":1,}');
    } catch (cause) {
      return (cause as { code: string }).code;
    }
    return "nothing";
  });
  expect(await refusal).toBe("not-json");
});

test("a call that needs the rest before it came has it at once", async ({ page }) => {
  await page.goto("/lib/package.json");
  const codes = await page.evaluate(async () => {
    const url = "/lib/alikassa-sign.js";
    const { loadSigner }: typeof import("../../src/lib/alikassa-sign.ts") = await import(url);
    const signer = await loadSigner();
    const refusals: string[] = [];
    for (const text of ["{", '{"a":1,}', '{"a":1,"a":2}']) {
      try {
        signer.encode(text);
      } catch (cause) {
        refusals.push((cause as { code: string }).code);
      }
    }
    return refusals;
  });
  expect(codes).toEqual(["not-json", "not-json", "duplicate-name"]);
});

async function runOne({ where, name, leakCount }: { where: string; name: string; leakCount: number }) {
  const url = "/suite/suite.js";
  if (where === "main thread") {
    const module: typeof import("./browser.ts") = await import(url);
    return module.run(name, leakCount);
  }
  const holder = globalThis as { suiteWorker?: Worker };
  holder.suiteWorker ??= new Worker(url, { type: "module" });
  const worker = holder.suiteWorker;
  return new Promise<string | null>((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => resolve(message);
    worker.postMessage({ name, leakCount });
  });
}
