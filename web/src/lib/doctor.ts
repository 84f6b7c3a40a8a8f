/**
 * The doctor's engine: a program of its own, loaded when it is first asked, so
 * that whoever signs does not wait for it.
 */
import { Engine } from "./engine.ts";
import { doctorFile, load, loadNow } from "./load.ts";
import { signerClosed } from "./refusals.ts";
import type { LoadOptions } from "./types.ts";

/** The doctor's engine while its signer lives. */
export class Doctor {
  readonly #wasm: LoadOptions["doctor"];
  #engine: Engine | undefined;
  #loading: Promise<Engine> | undefined;
  #closed = false;

  constructor(wasm: LoadOptions["doctor"]) {
    this.#wasm = wasm;
  }

  /** The engine, loaded where it is not yet; where that fails, the next call tries again. */
  async ready(): Promise<Engine> {
    if (this.#closed) throw signerClosed();
    if (this.#engine) return this.#engine;
    this.#loading ??= load(doctorFile, this.#wasm)
      .then((module) => Engine.start(module))
      .then(checked);
    try {
      const loaded = await this.#loading;
      if (this.#closed || (this.#engine && this.#engine !== loaded)) loaded.close();
      if (this.#closed) throw signerClosed();
      this.#engine ??= loaded;
      return this.#engine;
    } finally {
      this.#loading = undefined;
    }
  }

  /** The engine for a call that cannot wait. */
  now(): Engine {
    if (this.#closed) throw signerClosed();
    this.#engine ??= checked(Engine.startNow(loadNow(doctorFile, this.#wasm)));
    return this.#engine;
  }

  close(): void {
    this.#closed = true;
    this.#engine?.close();
  }
}

function checked(engine: Engine): Engine {
  return engine.offering("causes", "options.doctor is another program than alikassa-sign-doctor.wasm.");
}
