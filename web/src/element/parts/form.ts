/** The form of an operation, made from its table and kept in step with the JSON text. */
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { FieldInfo } from "../../lib/types.ts";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { literal, removeMember, setMember } from "../json/edit.ts";
import { offsetOf } from "../json/places.ts";
import { find, type Kind, type Member, namesOf, pathOf, unknownField, unquote } from "../json/tree.ts";
import { Part } from "../part.ts";
import { icon } from "./icon.ts";
import { failureNotice, noticeStyles } from "./notice.ts";

/** More lines than a person would fill in are left to the JSON. */
const mostLines = 80;
const numberTypes = new Set(["int", "decimal"]);

/** A line of the form: a field of the table, or a member that the table does not know. */
interface Line {
  /** Its path, and so the table's name of a field that it knows. */
  readonly name: string;
  readonly info: FieldInfo | undefined;
  readonly member: Member | null;
}

/**
 * `<ak-form>`: required fields first, then what else the JSON has, then a search for the rest.
 *
 * @fires reveal - the visitor wants to see a place of the text; `detail` is its offset
 */
@define("ak-form")
export class AkForm extends Part {
  static override styles = [
    base,
    noticeStyles,
    css`
      .broken {
        display: grid;
        gap: var(--ak-1);
        justify-items: start;
        margin-bottom: var(--ak-3);
      }
      .fields {
        display: grid;
        gap: var(--ak-3);
      }
      .field {
        display: grid;
        gap: 2px;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--ak-2);
        align-items: baseline;
        justify-content: space-between;
      }
      .about label {
        font-family: var(--ak-bytes);
        font-weight: 600;
        color: var(--ak-ink);
        font-size: 13px;
        overflow-wrap: anywhere;
      }
      .about label .hint {
        font: 400 12px var(--ak-text);
      }
      .hint {
        font-size: var(--ak-small);
        color: var(--ak-soft);
      }
      .entry {
        display: flex;
        gap: var(--ak-1);
      }
      .remove {
        flex: none;
        width: var(--ak-control);
        padding: 0;
        display: grid;
        place-items: center;
        border-color: transparent;
        background: none;
        color: var(--ak-soft);
      }
      .problem {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 6px;
        font-size: var(--ak-small);
        overflow-wrap: anywhere;
      }
      .more {
        display: grid;
        gap: var(--ak-2);
        margin-top: var(--ak-4);
        padding-top: var(--ak-3);
        border-top: 1px dotted var(--ak-edge);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ak-1);
      }
      .choices button {
        min-height: 28px;
        padding: 0 var(--ak-2);
        font: 400 12px var(--ak-bytes);
      }
    `,
  ];

  @state() private search = "";
  /** The kind that is wanted of the field being edited. */
  private editing: { name: string; kind: Kind } | null = null;
  /** What this form wrote into fields last, and as what: `0,5` is a string only until it is mended. */
  private readonly written = new Map<string, { raw: string; kind: Kind }>();

  override render() {
    const { t, session } = this;
    const { names } = this;
    if (names.length === 0 && session.operationInfo?.fields.length === 0) {
      return html`<p class="soft">${t.form.none}</p>`;
    }
    if (session.large) return html`<p class="soft">${t.form.large}</p>${this.renderBroken()}`;
    if (session.tree && session.tree.kind !== "object") return html`<p class="soft">${t.form.notObject}</p>`;
    return html`
      ${this.renderBroken()}
      <div class="fields">
        ${repeat(
          names.slice(0, mostLines),
          (name) => name,
          (name) => this.renderLine(this.line(name)),
        )}
      </div>
      ${names.length > mostLines ? html`<p class="soft">${t.form.more(names.length - mostLines)}</p>` : nothing}
      ${this.renderSearch(names)}
    `;
  }

  /** Brings a field into sight and puts the cursor there. */
  go(name: string): boolean {
    const input = [name, pathOf(name)]
      .map((path) => this.renderRoot.querySelector<HTMLElement>(`[data-field=${CSS.escape(path)}]`))
      .find((found) => found !== null);
    input?.focus();
    return input !== undefined;
  }

  /** Required fields, then whatever the JSON has, by its paths. */
  private get names(): string[] {
    const { fields, tree } = this.session;
    const required = fields.filter((field) => field.required).map(({ name }) => name);
    const inside = (tree?.members ?? []).flatMap(({ name, value }) =>
      value.kind === "object" && fields.some((field) => field.name.startsWith(`${name}.`))
        ? value.members.map((inner) => pathOf(name, inner.name))
        : [pathOf(name)],
    );
    return [...new Set([...required, ...inside])];
  }

  private line(name: string): Line {
    const { fields, tree } = this.session;
    return { name, info: fields.find((field) => field.name === name), member: find(tree, name) };
  }

  private renderLine({ name, info, member }: Line): TemplateResult {
    const { t } = this;
    const shown = namesOf(name).join(".");
    // A member `extra.card_holder` beside the member of `extra` is another, which the table does not know.
    const problems = (this.session.output?.problems ?? []).filter(
      ({ field, code }) => field === shown && (code === unknownField) === (info === undefined),
    );
    const wrong = problems.some(({ severity }) => severity === "error");
    const value = member
      ? member.value.kind === "string"
        ? unquote(member.value.raw)
        : member.value.raw
      : "";
    // What one line of text cannot hold is edited in the JSON.
    const manifold =
      member?.value.kind === "object" || member?.value.kind === "array" || /[\r\n]/.test(value);
    return html`<div class="field">
      <div class="about">
        <label for=${`f-${name}`}>${shown}${info?.required ? html`<span class="hint"> · ${t.form.required}</span>` : nothing}</label>
        <span class="hint">${info ? t.form.limits(info) : t.form.unknown}</span>
      </div>
      <div class="entry">
        <input
          id=${`f-${name}`}
          data-field=${name}
          class="mono"
          .value=${value}
          ?readonly=${manifold}
          inputmode=${info && numberTypes.has(info.type) ? "decimal" : "text"}
          autocomplete="off"
          spellcheck="false"
          placeholder=${info?.example ? t.form.like(info.example) : ""}
          aria-required=${info?.required ?? false}
          aria-invalid=${wrong}
          aria-describedby=${`d-${name}`}
          @focus=${() => this.begin(name, member, info)}
          @input=${this.input}
          @blur=${() => this.leave(name, info)}
        />
        ${
          member && !info?.required
            ? html`<button type="button" class="remove" aria-label=${t.form.remove(shown)} title=${t.form.remove(shown)} @click=${() => this.take(name)}>
                ${icon("close")}
              </button>`
            : nothing
        }
      </div>
      <div id=${`d-${name}`}>
        ${info ? html`<div class="hint">${t.form.describe(info)}</div>` : nothing}
        ${manifold ? html`<div class="hint">${t.form.inJson}</div>` : nothing}
        ${problems.map(
          (problem) => html`<div class="problem ${problem.severity === "error" ? "wrong" : "doubt"}">
            ${icon(problem.severity === "error" ? "wrong" : "doubt")}
            <span>${t.severity[problem.severity]}: ${this.session.problemWords(problem)}</span>
          </div>`,
        )}
      </div>
    </div>`;
  }

  private renderSearch(names: readonly string[]): TemplateResult | typeof nothing {
    const { t, search } = this;
    const present = new Set(names);
    const absent = this.session.fields.filter(({ name, type }) => !present.has(name) && type !== "object");
    if (absent.length === 0) return nothing;
    const wanted = search.trim().toLowerCase();
    const found = absent.filter((field) =>
      `${field.name} ${t.form.describe(field)}`.toLowerCase().includes(wanted),
    );
    return html`<div class="more">
      <label for="search">${t.form.search(absent.length)}</label>
      <input id="search" type="search" autocomplete="off" .value=${search} @input=${this.find} />
      <div class="choices" role="group" aria-label=${t.form.add}>
        ${found.map(
          (field) =>
            html`<button type="button" title=${t.form.describe(field)} @click=${() => this.add(field)}>+ ${field.name}</button>`,
        )}
        ${found.length === 0 ? html`<span class="hint" role="status">${t.form.nothing}</span>` : nothing}
      </div>
    </div>`;
  }

  /** Where the JSON is broken, the form shows what is left of it: that is said, with a way to the place. */
  private renderBroken(): TemplateResult | typeof nothing {
    const { t, session } = this;
    const { obstacle, text } = session;
    const { line, column = 1 } = obstacle ?? {};
    if (!obstacle || !line) return nothing;
    const jump = (): boolean =>
      this.dispatchEvent(new CustomEvent("reveal", { detail: offsetOf(text, line, column) }));
    return html`<div class="broken">
      ${failureNotice(obstacle, t)}
      <button type="button" class="plain" @click=${jump}>${t.form.toText(line, column)}</button>
    </div>`;
  }

  private begin(name: string, member: Member | null, info: FieldInfo | undefined): void {
    this.editing = { name, kind: this.wanted(name, member, info) };
  }

  /**
   * What a field's text is to become: what the documentation says, except
   * that a number in quotes stays in them where somebody else put it there.
   */
  private wanted(name: string, member: Member | null, info: FieldInfo | undefined): Kind {
    const last = this.written.get(this.key(name));
    if (member && last?.raw === member.value.raw) return last.kind;
    if (!info) return member?.value.kind ?? "string";
    if (!numberTypes.has(info.type)) return "string";
    return member?.value.kind === "string" && member.value.raw !== '""' ? "string" : "number";
  }

  /** Each operation has its own data. */
  private key(name: string): string {
    return `${this.session.operation}/${name}`;
  }

  private readonly input = (event: InputEvent): void => {
    const input = event.target as HTMLInputElement;
    const name = input.dataset.field ?? "";
    const kind = this.editing?.name === name ? this.editing.kind : "string";
    const raw = literal(input.value, kind);
    this.written.set(this.key(name), { raw, kind });
    this.session.text = setMember(this.session.text, name, raw);
  };

  /** An optional field that was emptied is not sent. */
  private leave(name: string, info: FieldInfo | undefined): void {
    this.editing = null;
    const member = find(this.session.tree, name);
    if (member?.value.raw === '""' && !info?.required) this.take(name);
  }

  private take(name: string): void {
    this.session.text = removeMember(this.session.text, name);
    this.session.say(this.t.form.removed(namesOf(name).join(".")));
  }

  private async add(field: FieldInfo): Promise<void> {
    const value = literal(field.example ?? "", numberTypes.has(field.type) ? "number" : "string");
    this.session.text = setMember(this.session.text, field.name, value);
    this.search = "";
    await this.session.settled();
    await this.updateComplete;
    this.go(field.name);
  }

  private find(event: InputEvent): void {
    this.search = (event.target as HTMLInputElement).value;
  }
}
