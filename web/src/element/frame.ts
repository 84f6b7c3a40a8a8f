/** The frame: a bar, two panes side by side, or one column where it is narrow. */
import { css } from "lit";

export const frame = css`
  :host {
    display: block;
  }
  /* What a host's style sheet lets through by inheritance ends here. */
  .frame {
    all: initial;
    direction: ltr;
    unicode-bidi: isolate;
    display: block;
    position: relative;
    height: 100%;
    min-height: inherit;
    container: frame / inline-size;
    color: var(--ak-ink);
    background: var(--ak-plate);
    font: 400 var(--ak-size) / var(--ak-line) var(--ak-text);
    color-scheme: inherit;
    -webkit-text-size-adjust: 100%;
  }
  .layout {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    height: 100%;
    min-height: inherit;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ak-2) var(--ak-5);
    align-items: center;
    padding: var(--ak-2) var(--ak-5);
    border-bottom: 2px solid var(--ak-ink);
  }
  .brand {
    display: inline-flex;
    gap: var(--ak-2);
    align-items: center;
    font-size: var(--ak-large);
    font-weight: 600;
    white-space: nowrap;
  }
  .mark {
    color: var(--ak-accent);
  }
  ak-bar {
    flex: 1 1 300px;
  }
  slot[name="notice"] {
    display: block;
  }
  .views {
    display: grid;
    min-height: 0;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    background: var(--ak-paper);
  }
  .pane,
  ak-debug::part(left),
  ak-debug::part(right),
  ak-verify::part(left),
  ak-verify::part(right),
  ak-notification::part(left),
  ak-notification::part(right),
  ak-answer::part(left),
  ak-answer::part(right),
  ak-send::part(left),
  ak-send::part(right),
  ak-sandbox::part(left),
  ak-sandbox::part(right) {
    min-width: 0;
    padding: 0 var(--ak-4);
  }
  ak-debug::part(right),
  ak-verify::part(right),
  ak-notification::part(right),
  ak-answer::part(right),
  ak-send::part(right),
  ak-sandbox::part(right),
  .pane.outcome {
    border-top: 2px solid var(--ak-ink);
  }
  .frame > .unseen {
    top: 0;
  }
  .overlay {
    position: absolute;
    inset: 0;
    z-index: 10;
    display: grid;
    place-items: center;
    border: 3px dashed var(--ak-accent);
    background: color-mix(in srgb, var(--ak-paper) 85%, transparent);
    font-size: var(--ak-display);
    font-weight: 600;
    pointer-events: none;
  }
  ak-summary,
  ak-debug::part(summary) {
    position: sticky;
    bottom: 0;
    z-index: 5;
  }
  @container frame (width < 900px) {
    header {
      padding: var(--ak-2) var(--ak-4) var(--ak-1);
    }
  }
  @container frame (width >= 900px) {
    .views {
      align-content: stretch;
      grid-template-columns: minmax(0, 11fr) minmax(0, 10fr);
    }
    .views.debug {
      grid-template-columns: minmax(0, 9fr) minmax(0, 14fr);
    }
    .views.reference {
      grid-template-columns: minmax(0, 1fr);
    }
    .pane,
    ak-debug::part(left),
    ak-debug::part(right),
    ak-verify::part(left),
    ak-verify::part(right),
    ak-notification::part(left),
    ak-notification::part(right),
    ak-answer::part(left),
    ak-answer::part(right),
    ak-send::part(left),
    ak-send::part(right),
    ak-sandbox::part(left),
    ak-sandbox::part(right) {
      /* What is placed out of the flow in a pane scrolls with it, not with the page. */
      position: relative;
      overflow: auto;
      padding: 0 var(--ak-5);
    }
    ak-debug::part(right),
    ak-verify::part(right),
    ak-notification::part(right),
    ak-answer::part(right),
    ak-send::part(right),
    ak-sandbox::part(right),
    .pane.outcome {
      border-top: 0;
      border-left: 1px solid var(--ak-rule);
    }
    ak-summary,
    ak-debug::part(summary) {
      display: none;
    }
  }
`;
