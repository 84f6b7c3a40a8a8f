/** The Notification view: whether a notification or a redirect is AliKassa's. */
import { Task, TaskStatus } from "@lit/task";
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { NotificationCheck } from "../../lib/types.ts";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { toFailure } from "../engine/protocol.ts";
import { Part } from "../part.ts";
import { mostPasted } from "../session/refused.ts";
import { icon } from "./icon.ts";
import { failureNotice, notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";
import { verdictLook } from "./verdict.ts";
import "./editor.ts";
import "./findings.ts";

/** `<ak-notification>`: left what came, right whether it is real. */
@define("ak-notification")
export class AkNotification extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    verdictLook,
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
      .field {
        display: grid;
        gap: 2px;
        margin-bottom: var(--ak-4);
      }
      .field ak-editor {
        height: 240px;
      }
      textarea {
        font-size: 13px;
        line-height: 20px;
        word-break: break-all;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px var(--ak-4);
        font: 13px / 20px var(--ak-bytes);
        overflow-wrap: anywhere;
      }
      dt {
        color: var(--ak-soft);
      }
      .hint {
        font-size: var(--ak-small);
      }
    `,
  ];

  @state() private tooLarge = 0;
  private readonly checking = new Task(this, {
    args: () => [this.session.phase, this.session.notification, this.session.notificationKey] as const,
    task: async ([phase, payload, publicKey]) =>
      phase === "ready" && payload.trim() && publicKey.trim()
        ? this.session.engine.call("checkNotification", payload, publicKey)
        : null,
  });

  override render() {
    const { t, session } = this;
    const check = this.checking.status === TaskStatus.COMPLETE ? (this.checking.value ?? null) : null;
    return html`
      <div class="pane" part="left">
        <section class="first" aria-labelledby="title">
          <div class="heading">
            <h2 id="title">${t.notification.title}</h2>
            <button type="button" class="plain" ?disabled=${session.phase !== "ready"} @click=${this.showExample}>${t.notification.example}</button>
          </div>
          <div class="field">
            <span class="label">${t.notification.payload}</span>
            <ak-editor
              .session=${session}
              .value=${session.notification}
              .label=${t.notification.payload}
              .hint=${t.notification.hint}
              .most=${mostPasted}
              @change=${this.read}
              @too-large=${(event: CustomEvent<number>) => (this.tooLarge = event.detail)}
            ></ak-editor>
            ${this.tooLarge ? notice("error", t, t.debug.tooLarge(this.tooLarge, mostPasted)) : nothing}
          </div>
          <div class="field">
            <label for="key">${t.notification.publicKey}</label>
            <textarea
              id="key"
              rows="6"
              spellcheck="false"
              placeholder="-----BEGIN PUBLIC KEY-----"
              aria-describedby="key-hint"
              .value=${session.notificationKey}
              @input=${(event: InputEvent) => session.set({ notificationKey: (event.target as HTMLTextAreaElement).value })}
            ></textarea>
            <span id="key-hint" class="hint soft">${t.notification.publicKeyHint}</span>
          </div>
        </section>
      </div>
      <div class="pane outcome" part="right">
        <section class="first" aria-labelledby="answer">
          <h2 id="answer" class="unseen">${t.verify.answer}</h2>
          <div role="status">${this.renderVerdict(check)}</div>
        </section>
        ${check ? this.renderOutcome(check) : nothing}
      </div>
    `;
  }

  private renderVerdict(check: NotificationCheck | null): TemplateResult {
    const { t } = this;
    if (this.checking.status === TaskStatus.ERROR) {
      const { error } = this.checking;
      const failure = error && typeof error === "object" && "failure" in error ? error.failure : null;
      return html`<p class="verdict doubt">${icon("doubt")}<span>${t.verify.cannot}</span></p>
        ${failureNotice((failure as ReturnType<typeof toFailure> | null) ?? toFailure(error), t)}`;
    }
    if (!check)
      return html`<p class="verdict soft">${t.notification.waiting}</p><p class="reason soft">${t.notification.waitingMeans}</p>`;
    if (check.valid)
      return html`<p class="verdict right">${icon("right")}<span>${t.notification.yes}</span></p>
        <p class="reason">${check.form ? t.notification.form(check.form) : nothing}</p>`;
    return html`<p class="verdict wrong">${icon("wrong")}<span>${t.notification.no}</span></p><p class="reason">${t.notification.noMeans}</p>`;
  }

  private renderOutcome({ findings, fields, valid }: NotificationCheck): TemplateResult {
    const { t, session } = this;
    const entries = Object.entries(fields);
    return html`
      ${
        findings.length > 0
          ? html`<section aria-labelledby="findings">
              <div class="heading"><h2 id="findings">${t.notification.findings}</h2></div>
              <ak-findings .session=${session} .findings=${findings} .label=${t.notification.findings} ?mistakes=${!valid} foreign></ak-findings>
            </section>`
          : nothing
      }
      <section aria-labelledby="fields">
        <div class="heading"><h2 id="fields">${t.notification.fields}</h2></div>
        ${
          entries.length > 0
            ? html`<dl>${entries.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
            : html`<p class="soft">${t.notification.noFields}</p>`
        }
      </section>
    `;
  }

  private readonly read = (event: CustomEvent<string>): void => {
    this.tooLarge = 0;
    this.session.set({ notification: event.detail });
  };

  private async showExample(): Promise<void> {
    const { text, publicKey } = await this.session.engine.call("notificationExample");
    this.session.set({ notification: text, notificationKey: publicKey });
  }
}
