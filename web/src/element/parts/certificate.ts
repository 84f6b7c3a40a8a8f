/** The certificate: how it comes in, what it is, how it goes. */
import { css, html, nothing, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { base } from "../base.ts";
import { shorten } from "../bytes/decode.ts";
import { define } from "../define.ts";
import type { Failure } from "../engine/protocol.ts";
import { Part } from "../part.ts";
import type { Attempt } from "../session/certificate.ts";
import { mostFiles, type Taken, takeList } from "../session/files.ts";
import { icon } from "./icon.ts";
import { failureNotice, notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";
import "./promise.ts";

const encoder = new TextEncoder();
const shownNames = 6;
/** Errors that another password may mend. */
const passwordCodes = new Set(["password-required", "wrong-password"]);

/** `<ak-certificate>`: the section "Certificate" of the Sign view. */
@define("ak-certificate")
export class AkCertificate extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    css`
      section {
        border-top: 0;
      }
      .drop {
        display: grid;
        gap: var(--ak-2);
        padding: var(--ak-3) var(--ak-4);
        border: 1px dashed var(--ak-edge);
        border-radius: var(--ak-round);
      }
      .drop strong {
        font-weight: 600;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px var(--ak-4);
        margin-bottom: var(--ak-3);
      }
      dt {
        color: var(--ak-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      dd .icon {
        vertical-align: -3px;
      }
      form,
      .stack {
        display: grid;
        gap: var(--ak-2);
      }
      .badge {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        font-weight: 600;
      }
      .badge.demo {
        color: var(--ak-doubt);
      }
      .with-button {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        gap: var(--ak-2);
      }
      .stack + ak-promise,
      .drop + ak-promise {
        margin-top: var(--ak-3);
      }
      .left {
        display: grid;
        gap: var(--ak-1);
        margin-bottom: var(--ak-3);
      }
      .names {
        font-family: var(--ak-bytes);
        font-size: var(--ak-small);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private pasting = false;
  /** Whether the focus is to stay here while what has it goes. */
  private keepFocus = false;
  @state() private shown = false;
  @query("#files") private filesInput!: HTMLInputElement;
  @query("#folder") private folderInput!: HTMLInputElement;

  override render() {
    const { t, session } = this;
    const { certificate } = session;
    return html`<section aria-labelledby="title">
      <div class="heading">
        <h2 id="title" tabindex="-1">${t.certificate.title}</h2>
        ${this.renderBadge()}
      </div>
      ${this.renderLeft()}
      ${
        certificate.attempt && !(certificate.attempt.pasted && this.pasting)
          ? this.renderAttempt(certificate.attempt)
          : certificate.demo
            ? this.renderDrop(certificate.attempt)
            : this.renderFacts()
      }
      <ak-promise .session=${session}></ak-promise>
      <input id="files" type="file" multiple hidden @change=${this.take} />
      <input id="folder" type="file" webkitdirectory hidden @change=${this.take} />
    </section>`;
  }

  private renderBadge(): TemplateResult | typeof nothing {
    const { t } = this;
    const { info, demo, attempt } = this.session.certificate;
    if (attempt || !info) return nothing;
    if (!demo) return html`<span class="badge right">${icon("right")}${t.certificate.loaded}</span>`;
    return html`<span class="badge demo">${icon("doubt")}${t.certificate.demo}
      <span class="soft small">${t.certificate.bits(info.bits)} · <code>${shorten(info.fingerprint)}</code></span></span>`;
  }

  /** Says what of a drop was not taken. */
  private renderLeft(): TemplateResult | typeof nothing {
    const { t } = this;
    const { left } = this.session;
    if (!left) return nothing;
    const { files, tooLarge, tooMany } = left;
    return html`<div class="left" role="alert">
      ${tooLarge.length > 0 ? notice("warning", t, t.certificate.tooLarge(this.nameList(tooLarge))) : nothing}
      ${tooMany ? notice("warning", t, t.certificate.tooMany(mostFiles)) : nothing}
      ${files.length + tooLarge.length === 0 ? notice("warning", t, t.certificate.empty) : nothing}
    </div>`;
  }

  /** @param attempt one from the form that is open here */
  private renderDrop(attempt: Attempt | null): TemplateResult {
    const { t } = this;
    return html`<div class="drop">
      <p><strong>${t.certificate.useYourOwn}</strong> ${t.certificate.dropHere}</p>
      <div class="row">
        <button type="button" class="main" @click=${() => this.filesInput.click()}>${t.certificate.chooseFiles}</button>
        <button type="button" @click=${() => this.folderInput.click()}>${t.certificate.chooseFolder}</button>
        <button type="button" aria-expanded=${this.pasting} @click=${this.togglePaste}>${t.certificate.paste}</button>
      </div>
      ${this.pasting ? this.renderPaste(attempt) : nothing}
    </div>`;
  }

  private renderPaste(attempt: Attempt | null): TemplateResult {
    const { t } = this;
    const failure = attempt?.failure ?? null;
    return html`<form @submit=${this.openPasted} autocomplete="off">
      <label for="pem">${t.certificate.privateKey}</label>
      <textarea id="pem" name="pem" rows="5" required spellcheck="false" placeholder="-----BEGIN RSA PRIVATE KEY-----"></textarea>
      ${this.renderPassword(t.certificate.passwordOptional)}
      <label for="public">${t.certificate.publicKeyOptional}</label>
      <textarea id="public" name="public" rows="2" spellcheck="false" placeholder="-----BEGIN PUBLIC KEY-----"></textarea>
      ${failure ? html`<div role="alert">${failureNotice(failure, t)}</div>` : nothing}
      ${attempt && !failure ? this.renderWaiting() : nothing}
      <div class="row">
        <button class="main">${t.certificate.open}</button>
        ${failure ? html`<button type="button" @click=${this.cancel}>${t.certificate.cancel}</button>` : nothing}
      </div>
    </form>`;
  }

  private renderPassword(label: string, submit: TemplateResult | typeof nothing = nothing): TemplateResult {
    const { t, shown } = this;
    return html`<label for="password">${label}</label>
      <div class="with-button">
        <input
          id="password"
          name="password"
          class="mono"
          type=${shown ? "text" : "password"}
          autocomplete="off"
          spellcheck="false"
        />
        <button type="button" aria-pressed=${shown} @click=${() => (this.shown = !shown)}>
          ${shown ? t.certificate.hide : t.certificate.show}
        </button>
        ${submit}
      </div>`;
  }

  private renderAttempt(attempt: Attempt): TemplateResult {
    const { t } = this;
    const { failure, names } = attempt;
    return html`<div class="stack">
      <p class="names">${this.nameList(names)}</p>
      ${
        failure
          ? html`<div role="alert">${failureNotice(failure, t)}</div>
            ${this.renderRemedy(failure)}
            <div class="row"><button type="button" @click=${this.cancel}>${t.certificate.cancel}</button></div>`
          : this.renderWaiting()
      }
    </div>`;
  }

  private renderWaiting(): TemplateResult {
    const { t, session } = this;
    return html`<p role="status">${session.phase === "loading" ? t.certificate.waiting : t.certificate.opening}</p>`;
  }

  private renderRemedy(failure: Failure): TemplateResult | typeof nothing {
    const { t } = this;
    if (passwordCodes.has(failure.code)) {
      return html`<form @submit=${this.openWithPassword} autocomplete="off">
        ${this.renderPassword(t.certificate.password, html`<button class="main">${t.certificate.open}</button>`)}
      </form>`;
    }
    if (!failure.choices) return nothing;
    return html`<div class="row" role="group" aria-label=${t.certificate.choose}>
      ${failure.choices.map(
        (choice) => html`<button type="button" @click=${() => this.choose(choice)}>
          ${choice || t.certificate.topFolder}
        </button>`,
      )}
    </div>`;
  }

  private renderFacts(): TemplateResult | typeof nothing {
    const { t, session } = this;
    const { info, names } = session.certificate;
    if (!info) return nothing;
    const matches = info.matchesPublicKey;
    return html`<div class="stack">
      <dl>
        <dt>${t.certificate.from}</dt>
        <dd class="names">${this.nameList(names)}</dd>
        <dt>${t.certificate.size}</dt>
        <dd>${t.certificate.bits(info.bits)}</dd>
        <dt>${t.certificate.container}</dt>
        <dd>${info.container === "pkcs1" ? t.certificate.pkcs1 : t.certificate.pkcs8}</dd>
        <dt>${t.certificate.cipher}</dt>
        <dd>${info.cipher ?? t.certificate.notEncrypted}${info.kdf ? ` · ${info.kdf}` : nothing}</dd>
        <dt>${t.certificate.fingerprint}</dt>
        <dd><code>${info.fingerprint}</code></dd>
        <dt>public.pem</dt>
        <dd>
          ${
            matches === null
              ? t.certificate.noPublicKey
              : matches
                ? html`<span class="right">${icon("right")}</span> ${t.certificate.matches}`
                : html`<span class="wrong">${icon("wrong")}</span> ${t.certificate.differs}`
          }
        </dd>
      </dl>
      ${info.notes.map((note) => notice("warning", t, t.notes(note)))}
      <div class="row">
        <button type="button" @click=${this.forget}>${t.certificate.forget}</button>
        <button type="button" @click=${() => this.filesInput.click()}>${t.certificate.another}</button>
      </div>
    </div>`;
  }

  private nameList(names: readonly string[]): string {
    const more = names.length > shownNames ? ` + ${names.length - shownNames}` : "";
    return names.slice(0, shownNames).join(", ") + more;
  }

  override willUpdate(): void {
    const { demo, attempt } = this.session.certificate;
    if (!demo && !attempt) this.pasting = false;
  }

  /** What had the focus goes when it has done its work: the focus goes to what follows from it. */
  override updated(): void {
    if (!this.keepFocus) return;
    const { attempt } = this.session.certificate;
    const password = attempt?.failure && passwordCodes.has(attempt.failure.code);
    const pem = attempt?.failure && attempt.pasted && !password;
    const next = this.renderRoot.querySelector<HTMLElement>(password ? "#password" : pem ? "#pem" : "#title");
    if (attempt?.pasted && !attempt.failure) return;
    next?.focus();
    this.keepFocus = attempt !== null && attempt.failure === null;
  }

  private togglePaste(): void {
    this.pasting = !this.pasting;
  }

  private async take(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    if (!input.files) return;
    const taken: Taken = await takeList(input.files);
    input.value = "";
    void this.session.openTaken(taken);
  }

  private openPasted(event: SubmitEvent): void {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(fields.get(name) ?? "");
    const files = [{ name: "private.pem", data: encoder.encode(text("pem")) }];
    if (text("public").trim()) files.push({ name: "public.pem", data: encoder.encode(text("public")) });
    const password = text("password");
    this.keepFocus = true;
    void this.session.open(files, password ? { password } : {}, "paste");
  }

  private choose(certificate: string): void {
    this.keepFocus = true;
    void this.session.open(null, { certificate });
  }

  private cancel(): void {
    this.keepFocus = true;
    this.session.cancelOpening();
  }

  private forget(): void {
    this.keepFocus = true;
    void this.session.forget();
  }

  private openWithPassword(event: SubmitEvent): void {
    event.preventDefault();
    const password = String(new FormData(event.target as HTMLFormElement).get("password") ?? "");
    this.keepFocus = true;
    void this.session.open(null, { password });
  }
}
