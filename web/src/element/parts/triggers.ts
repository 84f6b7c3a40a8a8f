/** The sandbox's documentation: what can be provoked, and its limits, as the server tells them. */
import { css, html, nothing, type TemplateResult } from "lit";
import { base } from "../base.ts";
import { define } from "../define.ts";
import type { Trigger } from "../gateway/shapes.ts";
import { Part } from "../part.ts";
import { section } from "./section.ts";

/** `<ak-triggers>` */
@define("ak-triggers")
export class AkTriggers extends Part {
  static override styles = [
    base,
    section,
    css`
      .trigger {
        display: grid;
        grid-template-columns: minmax(0, 5fr) minmax(0, 6fr) 84px;
        gap: 0 var(--ak-4);
        padding: 6px 0;
        border-top: 1px dotted var(--ak-rule);
        overflow-wrap: anywhere;
      }
      .trigger button {
        align-self: start;
      }
      .meaning {
        display: block;
      }
      h3 {
        margin: var(--ak-4) 0 var(--ak-1);
      }
      .hint {
        margin-bottom: var(--ak-3);
      }
      @container (width < 480px) {
        .trigger {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  override render() {
    const { t, session } = this;
    const { triggers } = session.sandbox;
    if (!triggers) return nothing;
    return html`<section aria-labelledby="title">
      <div class="heading"><h2 id="title">${t.sandbox.docs}</h2></div>
      <p class="soft hint">${t.sandbox.docsHint}</p>
      <ul>${triggers.triggers.map((trigger) => this.renderTrigger(trigger))}</ul>
      <h3>${t.sandbox.services}</h3>
      <ul>
        ${triggers.services.map(({ name, operation }) => html`<li><code>${name}</code> <span class="soft small">${t.sandbox.kinds[operation] ?? operation}</span></li>`)}
      </ul>
      <p>${t.sandbox.amounts(triggers.minimum, triggers.maximum)}</p>
      <h3>${t.sandbox.limits}</h3>
      <ul>
        ${triggers.limits.map(([name, value]) => html`<li>${t.sandbox.limit[name]?.(value) ?? `${name}: ${value}`}</li>`)}
      </ul>
    </section>`;
  }

  private renderTrigger({ field, value, status, message, meaning }: Trigger): TemplateResult {
    const { t, session } = this;
    const words = t.sandbox.meanings[value];
    // What an order_id has been is not told here.
    const usable = field === "service" || field === "amount";
    return html`<li class="trigger">
      <span><span class="soft small">${field}</span> <code>${value}</code></span>
      <span>
        <code>${status} ${message}</code>
        <span class="small soft meaning">${words ?? html`<span lang="en">${meaning}</span>`}</span>
      </span>
      ${
        usable
          ? html`<button type="button" class="plain small" aria-label=${`${t.sandbox.try}: ${field} ${value}`} @click=${() => session.sending.provoke(field, value)}>${t.sandbox.try}</button>`
          : nothing
      }
    </li>`;
  }
}
