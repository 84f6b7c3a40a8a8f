/** The sandbox's payments: where they stand, what moves them, and who was told. */
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { base } from "../base.ts";
import { define } from "../define.ts";
import type { Notified, Payment } from "../gateway/shapes.ts";
import { Part } from "../part.ts";
import { payPage } from "../session/exchange.ts";
import { icon } from "./icon.ts";
import { section } from "./section.ts";
import { emptyWords } from "./seen.ts";
import { clock } from "./time.ts";

/** The rest is one press away. */
const mostShown = 20;
const moves = ["paid", "cancel", "fail"] as const;
const looks: Record<string, "right" | "wrong" | undefined> = {
  paid: "right",
  cancel: "wrong",
  fail: "wrong",
};

/** `<ak-payments>`: newest first. */
@define("ak-payments")
export class AkPayments extends Part {
  static override styles = [
    base,
    section,
    css`
      .payment {
        display: grid;
        gap: var(--ak-2);
        padding: var(--ak-3) 0;
        border-top: 1px solid var(--ak-rule);
        overflow-wrap: anywhere;
      }
      .payment:first-child {
        border-top: 0;
        padding-top: 0;
      }
      .head {
        justify-content: space-between;
      }
      .head .id {
        font-weight: 600;
      }
      .status {
        display: inline-flex;
        gap: 4px;
        align-items: center;
        font-weight: 600;
      }
      a {
        color: var(--ak-accent);
        text-underline-offset: 3px;
      }
      .notifications {
        display: grid;
        gap: var(--ak-3);
        padding-left: var(--ak-3);
        border-left: 3px solid var(--ak-rule);
      }
      .attempts {
        font-size: var(--ak-small);
      }
    `,
  ];

  @state() private all = false;

  override render() {
    const { t, session } = this;
    const { payments } = session.sandbox;
    return html`<section aria-labelledby="title">
      <div class="heading"><h2 id="title">${t.sandbox.payments}</h2></div>
      ${
        payments.length > 0
          ? html`<ul>${payments.slice(0, this.all ? undefined : mostShown).map((payment) => html`<li class="payment">${this.renderOne(payment)}</li>`)}</ul>`
          : html`<p class="soft">${emptyWords(session, t.sandbox.noPayments)}</p>`
      }
      ${!this.all && payments.length > mostShown ? html`<p><button type="button" @click=${() => (this.all = true)}>${t.sandbox.all(payments.length)}</button></p>` : nothing}
    </section>`;
  }

  private renderOne(payment: Payment): TemplateResult {
    const { t, session } = this;
    const { kind, orderId, amount, service, status, url, notifications } = payment;
    const page = payPage(url, session.sandbox.base);
    const look = looks[status];
    const words = t.sandbox.statuses[status] ?? status;
    return html`<div class="row head">
        <span class="id">${amount} · <code>${orderId}</code></span>
        <span class="status ${look ?? "soft"}">${look ? icon(look) : nothing}${words}${words === status ? nothing : html` <code class="soft">${status}</code>`}</span>
      </div>
      <p class="soft small">${t.sandbox.kinds[kind] ?? kind} ${payment.id} · ${service} ${page && status === "wait" ? html` · <a href=${page} target="_blank" rel="noopener noreferrer">${t.send.pay}</a>` : nothing}</p>
      <div class="row">${status === "wait" ? moves.map((to) => this.renderMove(payment, to)) : this.renderAgain(payment)}</div>
      ${
        notifications.length > 0
          ? html`<ul class="notifications" aria-label=${t.sandbox.notifications}>
              ${notifications.map((notified) => html`<li>${this.renderNotified(notified)}</li>`)}
            </ul>`
          : nothing
      }`;
  }

  private renderMove({ id, orderId }: Payment, to: (typeof moves)[number]): TemplateResult {
    const { t, session } = this;
    const words = t.sandbox.move[to];
    return html`<button type="button" ?disabled=${session.sandbox.busy} aria-label=${t.sandbox.moveOne(words, orderId)} @click=${() => session.sandbox.move(id, to)}>
      ${words}
    </button>`;
  }

  /** The status that a payment has already is told once more. */
  private renderAgain({ id, orderId, status }: Payment): TemplateResult {
    const { t, session } = this;
    return html`<button type="button" ?disabled=${session.sandbox.busy} aria-label=${t.sandbox.moveOne(t.sandbox.again, orderId)} @click=${() => session.sandbox.move(id, status)}>
      ${t.sandbox.again}
    </button>`;
  }

  private renderNotified({ url, paymentStatus, state, payload, attempts, dueAt }: Notified): TemplateResult {
    const { t, session } = this;
    const look = state === "delivered" ? "right" : state === "failed" ? "wrong" : "soft";
    return html`<p class="row">
        <code>${paymentStatus}</code>
        <span class="status ${look}">${look === "soft" ? nothing : icon(look)}${t.sandbox.states[state] ?? state}</span>
        ${url ? html`<span class="soft small">→ ${url}</span>` : nothing}
        ${
          payload
            ? html`<button type="button" class="plain" @click=${() => session.checkNotification(payload, session.sandbox.account?.notificationPublicKey ?? "")}>${t.sandbox.check}</button>`
            : nothing
        }
      </p>
      ${
        attempts.length > 0 || dueAt
          ? html`<ul class="attempts soft">
              ${attempts.map(
                ({ at, status, error }) =>
                  html`<li>${clock(at, session.language)} ${t.sandbox.attempt(status)} ${error ? html`<span lang="en">${error}</span>` : nothing}</li>`,
              )}
              ${dueAt ? html`<li>${t.sandbox.due(clock(dueAt, session.language))}</li>` : nothing}
            </ul>`
          : nothing
      }`;
  }
}
