/** The text editor: CodeMirror in a shadow root, with nothing normalised. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, Transaction } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { css, html, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../base.ts";
import { signOf } from "../bytes/scan.ts";
import { define } from "../define.ts";
import { loadFonts } from "../fonts.ts";
import { Part } from "../part.ts";

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--ak-json-name)", fontWeight: "600" },
  { tag: tags.string, color: "var(--ak-json-string)" },
  { tag: tags.number, color: "var(--ak-json-number)" },
  { tag: [tags.bool, tags.null], color: "var(--ak-json-word)" },
  { tag: tags.punctuation, color: "var(--ak-json-point)" },
]);

const look = EditorView.theme({
  "&": {
    height: "100%",
    maxHeight: "638px",
    fontSize: "13px",
    backgroundColor: "transparent",
    color: "var(--ak-ink)",
  },
  "&.cm-focused": { outline: "2px solid var(--ak-accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--ak-bytes)", lineHeight: "20px", fontVariantLigatures: "none" },
  ".cm-content": { caretColor: "var(--ak-ink)", padding: "8px 0" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--ak-soft)", border: "0" },
  ".cm-placeholder": { color: "var(--ak-soft)", fontFamily: "var(--ak-text)", whiteSpace: "pre-wrap" },
  ".cm-specialChar": {
    color: "var(--ak-doubt)",
    border: "1px solid currentColor",
    borderRadius: "var(--ak-round)",
    fontSize: "10px",
    padding: "0 2px",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--ak-tint)",
    outline: "1px solid var(--ak-accent)",
  },
  ".cm-lintRange": { backgroundImage: "none !important" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--ak-wrong)", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--ak-doubt)", textUnderlineOffset: "3px" },
  ".cm-lintPoint": { borderBottom: "3px solid var(--ak-wrong)" },
  ".cm-lintPoint::after": { display: "none" },
  ".cm-tooltip": {
    backgroundColor: "var(--ak-paper)",
    border: "1px solid var(--ak-edge)",
    color: "var(--ak-ink)",
  },
  ".cm-diagnostic": { borderLeft: "0", fontFamily: "var(--ak-text)", padding: "4px 8px", maxWidth: "448px" },
});

/**
 * Typing over a selection, done here: Chromium would carry the selection's
 * look over in a style attribute, which a strict Content-Security-Policy
 * refuses and reports.
 */
const typing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || event.data === null || view.state.selection.main.empty)
      return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

/** The signs of the view of bytes: BOM, NBSP, CR. */
function drawn(code: number, description: string | null): HTMLElement {
  const sign = document.createElement("span");
  sign.className = "cm-specialChar";
  sign.textContent = signOf(String.fromCodePoint(code));
  sign.title = description ?? "";
  return sign;
}

/**
 * `<ak-editor>`: edits `value` and tells of each change. Line ends stay what
 * they are, a carriage return included.
 *
 * @fires change - `detail` is the new text
 * @fires too-large - `detail` is the length of a text that was not taken
 */
@define("ak-editor")
export class AkEditor extends Part {
  static override styles = [
    base,
    css`
      .frame {
        height: 100%;
        min-height: var(--ak-editor-height, 220px);
        max-height: 640px;
        display: grid;
        grid-template-rows: minmax(0, 1fr);
        border: 1px solid var(--ak-edge);
        border-radius: var(--ak-round);
        background: var(--ak-well);
        overflow: hidden;
      }
      .frame > * {
        min-height: 0;
        min-width: 0;
      }
    `,
  ];

  @property({ attribute: false }) value = "";
  /** The text field's name for those who do not see it. */
  @property() label = "";
  @property({ type: Boolean }) json = false;
  /** Shown while there is no text. */
  @property() hint = "";
  /** More characters than this are not taken from the visitor; 0: any number. */
  @property({ type: Number }) most = 0;
  @property({ attribute: false }) diagnostics: readonly Diagnostic[] = [];
  private view: EditorView | undefined;
  private readonly labelling = new Compartment();
  private readonly face = new Compartment();
  private readonly hinting = new Compartment();

  override render() {
    return html`<div class="frame"></div>`;
  }

  override firstUpdated(): void {
    this.view = new EditorView({
      parent: this.renderRoot.querySelector(".frame") as HTMLElement,
      root: this.renderRoot as ShadowRoot,
      doc: this.value,
      extensions: [
        EditorState.lineSeparator.of("\n"),
        history(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        highlightSpecialChars({ render: drawn, addSpecialChars: /\u00a0/g }),
        EditorView.lineWrapping,
        this.json ? [lineNumbers(), bracketMatching(), json(), syntaxHighlighting(colours)] : [],
        look,
        this.face.of([]),
        typing,
        this.hinting.of(this.hinted),
        EditorState.changeFilter.of((change) => this.allows(change)),
        this.labelling.of(this.named),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.tell(update.state.sliceDoc());
        }),
      ],
    });
    // Where lines wrap changes with the face: a new theme makes the editor measure again.
    void loadFonts().then(() =>
      this.view?.dispatch({ effects: this.face.reconfigure(EditorView.theme({})) }),
    );
  }

  override updated(changed: PropertyValues): void {
    const { view } = this;
    if (!view) return;
    if (changed.has("value")) this.take(view);
    if (changed.has("label")) view.dispatch({ effects: this.labelling.reconfigure(this.named) });
    if (changed.has("hint")) view.dispatch({ effects: this.hinting.reconfigure(this.hinted) });
    if (changed.has("diagnostics") || changed.has("value")) this.underline(view);
  }

  /** Puts the cursor at a place of the text and shows it. */
  reveal(at: number): void {
    const { view } = this;
    if (!view) return;
    const anchor = Math.min(at, view.state.doc.length);
    view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    view.focus();
  }

  private get hinted() {
    return this.hint ? placeholder(this.hint) : [];
  }

  private allows(change: Transaction): boolean {
    const { length } = change.newDoc;
    const byVisitor = change.annotation(Transaction.userEvent) !== undefined;
    if (!this.most || !byVisitor || length <= this.most) return true;
    queueMicrotask(() => this.dispatchEvent(new CustomEvent("too-large", { detail: length })));
    return false;
  }

  private get named() {
    return EditorView.contentAttributes.of({
      "aria-label": this.label,
      tabindex: "0",
      spellcheck: "false",
      autocapitalize: "off",
    });
  }

  /** Takes an outside change as the one edit that it is, so that cursor and history live on. */
  private take(view: EditorView): void {
    const old = view.state.sliceDoc();
    const { value } = this;
    if (old === value) return;
    let from = 0;
    while (from < old.length && from < value.length && old[from] === value[from]) from++;
    let kept = 0;
    while (kept < Math.min(old.length, value.length) - from && old.at(-1 - kept) === value.at(-1 - kept))
      kept++;
    view.dispatch({
      changes: { from, to: old.length - kept, insert: value.slice(from, value.length - kept) },
    });
  }

  private underline(view: EditorView): void {
    const end = view.state.doc.length;
    const inside = this.diagnostics.map((one) => ({
      ...one,
      from: Math.min(one.from, end),
      to: Math.min(one.to, end),
    }));
    view.dispatch(setDiagnostics(view.state, inside));
  }

  private tell(text: string): void {
    if (text === this.value) return;
    this.value = text;
    this.dispatchEvent(new CustomEvent("change", { detail: text }));
  }
}
