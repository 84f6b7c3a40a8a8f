/** The Verify view: body, Sign and public key give yes or no. */
import { Task, TaskStatus } from "@lit/task";
import { css, html, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { CertificateFile } from "../../lib/types.ts";
import { base } from "../base.ts";
import { decode } from "../bytes/decode.ts";
import { backwardChain } from "../chain/backward.ts";
import { breakOf } from "../chain/break.ts";
import { define } from "../define.ts";
import { failureOf, type VerifyOutput } from "../engine/protocol.ts";
import { Part } from "../part.ts";
import { withoutPrivateKeys } from "../report/private.ts";
import { icon } from "./icon.ts";
import { failureWords } from "./notice.ts";
import { section } from "./section.ts";
import "./bytes.ts";
import "./chain.ts";
import "./editor.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** A public key has hundreds of bytes: what is longer is none. */
const largestKey = 64 * 1024;

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
  @query("#key-file") private keyInput!: HTMLInputElement;
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
            <ak-editor .session=${session} .value=${live(this.text)} .label=${t.verify.body} json @change=${this.setBody}></ak-editor>
            <input id="file" type="file" hidden @change=${this.readFile} />
          </div>
          <div class="field">
            <label for="sign">Sign</label>
            <textarea id="sign" rows="5" spellcheck="false" .value=${live(this.sign)} @input=${(event: InputEvent) => (this.sign = this.keyless(typed(event)))}></textarea>
          </div>
          <div class="field">
            <div class="row">
              <label for="key">${t.verify.publicKey}</label>
              <button type="button" class="plain small" @click=${() => this.keyInput.click()}>${t.verify.keyFile}</button>
            </div>
            <input id="key-file" type="file" hidden @change=${this.readKey} />
            <textarea
              id="key"
              rows="9"
              spellcheck="false"
              placeholder="-----BEGIN PUBLIC KEY-----"
              .value=${live(this.publicKey)}
              @input=${(event: InputEvent) => (this.publicKey = this.keyless(typed(event)))}
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
        <p class="reason">${failureWords(failureOf(error), t)}</p>`;
    }
    if (!output)
      return html`<p class="verdict soft">${t.verify.waiting}</p><p class="reason soft">${t.verify.what}</p>`;
    if (output.valid)
      return html`<p class="verdict right">${icon("right")}${t.verify.yes}</p><p class="reason">${t.verify.yesMeans}</p>`;
    return html`<p class="verdict wrong">${icon("wrong")}${t.verify.no}</p><p class="reason">${t.verify.why(breakOf(this.sign, output), output.reason)}</p>`;
  }

  /** Takes a public key out of files that hold no private one; says whether there was one. */
  takeKey(files: readonly CertificateFile[]): boolean {
    const texts = files.map(({ data }) => decoder.decode(data));
    const key = texts.find((text) => /-----BEGIN (RSA )?PUBLIC KEY-----/.test(text));
    if (key === undefined || texts.some((text) => text.includes("PRIVATE KEY-----"))) return false;
    this.publicKey = key;
    this.session.say(this.t.verify.keyTaken);
    return true;
  }

  private async readKey(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) this.publicKey = this.keyless(await file.slice(0, largestKey).text());
    input.value = "";
  }

  private get body(): Uint8Array {
    return this.file ?? encoder.encode(this.text);
  }

  private readonly setBody = (event: CustomEvent<string>): void => {
    this.text = this.keyless(event.detail);
    this.file = null;
    this.requestUpdate();
  };

  /** A text without the private keys that fell into it. */
  private keyless(text: string): string {
    const bare = withoutPrivateKeys(text);
    if (bare === text) return text;
    this.session.say(this.t.debug.keyLeftOut);
    this.requestUpdate();
    return bare;
  }

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
