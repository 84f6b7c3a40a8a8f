/** The Answer view: what an answer of the API means for the payment, and what to do. */
import { Task, TaskStatus } from "@lit/task";
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { Explanation } from "../../lib/types.ts";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { mostPasted } from "../session/refused.ts";
import type { Catalogue } from "../text/en.ts";
import { icon } from "./icon.ts";
import { engineWords, notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";
import { verdictLook } from "./verdict.ts";
import "./editor.ts";

type ExampleAnswer = keyof Catalogue["answer"]["example"];
const examples: Record<ExampleAnswer, { status: number; body: string }> = {
  created: {
    status: 200,
    body: '{"url":"https://pay.alikassa.com/p/100012345","payment_status":"wait","id":100012345,"uuid":"7f1c9e8a-5a51-4d4b-9f0e-0d6f6f3f5c11"}',
  },
  invalid: {
    status: 400,
    body: '{"message":"The given data was invalid.","errors":{"customer_ip":["The customer ip field is required."]}}',
  },
  order: { status: 400, body: '{"message":"order_id exists"}' },
  server: { status: 500, body: '{"message":"Internal server error"}' },
  html: { status: 502, body: "<html><head><title>502 Bad Gateway</title></head></html>" },
  timeout: { status: 0, body: "" },
};
const names = Object.keys(examples) as ExampleAnswer[];
const looks = { created: "right", "not-created": "wrong", unknown: "doubt" } as const;
const statusLine = /^\s*HTTP\/[\d.]+ (\d{3})\b[^\n]*\n(?:[^\n]+\n)*?\r?\n/;

/** `<ak-answer>`: left the answer, right what it means. */
@define("ak-answer")
export class AkAnswer extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    verdictLook,
    css`
      :host {
        display: contents;
      }
      .pane {
        min-width: 0;
      }
      section.first {
        border-top: 0;
      }
      .head {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
        gap: var(--ak-3);
        margin-bottom: var(--ak-4);
      }
      .head > div,
      .field {
        display: grid;
        gap: 2px;
        align-content: start;
      }
      .field {
        margin-bottom: var(--ak-4);
      }
      .field ak-editor {
        height: 260px;
      }
      .hint {
        font-size: var(--ak-small);
      }
      h3.label {
        margin-bottom: var(--ak-1);
      }
      .examples {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ak-1);
      }
      .examples button {
        min-height: 28px;
        padding: 0 var(--ak-2);
        font-size: var(--ak-small);
      }
      .advice {
        max-width: 72ch;
        white-space: pre-line;
      }
      ul {
        display: grid;
        gap: var(--ak-1);
      }
    `,
  ];

  @state() private status = "";
  @state() private body = "";
  @state() private operation = "payment";
  @state() private tooLarge = 0;
  private readonly explaining = new Task(this, {
    args: () => [this.session.phase, this.status, this.body, this.operation] as const,
    task: async ([phase, status, body, operation]) =>
      phase === "ready" && /^\d{1,3}$/.test(status.trim())
        ? this.session.engine.call("explain", { status: Number(status), body, operation })
        : null,
  });

  override render() {
    const { t, session } = this;
    const explanation =
      this.explaining.status === TaskStatus.COMPLETE ? (this.explaining.value ?? null) : null;
    return html`
      <div class="pane" part="left">
        <section class="first" aria-labelledby="title">
          <div class="heading"><h2 id="title">${t.answer.title}</h2></div>
          <div class="head">
            <div>
              <label for="status">${t.answer.status}</label>
              <input
                id="status"
                class="mono"
                inputmode="numeric"
                maxlength="3"
                autocomplete="off"
                aria-describedby="status-hint"
                .value=${this.status}
                @input=${(event: InputEvent) => (this.status = (event.target as HTMLInputElement).value)}
              />
              <span id="status-hint" class="hint soft">${t.answer.statusHint}</span>
            </div>
            <div>
              <label for="operation">${t.answer.operation}</label>
              <select id="operation" ?disabled=${!session.facts} @change=${(event: Event) => (this.operation = (event.target as HTMLSelectElement).value)}>
                ${(session.facts?.operations ?? []).map(
                  ({ name, title }) =>
                    html`<option value=${name} ?selected=${name === this.operation}>${t.operations[name] ?? title}</option>`,
                )}
              </select>
            </div>
          </div>
          <div class="field">
            <span class="label">${t.answer.body}</span>
            <ak-editor
              .session=${session}
              .value=${this.body}
              .label=${t.answer.body}
              .most=${mostPasted}
              json
              @change=${this.read}
              @too-large=${(event: CustomEvent<number>) => (this.tooLarge = event.detail)}
            ></ak-editor>
            ${this.tooLarge ? notice("error", t, t.debug.tooLarge(this.tooLarge, mostPasted)) : nothing}
          </div>
          <h3 class="label" id="examples">${t.answer.examples}</h3>
          <div class="examples" role="group" aria-labelledby="examples">
            ${names.map((name) => html`<button type="button" @click=${() => this.show(name)}>${t.answer.example[name]}</button>`)}
          </div>
        </section>
      </div>
      <div class="pane outcome" part="right">
        <section class="first" aria-labelledby="answer">
          <h2 id="answer" class="unseen">${t.verify.answer}</h2>
          <div role="status">${this.renderOutcome(explanation)}</div>
        </section>
        ${explanation ? this.renderAdvice(explanation) : nothing}
      </div>
    `;
  }

  private renderOutcome(explanation: Explanation | null): TemplateResult {
    const { t } = this;
    if (!explanation)
      return html`<p class="verdict soft">${t.answer.waiting}</p><p class="reason soft">${t.answer.waitingMeans}</p>`;
    const look = looks[explanation.outcome];
    return html`<p class="verdict ${look}">${icon(look)}<span>${t.answer.outcomes[explanation.outcome]}</span></p>
      <p class="reason">${engineWords(explanation.title, t)}</p>`;
  }

  private renderAdvice({ advice, fields }: Explanation): TemplateResult {
    const { t } = this;
    return html`
      <section aria-labelledby="advice">
        <div class="heading"><h2 id="advice">${t.answer.advice}</h2></div>
        <p class="advice">${engineWords(advice, t)}</p>
      </section>
      ${
        fields?.length
          ? html`<section aria-labelledby="fields">
              <div class="heading"><h2 id="fields">${t.answer.fields}</h2></div>
              <ul>
                ${fields.map(({ severity, message }) => html`<li>${notice(severity, t, engineWords(message, t))}</li>`)}
              </ul>
            </section>`
          : nothing
      }
    `;
  }

  /** A whole HTTP message brings its status along. */
  private readonly read = (event: CustomEvent<string>): void => {
    this.tooLarge = 0;
    const head = statusLine.exec(event.detail);
    if (head) this.status = head[1] ?? "";
    this.body = head ? event.detail.slice(head[0].length) : event.detail;
  };

  private show(name: ExampleAnswer): void {
    const { status, body } = examples[name];
    Object.assign(this, { status: String(status), body, tooLarge: 0 });
  }
}
