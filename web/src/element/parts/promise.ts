/** The promise that nothing leaves the tab, and how to check it. */
import { css, html } from "lit";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";

/** `<ak-promise>`: stands where a key goes in. */
@define("ak-promise")
export class AkPromise extends Part {
  static override styles = [
    base,
    css`
      :host {
        margin-top: var(--ak-3);
        font-size: var(--ak-small);
      }
      details > summary {
        display: inline-block;
      }
      ol {
        list-style: decimal;
        display: grid;
        gap: var(--ak-1);
        margin: var(--ak-2) 0 0;
        padding-left: var(--ak-5);
        max-width: 68ch;
      }
    `,
  ];

  override render() {
    const { promise } = this.t;
    const { facts, engine } = this.session;
    return html`<details>
      <summary>${promise.words}</summary>
      <ol>
        ${promise.checks.map((check) => html`<li>${check}</li>`)}
        ${facts ? html`<li>${promise.rsa[facts.rsa]} ${promise.place[engine.place]}</li>` : ""}
      </ol>
    </details>`;
  }
}
