/** What every part looks like: controls, labels, focus. */
import { css } from "lit";

export const base = css`
  :host {
    display: block;
    min-width: 0;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  pre,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--ak-large);
    font-weight: 600;
    line-height: 1.3;
  }
  h3 {
    font-size: var(--ak-size);
    font-weight: 600;
  }
  code,
  .mono {
    font-family: var(--ak-bytes);
    font-size: 0.96em;
  }
  .soft {
    color: var(--ak-soft);
  }
  .small {
    font-size: var(--ak-small);
  }
  .right {
    color: var(--ak-right);
  }
  .wrong {
    color: var(--ak-wrong);
  }
  .doubt {
    color: var(--ak-doubt);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ak-2) var(--ak-3);
    align-items: center;
  }
  .fill {
    flex: 1 1 168px;
    min-width: 0;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
    margin: 0;
  }
  button {
    min-height: var(--ak-control);
    padding: 0 var(--ak-3);
    border: 1px solid var(--ak-edge);
    border-radius: var(--ak-round);
    background: var(--ak-paper);
    font-weight: 500;
    cursor: pointer;
    transition: background-color var(--ak-quick);
  }
  button:hover:not(:disabled) {
    background: var(--ak-tint);
  }
  button:disabled {
    color: var(--ak-soft);
    border-color: var(--ak-rule);
    cursor: default;
  }
  button.main {
    background: var(--ak-accent);
    border-color: var(--ak-accent);
    color: var(--ak-on-accent);
  }
  button.main:hover:not(:disabled, [aria-disabled="true"]) {
    background: var(--ak-ink);
    border-color: var(--ak-ink);
    color: var(--ak-paper);
  }
  button.main:disabled,
  button.main[aria-disabled="true"] {
    background: none;
    border-color: var(--ak-rule);
    color: var(--ak-soft);
  }
  button.plain {
    min-height: 24px;
    padding: 0;
    border: 0;
    text-align: start;
    background: none;
    color: var(--ak-accent);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  button.plain:hover:not(:disabled) {
    background: var(--ak-tint);
  }
  input:not([type="checkbox"], [type="radio"]),
  select,
  textarea {
    width: 100%;
    min-height: var(--ak-control);
    padding: 0 var(--ak-2);
    border: 1px solid var(--ak-edge);
    border-radius: var(--ak-round);
    background: var(--ak-well);
  }
  textarea {
    padding: var(--ak-2);
    font-family: var(--ak-bytes);
    resize: vertical;
  }
  select {
    text-overflow: ellipsis;
  }
  input.mono {
    font-family: var(--ak-bytes);
    font-size: 13px;
  }
  [aria-invalid="true"] {
    border-color: var(--ak-wrong) !important;
    box-shadow: inset 3px 0 0 var(--ak-wrong);
  }
  ::placeholder {
    color: var(--ak-soft);
    opacity: 1;
  }
  :focus-visible {
    outline: 2px solid var(--ak-accent);
    outline-offset: 2px;
  }
  label,
  .label {
    font-size: var(--ak-small);
    font-weight: 500;
    color: var(--ak-soft);
  }
  button.plain:disabled {
    color: var(--ak-soft);
    text-decoration: none;
  }
  details > summary {
    cursor: pointer;
    width: fit-content;
    min-height: 24px;
    color: var(--ak-accent);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .icon {
    flex: none;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
    }
  }
`;
