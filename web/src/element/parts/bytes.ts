/** The one view of bytes. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { base } from "../base.ts";
import { type Decoded, decode, toHex } from "../bytes/decode.ts";
import { boxEdges, bytesLook, characterWidth, rowHeight, signsLook } from "../bytes/look.ts";
import { Rows } from "../bytes/rows.ts";
import { type Stretch, scan } from "../bytes/scan.ts";
import { selectedText } from "../bytes/selection.ts";
import { define } from "../define.ts";
import type { Range } from "../json/tree.ts";
import { Part } from "../part.ts";
import "./copy.ts";

/** Beyond this many characters only what is seen is drawn. */
const largest = 12_000;
const none = new Uint8Array();
const encoder = new TextEncoder();

/**
 * `<ak-bytes>`: length and encoding above, then the bytes as text in which
 * nothing stays invisible, or as hex. Selecting and copying gives the text as
 * it is: breaks and signs are drawn, not part of it.
 *
 * @csspart bytes - the box of the bytes
 */
@define("ak-bytes")
export class AkBytes extends Part {
  static override styles = [base, bytesLook, signsLook];

  @property({ attribute: false }) bytes: Uint8Array | null = null;
  /** What these bytes are, for labels: "body". */
  @property() what = "";
  /** The name of the downloaded file. */
  @property() file = "";
  /** Colours the text as JSON. */
  @property({ type: Boolean }) json = false;
  /** The differences to draw, in characters. */
  @property({ attribute: false }) marks: readonly Range[] = [];
  /** The mark to bring into sight, by number; -1: none. */
  @property({ attribute: false }) current = -1;
  /** Said in the place of bytes that are not there. */
  @property() missing = "";
  @state() private wantsHex = false;
  @query(".box") private box!: HTMLElement | null;
  @query(".tall") private tall!: HTMLElement | null;
  @query(".drawn") private drawn!: HTMLElement | null;
  private readonly rows = new Rows(this, rowHeight);
  private decoded: Decoded = { text: "", encoding: "ascii" };
  private stretches: readonly Stretch[] = [];
  private byteMarks: { of: readonly Range[]; ranges: readonly Range[] } = { of: [], ranges: [] };

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has("bytes") && !changed.has("json")) return;
    this.decoded = decode(this.bytes ?? none);
    const { text } = this.decoded;
    this.stretches = text.length <= largest ? scan(text, this.json) : [];
  }

  /** The marks in what is drawn: characters, or bytes where it is hex. */
  private get drawnMarks(): readonly Range[] {
    const { marks, decoded } = this;
    if (!this.hex || decoded.encoding !== "utf-8") return marks;
    const { of, ranges } = this.byteMarks;
    if (of !== marks) {
      const at = (character: number): number => encoder.encode(decoded.text.slice(0, character)).length;
      this.byteMarks = { of: marks, ranges: marks.map(({ from, to }) => ({ from: at(from), to: at(to) })) };
      return this.byteMarks.ranges;
    }
    return ranges;
  }

  override updated(changed: PropertyValues): void {
    this.rows.attach(this.tall ? this.box : null);
    this.rows.place(this.tall, this.drawn, this.rowCount);
    if (changed.has("current") || changed.has("wantsHex")) this.reveal();
  }

  /** Brings the current mark into sight, also where it is not drawn yet. */
  private reveal(): void {
    const mark = this.drawnMarks[this.current];
    if (!mark || !this.box) return;
    if (this.tall) {
      this.box.scrollTop = Math.max(0, Math.floor(mark.from / this.columns) - 2) * rowHeight;
      this.box.scrollIntoView({ block: "nearest" });
    } else this.renderRoot.querySelector("mark.here")?.scrollIntoView({ block: "nearest" });
  }

  override render() {
    const { t, bytes, decoded } = this;
    return html`
      <div class="row head">
        <span class="facts">
          ${bytes ? html`<strong>${t.bytes.length(bytes.length)}</strong> · ${t.bytes.encodings[decoded.encoding]}` : this.missing}
        </span>
        <span class="tools">
          <button type="button" aria-pressed=${this.hex} ?disabled=${!bytes || decoded.encoding === "bytes"} @click=${this.toggle} aria-label=${`${t.bytes.hex}: ${this.what}`}>
            ${t.bytes.hex}
          </button>
          <ak-copy
            .session=${this.session}
            .what=${this.what}
            .text=${bytes && (decoded.encoding === "bytes" ? toHex(bytes) : decoded.text)}
            .data=${bytes}
            .file=${this.file}
          ></ak-copy>
        </span>
      </div>
      ${bytes ? this.renderBox(bytes) : nothing}
    `;
  }

  private renderBox(bytes: Uint8Array): TemplateResult {
    return html`<div class="box" part="bytes" tabindex="0" role="group" aria-label=${this.what} @copy=${this.copySelection}>
      ${
        this.hex || this.large
          ? html`<div class="tall"><div class="drawn">${this.renderRows(bytes)}</div></div>`
          : html`<div class="text">${this.renderText(this.stretches, 0)}</div>`
      }
    </div>`;
  }

  private renderRows(bytes: Uint8Array): TemplateResult[] {
    const drawn: TemplateResult[] = [];
    for (let row = this.rows.first; row < Math.min(this.rows.last, this.rowCount); row++) {
      drawn.push(this.hex ? this.renderHex(bytes, row) : this.renderRow(row));
    }
    return drawn;
  }

  private renderRow(row: number): TemplateResult {
    const from = wholeAt(this.decoded.text, row * this.columns);
    const text = this.decoded.text.slice(from, wholeAt(this.decoded.text, (row + 1) * this.columns));
    return html`<span class="line" data-from=${from}>${this.renderText(scan(text, false), from)}</span>`;
  }

  private renderHex(bytes: Uint8Array, row: number): TemplateResult {
    const from = row * this.columns;
    const part = [...bytes.subarray(from, from + this.columns)];
    const numbers = part.map((byte, at) => {
      const mark = this.drawnMarks.findIndex((range) => range.from <= from + at && from + at < range.to);
      const digits = byte.toString(16).padStart(2, "0");
      return mark < 0 ? `${digits} ` : html`${this.renderMark(mark, digits)} `;
    });
    const blanks = " ".repeat((this.columns - part.length) * 3 + 1);
    const letters = part
      .map((byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·"))
      .join("");
    return html`<span class="line" data-from=${from}
      ><span class="offset">${from.toString(16).padStart(this.offsetDigits, "0")}  </span>${numbers}${blanks}<span class="offset">${letters}</span></span
    >`;
  }

  private renderText(stretches: readonly Stretch[], offset: number): (TemplateResult | string)[] {
    return stretches
      .flatMap((stretch) => this.cut(stretch, offset))
      .map(({ stretch, mark }) => {
        const drawn = this.renderStretch(stretch, this.textOf(stretch, offset));
        return mark < 0 ? drawn : this.renderMark(mark, drawn);
      });
  }

  /** A mark over nothing shows where something is missing. */
  private renderMark(mark: number, drawn: TemplateResult | string): TemplateResult {
    const { from, to } = this.marks[mark] ?? { from: 0, to: 0 };
    const here = mark === this.current ? "here" : "";
    return html`<mark class="${here} ${from === to ? "gap" : ""}">${drawn}</mark>`;
  }

  private textOf({ from, to }: Range, offset: number): string {
    return this.decoded.text.slice(from + offset, to + offset);
  }

  private renderStretch({ look, sign }: Stretch, text: string): TemplateResult | string {
    if (sign === undefined) return look === "plain" ? text : html`<span class=${look}>${text}</span>`;
    if (sign === "·") return html`<span class="blank dot" data-sign=${sign}>${text}</span>`;
    if (text === "\n") {
      const real = this.large ? html`<span hidden>${text}</span>` : text;
      return html`<span class="blank" data-sign=${sign}></span>${real}`;
    }
    const boxed = sign.length > 1 ? "boxed" : "";
    return html`<span class="${look} ${boxed}" data-sign=${sign}><span class="hidden">${text}</span></span>`;
  }

  /** Cuts a stretch where marks begin and end. */
  private cut(stretch: Stretch, offset: number): { stretch: Stretch; mark: number }[] {
    const pieces: { stretch: Stretch; mark: number }[] = [];
    let { from } = stretch;
    for (const [mark, range] of this.marks.entries()) {
      const start = Math.max(range.from - offset, from);
      const end = Math.min(range.to - offset, stretch.to);
      const last = stretch.to + offset === this.decoded.text.length;
      const inside = range.from === range.to && (last ? start <= stretch.to : start < stretch.to);
      if (start >= end && !(inside && range.from - offset >= from)) continue;
      if (start > from) pieces.push({ stretch: { ...stretch, from, to: start }, mark: -1 });
      const piece = { ...stretch, from: start, to: end };
      pieces.push({ stretch: start < end ? piece : { from: start, to: end, look: "plain" }, mark });
      from = end;
    }
    if (from < stretch.to) pieces.push({ stretch: { ...stretch, from }, mark: -1 });
    return pieces;
  }

  /** How many characters, or bytes as hex, fit into a row. */
  private get columns(): number {
    const fit = Math.max(24, Math.floor((this.clientWidth - boxEdges) / characterWidth));
    if (!this.hex) return fit;
    // Beside the offset stand 3 blanks, and each byte takes 4 characters: two digits, a blank, a letter.
    return Math.min(16, Math.max(4, Math.floor((fit - this.offsetDigits - 3) / 4 / 2) * 2));
  }

  private get offsetDigits(): number {
    return (this.bytes?.length ?? 0) > 0x10000 ? 6 : 4;
  }

  private get rowCount(): number {
    const count = this.hex ? (this.bytes?.length ?? 0) : this.decoded.text.length;
    return Math.ceil(count / this.columns);
  }

  /** What is no text is read as hex. */
  private get hex(): boolean {
    return this.wantsHex || this.decoded.encoding === "bytes";
  }

  private toggle(): void {
    this.wantsHex = !this.wantsHex;
    this.session.say(this.hex ? this.t.bytes.asHex : this.t.bytes.asText);
  }

  private get large(): boolean {
    return this.decoded.text.length > largest;
  }

  /**
   * What is copied is cut out of the text itself: rows are lines to the
   * browser but not to the text, and a no-break space would become a space.
   */
  private copySelection(event: ClipboardEvent): void {
    const text = this.hex ? null : selectedText(this.renderRoot as ShadowRoot, this.decoded.text);
    if (text === null || !event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
  }
}

/** A place that does not halve a surrogate pair. */
function wholeAt(text: string, at: number): number {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at + 1 : at;
}
