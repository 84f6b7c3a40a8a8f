// Runs Go's own benchmarks of what has a goal natively.
import { execFileSync } from "node:child_process";

const benchmarks = { encode: "BenchmarkEncode", validate: "BenchmarkValidate" };

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
