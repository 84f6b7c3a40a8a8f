/** What stands where a list of the sandbox is empty. */
import type { Session } from "../session/session.ts";

/** That there is nothing is said only where that was seen. */
export function emptyWords({ t, sandbox }: Session, nothingYet: string): string {
  const { account, seen, blindness } = sandbox;
  if (!account) return t.sandbox.unmade;
  if (blindness) return t.sandbox.unseen;
  return seen ? nothingYet : t.sandbox.looking;
}
