/** Said where the page is served without sandbox and relay. */
import { css, html } from "lit";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { failureNotice, notice, noticeStyles } from "./notice.ts";

/** `<ak-absent>`: why nothing can be sent from here, and how to get what it takes. */
@define("ak-absent")
export class AkAbsent extends Part {
  static override styles = [
    base,
    noticeStyles,
    css`
      p {
        margin-top: var(--ak-2);
        max-width: 68ch;
      }
    `,
  ];

  override render() {
    const { t, session } = this;
    const { absence, failure } = session.sandbox;
    if (!absence)
      return failure ? failureNotice(failure, t) : html`<p class="soft" role="status">${t.send.asking}</p>`;
    return html`<div role="status">
      ${notice("warning", t, t.send.none)}
      <p>${t.send.getOne}</p>
      <p class="soft small">${t.gatewayFailures[absence.code]?.(absence.message)}</p>
    </div>`;
  }
}
