/** The result in one word and a sign: what the bar of a narrow page and the chain's heading say. */
import type { Session } from "./session.ts";

export interface ResultState {
  readonly kind: "good" | "warning" | "error" | "waiting";
  readonly words: string;
}

export function resultState(session: Session): ResultState {
  const { t, signed, output, phase, obstacle, failure, certificate } = session;
  if (phase === "failed") return { kind: "error", words: failure?.message ?? t.state.failed };
  if (phase === "loading") return { kind: "waiting", words: t.state.loading };
  if (certificate.attempt) return { kind: "waiting", words: t.state.opening };
  if (obstacle) return { kind: "error", words: t.state.notSigned };
  if (!signed || !output?.body) return { kind: "waiting", words: t.state.signing };
  const errors = output.problems.filter(({ severity }) => severity === "error").length;
  if (errors > 0) return { kind: "warning", words: t.state.signedWrong(errors) };
  const words = certificate.demo ? t.state.signedDemo : t.state.signed;
  return { kind: "good", words: words(output.body.length) };
}
