/** How a verdict looks: one sentence, large, with its sign. */
import { css } from "lit";

export const verdictLook = css`
  .verdict {
    display: flex;
    gap: var(--ak-2);
    align-items: flex-start;
    font-size: var(--ak-display);
    font-weight: 600;
    line-height: 1.25;
    margin-bottom: var(--ak-2);
    overflow-wrap: anywhere;
  }
  .verdict .icon {
    width: 26px;
    height: 26px;
    flex: none;
  }
  .reason {
    max-width: 72ch;
  }
`;
