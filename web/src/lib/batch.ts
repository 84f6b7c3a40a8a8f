/**
 * Runs one job over many inputs: several at a time, since WebCrypto computes
 * beside the program, but never more, so that an endless source is read no
 * faster than it is worked off.
 */
import { attempt, iterator, next } from "./arguments.ts";
import { nextTask, readJobOptions, turn } from "./job.ts";

/** Enough to keep every core busy while results travel back; measured. */
const lanes = 32;

type Job = (input: unknown, what: string) => Promise<string>;

/** The results in the order of the inputs. The first failure ends it. */
export async function runBatch(bodies: unknown, options: unknown, job: Job): Promise<string[]> {
  const { checkAborted, progress } = readJobOptions(options);
  const length = lengthOf(bodies);
  const source = iterator(bodies, "bodies");
  const results: string[] = [];
  let read = 0;
  let done = 0;
  let ended = false;
  let since = performance.now();

  const lane = async (): Promise<void> => {
    while (!ended) {
      checkAborted();
      const { done: last, value } = next(source, "bodies");
      if (last) {
        ended = true;
        return;
      }
      const index = read++;
      results[index] = await job(value, `bodies[${index}]`);
      if (failed) return;
      checkAborted(); // whoever stopped it is told no more
      done++;
      attempt("onProgress threw.", () => progress?.(done, length ?? read));
      if (performance.now() - since > turn) {
        await nextTask();
        since = performance.now();
      }
    }
  };

  let failed = false;
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
    checkAborted();
    return results;
  } catch (cause) {
    failed = true;
    if (!ended) leave(source);
    ended = true;
    throw cause;
  }
}

/** How many there will be, where that is known before they are read. */
function lengthOf(bodies: unknown): number | undefined {
  if (Array.isArray(bodies)) return bodies.length;
  return bodies instanceof Set ? bodies.size : undefined;
}

/** Lets a generator run its finally; it cannot make a failure worse. */
function leave(source: Iterator<unknown>): void {
  try {
    source.return?.();
  } catch {}
}
