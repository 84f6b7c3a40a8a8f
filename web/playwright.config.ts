import { defineConfig } from "@playwright/test";

// One server for all tests: the native one, with the page as it was built.
const address = "127.0.0.1:48080";

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
    env: { ADDR: address },
    url: `http://${address}/`,
    stdout: "ignore",
    stderr: "ignore",
    gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
  },
});
