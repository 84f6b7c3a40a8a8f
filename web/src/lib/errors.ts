/** What the engine tells of a failure. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly line?: number;
  readonly column?: number;
  readonly choices?: readonly string[];
}

/**
 * The one error that the library throws or rejects with. Programs look at
 * `code`, which never changes its meaning; people read `message` and `hint`.
 * None of them quotes a key or a password.
 */
export class SignerError extends Error {
  /** In kebab case: `wrong-password`. */
  readonly code: string;
  /** What to do, where that can be said in a sentence. */
  readonly hint?: string;
  /** Where in the text the fault stands, from 1; the column counts characters. */
  readonly line?: number;
  readonly column?: number;
  /** What to choose from, where a choice is missing. */
  readonly choices?: readonly string[];

  constructor(fault: Fault, options?: ErrorOptions) {
    super(fault.message, options);
    this.name = "SignerError";
    this.code = fault.code;
    if (fault.hint !== undefined) this.hint = fault.hint;
    if (fault.line !== undefined) this.line = fault.line;
    if (fault.column !== undefined) this.column = fault.column;
    if (fault.choices !== undefined) this.choices = fault.choices;
  }
}
