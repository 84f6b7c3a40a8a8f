/** The element: the frame, and in it the view that was chosen. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { cache } from "lit/directives/cache.js";
import { base } from "./base.ts";
import { define } from "./define.ts";
import { focusHeading } from "./focus.ts";
import { loadFonts } from "./fonts.ts";
import { mark } from "./parts/icon.ts";
import type { AkProblems } from "./parts/problems.ts";
import type { AkRequest } from "./parts/request.ts";
import type { AkVerify } from "./parts/verify.ts";
import { type Taken, takeTransfer } from "./session/files.ts";
import { takeKeys } from "./session/refused.ts";
import { Session, type View } from "./session/session.ts";
import { languageOf } from "./text/text.ts";
import { tokens } from "./tokens.ts";
import "./parts/answer.ts";
import "./parts/bar.ts";
import "./parts/certificate.ts";
import "./parts/debug.ts";
import "./parts/notification.ts";
import "./parts/offer.ts";
import "./parts/problems.ts";
import "./parts/reference.ts";
import "./parts/request.ts";
import "./parts/result.ts";
import "./parts/sandbox.ts";
import "./parts/send.ts";
import "./parts/summary.ts";
import "./parts/verify.ts";
import { frame } from "./frame.ts";

const encoder = new TextEncoder();
const causeLink = /^#cause-([a-z0-9-]+)$/;
/** Words that a copied request has, and hardly anything else. */
const request = /api-merchant\.alikassa|\bcurl\b|\bSign["']?\s*[:=]|"postData"|\bPOST \/|\bfetch\(/i;

/**
 * `<alikassa-sign>`: builds, checks and signs AliKassa's API requests, in this
 * tab alone. It fills the box that it is given; where the box is narrow it
 * becomes one column.
 *
 * The language follows `lang`, of the element or the document; the theme
 * follows the visitor's system unless `theme` is `light` or `dark`.
 *
 * @fires alikassa-ready - the engine is ready; `detail`: `{ place, rsa, version }`
 * @fires alikassa-view - another view is shown; `detail` is its name
 * @slot notice - a line of the host's under the bar
 * @csspart bar - the bar at the top
 * @csspart left - what the visitor has
 * @csspart right - what follows from it
 */
@define("alikassa-sign")
export class AlikassaSign extends LitElement {
  static override styles = [tokens, base, frame];

  /** The language, like `ru`; by default the document's, or else the visitor's. */
  @property() override lang = "";
  /** `light` or `dark`; otherwise the system's. */
  @property({ reflect: true }) theme = "";
  /** The view to begin with: `sign`, `debug`, `verify`, `notification`, `answer`, `send`, `sandbox`, `reference`. */
  @property() view: View = "sign";
  /** The account's UUID to begin with. */
  @property() account = "";
  /** Where requests go; default: AliKassa's API. */
  @property({ attribute: "base-url" }) baseUrl = "";
  /** The folder in which sandbox and relay lie; default: where the page lies. */
  @property() gateway = "";
  @state() private dragging = false;
  /** Whether what has the focus may go with the view that was left. */
  private focusMayGo = false;
  @query("ak-request") private request!: AkRequest | null;
  @query("ak-verify") private verify!: AkVerify | null;
  @query("ak-problems") private problems!: AkProblems | null;
  readonly session = new Session(this);

  constructor() {
    super();
    this.addEventListener("dragover", this.dragOver);
    this.addEventListener("dragleave", this.dragLeave);
    this.addEventListener("drop", this.drop);
    this.addEventListener("paste", this.paste);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void loadFonts();
    void this.begin();
    this.followLink();
    addEventListener("hashchange", this.followLink);
    addEventListener("pagehide", this.leave);
    addEventListener("pageshow", this.comeBack);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.followLink);
    removeEventListener("pagehide", this.leave);
    removeEventListener("pageshow", this.comeBack);
    this.session.stop();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { session } = this;
    this.focusMayGo = this.view !== session.view && this.shadowRoot?.activeElement != null;
    if (!this.hasUpdated || changed.has("lang"))
      session.language = languageOf(this.lang || this.documentLanguage);
    if (changed.has("view")) session.view = this.view;
    if (changed.has("account") && this.account) session.account = this.account;
    if (changed.has("baseUrl")) session.baseUrl = this.baseUrl;
    if (changed.has("gateway")) session.sandbox.use(this.gateway);
  }

  override updated(): void {
    for (const part of this.session.parts) part.requestUpdate();
    if (this.focusMayGo) void focusHeading(this.renderRoot as ShadowRoot);
    if (this.view !== this.session.view) {
      this.view = this.session.view;
      this.dispatchEvent(
        new CustomEvent("alikassa-view", { detail: this.view, bubbles: true, composed: true }),
      );
    }
  }

  override render() {
    const { session, dragging } = this;
    const { t, language } = session;
    return html`<div class="frame" lang=${language}>
      <div class="layout">
        <header part="bar">
          <h1 class="brand">${mark}AliKassa Sign</h1>
          <ak-bar .session=${session} .theme=${this.theme} @theme=${(event: CustomEvent<string>) => (this.theme = event.detail)}></ak-bar>
        </header>
        <div><slot name="notice"></slot><ak-offer .session=${session}></ak-offer></div>
        <div class="views ${session.view}">${cache(this.renderView())}</div>
        <ak-summary .session=${session} @problems=${this.showProblems} ?hidden=${session.view !== "sign"}></ak-summary>
      </div>
      <p class="unseen" role="status" aria-live="polite">${session.said}</p>
      ${dragging ? html`<div class="overlay" aria-hidden="true"><span>${t.certificate.dropNow}</span></div>` : nothing}
    </div>`;
  }

  private renderView(): TemplateResult {
    const { session } = this;
    if (session.view === "debug") return html`<ak-debug .session=${session}></ak-debug>`;
    if (session.view === "verify") return html`<ak-verify .session=${session}></ak-verify>`;
    if (session.view === "notification") return html`<ak-notification .session=${session}></ak-notification>`;
    if (session.view === "answer") return html`<ak-answer .session=${session}></ak-answer>`;
    if (session.view === "send") return html`<ak-send .session=${session}></ak-send>`;
    if (session.view === "sandbox") return html`<ak-sandbox .session=${session}></ak-sandbox>`;
    if (session.view === "reference")
      return html`<div class="pane whole"><ak-reference .session=${session}></ak-reference></div>`;
    return html`
      <div class="pane" part="left">
        <ak-certificate .session=${session}></ak-certificate>
        <ak-request .session=${session}></ak-request>
        <ak-problems .session=${session} @go=${(event: CustomEvent<string>) => this.request?.go(event.detail)}></ak-problems>
      </div>
      <div class="pane outcome" part="right"><ak-result .session=${session} @problems=${this.showProblems}></ak-result></div>
    `;
  }

  private showProblems(): void {
    this.problems?.show();
  }

  private get documentLanguage(): string {
    return this.closest<HTMLElement>("[lang]")?.lang || navigator.language;
  }

  private async begin(): Promise<void> {
    await this.session.start();
    const { facts, engine } = this.session;
    if (!facts) return;
    const detail = { place: engine.place, rsa: facts.rsa, version: facts.version };
    this.dispatchEvent(new CustomEvent("alikassa-ready", { detail, bubbles: true, composed: true }));
  }

  /** A link to a cause, like `#cause-trailing-newline`, shows it. */
  private readonly followLink = (): void => {
    const code = causeLink.exec(globalThis.location.hash)?.[1];
    if (!code) return;
    this.view = "reference";
    this.session.showCause(code);
  };

  private readonly leave = (): void => this.session.stop();

  /** A page that comes back from the browser's cache has forgotten its certificate. */
  private readonly comeBack = (event: PageTransitionEvent): void => {
    if (event.persisted) void this.begin();
  };

  private dragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.dragging = true;
  }

  private dragLeave(event: DragEvent): void {
    if (!this.contains(event.relatedTarget as Node | null)) this.dragging = false;
  }

  private async drop(event: DragEvent): Promise<void> {
    this.dragging = false;
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    await this.open(await takeTransfer(event.dataTransfer));
  }

  /** A public key alone is what the Verify view asks for, where that is open; all else is a certificate. */
  private async open(taken: Taken): Promise<void> {
    if (this.session.view === "verify" && this.verify?.takeKey(taken.files)) return;
    await this.session.openTaken(taken);
  }

  /** Files, keys in PEM and whole requests are taken wherever they are pasted, except as text into a field. */
  private async paste(event: ClipboardEvent): Promise<void> {
    const { clipboardData } = event;
    if (!clipboardData) return;
    if (clipboardData.files.length > 0) {
      event.preventDefault();
      await this.open(await takeTransfer(clipboardData));
      return;
    }
    const text = clipboardData.getData("text/plain");
    const origin = event.composedPath()[0];
    const inField =
      origin instanceof HTMLElement && (origin.isContentEditable || origin.matches("input, textarea"));
    if (inField) return;
    const { rest, keys } = takeKeys(text);
    if (request.test(rest)) {
      event.preventDefault();
      if (this.session.view === "debug") this.session.debug(text);
      else this.session.set({ offered: text });
      return;
    }
    if (!text.includes("-----BEGIN ")) return;
    event.preventDefault();
    const files = [{ name: "private.pem", data: encoder.encode(text) }];
    if (this.session.view === "verify" && this.verify?.takeKey(files)) return;
    if (keys.length > 0 && rest.trim() === "" && !text.includes("PRIVATE KEY")) {
      this.session.takePublicKeys(keys);
      return;
    }
    this.session.set({ view: "sign" });
    await this.session.open(files);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "alikassa-sign": AlikassaSign;
  }
}
