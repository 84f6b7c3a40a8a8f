/**
 * A running Go program, and calls into it. Whatever goes wrong in there comes
 * out as a {@link SignerError}.
 */
import { type Core, type Go, newScope, type Scope, stamp } from "../../build/wasm_exec.js";
import { type Fault, SignerError } from "./errors.ts";
import { type Field, pack, unpack, wipe } from "./frame.ts";
import { badArgument, signerClosed } from "./refusals.ts";
import type { Rest } from "./rest.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** One running program, until {@link Engine.close}. */
export class Engine {
  readonly version: string;
  #end: () => void;
  #core: Core | undefined;
  #closed = false;

  private constructor(core: Core, end: () => void) {
    this.version = core.version;
    this.#core = core;
    this.#end = end;
  }

  /** Starts the program, of which a rest may come later; it runs until {@link close}. */
  static async start(module: WebAssembly.Module, env: Environment = {}, rest?: Rest): Promise<Engine> {
    const { scope, go } = prepare(env);
    let instance: WebAssembly.Instance;
    try {
      instance = await WebAssembly.instantiate(module, { ...go.importObject, ...(rest ?? noRest).imports });
    } catch (cause) {
      throw stale(cause);
    }
    rest?.belongTo(instance);
    return Engine.#run(scope, go, instance, rest);
  }

  /** The same without waiting. */
  static startNow(module: WebAssembly.Module): Engine {
    const { scope, go } = prepare({});
    let instance: WebAssembly.Instance;
    try {
      instance = new WebAssembly.Instance(module, { ...go.importObject, ...noRest.imports });
    } catch (cause) {
      throw stale(cause);
    }
    return Engine.#run(scope, go, instance);
  }

  static #run(scope: Scope, go: Go, instance: WebAssembly.Instance, rest?: Rest): Engine {
    // Resolves when the program ends, but the object is there as soon as it waits.
    go.run(instance).catch(() => {});
    const { core } = scope;
    const end = () => {
      rest?.close();
      go._scheduledTimeouts.forEach(clearTimeout);
      go.exited = true;
      const { mem } = instance.exports;
      if (mem instanceof WebAssembly.Memory) new Uint8Array(mem.buffer).fill(0);
    };
    if (core?.stamp !== stamp) {
      end();
      throw rest?.failure ?? stale();
    }
    return new Engine(core, end);
  }

  /**
   * Calls a function of the core. The fields of the answer are the caller's to
   * {@link wipe}; the frame that took the arguments is wiped here.
   */
  call(name: string, ...fields: readonly Field[]): Field[] {
    if (this.#closed) throw signerClosed();
    const frame = framed(fields);
    let answer: Field[];
    try {
      if (!this.#core) throw new Error("It had stopped before.");
      const run = this.#core[name] as (frame: Uint8Array) => Uint8Array<ArrayBuffer>;
      answer = unpack(run(frame));
    } catch (cause) {
      this.#core = undefined;
      if (cause instanceof SignerError) throw cause; // the rest of it was needed, and did not come
      const message = "The engine has stopped.";
      throw new SignerError(
        { code: "internal", message, hint: "Load another with loadSigner()." },
        { cause },
      );
    } finally {
      wipe(frame);
    }
    const [fault, ...results] = answer;
    if (fault) throw new SignerError(parse<Fault>(fault));
    return results;
  }

  /** Itself, where its program has a function of that name: the two programs of one build offer others. */
  offering(name: string, otherwise: string): this {
    if (this.#core && name in this.#core) return this;
    this.close();
    throw badArgument(otherwise);
  }

  /** Whether {@link close} was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Whether it is neither closed nor has stopped by itself. */
  get running(): boolean {
    return this.#core !== undefined;
  }

  /** Ends the program, and overwrites its memory with all keys in it. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#core = undefined;
    this.#end();
    this.#end = () => {}; // which lets go of the program
  }
}

/** What the program sees of an environment. */
type Environment = Readonly<Record<string, string>>;

/** For a program that holds keys: its collector overwrites what it frees, and leaves no stacks behind by making them smaller. */
export const scrubbing: Environment = { GODEBUG: "clobberfree=1,gcshrinkstackoff=1" };

/** For programs that are whole: one that is not is another than what was asked for. */
const noRest = {
  imports: {
    split: {
      load() {
        throw stale();
      },
    },
  },
};

function prepare(env: Environment): { scope: Scope; go: Go } {
  const scope = newScope();
  const go = new scope.Go();
  go.env = { ...env };
  // The glue leaves the program's timers running, and they would find it gone.
  go.exit = () => go._scheduledTimeouts.forEach(clearTimeout);
  return { scope, go };
}

/** A text out of a field. */
export function toText(field: Field): string {
  return decoder.decode(field);
}

/** A structure out of a field. */
export function parse<T>(field: Field): T {
  return JSON.parse(toText(field)) as T;
}

function framed(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  try {
    return pack(fields);
  } catch (cause) {
    throw badArgument("What was passed is larger than the memory that there is.", cause);
  }
}

export function stale(cause?: unknown): SignerError {
  const message = "The engine is stale: alikassa-sign.js and its WebAssembly files are of different builds.";
  const hint = "Run make build, and serve all files as it wrote them.";
  return new SignerError({ code: "stale", message, hint }, { cause });
}
