/** The search for a cause: one at a time. A new one ends the one before, whose answer is dropped. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Diagnosis, Refused } from "../../lib/types.ts";
import type { Engine } from "../engine/engine.ts";
import { EngineError, type Failure, toFailure } from "../engine/protocol.ts";

/** A search that takes longer, in milliseconds, tells first what is certain. */
const soon = 250;

export class Diagnosing implements ReactiveController {
  state: "idle" | "running" | "done" | "stopped" | "failed" = "idle";
  diagnosis: Diagnosis | null = null;
  /** While a long search goes on: what the signature opens to, and nothing else. */
  certain: Diagnosis | null = null;
  failure: Failure | null = null;
  tried = 0;
  total = 0;
  private refused: Refused | null = null;
  private controller: AbortController | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly engine: () => Engine,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Looks for the cause; null: there is nothing to look at. The same again changes nothing. */
  look(refused: Refused | null): void {
    if (same(refused, this.refused)) return;
    this.refused = refused;
    this.controller?.abort();
    Object.assign(this, { diagnosis: null, certain: null, failure: null, tried: 0, total: 0, state: "idle" });
    if (refused) void this.run(refused, "done");
  }

  /** Ends the search, and says what is certain without it. */
  stop(): void {
    const { refused, tried } = this;
    if (this.state !== "running" || !refused) return;
    this.controller?.abort();
    void this.run(refused, "stopped", 0).then(() => {
      if (this.state === "stopped") this.tried = tried;
    });
  }

  private async run(refused: Refused, end: "done" | "stopped", budgetMs?: number): Promise<void> {
    const controller = new AbortController();
    this.controller = controller;
    this.state = "running";
    const { signal } = controller;
    const asking = setTimeout(() => void this.ask(refused, signal), soon);
    const onProgress = (tried: number, total: number): void => {
      if (signal.aborted) return;
      Object.assign(this, { tried, total });
      this.host.requestUpdate();
    };
    try {
      const job = budgetMs === undefined ? { signal, onProgress } : { signal, budgetMs };
      const diagnosis = await this.engine().diagnose(refused, job);
      if (!signal.aborted) Object.assign(this, { diagnosis, state: end });
    } catch (thrown) {
      const failure = thrown instanceof EngineError ? thrown.failure : toFailure(thrown);
      if (!signal.aborted) Object.assign(this, { failure, state: "failed" });
    }
    clearTimeout(asking);
    if (signal.aborted) return;
    this.certain = null;
    this.host.requestUpdate();
  }

  private async ask(refused: Refused, signal: AbortSignal): Promise<void> {
    try {
      const known = await this.engine().diagnose(refused, { signal, budgetMs: 0 });
      if (signal.aborted || this.state !== "running" || known.verdict !== "unexplained") return;
      this.certain = { ...known, findings: [], next: [] };
      this.host.requestUpdate();
    } catch {
      // The search itself tells what is wrong.
    }
  }
}

function same(a: Refused | null, b: Refused | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.body === b.body &&
    a.sign === b.sign &&
    a.publicKey === b.publicKey &&
    (a.otherKeys ?? []).join() === (b.otherKeys ?? []).join()
  );
}
