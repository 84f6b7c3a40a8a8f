/** The Debug view: a refused request gives the reason why. */
import { css, html, type TemplateResult } from "lit";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { Diagnosing } from "../session/diagnosing.ts";
import { pemBlocks } from "../session/refused.ts";
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
    `;
  }
}
