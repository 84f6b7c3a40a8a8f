/** What was pasted and what stands beside it, by itself: nothing of it needs a browser. */
import { expect, test } from "@playwright/test";
import type { Engine } from "../../src/element/engine/engine.ts";
import { mostPasted, RefusedRequest } from "../../src/element/session/refused.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const found = (name: string) => ({
  url: `u-${name}`,
  account: name,
  sign: name,
  body: bytes(name),
  notes: [],
});
const example = { text: "an example", publicKey: "its key", otherKeys: "" };
const pem = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----";
const parts = ({ url, account, sign, body, notes }: RefusedRequest) => [
  url,
  account,
  sign,
  body.length,
  notes,
];
const nothing = ["", "", "", 0, null];

/** An engine whose answers come when the test says so. */
function held() {
  const calls: { resolve: (value: unknown) => void; reject: (why: Error) => void }[] = [];
  const call = () => new Promise((resolve, reject) => calls.push({ resolve, reject }));
  let drawn = 0;
  const refused = new RefusedRequest({ call } as unknown as Engine, () => drawn++);
  const answer = async (at: number, value: unknown): Promise<void> => {
    calls[at]?.resolve(value);
    await new Promise((resolve) => setTimeout(resolve));
  };
  const read = async (name: string): Promise<void> => {
    void refused.paste(name);
    await answer(calls.length - 1, found(name));
  };
  return { refused, answer, read, calls, drawn: () => drawn };
}

test("nothing of an earlier paste stands beside one that is being read", async () => {
  const { refused, answer, read, drawn } = held();
  await read("one");
  expect(parts(refused)).toEqual(["u-one", "one", "one", 3, []]);
  const before = drawn();
  void refused.paste("three");
  expect(parts(refused)).toEqual(nothing);
  expect(refused).toMatchObject({ pasted: "three", reading: true });
  expect(drawn()).toBeGreaterThan(before);
  await answer(1, found("three"));
  expect(refused).toMatchObject({ account: "three", reading: false });
});

test("a paste that is too large leaves nothing, and drops what is still read", async () => {
  const { refused, answer, read } = held();
  await read("one");
  void refused.paste("two");
  void refused.paste("x".repeat(mostPasted + 1));
  expect(refused).toMatchObject({ pasted: "", tooLarge: mostPasted + 1, reading: false });
  await answer(1, found("two"));
  expect(parts(refused)).toEqual(nothing);
});

test("what is set by hand is not overwritten by a reading that comes later", async () => {
  const { refused, answer } = held();
  void refused.paste("one");
  refused.set({ sign: "mine" });
  expect(refused.reading).toBe(false);
  await answer(0, found("one"));
  expect(refused).toMatchObject({ sign: "mine", account: "" });
  void refused.show("wrong-hash");
  refused.set({ body: bytes("mine") });
  await answer(1, example);
  expect(refused).toMatchObject({ sign: "", publicKey: "", pasted: "" });
  expect(refused.body).toEqual(bytes("mine"));
});

test("a paste is not overwritten by an example that was asked for before it", async () => {
  const { refused, answer, calls } = held();
  void refused.show("wrong-hash");
  expect(refused.reading).toBe(true);
  void refused.paste("one");
  await answer(0, example);
  await answer(1, found("one"));
  expect(calls).toHaveLength(2);
  expect(refused).toMatchObject({ pasted: "one", account: "one", publicKey: "", example: "" });
});

test("an example that cannot be made ends the reading", async () => {
  const { refused, calls } = held();
  const shown = refused.show("wrong-hash");
  calls[0]?.reject(new Error("stopped"));
  await shown;
  expect(refused.reading).toBe(false);
});

test("keys that come during a reading do not end it", async () => {
  const { refused, answer } = held();
  void refused.paste("one");
  refused.set({ otherKeys: pem });
  void refused.paste(pem);
  await answer(0, found("one"));
  expect(refused).toMatchObject({ account: "one", publicKey: pem, otherKeys: pem, reading: false });
});

test("another body or Sign by hand forgets the URL and account of the paste, the same one does not", async () => {
  const { refused, answer, read } = held();
  void refused.show("wrong-hash");
  await answer(0, example);
  await answer(1, found("one"));
  expect(refused).toMatchObject({ example: "wrong-hash", account: "one" });
  refused.set({ sign: "one", body: bytes("one"), publicKey: "k" });
  expect(refused).toMatchObject({ url: "u-one", account: "one", example: "wrong-hash" });
  refused.set({ sign: "two" });
  expect(refused).toMatchObject({ url: "", account: "", example: "", sign: "two" });
  await read("six");
  refused.set({ body: bytes("sex") });
  expect(refused).toMatchObject({ url: "", account: "", sign: "six" });
});
