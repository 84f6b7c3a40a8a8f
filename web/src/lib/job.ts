/** What long jobs share: they can be stopped, tell how far they are, and let others have their turn. */
import { property } from "./arguments.ts";
import { SignerError } from "./errors.ts";
import { badArgument } from "./refusals.ts";

/** After so many milliseconds of work others get their turn. */
export const turn = 8;

export type Progress = (done: number, total: number) => void;

/** Reads `signal` and `onProgress` of a job's options. */
export function readJobOptions(options: unknown): {
  checkAborted: () => void;
  progress: Progress | undefined;
} {
  if (options === undefined) return { checkAborted: () => {}, progress: undefined };
  const signal = property(options, "signal", "options");
  const progress = property(options, "onProgress", "options");
  if (progress !== undefined && typeof progress !== "function") {
    throw badArgument("options.onProgress must be a function.");
  }
  if (signal !== undefined && typeof property(signal, "aborted", "options.signal") !== "boolean") {
    throw badArgument("options.signal must be an AbortSignal.");
  }
  const checkAborted = () => {
    if (signal === undefined || !property(signal, "aborted", "options.signal")) return;
    const cause = property(signal, "reason", "options.signal");
    throw new SignerError({ code: "aborted", message: "The job was stopped before its end." }, { cause });
  };
  return { checkAborted, progress: progress as Progress | undefined };
}

/** Lets timers, messages and painting happen; a timer would wait for four milliseconds each time. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
