/**
 * The request whose signature was refused, as the visitor gives it: pasted
 * whole, or part by part. Of keys it knows the public ones alone.
 */
import type { Finding, FoundRequest } from "../../lib/types.ts";
import { decode } from "../bytes/decode.ts";
import type { Engine } from "../engine/engine.ts";
import type { Example, ExampleName } from "../engine/protocol.ts";
import { isPrivateKey, withoutPrivateKeys } from "../report/private.ts";

/** More than this is no request that anybody meant: a HAR of a few pages is smaller. */
export const mostPasted = 4 * 1024 * 1024;
const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g;
const none = new Uint8Array();

/** A request that this page knows whole, and the public keys that it may have been signed with. */
export interface Sent {
  readonly url: string;
  readonly account: string;
  readonly sign: string;
  readonly body: Uint8Array;
  readonly publicKey: string;
  readonly otherKeys: readonly string[];
  /** Why the sandbox refused it, though Sign is right: a code and a sentence. */
  readonly reason?: string;
}

export class RefusedRequest {
  /** What was pasted, as it came. */
  pasted = "";
  body: Uint8Array = none;
  sign = "";
  url = "";
  account = "";
  /** PEM; empty: the key of the loaded certificate. */
  publicKey = "";
  /** PEM blocks, one after another. */
  otherKeys = "";
  /** Why the sandbox refused it, though Sign is right; empty: it is not known. */
  reason = "";
  /** What the reader found worth saying; null: nothing was read. */
  notes: readonly Finding[] | null = null;
  /** What was too large to read, in characters; 0: nothing. */
  tooLarge = 0;
  /** The example that is shown, and the answer that it waits for. */
  example: ExampleName | "" = "";
  /** Whether a private key was left out of what was given last. */
  keyLeftOut = false;
  /** Whether what was pasted, or an example, is still being read. */
  reading = false;
  private reads = 0;

  constructor(
    private readonly engine: Engine,
    private readonly changed: () => void,
  ) {}

  /** Another number once anything newer than what is awaited was given. */
  get turn(): number {
    return this.reads;
  }

  /** Changes parts by hand. Another body or Sign is of another request than the one pasted before. */
  set(given: Parts): void {
    const change = keyless(given);
    // A field that was emptied may tell the same again.
    const same = (Object.keys(change) as (keyof Parts)[]).every((name) => change[name] === this[name]);
    this.keyLeftOut = change !== given || (this.keyLeftOut && same);
    const { body = this.body, sign = this.sign } = change;
    const byHand = change.body !== undefined || change.sign !== undefined;
    if (byHand) this.newTurn();
    else this.keepKeys();
    if (sign !== this.sign || !sameBytes(body, this.body))
      Object.assign(this, { url: "", account: "", reason: "", example: "", notes: null });
    Object.assign(this, change);
    this.changed();
  }

  /** Reads whatever was pasted; an older reading that comes later is dropped. */
  async paste(text: string): Promise<void> {
    if (text.length > mostPasted) {
      this.refuse(text.length);
      return;
    }
    const { rest, keys } = takeKeys(text);
    this.keyLeftOut = withoutPrivateKeys(text) !== text;
    const empty = rest.trim() === "";
    const keysAlone = empty && keys.length > 0;
    if (keysAlone) this.keepKeys();
    const read = keysAlone ? this.reads : this.newTurn();
    Object.assign(this, { pasted: rest, tooLarge: 0, example: "" });
    if (keys.length > 0) this.addKeys(keys);
    if (keysAlone) return;
    this.reading = !empty;
    this.take({ notes: [] }, null);
    if (empty) return;
    try {
      const found = await this.engine.call("readRequest", rest);
      if (read === this.reads) this.finish(found, found.notes);
    } catch {
      if (read === this.reads) this.finish({ notes: [] }, []);
    }
  }

  /** Says that a text is too large to be read; nothing of an earlier one stays beside that. */
  refuse(length: number): void {
    this.newTurn();
    Object.assign(this, { pasted: "", example: "", tooLarge: length });
    this.take({ notes: [] }, null);
  }

  /** Adds public keys: the first is the one to check with, unless there is one already. */
  addKeys(keys: readonly string[]): void {
    const [first, ...rest] = this.publicKey.trim() ? ["", ...keys] : keys;
    if (first) this.publicKey = first;
    this.otherKeys = [this.otherKeys.trim(), ...rest].filter(Boolean).join("\n");
    this.changed();
  }

  /** Takes a request that needs no reading. */
  look({ url, account, sign, body, publicKey, otherKeys, reason = "" }: Sent): void {
    this.newTurn();
    Object.assign(this, { pasted: "", tooLarge: 0, example: "" });
    Object.assign(this, { publicKey, otherKeys: otherKeys.join("\n") });
    this.take({ url, account, sign, body, notes: [] }, null, reason);
  }

  async show(name: ExampleName): Promise<void> {
    const turn = this.newTurn();
    Object.assign(this, { pasted: "", tooLarge: 0, example: name, reading: true });
    this.take({ notes: [] }, null);
    let shown: Example;
    try {
      shown = await this.engine.call("example", name);
    } catch {
      if (turn === this.reads) this.finish({ notes: [] }, []);
      return;
    }
    if (turn !== this.reads) return;
    const { text, publicKey, otherKeys } = shown;
    Object.assign(this, { publicKey, otherKeys });
    const read = this.paste(text);
    this.example = name;
    await read;
  }

  clear(): void {
    Object.assign(this, { publicKey: "", otherKeys: "" });
    void this.paste("");
  }

  /** Drops whatever is still being read. */
  private newTurn(): number {
    this.reading = false;
    return ++this.reads;
  }

  /** Keys given now stay: an example that comes later would bring its own. What was pasted goes on being read. */
  private keepKeys(): void {
    if (!this.reading || !this.example || this.pasted) return;
    this.newTurn();
    this.example = "";
  }

  private finish(found: FoundRequest, notes: this["notes"]): void {
    this.reading = false;
    this.take(found, notes);
  }

  private take(
    { url = "", account = "", sign = "", body = none }: FoundRequest,
    notes: this["notes"],
    reason = "",
  ): void {
    // What was encoded in the paste, and was not seen to be a key there.
    const found = { sign, body };
    const bare = keyless(found);
    if (bare !== found) this.keyLeftOut = true;
    Object.assign(this, { url, account, ...bare, notes, reason });
    this.changed();
  }
}

type Parts = Partial<Pick<RefusedRequest, "body" | "sign" | "publicKey" | "otherKeys">>;

/** Parts of a request without private keys: the very same where there are none. */
function keyless<T extends Parts>(parts: T): T {
  const changed: { -readonly [name in keyof Parts]: Parts[name] } = {};
  for (const name of ["sign", "publicKey", "otherKeys"] as const) {
    const text = parts[name] ?? "";
    const bare = withoutPrivateKeys(text);
    if (bare !== text) changed[name] = bare;
  }
  const body = parts.body ?? none;
  const bare = keylessBytes(body);
  if (bare !== body) changed.body = bare;
  return Object.keys(changed).length > 0 ? { ...parts, ...changed } : parts;
}

function keylessBytes(bytes: Uint8Array): Uint8Array {
  if (isPrivateKey(bytes)) return none;
  const { text, encoding } = decode(bytes);
  if (encoding === "bytes") return bytes;
  const bare = withoutPrivateKeys(text);
  return bare === text ? bytes : new TextEncoder().encode(bare);
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** The public keys in a text, and the text without them. A private key is no part of a request: it is left out. */
export function takeKeys(text: string): { rest: string; keys: string[] } {
  const keys: string[] = [];
  const rest = withoutPrivateKeys(
    text.replace(block, (pem: string, label: string) => {
      if (/PUBLIC KEY$|CERTIFICATE$/.test(label)) keys.push(pem);
      return "";
    }),
  );
  return keys.length > 0 || rest.length < text.length ? { rest: rest.trim(), keys } : { rest: text, keys };
}

/** The PEM blocks of a text, one by one. */
export const pemBlocks = (text: string): string[] => text.match(block) ?? [];
