/**
 * The contract of the library: what a program compiles against.
 *
 * Everything that fails throws or rejects with a {@link SignerError}.
 */

/** How the engine is loaded. */
export interface LoadOptions {
  /** Where the WebAssembly is; by default the file beside the module. */
  wasm?: string | URL | BufferSource | Response | Promise<Response> | WebAssembly.Module;
  /**
   * Who computes the private RSA operation. `auto`: WebCrypto where
   * `crypto.subtle` exists, else Go. The bytes are the same.
   */
  rsa?: "auto" | "webcrypto" | "go";
}

/**
 * The parts of a certificate; `password.txt` goes in as it is, to the byte.
 *
 * Bytes are copied, and the copies wiped after use. A JavaScript string cannot
 * be wiped by anybody: whoever minds passes bytes, and wipes them.
 */
export interface KeySource {
  privateKey: string | Uint8Array;
  password?: string | Uint8Array;
  publicKey?: string | Uint8Array;
}

/** A file of a certificate: its path (or bare name) and its bytes. */
export interface CertificateFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/** A way in which a programming language writes JSON. */
export interface StyleInfo {
  readonly name: string;
  readonly title: string;
  readonly language: string;
}

/** A field of an operation, as AliKassa documents it. */
export interface FieldInfo {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** In characters (Unicode code points). */
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly description: string;
  readonly example?: string;
}

/** A kind of request. */
export interface OperationInfo {
  readonly name: string;
  readonly title: string;
  readonly method: "POST";
  readonly path: string;
  readonly certificate: "payments" | "payouts";
  readonly fields: readonly FieldInfo[];
}

/** Something that AliKassa would refuse (error) or that is doubtful (warning). */
export interface Problem {
  /** The field at fault, nested ones with a dot (`extra.card_holder`); empty for the whole body. */
  field: string;
  code: string;
  severity: "error" | "warning";
  message: string;
}

/** What is to be signed. */
export interface PrepareRequest {
  /** Default: `payment`. */
  operation?: string;
  /** JSON text; its order and its numbers' spelling are kept as the style keeps them. */
  json: string;
  /** Default: `php`. */
  style?: string;
  /** The account's UUID. */
  account: string;
  key: Key;
  /** Default: `https://api-merchant.alikassa.io/`. */
  baseUrl?: string;
}

/** The forms in which a signed request can be had. */
export type Format = "curl" | "http" | "fetch" | "php" | "node" | "python" | "java" | "go";

/** A request, ready to send: the body goes out to the byte as it stands here. */
export interface SignedRequest {
  readonly url: string;
  readonly method: "POST";
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
  readonly sign: string;
  readonly problems: Problem[];
  /** `curl`, `http`, `fetch` carry body and Sign as they are; the others are whole programs that build, sign and send. */
  as(format: Format): string;
}

/** What is known of an opened key; nothing here is secret. */
export interface KeyInfo {
  readonly bits: number;
  readonly container: "pkcs1" | "pkcs8";
  /** Like `AES-256-CBC`; null when the key is not encrypted. */
  readonly cipher: string | null;
  /** Like `PBKDF2-HMAC-SHA-256`; null when the key is not encrypted. */
  readonly kdf: string | null;
  /** PEM, SubjectPublicKeyInfo. */
  readonly publicKey: string;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex. */
  readonly fingerprint: string;
  /** Whether the given public key belongs to it; null when none was given. */
  readonly matchesPublicKey: boolean | null;
  readonly notes: readonly { code: string; message: string }[];
}

/** How a long job reports and is stopped. */
export interface BatchOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** An opened private key. */
export interface Key {
  readonly info: KeyInfo;
  /** The value of the `Sign` header for this body. */
  sign(body: string | Uint8Array): Promise<string>;
  /**
   * The Sign of each, in the order of the bodies. An iterable is read as it is
   * signed. The first failure rejects all, `aborted` when the signal stops it.
   */
  signAll(bodies: Iterable<string | Uint8Array>, options?: BatchOptions): Promise<string[]>;
  /** Forgets the key: later calls reject with `key-closed`. */
  close(): void;
}

/** The engine: Go's signing core behind plain JavaScript. */
export interface Signer {
  /** Of the package. */
  readonly version: string;
  readonly styles: readonly StyleInfo[];
  readonly operations: readonly OperationInfo[];
  /**
   * Opens a private key in PEM. Rejects with `wrong-password`, `not-private-key`
   * and so on; what does not stop it here, but would elsewhere, is in `info.notes`.
   */
  openKey(source: KeySource): Promise<Key>;
  /**
   * Opens the downloaded archive. Several certificates in it reject with
   * `archive-ambiguous`, whose `choices` are values for `certificate`.
   */
  openArchive(zip: Uint8Array, options?: { certificate?: string }): Promise<Key>;
  /** The same for loose files (or a folder's), told apart by name and content; a zip among them is unpacked. */
  openFiles(
    files: Iterable<CertificateFile>,
    options?: { certificate?: string; password?: string },
  ): Promise<Key>;
  /** Writes any JSON text as that language would; default `php`. */
  encode(json: string, style?: string): Uint8Array;
  /** Empty: nothing wrong. Default operation: `payment`. */
  validate(json: string, operation?: string): Problem[];
  /** Problems never stop it; a bad account, key or JSON does. */
  prepare(request: PrepareRequest): Promise<SignedRequest>;
  /** Whether the Sign is of this body and by this key, to the bit; `reason` says in a sentence why not. */
  verify(signed: { body: string | Uint8Array; sign: string; publicKey: string | Uint8Array }): {
    valid: boolean;
    reason?: string;
  };
  /** Ends the engine and forgets its keys: later calls fail with `signer-closed`. */
  close(): void;
}
