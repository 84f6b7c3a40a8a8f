/** The sandbox's payments: where they stand, what moves them, and who was told. */
import { css, html, nothing, type TemplateResult } from "lit";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { focusHeading } from "../focus.ts";
import type { Notified, Payment } from "../gateway/shapes.ts";
import { Part } from "../part.ts";
import { payPage } from "../session/exchange.ts";
import { icon } from "./icon.ts";
import { section } from "./section.ts";
import { emptyWords } from "./seen.ts";
import { clock } from "./time.ts";

/** In the order of the payment page. */
const moves = ["paid", "fail", "cancel"] as const;
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
      .hint {
        margin-bottom: var(--ak-3);
        max-width: 68ch;
      }
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

  override render() {
    const { t, session } = this;
    const { payments } = session.sandbox;
    const unaddressed = payments.some(({ notifications }) =>
      notifications.some(({ state }) => state === "unaddressed"),
    );
    return html`<section aria-labelledby="title">
      <div class="heading"><h2 id="title">${t.sandbox.payments}</h2></div>
      ${unaddressed ? html`<p class="soft small hint">${t.sandbox.unaddressedHint}</p>` : nothing}
      ${
        payments.length > 0
          ? html`<ul>${payments.map((payment) => html`<li class="payment" data-id=${payment.id} tabindex="-1">${this.renderOne(payment)}</li>`)}</ul>`
          : html`<p class="soft">${emptyWords(session, t.sandbox.noPayments)}</p>`
      }
      ${session.sandbox.hasOlder("payments") ? html`<p><button type="button" @click=${this.showOlder}>${t.sandbox.older}</button></p>` : nothing}
    </section>`;
  }

  private renderOne(payment: Payment): TemplateResult {
    const { t, session } = this;
    const { kind, orderId, amount, service, status, url, notifications } = payment;
    const page = payPage(url, session.sandbox.base);
    const look = looks[status];
    return html`<div class="row head">
        <span class="id">${amount} · <code>${orderId}</code></span>
        <span class="status ${look ?? "soft"}">${look ? icon(look) : nothing}${t.sandbox.statuses[status] ?? status}</span>
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
    return html`<button type="button" ?disabled=${session.sandbox.busy} aria-label=${t.sandbox.moveOne(words, orderId)} @click=${(event: Event) => this.move(id, to, event)}>
      ${words}
    </button>`;
  }

  /** The status that a payment has already is told once more. */
  private renderAgain({ id, orderId, status }: Payment): TemplateResult {
    const { t, session } = this;
    return html`<button type="button" ?disabled=${session.sandbox.busy} aria-label=${t.sandbox.moveOne(t.sandbox.again, orderId)} @click=${(event: Event) => this.move(id, status, event)}>
      ${t.sandbox.again}
    </button>`;
  }

  /** The pressed button goes with the status, or was disabled for a while: what stands in its place is next. */
  private async move(id: string, status: string, { currentTarget }: Event): Promise<void> {
    const pressed = currentTarget as HTMLElement;
    const around = this.getRootNode() as ShadowRoot;
    await this.session.sandbox.move(id, status);
    await this.session.settled();
    await this.updateComplete;
    // With the account all payments go.
    if (!this.session.sandbox.account) return focusHeading(around);
    const next = this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] button`);
    (pressed.isConnected ? pressed : next)?.focus();
  }

  private readonly showOlder = async (): Promise<void> => {
    const { sandbox } = this.session;
    const before = sandbox.payments.length;
    await sandbox.showOlder("payments");
    await this.session.settled();
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>(".payment")[before]?.focus();
  };

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
