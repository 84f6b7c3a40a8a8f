/**
 * The tests of the library, as a function of the runner and the surroundings:
 * the same in Node, in a page and in a worker.
 */

import type { Framework, Surroundings } from "./framework.ts";
import { argumentTests } from "./suite/arguments.ts";
import { batchTests } from "./suite/batch.ts";
import { closingTests } from "./suite/closing.ts";
import { diagnoseTests } from "./suite/diagnose.ts";
import { fuzzTests } from "./suite/fuzz.ts";
import { leakTests } from "./suite/leaks.ts";
import { loadingTests } from "./suite/loading.ts";
import { memoryTests } from "./suite/memory.ts";
import { receivedTests } from "./suite/received.ts";
import { requestTests } from "./suite/request.ts";
import { restTests } from "./suite/rest.ts";
import { vectorTests } from "./suite/vectors.ts";

export type Part = (framework: Framework, surroundings: Surroundings) => void;

const parts: readonly Part[] = [
  loadingTests,
  restTests,
  vectorTests,
  requestTests,
  diagnoseTests,
  receivedTests,
  argumentTests,
  batchTests,
  closingTests,
  memoryTests,
  fuzzTests,
  leakTests,
];

/** Names every test, without running any: the surroundings are looked at in the tests alone. */
export function suite(framework: Framework, surroundings: Surroundings): void {
  for (const part of parts) part(framework, surroundings);
}
