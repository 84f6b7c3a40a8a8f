/** What came of a request: the answer, what it means, and what can be done now. */
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { Explanation } from "../../lib/types.ts";
import { base } from "../base.ts";
import { decode } from "../bytes/decode.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { exchangeLog } from "../report/log.ts";
import {
  creates,
  type Exchange,
  headerOf,
  isUnknown,
  memberOf,
  payPage,
  whyOf,
} from "../session/exchange.ts";
import { icon } from "./icon.ts";
import { engineWords, notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";
import { verdictLook } from "./verdict.ts";
import "./bytes.ts";
import "./copy.ts";

const looks = { created: "right", "not-created": "wrong", unknown: "doubt" } as const;
type Look = "right" | "wrong" | "doubt";

/** `<ak-exchange>`: the right pane of the Send view. */
@define("ak-exchange")
export class AkExchange extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    verdictLook,
    css`
      section.first {
        border-top: 0;
      }
      .advice {
        max-width: 72ch;
        white-space: pre-line;
      }
      .now {
        margin-top: var(--ak-4);
      }
      .now a {
        display: inline-flex;
        align-items: center;
        min-height: var(--ak-control);
        padding: 0 var(--ak-3);
        border-radius: var(--ak-round);
        background: var(--ak-accent);
        color: var(--ak-on-accent);
        font-weight: 500;
        text-decoration: none;
      }
      .now a:hover {
        background: var(--ak-ink);
        color: var(--ak-paper);
      }
      .why {
        margin-top: var(--ak-2);
        max-width: 72ch;
        overflow-wrap: anywhere;
      }
      ul {
        display: grid;
        gap: var(--ak-1);
        margin-top: var(--ak-3);
      }
      .whole {
        flex-wrap: nowrap;
        margin-top: var(--ak-2);
      }
      .whole input {
        flex: none;
        width: 16px;
        height: 16px;
      }
      .fact {
        margin-top: var(--ak-2);
      }
    `,
  ];

  @state() private whole = false;
  private logged: { exchange: Exchange | null; whole: boolean; text: string } = {
    exchange: null,
    whole: false,
    text: "",
  };
  /** The exchange for which a new order_id was taken, by number. */
  private renewed: { number: number; orderId: string } = { number: 0, orderId: "" };

  override render() {
    const { t, session } = this;
    const exchange = session.sending.current;
    return html`
      <section class="first" aria-labelledby="answer">
        <h2 id="answer" class="unseen">${t.send.answer}</h2>
        <div role="status">${this.renderVerdict(exchange)}</div>
        ${exchange?.ending ? this.renderNow(exchange) : nothing}
      </section>
      ${exchange?.ending ? html`${this.renderAdvice(exchange)} ${this.renderBody(exchange)} ${this.renderLog(exchange)}` : nothing}
    `;
  }

  private renderVerdict(exchange: Exchange | null): TemplateResult {
    const { t } = this;
    if (!exchange)
      return html`<p class="verdict soft">${t.send.waiting}</p><p class="reason soft">${t.send.waitingMeans}</p>`;
    const { ending, took, explanation, answer } = exchange;
    if (!ending) return html`<p class="verdict soft">${t.send.waitingFor}</p>`;
    if (ending !== "answered") {
      const unsure = creates(exchange) ? t.send.unknownPayment : t.send.unknownOther;
      const [look, words] =
        ending === "unsent" ? (["wrong", t.send.unsent] as const) : (["doubt", unsure] as const);
      return html`<p class="verdict ${look}">${icon(look)}<span>${t.send.endings[ending](took)}</span></p>
        <p class="reason">${words}</p>`;
    }
    const [look, words] = this.outcome(exchange, explanation);
    return html`<p class="verdict ${look}">${icon(look)}<span>${words}</span></p>
      <p class="reason">${engineWords(explanation?.title ?? "", t)}</p>
      <p class="fact soft small">${t.send.status(answer?.status ?? 0, took)}</p>`;
  }

  /** What only asks creates nothing: it is done, or refused. */
  private outcome(exchange: Exchange, explanation: Explanation | null): [Look, string] {
    const { t } = this;
    const outcome = explanation?.outcome ?? "unknown";
    if (creates(exchange)) return [looks[outcome], t.answer.outcomes[outcome]];
    const status = exchange.answer?.status ?? 0;
    return status >= 200 && status < 300 ? ["right", t.send.ok] : ["wrong", t.send.refusedOther];
  }

  private renderNow(exchange: Exchange): TemplateResult {
    const { t, session } = this;
    const { answer, prepared } = exchange;
    const text = answer ? decode(answer.body).text : "";
    const payUrl = answer?.status === 200 ? payPage(memberOf(text, "url"), session.sandbox.base) : null;
    const exists = answer?.status === 400 && /^order_id exists/i.test(memberOf(text, "message"));
    const inSandbox =
      prepared.destination === "sandbox" && session.sandbox.account?.account === prepared.account;
    // Of what is there already nobody knows yet what it is: that is asked first.
    const asks = creates(exchange) && (isUnknown(exchange) || exists) && prepared.orderId !== "";
    const wrongSign = answer !== null && answer.status >= 400 && /\bsign/i.test(memberOf(text, "message"));
    return html`<div class="row now">
        ${payUrl ? html`<a href=${payUrl} target="_blank" rel="noopener noreferrer">${t.send.pay}</a>` : nothing}
        ${asks ? html`<button type="button" class="main" @click=${() => session.sending.askStatus(prepared)}>${t.send.askStatus}</button>` : nothing}
        ${exists ? html`<button type="button" class=${asks ? "" : "main"} @click=${() => this.renew(exchange)}>${t.send.newOrder}</button>` : nothing}
        ${wrongSign ? html`<button type="button" class="main" @click=${() => this.debug(exchange)}>${t.send.debug}</button>` : nothing}
        ${inSandbox && exchange.ending !== "unsent" ? html`<button type="button" @click=${() => session.set({ view: "sandbox" })}>${t.send.inSandbox}</button>` : nothing}
      </div>
      <div role="status">
        ${this.renewed.number === exchange.number ? html`<p class="why right">${icon("right")} ${t.send.newOrderTaken(this.renewed.orderId)}</p>` : nothing}
      </div>`;
  }

  private renderAdvice(exchange: Exchange): TemplateResult | typeof nothing {
    const { t } = this;
    const { explanation, answer, ending } = exchange;
    const own = headerOf(answer, "Relay-Reason");
    const { code, sentence } = whyOf(answer);
    // Without an answer it stands above what to do; of a success there is nothing to be done.
    const advice = ending === "answered" ? explanation?.advice : "";
    if (!advice && !code && !own) return nothing;
    // Its sentences are its own, also where it answers as AliKassa does.
    const inSandbox = (message: string): string =>
      code
        ? message
            .replace(/^AliKassa says/, "The sandbox says")
            .replace(": AliKassa says", ": the sandbox says")
        : message;
    return html`<section aria-labelledby="advice">
      <div class="heading"><h2 id="advice">${t.answer.advice}</h2></div>
      ${own ? html`<p class="soft">${t.send.relaysOwn}</p>` : nothing}
      ${advice ? html`<p class="advice">${engineWords(advice, t)}</p>` : nothing}
      ${
        explanation?.fields?.length
          ? html`<ul>${explanation.fields.map(({ severity, message }) => html`<li>${notice(severity, t, engineWords(inSandbox(message), t))}</li>`)}</ul>`
          : nothing
      }
      ${code ? html`<p class="why"><span class="soft">${t.send.reason}:</span> <code>${code}</code> <span lang="en">${sentence}</span></p>` : nothing}
    </section>`;
  }

  private renderBody({ answer, number }: Exchange): TemplateResult | typeof nothing {
    const { t, session } = this;
    if (!answer) return nothing;
    return html`<section aria-labelledby="body">
      <div class="heading"><h2 id="body">${t.send.body}</h2></div>
      <ak-bytes
        .session=${session}
        .bytes=${answer.body.length > 0 ? answer.body : null}
        json
        .what=${t.send.bodyName}
        file=${`answer-${number}.json`}
        .missing=${t.send.noBody}
      ></ak-bytes>
    </section>`;
  }

  private renderLog(exchange: Exchange): TemplateResult {
    const { t, session, whole } = this;
    const log = this.logOf(exchange, whole);
    return html`<section aria-labelledby="log">
      <div class="heading">
        <h2 id="log">${t.send.log}</h2>
        <ak-copy .session=${session} .what=${t.send.log} .text=${log} file=${`alikassa-log-${exchange.number}.txt`}></ak-copy>
      </div>
      <p class="soft small">${t.send.logHint}</p>
      <p class="row whole">
        <input id="whole" type="checkbox" .checked=${whole} @change=${(event: Event) => (this.whole = (event.target as HTMLInputElement).checked)} />
        <label for="whole">${t.send.logWhole}</label>
      </p>
    </section>`;
  }

  /** Made once: a long answer takes its time. */
  private logOf(exchange: Exchange, whole: boolean): string {
    const { logged, session } = this;
    if (logged.exchange !== exchange || logged.whole !== whole)
      this.logged = { exchange, whole, text: exchangeLog(exchange, session.facts?.version ?? "", whole) };
    return this.logged.text;
  }

  private renew({ number, prepared }: Exchange): void {
    this.renewed = { number, orderId: this.session.sending.renewOrder(prepared.operation) };
    this.requestUpdate();
  }

  private debug({ prepared }: Exchange): void {
    const { session } = this;
    const { url, account, sign, body, publicKey, operation, destination } = prepared;
    const certificate = session.operations.find(({ name }) => name === operation)?.certificate ?? "payments";
    const registered = destination === "sandbox" ? session.sandbox.keyFor(certificate) : publicKey;
    session.debugSent({
      url,
      account,
      sign,
      body,
      publicKey: registered || publicKey,
      otherKeys: registered && registered.trim() !== publicKey.trim() ? [publicKey] : [],
    });
  }
}
