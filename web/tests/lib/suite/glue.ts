/** A signer whose glue to Go is seen: it sets `_values`, which is caught by a setter on the prototype of all objects. */
import type { LoadOptions, Signer } from "../../../src/lib/types.ts";
import { ok, type Surroundings } from "../framework.ts";

interface Glue {
  _resume(): void;
  readonly _scheduledTimeouts: Map<number, ReturnType<typeof setTimeout>>;
  readonly _inst: { readonly exports: { readonly mem: WebAssembly.Memory } };
}

export async function loadWithGlue(
  { library }: Surroundings,
  options: LoadOptions,
): Promise<{ signer: Signer; glue: Glue }> {
  let glue: Glue | undefined;
  Object.defineProperty(Object.prototype, "_values", {
    configurable: true,
    set(value: unknown[]) {
      glue = this;
      Object.defineProperty(this, "_values", { value, writable: true, configurable: true });
    },
  });
  try {
    const signer = await library.loadSigner(options);
    ok(glue, "the glue has changed: it keeps its values elsewhere");
    return { signer, glue };
  } finally {
    delete (Object.prototype as { _values?: unknown })._values;
  }
}
