/**
 * The request whose signature was refused, as the visitor gives it: pasted
 * whole, or part by part. Of keys it knows the public ones alone.
 */
import type { Finding, FoundRequest } from "../../lib/types.ts";
import type { Engine } from "../engine/engine.ts";
import type { Example, ExampleName } from "../engine/protocol.ts";

/** More than this is no request that anybody meant: a HAR of a few pages is smaller. */
export const mostPasted = 4 * 1024 * 1024;
const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g;
const none = new Uint8Array();

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
  /** What the reader found worth saying; null: nothing was read. */
  notes: readonly Finding[] | null = null;
  /** What was too large to read, in characters; 0: nothing. */
  tooLarge = 0;
  /** The example that is shown, and the answer that it waits for. */
  example: ExampleName | "" = "";
  private reads = 0;

  constructor(
    private readonly engine: Engine,
    private readonly changed: () => void,
  ) {}

  /** Changes parts by hand. */
  set(change: Partial<Pick<RefusedRequest, "body" | "sign" | "publicKey" | "otherKeys">>): void {
    Object.assign(this, change);
    this.changed();
  }

  /** Reads whatever was pasted; an older reading that comes later is dropped. */
  async paste(text: string): Promise<void> {
    const read = ++this.reads;
    if (text.length > mostPasted) {
      this.tooLarge = text.length;
      this.changed();
      return;
    }
    const { rest, keys } = takeKeys(text);
    Object.assign(this, { pasted: rest, tooLarge: 0, example: "" });
    if (keys.length > 0) this.addKeys(keys);
    this.changed();
    if (rest.trim() === "") {
      if (keys.length === 0) this.take({ notes: [] }, null);
      return;
    }
    try {
      const found = await this.engine.call("readRequest", rest);
      if (read === this.reads) this.take(found, found.notes);
    } catch {
      if (read === this.reads) this.take({ notes: [] }, []);
    }
  }

  /** Adds public keys: the first is the one to check with, unless there is one already. */
  addKeys(keys: readonly string[]): void {
    const [first, ...rest] = this.publicKey.trim() ? ["", ...keys] : keys;
    if (first) this.publicKey = first;
    this.otherKeys = [this.otherKeys.trim(), ...rest].filter(Boolean).join("\n");
    this.changed();
  }

  async show(name: ExampleName): Promise<void> {
    const { text, publicKey, otherKeys }: Example = await this.engine.call("example", name);
    this.publicKey = publicKey;
    this.otherKeys = otherKeys;
    const read = this.paste(text);
    this.example = name;
    await read;
  }

  clear(): void {
    Object.assign(this, { publicKey: "", otherKeys: "" });
    void this.paste("");
  }

  private take({ url = "", account = "", sign = "", body = none }: FoundRequest, notes: this["notes"]): void {
    Object.assign(this, { url, account, sign, body, notes });
    this.changed();
  }
}

/** The public keys in a text, and the text without them. A private key is no part of a request: it is left out. */
export function takeKeys(text: string): { rest: string; keys: string[] } {
  const keys: string[] = [];
  const rest = text.replace(block, (pem: string, label: string) => {
    if (/PUBLIC KEY$|CERTIFICATE$/.test(label)) keys.push(pem);
    return "";
  });
  return keys.length > 0 || rest.length < text.length ? { rest: rest.trim(), keys } : { rest: text, keys };
}

/** The PEM blocks of a text, one by one. */
export const pemBlocks = (text: string): string[] => text.match(block) ?? [];
