/** The suite in Chromium, on the main thread and in a worker, as the server serves the library. */
import { test as base, expect, type Page } from "@playwright/test";
import { rolldown } from "rolldown";
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
