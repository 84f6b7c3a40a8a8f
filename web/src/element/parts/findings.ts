/** Findings as steps: the fact, why it matters, what to do. */
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Finding } from "../../lib/types.ts";
import { base } from "../base.ts";
import { brokenBy } from "../chain/diagnosed.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { icon } from "./icon.ts";
import "./fixes.ts";

/** Of a fix in the words of a language, as the engine appends it. */
const inLanguage = /\nIn ([^\n:]+): /;

/** `<ak-findings>`: an ordered list; a known cause leads to its page in the reference. */
@define("ak-findings")
export class AkFindings extends Part {
  static override styles = [
    base,
    css`
      ol {
        counter-reset: step;
        display: grid;
        gap: var(--ak-4);
      }
      li {
        counter-increment: step;
        position: relative;
        display: grid;
        gap: var(--ak-2);
        padding-left: 40px;
        overflow-wrap: anywhere;
      }
      li::before {
        content: counter(step);
        position: absolute;
        left: 0;
        top: 0;
        display: grid;
        place-items: center;
        width: 28px;
        height: 22px;
        border: 2px solid var(--step, var(--ak-edge));
        border-radius: 11px;
        font-size: var(--ak-small);
        font-weight: 600;
      }
      .mistakes li {
        --step: var(--ak-wrong);
      }
      h3 {
        font-size: var(--ak-size);
      }
      p {
        max-width: 72ch;
      }
      .change {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0 var(--ak-3);
        font: 13px / 20px var(--ak-bytes);
      }
      .change dt {
        color: var(--ak-soft);
        font: var(--ak-small) / 20px var(--ak-text);
      }
      .fix span[lang] {
        white-space: pre-line;
      }
      .fix strong {
        font-weight: 600;
      }
      a {
        color: var(--ak-accent);
        text-underline-offset: 3px;
      }
      .what {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--ak-3);
        align-items: baseline;
        justify-content: space-between;
      }
      .icon {
        vertical-align: -3px;
      }
    `,
  ];

  @property({ attribute: false }) findings: readonly Finding[] = [];
  /** What the list is, for those who do not see it. */
  @property() label = "";
  /** Draws them as mistakes, not as places to look at. */
  @property({ type: Boolean }) mistakes = false;
  /** They are not of a request: the doctor's words for their codes are not meant. */
  @property({ type: Boolean }) foreign = false;

  override render() {
    const { findings } = this;
    return html`<ol class=${this.mistakes ? "mistakes" : ""} aria-label=${this.label}>
      ${findings.map((finding) => html`<li>${this.renderFinding(finding)}</li>`)}
    </ol>`;
  }

  private renderFinding({ code, title, detail, fix, from, to }: Finding): TemplateResult {
    const { t, session } = this;
    const cause = this.foreign ? undefined : session.causes.find((one) => one.code === code);
    const words = cause && t.causes[code];
    const styles = session.facts?.styles ?? [];
    const name = (value: string): string =>
      styles.some((style) => style.name === value) ? session.styleTitle(value) : value;
    // Why it matters stands at the end of the detail, in the words of the cause.
    const own =
      words && cause && detail.endsWith(cause.why) ? detail.slice(0, -cause.why.length).trim() : detail;
    return html`
      <div class="what">
        ${cause ? html`<h3>${words?.title ?? cause.title}</h3>` : html`<h3 lang="en">${title}</h3>`}
        ${
          cause
            ? html`<a class="small" href=${`#cause-${code}`} @click=${(event: MouseEvent) => this.follow(event, code)}>${t.debug.about}<span class="unseen"> ${code}</span></a>`
            : nothing
        }
      </div>
      ${cause ? html`<p lang="en">${title}</p>` : nothing}
      ${
        (from || to) && brokenBy(code) === "body"
          ? html`<dl class="change">
              ${from ? html`<dt>${t.debug.signedShort}</dt><dd>${name(from)}</dd>` : nothing}
              ${to ? html`<dt>${t.debug.sentShort}</dt><dd>${name(to)}</dd>` : nothing}
            </dl>`
          : nothing
      }
      ${own ? html`<p lang="en">${own}</p>` : nothing} ${words ? html`<p>${words.why}</p>` : nothing}
      ${
        cause
          ? html`<p class="fix"><span class="right">${icon("right")} <strong>${t.debug.fix}</strong></span> ${words?.fix ?? cause.fix}</p>
              <ak-fixes .session=${session} .fixes=${cause.fixes} .language=${inLanguage.exec(fix)?.[1] ?? ""}></ak-fixes>`
          : fix
            ? html`<p class="fix">
                ${this.foreign ? html`<span class="right">${icon("right")} <strong>${t.debug.fix}</strong></span> ` : nothing}<span lang="en">${fix}</span>
              </p>`
            : nothing
      }
    `;
  }

  /** Goes there inside the page; the host's address is left alone, unless a new tab is wanted. */
  private follow(event: MouseEvent, code: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.session.showCause(code);
  }
}
