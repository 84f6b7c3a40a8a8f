/** The style: how a language writes this data, in words and beside another. */
import { css, html, nothing } from "lit";
import { base } from "../base.ts";
import { decode } from "../bytes/decode.ts";
import { define } from "../define.ts";
import { effects } from "../json/effects.ts";
import { Part } from "../part.ts";
import { styleTitle } from "../session/session.ts";
import { section } from "./section.ts";

/** `<ak-style>`: the section "Style" of the Sign view. */
@define("ak-style")
export class AkStyle extends Part {
  static override styles = [
    base,
    section,
    css`
      .pickers {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 196px), 1fr));
        gap: var(--ak-3);
        margin-bottom: var(--ak-3);
      }
      .pickers > div {
        display: grid;
        gap: 2px;
      }
      ul {
        display: grid;
        gap: var(--ak-1);
      }
      li {
        padding-left: var(--ak-4);
        position: relative;
        overflow-wrap: anywhere;
      }
      li::before {
        content: "–";
        position: absolute;
        left: 0;
        color: var(--ak-soft);
      }
    `,
  ];

  override render() {
    const { t, session } = this;
    const { styles, style, compareWith, output } = session;
    const done = output?.body ? effects(session.text, decode(output.body).text) : [];
    return html`<section aria-labelledby="title">
      <div class="heading"><h2 id="title">${t.style.title}</h2></div>
      <div class="pickers">
        <div>
          <label for="style">${t.style.writtenBy}</label>
          <select id="style" @change=${(event: Event) => session.set({ style: chosen(event) })}>
            ${styles.map((one) => html`<option value=${one.name} ?selected=${one.name === style}>${styleTitle(one)}</option>`)}
          </select>
        </div>
        <div>
          <label for="compare">${t.style.compare}</label>
          <select id="compare" @change=${(event: Event) => session.set({ compareWith: chosen(event) })}>
            <option value="" ?selected=${compareWith === ""}>${t.style.nothing}</option>
            ${styles.map((one) =>
              one.name === style
                ? nothing
                : html`<option value=${one.name} ?selected=${one.name === compareWith}>${styleTitle(one)}</option>`,
            )}
          </select>
        </div>
      </div>
      <ul aria-label=${t.style.does}>
        ${done.map((effect) => html`<li>${t.style.effects[effect.name](effect)}</li>`)}
      </ul>
    </section>`;
  }
}

const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;
