/** Bytes as text, where they are text. */

export type Encoding = "ascii" | "utf-8" | "bytes";

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Decodes to the byte, a byte order mark included; what is not UTF-8 is shown byte by byte and cannot be copied as text. */
export function decode(bytes: Uint8Array): Decoded {
  try {
    const text = strict.decode(bytes);
    return { text, encoding: text.length === bytes.length ? "ascii" : "utf-8" };
  } catch {
    return { text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""), encoding: "bytes" };
  }
}

/** `5d2f…90c1` */
export function shorten(text: string, ends = 4): string {
  return text.length > ends * 2 + 1 ? `${text.slice(0, ends)}…${text.slice(-ends)}` : text;
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
