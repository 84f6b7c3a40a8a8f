/** The result's state in a sign and a word; where something is wrong, it leads to the problems. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { Session } from "../session/session.ts";
import { resultState } from "../session/state.ts";
import { icon } from "./icon.ts";

const signs = { good: "right", warning: "doubt", error: "wrong" } as const;

/** @param go shows the problems */
export function renderState(session: Session, go: () => void): TemplateResult {
  const { kind, words } = resultState(session);
  if (kind === "waiting") return html`<span class="state soft">${words}</span>`;
  const wrong = kind !== "good" && session.phase === "ready";
  return html`<span class="state ${signs[kind]}">
    ${icon(signs[kind])}
    <span>${words} ${wrong ? html`<button type="button" class="plain" @click=${go}>${session.t.state.show}</button>` : nothing}</span>
  </span>`;
}

export const stateLook = css`
  .state {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    min-width: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;
