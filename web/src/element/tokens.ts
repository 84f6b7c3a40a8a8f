/**
 * Every colour, size and face of the interface. An instrument's faceplate by
 * day, its screen by night: one accent, one colour for right, one for wrong.
 */
import { css } from "lit";

const light = css`
  --ak-plate: #eceeea;
  --ak-paper: #fafbf8;
  --ak-well: #ffffff;
  --ak-ink: #16201c;
  --ak-soft: #4c5a54;
  --ak-rule: #cdd3cd;
  --ak-edge: #7b8780;
  --ak-accent: #1d3fc4;
  --ak-on-accent: #ffffff;
  --ak-tint: #e3e8fb;
  --ak-right: #0a6847;
  --ak-right-tint: #dcefe5;
  --ak-wrong: #ad1f2d;
  --ak-wrong-tint: #fbe3e2;
  --ak-doubt: #7a5200;
  --ak-doubt-tint: #f7ebcd;
  --ak-mark: #ffe08a;
  --ak-mark-ink: #2b2000;
  --ak-json-name: #16201c;
  --ak-json-string: #1d3fc4;
  --ak-json-number: #8a3a00;
  --ak-json-word: #7a2290;
  --ak-json-point: #5c6862;
`;

const dark = css`
  --ak-plate: #101513;
  --ak-paper: #151b18;
  --ak-well: #0b0f0d;
  --ak-ink: #e3eae5;
  --ak-soft: #9fada6;
  --ak-rule: #2b3530;
  --ak-edge: #6d7b74;
  --ak-accent: #96b1ff;
  --ak-on-accent: #0b1230;
  --ak-tint: #1d2745;
  --ak-right: #5fd3a2;
  --ak-right-tint: #12301f;
  --ak-wrong: #ff8e86;
  --ak-wrong-tint: #3a1717;
  --ak-doubt: #e8b95a;
  --ak-doubt-tint: #33270d;
  --ak-mark: #6a5410;
  --ak-mark-ink: #fff3cf;
  --ak-json-name: #e3eae5;
  --ak-json-string: #96b1ff;
  --ak-json-number: #f0a870;
  --ak-json-word: #d9a3ea;
  --ak-json-point: #8b9992;
`;

export const tokens = css`
  :host {
    --ak-text: "Alikassa Sign Text", "IBM Plex Sans", system-ui, sans-serif;
    --ak-bytes: "Alikassa Sign Bytes", "IBM Plex Mono", ui-monospace, monospace;
    --ak-small: 12px;
    --ak-size: 14px;
    --ak-large: 17px;
    --ak-display: 22px;
    --ak-line: 1.5;
    --ak-1: 4px;
    --ak-2: 8px;
    --ak-3: 12px;
    --ak-4: 16px;
    --ak-5: 24px;
    --ak-6: 32px;
    --ak-round: 2px;
    --ak-control: 32px;
    --ak-quick: 160ms;
    ${light}
    color-scheme: light;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      ${dark}
      color-scheme: dark;
    }
  }
  :host([theme="light"]) {
    ${light}
    color-scheme: light;
  }
  :host([theme="dark"]) {
    ${dark}
    color-scheme: dark;
  }
`;
