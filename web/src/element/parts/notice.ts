/** A finding in one line: severity by sign and word, the fact, the remedy. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { Failure } from "../engine/protocol.ts";
import type { Catalogue } from "../text/en.ts";
import { icon } from "./icon.ts";

export type Severity = "error" | "warning" | "good";
const icons = { error: "wrong", warning: "doubt", good: "right" } as const;

export function notice(severity: Severity, t: Catalogue, text: TemplateResult | string): TemplateResult {
  return html`<div class="notice ${severity}">
    <span class="severity">${icon(icons[severity])}${t.severity[severity]}</span>
    <span>${text}</span>
  </div>`;
}

/** An error of the engine in the page's language, where it has words for it; else the engine's, with the remedy. */
export function failureWords(failure: Failure, t: Catalogue): string {
  const { line, column, message, hint } = failure;
  const own = t.failures(failure);
  const words = own ?? (hint ? `${message} ${hint}` : message);
  return line && (own !== undefined || !message.includes(`line ${line}`))
    ? `${words} (${t.problems.place(line, column ?? 1)})`
    : words;
}

/** What the engine says of an answer, in the page's language where it has words for it. */
export function engineWords(text: string, t: Catalogue): TemplateResult {
  const words = t.answer.words(text);
  return html`<span lang=${words === text ? "en" : nothing}>${words}</span>`;
}

export const failureNotice = (failure: Failure, t: Catalogue): TemplateResult =>
  notice("error", t, failureWords(failure, t));

export const noticeStyles = css`
  .notice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--ak-2);
    padding: 6px var(--ak-2);
    border-radius: var(--ak-round);
    overflow-wrap: anywhere;
  }
  .notice .severity {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    align-self: start;
    font-weight: 600;
  }
  .notice.error {
    background: var(--ak-wrong-tint);
  }
  .notice.error .severity {
    color: var(--ak-wrong);
  }
  .notice.warning {
    background: var(--ak-doubt-tint);
  }
  .notice.warning .severity {
    color: var(--ak-doubt);
  }
  .notice.good {
    background: var(--ak-right-tint);
  }
  .notice.good .severity {
    color: var(--ak-right);
  }
`;
