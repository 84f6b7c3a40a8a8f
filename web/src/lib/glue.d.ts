/**
 * The glue between Go and JavaScript: Go's own wasm_exec.js, wrapped when the
 * wasm is built (scripts/build-wasm.mjs) so that it sees a scope of its own in
 * place of the global object, and nothing of it is left behind.
 */
declare module "*/build/wasm_exec.js" {
  /** What the engine hands over: see wasm/browser. */
  export interface Core {
    readonly version: string;
    readonly stamp: string;
    /** The functions, from frame to frame. */
    readonly [name: string]: unknown;
  }

  /** A Go program, as far as the library knows it. */
  export interface Go {
    readonly importObject: WebAssembly.Imports;
    /** What the program finds as its environment. */
    env: Record<string, string>;
    /** Whether the program has ended: then it is run no more. */
    exited: boolean;
    /** Called when the program ends. */
    exit: (code: number) => void;
    /** The timers that the program has set. */
    readonly _scheduledTimeouts: Map<number, ReturnType<typeof setTimeout>>;
    /** Returns as soon as the program waits; the promise, when it has ended. */
    run(instance: WebAssembly.Instance): Promise<void>;
  }

  export interface Scope {
    Go: new () => Go;
    /** Set by the program. */
    core?: Core;
  }

  /** Tells the build; the wasm carries the same. */
  export const stamp: string;
  /** A scope in which nothing has run yet. */
  export function newScope(): Scope;
}
