/** The module worker: hands calls to the engine, and answers or failures back. */
import { Core } from "./core.ts";
import { type Answer, type Call, toFailure } from "./protocol.ts";

const core = new Core();
const post = (answer: Answer): void => globalThis.postMessage(answer);

globalThis.addEventListener("message", async ({ data }: MessageEvent<Call>) => {
  try {
    const method = core[data.name] as (...args: readonly unknown[]) => Promise<unknown>;
    post({ id: data.id, value: await method.apply(core, data.args as unknown[]) });
  } catch (thrown) {
    post({ id: data.id, failure: toFailure(thrown) });
  }
});

// The document does not hear of a violation in here.
globalThis.addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent;
  post({ violation: `${effectiveDirective} ${blockedURI}` });
});
