/** The Sandbox view: the account, its payments, what arrived, and what can be provoked. */
import { css, html, nothing, type TemplateResult } from "lit";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { section } from "./section.ts";
import "./absent.ts";
import "./arrived.ts";
import "./payments.ts";
import "./sandbox-account.ts";
import "./triggers.ts";

/** `<ak-sandbox>`: left the account and its payments, right what arrived; it follows while it is seen. */
@define("ak-sandbox")
export class AkSandbox extends Part {
  static override styles = [
    base,
    section,
    css`
      :host {
        display: contents;
      }
      .pane {
        min-width: 0;
      }
      section.first {
        border-top: 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session.sandbox.unwatch();
  }

  private async open(): Promise<void> {
    const { sandbox } = this.session;
    await sandbox.look();
    if (this.isConnected) sandbox.watch();
  }

  override render(): TemplateResult {
    const { t, session } = this;
    const { health, account } = session.sandbox;
    if (!health)
      return html`
        <div class="pane" part="left">
          <section class="first" aria-labelledby="title">
            <div class="heading"><h2 id="title">${t.sandbox.title}</h2></div>
            <ak-absent .session=${session}></ak-absent>
          </section>
        </div>
      `;
    return html`
      <div class="pane" part="left">
        <ak-sandbox-account .session=${session}></ak-sandbox-account>
        ${account ? html`<ak-payments .session=${session}></ak-payments>` : nothing}
      </div>
      <div class="pane outcome" part="right">
        <ak-arrived .session=${session}></ak-arrived>
        <ak-triggers .session=${session}></ak-triggers>
      </div>
    `;
  }
}
