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
      p {
        margin-top: var(--ak-1);
        max-width: 68ch;
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
        ${facts ? html`<li>${facts.rsa === "go" ? "" : promise.rsa[facts.rsa]} ${promise.place[engine.place]}</li>` : ""}
      </ol>
    </details>
    ${facts?.rsa === "go" ? html`<p class="soft">${promise.rsa.go}</p>` : ""}`;
  }
}
