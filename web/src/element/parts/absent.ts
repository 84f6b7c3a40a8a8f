/** Said where there is no sandbox and no relay, and where their server does not answer now. */
import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { focusHeading } from "../focus.ts";
import { Part } from "../part.ts";
import { failureWords, notice, noticeStyles } from "./notice.ts";
import { clock } from "./time.ts";

/** How often it looks again by itself, in milliseconds. */
const lookEvery = 3_000;

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

  private timer: ReturnType<typeof setInterval> | undefined;
  private looking = false;
  /** When it was looked at last, in milliseconds since 1970; 0: not from here. */
  @state() private looked = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => !document.hidden && void this.look(), lookEvery);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render() {
    const { t, session, looked } = this;
    const { absence, known } = session.sandbox;
    if (!absence) return html`<p class="soft" role="status">${t.send.asking}</p>`;
    const { code, message } = absence;
    const busy = code === "gateway-busy";
    const silent = known || code === "gateway-silent";
    const words = busy ? failureWords(absence, t) : silent ? t.send.silent : t.send.none;
    return html`<div role="status">
        ${notice("warning", t, words)}
        <p>${silent || busy ? t.send.silentNow : t.send.getOne}</p>
        ${busy ? nothing : html`<p class="soft small">${t.gatewayFailures[code]?.(message)}</p>`}
      </div>
      <p class="row">
        <button type="button" @click=${this.look}>${t.send.lookAgain}</button>
        ${looked ? html`<span class="soft small">${t.send.lookedAt(clock(looked, session.language))}</span>` : nothing}
      </p>`;
  }

  /** Where there is one now, all of this goes, and the focus goes to what takes its place. */
  private readonly look = async (): Promise<void> => {
    const { session } = this;
    // A slow answer is waited for: another question would make it an old one.
    if (this.looking) return;
    this.looking = true;
    const around = this.getRootNode() as ShadowRoot;
    const focused = this.shadowRoot?.activeElement !== null;
    await session.sandbox.look();
    this.looking = false;
    this.looked = Date.now();
    await session.settled();
    if (focused && session.sandbox.health) await focusHeading(around);
  };
}
