/**
 * What the first signature does not need of the signer's program: it is loaded
 * once that runs, or at once where something in there calls for it. The program
 * is the same whether it has come or not; see wasm/split.
 */
import { stale } from "./engine.ts";
import { canLoadNow, load, loadNow, restFile } from "./load.ts";
import { signerClosed } from "./refusals.ts";
import type { LoadOptions } from "./types.ts";

/** Milliseconds after which a program that was loaded to sign has surely signed first. */
const untilRest = 100;

/** The rest of one running program. */
export class Rest {
  readonly #source: LoadOptions["rest"];
  #first: WebAssembly.Exports | undefined;
  #coming: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What the program calls where it comes to what has not come. */
  readonly imports = { split: { load: () => this.#put(loadNow(restFile, this.#source)) } };

  constructor(source: LoadOptions["rest"]) {
    this.#source = source;
  }

  /** The first part, which is about to run. */
  belongTo(first: WebAssembly.Instance): void {
    this.#first = first.exports;
  }

  /** Whether the program can run before it has come: it could need it at any time, and then at once. */
  get canBeLate(): boolean {
    return canLoadNow(restFile, this.#source);
  }

  /** Has it come in a while. */
  comeSoon(): void {
    this.#timer = setTimeout(() => this.come().catch(() => {}), untilRest);
    // A program in Node does not live on for it.
    (this.#timer as { unref?: () => void }).unref?.();
  }

  /** Resolves when it has come to a program that began; where that fails, the next call tries again. */
  async come(begun: Promise<unknown> = Promise.resolve()): Promise<void> {
    clearTimeout(this.#timer);
    this.#coming ??= load(restFile, this.#source).then(async (module) => {
      await begun;
      if (this.#first) this.#put(module);
    });
    try {
      await this.#coming;
    } catch (cause) {
      this.#coming = undefined;
      throw cause;
    }
  }

  /** Keeps it from coming any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#first = undefined;
  }

  /** Puts it into the program; a second time it does no harm. */
  #put(module: WebAssembly.Module): void {
    if (!this.#first) throw signerClosed();
    try {
      new WebAssembly.Instance(module, { first: this.#first });
    } catch (cause) {
      throw stale(cause);
    }
    this.#coming = Promise.resolve();
  }
}
