// Runs Go's own benchmarks of what has a goal natively.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const benchmarks = { encode: "BenchmarkEncode", validate: "BenchmarkValidate" };

/** What a gateway does with signed payments: how many a second, milliseconds of one, and MiB held. */
export function measureGateway(top) {
  const env = { ...process.env, WORKERD: join(top, "web/scripts/workerd.mjs") };
  const run = (name, times, path = "./web/gateway") =>
    execFileSync("go", ["test", "-run", "^$", "-bench", `^${name}$`, "-benchtime", times, path], {
      cwd: top,
      env,
      encoding: "utf8",
    });
  const figure = (output, unit) => Number(new RegExp(`([\\d.]+) ${unit}`).exec(output)[1]);
  const native = run("BenchmarkPayments", "20000x");
  const memory = run("BenchmarkMemory", "1x", "./web/serve");
  return {
    payments: figure(native, "payments/s"),
    paymentSlow: figure(native, "p99-ms"),
    memoryBefore: figure(memory, "MiB-before"),
    memoryAfter: figure(memory, "MiB-after"),
    paymentInWorker: figure(run("BenchmarkPaymentsInWorker", "200x"), "p50-ms"),
  };
}

/** Milliseconds each; of several cases, such as the styles, the slowest. */
export function measureNative(top) {
  const names = Object.values(benchmarks).join("|");
  const packages = ["./signer/body", "./signer/operation"];
  const output = execFileSync(
    "go",
    ["test", "-run", "^$", "-bench", `^(${names})$`, "-benchtime", "200ms", ...packages],
    {
      cwd: top,
      encoding: "utf8",
    },
  );
  return Object.fromEntries(
    Object.entries(benchmarks).map(([name, benchmark]) => {
      const found = output.matchAll(new RegExp(`^${benchmark}\\b.*?([\\d.]+) ns/op`, "gm"));
      return [name, Math.max(...Array.from(found, ([, nanoseconds]) => Number(nanoseconds) / 1e6))];
    }),
  );
}
