/** The Reference view: every operation's fields, every documented answer, every known cause, searchable. */
import { css, html, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { FieldInfo, OperationInfo } from "../../lib/types.ts";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { findsCause } from "./causes.ts";
import { apiAnswers } from "./errors.ts";
import { section } from "./section.ts";

/** `<ak-reference>`: drawn from the same tables that check the request. */
@define("ak-reference")
export class AkReference extends Part {
  static override styles = [
    base,
    section,
    css`
      :host {
        container-type: inline-size;
      }
      .search {
        display: grid;
        gap: 2px;
        max-width: 476px;
        padding: var(--ak-4) 0 var(--ak-2);
      }
      .contents {
        padding-bottom: var(--ak-4);
      }
      .field,
      .answer {
        display: grid;
        grid-template-columns: minmax(0, 224px) minmax(0, 1fr) minmax(0, 224px) minmax(0, 252px);
        gap: 0 var(--ak-4);
        padding: 6px 0;
        border-top: 1px dotted var(--ak-rule);
        overflow-wrap: anywhere;
      }
      .answer {
        grid-template-columns: 42px minmax(0, 308px) minmax(0, 1fr);
      }
      .name {
        font-family: var(--ak-bytes);
        font-size: 13px;
        font-weight: 600;
      }
      .example {
        font-family: var(--ak-bytes);
        font-size: var(--ak-small);
        color: var(--ak-soft);
      }
      @container (width < 760px) {
        .field,
        .answer {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @state() private search = "";
  private asked = "";

  /** A cause that is asked for is not hidden by an old search. */
  override willUpdate(): void {
    const { cause } = this.session;
    if (cause && cause !== this.asked) this.search = "";
    this.asked = cause;
  }

  override render() {
    const { t, session, search } = this;
    const wanted = search.trim().toLowerCase();
    const tables = session.operations
      .map((operation) => this.renderOperation(operation, wanted))
      .filter((table) => table !== null);
    const answers = apiAnswers.filter(({ status, message, means }) =>
      `${status} ${message} ${t.reference.answers[means]}`.toLowerCase().includes(wanted),
    );
    const causes = session.causes.filter((cause) => findsCause(cause, t.causes[cause.code], wanted));
    return html`
      <div class="search">
        <label for="search">${t.reference.search}</label>
        <input id="search" type="search" .value=${search} @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)} />
      </div>
      <div class="contents row small" role="group" aria-label=${t.reference.contents}>
        ${tables.length > 0 ? html`<button type="button" class="plain" @click=${() => this.go("section")}>${t.reference.operations}</button>` : ""}
        ${answers.length > 0 ? html`<button type="button" class="plain" @click=${() => this.go("#answers")}>${t.reference.answersTitle}</button>` : ""}
        ${causes.length > 0 ? html`<button type="button" class="plain" @click=${() => this.go("ak-causes")}>${t.reference.causesTitle}</button>` : ""}
      </div>
      ${tables}
      ${
        answers.length > 0
          ? html`<section aria-labelledby="answers">
              <div class="heading"><h2 id="answers">${t.reference.answersTitle}</h2></div>
              <ul>
                ${answers.map(
                  ({ status, message, means }) => html`<li class="answer">
                    <span class="name">${status}</span>
                    <code>${message}</code>
                    <span>${t.reference.answers[means]}</span>
                  </li>`,
                )}
              </ul>
            </section>`
          : ""
      }
      ${causes.length > 0 ? html`<ak-causes .session=${session} .causes=${causes}></ak-causes>` : ""}
      ${tables.length + answers.length + causes.length === 0 ? html`<p role="status">${t.reference.nothing}</p>` : ""}
    `;
  }

  private go(selector: string): void {
    this.renderRoot.querySelector(selector)?.scrollIntoView({ block: "start" });
  }

  private renderOperation(operation: OperationInfo, wanted: string): TemplateResult | null {
    const { t } = this;
    const title = t.operations[operation.name] ?? operation.title;
    const whole = `${title} ${operation.name} ${operation.path}`.toLowerCase().includes(wanted);
    const fields = operation.fields.filter(
      (field) =>
        whole || `${field.name} ${field.type} ${t.form.describe(field)}`.toLowerCase().includes(wanted),
    );
    if (!whole && fields.length === 0) return null;
    return html`<section aria-labelledby=${operation.name}>
      <div class="heading">
        <h2 id=${operation.name}>${title}</h2>
        <span class="soft small"><code>POST /${operation.path}</code> · ${t.request.certificates[operation.certificate]}</span>
      </div>
      ${fields.length > 0 ? html`<ul>${fields.map((field) => this.renderField(field))}</ul>` : html`<p class="soft">${t.reference.noFields}</p>`}
    </section>`;
  }

  private renderField(field: FieldInfo): TemplateResult {
    const { t } = this;
    return html`<li class="field">
      <span class="name">${field.name}</span>
      <span>${t.form.describe(field)}</span>
      <span class="small soft">${field.required ? html`<strong>${t.form.required}</strong> · ` : ""}${t.form.limits(field)}</span>
      <span class="example">${field.example ?? ""}</span>
    </li>`;
  }
}
