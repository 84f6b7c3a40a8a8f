/** What callers pass is read once, copied, and refused in words where it is not what the contract says. */
import type { Signer } from "../../../src/lib/types.ts";
import { equal, fromUTF8, ok, refused, toUTF8 } from "../framework.ts";
import type { Part } from "../suite.ts";
import { keyFile, openPlain } from "./keys.ts";

function thrower(): never {
  throw new RangeError("a getter's own");
}

const hostile = new Proxy({}, { get: thrower, has: thrower, getPrototypeOf: thrower, ownKeys: thrower });

function detached(): Uint8Array {
  const bytes = toUTF8("detached");
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

function shared(): Uint8Array {
  return new Uint8Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer, 0, 8);
}

/** Bytes that say something else of themselves than they are. */
function lying(name: string, said: PropertyDescriptor, bytes: Uint8Array = toUTF8("body")): Uint8Array {
  return Object.defineProperty(bytes, name, said);
}

export const argumentTests: Part = ({ test }, around) => {
  test("arguments: what is no body is refused", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const key = await openPlain(signer, around);
    const wrong: readonly unknown[] = [
      undefined,
      null,
      0,
      1n,
      true,
      Symbol("body"),
      {},
      [],
      () => {},
      hostile,
      new ArrayBuffer(4),
      new Uint16Array(4),
      new DataView(new ArrayBuffer(4)),
      Object.create(Uint8Array.prototype),
      new Proxy(new Uint8Array(4), {}),
      new String("boxed"),
      detached(),
      shared(),
      lying("buffer", { value: new ArrayBuffer(8) }, shared()),
      lying("buffer", { value: new ArrayBuffer(8) }, detached()),
      new Uint8Array((64 << 20) + 1),
      lying("byteLength", { value: 3 }, new Uint8Array((64 << 20) + 1)),
    ];
    for (const [i, body] of wrong.entries()) {
      await refused(library, "bad-argument", () => key.sign(body as never), `sign, ${i}`);
      await refused(library, "bad-argument", () => key.signAll([body as never]), `signAll, ${i}`);
      await refused(
        library,
        "bad-argument",
        () => signer.verify({ body: body as never, sign: "", publicKey: key.info.publicKey }),
        `verify, ${i}`,
      );
    }
    await refused(library, "not-well-formed", () => key.sign("a\ud800b"));
    signer.close();
  });

  test("arguments: what is no object or no text is refused", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    for (const wrong of [
      undefined,
      null,
      1,
      "",
      Symbol("x"),
      hostile,
      () => {},
      [],
    ] as unknown[] as never[]) {
      for (const [name, call] of Object.entries<() => unknown>({
        openKey: () => signer.openKey(wrong),
        openArchive: () => signer.openArchive(wrong),
        prepare: () => signer.prepare(wrong),
        verify: () => signer.verify(wrong),
      })) {
        await refused(library, "bad-argument", call, `${name}, ${typeof wrong}`);
      }
    }
    for (const wrong of [null, 1, Symbol("x"), hostile, {}, new Uint8Array(1)] as unknown[] as never[]) {
      await refused(library, "bad-argument", () => signer.encode(wrong), "encode");
      await refused(library, "bad-argument", () => signer.encode("{}", wrong), "style");
      await refused(library, "bad-argument", () => signer.validate("{}", wrong), "operation");
      await refused(library, "bad-argument", () => signer.openFiles(wrong as never), "openFiles");
      await refused(library, "bad-argument", () => signer.openFiles([wrong]), "openFiles");
      await refused(library, "bad-argument", () =>
        signer.openArchive(new Uint8Array(), wrong && { certificate: wrong }),
      );
    }
    signer.close();
  });

  test("arguments: getters and iterators that throw are the caller's fault, and are told as the cause", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const source = Object.defineProperty({}, "privateKey", { get: thrower }) as { privateKey: string };
    const error = await refused(library, "bad-argument", () => signer.openKey(source));
    ok(error.cause instanceof RangeError, "the cause is lost");
    function* files() {
      yield { name: "a", data: new Uint8Array() };
      thrower();
    }
    await refused(library, "bad-argument", () => signer.openFiles(files()));
    signer.close();
  });

  test("arguments: endless files end", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    let given = 0;
    function* files() {
      for (;;) yield { name: `${given++}`, data: new Uint8Array() };
    }
    await refused(library, "archive-too-large", () => signer.openFiles(files()));
    ok(given < 20_000, "it read on");
    const half = new Uint8Array((32 << 20) + 1);
    given = 0;
    function* halves() {
      for (;;) yield { name: `${given++}`, data: half };
    }
    await refused(library, "archive-too-large", () => signer.openFiles(halves()));
    equal(given, 2, "it read on after 64 MiB");
    const large = new Uint8Array((64 << 20) + 1);
    await refused(library, "archive-too-large", () => signer.openArchive(large));
    signer.close();
  });

  test("arguments: files that break off are the caller's fault", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const broken: Record<string, () => unknown> = {
      "next gives null": () => null,
      "next gives nothing": () => undefined,
      "next throws": thrower,
      "done throws": () => Object.defineProperty({}, "done", { get: thrower }),
      "value throws": () => Object.defineProperty({ done: false }, "value", { get: thrower }),
    };
    for (const [name, next] of Object.entries(broken)) {
      const files = { [Symbol.iterator]: () => ({ next }) } as never;
      const key = await openPlain(signer, around);
      await refused(library, "bad-argument", () => signer.openFiles(files), name);
      await refused(library, "bad-argument", () => key.signAll(files), name);
    }
    signer.close();
  });

  test("arguments: too large for memory is told, and the engine lives on", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const { Uint8Array: real } = globalThis;
    const privateKey = keyFile(around, "pkcs1-plain.pem");
    globalThis.Uint8Array = new Proxy(real, {
      construct: (target, given, as) => {
        if (typeof given[0] === "number" && given[0] > 1000) throw new RangeError("no memory");
        return Reflect.construct(target, given, as);
      },
    });
    try {
      await refused(library, "bad-argument", () => signer.openKey({ privateKey }));
    } finally {
      globalThis.Uint8Array = real;
    }
    equal(fromUTF8(signer.encode("1")), "1");
    signer.close();
  });

  test("arguments: are read at the call, and may be wiped by the caller right after it", async () => {
    const { library } = around;
    for (const rsa of ["auto", "go"] as const) {
      const signer = await library.loadSigner({ rsa });
      const privateKey = keyFile(around, "pkcs1-aes-256-cbc.pem");
      const password = toUTF8("test-password");
      const opening = signer.openKey({ privateKey, password });
      privateKey.fill(0);
      password.fill(0);
      const key = await opening;
      const body = toUTF8("the body");
      const signing = key.sign(body);
      body.fill(0);
      equal(await signing, await key.sign("the body"), rsa);
      signer.close();
    }
  });

  test("arguments: what is passed is left as it is", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const privateKey = keyFile(around, "pkcs1-aes-256-cbc.pem");
    const before = privateKey.slice();
    const password = toUTF8("test-password");
    await signer.openKey({ privateKey, password });
    equal([privateKey, password], [before, toUTF8("test-password")]);
    signer.close();
  });

  test("arguments: views, subclasses and bytes of another realm are bytes", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const key = await openPlain(signer, around);
    class Tricky extends Uint8Array {
      static get [Symbol.species]() {
        return thrower();
      }
      override slice = thrower as never;
    }
    const view = new Uint8Array(toUTF8("..body..").buffer, 2, 4);
    const expected = await key.sign("body");
    for (const name of ["byteLength", "length", "byteOffset", "buffer", Symbol.iterator, "constructor"]) {
      for (const said of [{ get: thrower }, { value: Symbol("body") }, { value: 1e9 }]) {
        equal(await key.sign(lying(name as string, said)), expected, String(name));
      }
    }
    equal([await key.sign(view), await key.sign(new Tricky(toUTF8("body")))], [expected, expected]);
    signer.close();
  });

  test("strings: nothing is replaced, dropped or normalised on the way", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const texts = [
      "",
      "\0",
      "\ufeff",
      "é",
      "e\u0301",
      "😀",
      "\u2028",
      "\r\n",
      "\ufffd",
      "x".repeat(100_000),
      "€".repeat(40_000),
    ];
    for (const text of texts) {
      const json = JSON.stringify(text);
      equal(fromUTF8(signer.encode(json, "as-is")), json, text.slice(0, 10));
    }
    signer.close();
  });

  test("errors: know their place", async () => {
    const { library } = around;
    const signer: Signer = await library.loadSigner();
    const error = await refused(library, "unknown-style", () => signer.encode("{}", "cobol"));
    ok(error instanceof Error && error.name === "SignerError", "no Error");
    ok(error.hint?.includes("php"), "the hint does not name the styles");
    equal(Object.keys(error).includes("line"), false, "a place where there is none");
    signer.close();
  });
};
