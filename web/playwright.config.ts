import { createServer } from "node:net";
import { defineConfig } from "@playwright/test";

/** A port that nobody listens on, so that two runs do not meet. */
const freePort = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === "object" ? address?.port : "")));
    });
  });

// One server for all tests: the native one, with the page as it was built. The workers read this file
// too, and find the port in their environment.
process.env.TEST_PORT ||= await freePort();
// Where a test listens in AliKassa's place, for the relay.
process.env.UPSTREAM_PORT ||= await freePort();
const address = `127.0.0.1:${process.env.TEST_PORT}`;

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  reporter: [["list"]],
  use: {
    baseURL: `http://${address}/`,
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" },
  },
  projects: [
    { name: "lib", testMatch: "lib/**/*.spec.ts" },
    { name: "page", testMatch: "page/**/*.spec.ts" },
    { name: "runtimes", testMatch: "runtimes/**/*.spec.ts" },
  ],
  webServer: {
    command: "go run ./web/serve",
    cwd: "..",
    env: {
      ADDR: address,
      DB: ":memory:",
      HOSTS: "sign.lan",
      QUOTA: "60000",
      RELAY: `http://127.0.0.1:${process.env.UPSTREAM_PORT}/`,
    },
    url: `http://${address}/`,
    stdout: "ignore",
    stderr: "ignore",
    gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
  },
});
