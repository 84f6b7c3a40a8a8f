/** The request in eight forms, one tab each. */
import { Task, TaskStatus } from "@lit/task";
import { css, html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Format } from "../../lib/types.ts";
import { base } from "../base.ts";
import { signsLook } from "../bytes/look.ts";
import { type Stretch, scan } from "../bytes/scan.ts";
import { selectedText } from "../bytes/selection.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { formats } from "../session/session.ts";
import "./copy.ts";

const files: Record<Format, string> = {
  curl: "request.sh",
  http: "request.http",
  fetch: "request.mjs",
  php: "request.php",
  node: "request-node.mjs",
  python: "request.py",
  java: "Request.java",
  go: "request.go",
};
export const formatTitles: Record<Format, string> = {
  curl: "curl",
  http: "HTTP",
  fetch: "fetch",
  php: "PHP",
  node: "Node",
  python: "Python",
  java: "Java",
  go: "Go",
};
/** A longer text is drawn up to here; Copy and Download have all of it. */
const mostShown = 40_000;
/** Line breaks, and the tabs of Go. */
const layout = /^[\n\t]|^\r\n/;
const carrying = new Set<Format>(["curl", "http", "fetch"]);

/** `<ak-code>`: tabs by the arrow keys, Copy and Download beside. */
@define("ak-code")
export class AkCode extends Part {
  static override styles = [
    base,
    signsLook,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ak-2);
        align-items: end;
        justify-content: space-between;
      }
      [role="tablist"] {
        display: flex;
        flex-wrap: wrap;
      }
      [role="tab"] {
        border: 0;
        border-bottom: 3px solid transparent;
        border-radius: 0;
        background: none;
        padding: 0 var(--ak-2);
      }
      [role="tab"][aria-selected="true"] {
        border-color: var(--ak-accent);
        font-weight: 600;
      }
      [role="tabpanel"] {
        border: 1px solid var(--ak-rule);
        border-radius: var(--ak-round);
        background: var(--ak-well);
        margin-top: var(--ak-1);
      }
      pre {
        max-height: 420px;
        min-height: 12em;
        overflow: auto;
        padding: var(--ak-2) var(--ak-3);
        font: 13px / 20px var(--ak-bytes);
        font-variant-ligatures: none;
        tab-size: 4;
        direction: ltr;
        unicode-bidi: bidi-override;
      }
      p {
        padding: var(--ak-2) 0 0;
      }
    `,
  ];

  /** The sandbox account for which it is; empty: for AliKassa. */
  @property() account = "";
  /** What is said of the forms that carry body and Sign. */
  @property() carries = "";
  private readonly coding = new Task(this, {
    args: () => [this.session.signed, this.account, this.session.sandbox.base] as const,
    task: async ([signed, account]) => (signed && account ? this.session.sandboxCode(account) : null),
  });
  private drawn: { readonly text: string; readonly stretches: readonly Stretch[] } = {
    text: "",
    stretches: [],
  };

  override render() {
    const { t, session } = this;
    const { format } = session;
    const whole = this.code;
    const code = whole ?? "";
    const shown = code.length > mostShown ? `${code.slice(0, mostShown)}…` : code;
    return html`
      <div class="bar">
        <div role="tablist" aria-label=${t.code.title} @keydown=${this.move}>
          ${formats.map(
            (name) => html`<button
              type="button"
              role="tab"
              id=${`tab-${name}`}
              aria-selected=${name === format}
              aria-controls="panel"
              tabindex=${name === format ? 0 : -1}
              @click=${() => session.set({ format: name })}
            >
              ${formatTitles[name]}
            </button>`,
          )}
        </div>
        <ak-copy .session=${session} .what=${formatTitles[format]} .text=${whole} .file=${files[format]}></ak-copy>
      </div>
      <div id="panel" role="tabpanel" aria-labelledby=${`tab-${format}`}>
        <pre tabindex="0" class="text" aria-label=${formatTitles[format]} role="group" @copy=${this.copySelection}>${this.draw(shown)}</pre>
      </div>
      ${shown === code ? "" : html`<p class="small">${t.code.cut(mostShown)}</p>`}
      <p class="soft small">${carrying.has(format) ? this.carries || t.code.carries : t.code.program}</p>
    `;
  }

  /** Null while there is none: that of another account is never shown. */
  private get code(): string | null {
    if (!this.account) return this.session.signed?.code ?? null;
    return this.coding.status === TaskStatus.COMPLETE ? (this.coding.value ?? null) : null;
  }

  /** The text, with a sign over each character that cannot be seen; what lays code out is not one. */
  private draw(text: string): (TemplateResult | string)[] {
    if (this.drawn.text !== text) this.drawn = { text, stretches: scan(text, false) };
    return this.drawn.stretches.map(({ from, to, look, sign }) => {
      const part = text.slice(from, to);
      if (sign === undefined || layout.test(text.slice(from, to + 1))) return part;
      return html`<span class="${look} ${sign.length > 1 ? "boxed" : ""}" data-sign=${sign}><span class="hidden">${part}</span></span>`;
    });
  }

  /** What is copied is cut out of the text itself: a browser would make a space of a no-break space. */
  private copySelection(event: ClipboardEvent): void {
    const text = selectedText(this.renderRoot as ShadowRoot, this.drawn.text);
    if (text === null || !event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
  }

  private async move(event: KeyboardEvent): Promise<void> {
    const last = formats.length - 1;
    const at = formats.indexOf(this.session.format);
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    const format = to === undefined ? undefined : formats[to];
    if (!format) return;
    event.preventDefault();
    this.session.set({ format });
    this.renderRoot.querySelector<HTMLElement>(`#tab-${format}`)?.focus();
  }
}
