/** What to do with a request that was pasted outside of any field. */
import { css, html, nothing } from "lit";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";

/** `<ak-offer>`: a line under the bar, until it is answered. */
@define("ak-offer")
export class AkOffer extends Part {
  static override styles = [
    base,
    css`
      .offer {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ak-2) var(--ak-3);
        align-items: center;
        padding: var(--ak-2) var(--ak-5);
        border-bottom: 1px solid var(--ak-rule);
        background: var(--ak-tint);
      }
    `,
  ];

  override render() {
    const { t, session } = this;
    const dismiss = (): void => session.set({ offered: "" });
    return html`<div role="status">
      ${
        session.offered
          ? html`<div class="offer">
              <span>${t.debug.offer}</span>
              <button type="button" class="main" @click=${() => session.debug(session.offered)}>${t.debug.offerOpen}</button>
              <button type="button" @click=${dismiss}>${t.debug.offerDismiss}</button>
            </div>`
          : nothing
      }
    </div>`;
  }
}
