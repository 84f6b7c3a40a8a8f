/**
 * A frame is how fields cross the boundary to Go in one piece: each is its
 * length as four bytes, the lowest first, and its bytes. wasm/browser/frame.go
 * has the same two functions.
 */

/** The length of a field that is not there, which an empty one is. */
const absent = 0xffffffff;
const lengthSize = 4;

/** A part of a frame; `undefined` is one that is absent. */
export type Field = Uint8Array<ArrayBuffer> | undefined;

/** Puts fields into a frame. */
export function pack(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const size = fields.reduce((sum, field) => sum + lengthSize + (field?.length ?? 0), 0);
  const frame = new Uint8Array(size);
  const view = new DataView(frame.buffer);
  let at = 0;
  for (const field of fields) {
    view.setUint32(at, field ? field.length : absent, true);
    at += lengthSize;
    if (!field) continue;
    frame.set(field, at);
    at += field.length;
  }
  return frame;
}

/** Takes a frame apart. The fields share its memory. */
export function unpack(frame: Uint8Array<ArrayBuffer>): Field[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const fields: Field[] = [];
  let at = 0;
  while (at < frame.length) {
    const length = view.getUint32(at, true);
    at += lengthSize;
    if (length === absent) {
      fields.push(undefined);
      continue;
    }
    fields.push(frame.subarray(at, at + length));
    at += length;
  }
  return fields;
}

/** A number as a field. */
export function number(value: number): Uint8Array<ArrayBuffer> {
  const field = new Uint8Array(lengthSize);
  new DataView(field.buffer).setUint32(0, value, true);
  return field;
}

/** A number out of a field. */
export function toNumber(field: Field): number {
  return field ? new DataView(field.buffer, field.byteOffset, field.byteLength).getUint32(0, true) : 0;
}

/** Overwrites what must not stay in memory. */
export function wipe(...fields: readonly (Uint8Array | undefined)[]): void {
  for (const field of fields) field?.fill(0);
}
