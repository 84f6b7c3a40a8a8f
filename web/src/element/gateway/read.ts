/** Reads what a server answered, and no more of it than was agreed. */

/** An answer that is longer than it may be. */
export class TooLong extends Error {}

/** The bytes of an answer; rejects with {@link TooLong} beyond `most`. */
export async function readBytes(response: Response, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const value = (await reader?.read())?.value;
    if (!value) break;
    length += value.length;
    if (length > most) {
      await reader?.cancel().catch(() => {});
      throw new TooLong(`more than ${most} bytes`);
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The events of a `text/event-stream`, by their data; the first, empty one tells that the stream has begun. */
export async function* readEvents(response: Response): AsyncGenerator<string> {
  yield "";
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const value = (await reader?.read())?.value;
    if (!value) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    if (rest.length > longestEvent) throw new TooLong(`more than ${longestEvent} characters`);
    for (const block of blocks) {
      const data = block.split(/\r?\n/).filter((line) => line.startsWith("data:"));
      // A comment keeps the connection open, and tells nothing.
      if (data.length > 0) yield data.map((line) => line.slice(5).trim()).join("\n");
    }
  }
}

const longestEvent = 1024 * 1024;
