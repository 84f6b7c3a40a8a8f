/** How the chain looks: rings seen flat, and between them links seen edge on. */
import { css } from "lit";

export const chainLook = css`
  :host {
    container-type: inline-size;
  }
  ol {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
  }
  li {
    --link: var(--ak-edge);
    position: relative;
  }
  li.done {
    --link: var(--ak-accent);
  }
  li.broken {
    --link: var(--ak-wrong);
  }
  /* The chain fills up from its beginning. */
  li:nth-child(2) {
    --after: 40ms;
  }
  li:nth-child(3) {
    --after: 80ms;
  }
  li:nth-child(4) {
    --after: 120ms;
  }
  li:nth-child(5) {
    --after: 160ms;
  }
  button {
    display: grid;
    justify-items: center;
    gap: 2px;
    width: 100%;
    min-height: 0;
    padding: 0 2px var(--ak-1);
    border: 0;
    background: none;
    font-weight: 400;
    text-align: center;
  }
  button:hover:not(:disabled) {
    background: none;
  }
  .ring {
    display: grid;
    place-items: center;
    width: calc(100% - 18px);
    height: 40px;
    margin-bottom: var(--ak-1);
    border: 3px solid var(--link);
    border-radius: 20px;
    font-size: min(var(--ak-size), 2.1cqi);
    font-weight: 600;
    transition: border-color var(--ak-quick) var(--after, 0s);
  }
  .waiting .ring {
    border-style: dotted;
    color: var(--ak-soft);
  }
  .broken .ring {
    border-style: dashed;
    color: var(--ak-wrong);
  }
  button[aria-expanded="false"]:hover .ring {
    background: var(--ak-tint);
  }
  [aria-expanded="true"] .ring {
    background: var(--ak-accent);
    border-color: var(--ak-accent);
    color: var(--ak-on-accent);
  }
  li:not(:last-child)::after {
    content: "";
    position: absolute;
    z-index: 1;
    top: 16px;
    right: -15px;
    width: 30px;
    height: 8px;
    border: 1px solid var(--ak-paper);
    border-radius: 4px;
    background: var(--link);
    pointer-events: none;
    transition: background-color var(--ak-quick) var(--after, 0s);
  }
  li.waiting::after,
  li.before-break::after {
    width: 14px;
    right: -7px;
    opacity: 0.6;
  }
  .value {
    font-family: var(--ak-bytes);
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .value > .wrong {
    display: block;
  }
  .detail {
    font-size: var(--ak-small);
    color: var(--ak-soft);
    overflow-wrap: anywhere;
  }
  .icon {
    width: 13px;
    height: 13px;
    vertical-align: -2px;
  }
  .open {
    margin-top: var(--ak-3);
    padding: var(--ak-3) 0 0 var(--ak-4);
    border-left: 3px solid var(--ak-accent);
  }
  .open p {
    margin-bottom: var(--ak-2);
    max-width: 68ch;
  }
  .parts {
    display: grid;
    grid-template-columns: minmax(112px, auto) minmax(0, 1fr);
    gap: 2px var(--ak-3);
    margin-bottom: var(--ak-3);
    font-size: var(--ak-small);
  }
  .parts dt {
    font-family: var(--ak-bytes);
    max-width: 30ch;
    overflow-wrap: anywhere;
  }
  @container (width < 520px) {
    ol {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--ak-2);
    }
    button {
      grid-template-columns: 108px minmax(0, 1fr);
      justify-items: start;
      column-gap: var(--ak-3);
      padding: 0;
      text-align: left;
    }
    .ring {
      grid-row: 1 / 3;
      width: 108px;
      height: 36px;
      font-size: var(--ak-size);
      margin: 0;
    }
    .value {
      align-self: end;
    }
    li:not(:last-child)::after {
      top: 30px;
      right: auto;
      left: 50px;
      width: 8px;
      height: 22px;
    }
    li.waiting:not(:last-child)::after,
    li.before-break:not(:last-child)::after {
      top: 37px;
      height: 8px;
    }
    .parts {
      grid-template-columns: minmax(0, 1fr);
    }
    .parts dt {
      max-width: none;
    }
  }
`;
