/**
 * What the visitor has and has chosen. It lives in memory, for as long as the
 * element does: nothing is stored, and nothing goes into the address.
 */
import tables from "virtual:tables";
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
  failureOf,
  type OpenOptions,
  type Signed,
  type SignOutput,
} from "../engine/protocol.ts";
import { longest, readTree, type ValueNode } from "../json/tree.ts";
import { type Catalogue, catalogue, type Language } from "../text/text.ts";
import { type CertificateState, noCertificate } from "./certificate.ts";
import { exampleAccount, examples } from "./example.ts";
import type { Taken } from "./files.ts";
import { mostPasted, RefusedRequest, type Sent, takeKeys } from "./refused.ts";
import { Sandbox } from "./sandbox.ts";
import { Sending } from "./sending.ts";

export const views = [
  "sign",
  "debug",
  "verify",
  "notification",
  "answer",
  "send",
  "sandbox",
  "reference",
] as const;
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
  /** What was dropped or picked last, where some of it was left, or nothing was in it. */
  left: Taken | null = null;
  /** The last thing worth saying aloud. */
  said = "";
  /** What the doctor knows; empty until it is loaded. */
  causes: readonly CauseInfo[] = [];
  /** What the Debug view looks at. */
  readonly refused: RefusedRequest;
  /** A pasted text that looks like a request, until the visitor says what to do with it. */
  offered = "";
  /** What claims to come from AliKassa. */
  notification = "";
  /** The public key with which AliKassa's notifications are checked. */
  notificationKey = "";
  /** The sandbox's account, and what the server beside the page offers. */
  readonly sandbox: Sandbox;
  /** What is sent, and was sent in this tab. */
  readonly sending: Sending;
  /** The cause that the Reference view is to show; empty: none in particular. */
  cause = "";

  private readonly texts = new Map(Object.entries(examples));
  private parsed: { text: string; tree: ValueNode | null } = { text: "", tree: null };
  /** Counts what changes the key: a signature by an older one is not shown. */
  private keys = 0;
  private attempts = 0;
  /** The last of what changes the engine's key: one after another, and none before the engine is there. */
  private lastTurn: Promise<unknown> = Promise.resolve();
  private starts = 0;
  private readonly signing: Task<readonly unknown[], SignOutput | null>;

  constructor(
    private readonly host: ReactiveControllerHost,
    readonly engine = new Engine((what) => this.say(`Content-Security-Policy: ${what}`)),
  ) {
    this.refused = new RefusedRequest(this.engine, () => this.host.requestUpdate());
    this.sandbox = new Sandbox(this);
    this.sending = new Sending(this);
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
    await this.inTurn(async () => {
      if (start !== this.starts) return;
      try {
        const facts = await this.engine.start();
        if (start !== this.starts) return this.engine.stop();
        await this.useDemo();
        this.set({ facts, phase: "ready" });
        void this.loadDoctor();
        // What was pasted before the engine was there, and not changed by hand since.
        const { pasted, notes, reading } = this.refused;
        if (pasted && (notes || reading)) void this.refused.paste(pasted);
      } catch (thrown) {
        if (start === this.starts) this.set({ phase: "failed", failure: failureOf(thrown) });
      }
    });
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

  /** Ends the engine, and forgets the key with it, the sandbox's token, and what was sent. */
  stop(): void {
    this.sending.stop();
    this.sandbox.forget();
    this.starts++;
    this.attempts++;
    this.engine.stop();
    this.useKey(noCertificate);
    this.set({ phase: "loading", facts: null });
  }

  /** Changes what is chosen, and draws it. */
  set(
    change: Partial<
      Choices & EngineState & Pick<Session, "offered" | "notification" | "notificationKey" | "cause">
    >,
  ): void {
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

  /** Whether the text is edited as text alone. */
  get large(): boolean {
    return this.text.length > longest;
  }

  /** What the text says; null where it is too large, or says nothing. */
  get tree(): ValueNode | null {
    if (this.large) return null;
    if (this.parsed.text !== this.text) this.parsed = { text: this.text, tree: readTree(this.text) };
    return this.parsed.tree;
  }

  /** How a style is called: its language and the call. */
  styleTitle(style: string): string {
    const info = this.styles.find(({ name }) => name === style);
    return info ? styleTitle(info) : style;
  }

  /** The engine's tables: before it is there, as the build took them out of it. */
  get styles(): readonly StyleInfo[] {
    return (this.facts ?? tables).styles;
  }

  get operations(): readonly OperationInfo[] {
    return (this.facts ?? tables).operations;
  }

  /** The engine's title of an operation, for where the page has no words of its own. */
  operationTitle(operation: string): string {
    return this.operations.find(({ name }) => name === operation)?.title ?? operation;
  }

  get operationInfo(): OperationInfo | undefined {
    return this.operations.find(({ name }) => name === this.operation);
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
    const { info, attempt } = this.certificate;
    return info && !attempt ? (this.output?.signed ?? null) : null;
  }

  /** The signed request in code as it is for the sandbox's account; null while it cannot be signed. */
  async sandboxCode(account: string): Promise<string | null> {
    const baseUrl = `${this.sandbox.base}sandbox/`;
    return (await this.engine.call("sign", { ...this.input, account, baseUrl })).signed?.code ?? null;
  }

  /** Why nothing can be signed, or null. */
  get obstacle(): Failure | null {
    if (this.signing.status === TaskStatus.ERROR) return failureOf(this.signing.error);
    return this.output?.failure ?? null;
  }

  /** Opens files, or with null those that wait for a password or a choice, with what was answered before. */
  async open(
    files: readonly CertificateFile[] | null,
    answer: OpenOptions = {},
    way: "file" | "paste" = "file",
  ): Promise<void> {
    const waiting = files ? null : this.certificate.attempt;
    const names = files?.map(({ name }) => name) ?? waiting?.names ?? [];
    const options = { ...waiting?.options, ...answer };
    const attempt = ++this.attempts;
    const pasted = files ? way === "paste" : (waiting?.pasted ?? false);
    this.left = null;
    this.setCertificate({ ...this.certificate, attempt: { names, options, pasted, failure: null } });
    try {
      const info = await this.inTurn(async () => {
        if (attempt !== this.attempts) return files && wipe(files);
        if (this.failure) throw new EngineError(this.failure);
        return this.engine.call("open", files, options);
      });
      if (!info) return;
      // The engine holds this key now, also where the visitor has gone on to another.
      const current = attempt === this.attempts;
      this.useKey({ info, demo: false, names, attempt: current ? null : this.certificate.attempt });
      if (current) this.say(this.t.certificate.opened(info.bits));
    } catch (thrown) {
      if (attempt !== this.attempts) return;
      this.setCertificate({
        ...this.certificate,
        attempt: { names, options, pasted, failure: failureOf(thrown) },
      });
    }
  }

  /** Opens what was dropped or picked, and says what it took it for. */
  async openTaken(taken: Taken): Promise<void> {
    const { files, tooLarge, tooMany } = taken;
    const whole = tooLarge.length === 0 && !tooMany && files.length > 0;
    if (whole && this.takeElsewhere(files)) return;
    const before = this.certificate;
    if (!whole || this.view !== "debug") this.set({ view: "sign" });
    const opening = files.length > 0 ? this.open(files) : null;
    this.left = whole ? null : taken;
    this.host.requestUpdate();
    await opening;
    if (this.view !== "debug") return;
    // A password or a choice is asked for in the Sign view alone.
    if (this.certificate.attempt) this.set({ view: "sign" });
    else if (before.info && !before.demo) this.addOtherKey(before.info.publicKey);
  }

  /** Takes public keys for the views that ask for them, and in Debug what is a text and no key. */
  private takeElsewhere(files: readonly CertificateFile[]): boolean {
    // Of a private key no string is made here: a string cannot be wiped.
    if (files.some(({ data }) => data.length > mostPasted || holds(data, privateKey))) return false;
    const texts = files.map(({ data }) => decoder.decode(data));
    const named = files.every(({ name }) => /\.(har|log|txt|http|json|sh)$/i.test(name));
    if (this.view === "debug" && named && !texts.some(isKeyText)) {
      this.debug(texts.join("\n"));
      return true;
    }
    const keys = texts.map((text) => takeKeys(text).keys);
    if (keys.some(({ length }) => length === 0)) return false;
    this.takePublicKeys(keys.flat());
    return true;
  }

  /** Shows a pasted text in the Debug view. */
  debug(text: string): void {
    this.set({ view: "debug", offered: "" });
    void this.refused.paste(text);
  }

  /** Shows a request that was sent from here, and the keys to check it with, in the Debug view. */
  debugSent(sent: Sent): void {
    this.refused.look(sent);
    this.set({ view: "debug", offered: "" });
  }

  /** Shows a notification and the key to check it with in the Notification view. */
  checkNotification(notification: string, notificationKey: string): void {
    this.set({ view: "notification", notification, notificationKey });
  }

  /** Takes keys that came without a private one: in the view for which they are, else in Debug. */
  takePublicKeys(keys: readonly string[]): void {
    if (this.view === "notification") {
      this.set({ notificationKey: keys[0] ?? "" });
    } else if (this.view === "sandbox" && !this.sandbox.account) {
      this.sandbox.wish({ payoutKey: keys[0] ?? "" });
    } else {
      if (["sign", "send", "sandbox", "reference"].includes(this.view)) this.set({ view: "debug" });
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
    this.left = null;
    void this.inTurn(() => this.engine.call("dismiss")).catch(() => {});
    this.setCertificate({ ...this.certificate, attempt: null });
  }

  async forget(): Promise<void> {
    this.attempts++;
    this.useKey(noCertificate);
    await this.inTurn(async () => {
      await this.engine.call("forget");
      await this.useDemo();
    });
    this.say(this.t.certificate.forgotten);
  }

  /** Opens the demo certificate; what the visitor has dropped meanwhile stays, and is opened after it. */
  private async useDemo(): Promise<void> {
    const info = await this.engine.call("openDemo");
    this.useKey({ ...noCertificate, info, attempt: this.certificate.attempt });
  }

  private inTurn<T>(work: () => Promise<T> | T): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => {});
    return turn;
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
const privateKey = new TextEncoder().encode("PRIVATE KEY-----");
const holds = (data: Uint8Array, wanted: Uint8Array): boolean =>
  data.some((_, at) => wanted.every((byte, i) => data[at + i] === byte));
const isKeyText = (text: string): boolean => text.includes("-----BEGIN ") || text.trim().length < 64;

/** `PHP: json_encode` */
export function styleTitle({ language, title }: StyleInfo): string {
  return language ? `${language}: ${title}` : title;
}

/** Files that are not opened any more leave nothing behind. */
function wipe(files: readonly CertificateFile[]): null {
  for (const { data } of files) data.fill(0);
  return null;
}
