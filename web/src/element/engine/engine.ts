/**
 * The page's side of the engine: a promise for each call, answered by the
 * worker, or by the same code on the main thread where no worker starts.
 */

import wasmUrl from "../../../build/alikassa-sign.wasm?url";
import doctorUrl from "../../../build/alikassa-sign-doctor.wasm?url";
import restUrl from "../../../build/alikassa-sign-rest.wasm?url";
import type { Diagnosis, Refused } from "../../lib/types.ts";
import type { Core } from "./core.ts";
import {
  type Answer,
  type Arguments,
  type Call,
  type CallName,
  EngineError,
  type EngineFacts,
  type EngineFiles,
  type Job,
  type Result,
  toFailure,
} from "./protocol.ts";
import { startWorker } from "./trusted.ts";

/** Where the engine runs. */
export type Place = "worker" | "main";

interface Waiting {
  resolve(value: never): void;
  reject(error: Error): void;
  progress: Job["onProgress"] | undefined;
}

export class Engine {
  place: Place = "worker";
  private worker: Worker | undefined;
  private core: Core | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  /** @param onViolation hears of breaches of the Content-Security-Policy inside the worker */
  constructor(private readonly onViolation: (what: string) => void = () => {}) {}

  /** Loads the engine: in a worker, else here. */
  async start(): Promise<EngineFacts> {
    this.place = "worker";
    const at = (url: string): string => new URL(url, globalThis.location.href).href;
    const files = { wasm: at(wasmUrl), rest: at(restUrl), doctor: at(doctorUrl) };
    try {
      return await this.startInWorker(files);
    } catch (thrown) {
      // A failure of the engine itself would be the same here: only a worker that does not start is worth another way.
      if (thrown instanceof EngineError) throw thrown;
    }
    this.stop();
    this.place = "main";
    this.core = new (await import("./core.ts")).Core();
    return this.call("start", files);
  }

  /** Calls the engine; rejects with an {@link EngineError}. */
  async call<N extends CallName>(name: N, ...args: Arguments<N>): Promise<Result<N>> {
    if (this.core) return callHere(this.core, name, args);
    return this.post(name, args);
  }

  /** Says why a signature was refused; it can take long, and be stopped: it then rejects with `aborted`. */
  async diagnose(refused: Refused, job: Job = {}): Promise<Diagnosis> {
    if (this.core) return callHere(this.core, "diagnose", [refused, job]);
    return this.post("diagnose", [refused], job);
  }

  /** Ends the worker, and with it every key that it holds. */
  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
    void this.core?.forget();
    this.core = undefined;
    this.fail(new EngineError({ code: "stopped", message: "The engine was stopped." }));
  }

  private async post<N extends CallName>(name: N, args: readonly unknown[], job?: Job): Promise<Result<N>> {
    const { worker } = this;
    if (!worker) throw new EngineError({ code: "stopped", message: "The engine was stopped." });
    const id = ++this.last;
    const abort = (): void => worker.postMessage({ abort: id } satisfies Call);
    const { budgetMs, signal, onProgress } = job ?? {};
    const answered = new Promise<Result<N>>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, progress: onProgress });
      const part = budgetMs === undefined ? {} : { budgetMs };
      worker.postMessage({ id, name, args, ...(job ? { job: part } : {}) } satisfies Call);
    });
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
    try {
      return await answered;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  private startInWorker(files: EngineFiles): Promise<EngineFacts> {
    const worker = startWorker();
    this.worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.settle(data);
    worker.onerror = () => this.fail(new Error("the worker does not run"));
    return this.call("start", files);
  }

  private settle(answer: Answer): void {
    if ("violation" in answer) {
      this.onViolation(answer.violation);
      return;
    }
    const waiting = this.waiting.get(answer.id);
    if ("progress" in answer) {
      waiting?.progress?.(...answer.progress);
      return;
    }
    this.waiting.delete(answer.id);
    if ("failure" in answer) waiting?.reject(new EngineError(answer.failure));
    else waiting?.resolve(answer.value as never);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

async function callHere<N extends CallName>(core: Core, name: N, args: Arguments<N>): Promise<Result<N>> {
  try {
    const method = core[name] as (...args: Arguments<N>) => Promise<Result<N>>;
    return await method.apply(core, args);
  } catch (thrown) {
    throw new EngineError(toFailure(thrown));
  }
}
