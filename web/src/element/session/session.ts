/**
 * What the visitor has and has chosen. It lives in memory, for as long as the
 * element does: nothing is stored, and nothing goes into the address.
 */
import tables from "virtual:tables";
import { Task, TaskStatus } from "@lit/task";
import type { ReactiveControllerHost } from "lit";
import type {
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

export type View = "sign" | "verify" | "reference";
export const views: readonly View[] = ["sign", "verify", "reference"];
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
        await this.useDemo();
        this.set({ facts, phase: "ready" });
      } catch (thrown) {
        if (start === this.starts) this.set({ phase: "failed", failure: failureOf(thrown) });
      }
    });
  }

  /** Ends the engine, and forgets the key with it. */
  stop(): void {
    this.starts++;
    this.attempts++;
    this.engine.stop();
    this.useKey(noCertificate);
    this.set({ phase: "loading", facts: null });
  }

  /** Changes what is chosen, and draws it. */
  set(change: Partial<Choices & EngineState>): void {
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
    this.set({ view: "sign" });
    if (files.length > 0) void this.open(files);
    this.left = tooLarge.length > 0 || tooMany || files.length === 0 ? taken : null;
    this.host.requestUpdate();
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

/** `PHP: json_encode` */
export function styleTitle({ language, title }: StyleInfo): string {
  return language ? `${language}: ${title}` : title;
}

/** Files that are not opened any more leave nothing behind. */
function wipe(files: readonly CertificateFile[]): null {
  for (const { data } of files) data.fill(0);
  return null;
}
