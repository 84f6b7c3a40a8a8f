/** The few signs of the interface, drawn for it on a grid of 16. They decorate: the words stand beside them. */
import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

const strokes = {
  right: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  wrong: svg`<path d="M4 4l8 8M12 4l-8 8" />`,
  doubt: svg`<path d="M8 2.5v7M8 12.2v1.3" />`,
  copy: svg`<path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" />`,
  download: svg`<path d="M8 2v8M4.5 6.8 8 10.3l3.5-3.5M2.5 13.5h11" />`,
  key: svg`<circle cx="5" cy="8" r="2.8" /><path d="M7.8 8h6M11.5 8v2.8" />`,
  close: svg`<path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />`,
  theme: svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof strokes;

export const icon = (name: IconName): TemplateResult => html`<svg
  class="icon ${name}"
  viewBox="0 0 16 16"
  width="16"
  height="16"
  fill="none"
  stroke="currentColor"
  stroke-width="1.8"
  aria-hidden="true"
>
  ${strokes[name]}
</svg>`;

/** The mark: a chain of five links. */
export const mark = html`<svg class="mark" viewBox="0 0 62 16" width="62" height="16" fill="none" stroke="currentColor" aria-hidden="true">
  ${[0, 1, 2, 3, 4].map((link) =>
    link % 2 === 0
      ? svg`<rect x=${1.5 + link * 11.5} y="2.5" width="13" height="11" rx="5.5" stroke-width="2" />`
      : svg`<path d="M${0.5 + link * 11.5} 8h15" stroke-width="3" stroke-linecap="round" />`,
  )}
</svg>`;
