/** The engine behind plain JavaScript: see {@link Signer}. */
import {
  type Bytes,
  byteLength,
  bytes,
  iterator,
  json,
  maxBytes,
  next,
  optionalText,
  optionalTextOrBytes,
  property,
  text,
  textOrBytes,
  utf8,
} from "./arguments.ts";
import { fromPEM } from "./base64.ts";
import { runDiagnosis } from "./diagnose.ts";
import { Doctor } from "./doctor.ts";
import { type Engine, parse, toText } from "./engine.ts";
import { SignerError } from "./errors.ts";
import { type Field, number, toNumber, wipe } from "./frame.ts";
import { OpenedKey } from "./key.ts";
import { badArgument, signerClosed } from "./refusals.ts";
import { prepareRequest } from "./request.ts";
import type { Rest } from "./rest.ts";
import {
  type GoOperation,
  goOperation,
  type PrivateOperation,
  subtle,
  unsupportedByWebCrypto,
  webCryptoOperation,
} from "./rsa.ts";
import type {
  CauseInfo,
  CertificateFile,
  DiagnoseOptions,
  Diagnosis,
  Explanation,
  Finding,
  FoundRequest,
  Key,
  KeyInfo,
  KeySource,
  LoadOptions,
  NotificationCheck,
  OperationInfo,
  PrepareRequest,
  Problem,
  Refused,
  SignedRequest,
  Signer,
  StyleInfo,
} from "./types.ts";

type Tables = Pick<Signer, "styles" | "operations">;

/** Milliseconds after which a key that was opened has surely signed first. */
const untilScrub = 200;
/** Milliseconds after which a rest that could not be loaded is tried again. */
const untilAnotherScrub = 5_000;
/** Far beyond any folder with a certificate in it. */
const maxFiles = 10_000;

/** A signer over one engine, which closes the keys that it opened. */
export class GoSigner implements Signer {
  readonly version: string;
  readonly #engine: Engine;
  readonly #rest: Rest;
  readonly #rsa: NonNullable<LoadOptions["rsa"]>;
  readonly #doctor: Doctor;
  #scrub: ReturnType<typeof setTimeout> | undefined;
  readonly #keys = new Set<OpenedKey>();
  #tables: Tables | undefined;

  constructor(
    engine: Engine,
    rest: Rest,
    rsa: NonNullable<LoadOptions["rsa"]>,
    doctor: LoadOptions["doctor"],
  ) {
    this.version = engine.version;
    this.#engine = engine;
    this.#rest = rest;
    this.#rsa = rsa;
    this.#doctor = new Doctor(doctor);
  }

  get styles(): readonly StyleInfo[] {
    return this.#described().styles;
  }

  get operations(): readonly OperationInfo[] {
    return this.#described().operations;
  }

  async openKey(source: KeySource): Promise<Key> {
    const read = (name: keyof KeySource) => property(source, name, "source");
    return this.#open("openKey", (fields) => {
      fields.push(textOrBytes(read("privateKey"), "source.privateKey"));
      fields.push(optionalTextOrBytes(read("password"), "source.password"));
      fields.push(optionalTextOrBytes(read("publicKey"), "source.publicKey"));
    });
  }

  async openArchive(zip: Uint8Array, options?: { certificate?: string }): Promise<Key> {
    return this.#open("openArchive", (fields) => {
      fields.push(option(options, "certificate"), bytes(zip, "zip", "archive-too-large"));
    });
  }

  async openFiles(
    files: Iterable<CertificateFile>,
    options?: { certificate?: string; password?: string },
  ): Promise<Key> {
    return this.#open("openFiles", (fields) => {
      fields.push(option(options, "certificate"), option(options, "password"));
      const source = iterator(files, "files");
      let left = maxBytes; // of all together, before memory is taken for any more
      for (let i = 0; ; i++) {
        const { done, value } = next(source, "files");
        if (done) return;
        if (i === maxFiles) throw tooManyFiles();
        const what = `files[${i}]`;
        const name = text(property(value, "name", what), `${what}.name`);
        const data = property(value, "data", what);
        left -= name.length + byteLength(data, `${what}.data`);
        if (left < 0) throw tooMuch();
        fields.push(utf8(name), bytes(data, `${what}.data`));
      }
    });
  }

  encode(document: string, style: string = "php"): Uint8Array {
    const [body] = this.#engine.call("encode", json(document, "json"), utf8(text(style, "style")));
    return new Uint8Array(body ?? []);
  }

  validate(document: string, operation: string = "payment"): Problem[] {
    const [problems] = this.#engine.call(
      "validate",
      json(document, "json"),
      utf8(text(operation, "operation")),
    );
    return parse<Problem[]>(problems);
  }

  async prepare(request: PrepareRequest): Promise<SignedRequest> {
    return prepareRequest(this.#engine, this.#rest, request);
  }

  verify(signed: { body: string | Uint8Array; sign: string; publicKey: string | Uint8Array }): {
    valid: boolean;
    reason?: string;
  } {
    const read = (name: string) => property(signed, name, "signed");
    const [reason] = this.#engine.call(
      "verify",
      textOrBytes(read("body"), "signed.body"),
      utf8(text(read("sign"), "signed.sign")),
      textOrBytes(read("publicKey"), "signed.publicKey"),
    );
    return reason ? { valid: false, reason: toText(reason) } : { valid: true };
  }

  async diagnose(refused: Refused, options?: DiagnoseOptions): Promise<Diagnosis> {
    return runDiagnosis(() => this.#doctor.ready(), refused, options);
  }

  readRequest(source: string): FoundRequest {
    const [notes, url, account, sign, body] = this.#doctor
      .now()
      .call("readRequest", utf8(text(source, "text")));
    return {
      ...(url ? { url: toText(url) } : {}),
      ...(account ? { account: toText(account) } : {}),
      ...(sign ? { sign: toText(sign) } : {}),
      ...(body ? { body: new Uint8Array(body) } : {}),
      notes: parse<Finding[]>(notes),
    };
  }

  checkNotification(input: { payload: string; publicKey: string | Uint8Array }): NotificationCheck {
    const read = (name: string) => property(input, name, "input");
    const [about, ...fields] = this.#doctor
      .now()
      .call(
        "checkNotification",
        utf8(text(read("payload"), "input.payload")),
        textOrBytes(read("publicKey"), "input.publicKey"),
      );
    // Built as entries, so that a field named __proto__ is a field like any other.
    const pairs = fields.flatMap((name, i) =>
      i % 2 ? [] : [[toText(name), toText(fields[i + 1])] as const],
    );
    return { ...parse<Omit<NotificationCheck, "fields">>(about), fields: Object.fromEntries(pairs) };
  }

  explain(answer: { status: number; body: string; operation?: string }): Explanation {
    const read = (name: string) => property(answer, name, "answer");
    const status = read("status");
    if (typeof status !== "number" || !Number.isInteger(status) || status < 0 || status > 999) {
      throw badArgument("answer.status must be an HTTP status, or 0 where no answer came.");
    }
    const [about] = this.#doctor
      .now()
      .call(
        "explain",
        number(status),
        utf8(text(read("body"), "answer.body")),
        utf8(optionalText(read("operation"), "answer.operation")),
      );
    return parse<Explanation>(about);
  }

  async causes(): Promise<readonly CauseInfo[]> {
    const doctor = await this.#doctor.ready();
    return deepFreeze(parse<CauseInfo[]>(doctor.call("causes")[0]));
  }

  close(): void {
    try {
      this.#described(); // what it knows can be read when it is closed, too
    } catch {
      // It was closed before, or had stopped by itself.
    }
    clearTimeout(this.#scrub);
    this.#engine.close(); // first: it overwrites all keys at once, whatever state they are in
    for (const key of this.#keys) key.close();
    this.#doctor.close();
  }

  /** The tables, asked for when first read: the first signature has no need of them. */
  #described(): Tables {
    this.#tables ??= deepFreeze(parse<Tables>(this.#engine.call("describe")[0]));
    return this.#tables;
  }

  /** Opens what `read` pushes; its copies are wiped, whatever happens. */
  async #open(name: string, read: (fields: Field[]) => void): Promise<Key> {
    const webcrypto = this.#rsa === "go" ? undefined : subtle();
    const fields: Field[] = [];
    let opened: Field[];
    try {
      read(fields);
      // What the first part of the engine lacks is better awaited than called for.
      if (name !== "openKey") await this.#rest.come();
      opened = this.#engine.call(name, webcrypto && number(1), ...fields);
    } finally {
      wipe(...fields);
      this.#scrubSoon();
    }
    const [id, about, pkcs8] = opened;
    const info = deepFreeze(parse<KeyInfo>(about));
    const inGo = goOperation(this.#engine, toNumber(id));
    const operation = webcrypto && pkcs8 ? await this.#hand(webcrypto, pkcs8, info, inGo) : inGo;
    if (this.#engine.closed) throw signerClosed();
    const key = new OpenedKey(info, operation, (closed) => this.#keys.delete(closed));
    this.#keys.add(key);
    return key;
  }

  /** Has Go overwrite what opening a key has left in its memory, once the first signature need not wait for that. */
  #scrubSoon(after = untilScrub): void {
    clearTimeout(this.#scrub);
    if (!this.#engine.running) return;
    this.#scrub = setTimeout(async () => {
      try {
        await this.#rest.come();
        this.#engine.call("scrub");
      } catch {
        this.#scrubSoon(untilAnotherScrub); // the collector is in the rest, which has not come yet
      }
    }, after);
    // A program in Node does not live on for it: its memory goes with it.
    (this.#scrub as { unref?: () => void }).unref?.();
  }

  /** Hands the key on to WebCrypto, and leaves it in Go only where that cannot take it. */
  async #hand(
    webcrypto: SubtleCrypto,
    pkcs8: Bytes,
    info: KeyInfo,
    inGo: GoOperation,
  ): Promise<PrivateOperation> {
    let handed: PrivateOperation | undefined;
    try {
      handed = await webCryptoOperation(webcrypto, pkcs8, fromPEM(info.publicKey));
    } finally {
      wipe(pkcs8);
      if (handed || this.#rsa === "webcrypto") inGo.forget();
    }
    if (!handed && this.#rsa === "webcrypto") throw unsupportedByWebCrypto();
    return handed ?? inGo;
  }
}

function option(options: unknown, name: string): Field {
  if (options === undefined) return undefined;
  return utf8(optionalText(property(options, name, "options"), `options.${name}`));
}

function tooManyFiles(): SignerError {
  return notTheFolder(`There are more than ${maxFiles} files.`);
}

function tooMuch(): SignerError {
  return notTheFolder(`The files are larger than ${maxBytes >> 20} MiB together.`);
}

function notTheFolder(message: string): SignerError {
  return new SignerError({
    code: "archive-too-large",
    message,
    hint: "Give the folder of the certificate alone.",
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
