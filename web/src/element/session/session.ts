/**
 * What the visitor has and has chosen. It lives in memory, for as long as the
 * element does: nothing is stored, and nothing goes into the address.
 */
import { Task, TaskStatus } from "@lit/task";
import type { ReactiveControllerHost } from "lit";
import type {
  CauseInfo,
  CertificateFile,
  FieldInfo,
  Format,
  OperationInfo,
  Problem,
  StyleInfo,
} from "../../lib/types.ts";
import { Engine } from "../engine/engine.ts";
import {
  EngineError,
  type EngineFacts,
  type Failure,
  type OpenOptions,
  type Signed,
  type SignOutput,
  toFailure,
} from "../engine/protocol.ts";
import { readTree, type ValueNode } from "../json/tree.ts";
import { type Catalogue, catalogue, type Language } from "../text/text.ts";
import { type CertificateState, noCertificate } from "./certificate.ts";
import { exampleAccount, examples } from "./example.ts";
import type { Taken } from "./files.ts";
import { mostPasted, pemBlocks, RefusedRequest, takeKeys } from "./refused.ts";

export const views = ["sign", "debug", "verify", "notification", "answer", "reference"] as const;
export type View = (typeof views)[number];
export const formats: readonly Format[] = ["curl", "http", "fetch", "php", "node", "python", "java", "go"];

/** What the visitor chooses. */
export interface Choices {
  language: Language;
  view: View;
  operation: string;
  account: string;
  baseUrl: string;
  style: string;
  /** Another style to compare with; empty: none. */
  compareWith: string;
  format: Format;
}

/** How far the engine is, and what it brought. */
export interface EngineState {
  phase: "loading" | "ready" | "failed";
  facts: EngineFacts | null;
  failure: Failure | null;
}

export class Session implements Choices, EngineState {
  /** The elements to draw anew when something changed. */
  readonly parts = new Set<{ requestUpdate(): void }>();
  language: Language = "en";
  view: View = "sign";
  operation = "payment";
  account = exampleAccount;
  baseUrl = "";
  style = "php";
  compareWith = "";
  format: Format = "curl";
  phase: EngineState["phase"] = "loading";
  facts: EngineFacts | null = null;
  failure: Failure | null = null;
  certificate: CertificateState = noCertificate;
  /** The last thing worth saying aloud. */
  said = "";
  /** What the doctor knows; empty until it is loaded. */
  causes: readonly CauseInfo[] = [];
  /** What the Debug view looks at. */
  readonly refused: RefusedRequest;
  /** A pasted text that looks like a request, until the visitor says what to do with it. */
  offered = "";
  /** The public key with which AliKassa's notifications are checked. */
  notificationKey = "";
  /** The cause that the Reference view is to show; empty: none in particular. */
  cause = "";

  private readonly texts = new Map(Object.entries(examples));
  private parsed: { text: string; tree: ValueNode | null } = { text: "", tree: null };
  /** Counts what changes the key: a signature by an older one is not shown. */
  private keys = 0;
  private attempts = 0;
  private starts = 0;
  private readonly signing: Task<readonly unknown[], SignOutput | null>;

  constructor(
    private readonly host: ReactiveControllerHost,
    readonly engine = new Engine((what) => this.say(`Content-Security-Policy: ${what}`)),
  ) {
    this.refused = new RefusedRequest(this.engine, () => this.host.requestUpdate());
    this.signing = new Task(host, {
      args: () => [
        this.phase,
        this.keys,
        this.operation,
        this.text,
        this.style,
        this.compareWith,
        this.account,
        this.format,
        this.baseUrl,
      ],
      task: async () => (this.phase === "ready" ? this.engine.call("sign", this.input) : null),
    });
  }

  /** Loads the engine and opens the demo certificate. */
  async start(): Promise<void> {
    const start = ++this.starts;
    this.set({ phase: "loading", failure: null });
    try {
      const facts = await this.engine.start();
      const info = await this.engine.call("openDemo");
      this.useKey({ ...noCertificate, info });
      this.set({ facts, phase: "ready" });
      void this.loadDoctor();
      // What was pasted before the engine was there.
      if (this.refused.pasted) void this.refused.paste(this.refused.pasted);
    } catch (thrown) {
      if (start === this.starts) this.set({ phase: "failed", failure: failureOf(thrown) });
    }
  }

  /** Loads the doctor behind the page that is already at work, so that later nothing is loaded any more. */
  private async loadDoctor(): Promise<void> {
    try {
      this.causes = await this.engine.call("causes");
      this.host.requestUpdate();
    } catch {
      // Asked for a diagnosis, it is loaded again, and says why it cannot be.
    }
  }

  /** Ends the engine, and forgets the key with it. */
  stop(): void {
    this.starts++;
    this.engine.stop();
    this.useKey(noCertificate);
    this.set({ phase: "loading", facts: null });
  }

  /** Changes what is chosen, and draws it. */
  set(change: Partial<Choices & EngineState & Pick<Session, "offered" | "notificationKey" | "cause">>): void {
    Object.assign(this, change);
    this.host.requestUpdate();
  }

  say(said: string): void {
    this.said = said;
    this.host.requestUpdate();
  }

  get t(): Catalogue {
    return catalogue(this.language);
  }

  /** A problem in the chosen language. */
  readonly problemWords = (problem: Problem): string =>
    this.t.problems.words(
      problem,
      this.fields.find(({ name }) => name === problem.field),
    );

  /** The JSON text of the chosen operation. */
  get text(): string {
    return this.texts.get(this.operation) ?? "{}";
  }

  set text(text: string) {
    this.texts.set(this.operation, text);
    this.host.requestUpdate();
  }

  get tree(): ValueNode | null {
    if (this.parsed.text !== this.text) this.parsed = { text: this.text, tree: readTree(this.text) };
    return this.parsed.tree;
  }

  /** How a style is called: its language and the call. */
  styleTitle(style: string): string {
    const info = this.facts?.styles.find(({ name }) => name === style);
    return info ? styleTitle(info) : style;
  }

  get operationInfo(): OperationInfo | undefined {
    return this.facts?.operations.find(({ name }) => name === this.operation);
  }

  get fields(): readonly FieldInfo[] {
    return this.operationInfo?.fields ?? [];
  }

  /** What the engine says of the input as it stands; null while it has not answered yet. */
  get output(): SignOutput | null {
    return this.signing.status === TaskStatus.COMPLETE ? (this.signing.value ?? null) : null;
  }

  /** The signed request: never one of an earlier input or key. */
  get signed(): Signed | null {
    return this.certificate.attempt ? null : (this.output?.signed ?? null);
  }

  /** Why nothing can be signed, or null. */
  get obstacle(): Failure | null {
    if (this.signing.status === TaskStatus.ERROR) return failureOf(this.signing.error);
    return this.output?.failure ?? null;
  }

  /** Opens files, or with null those that wait for a password or a choice, with what was answered before. */
  async open(files: readonly CertificateFile[] | null, answer: OpenOptions = {}): Promise<void> {
    const waiting = files ? null : this.certificate.attempt;
    const names = files?.map(({ name }) => name) ?? waiting?.names ?? [];
    const options = { ...waiting?.options, ...answer };
    const attempt = ++this.attempts;
    this.setCertificate({ ...this.certificate, attempt: { names, options, failure: null } });
    try {
      const info = await this.engine.call("open", files, options);
      if (attempt !== this.attempts) return;
      this.useKey({ info, demo: false, names, attempt: null });
      this.say(this.t.certificate.opened(info.bits));
    } catch (thrown) {
      if (attempt !== this.attempts) return;
      this.setCertificate({ ...this.certificate, attempt: { names, options, failure: failureOf(thrown) } });
    }
  }

  /** Opens what was dropped or picked, and says what it took it for. */
  async openTaken({ files, tooLarge }: Taken): Promise<void> {
    if (tooLarge.length > 0) this.say(this.t.certificate.tooLarge(tooLarge.join(", ")));
    if (files.length === 0) return;
    const texts = files.map(({ data }) => (data.length > mostPasted ? "" : decoder.decode(data)));
    if (files.every(({ name }) => /\.(har|log|txt|http|json|sh)$/i.test(name)) && !texts.some(isKeyText)) {
      if (this.view === "debug") return this.debug(texts.join("\n"));
    } else if (
      texts.every(
        (text) => pemBlocks(text).length > 0 && takeKeys(text).keys.length > 0 && !privateKey.test(text),
      )
    ) {
      return this.takePublicKeys(texts.flatMap((text) => takeKeys(text).keys));
    }
    const before = this.certificate;
    if (this.view !== "debug") this.set({ view: "sign" });
    await this.open(files);
    if (this.view !== "debug") return;
    // A password or a choice is asked for in the Sign view alone.
    if (this.certificate.attempt) this.set({ view: "sign" });
    else if (before.info && !before.demo) this.addOtherKey(before.info.publicKey);
  }

  /** Shows a pasted text in the Debug view. */
  debug(text: string): void {
    this.set({ view: "debug", offered: "" });
    void this.refused.paste(text);
  }

  /** Takes keys that came without a private one: in the view for which they are, else in Debug. */
  takePublicKeys(keys: readonly string[]): void {
    if (this.view === "notification") {
      this.set({ notificationKey: keys[0] ?? "" });
    } else {
      if (this.view === "sign" || this.view === "reference") this.set({ view: "debug" });
      this.refused.addKeys(keys);
    }
    this.say(this.t.debug.keyTaken(keys.length));
  }

  private addOtherKey(pem: string): void {
    this.refused.set({ otherKeys: `${this.refused.otherKeys.trim()}\n${pem}`.trim() });
  }

  /** The key with which Debug checks: the one given, else the certificate's; `demo` where that is nobody's. */
  get checkingKey(): { pem: string; demo: boolean } {
    const own = this.refused.publicKey.trim();
    const { info, demo } = this.certificate;
    return own ? { pem: own, demo: false } : { pem: info?.publicKey ?? "", demo };
  }

  /** Carries a refused request to the Sign view, to be signed anew. */
  makeRight(request: { json: string; style: string; account: string; operation: string }): void {
    const { json, style, account, operation } = request;
    this.set({ view: "sign", operation, style, compareWith: "", ...(account ? { account } : {}) });
    this.text = json;
    this.say(this.t.debug.carried);
  }

  /** Shows a cause in the Reference view. */
  showCause(code: string): void {
    this.set({ view: "reference", cause: code });
  }

  /** Resolves when everything is drawn as it now stands. */
  async settled(): Promise<void> {
    await this.host.updateComplete;
  }

  /** Goes on with the certificate that was in use. */
  cancelOpening(): void {
    this.attempts++;
    void this.engine.call("dismiss");
    this.setCertificate({ ...this.certificate, attempt: null });
  }

  async forget(): Promise<void> {
    this.attempts++;
    const forgetting = this.engine.call("forget");
    this.useKey(noCertificate);
    await forgetting;
    this.say(this.t.certificate.forgotten);
    this.useKey({ ...noCertificate, info: await this.engine.call("openDemo") });
  }

  private get input() {
    const { operation, text: json, style, compareWith, account, format, baseUrl } = this;
    return { operation, json, style, compareWith, account, format, baseUrl };
  }

  private useKey(state: CertificateState): void {
    this.keys++;
    this.setCertificate(state);
  }

  private setCertificate(certificate: CertificateState): void {
    this.certificate = certificate;
    this.host.requestUpdate();
  }
}

const decoder = new TextDecoder();
const privateKey = /PRIVATE KEY-----/;
const isKeyText = (text: string): boolean => text.includes("-----BEGIN ") || text.trim().length < 64;

/** `PHP: json_encode` */
export function styleTitle({ language, title }: StyleInfo): string {
  return language ? `${language}: ${title}` : title;
}

function failureOf(thrown: unknown): Failure {
  return thrown instanceof EngineError ? thrown.failure : toFailure(thrown);
}
