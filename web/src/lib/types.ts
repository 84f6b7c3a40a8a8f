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
   * Where the rest of it is, which the first signature does not wait for; by
   * default the file beside the module.
   */
  rest?: LoadOptions["wasm"];
  /**
   * Whether the signer is given when the rest has come, too. Otherwise it is
   * given when it can open a key and sign, and the rest comes soon after: a call
   * before then that cannot wait, such as `encode`, has it by a synchronous
   * request, so that a page stands still meanwhile.
   */
  whole?: boolean;
  /** Where the WebAssembly of the doctor is, which is loaded when it is first asked; by default the file beside the module. */
  doctor?: LoadOptions["wasm"];
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
  /** What it makes, which must not be done twice: `payment` or `payout`; absent where it makes nothing. */
  readonly creates?: string;
  /** What it tells the status of; absent where it tells of nothing. */
  readonly asksFor?: string;
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

/** One mistake, or one thing worth knowing of a text: only what is proved. */
export interface Finding {
  /** Stable, in kebab case: `wrong-hash`. */
  readonly code: string;
  /** One sentence: the fact, with the real values. */
  readonly title: string;
  /** What it rests on, and why it matters. */
  readonly detail: string;
  /** What to do; lines of code may follow. */
  readonly fix: string;
  /** What was signed, short; for a style its name. */
  readonly from?: string;
  /** What was sent, likewise. */
  readonly to?: string;
}

/** A mistake that the doctor knows. */
export interface CauseInfo {
  readonly code: string;
  readonly title: string;
  /** How one comes upon it. */
  readonly looks: string;
  /** Why it breaks the signature. */
  readonly why: string;
  readonly fix: string;
  /** The same in the words of a language, with lines of the documented sample as they should be. */
  readonly fixes: readonly { language: string; text: string; code?: string }[];
}

/** A request whose signature was refused. */
export interface Refused {
  /** As it was sent, to the byte. */
  body: string | Uint8Array;
  /** The text of the header, as it was sent. */
  sign: string;
  /** PEM: the key that AliKassa is thought to verify with. */
  publicKey: string | Uint8Array;
  /** PEM, at most 20: keys that may have been used by mistake. */
  otherKeys?: readonly (string | Uint8Array)[];
}

/** How long the doctor looks, how it reports and is stopped. */
export interface DiagnoseOptions {
  /** Rejects with `aborted`. */
  signal?: AbortSignal;
  /** Candidates hashed, and about how many there are. */
  onProgress?: (tried: number, total: number) => void;
  /** Milliseconds; then what is known is the result. Default: 15,000. */
  budgetMs?: number;
  /** How many mistakes at once are looked for; every order of nine or ten fields counts as three. Default: 3. */
  mistakes?: 1 | 2 | 3;
}

/** Why a signature was refused. */
export interface Diagnosis {
  /** `explained`: everything that is wrong is found; `unreadable`: there is no signature in Sign. */
  readonly verdict: "valid" | "explained" | "unexplained" | "unreadable";
  /** Every mistake found, the most telling first; empty when valid. */
  readonly findings: readonly Finding[];
  /** The bytes that the signature really covers, where they were found. */
  readonly signed: Uint8Array | null;
  /** What the signature opens to; null where no key opens it. */
  readonly recovered: {
    readonly hash: string | null;
    /** Hex. */
    readonly digest: string | null;
    /** `pkcs1-v1_5`, `pss`, `none` or `malformed`. */
    readonly padding: string;
    /** The whole padded block. */
    readonly block: Uint8Array;
    /** Of PSS, in bytes. */
    readonly saltLength: number;
    /** Which key opens it: 0 is `publicKey`, from 1 on `otherKeys`. */
    readonly key: number;
  } | null;
  /** Candidates hashed. */
  readonly tried: number;
  /** Where to look next, in this order: when all is valid, or when nothing fits. */
  readonly next: readonly Finding[];
}

/** What a text that was at hand holds of a request. */
export interface FoundRequest {
  readonly url?: string;
  readonly account?: string;
  /** As it stands there, mangled or not. */
  readonly sign?: string;
  /** To the byte, where the notes do not say that something was assumed. */
  readonly body?: Uint8Array;
  /** What was found, what is missing, and what had to be assumed. */
  readonly notes: readonly Finding[];
}

/** Whether a notification, or a redirect back to the shop, is AliKassa's. */
export interface NotificationCheck {
  /** Sign and the fields verify as they were received. */
  readonly valid: boolean;
  /** The way of writing the fields that was signed, `documented` where it is the documented one; null when not valid. */
  readonly form: string | null;
  /** `notification` or `redirect`; null where it is neither. */
  readonly kind: "notification" | "redirect" | null;
  /** As received, decoded once, in their order; `sign` is one of them. */
  readonly fields: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

/** What an answer of the API means for the payment. */
export interface Explanation {
  /** `unknown`: nobody may try again under another order_id before it is known. */
  readonly outcome: "created" | "not-created" | "unknown";
  readonly title: string;
  readonly advice: string;
  /** The errors of the answer by field. */
  readonly fields?: readonly Problem[];
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
  /** How languages write JSON. Asked of the engine when first read, as the operations are. */
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
  /**
   * Says why a signature was refused, and proves it: it recovers what was signed,
   * and looks for the bytes among what known mistakes make of the body. A body of
   * more than 8 MiB is refused with `body-too-large`.
   */
  diagnose(refused: Refused, options?: DiagnoseOptions): Promise<Diagnosis>;
  /**
   * Picks a request out of a curl command, a raw HTTP message, a fetch() call, a
   * HAR, a log line, or whatever else was at hand. Text is parsed, never evaluated.
   */
  readRequest(text: string): FoundRequest;
  /**
   * Checks the signature of a notification or a redirect: a query string, a URL,
   * a form or JSON, with the public key of the certificate for notifications.
   */
  checkNotification(input: { payload: string; publicKey: string | Uint8Array }): NotificationCheck;
  /** Says what an answer means: status (0 where none came) and body; default operation: `payment`. */
  explain(answer: { status: number; body: string; operation?: string }): Explanation;
  /** The mistakes that {@link diagnose} knows, the most telling first. */
  causes(): Promise<readonly CauseInfo[]>;
  /** Ends the engine and forgets its keys: later calls fail with `signer-closed`. */
  close(): void;
}
