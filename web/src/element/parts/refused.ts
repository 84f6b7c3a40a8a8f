/** What was refused: one field for anything, and the same part by part. */
import { css, html, nothing, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Finding } from "../../lib/types.ts";
import { base } from "../base.ts";
import { decode } from "../bytes/decode.ts";
import { define } from "../define.ts";
import { exampleNames } from "../engine/protocol.ts";
import { Part } from "../part.ts";
import { mostPasted, pemBlocks, type RefusedRequest } from "../session/refused.ts";
import { icon } from "./icon.ts";
import { notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";
import "./editor.ts";

const encoder = new TextEncoder();
const quiet = /^(read-(?!nothing)|unwrapped$)/;

/** `<ak-refused>`: the left pane of the Debug view. */
@define("ak-refused")
export class AkRefused extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    css`
      section.first {
        border-top: 0;
      }
      .field {
        display: grid;
        gap: 2px;
        margin-bottom: var(--ak-4);
      }
      .field > .row {
        justify-content: space-between;
      }
      .paste {
        --ak-editor-height: 168px;
      }
      .paste ak-editor {
        height: 208px;
      }
      .body {
        --ak-editor-height: 120px;
      }
      textarea {
        font-size: 13px;
        line-height: 20px;
        word-break: break-all;
      }
      .found {
        display: flex;
        flex-wrap: wrap;
        gap: 2px var(--ak-4);
        margin-bottom: var(--ak-2);
        overflow-wrap: anywhere;
      }
      .found .icon {
        vertical-align: -3px;
      }
      .notes {
        display: grid;
        gap: var(--ak-1);
      }
      .notes p {
        white-space: pre-line;
      }
      h3.label {
        margin: var(--ak-4) 0 var(--ak-1);
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
        text-align: left;
      }
      .examples [aria-pressed="true"] {
        border-color: var(--ak-accent);
        background: var(--ak-tint);
        font-weight: 600;
      }
      .hint {
        font-size: var(--ak-small);
      }
    `,
  ];

  @state() private tooLarge = 0;
  @query("#file") private fileInput!: HTMLInputElement;
  private shown: { of: Uint8Array | null; text: string } = { of: null, text: "" };

  override render() {
    const { t, session } = this;
    const { refused } = session;
    return html`
      <section class="first" aria-labelledby="title">
        <div class="heading">
          <h2 id="title">${t.debug.title}</h2>
          <button type="button" class="plain" ?disabled=${this.isEmpty(refused)} @click=${this.clear}>${t.debug.clear}</button>
        </div>
        <div class="field paste">
          <span class="label">${t.debug.paste}</span>
          <ak-editor
            .session=${session}
            .value=${live(refused.pasted)}
            .label=${t.debug.paste}
            .hint=${t.debug.pasteHint}
            .most=${mostPasted}
            @change=${this.read}
            @too-large=${this.refuse}
          ></ak-editor>
        </div>
        <div role="status">${this.renderFound(refused)}</div>
        <h3 class="label" id="examples">${t.debug.examples}</h3>
        <div class="examples" role="group" aria-labelledby="examples">
          ${exampleNames.map(
            (
              name,
            ) => html`<button type="button" ?disabled=${session.phase !== "ready"} aria-pressed=${refused.example === name} @click=${() => this.show(name)}>
              ${t.debug.example[name]}
            </button>`,
          )}
        </div>
      </section>
      ${this.renderParts(refused)}
    `;
  }

  private renderFound({
    notes,
    url,
    account,
    sign,
    body,
    tooLarge,
    reading,
  }: RefusedRequest): TemplateResult | typeof nothing {
    const { t } = this;
    const length = tooLarge || this.tooLarge;
    if (length)
      return html`<div class="notes">${notice("error", t, t.debug.tooLarge(length, mostPasted))}</div>`;
    if (reading) return html`<p class="soft small">${t.debug.reading}</p>`;
    if (!notes) return nothing;
    const parts: readonly (readonly [string, string])[] = [
      ["URL", url],
      ["Account", account],
      ["Sign", sign ? t.chain.characters(sign.length) : ""],
      [t.result.body, body.length > 0 ? t.bytes.length(body.length) : ""],
    ];
    return html`<p class="found">
        ${parts.map(([name, value]) =>
          value
            ? html`<span><span class="right">${icon("right")}</span> ${name} <span class="soft">${value}</span></span>`
            : html`<span class="soft">${icon("wrong")} ${t.debug.notFound(name)}</span>`,
        )}
      </p>
      ${notes.length > 0 ? html`<div class="notes">${notes.map((note) => this.renderNote(note))}</div>` : nothing}`;
  }

  /** How a text was read is told quietly; what had to be assumed, or is missing, is to be checked. */
  private renderNote({ code, title, detail, fix }: Finding): TemplateResult {
    const { t } = this;
    const own = t.debug.notes[code];
    const words = own ? html`${own}` : html`<span lang="en">${title}</span>`;
    if (quiet.test(code)) return html`<p class="soft small">${words}</p>`;
    const rest = [own ? title : "", detail, fix].filter(Boolean).join("\n");
    return notice(
      "warning",
      t,
      html`${words}${rest ? html`<p class="soft small" lang="en">${rest}</p>` : nothing}`,
    );
  }

  private renderParts(refused: RefusedRequest): TemplateResult {
    const { t, session } = this;
    const { info, demo } = session.certificate;
    const others = pemBlocks(refused.otherKeys).length;
    const standard = !info ? "" : demo ? t.debug.keyDemo : t.debug.keyLoaded(info.bits);
    return html`<section aria-labelledby="parts">
      <div class="heading">
        <h2 id="parts">${t.debug.parts}</h2>
        <button type="button" class="plain" ?disabled=${!session.signed} @click=${this.takeFromSign}>${t.verify.take}</button>
      </div>
      <div role="status">${refused.keyLeftOut ? html`<div class="notes">${notice("warning", t, t.debug.keyLeftOut)}</div>` : nothing}</div>
      <div class="field body">
        <div class="row">
          <span class="label">${t.verify.body}</span>
          <button type="button" class="plain small" @click=${() => this.fileInput.click()}>${t.verify.bodyFile}</button>
        </div>
        <ak-editor .session=${session} .value=${live(this.bodyText)} .label=${t.verify.body} .most=${mostPasted} json @change=${this.setBody}></ak-editor>
        <input id="file" type="file" hidden @change=${this.readFile} />
      </div>
      <div class="field">
        <label for="sign">Sign</label>
        <textarea id="sign" rows="5" spellcheck="false" .value=${live(refused.sign)} @input=${(event: InputEvent) => refused.set({ sign: typed(event) })}></textarea>
      </div>
      <div class="field">
        <label for="key">${t.verify.publicKey}</label>
        <textarea
          id="key"
          rows="4"
          spellcheck="false"
          placeholder="-----BEGIN PUBLIC KEY-----"
          aria-describedby="key-hint"
          .value=${live(refused.publicKey)}
          @input=${(event: InputEvent) => refused.set({ publicKey: typed(event) })}
        ></textarea>
        <span id="key-hint" class="hint soft">${refused.publicKey.trim() ? t.debug.keyGiven : standard}</span>
      </div>
      <div class="field">
        <label for="others">${t.debug.otherKeys}</label>
        <textarea
          id="others"
          rows="3"
          spellcheck="false"
          placeholder="-----BEGIN PUBLIC KEY-----"
          aria-describedby="others-hint"
          .value=${live(refused.otherKeys)}
          @input=${(event: InputEvent) => refused.set({ otherKeys: typed(event) })}
        ></textarea>
        <span id="others-hint" class="hint soft">${t.debug.otherKeysHint(others)}</span>
      </div>
    </section>`;
  }

  private isEmpty({ pasted, body, sign, publicKey, otherKeys }: RefusedRequest): boolean {
    return pasted + sign + publicKey + otherKeys === "" && body.length === 0;
  }

  /** The body as text, decoded once. */
  private get bodyText(): string {
    const { body } = this.session.refused;
    if (this.shown.of !== body) this.shown = { of: body, text: decode(body).text };
    return this.shown.text;
  }

  private readonly read = (event: CustomEvent<string>): void => {
    this.tooLarge = 0;
    void this.session.refused.paste(event.detail);
  };

  private readonly refuse = (event: CustomEvent<number>): void => {
    this.tooLarge = 0;
    this.session.refused.refuse(event.detail);
  };

  private show(name: (typeof exampleNames)[number]): void {
    this.tooLarge = 0;
    void this.session.refused.show(name);
  }

  private clear(): void {
    this.tooLarge = 0;
    this.session.refused.clear();
  }

  private readonly setBody = (event: CustomEvent<string>): void => {
    if (event.detail !== this.bodyText) this.session.refused.set({ body: encoder.encode(event.detail) });
  };

  private takeFromSign(): void {
    const { signed, output, certificate, refused } = this.session;
    if (!signed || !output?.body || !certificate.info) return;
    refused.clear();
    refused.set({ body: output.body, sign: signed.sign, publicKey: certificate.info.publicKey });
  }

  private async readFile(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    this.tooLarge = file.size > mostPasted ? file.size : 0;
    if (this.tooLarge) return;
    const { refused } = this.session;
    const { turn } = refused;
    const body = new Uint8Array(await file.arrayBuffer());
    if (turn === refused.turn) refused.set({ body });
  }
}

const typed = (event: InputEvent): string => (event.target as HTMLTextAreaElement).value;
