/** What arrived at the sandbox, byte for byte, as it arrives. */
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { base } from "../base.ts";
import { decode } from "../bytes/decode.ts";
import { define } from "../define.ts";
import { reasonOf } from "../gateway/gateway.ts";
import type { Arrived } from "../gateway/shapes.ts";
import { Part } from "../part.ts";
import { memberOf } from "../session/exchange.ts";
import { icon } from "./icon.ts";
import { notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";
import { emptyWords } from "./seen.ts";
import { clock } from "./time.ts";
import "./bytes.ts";
import "./findings.ts";

const encoder = new TextEncoder();

/** `<ak-arrived>`: the right pane of the Sandbox view; a press on a request opens it. */
@define("ak-arrived")
export class AkArrived extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    css`
      section {
        border-top: 0;
      }
      li {
        border-top: 1px solid var(--ak-rule);
      }
      .head {
        display: grid;
        grid-template-columns: 70px 40px minmax(0, 1fr) auto;
        gap: 0 var(--ak-3);
        align-items: center;
        width: 100%;
        min-height: 36px;
        padding: 6px var(--ak-2);
        border: 0;
        border-radius: 0;
        background: none;
        font-weight: 400;
        text-align: start;
        overflow-wrap: anywhere;
      }
      .status {
        font-family: var(--ak-bytes);
        font-weight: 600;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--ak-3);
        align-items: baseline;
        min-width: 0;
      }
      .older {
        margin-top: var(--ak-3);
      }
      .what {
        display: inline-flex;
        gap: 4px;
        align-items: center;
        font-weight: 600;
      }
      .inside {
        display: grid;
        gap: var(--ak-4);
        padding: var(--ak-2) var(--ak-2) var(--ak-5);
        border-left: 3px solid var(--ak-accent);
      }
      .inside h3 {
        margin-bottom: var(--ak-1);
      }
      .inside .why {
        margin-bottom: var(--ak-2);
      }
      .sign {
        font: 13px / 20px var(--ak-bytes);
        word-break: break-all;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px var(--ak-4);
        margin-top: var(--ak-2);
        font: 13px / 20px var(--ak-bytes);
      }
      dt {
        color: var(--ak-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .live {
        display: inline-flex;
        gap: 6px;
        align-items: center;
      }
      .live::before {
        content: "";
        width: 8px;
        height: 8px;
        border-radius: 4px;
        background: var(--ak-right);
      }
      @container (width < 480px) {
        .head {
          grid-template-columns: 62px 34px minmax(0, 1fr);
        }
        .what {
          grid-column: 3;
        }
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
      }
    `,
  ];

  /** The request that is open, by its id. */
  @state() private opened = "";

  override render() {
    const { t, session } = this;
    const { requests } = session.sandbox;
    return html`<section aria-labelledby="title">
      <div class="heading">
        <h2 id="title">${t.sandbox.requests}</h2>
        ${this.renderLive()}
      </div>
      ${
        requests.length > 0
          ? html`<ol>${requests.map((request) => html`<li>${this.renderOne(request)}</li>`)}</ol>`
          : html`<p class="soft">${emptyWords(session, t.sandbox.noRequests)}</p>`
      }
      ${session.sandbox.hasOlder("requests") ? html`<p class="older"><button type="button" @click=${this.showOlder}>${t.sandbox.older}</button></p>` : nothing}
    </section>`;
  }

  private renderLive(): TemplateResult | typeof nothing {
    const { t, session } = this;
    const { account, live, blindness } = session.sandbox;
    if (!account) return nothing;
    if (blindness) return html`<span class="wrong small">${t.sandbox.notLive}</span>`;
    return live ? html`<span class="live soft small">${t.sandbox.live}</span>` : nothing;
  }

  private renderOne(request: Arrived): TemplateResult {
    const { t, session } = this;
    const { id, at, status, path, reason } = request;
    const orderId = orderIdOf(request);
    const { code } = reasonOf(reason);
    const good = status < 300;
    const open = this.opened === id;
    return html`<button type="button" class="head" aria-expanded=${open} @click=${() => (this.opened = open ? "" : id)}>
        <time class="soft small" datetime=${new Date(at).toISOString()}>${clock(at, session.language)}</time>
        <span class="status ${good ? "right" : "wrong"}">${status}</span>
        <span class="about">
          <code>${path}</code>
          ${orderId ? html`<span class="small soft">order_id <code>${orderId}</code></span>` : nothing}
          ${code ? html`<code class="small">${code}</code>` : nothing}
        </span>
        <span class="what ${good ? "right" : "wrong"}">${icon(good ? "right" : "wrong")}${good ? t.sandbox.accepted : t.sandbox.refused}</span>
      </button>
      ${open ? this.renderInside(request) : nothing}`;
  }

  private renderInside(request: Arrived): TemplateResult {
    const { t, session } = this;
    const { id, body, sign, headers, answer, verdict, status } = request;
    const type = headerIn(headers, "Content-Type");
    return html`<div class="inside">
      ${this.renderWhy(request)}
      ${/^application\/json\s*(;|$)/i.test(type) ? nothing : notice("warning", t, t.sandbox.notJson(type))}
      <div>
        <h3>${t.sandbox.body}</h3>
        <ak-bytes .session=${session} .bytes=${body} json .what=${t.sandbox.bodyName(id)} file=${`request-${id}.json`}></ak-bytes>
      </div>
      <div>
        <h3>${t.sandbox.sign} ${this.renderVerdict(verdict)}</h3>
        <p class="sign">${sign || "—"}</p>
      </div>
      <details>
        <summary>${t.sandbox.headers}</summary>
        <dl>${headers.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      </details>
      <div>
        <h3>${t.sandbox.answer}: ${status}</h3>
        <ak-bytes .session=${session} .bytes=${encoder.encode(answer)} json .what=${t.send.bodyName} .missing=${t.send.noBody}></ak-bytes>
      </div>
    </div>`;
  }

  private renderVerdict(verdict: string): TemplateResult | typeof nothing {
    const { t } = this;
    if (!verdict) return nothing;
    return verdict === "valid"
      ? html`<span class="right small">${icon("right")} ${t.sandbox.signRight}</span>`
      : html`<span class="wrong small">${icon("wrong")} ${t.sandbox.signWrong}</span>`;
  }

  private renderWhy(request: Arrived): TemplateResult | typeof nothing {
    const { t, session } = this;
    const { reason, findings, status } = request;
    if (status < 300) return nothing;
    const { code, sentence } = reasonOf(reason);
    return html`<div>
      <h3>${t.sandbox.why}</h3>
      ${
        findings.length > 0
          ? html`<ak-findings class="why" .session=${session} .findings=${findings} .label=${t.sandbox.why} mistakes></ak-findings>`
          : html`<p class="why"><code>${code}</code> <span lang="en">${sentence}</span></p>`
      }
      <button type="button" @click=${() => this.debug(request)}>${t.sandbox.debug}</button>
    </div>`;
  }

  /** What pressing brought comes next: the button may be gone. */
  private readonly showOlder = async (): Promise<void> => {
    const { sandbox } = this.session;
    const before = sandbox.requests.length;
    await sandbox.showOlder("requests");
    await this.session.settled();
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>(".head")[before]?.focus();
  };

  /** With the key that the sandbox checked with, and the loaded certificate's, where that is another. */
  private debug({ path, headers, body, sign, verdict, reason }: Arrived): void {
    const { session } = this;
    const { sandbox, certificate, operations } = session;
    const kind = operations.find((one) => path.endsWith(one.path) && `/${one.path}` === path)?.certificate;
    const publicKey = sandbox.keyFor(kind ?? "payments") || sandbox.keyFor("payments");
    const others = [sandbox.keyFor("payments"), sandbox.keyFor("payouts"), certificate.info?.publicKey ?? ""];
    session.debugSent({
      url: new URL(`sandbox${path}`, sandbox.base).href,
      account: headerIn(headers, "Account"),
      sign,
      body,
      publicKey,
      otherKeys: [...new Set(others.filter((key) => key && key.trim() !== publicKey.trim()))],
      // Of a wrong Sign, Debug says more.
      reason: verdict === "valid" ? reason : "",
    });
  }
}

/** Read once: a list is drawn more often than it changes. */
const orderIds = new WeakMap<Arrived, string>();

function orderIdOf(request: Arrived): string {
  const orderId = orderIds.get(request) ?? memberOf(decode(request.body).text, "order_id");
  orderIds.set(request, orderId);
  return orderId;
}

const headerIn = (headers: Arrived["headers"], wanted: string): string =>
  headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1] ?? "";
