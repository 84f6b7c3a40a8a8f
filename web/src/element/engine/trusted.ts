/** The one place where a URL becomes the worker's script, through a policy that accepts nothing else. */
import workerUrl from "./worker.ts?worker&url";

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** Starts the worker, or throws where the document's policy or the browser does not let it. */
export function startWorker(): Worker {
  policy ??= trustedTypes?.createPolicy("alikassa-worker", {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError("alikassa-worker starts its own worker only");
      return url;
    },
  });
  const url = policy ? (policy.createScriptURL(workerUrl) as string) : workerUrl;
  return new Worker(url, { type: "module", name: "alikassa-sign" });
}
