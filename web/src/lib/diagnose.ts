/** Finds out why a signature was refused: see {@link Signer.diagnose}. */
import { attempt, type Bytes, iterator, next, property, text, textOrBytes, utf8 } from "./arguments.ts";
import { type Engine, parse } from "./engine.ts";
import { type Field, number, toNumber } from "./frame.ts";
import { nextTask, readJobOptions, turn } from "./job.ts";
import { badArgument } from "./refusals.ts";
import type { Diagnosis } from "./types.ts";

/** Enough for everything up to two mistakes several times over. */
const defaultBudget = 15_000;
/** As many as the engine takes. */
const maxOtherKeys = 20;

export async function runDiagnosis(
  load: () => Promise<Engine>,
  refused: unknown,
  options: unknown,
): Promise<Diagnosis> {
  const read = (name: string) => property(refused, name, "refused");
  const { checkAborted, progress } = readJobOptions(options);
  const budget = readBudget(options);
  const fields = [
    textOrBytes(read("body"), "refused.body"),
    utf8(text(read("sign"), "refused.sign")),
    textOrBytes(read("publicKey"), "refused.publicKey"),
    readMistakes(options),
    ...readKeys(read("otherKeys")),
  ];
  checkAborted();
  const engine = await load();
  checkAborted();
  const [id] = engine.call("diagnose", ...fields);
  const handle = number(toNumber(id));
  const end = performance.now() + budget;
  let ended = false;
  try {
    for (;;) {
      const left = end - performance.now();
      const last = left <= turn ? number(1) : undefined;
      const answer = engine.call("diagnoseOn", handle, number(Math.max(0, Math.min(turn, left))), last);
      const [tried, total, about, signed, block] = answer;
      attempt("onProgress threw.", () => progress?.(toNumber(tried), toNumber(total)));
      if (about) {
        ended = true;
        const diagnosis = parse<Diagnosis>(about);
        const recovered = diagnosis.recovered && {
          ...diagnosis.recovered,
          block: copy(block) ?? new Uint8Array(),
        };
        return { ...diagnosis, signed: copy(signed), recovered };
      }
      await nextTask();
      checkAborted();
    }
  } finally {
    // A program that has stopped has said why, and keeps nothing.
    if (!ended && engine.running) engine.call("diagnoseNoMore", handle);
  }
}

function copy(field: Uint8Array | undefined): Uint8Array | null {
  return field ? new Uint8Array(field) : null;
}

function readKeys(value: unknown): Bytes[] {
  if (value === undefined) return [];
  const source = iterator(value, "refused.otherKeys");
  const keys: Bytes[] = [];
  for (;;) {
    const { done, value } = next(source, "refused.otherKeys");
    if (done) return keys;
    if (keys.length === maxOtherKeys)
      throw badArgument(`refused.otherKeys has more than ${maxOtherKeys} keys.`);
    keys.push(textOrBytes(value, `refused.otherKeys[${keys.length}]`));
  }
}

function readMistakes(options: unknown): Field {
  const mistakes = options === undefined ? undefined : property(options, "mistakes", "options");
  if (mistakes === undefined) return undefined;
  if (mistakes !== 1 && mistakes !== 2 && mistakes !== 3)
    throw badArgument("options.mistakes must be 1, 2 or 3.");
  return number(mistakes);
}

function readBudget(options: unknown): number {
  if (options === undefined) return defaultBudget;
  const budget = property(options, "budgetMs", "options");
  if (budget === undefined) return defaultBudget;
  if (typeof budget !== "number" || !(budget >= 0))
    throw badArgument("options.budgetMs must be a number of milliseconds.");
  return Math.min(budget, 24 * 3600 * 1000);
}
