/** On a narrow page: the result's state and Copy, always at hand. */
import { css, html } from "lit";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { formatTitles } from "./code.ts";
import { renderState, stateLook } from "./state.ts";
import "./copy.ts";

/**
 * `<ak-summary>`
 *
 * @fires problems - the visitor wants to see them
 */
@define("ak-summary")
export class AkSummary extends Part {
  static override styles = [
    base,
    stateLook,
    css`
      .bar {
        display: flex;
        gap: var(--ak-2);
        align-items: center;
        justify-content: space-between;
        padding: var(--ak-2) var(--ak-4);
        border-top: 2px solid var(--ak-ink);
        background: var(--ak-plate);
      }
      .copies {
        display: grid;
        gap: 2px;
        flex: none;
        text-align: right;
        font-size: var(--ak-small);
      }
      .copies > span {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        justify-content: end;
      }
    `,
  ];

  override render() {
    const { session } = this;
    const { signed, format } = session;
    return html`<div class="bar" role="region" aria-label=${this.t.result.summary}>
      ${renderState(session, () => this.dispatchEvent(new CustomEvent("problems")))}
      <span class="copies">
        <span>Sign <ak-copy .session=${session} what="Sign" .text=${signed?.sign ?? null}></ak-copy></span>
        <span>${formatTitles[format]} <ak-copy .session=${session} .what=${formatTitles[format]} .text=${signed?.code ?? null}></ak-copy></span>
      </span>
    </div>`;
  }
}
