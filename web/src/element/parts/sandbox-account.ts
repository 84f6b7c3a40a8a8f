/** The sandbox's account: made from a public key, shown, deleted. */
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import type { OwnAccount } from "../session/sandbox.ts";
import { failureNotice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";
import { wishWords } from "./wish.ts";
import "./copy.ts";

/** `<ak-sandbox-account>` */
@define("ak-sandbox-account")
export class AkSandboxAccount extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    css`
      section {
        border-top: 0;
      }
      p {
        max-width: 68ch;
      }
      .make {
        display: grid;
        gap: var(--ak-2);
        justify-items: start;
        margin-top: var(--ak-3);
      }
      details {
        width: 100%;
      }
      .notice {
        margin-top: var(--ak-4);
      }
      .have {
        margin-top: var(--ak-3);
      }
      .have form {
        display: grid;
        gap: var(--ak-1);
      }
      .have .row {
        margin-top: var(--ak-3);
      }
      dd button {
        min-height: 28px;
        padding: 0 var(--ak-2);
        font-size: var(--ak-small);
      }
      dd button.plain {
        padding: 0;
        font-size: inherit;
      }
      .field {
        display: grid;
        gap: 2px;
        margin-top: var(--ak-3);
      }
      .field > .row {
        justify-content: space-between;
      }
      textarea {
        font-size: 13px;
        line-height: 20px;
        word-break: break-all;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--ak-1) var(--ak-4);
        align-items: baseline;
        margin-bottom: var(--ak-4);
      }
      dt {
        color: var(--ak-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      @container (width < 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
        dd {
          margin-bottom: var(--ak-2);
        }
      }
    `,
  ];

  @state() private deleting = false;
  /** The account whose token is shown; empty: it is hidden. */
  @state() private tokenOf = "";

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    Object.assign(this, { deleting: false, tokenOf: "" });
  }

  override render() {
    const { t, session } = this;
    const { account, failure, blindness } = session.sandbox;
    const wrong = failure ?? blindness;
    return html`<section aria-labelledby="title">
      <div class="heading"><h2 id="title" tabindex="-1">${t.sandbox.title}</h2></div>
      ${account ? this.renderAccount(account) : this.renderMake()}
      <div role="alert">${wrong ? failureNotice(wrong, t) : nothing}</div>
    </section>`;
  }

  private renderMake(): TemplateResult {
    const { t, session } = this;
    const { sandbox, certificate } = session;
    const { info } = certificate;
    return html`<p>${t.sandbox.what}</p>
      <form class="make" @submit=${this.make}>
        <button type="submit" class="main" ?disabled=${sandbox.busy || !info}>${t.sandbox.make}</button>
        <p class="soft small">${wishWords(session)}</p>
        <details ?open=${sandbox.payoutKey !== ""}>
          <summary>${t.sandbox.more}</summary>
          <div class="field">
            <div class="row">
              <label for="payout-key">${t.sandbox.payoutKey}</label>
              <button type="button" class="plain small" ?disabled=${!info} @click=${() => sandbox.wish({ payoutKey: info?.publicKey ?? "" })}>${t.sandbox.takeLoaded}</button>
            </div>
            <textarea
              id="payout-key"
              rows="4"
              spellcheck="false"
              placeholder="-----BEGIN PUBLIC KEY-----"
              aria-describedby="payout-hint"
              .value=${live(sandbox.payoutKey)}
              @input=${(event: InputEvent) => sandbox.wish({ payoutKey: typed(event) })}
            ></textarea>
            <span id="payout-hint" class="small soft">${t.sandbox.payoutKeyHint}</span>
          </div>
          <div class="field">
            <label for="notification-url">${t.sandbox.notificationUrl}</label>
            <input
              id="notification-url"
              type="url"
              class="mono"
              autocomplete="off"
              placeholder="https://shop.example/notify"
              aria-describedby="url-hint"
              .value=${live(sandbox.notificationUrl)}
              @input=${(event: InputEvent) => sandbox.wish({ notificationUrl: typed(event) })}
            />
            <span id="url-hint" class="small soft">${t.sandbox.notificationUrlHint}</span>
          </div>
        </details>
      </form>
      <details class="have">
        <summary>${t.sandbox.have}</summary>
        <form @submit=${this.open}>
          <p class="soft small">${t.sandbox.haveHint}</p>
          <div class="field">
            <label for="uuid">${t.sandbox.uuid}</label>
            <input id="uuid" name="uuid" class="mono" required autocomplete="off" autocapitalize="none" spellcheck="false" />
          </div>
          <div class="field">
            <label for="token">${t.sandbox.token}</label>
            <input id="token" name="token" type="password" class="mono" required autocomplete="off" />
          </div>
          <p class="row"><button type="submit" ?disabled=${sandbox.busy}>${t.sandbox.open}</button></p>
        </form>
      </details>`;
  }

  private renderAccount(account: OwnAccount): TemplateResult {
    const { t, session } = this;
    const { sandbox } = session;
    const showing = this.tokenOf === account.account;
    const until = new Date(account.expiresAt).toLocaleDateString(session.language, { dateStyle: "long" });
    return html`<dl>
        <dt>${t.sandbox.account}</dt>
        <dd class="row"><code>${account.account}</code> <ak-copy .session=${session} .what=${t.sandbox.account} .text=${account.account}></ak-copy></dd>
        <dt>${t.sandbox.notificationKey}</dt>
        <dd><button type="button" class="plain" @click=${this.toNotification}>${t.sandbox.toNotification}</button></dd>
        ${account.expiresAt ? html`<dt>${t.sandbox.expires}</dt><dd>${until}</dd>` : nothing}
        <dt>${t.sandbox.payouts}</dt>
        <dd>${account.payoutPublicKey ? t.sandbox.takesPayouts : t.sandbox.noPayoutsKey}</dd>
        <dt>${t.sandbox.toAddress}</dt>
        <dd>${account.notificationUrl ? html`<code>${account.notificationUrl}</code>` : t.sandbox.noAddress}</dd>
        <dt>${t.sandbox.token}</dt>
        <dd>
          <div class="row">
            ${showing ? html`<code>${account.token}</code>` : html`<span aria-hidden="true">••••••••••••</span><span class="unseen">${t.sandbox.tokenHidden}</span>`}
            <button type="button" aria-label=${`${showing ? t.sandbox.hideToken : t.sandbox.showToken}: ${t.sandbox.token}`} @click=${() => (this.tokenOf = showing ? "" : account.account)}>${showing ? t.sandbox.hideToken : t.sandbox.showToken}</button>
            <ak-copy .session=${session} .what=${t.sandbox.token} .text=${account.token}></ak-copy>
          </div>
          <span class="soft small">${t.sandbox.tokenHint}</span>
        </dd>
      </dl>
      <div class="row">
        <button type="button" class="main" @click=${() => session.set({ view: "send" })}>${t.sandbox.toSend}</button>
        ${
          this.deleting
            ? html`<span role="status">${t.sandbox.deleteSure}</span>
                <button type="button" id="sure" ?disabled=${sandbox.busy} @click=${this.delete}>${t.sandbox.deleteYes}</button>
                <button type="button" @click=${() => this.ask(false)}>${t.sandbox.deleteNo}</button>`
            : html`<button type="button" id="delete" @click=${() => this.ask(true)}>${t.sandbox.delete}</button>`
        }
      </div>`;
  }

  private readonly make = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.focusAfter(this.session.sandbox.create(), event.submitter);
  };

  private readonly open = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const field = (name: string): string => String(fields.get(name) ?? "");
    void this.focusAfter(this.session.sandbox.open(field("uuid"), field("token")), event.submitter);
  };

  /** Of an account that is there now the title; else what was pressed, which was disabled meanwhile. */
  private async focusAfter(work: Promise<void>, pressed: HTMLElement | null): Promise<void> {
    await work;
    if (this.session.sandbox.account) return this.focusTitle();
    await this.session.settled();
    await this.updateComplete;
    pressed?.focus();
  }

  private readonly toNotification = (): void => {
    const { session } = this;
    session.set({
      view: "notification",
      notificationKey: session.sandbox.account?.notificationPublicKey ?? "",
    });
  };

  /** The focus goes to what takes the pressed button's place. */
  private async ask(deleting: boolean): Promise<void> {
    this.deleting = deleting;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(deleting ? "#sure" : "#delete")?.focus();
  }

  private readonly delete = async (): Promise<void> => {
    this.deleting = false;
    await this.session.sandbox.delete();
    await this.focusTitle();
  };

  /** What was pressed is gone. */
  private async focusTitle(): Promise<void> {
    await this.session.settled();
    this.renderRoot.querySelector<HTMLElement>("#title")?.focus();
  }
}

const typed = (event: InputEvent): string => (event.target as HTMLInputElement | HTMLTextAreaElement).value;
