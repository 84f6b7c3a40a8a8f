/**
 * What the first signature does not need of the signer's program: it is loaded
 * once that runs, or at once where something in there calls for it. The program
 * is the same whether it has come or not; see wasm/split.
 */
import { stale } from "./engine.ts";
import type { SignerError } from "./errors.ts";
import { canLoadNow, load, loadNow, restFile } from "./load.ts";
import { signerClosed } from "./refusals.ts";
import type { LoadOptions } from "./types.ts";

/** Milliseconds after which a program that was loaded to sign has surely signed first. */
const untilRest = 100;

/** The rest of one running program. */
export class Rest {
  readonly #source: LoadOptions["rest"];
  readonly #closing = new AbortController();
  #first: WebAssembly.Exports | undefined;
  #coming: Promise<void> | undefined;
  #here = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failure: SignerError | undefined;

  /** What the program calls where it comes to what has not come. */
  readonly imports = { split: { load: () => this.#loadNow() } };

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

  /** Why the program did not get it when it called for it. */
  get failure(): SignerError | undefined {
    return this.#failure;
  }

  /** Has it come in a while. */
  comeSoon(): void {
    this.#timer = setTimeout(() => this.come().catch(() => {}), untilRest);
    // A program in Node does not live on for it.
    (this.#timer as { unref?: () => void }).unref?.();
  }

  /**
   * Resolves when it has come to a program that began; where that fails, the next
   * call tries again. It rejects when the signer is closed meanwhile.
   */
  async come(begun: Promise<unknown> = Promise.resolve()): Promise<void> {
    clearTimeout(this.#timer);
    const { signal } = this.#closing;
    if (signal.aborted) throw signerClosed();
    if (this.#here) return;
    this.#coming ??= this.#arrive(begun);
    const mine = this.#coming;
    try {
      await new Promise<void>((resolve, reject) => {
        const close = () => reject(signerClosed());
        signal.addEventListener("abort", close);
        mine.then(resolve, reject).finally(() => signal.removeEventListener("abort", close));
      });
    } catch (cause) {
      if (this.#coming === mine) this.#coming = undefined;
      throw cause;
    }
  }

  /** Keeps it from coming any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#first = undefined;
    this.#closing.abort();
  }

  async #arrive(begun: Promise<unknown>): Promise<void> {
    const module = await load(restFile, this.#source);
    await begun;
    if (!this.#first) return;
    try {
      await WebAssembly.instantiate(module, { first: this.#first });
    } catch (cause) {
      throw stale(cause);
    }
    this.#here = true;
  }

  /** Where it comes by both ways, the second does no harm. */
  #loadNow(): void {
    try {
      if (!this.#first) throw signerClosed();
      const module = loadNow(restFile, this.#source);
      try {
        new WebAssembly.Instance(module, { first: this.#first });
      } catch (cause) {
        throw stale(cause);
      }
      this.#here = true;
    } catch (cause) {
      this.#failure = cause as SignerError;
      throw cause;
    }
  }
}
