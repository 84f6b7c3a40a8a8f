/** The verdict of the Debug view in one sentence. */
import type { Diagnosis } from "../../lib/types.ts";
import { brokenBy } from "../chain/diagnosed.ts";
import type { Diagnosing } from "./diagnosing.ts";
import type { Session } from "./session.ts";

export interface Verdict {
  readonly kind: "right" | "wrong" | "doubt" | "waiting";
  readonly title: string;
  readonly means: string;
}

/** Whether the only key at hand is the demo one: it opens no one's signature, and what it says against one is no verdict. */
export function needsKey({ checkingKey }: Session, diagnosis: Diagnosis | null): boolean {
  return checkingKey.demo && diagnosis?.findings.some(({ code }) => brokenBy(code) === "key") === true;
}

export function verdictOf(session: Session, { state, diagnosis, tried }: Diagnosing): Verdict {
  const { t, refused, phase } = session;
  const { debug } = t;
  if (phase !== "ready") return { kind: "waiting", title: t.engine[phase], means: "" };
  if (state === "failed") return { kind: "doubt", title: t.verify.cannot, means: "" };
  if (state === "running") return { kind: "waiting", title: debug.searching, means: debug.searchingMeans };
  if (!diagnosis) return waiting(session);
  if (needsKey(session, diagnosis))
    return { kind: "doubt", title: debug.needsKey, means: debug.needsKeyMeans };
  const [first] = diagnosis.findings;
  const other = diagnosis.findings.some(({ code }) => code === "other-body");
  switch (diagnosis.verdict === "unexplained" && !other ? "explained" : diagnosis.verdict) {
    case "valid":
      return {
        kind: "right",
        title: debug.valid,
        means: refused.reason ? debug.validRefused : debug.validMeans,
      };
    case "explained":
    case "unreadable": {
      const cause = t.causes[first?.code ?? ""]?.title;
      const more = diagnosis.findings.length - 1;
      // Of a Sign that no key opens, and of a block that names no digest, nothing behind it holds.
      const certain =
        diagnosis.verdict !== "unreadable" && !diagnosis.signed
          ? debug.notOpened
          : debug.proved(diagnosis.verdict);
      return {
        kind: "wrong",
        title: cause ?? firstSentence(first?.title ?? ""),
        means: [certain, more > 0 ? debug.more(more) : ""].join(" "),
      };
    }
    default:
      if (refused.body.length === 0) return { kind: "doubt", title: debug.noBody, means: debug.noBodyMeans };
      return state === "stopped"
        ? { kind: "doubt", title: debug.stopped, means: debug.stoppedMeans(tried) }
        : { kind: "doubt", title: debug.unexplained, means: debug.unexplainedMeans(diagnosis.tried) };
  }
}

function waiting({ t, refused }: Session): Verdict {
  const { debug } = t;
  const { body, notes, reading } = refused;
  if (reading) return { kind: "waiting", title: debug.reading, means: "" };
  const begun = body.length > 0 || (notes && refused.pasted.trim() !== "");
  return begun
    ? { kind: "waiting", title: debug.noSign, means: debug.noSignMeans }
    : { kind: "waiting", title: debug.waiting, means: debug.waitingMeans };
}

/** What comes after the first sentence stands with the finding. */
const firstSentence = (text: string): string => /^.+?[.:](?=\s)/s.exec(text)?.[0] ?? text;
