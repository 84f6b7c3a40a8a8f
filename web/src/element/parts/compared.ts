/** Two bodies side by side, with what differs marked in both. */
import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { base } from "../base.ts";
import { decode } from "../bytes/decode.ts";
import { define } from "../define.ts";
import { type Difference, difference } from "../json/diff.ts";
import { Part } from "../part.ts";
import "./bytes.ts";

/** `<ak-compared>`: what was sent, and what was signed. */
@define("ak-compared")
export class AkCompared extends Part {
  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
      }
      .sides {
        display: grid;
        gap: var(--ak-4);
        margin-top: var(--ak-2);
      }
      h3 {
        margin-bottom: var(--ak-1);
      }
      @container (width >= 560px) {
        .sides {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) sent: Uint8Array | null = null;
  @property({ attribute: false }) signed: Uint8Array | null = null;
  @state() private current = -1;
  private differences: readonly Difference[] = [];

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("sent") && !changed.has("signed")) return;
    const { sent, signed } = this;
    this.differences = sent && signed ? difference(decode(sent).text, decode(signed).text) : [];
    this.current = -1;
  }

  override render() {
    const { t, session, differences, current } = this;
    return html`
      <div class="row">
        <span class="soft" role="status">
          ${current < 0 ? t.result.differences(differences.length) : t.result.difference(current + 1, differences.length)}
        </span>
        ${
          differences.length > 0
            ? html`<button type="button" @click=${this.next}>${t.result.next}</button>`
            : nothing
        }
      </div>
      <div class="sides">
        <div>
          <h3>${t.debug.sent}</h3>
          <ak-bytes
            id="sent"
            .session=${session}
            .bytes=${this.sent}
            json
            .what=${t.debug.sentName}
            file="sent.txt"
            .marks=${differences.map(({ left }) => left)}
            .current=${current}
          ></ak-bytes>
        </div>
        <div>
          <h3>${t.debug.signed}</h3>
          <ak-bytes
            id="signed"
            .session=${session}
            .bytes=${this.signed}
            json
            .what=${t.debug.signedName}
            file="signed.txt"
            .marks=${differences.map(({ right }) => right)}
            .current=${current}
          ></ak-bytes>
        </div>
      </div>
    `;
  }

  private next(): void {
    this.current = (this.current + 1) % this.differences.length;
  }
}
