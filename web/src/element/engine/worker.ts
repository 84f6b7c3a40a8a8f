/** The module worker: hands calls to the engine, and answers or failures back. */
import { Core } from "./core.ts";
import { type Answer, type Call, type Job, toFailure } from "./protocol.ts";

const core = new Core();
const post = (answer: Answer): void => globalThis.postMessage(answer);
/** How to stop the jobs under way, by their calls. */
const jobs = new Map<number, AbortController>();

globalThis.addEventListener("message", async ({ data }: MessageEvent<Call>) => {
  if ("abort" in data) {
    jobs.get(data.abort)?.abort();
    return;
  }
  const { id, name, args, job } = data;
  try {
    const method = core[name] as (...args: readonly unknown[]) => Promise<unknown>;
    post({ id, value: await method.apply(core, job ? [...args, begin(id, job)] : [...args]) });
  } catch (thrown) {
    post({ id, failure: toFailure(thrown) });
  } finally {
    jobs.delete(id);
  }
});

// The document does not hear of a violation in here.
globalThis.addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent;
  post({ violation: `${effectiveDirective} ${blockedURI}` });
});

function begin(id: number, job: Pick<Job, "budgetMs">): Job {
  const controller = new AbortController();
  jobs.set(id, controller);
  const onProgress = (...progress: [number, number]): void => post({ id, progress });
  return { ...job, signal: controller.signal, onProgress };
}
