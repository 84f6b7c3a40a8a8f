/** The Debug view: a refused request gives the reason why. */
import { css, html, nothing, type TemplateResult } from "lit";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { Diagnosing } from "../session/diagnosing.ts";
import { pemBlocks } from "../session/refused.ts";
import { verdictOf } from "../session/verdict.ts";
import { icon } from "./icon.ts";
import "./diagnosis.ts";
import "./refused.ts";

/** `<ak-debug>`: left what was refused, right what comes of it. */
@define("ak-debug")
export class AkDebug extends Part {
  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
      .pane {
        min-width: 0;
      }
      .summary {
        display: flex;
        gap: var(--ak-2);
        align-items: center;
        justify-content: space-between;
        padding: var(--ak-2) var(--ak-4);
        border-top: 2px solid var(--ak-ink);
        background: var(--ak-plate);
      }
      .summary span {
        min-width: 0;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .summary button {
        flex: none;
      }
    `,
  ];

  private readonly diagnosing = new Diagnosing(this, () => this.session.engine);
  private others: readonly string[] = [];

  override willUpdate(): void {
    const { session } = this;
    const { body, sign, otherKeys } = session.refused;
    const { pem: publicKey } = session.checkingKey;
    const others = pemBlocks(otherKeys);
    if (others.join() !== this.others.join()) this.others = others;
    const complete = session.phase === "ready" && sign.trim() !== "" && publicKey !== "";
    this.diagnosing.look(complete ? { body, sign, publicKey, otherKeys: this.others } : null);
  }

  override render(): TemplateResult {
    const { session, diagnosing } = this;
    return html`
      <div class="pane" part="left"><ak-refused .session=${session}></ak-refused></div>
      <div class="pane outcome" part="right">
        <ak-diagnosis .session=${session} .diagnosing=${diagnosing} .otherKeys=${this.others} .turn=${{}}></ak-diagnosis>
      </div>
      ${this.renderSummary()}
    `;
  }

  /** On a narrow page, where the verdict is far down. */
  private renderSummary(): TemplateResult | typeof nothing {
    const { session, diagnosing, t } = this;
    if (diagnosing.state === "idle") return nothing;
    const { kind, title } = verdictOf(session, diagnosing);
    return html`<div class="summary" part="summary" role="region" aria-label=${t.result.summary}>
      <span class=${kind}>${kind === "waiting" ? nothing : icon(kind)} ${title}</span>
      <button type="button" @click=${() => this.renderRoot.querySelector(".outcome")?.scrollIntoView()}>${t.debug.seeResult}</button>
    </div>`;
  }
}
