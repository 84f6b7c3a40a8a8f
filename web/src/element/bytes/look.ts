/** How bytes look: JSON lightly coloured, and a sign for whatever shows nothing by itself. */
import { css, unsafeCSS } from "lit";

/** Of a line of bytes, in pixels. */
export const rowHeight = 20;
/** Of a character of 13 pixels: IBM Plex Mono is 0.6 of its size wide. */
export const characterWidth = 7.8;
/** Padding, border and scroll bar of the box. */
export const boxEdges = 44;

/** The signs drawn over what cannot be seen. */
export const signsLook = css`
  .blank,
  .control {
    unicode-bidi: isolate-override;
  }
  .blank::before,
  .control::before {
    content: attr(data-sign);
    color: var(--ak-soft);
  }
  .control::before,
  .boxed::before {
    border: 1px solid var(--ak-doubt);
    border-radius: var(--ak-round);
    color: var(--ak-doubt);
    font-size: 10px;
    padding: 0 2px;
  }
  .hidden {
    font-size: 0;
  }
  .dot {
    position: relative;
  }
  .dot::before {
    position: absolute;
    left: 0;
  }
`;

export const bytesLook = css`
  .head {
    justify-content: space-between;
    margin-bottom: var(--ak-1);
  }
  .facts {
    font-size: var(--ak-small);
    color: var(--ak-soft);
  }
  .facts strong {
    color: var(--ak-ink);
    font-size: var(--ak-size);
  }
  .tools {
    display: inline-flex;
    gap: var(--ak-1);
  }
  .tools > button {
    min-height: 28px;
    padding: 0 var(--ak-2);
    font-size: var(--ak-small);
  }
  [aria-pressed="true"] {
    background: var(--ak-tint);
    border-color: var(--ak-accent);
  }
  .box {
    max-height: 340px;
    overflow: auto;
    border: 1px solid var(--ak-rule);
    border-radius: var(--ak-round);
    background: var(--ak-well);
    padding: var(--ak-2) var(--ak-3);
    font: 13px / ${unsafeCSS(rowHeight)}px var(--ak-bytes);
    font-variant-ligatures: none;
    tab-size: 1;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    word-break: break-all;
    direction: ltr;
    unicode-bidi: bidi-override;
  }
  .tall {
    position: relative;
  }
  .line {
    display: block;
    height: ${unsafeCSS(rowHeight)}px;
    white-space: pre;
    unicode-bidi: bidi-override;
  }
  .name {
    color: var(--ak-json-name);
    font-weight: 600;
  }
  .string {
    color: var(--ak-json-string);
  }
  .number {
    color: var(--ak-json-number);
  }
  .word {
    color: var(--ak-json-word);
  }
  .point {
    color: var(--ak-json-point);
  }
  .escape {
    color: var(--ak-json-string);
    text-decoration: underline dotted 1px;
    text-underline-offset: 3px;
  }
  mark {
    background: var(--ak-mark);
    color: var(--ak-mark-ink);
    box-shadow: 0 2px 0 var(--ak-doubt);
  }
  mark * {
    color: inherit !important;
  }
  mark.here {
    outline: 2px solid var(--ak-accent);
  }
  mark.gap {
    margin: 0 1px;
    border-left: 3px solid var(--ak-doubt);
    box-shadow: none;
  }
  .offset {
    color: var(--ak-soft);
    user-select: none;
  }
  .empty {
    color: var(--ak-soft);
    font-family: var(--ak-text);
  }
`;
