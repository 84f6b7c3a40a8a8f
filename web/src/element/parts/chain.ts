/** The chain: the page's picture of a signature. */
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { base } from "../base.ts";
import type { Link } from "../chain/link.ts";
import { chainLook } from "../chain/look.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { icon } from "./icon.ts";
import "./bytes.ts";

/**
 * `<ak-chain>`: five links with their real values. Forward it shows how a
 * signature comes about; backward it runs from the signature and stops at the
 * link that broke. A press on a link opens its bytes.
 */
@define("ak-chain")
export class AkChain extends Part {
  static override styles = [base, chainLook];

  @property({ attribute: false }) links: readonly Link[] = [];
  /** What the chain shows, for those who do not see it. */
  @property() label = "";
  @state() private opened = -1;

  override render() {
    const opened = this.links[this.opened];
    return html`
      <ol aria-label=${this.label}>
        ${this.links.map((link, index) => this.renderLink(link, index))}
      </ol>
      <div class="open" id="opened" ?hidden=${!opened}>${opened ? this.renderOpened(opened) : nothing}</div>
    `;
  }

  private renderLink(link: Link, index: number): TemplateResult {
    const { t } = this;
    const breaks = this.links[index + 1]?.state === "broken" ? "before-break" : "";
    const words = t.chain.links[link.name];
    return html`<li class="${link.state} ${breaks}">
      <button
        type="button"
        aria-expanded=${this.opened === index}
        aria-controls="opened"
        @click=${() => this.toggle(index)}
      >
        <span class="ring">${link.title ?? words.title}</span>
        <span class="value">
          ${link.state === "broken" ? html`<span class="wrong">${icon("wrong")} ${t.chain.broken}</span>` : nothing}
          ${link.value || "—"}
        </span>
        <span class="detail">${link.detail}</span>
      </button>
    </li>`;
  }

  private renderOpened(link: Link): TemplateResult {
    const { t } = this;
    return html`
      <p class="soft">${t.chain.links[link.name].what}</p>
      ${
        link.parts
          ? html`<dl class="parts">${link.parts.map(({ hex, what }) => html`<dt>${hex}</dt><dd class="soft">${what}</dd>`)}</dl>`
          : nothing
      }
      <ak-bytes
        .session=${this.session}
        .bytes=${link.bytes}
        .what=${t.chain.links[link.name].title}
        .missing=${t.chain.nothing}
        ?json=${link.name === "body"}
      ></ak-bytes>
    `;
  }

  private toggle(index: number): void {
    this.opened = this.opened === index ? -1 : index;
  }
}
