/** The look of a pane's sections: a heading on a rule, as in a data sheet. */
import { css } from "lit";

export const section = css`
  section {
    padding: var(--ak-4) 0 var(--ak-5);
    border-top: 1px solid var(--ak-rule);
  }
  section > .heading {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ak-1) var(--ak-3);
    align-items: baseline;
    justify-content: space-between;
    margin-bottom: var(--ak-3);
  }
`;
