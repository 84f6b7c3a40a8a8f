/** What follows: the chain, the body's bytes, Sign, headers, and the request in eight forms. */
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { base } from "../base.ts";
import { decode } from "../bytes/decode.ts";
import { forwardChain } from "../chain/forward.ts";
import { define } from "../define.ts";
import { type Difference, difference } from "../json/diff.ts";
import { Part } from "../part.ts";
import { section } from "./section.ts";
import { renderState, stateLook } from "./state.ts";
import "./bytes.ts";
import "./chain.ts";
import "./code.ts";
import "./copy.ts";
import "./style.ts";

/**
 * `<ak-result>`: the right pane of the Sign view.
 *
 * @fires problems - the visitor wants to see them
 */
@define("ak-result")
export class AkResult extends Part {
  static override styles = [
    base,
    section,
    stateLook,
    css`
      section.first {
        border-top: 0;
      }
      .sign {
        min-height: 118px;
        padding: var(--ak-2) var(--ak-3);
        border: 1px solid var(--ak-rule);
        border-radius: var(--ak-round);
        background: var(--ak-well);
        font: 13px / 20px var(--ak-bytes);
        overflow-wrap: anywhere;
        word-break: break-all;
      }
      .sign.gone {
        color: var(--ak-soft);
        font-family: var(--ak-text);
        word-break: normal;
      }
      p.gone {
        min-height: 100px;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px var(--ak-4);
        font: 13px / 20px var(--ak-bytes);
      }
      dt {
        color: var(--ak-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      /* It stands above in full. */
      dd.sign-value {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .compare {
        margin-top: var(--ak-3);
      }
      .compare .row {
        margin-bottom: var(--ak-2);
      }
    `,
  ];

  @state() private current = -1;
  private compared: { left: Uint8Array | null; right: Uint8Array | null; differences: Difference[] } = {
    left: null,
    right: null,
    differences: [],
  };

  override willUpdate(): void {
    const { body: left = null, compared: right = null } = this.session.output ?? {};
    if (left === this.compared.left && right === this.compared.right) return;
    const differences = left && right ? difference(decode(left).text, decode(right).text) : [];
    this.compared = { left, right, differences };
    this.current = -1;
  }

  override render() {
    const { t, session } = this;
    const { signed } = session;
    return html`
      <section class="first" aria-labelledby="chain">
        <div class="heading">
          <h2 id="chain">${t.chain.title}</h2>
          <span role="status">${renderState(session, this.showProblems)}</span>
        </div>
        <ak-chain .session=${session} .links=${forwardChain(session)} .label=${t.chain.forward}></ak-chain>
      </section>
      <ak-style .session=${session}></ak-style>
      ${this.renderBody()}
      <section aria-labelledby="sign">
        <div class="heading">
          <h2 id="sign">Sign</h2>
          <ak-copy .session=${session} what="Sign" .text=${signed?.sign ?? null} file="sign.txt"></ak-copy>
        </div>
        ${
          signed
            ? html`<p class="sign" id="value">${signed.sign}</p>`
            : html`<p class="sign gone" id="value">${t.result.noSign[this.withoutSign]}</p>`
        }
      </section>
      ${this.renderHeaders()}
      <section aria-labelledby="code">
        <div class="heading"><h2 id="code">${t.code.title}</h2></div>
        <ak-code .session=${session}></ak-code>
      </section>
    `;
  }

  private renderBody(): TemplateResult {
    const { t, session } = this;
    const body = session.output?.body ?? null;
    const other = session.output?.compared ?? null;
    const { differences } = this.compared;
    return html`<section aria-labelledby="body">
      <div class="heading"><h2 id="body">${t.result.body}</h2></div>
      <ak-bytes
        id="body-bytes"
        .session=${session}
        .bytes=${body}
        json
        .what=${t.result.bodyName}
        file="body.json"
        .missing=${t.result.noBody[this.withoutBody]}
        .marks=${differences.map(({ left }) => left)}
        .current=${this.current}
      ></ak-bytes>
      ${other ? this.renderCompared(other, differences) : nothing}
    </section>`;
  }

  private renderCompared(other: Uint8Array, differences: readonly Difference[]): TemplateResult {
    const { t, session } = this;
    const title = session.styleTitle(session.compareWith);
    return html`<div class="compare">
      <div class="row">
        <h3>${title}</h3>
        <span class="soft" role="status">${t.result.differences(differences.length)}</span>
        ${
          differences.length > 0
            ? html`<button type="button" @click=${() => this.next(differences.length)}>${t.result.next}</button>`
            : nothing
        }
      </div>
      <ak-bytes
        .session=${session}
        .bytes=${other}
        json
        .what=${title}
        .marks=${differences.map(({ right }) => right)}
        .current=${this.current}
      ></ak-bytes>
    </div>`;
  }

  private renderHeaders(): TemplateResult {
    const { t, session } = this;
    const { signed } = session;
    const text = signed ? signed.headers.map(([name, value]) => `${name}: ${value}`).join("\n") : null;
    return html`<section aria-labelledby="headers">
      <div class="heading">
        <h2 id="headers">${t.result.headers}</h2>
        <ak-copy .session=${session} .what=${t.result.headers} .text=${text} file="headers.txt"></ak-copy>
      </div>
      ${
        signed
          ? html`<dl>
              <dt>POST</dt>
              <dd>${signed.url}</dd>
              ${signed.headers.map(([name, value]) => html`<dt>${name}</dt><dd class=${name === "Sign" ? "sign-value" : ""} title=${value}>${value}</dd>`)}
            </dl>`
          : html`<p class="soft gone">—</p>`
      }
    </section>`;
  }

  /** Why there is no body. */
  private get withoutBody(): "loading" | "failed" | "writing" | "stopped" {
    const { phase, obstacle } = this.session;
    if (phase !== "ready") return phase;
    return obstacle ? "stopped" : "writing";
  }

  /** Why there is no Sign. */
  private get withoutSign(): "loading" | "failed" | "opening" | "stopped" | "signing" {
    const { phase, obstacle, certificate } = this.session;
    if (phase !== "ready") return phase;
    if (certificate.attempt) return "opening";
    return obstacle ? "stopped" : "signing";
  }

  private readonly showProblems = (): boolean => this.dispatchEvent(new CustomEvent("problems"));

  private next(count: number): void {
    this.current = (this.current + 1) % count;
    this.session.say(this.t.result.difference(this.current + 1, count));
  }
}
