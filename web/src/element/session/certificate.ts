/** The certificate, as the page knows it: everything but the key. */
import type { KeyInfo } from "../../lib/types.ts";
import type { Failure, OpenOptions } from "../engine/protocol.ts";

/** A certificate that is being opened: by these files and answers, and why it did not open. */
export interface Attempt {
  readonly names: readonly string[];
  readonly options: OpenOptions;
  /** Whether it was pasted into the form, which then stays open. */
  readonly pasted: boolean;
  readonly failure: Failure | null;
}

/** The certificate in use, and one that is being opened or waits for a password. */
export interface CertificateState {
  readonly info: KeyInfo | null;
  readonly demo: boolean;
  /** The files that it came from. */
  readonly names: readonly string[];
  readonly attempt: Attempt | null;
}

/** Before any, and after one was forgotten. */
export const noCertificate: CertificateState = { info: null, demo: true, names: [], attempt: null };
