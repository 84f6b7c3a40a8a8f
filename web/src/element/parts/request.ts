/** The request: operation, account, and the data as form and as JSON. */
import { css, html } from "lit";
import { query, state } from "lit/decorators.js";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { diagnostics } from "../json/places.ts";
import { find, pathOf, readTree } from "../json/tree.ts";
import { Part } from "../part.ts";
import type { AkEditor } from "./editor.ts";
import type { AkForm } from "./form.ts";
import { icon } from "./icon.ts";
import { section } from "./section.ts";
import "./editor.ts";
import "./form.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
type Side = "form" | "json";

/** `<ak-request>`: the section "Request" of the Sign view. */
@define("ak-request")
export class AkRequest extends Part {
  static override styles = [
    base,
    section,
    css`
      :host {
        container-type: inline-size;
      }
      .head {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
        gap: var(--ak-3);
        margin-bottom: var(--ak-4);
      }
      .head > div {
        display: grid;
        gap: 2px;
        align-content: start;
      }
      .hint {
        font-size: var(--ak-small);
        overflow-wrap: anywhere;
      }
      .hint .icon {
        vertical-align: -3px;
      }
      .sides {
        display: grid;
        grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
        gap: var(--ak-4);
      }
      .side > h3 {
        margin-bottom: var(--ak-2);
      }
      .json {
        position: sticky;
        top: var(--ak-3);
        align-self: start;
        --ak-editor-height: 420px;
      }
      .tabs {
        display: none;
      }
      @container (width < 580px) {
        .sides {
          display: block;
        }
        .tabs {
          display: flex;
          margin-bottom: var(--ak-3);
        }
        .tabs button {
          flex: 1;
        }
        .tabs button + button {
          border-left: 0;
        }
        .tabs button[aria-pressed="true"]:not(:disabled) {
          background: var(--ak-ink);
          border-color: var(--ak-ink);
          color: var(--ak-paper);
        }
        .side > h3 {
          display: none;
        }
        .side.away {
          display: none;
        }
      }
      @container (width < 520px) {
        .head {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @state() private side: Side = "form";
  @query("ak-editor") private editor!: AkEditor;
  @query("ak-form") private form!: AkForm;

  override render() {
    const { t, session, side } = this;
    const { operations, operation, account, output, obstacle } = session;
    const info = session.operationInfo;
    const good = uuid.test(account.trim());
    return html`<section aria-labelledby="title">
      <div class="heading">
        <h2 id="title">${t.request.title}</h2>
        <span class="soft small mono">${info ? `POST /${info.path}` : ""}</span>
      </div>
      <div class="head">
        <div>
          <label for="operation">${t.request.operation}</label>
          <select id="operation" @change=${this.chooseOperation}>
            ${operations.map(
              ({ name, title }) =>
                html`<option value=${name} ?selected=${name === operation}>${t.operations[name] ?? title}</option>`,
            )}
          </select>
          <span class="hint soft">${info ? t.request.certificates[info.certificate] : ""}</span>
        </div>
        <div>
          <label for="account">${t.request.account}</label>
          <input
            id="account"
            class="mono"
            .value=${account}
            autocomplete="off"
            spellcheck="false"
            aria-invalid=${!good}
            aria-describedby="account-hint"
            @input=${(event: InputEvent) => session.set({ account: (event.target as HTMLInputElement).value })}
          />
          <span id="account-hint" class="hint">
            ${
              good
                ? html`<span class="soft">${t.request.accountHint}</span>`
                : html`<span class="wrong">${icon("wrong")} ${obstacle?.code === "bad-account" ? obstacle.message : t.request.badAccount}</span>`
            }
          </span>
        </div>
      </div>
      <div class="tabs" role="group" aria-label=${t.request.sides}>
        ${(["form", "json"] as const).map(
          (name) =>
            html`<button type="button" aria-pressed=${side === name} @click=${() => (this.side = name)}>${t.request[name]}</button>`,
        )}
      </div>
      <div class="sides">
        <div class="side ${side === "form" ? "" : "away"}">
          <h3>${t.request.form}</h3>
          <ak-form .session=${session} @reveal=${(event: CustomEvent<number>) => this.reveal(event.detail)}></ak-form>
        </div>
        <div class="side json ${side === "json" ? "" : "away"}">
          <h3>${t.request.json}</h3>
          <ak-editor
            .session=${session}
            .value=${session.text}
            .label=${t.request.jsonLabel}
            json
            .diagnostics=${diagnostics(session.text, session.tree, output?.problems ?? [], obstacle, session.problemWords)}
            @change=${(event: CustomEvent<string>) => {
              session.text = event.detail;
            }}
          ></ak-editor>
        </div>
      </div>
    </section>`;
  }

  /** Goes to a field, in the form, or in the text where the form has no place for it. */
  async go(field: string): Promise<void> {
    this.side = "form";
    await this.updateComplete;
    if (this.form.go(field)) return;
    const tree = readTree(this.session.text);
    await this.reveal((find(tree, field) ?? find(tree, pathOf(field)))?.from ?? 0);
  }

  private async reveal(at: number): Promise<void> {
    this.side = "json";
    await this.updateComplete;
    this.editor.reveal(at);
  }

  private chooseOperation(event: Event): void {
    this.session.set({ operation: (event.target as HTMLSelectElement).value });
  }
}
