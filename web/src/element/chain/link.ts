/** A link of the chain, whichever way the chain runs. */
export const linkNames = ["body", "digest", "padding", "key", "sign"] as const;
export type LinkName = (typeof linkNames)[number];

export interface Link {
  readonly name: LinkName;
  /** In place of the usual word, where it is another: the hash that was used. */
  readonly title?: string;
  /** `waiting`: its value is not known, or no longer. */
  readonly state: "done" | "waiting" | "broken";
  /** The value in a few characters; empty: none. */
  readonly value: string;
  readonly detail: string;
  /** What a press on the link opens. */
  readonly bytes: Uint8Array | null;
  /** What the bytes are made of, where they have parts. */
  readonly parts?: readonly { readonly hex: string; readonly what: string }[];
}
