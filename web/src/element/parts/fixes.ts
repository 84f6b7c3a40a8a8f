/** How to mend a cause in each language: a line of words, and the lines of code as they should be. */
import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { CauseInfo } from "../../lib/types.ts";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import "./copy.ts";

/** `<ak-fixes>`: one language at a time, the guessed one first. */
@define("ak-fixes")
export class AkFixes extends Part {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--ak-1);
      }
      .languages {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ak-1);
      }
      .languages button {
        min-height: 28px;
        padding: 0 var(--ak-2);
        font-size: var(--ak-small);
      }
      .languages [aria-pressed="true"] {
        border-color: var(--ak-accent);
        background: var(--ak-tint);
        font-weight: 600;
      }
      .code {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--ak-2);
        align-items: start;
        padding: var(--ak-1) var(--ak-1) var(--ak-1) var(--ak-3);
        border: 1px solid var(--ak-rule);
        border-radius: var(--ak-round);
        background: var(--ak-well);
      }
      pre {
        padding: 4px 0;
        overflow-x: auto;
        font: 13px / 20px var(--ak-bytes);
        font-variant-ligatures: none;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) fixes: CauseInfo["fixes"] = [];
  /** The language to begin with. */
  @property() language = "";
  @state() private chosen = "";

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("language") || changed.has("fixes")) this.chosen = this.language;
  }

  override render() {
    const { t, fixes } = this;
    const shown = fixes.find(({ language }) => language === this.chosen) ?? fixes[0];
    if (!shown) return nothing;
    return html`
      <div class="languages" role="group" aria-label=${t.debug.fixIn}>
        ${fixes.map(
          ({
            language,
          }) => html`<button type="button" aria-pressed=${language === shown.language} @click=${() => (this.chosen = language)}>
            ${language}
          </button>`,
        )}
      </div>
      <p lang="en">${shown.text}</p>
      ${
        shown.code
          ? html`<div class="code">
              <pre>${shown.code}</pre>
              <ak-copy .session=${this.session} .what=${shown.language} .text=${shown.code}></ak-copy>
            </div>`
          : nothing
      }
    `;
  }
}
