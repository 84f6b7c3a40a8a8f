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

// One server for nearly all tests: the native one, with the page as it was built. The workers read this file
// too, and find the port in their environment.
process.env.TEST_PORT ||= await freePort();
// The same in a network: a server with other names than this machine's tells no shop on it of anything.
process.env.LAN_PORT ||= await freePort();
// Where a test listens in AliKassa's place, for the relay.
process.env.UPSTREAM_PORT ||= await freePort();
const lan = `127.0.0.1:${process.env.LAN_PORT}`;
const address = `127.0.0.1:${process.env.TEST_PORT}`;

const server = (address: string, env: Record<string, string>) => ({
  command: "go run ./web/serve",
  cwd: "..",
  env: { ADDR: address, DB: ":memory:", ...env },
  url: `http://${address}/`,
  stdout: "ignore" as const,
  stderr: "ignore" as const,
  gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5000 },
});

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
  webServer: [
    server(address, { QUOTA: "60000", RELAY: `http://127.0.0.1:${process.env.UPSTREAM_PORT}/` }),
    server(lan, { HOSTS: "sign.lan" }),
  ],
});
