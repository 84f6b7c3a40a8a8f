/** Copy and Download beside whatever can be taken away. */
import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { base } from "../base.ts";
import { copyText, download } from "../bytes/copying.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { icon } from "./icon.ts";

/**
 * `<ak-copy>`: puts exactly `text` on the clipboard, and hands out exactly
 * `data` as a file.
 */
@define("ak-copy")
export class AkCopy extends Part {
  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        gap: var(--ak-1);
      }
      button {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        min-height: 28px;
        padding: 0 var(--ak-2);
        font-size: var(--ak-small);
        white-space: nowrap;
      }
    `,
  ];

  /** What is taken away, for the buttons' names: "body", "Sign". */
  @property() what = "";
  /** The text to copy; null: it is not text, or there is none. */
  @property({ attribute: false }) text: string | null = null;
  /** The bytes of the file; by default the text's. */
  @property({ attribute: false }) data: Uint8Array | null = null;
  /** The file's name; empty: no Download. */
  @property() file = "";
  @state() private state: "idle" | "copied" | "refused" = "idle";

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("text")) this.state = "idle";
  }

  override render() {
    const { t, text, what, state } = this;
    const words = { idle: t.copy.copy, copied: t.copy.copied, refused: t.copy.refused }[state];
    return html`
      <button type="button" ?disabled=${text === null} @click=${this.copy} aria-label=${`${words}: ${what}`}>
        ${icon(state === "copied" ? "right" : "copy")}${words}
      </button>
      ${
        this.file
          ? html`<button
              type="button"
              ?disabled=${text === null && this.data === null}
              @click=${this.save}
              aria-label=${`${t.copy.download}: ${what}`}
            >
              ${icon("download")}${t.copy.download}
            </button>`
          : nothing
      }
    `;
  }

  private async copy(): Promise<void> {
    const { text } = this;
    if (text === null) return;
    const done = await copyText(text);
    this.state = done ? "copied" : "refused";
    this.session.say(done ? this.t.copy.said(this.what, [...text].length) : this.t.copy.refused);
  }

  private save(): void {
    const data = this.data ?? this.text;
    if (data !== null) download(this.file, data);
  }
}
