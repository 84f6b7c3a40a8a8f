/** All that is wrong with the request, in one list. */
import { css, html } from "lit";
import type { Problem } from "../../lib/types.ts";
import { base } from "../base.ts";
import { define } from "../define.ts";
import { Part } from "../part.ts";
import { failureNotice, notice, noticeStyles } from "./notice.ts";
import { section } from "./section.ts";

/** Whoever has more than this has one mistake, made often. */
const mostShown = 50;

/**
 * `<ak-problems>`: the findings; a press on a field's name goes there.
 *
 * @fires go - `detail` is the field's name
 */
@define("ak-problems")
export class AkProblems extends Part {
  static override styles = [
    base,
    section,
    noticeStyles,
    css`
      ul {
        display: grid;
        gap: var(--ak-1);
      }
      .good {
        color: var(--ak-right);
      }
    `,
  ];

  override render() {
    const { t, session } = this;
    const { output, obstacle, phase } = session;
    const problems = output?.problems ?? [];
    const errors = problems.filter(({ severity }) => severity === "error").length + (obstacle ? 1 : 0);
    return html`<section aria-labelledby="title">
      <div class="heading">
        <h2 id="title" tabindex="-1">${t.problems.title}</h2>
        <span class="soft small" role="status">
          ${output || obstacle ? t.problems.count(errors, problems.length + (obstacle ? 1 : 0) - errors) : phase === "ready" ? t.problems.checking : t.problems.unchecked[phase]}
        </span>
      </div>
      <ul>
        ${obstacle ? html`<li>${failureNotice(obstacle, t)}</li>` : ""}
        ${problems.slice(0, mostShown).map((problem) => html`<li>${notice(problem.severity, t, this.renderProblem(problem))}</li>`)}
      </ul>
      ${problems.length > mostShown ? html`<p class="soft">${t.problems.more(problems.length - mostShown)}</p>` : ""}
    </section>`;
  }

  /** Brings the list into sight, and the focus to it. */
  show(): void {
    const title = this.renderRoot.querySelector<HTMLElement>("#title");
    title?.scrollIntoView({ block: "center" });
    title?.focus({ preventScroll: true });
  }

  private renderProblem(problem: Problem) {
    const { t } = this;
    const { field } = problem;
    const go = (): boolean => this.dispatchEvent(new CustomEvent("go", { detail: field }));
    return html`${this.session.problemWords(problem)} ${field ? html`<button type="button" class="plain" @click=${go}>${t.problems.go}<span class="unseen"> ${field}</span></button>` : ""}`;
  }
}
