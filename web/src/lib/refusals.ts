/** The errors of the library itself; the others are the engine's. */
import { SignerError } from "./errors.ts";

/** An argument that is not what the contract says. */
export function badArgument(message: string, cause?: unknown): SignerError {
  return new SignerError({ code: "bad-argument", message }, { cause });
}

/** A call on a key after its `close`. */
export function keyClosed(): SignerError {
  const message = "The key has been closed.";
  return new SignerError({ code: "key-closed", message, hint: "Open the certificate again." });
}

/** A call on a signer, or on what it gave, after its `close`. */
export function signerClosed(): SignerError {
  const message = "The signer has been closed.";
  return new SignerError({ code: "signer-closed", message, hint: "Load another with loadSigner()." });
}
