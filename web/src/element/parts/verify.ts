/** The Verify view: body, Sign and public key give yes or no. */
import { Task, TaskStatus } from "@lit/task";
import { css, html, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { base } from "../base.ts";
import { decode } from "../bytes/decode.ts";
import { backwardChain } from "../chain/backward.ts";
import { define } from "../define.ts";
import type { VerifyOutput } from "../engine/protocol.ts";
import { Part } from "../part.ts";
import { icon } from "./icon.ts";
import { section } from "./section.ts";
import "./bytes.ts";
import "./chain.ts";
import "./editor.ts";

const encoder = new TextEncoder();

/** `<ak-verify>`: left what is checked, right what comes of it. */
@define("ak-verify")
export class AkVerify extends Part {
  static override styles = [
    base,
    section,
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
      .field {
        display: grid;
        gap: 2px;
        margin-bottom: var(--ak-4);
      }
      .field > .row {
        justify-content: space-between;
      }
      textarea {
        font-size: 13px;
        line-height: 20px;
        word-break: break-all;
      }
      .verdict {
        display: flex;
        gap: var(--ak-2);
        align-items: center;
        font-size: var(--ak-display);
        font-weight: 600;
        line-height: 1.2;
        margin-bottom: var(--ak-2);
      }
      .verdict .icon {
        width: 26px;
        height: 26px;
        flex: none;
      }
      .reason {
        max-width: 68ch;
        min-height: 3em;
      }
      .sent {
        margin-top: var(--ak-4);
      }
    `,
  ];

  @state() private text = "";
  /** The body where it came as a file, which need not be text. */
  @state() private file: Uint8Array | null = null;
  @state() private sign = "";
  @state() private publicKey = "";
  @query("#file") private fileInput!: HTMLInputElement;
  private readonly verifying = new Task(this, {
    args: () => [this.session.phase, this.text, this.file, this.sign, this.publicKey] as const,
    // To the character: what the field has around Sign, the header would have too.
    task: async ([phase, , , sign, publicKey]) =>
      phase === "ready" && sign.trim() && publicKey.trim()
        ? this.session.engine.call("verify", { body: this.body, sign, publicKey })
        : null,
  });

  override render() {
    const { t, session } = this;
    const output = this.verifying.status === TaskStatus.COMPLETE ? (this.verifying.value ?? null) : null;
    const { body } = this;
    return html`
      <div class="pane" part="left">
        <section class="first" aria-labelledby="title">
          <div class="heading">
            <h2 id="title">${t.verify.title}</h2>
            <button type="button" class="plain" ?disabled=${!session.signed} @click=${this.takeFromSign}>${t.verify.take}</button>
          </div>
          <div class="field">
            <div class="row">
              <span class="label">${t.verify.body}</span>
              <button type="button" class="plain small" @click=${() => this.fileInput.click()}>${t.verify.bodyFile}</button>
            </div>
            <ak-editor .session=${session} .value=${this.text} .label=${t.verify.body} json @change=${this.setBody}></ak-editor>
            <input id="file" type="file" hidden @change=${this.readFile} />
          </div>
          <div class="field">
            <label for="sign">Sign</label>
            <textarea id="sign" rows="5" spellcheck="false" .value=${this.sign} @input=${(event: InputEvent) => (this.sign = typed(event))}></textarea>
          </div>
          <div class="field">
            <label for="key">${t.verify.publicKey}</label>
            <textarea
              id="key"
              rows="7"
              spellcheck="false"
              placeholder="-----BEGIN PUBLIC KEY-----"
              .value=${this.publicKey}
              @input=${(event: InputEvent) => (this.publicKey = typed(event))}
            ></textarea>
          </div>
        </section>
      </div>
      <div class="pane outcome" part="right">
        <section class="first" aria-labelledby="answer">
          <h2 id="answer" class="unseen">${t.verify.answer}</h2>
          <div role="status">${this.renderAnswer(output)}</div>
        </section>
        <section aria-labelledby="chain">
          <div class="heading"><h2 id="chain">${t.chain.title}</h2></div>
          <ak-chain
            .session=${session}
            .label=${t.chain.backward}
            .links=${backwardChain({ body, sign: this.sign, publicKey: this.publicKey, output }, t)}
          ></ak-chain>
        </section>
        <section aria-labelledby="sent">
          <div class="heading"><h2 id="sent">${t.result.body}</h2></div>
          <ak-bytes .session=${session} .bytes=${body.length > 0 ? body : null} json .what=${t.result.bodyName} .missing=${t.verify.noBody}></ak-bytes>
        </section>
      </div>
    `;
  }

  private renderAnswer(output: VerifyOutput | null): TemplateResult {
    const { t } = this;
    if (this.verifying.status === TaskStatus.ERROR) {
      const { error } = this.verifying;
      return html`<p class="verdict wrong">${icon("wrong")}${t.verify.cannot}</p>
        <p class="reason">${error instanceof Error ? error.message : String(error)}</p>`;
    }
    if (!output)
      return html`<p class="verdict soft">${t.verify.waiting}</p><p class="reason soft">${t.verify.what}</p>`;
    if (output.valid)
      return html`<p class="verdict right">${icon("right")}${t.verify.yes}</p><p class="reason">${t.verify.yesMeans}</p>`;
    return html`<p class="verdict wrong">${icon("wrong")}${t.verify.no}</p><p class="reason">${output.reason}</p>`;
  }

  private get body(): Uint8Array {
    return this.file ?? encoder.encode(this.text);
  }

  private readonly setBody = (event: CustomEvent<string>): void => {
    this.text = event.detail;
    this.file = null;
  };

  private takeFromSign(): void {
    const { signed, output, certificate } = this.session;
    if (!signed || !output?.body || !certificate.info) return;
    this.text = decode(output.body).text;
    this.file = null;
    this.sign = signed.sign;
    this.publicKey = certificate.info.publicKey;
  }

  private async readFile(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.text = decode(bytes).text;
    this.file = bytes;
  }
}

const typed = (event: InputEvent): string => (event.target as HTMLTextAreaElement).value;
