/** The Send view: the signed request goes to the sandbox, to AliKassa, or into the visitor's own shell. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { exampleAccount } from "../session/example.ts";
import type { Exchange, Prepared } from "../session/exchange.ts";
import type { CertificateKind, OwnAccount } from "../session/sandbox.ts";
import { type Place, places, type Target, targets } from "../session/sending.ts";
import { failureNotice, notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";
import { sameKey, wishWords } from "./wish.ts";
import "./absent.ts";
import "./bytes.ts";
import "./code.ts";
import "./confirm.ts";
import "./exchange.ts";
import "./sent.ts";

/** How often the time of a request under way is drawn, in milliseconds. */
const tick = 100;

/** `<ak-send>`: left what is sent and where to, right what came of it. */
@define("ak-send")
export class AkSend extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    css`
      :host {
        display: contents;
      }
      .pane {
        min-width: 0;
      }
      section.first {
        border-top: 0;
      }
      fieldset {
        display: grid;
        gap: var(--ak-1);
      }
      legend {
        padding: 0;
        margin-bottom: var(--ak-3);
        font-size: var(--ak-large);
        font-weight: 600;
      }
      .target {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--ak-2);
        padding: var(--ak-2);
        border: 1px solid var(--ak-rule);
        border-radius: var(--ak-round);
        color: inherit;
        font-size: inherit;
        cursor: pointer;
      }
      .target:has(:checked) {
        border-color: var(--ak-accent);
        background: var(--ak-tint);
      }
      .target:has(:focus-visible) {
        outline: 2px solid var(--ak-accent);
        outline-offset: 2px;
      }
      .target input {
        width: 16px;
        height: 16px;
        margin: 3px 0 0;
        accent-color: var(--ak-accent);
      }
      .target input:focus-visible {
        outline: none;
      }
      .target span {
        grid-column: 2;
        font-size: var(--ak-small);
        font-weight: 400;
      }
      .target strong {
        font-weight: 600;
      }
      .places {
        gap: 0;
        margin-bottom: var(--ak-3);
      }
      .places legend {
        margin-bottom: 0;
        font-size: inherit;
      }
      .place {
        display: flex;
        gap: var(--ak-2);
        align-items: center;
        min-height: 28px;
        color: inherit;
        font-size: inherit;
        font-weight: 400;
      }
      .place input {
        flex: none;
        width: 16px;
        height: 16px;
        accent-color: var(--ak-accent);
      }
      ak-code {
        display: block;
        margin-top: var(--ak-3);
      }
      .under {
        display: grid;
        gap: var(--ak-2);
        margin-top: var(--ak-4);
        justify-items: start;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px var(--ak-4);
        margin-bottom: var(--ak-3);
        font: 13px / 20px var(--ak-bytes);
      }
      dt {
        color: var(--ak-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      /* It stands in the Sign view in full. */
      dd.cut {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      @container (width < 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
        dd {
          margin-bottom: var(--ak-1);
        }
      }
      .go {
        position: sticky;
        bottom: 0;
        display: grid;
        gap: var(--ak-2);
        padding: var(--ak-3) 0;
        border-top: 1px solid var(--ak-rule);
        background: var(--ak-paper);
      }
      .go .main {
        min-width: 140px;
        min-height: 40px;
        font-weight: 600;
      }
      .announced {
        padding-left: var(--ak-3);
        border-left: 3px solid var(--ak-accent);
        overflow-wrap: anywhere;
      }
      .elapsed {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @query("#send") private sendButton!: HTMLButtonElement | null;
  /** The account that a new one would replace, once it was asked for. */
  @state() private replacing = "";
  private ticking: ReturnType<typeof setInterval> | undefined;
  private answered = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.session.sandbox.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
    this.ticking = undefined;
    this.replacing = "";
  }

  override render() {
    const { t, session } = this;
    const { sending } = session;
    return html`
      <div class="pane" part="left">
        <section class="first">
          <fieldset>
            <legend>${t.send.target}</legend>
            ${targets.map((target) => this.renderTarget(target))}
          </fieldset>
          <div class="under">${this.renderUnder()}</div>
        </section>
        ${sending.target === "self" ? this.renderCode() : this.renderRequest(sending.prepared)}
      </div>
      <div class="pane outcome" part="right">
        <ak-exchange .session=${session}></ak-exchange>
        <ak-sent .session=${session}></ak-sent>
      </div>
      <ak-confirm .session=${session}></ak-confirm>
    `;
  }

  protected override updated(_: PropertyValues): void {
    const { running, current } = this.session.sending;
    if (running && this.isConnected) this.ticking ??= setInterval(() => this.requestUpdate(), tick);
    else {
      clearInterval(this.ticking);
      this.ticking = undefined;
    }
    if (current?.ending && current.number > this.answered) this.arrive(current);
  }

  /** On a narrow page the answer is below what is seen. Where it took the account away, a new one comes first. */
  private arrive({ number }: Exchange): void {
    this.answered = number;
    const pressed = this.shadowRoot?.activeElement === this.sendButton;
    if (pressed && !this.session.sandbox.account)
      this.renderRoot.querySelector<HTMLElement>("#make")?.focus();
    this.renderRoot.querySelector("ak-exchange")?.scrollIntoView({ block: "nearest" });
  }

  private renderTarget(target: Target): TemplateResult {
    const { t, session } = this;
    const chosen = session.sending.target === target;
    return html`<label class="target">
      <input type="radio" name="target" value=${target} .checked=${chosen} @change=${() => session.sending.choose(target)} />
      <strong>${t.send.targets[target]}</strong>
      <span class="soft">${t.send.about[target]}</span>
    </label>`;
  }

  /** What the chosen target still needs. */
  private renderUnder(): TemplateResult | typeof nothing {
    const { t, session } = this;
    const { sandbox, sending } = session;
    if (sending.target === "self") return nothing;
    if (!sandbox.health) return html`<ak-absent .session=${session}></ak-absent>`;
    if (sending.target === "relay")
      return sandbox.health.relay ? nothing : notice("warning", t, t.send.relayOff);
    return this.renderAccount();
  }

  private renderAccount(): TemplateResult {
    const { t, session } = this;
    const { sandbox, certificate } = session;
    const { account } = sandbox;
    const failure = sandbox.failure ?? sandbox.blindness;
    if (!account)
      return html`<p>${t.send.noAccount}</p>
        <button type="button" class="main" id="make" ?disabled=${sandbox.busy || !certificate.info} @click=${this.make}>
          ${t.send.make}
        </button>
        <p class="soft small">${wishWords(session, this.kind)}</p>
        <div role="alert">${failure ? failureNotice(failure, t) : nothing}</div>`;
    return html`<p>${t.send.account}: <code>${account.account}</code> <span class="soft small">${t.send.used}</span></p>
      ${this.renderMismatch(account)}
      <div role="alert">${failure ? failureNotice(failure, t) : nothing}</div>`;
  }

  /** Where the account will not know the signature: with the certificate of the other kind, no new account helps. */
  private renderMismatch({ account }: OwnAccount): TemplateResult | typeof nothing {
    const { t, session } = this;
    const { sandbox, certificate } = session;
    const { kind } = this;
    const own = certificate.info?.publicKey ?? "";
    const wanted = sandbox.keyFor(kind);
    if (!own || sameKey(wanted, own)) return nothing;
    if (!certificate.demo && sameKey(sandbox.keyFor(kind === "payouts" ? "payments" : "payouts"), own))
      return notice("warning", t, t.send.otherKind[kind]);
    return html`${notice("warning", t, wanted ? t.send.otherKey : t.send.noPayouts)}
      ${
        this.replacing === account
          ? html`<p role="status">${t.send.makeNewSure}</p>
              <p class="soft small">${wishWords(session, kind)}</p>
              <div class="row">
                <button type="button" id="replace-sure" ?disabled=${sandbox.busy} @click=${this.make}>${t.send.makeNew}</button>
                <button type="button" @click=${() => this.ask("")}>${t.send.keepOld}</button>
              </div>`
          : html`<button type="button" id="replace" @click=${() => this.ask(account)}>${t.send.makeNew}</button>`
      }`;
  }

  /** The certificate with which the chosen operation is signed. */
  private get kind(): CertificateKind {
    return this.session.operationInfo?.certificate ?? "payments";
  }

  /** Asks before an account is let go of; the focus goes to what takes the pressed button's place. */
  private async ask(replacing: string): Promise<void> {
    this.replacing = replacing;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(replacing ? "#replace-sure" : "#replace")?.focus();
  }

  private renderCode(): TemplateResult {
    const { t, session } = this;
    const { place } = session.sending;
    const account = place === "sandbox" ? (session.sandbox.account?.account ?? "") : "";
    return html`<section aria-labelledby="code">
      <div class="heading"><h2 id="code">${t.code.title}</h2></div>
      <fieldset class="places">
        <legend>${t.send.place}</legend>
        ${places.map((one) => this.renderPlace(one))}
      </fieldset>
      ${place === "alikassa" ? notice("warning", t, t.send.runsReally) : nothing}
      ${session.signed ? html`<ak-code .session=${session} .account=${account} .carries=${t.send.carries}></ak-code>` : this.renderNothing()}
    </section>`;
  }

  private renderPlace(place: Place): TemplateResult {
    const { t, session } = this;
    const { sending, sandbox } = session;
    const off = place === "sandbox" && !sandbox.account;
    return html`<label class="place">
      <input type="radio" name="place" value=${place} ?disabled=${off} .checked=${sending.place === place} @change=${() => sending.choosePlace(place)} />
      <span>${t.send.places[place]} ${off ? html`<span class="soft small">${t.send.placeNeedsAccount}</span>` : nothing}</span>
    </label>`;
  }

  private renderNothing(): TemplateResult {
    const { t, session } = this;
    return html`<p class="soft">${t.send.nothing} <button type="button" class="plain" @click=${() => session.set({ view: "sign" })}>${t.send.toSign}</button></p>`;
  }

  private renderRequest(prepared: Prepared | null): TemplateResult {
    const { t, session } = this;
    const { sending } = session;
    return html`<section aria-labelledby="request">
        <div class="heading">
          <h2 id="request">${t.send.request}</h2>
          <button type="button" class="plain" @click=${() => session.set({ view: "sign" })}>${t.send.toSign}</button>
        </div>
        ${
          session.signed
            ? prepared
              ? html`<dl>
                    <dt>POST</dt>
                    <dd>${prepared.url}</dd>
                    ${prepared.arriving.map(([name, value]) => html`<dt>${name}</dt><dd class=${name === "Sign" ? "cut" : ""} title=${value}>${value}</dd>`)}
                  </dl>
                  <ak-bytes .session=${session} .bytes=${prepared.body} json .what=${t.result.bodyName}></ak-bytes>`
              : html`<ak-bytes .session=${session} .bytes=${session.output?.body ?? null} json .what=${t.result.bodyName}></ak-bytes>`
            : this.renderNothing()
        }
      </section>
      <div class="go">
        ${sending.announcement === null ? nothing : html`<p class="announced">${sending.announcement}</p>`}
        ${session.signed ? this.renderDoubts() : nothing}
        <div class="row">
          <button type="button" class="main" id="send" ?disabled=${!sending.ready} aria-disabled=${sending.running ? "true" : nothing} @click=${() => sending.begin()}>
            ${sending.running ? t.send.sending : sending.target === "relay" ? t.send.sendReal : t.send.send}
          </button>
          ${this.renderRunning(sending.running)}
        </div>
      </div>`;
  }

  private renderDoubts(): TemplateResult | typeof nothing {
    const { t, session } = this;
    const { sending, certificate } = session;
    const real = sending.target === "relay";
    if (sending.errors > 0) return notice(real ? "error" : "warning", t, t.send.errors(sending.errors, real));
    if (real && certificate.demo) return notice("error", t, t.send.signedDemo);
    if (sending.outdated) return notice("warning", t, t.send.outdated);
    return real && sending.prepared?.account === exampleAccount
      ? notice("warning", t, t.send.exampleAccount)
      : nothing;
  }

  /** The focus goes on to what comes next: the pressed button goes, or was disabled for a while. */
  private readonly make = async (): Promise<void> => {
    const { session, replacing } = this;
    await session.sandbox.create(this.kind);
    await session.settled();
    await this.updateComplete;
    const { account } = session.sandbox;
    const made = account && account.account !== replacing;
    const next = made ? this.sendButton : this.renderRoot.querySelector<HTMLElement>("#replace-sure, #make");
    next?.focus();
  };

  private readonly cancel = (): void => {
    this.session.sending.cancel();
    this.sendButton?.focus();
  };

  private renderRunning(running: Exchange | null): TemplateResult | typeof nothing {
    const { t } = this;
    if (!running) return nothing;
    return html`<span class="elapsed" role="timer" aria-live="off">${t.send.elapsed(Date.now() - running.startedAt)}</span>
      <button type="button" @click=${this.cancel}>${t.send.cancel}</button>`;
  }
}
