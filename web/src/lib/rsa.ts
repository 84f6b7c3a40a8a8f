/**
 * The private RSA operation, computed by WebCrypto or by Go: RSASSA-PKCS1-v1_5
 * with SHA-1, which has no randomness in it, so that the bytes are the same.
 * Neither hands out a signature that the public key does not verify.
 */
import type { Bytes } from "./arguments.ts";
import type { Engine } from "./engine.ts";
import { SignerError } from "./errors.ts";
import { number } from "./frame.ts";

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-1" };

/** What signs with one private key. */
export interface PrivateOperation {
  sign(body: Bytes): Promise<Bytes>;
  close(): void;
}

/** WebCrypto, where the page or the program has it. */
export function subtle(): SubtleCrypto | undefined {
  return globalThis.crypto?.subtle;
}

/**
 * Hands the key to WebCrypto, out of which it does not come again. Where
 * WebCrypto does not support it, such as an unusual public exponent, it is
 * `undefined`.
 */
export async function webCryptoOperation(
  webcrypto: SubtleCrypto,
  pkcs8: Bytes,
  spki: Bytes,
): Promise<PrivateOperation | undefined> {
  try {
    const [privateKey, publicKey] = await Promise.all([
      webcrypto.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]),
      webcrypto.importKey("spki", spki, algorithm, true, ["verify"]),
    ]);
    return {
      async sign(body) {
        try {
          const signature = await webcrypto.sign(algorithm, privateKey, body);
          if (await webcrypto.verify(algorithm, publicKey, signature, body)) return new Uint8Array(signature);
        } catch (cause) {
          throw corruptKey(cause);
        }
        throw corruptKey();
      },
      close() {},
    };
  } catch (cause) {
    // Go has found the key's form and its numbers to be right before: what is left is a lack of support.
    if (isNamed(cause, "NotSupportedError") || isNamed(cause, "DataError")) return undefined;
    throw new SignerError({ code: "internal", message: "WebCrypto could not take the key." }, { cause });
  }
}

/** A key in Go. */
export interface GoOperation extends PrivateOperation {
  /** Overwrites the key; what else is left of it in Go's memory waits for a scrub. */
  forget(): void;
}

/** Leaves the key in Go, where it has the number `id`. */
export function goOperation(engine: Engine, id: number): GoOperation {
  const forget = () => {
    if (engine.running) engine.call("forget", number(id));
  };
  return {
    async sign(body) {
      const [signature] = engine.call("sign", number(id), body);
      return signature as Bytes;
    },
    forget,
    close() {
      forget();
      if (engine.running) engine.call("scrub");
    },
  };
}

/** WebCrypto was asked for, and does not take the key. */
export function unsupportedByWebCrypto(): SignerError {
  const message = "This browser's WebCrypto does not take a key of this size or exponent.";
  return new SignerError({
    code: "webcrypto-unsupported",
    message,
    hint: 'Load the signer with rsa: "auto" or "go".',
  });
}

function corruptKey(cause?: unknown): SignerError {
  const message =
    "The private key's numbers do not fit together: it gives no signature that its public key verifies.";
  return new SignerError(
    { code: "corrupt-key", message, hint: "Download the certificate again." },
    { cause },
  );
}

function isNamed(cause: unknown, name: string): boolean {
  return cause instanceof Error && cause.name === name;
}
