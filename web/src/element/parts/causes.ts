/** The causes that the doctor knows, drawn from its own table: one entry each, with a link of its own. */
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { CauseInfo } from "../../lib/types.ts";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { section } from "./section.ts";
import "./fixes.ts";

/** `<ak-causes>`: the section "Why signatures are refused" of the Reference view. */
@define("ak-causes")
export class AkCauses extends Part {
  static override styles = [
    base,
    section,
    css`
      :host {
        container-type: inline-size;
      }
      article {
        display: grid;
        grid-template-columns: minmax(0, 224px) minmax(0, 1fr);
        gap: 0 var(--ak-4);
        padding: var(--ak-3) 0;
        border-top: 1px dotted var(--ak-rule);
        scroll-margin-top: var(--ak-4);
        overflow-wrap: anywhere;
      }
      article.here {
        box-shadow: -8px 0 0 var(--ak-paper), -11px 0 0 var(--ak-accent);
      }
      h3:focus {
        outline: none;
      }
      h3:focus-visible {
        outline: 2px solid var(--ak-accent);
        outline-offset: 2px;
      }
      a {
        color: var(--ak-accent);
        font-family: var(--ak-bytes);
        font-size: var(--ak-small);
        text-underline-offset: 3px;
      }
      .more {
        display: grid;
        gap: var(--ak-1);
        max-width: 84ch;
      }
      details > :not(summary) {
        margin-top: var(--ak-1);
      }
      dl {
        display: grid;
        grid-template-columns: 84px minmax(0, 1fr);
        gap: 2px var(--ak-3);
      }
      dt {
        color: var(--ak-soft);
      }
      @container (width < 760px) {
        article {
          grid-template-columns: minmax(0, 1fr);
        }
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) causes: readonly CauseInfo[] = [];
  private brought = "";

  override render() {
    const { t } = this;
    return html`<section aria-labelledby="causes">
      <div class="heading"><h2 id="causes" tabindex="-1">${t.reference.causesTitle}</h2></div>
      ${this.causes.map((cause) => this.renderCause(cause))}
    </section>`;
  }

  override updated(): void {
    const { cause } = this.session;
    if (cause === this.brought) return;
    const title = this.renderRoot.querySelector<HTMLElement>(`#cause-${CSS.escape(cause)} h3`);
    if (cause && !title) return;
    this.brought = cause;
    title?.closest("article")?.scrollIntoView({ block: "start" });
    title?.focus({ preventScroll: true });
  }

  private renderCause(cause: CauseInfo): TemplateResult {
    const { t, session } = this;
    const { code, fixes } = cause;
    const { title, looks, why, fix } = t.causes[code] ?? cause;
    return html`<article id=${`cause-${code}`} class=${session.cause === code ? "here" : ""}>
      <div>
        <h3 tabindex="-1">${title}</h3>
        <a href=${`#cause-${code}`} aria-label=${`${t.reference.link}: ${code}`}>#${code}</a>
      </div>
      <div class="more">
        <dl>
          <dt>${t.reference.looks}</dt>
          <dd>${looks}</dd>
          <dt>${t.reference.why}</dt>
          <dd>${why}</dd>
          <dt>${t.reference.fix}</dt>
          <dd>${fix}</dd>
        </dl>
        ${
          fixes.length > 0
            ? html`<details ?open=${session.cause === code}>
                <summary>${t.debug.fixIn} ${fixes.map(({ language }) => language).join(", ")}</summary>
                <ak-fixes .session=${session} .fixes=${fixes}></ak-fixes>
              </details>`
            : nothing
        }
      </div>
    </article>`;
  }
}

/** Whether a search finds a cause. */
export function findsCause(
  cause: CauseInfo,
  words: { title: string; looks: string } | undefined,
  wanted: string,
): boolean {
  const { code, title, looks, why, fix, fixes } = cause;
  const texts = [code, title, looks, why, fix, words?.title, words?.looks];
  return [...texts, ...fixes.map(({ language, text }) => `${language} ${text}`)]
    .join(" ")
    .toLowerCase()
    .includes(wanted);
}
