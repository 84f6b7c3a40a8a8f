/** The chain: the page's picture of a signature. */
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { base } from "../base.ts";
import { type Link, linkNames } from "../chain/link.ts";
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
  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
      }
      ol {
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
      }
      li {
        position: relative;
        color: var(--ak-rule);
        transition: color var(--ak-quick);
      }
      li.done {
        color: var(--ak-accent);
        transition-delay: calc(var(--ak-quick) * 0.3 * var(--at, 0));
      }
      li:nth-child(2) {
        --at: 1;
      }
      li:nth-child(3) {
        --at: 2;
      }
      li:nth-child(4) {
        --at: 3;
      }
      li:nth-child(5) {
        --at: 4;
      }
      li.broken {
        color: var(--ak-wrong);
      }
      button {
        display: grid;
        justify-items: center;
        gap: 2px;
        width: 100%;
        min-height: 0;
        padding: 0 2px var(--ak-1);
        border: 0;
        background: none;
        color: var(--ak-ink);
        font-weight: 400;
        text-align: center;
      }
      .ring {
        display: grid;
        place-items: center;
        width: calc(100% - 22px);
        height: 40px;
        margin-bottom: var(--ak-1);
        border: 3px solid;
        border-color: currentColor;
        border-radius: 20px;
        font-weight: 600;
      }
      li .ring {
        border-color: inherit;
      }
      li {
        border: 0 solid currentColor;
      }
      li > button > .ring {
        border-color: var(--ring);
      }
      li {
        --ring: var(--ak-rule);
      }
      li.done {
        --ring: var(--ak-accent);
      }
      li.broken {
        --ring: var(--ak-wrong);
      }
      li.broken .ring {
        border-style: dashed;
      }
      /* The links between, seen edge on. */
      li:not(:last-child)::after {
        content: "";
        position: absolute;
        z-index: 1;
        top: 17px;
        right: -20px;
        width: 40px;
        height: 7px;
        border-radius: 4px;
        border: 2px solid var(--ak-paper);
        box-sizing: border-box;
        background: var(--ring);
        pointer-events: none;
        transition: background-color var(--ak-quick);
      }
      li.before-break::after {
        background: none;
        border: 0;
        border-top: 3px dashed var(--ak-wrong);
        height: 0;
        top: 19px;
      }
      button:hover .ring {
        background: var(--ak-tint);
      }
      [aria-expanded="true"] .ring {
        background: var(--ak-accent);
        color: var(--ak-on-accent);
      }
      .value {
        font-family: var(--ak-bytes);
        font-size: 13px;
        overflow-wrap: anywhere;
      }
      .detail {
        font-size: var(--ak-small);
        color: var(--ak-soft);
        overflow-wrap: anywhere;
      }
      .icon {
        width: 13px;
        height: 13px;
        vertical-align: -2px;
      }
      .open {
        margin-top: var(--ak-3);
        padding-top: var(--ak-3);
        border-top: 1px solid var(--ak-rule);
      }
      .open p {
        margin-bottom: var(--ak-2);
        max-width: 68ch;
      }
      .parts {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 2px var(--ak-3);
        margin-bottom: var(--ak-3);
        font-size: var(--ak-small);
      }
      .parts dt {
        font-family: var(--ak-bytes);
        overflow-wrap: anywhere;
      }
      @container (width < 520px) {
        ol {
          grid-template-columns: 1fr;
          gap: var(--ak-2);
        }
        button {
          grid-template-columns: 92px minmax(0, 1fr);
          grid-template-rows: auto auto;
          justify-items: start;
          column-gap: var(--ak-3);
          text-align: left;
        }
        .ring {
          grid-row: 1 / 3;
          width: 92px;
          height: 36px;
          margin: 0;
        }
        .value {
          align-self: end;
        }
        li:not(:last-child)::after {
          top: 30px;
          right: auto;
          left: 44px;
          width: 7px;
          height: 20px;
        }
        li.before-break::after {
          width: 0;
          height: 20px;
          top: 30px;
          border: 0;
          border-left: 3px dashed var(--ak-wrong);
        }
      }
    `,
  ];

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
        <span class="ring">${words.title}</span>
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

export { linkNames };
