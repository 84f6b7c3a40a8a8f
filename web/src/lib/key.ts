/** An opened key: see {@link Key}. */
import { type Bytes, textOrBytes } from "./arguments.ts";
import { toBase64 } from "./base64.ts";
import { runBatch } from "./batch.ts";
import { badArgument, keyClosed } from "./refusals.ts";
import type { PrivateOperation } from "./rsa.ts";
import type { BatchOptions, Key, KeyInfo } from "./types.ts";

/** A key whose private operation is WebCrypto's or Go's, until it is closed. */
export class OpenedKey implements Key {
  readonly info: KeyInfo;
  #operation: PrivateOperation | undefined;
  readonly #onClose: (key: OpenedKey) => void;

  constructor(info: KeyInfo, operation: PrivateOperation, onClose: (key: OpenedKey) => void) {
    this.info = info;
    this.#operation = operation;
    this.#onClose = onClose;
  }

  /** The value as a key, if it is one. */
  static from(value: unknown): OpenedKey {
    if (typeof value !== "object" || value === null || !(#operation in value)) {
      throw badArgument("request.key must be a key that openKey, openArchive or openFiles returned.");
    }
    return value;
  }

  async sign(body: string | Uint8Array): Promise<string> {
    return this.#sign(textOrBytes(body, "body"));
  }

  async signAll(bodies: Iterable<string | Uint8Array>, options?: BatchOptions): Promise<string[]> {
    if (!this.#operation) throw keyClosed();
    return runBatch(bodies, options, (body, what) => this.#sign(textOrBytes(body, what)));
  }

  close(): void {
    const operation = this.#operation;
    this.#operation = undefined;
    this.#onClose(this);
    operation?.close();
  }

  async #sign(body: Bytes): Promise<string> {
    if (!this.#operation) throw keyClosed();
    const signature = await this.#operation.sign(body);
    // Closed meanwhile: nothing leaves a forgotten key.
    if (!this.#operation) throw keyClosed();
    return toBase64(signature);
  }
}
