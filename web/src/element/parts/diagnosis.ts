/** Why it was refused: the verdict, the chain run backward, the findings, the bytes, and what to do now. */
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Diagnosis } from "../../lib/types.ts";
import { base } from "../base.ts";
import { diagnosedChain } from "../chain/diagnosed.ts";
import { define } from "../define.ts";
import { readPublicKey } from "../engine/recover.ts";
import { reasonOf } from "../gateway/gateway.ts";
import { Part } from "../part.ts";
import { type Reported, report } from "../report/report.ts";
import type { Diagnosing } from "../session/diagnosing.ts";
import { dataOf, remake } from "../session/right.ts";
import { needsKey, verdictOf } from "../session/verdict.ts";
import { icon } from "./icon.ts";
import { failureNotice, notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";
import { verdictLook } from "./verdict.ts";
import "./bytes.ts";
import "./chain.ts";
import "./compared.ts";
import "./copy.ts";
import "./findings.ts";

const signs = { right: "right", wrong: "wrong", doubt: "doubt" } as const;

/** `<ak-diagnosis>`: the right pane of the Debug view. */
@define("ak-diagnosis")
export class AkDiagnosis extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    verdictLook,
    css`
      section.first {
        border-top: 0;
      }
      .said {
        margin-bottom: var(--ak-4);
      }
      .searching {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--ak-1) var(--ak-3);
        align-items: center;
        margin-top: var(--ak-2);
      }
      progress {
        appearance: none;
        width: 100%;
        height: 8px;
        border: 1px solid var(--ak-edge);
        border-radius: 4px;
        background: var(--ak-well);
        overflow: hidden;
      }
      progress::-webkit-progress-bar {
        background: var(--ak-well);
      }
      progress::-webkit-progress-value {
        background: var(--ak-accent);
      }
      progress::-moz-progress-bar {
        background: var(--ak-accent);
      }
      .right-now {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ak-2) var(--ak-3);
        align-items: center;
        margin-top: var(--ak-4);
      }
      .right-now span {
        flex: 1 1 280px;
      }
      pre {
        max-height: 320px;
        overflow: auto;
        margin-top: var(--ak-2);
        padding: var(--ak-2) var(--ak-3);
        border: 1px solid var(--ak-rule);
        border-radius: var(--ak-round);
        background: var(--ak-well);
        font: 13px / 20px var(--ak-bytes);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .whole {
        flex-wrap: nowrap;
        margin: var(--ak-2) 0;
      }
      .whole input {
        flex: none;
        width: 16px;
        height: 16px;
      }
    `,
  ];

  @property({ attribute: false }) diagnosing!: Diagnosing;
  @property({ attribute: false }) otherKeys: readonly string[] = [];
  /** Another object each time that the diagnosing has gone on. */
  @property({ attribute: false }) turn: object = {};
  @state() private whole = false;
  @state() private reading = false;
  private printed: { of: string; print: string } = { of: "", print: "" };

  override render() {
    const { t, session, diagnosing } = this;
    const { body, sign } = session.refused;
    const { diagnosis } = diagnosing;
    const { pem: publicKey } = session.checkingKey;
    const chained = this.needsKey ? null : diagnosis;
    const { certain } = diagnosing;
    return html`
      <section class="first" aria-labelledby="answer">
        <h2 id="answer" class="unseen">${t.verify.answer}</h2>
        ${this.renderReason()}
        <div role="status">${this.renderVerdict()}</div>
        ${diagnosing.state === "running" ? this.renderSearch() : nothing}
      </section>
      <section aria-labelledby="chain">
        <div class="heading"><h2 id="chain">${t.chain.title}</h2></div>
        <ak-chain
          .session=${session}
          .label=${t.chain.backward}
          .links=${diagnosedChain({ body, sign, publicKey, otherKeys: this.otherKeys, diagnosis: chained ?? certain }, t)}
        ></ak-chain>
      </section>
      ${chained ? this.renderOutcome(chained) : nothing} ${this.renderBytes(chained)}
      ${chained ? this.renderReport(chained) : nothing}
    `;
  }

  private get needsKey(): boolean {
    return needsKey(this.session, this.diagnosing.diagnosis);
  }

  /** What the sandbox has said already needs no guess. */
  private renderReason(): TemplateResult | typeof nothing {
    const { t, session } = this;
    const { code, sentence } = reasonOf(session.refused.reason);
    if (!code) return nothing;
    const words = html`${t.sandbox.verifiedBut} <code>${code}</code> <span lang="en">${sentence}</span>`;
    return html`<div class="said">${notice("error", t, words)}</div>`;
  }

  private renderVerdict(): TemplateResult {
    const { t } = this;
    const { kind, title, means } = verdictOf(this.session, this.diagnosing);
    const { failure } = this.diagnosing;
    if (kind === "waiting")
      return html`<p class="verdict soft">${title}</p><p class="reason soft">${means}</p>`;
    return html`<p class="verdict ${kind}">${icon(signs[kind])}<span>${title}</span></p>
      ${failure ? failureNotice(failure, t) : html`<p class="reason">${means}</p>`}`;
  }

  private renderSearch(): TemplateResult {
    const { t, diagnosing } = this;
    const { tried, total } = diagnosing;
    return html`<div class="searching">
      <progress max=${Math.max(total, 1)} .value=${tried} aria-label=${t.debug.searching}></progress>
      <button type="button" @click=${() => diagnosing.stop()}>${t.debug.stop}</button>
      <span class="soft small">${t.debug.tried(tried)}</span>
    </div>`;
  }

  private renderOutcome(diagnosis: Diagnosis): TemplateResult {
    const { t, session } = this;
    const { findings, next } = diagnosis;
    return html`
      ${
        findings.length > 0
          ? html`<section aria-labelledby="findings">
              <div class="heading"><h2 id="findings">${t.debug.findings(findings.length)}</h2></div>
              <ak-findings .session=${session} .findings=${findings} .label=${t.debug.findings(findings.length)} mistakes></ak-findings>
              ${this.renderMakeRight(diagnosis)}
            </section>`
          : nothing
      }
      ${
        next.length > 0 && !session.refused.reason
          ? html`<section aria-labelledby="next">
              <div class="heading"><h2 id="next">${diagnosis.verdict === "valid" ? t.debug.nextValid : t.debug.nextLog}</h2></div>
              <ak-findings .session=${session} .findings=${next} .label=${t.debug.nextLog}></ak-findings>
            </section>`
          : nothing
      }
    `;
  }

  private renderBytes(diagnosis: Diagnosis | null): TemplateResult | typeof nothing {
    const { t, session } = this;
    const { body } = session.refused;
    const signed = diagnosis?.signed ?? null;
    const differs = signed !== null && !sameBytes(signed, body);
    if (body.length === 0 && !differs) return nothing;
    return html`<section aria-labelledby="bytes">
      <div class="heading"><h2 id="bytes">${differs ? t.debug.compared : t.debug.sent}</h2></div>
      ${
        differs
          ? html`<ak-compared .session=${session} .sent=${body} .signed=${signed}></ak-compared>`
          : html`<ak-bytes .session=${session} .bytes=${body} json .what=${t.debug.sentName}></ak-bytes>`
      }
    </section>`;
  }

  private renderMakeRight(diagnosis: Diagnosis): TemplateResult {
    const { t, session } = this;
    const data = dataOf(session.refused.body, diagnosis.signed);
    return html`<div class="right-now">
      <button type="button" class="main" ?disabled=${data === null} @click=${() => data !== null && this.makeRight(data)}>${t.debug.makeRight}</button>
      <span class="soft small">${data === null ? t.debug.noData : t.debug.makeRightHint}</span>
    </div>`;
  }

  private async makeRight(data: string): Promise<void> {
    const { session } = this;
    const remade = await remake(session, data, this.diagnosing.diagnosis);
    session.makeRight({ ...remade, account: session.refused.account });
  }

  private renderReport(diagnosis: Diagnosis): TemplateResult {
    const { t, session, whole } = this;
    const text = report(this.reported(diagnosis), whole);
    return html`<section aria-labelledby="report">
      <div class="heading">
        <h2 id="report">${t.debug.report}</h2>
        <ak-copy .session=${session} .what=${t.debug.report} .text=${text} file="alikassa-report.txt"></ak-copy>
      </div>
      <p class="soft small">${t.debug.reportHint}</p>
      <p class="row whole">
        <input id="whole" type="checkbox" .checked=${whole} @change=${(event: Event) => (this.whole = (event.target as HTMLInputElement).checked)} />
        <label for="whole">${t.debug.reportWhole}</label>
      </p>
      <details @toggle=${(event: Event) => (this.reading = (event.target as HTMLDetailsElement).open)}>
        <summary>${t.debug.reportShow}</summary>
        ${this.reading ? html`<pre tabindex="0" role="group" aria-label=${t.debug.report} lang="en">${text}</pre>` : nothing}
      </details>
    </section>`;
  }

  private reported(diagnosis: Diagnosis): Reported {
    const { session, otherKeys } = this;
    const { body, sign, url, account } = session.refused;
    const { pem } = session.checkingKey;
    const bits = readPublicKey(pem)?.n.toString(2).length ?? 0;
    const { info } = session.certificate;
    const own = info?.publicKey.trim() === pem.trim() ? info.fingerprint : this.print(pem);
    return {
      body,
      sign,
      url,
      account,
      publicKeyBits: bits,
      fingerprint: own,
      otherKeys: otherKeys.length,
      diagnosis,
      version: session.facts?.version ?? "",
      causes: session.causes,
    };
  }

  /** The fingerprint of a key that is not the certificate's; known a little later. */
  private print(pem: string): string {
    if (this.printed.of !== pem) {
      this.printed = { of: pem, print: "" };
      void fingerprintOf(pem).then((print) => {
        if (this.printed.of !== pem) return;
        this.printed = { of: pem, print };
        this.requestUpdate();
      });
    }
    return this.printed.print;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** SHA-256 of the SubjectPublicKeyInfo; empty where there is no WebCrypto, or the key is in another form. */
async function fingerprintOf(pem: string): Promise<string> {
  const base64 = /-----BEGIN PUBLIC KEY-----([\s\S]+?)-----END/.exec(pem)?.[1];
  try {
    const der = Uint8Array.from(atob((base64 ?? "").replace(/\s/g, "")), (one) => one.charCodeAt(0));
    const hash = await crypto.subtle.digest("SHA-256", der);
    return base64
      ? Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("")
      : "";
  } catch {
    return "";
  }
}
