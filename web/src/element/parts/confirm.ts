/** The last question before a request is really sent. */
import { css, html, nothing, type PropertyValues } from "lit";
import { query } from "lit/decorators.js";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { exampleAccount } from "../session/example.ts";
import { notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";

/** Where AliKassa's API is; a relay's upstream may be another, as a stand-in for tests. */
const realHost = "api-merchant.alikassa.io";

/** `<ak-confirm>`: names host, account, amount and order_id; what is safe has the focus. */
@define("ak-confirm")
export class AkConfirm extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    css`
      /* What is not open has no place in the view's grid. */
      :host {
        display: contents;
      }
      dialog {
        max-width: min(560px, calc(100vw - 32px));
        padding: var(--ak-5);
        border: 2px solid var(--ak-ink);
        border-radius: var(--ak-round);
        background: var(--ak-paper);
        color: var(--ak-ink);
        overflow-wrap: anywhere;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 55%);
      }
      p {
        margin: var(--ak-2) 0 var(--ak-4);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--ak-1) var(--ak-4);
        margin: var(--ak-4) 0 var(--ak-5);
      }
      dt {
        color: var(--ak-soft);
      }
      dd {
        font-family: var(--ak-bytes);
        font-size: 13px;
        line-height: 21px;
        font-weight: 600;
      }
      dd.absent {
        font: inherit;
        color: var(--ak-soft);
      }
      .row {
        justify-content: flex-end;
      }
      @media (width < 480px) {
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

  @query("dialog") private dialog!: HTMLDialogElement;

  override render() {
    const { t, session } = this;
    const { sending } = session;
    const prepared = sending.confirming;
    const host = prepared ? new URL(prepared.url).host : "";
    const rows: [string, string][] = prepared
      ? [
          [t.send.host, host],
          [t.send.operation, t.operations[prepared.operation] ?? session.operationTitle(prepared.operation)],
          [t.send.accountRow, prepared.account],
          [t.send.amount, prepared.amount],
          [t.send.orderId, prepared.orderId],
        ]
      : [];
    return html`<dialog aria-labelledby="title" aria-describedby="what example" @cancel=${() => sending.dismiss()} @close=${this.closed}>
      ${
        prepared
          ? html`<h2 id="title">${t.send.confirmTitle}</h2>
              <p id="what">${t.send.confirmWhat(host === realHost ? "" : host)}</p>
              <div id="example">${prepared.account === exampleAccount ? notice("warning", t, t.send.exampleAccount) : nothing}</div>
              <dl>
                ${rows.map(([name, value]) => html`<dt>${name}</dt><dd class=${value ? "" : "absent"}>${value || t.send.notGiven}</dd>`)}
              </dl>
              <div class="row">
                <button type="button" autofocus @click=${() => sending.dismiss()}>${t.send.dismiss}</button>
                <button type="button" class="main" @click=${() => sending.confirm()}>${t.send.confirm}</button>
              </div>`
          : nothing
      }
    </dialog>`;
  }

  /** The browser tells it late: by then the question may be asked anew. */
  private readonly closed = (): void => {
    const { sending } = this.session;
    if (sending.confirming && !this.dialog.open) sending.dismiss();
  };

  /** The browser keeps the focus inside, and gives it back to the button that opened it. */
  protected override updated(_: PropertyValues): void {
    const wanted = this.session.sending.confirming !== null;
    if (wanted === this.dialog.open) return;
    if (wanted) this.dialog.showModal();
    else this.dialog.close();
  }
}
