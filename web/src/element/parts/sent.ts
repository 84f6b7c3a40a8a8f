/** What was sent from this tab: to look at again, to export, to clear. */
import { css, html, nothing, type TemplateResult } from "lit";
import { base } from "../base.ts";
import { download } from "../bytes/copying.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { exportOf } from "../report/log.ts";
import { creates, type Exchange } from "../session/exchange.ts";
import { icon } from "./icon.ts";
import { section } from "./section.ts";
import { clock } from "./time.ts";

const looks = { created: "right", "not-created": "wrong", unknown: "doubt" } as const;

/** `<ak-sent>`: the history of the Send view. */
@define("ak-sent")
export class AkSent extends Part {
  static override styles = [
    base,
    section,
    css`
      ol {
        margin-top: var(--ak-3);
      }
      li {
        border-top: 1px dotted var(--ak-rule);
      }
      li button {
        display: grid;
        grid-template-columns: 70px minmax(0, 1fr) auto;
        gap: 0 var(--ak-3);
        align-items: center;
        width: 100%;
        min-height: 36px;
        padding: 6px var(--ak-2);
        border: 0;
        border-left: 3px solid transparent;
        border-radius: 0;
        background: none;
        font-weight: 400;
        text-align: start;
        overflow-wrap: anywhere;
      }
      li [aria-current] {
        border-left-color: var(--ak-accent);
      }
      .outcome {
        display: inline-flex;
        gap: 4px;
        align-items: center;
        font-weight: 600;
      }
      time {
        font-size: var(--ak-small);
      }
    `,
  ];

  override render() {
    const { t, session } = this;
    const { history } = session.sending;
    const empty = history.every(({ ending }) => ending === null);
    return html`<section aria-labelledby="title">
      <div class="heading">
        <h2 id="title">${t.send.history}</h2>
        <span class="row">
          <button type="button" class="plain" ?disabled=${empty} @click=${this.export}>${t.send.export}</button>
          <button type="button" class="plain" ?disabled=${empty} @click=${this.clear}>${t.send.clear}</button>
        </span>
      </div>
      <p class="soft small">${history.length > 0 ? t.send.historyHint : t.send.historyEmpty}</p>
      ${history.length > 0 ? html`<ol>${history.map((exchange) => html`<li>${this.renderOne(exchange)}</li>`)}</ol>` : nothing}
    </section>`;
  }

  private renderOne(exchange: Exchange): TemplateResult {
    const { t, session } = this;
    const { number, startedAt, prepared } = exchange;
    const operation = t.operations[prepared.operation] ?? session.operationTitle(prepared.operation);
    const to = prepared.destination === "sandbox" ? t.send.targets.sandbox : new URL(prepared.url).host;
    return html`<button type="button" aria-current=${session.sending.shown === number ? "true" : nothing} @click=${() => session.sending.show(number)}>
      <time class="soft" datetime=${new Date(startedAt).toISOString()}>${clock(startedAt, session.language)}</time>
      <span>${operation} <span class="soft">· ${to}${this.renderOrder(exchange)}</span></span>
      ${this.renderOutcome(exchange)}
    </button>`;
  }

  /** What only asks may ask by another name, or by none. */
  private renderOrder(exchange: Exchange): TemplateResult | typeof nothing {
    const { orderId } = exchange.prepared;
    if (orderId.trim()) return html` · <code>${orderId}</code>`;
    return orderId || creates(exchange) ? html` · ${this.t.send.noOrderId}` : nothing;
  }

  private renderOutcome(exchange: Exchange): TemplateResult {
    const { t } = this;
    const { ending, answer, explanation } = exchange;
    if (ending === null) return html`<span class="soft">${t.send.running}</span>`;
    const none = ending === "unsent" ? t.send.notSent : t.send.noAnswer;
    const status = answer ? String(answer.status) : none;
    const ok = answer !== null && answer.status < 300;
    const look =
      creates(exchange) || !answer ? looks[explanation?.outcome ?? "unknown"] : ok ? "right" : "wrong";
    const words = look === "doubt" ? t.answer.outcomes.unknown : "";
    return html`<span class="outcome ${look}">${icon(look)}${status}<span class="unseen"> ${words}</span></span>`;
  }

  private export(): void {
    const { sending, facts } = this.session;
    download("alikassa-sent.json", exportOf(sending.history, facts?.version ?? ""));
  }

  private clear(): void {
    this.session.sending.clear();
    this.session.say(this.t.send.cleared);
  }
}
