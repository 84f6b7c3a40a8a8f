/** The bar: views, the certificate's chip, language, theme. */
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../base.ts";
import { shorten } from "../bytes/decode.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { views } from "../session/session.ts";
import { languages } from "../text/text.ts";
import { icon } from "./icon.ts";

const themes = ["", "light", "dark"];

/**
 * `<ak-bar>`
 *
 * @fires theme - `detail` is the chosen theme; empty: the system's
 */
@define("ak-bar")
export class AkBar extends Part {
  static override styles = [
    base,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ak-1) var(--ak-4);
        align-items: center;
      }
      nav {
        display: flex;
        flex: 1 1 300px;
        flex-wrap: wrap;
        gap: 0 var(--ak-1);
        margin-left: calc(-1 * var(--ak-2));
      }
      nav button {
        border: 0;
        background: none;
        padding: 0 var(--ak-2);
        border-radius: 0;
        border-bottom: 3px solid transparent;
        border-top: 3px solid transparent;
      }
      nav [aria-current] {
        border-bottom-color: var(--ak-accent);
        font-weight: 600;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 28px;
        padding: 0 var(--ak-2);
        border: 1px solid var(--ak-edge);
        border-radius: 14px;
        font-size: var(--ak-small);
        white-space: nowrap;
      }
      .chip.demo {
        border-style: dashed;
      }
      .chip button {
        display: grid;
        place-items: center;
        width: 24px;
        min-height: 24px;
        margin-right: -6px;
        padding: 0;
        border: 0;
        border-radius: 12px;
        background: none;
      }
      .engine {
        font-size: var(--ak-small);
        color: var(--ak-soft);
      }
      .engine::before {
        content: "";
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-right: 6px;
        border: 1px solid currentColor;
        border-radius: 4px;
      }
      .engine.ready::before {
        background: var(--ak-right);
        border-color: var(--ak-right);
      }
      .engine.failed::before {
        background: var(--ak-wrong);
        border-radius: 0;
      }
      .set {
        display: inline-flex;
        gap: var(--ak-1);
        align-items: center;
      }
      .settings {
        display: inline-flex;
        gap: var(--ak-2);
        align-items: center;
        white-space: nowrap;
      }
      .set button,
      .theme {
        min-height: 28px;
        min-width: 32px;
        padding: 0 6px;
        border-color: transparent;
        background: none;
        font-size: var(--ak-small);
      }
      .theme {
        display: inline-flex;
        gap: 4px;
        align-items: center;
      }
      @container (width < 1080px) {
        .engine.ready {
          position: relative;
        }
        .engine.ready span {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
      @container (width < 480px) {
        .bar {
          gap: var(--ak-1) var(--ak-2);
        }
      }
      /* So many views do not fit beside the rest in every language: they have a line of their own. */
      @container (width < 1480px) {
        .bar {
          justify-content: flex-end;
        }
        nav {
          flex-basis: 100%;
          order: 1;
        }
      }
      @container (900px <= width < 1080px) {
        .bar {
          gap: var(--ak-1) var(--ak-3);
        }
        .settings {
          gap: 0;
        }
        nav {
          margin-left: 0;
        }
        nav button {
          padding: 0 var(--ak-1);
        }
        .engine.ready::before {
          margin-right: 0;
        }
      }
      .set [aria-pressed="true"] {
        border-color: var(--ak-edge);
        background: var(--ak-paper);
        font-weight: 600;
      }
    `,
  ];

  @property() theme = "";

  override render() {
    const { t, session } = this;
    const themeName = this.theme === "light" || this.theme === "dark" ? this.theme : "system";
    return html`<div class="bar">
      <nav aria-label=${t.bar.views}>
        ${views.map(
          (
            view,
          ) => html`<button type="button" aria-current=${view === session.view ? "page" : nothing} @click=${() => session.set({ view })}>
            ${t.bar.view[view]}
          </button>`,
        )}
      </nav>
      <span class="engine ${session.phase}" role="status" title=${this.engineState}><span>${this.engineState}</span></span>
      ${this.renderChip()}
      <span class="settings"><span class="set" role="group" aria-label=${t.bar.language}>
        ${languages.map(
          (language) => html`<button
            type="button"
            lang=${language}
            aria-pressed=${language === session.language}
            aria-label=${`${language.toUpperCase()}: ${t.bar.languages[language]}`}
            @click=${() => session.set({ language })}
          >
            ${language.toUpperCase()}
          </button>`,
        )}
      </span>
      <button type="button" class="theme" @click=${this.nextTheme}>
        ${icon("theme")}<span class="unseen">${t.bar.theme}: </span>${t.bar.themes[themeName]}
      </button></span>
    </div>`;
  }

  private get engineState(): string {
    const { t, session } = this;
    return session.phase === "ready" && session.engine.place === "main"
      ? t.engine.main
      : t.engine[session.phase];
  }

  private renderChip(): TemplateResult {
    const { t, session } = this;
    const { info, demo } = session.certificate;
    if (!info || demo)
      return html`<span class="chip demo" tabindex="-1">${icon("key")}${t.certificate.demo}</span>`;
    return html`<span class="chip">${icon("key")}${t.certificate.bits(info.bits)} <code>${shorten(info.fingerprint)}</code>
      <button type="button" aria-label=${t.certificate.forget} title=${t.certificate.forget} @click=${this.forget}>${icon("close")}</button>
    </span>`;
  }

  /** The cross goes with the certificate: the focus goes to the chip that takes its place. */
  private async forget(): Promise<void> {
    const forgotten = this.session.forget();
    await this.session.settled();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".chip")?.focus();
    await forgotten;
  }

  private nextTheme(): void {
    const at = themes.indexOf(this.theme);
    this.dispatchEvent(new CustomEvent("theme", { detail: themes[(at + 1) % themes.length] ?? "" }));
  }
}
