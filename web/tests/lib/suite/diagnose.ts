/** The doctor, through the built library: in slices, so that it can be stopped, and loaded when it is first asked. */
import type { DiagnoseOptions, Refused, Signer } from "../../../src/lib/types.ts";
import {
  equal,
  fromBase64,
  type MistakeVector,
  ok,
  refused as refuses,
  type Surroundings,
  toUTF8,
} from "../framework.ts";
import type { Part } from "../suite.ts";
import { openSmall } from "./keys.ts";

const sent =
  '{"order_id":"1785153600","amount":500,"customer_browser_user_agent":"Mozilla/5.0","customer_ip":"18.191.80.10",' +
  '"success_redirect_id":1,"fail_redirect_id":1,"notification_endpoint_id":5,"service":"payment_card_rub_hpp"}';

export const diagnoseTests: Part = ({ test }, around) => {
  test("diagnose: finds in each vector its causes, and the bytes that were signed", async () => {
    const { library, vectors } = around;
    const signer = await library.loadSigner();
    for (const vector of vectors.mistakes.vectors) {
      const diagnosis = await signer.diagnose(refusedOf(around, vector), { budgetMs: 60_000 });
      equal(diagnosis.findings.map(({ code }) => code).sort(), [...vector.causes].sort(), vector.name);
      equal(diagnosis.verdict, vector.verdict, vector.name);
      if (vector.signed !== null) equal(diagnosis.signed, bytesOf(vector.signed), vector.name);
      for (const { title, detail, fix } of diagnosis.findings) ok(title && detail && fix, vector.name);
    }
    signer.close();
  });

  test("diagnose: a good signature is valid, with what else to check", async () => {
    const { signer, good } = await nothingToFind(around);
    const { verdict, findings, signed, recovered, next } = await signer.diagnose(good);
    equal([verdict, findings, signed], ["valid", [], toUTF8(sent)]);
    equal([recovered?.hash, recovered?.padding, recovered?.key], ["SHA-1", "pkcs1-v1_5", 0]);
    equal(recovered?.block.length, 128);
    equal(
      next.map(({ code }) => code),
      [
        "check-stored-key",
        "check-certificate-kind",
        "check-account",
        "check-body-on-the-way",
        "check-headers",
      ],
    );
    const empty = await signer.diagnose({ ...good, body: "" });
    equal(empty.verdict, "unexplained");
    signer.close();
  });

  test("diagnose: stops when it is told to, and the next one starts anew", async () => {
    const { library } = around;
    const { signer, endless, good } = await nothingToFind(around);
    await signer.causes(); // loads the doctor
    const stop = new AbortController();
    let slices = 0;
    const onProgress = () => {
      if (++slices === 3) stop.abort(new Error("enough"));
    };
    const error = await refuses(library, "aborted", () =>
      signer.diagnose(endless, { signal: stop.signal, onProgress }),
    );
    ok(error.cause instanceof Error && error.cause.message === "enough", "the reason is lost");
    equal(slices, 3, "it went on");
    await refuses(library, "aborted", () => signer.diagnose(good, { signal: AbortSignal.abort() }));
    equal((await signer.diagnose(good)).verdict, "valid");

    const later = new AbortController();
    const stopped = refuses(library, "aborted", () => signer.diagnose(endless, { signal: later.signal }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    later.abort();
    await stopped;
    ok(performance.now() - start < 1000, "it takes a second to stop");
    signer.close();
  });

  test("diagnose: tells how far it is, and ends with the budget", async () => {
    const { signer, endless } = await nothingToFind(around);
    await signer.causes();
    const told: [number, number][] = [];
    const start = performance.now();
    const { verdict, tried, next, recovered } = await signer.diagnose(endless, {
      budgetMs: 300,
      onProgress: (...progress) => told.push(progress),
    });
    ok(performance.now() - start < 5000, "the budget was ignored");
    equal([verdict, recovered?.hash], ["unexplained", "SHA-1"]);
    equal(next[0]?.code, "log-signed-string");
    ok(told.length > 1, `told ${told.length} times`);
    ok(
      told.every(([done, total], i) => done <= total && done >= (told[i - 1]?.[0] ?? 0)),
      "it went back",
    );
    equal(told.at(-1)?.[0], tried);
    const short = await signer.diagnose(endless, { budgetMs: 0 });
    equal(short.verdict, "unexplained");
    const one = await signer.diagnose(endless, { mistakes: 1, budgetMs: 60_000 });
    const two = await signer.diagnose({ ...endless, body: '{"a":1}' }, { mistakes: 2, budgetMs: 60_000 });
    ok(one.tried > 1000 && two.tried > 1000, "nothing was tried");
    signer.close();
  });

  test("diagnose: several at once are each their own", async () => {
    const { library, vectors } = around;
    const [signer, other] = await Promise.all([library.loadSigner(), library.loadSigner()]);
    const some = vectors.mistakes.vectors.filter(({ signed }) => signed !== null).slice(0, 12);
    const results = await Promise.all(
      some.map((vector, i) => (i % 2 ? signer : other).diagnose(refusedOf(around, vector), { mistakes: 2 })),
    );
    for (const [i, { findings }] of results.entries())
      equal(findings.map(({ code }) => code).sort(), [...(some[i]?.causes ?? [])].sort(), some[i]?.name);
    signer.close();
    other.close();
  });

  test("diagnose: ends with its signer", async () => {
    const { library } = around;
    const { signer, endless, good } = await nothingToFind(around);
    await signer.causes();
    const running = refuses(library, "signer-closed", () => signer.diagnose(endless), "under way");
    await new Promise((resolve) => setTimeout(resolve, 50));
    signer.close();
    await running;
    await refuses(library, "signer-closed", () => signer.diagnose(good));
    await refuses(library, "signer-closed", () => signer.causes());
    const fresh = await library.loadSigner();
    const loading = refuses(library, "signer-closed", () => fresh.diagnose(good), "while the doctor loads");
    fresh.close();
    await loading;
  });

  test("diagnose: names another of the keys", async () => {
    const { signer, good } = await nothingToFind(around);
    const { publicKeys } = around.vectors.mistakes;
    const [publicKey = "", ...others] = publicKeys;
    const refused: Refused = { ...good, publicKey, otherKeys: [...others, toUTF8(good.publicKey as string)] };
    const { findings, recovered } = await signer.diagnose(refused);
    equal(
      findings.map(({ code, from }) => [code, from]),
      [["wrong-key-known", `other key ${others.length + 1}`]],
    );
    equal(recovered?.key, others.length + 1);
    signer.close();
  });

  test("diagnose: says what it cannot take, and changes nothing of what it can", async () => {
    const { library } = around;
    const { signer, good } = await nothingToFind(around);
    const wrong: readonly [string, Record<string, unknown>, unknown?][] = [
      ["bad-argument", { body: 1 }],
      ["bad-argument", { body: undefined }],
      ["bad-argument", { sign: toUTF8("a") }],
      ["not-well-formed", { sign: "\ud800" }],
      ["bad-argument", { publicKey: null }],
      ["not-pem", { publicKey: "a key" }],
      ["bad-argument", { otherKeys: 1 }],
      ["bad-argument", { otherKeys: [1] }],
      ["bad-argument", { otherKeys: Array.from({ length: 21 }, () => good.publicKey) }],
      ["bad-other-key", { otherKeys: ["a key"] }],
      ["bad-argument", {}, null],
      ["bad-argument", {}, { budgetMs: -1 }],
      ["bad-argument", {}, { budgetMs: "1" }],
      ["bad-argument", {}, { budgetMs: NaN }],
      ["bad-argument", {}, { mistakes: 4 }],
      ["bad-argument", {}, { mistakes: "2" }],
      ["bad-argument", {}, { signal: {} }],
      ["bad-argument", {}, { onProgress: 1 }],
    ];
    for (const [code, change, options] of wrong) {
      const about = JSON.stringify([Object.keys(change), options]);
      const refused = { ...good, ...change } as Refused;
      await refuses(library, code, () => signer.diagnose(refused, options as DiagnoseOptions), about);
    }
    for (const refused of [undefined, null, 1, "x", []] as never[])
      await refuses(library, "bad-argument", () => signer.diagnose(refused));
    const onProgress = () => {
      throw new RangeError("the caller's own");
    };
    const error = await refuses(library, "bad-argument", () =>
      signer.diagnose({ ...good, body: "other" }, { onProgress }),
    );
    ok(error.cause instanceof RangeError, "the cause is lost");
    const body = toUTF8(sent);
    const diagnosing = signer.diagnose({ ...good, body });
    equal(body, toUTF8(sent));
    body.fill(0); // what the caller does right after the call makes no difference
    equal((await diagnosing).verdict, "valid");
    signer.close();
  });

  test("doctor: is taken from bytes, a module, an address or a Response", async () => {
    const { library, doctor } = around;
    const type = { headers: { "content-type": "application/wasm" } };
    for (const [name, source] of Object.entries({
      bytes: () => doctor,
      module: () => WebAssembly.compile(doctor),
      response: () => new Response(doctor, type),
    })) {
      const signer = await library.loadSigner({ doctor: (await source()) as Response });
      equal((await signer.causes()).length > 40, true, name);
      signer.close();
    }
  });

  test("doctor: what is none is refused by its own name", async () => {
    const { library, doctor, wasm } = around;
    const told = async (call: () => unknown) => {
      try {
        await call();
      } catch (cause) {
        const { code, message, hint } = cause as { code: string; message: string; hint?: string };
        return `${code}: ${message} ${hint ?? ""}`;
      }
      return "nothing";
    };
    const number = await library.loadSigner({ doctor: 5 as never });
    for (const call of [() => number.causes(), () => number.readRequest("")])
      equal(
        await told(call),
        "bad-argument: options.doctor must be a URL, bytes, a Response or a WebAssembly.Module. ",
      );
    number.close();
    const missing = await library.loadSigner({ doctor: "data:text/plain,nothing" });
    const hint = "alikassa-sign-doctor.wasm has to lie beside alikassa-sign.js";
    equal((await told(() => missing.causes())).includes(hint), true, hint);
    missing.close();
    const swapped = await library.loadSigner({ doctor: wasm });
    for (const call of [() => swapped.causes(), () => swapped.readRequest("")])
      equal(
        await told(call),
        "bad-argument: options.doctor is another program than alikassa-sign-doctor.wasm. ",
      );
    swapped.close();
    const other = "bad-argument: options.wasm is another program than alikassa-sign.wasm. ";
    equal(await told(() => library.loadSigner({ wasm: doctor })), other);
  });

  test("doctor: where it is missing that is told, and it is tried again", async () => {
    const { library, doctor } = around;
    let asked = 0;
    const missing = await library.loadSigner({ doctor: "data:text/plain,nothing" });
    for (let i = 0; i < 2; i++) await refuses(library, "load-failed", () => missing.causes(), `time ${i}`);
    await refuses(library, "load-failed", () => missing.explain({ status: 200, body: "" }));
    equal(new TextDecoder().decode(missing.encode("1")), "1", "the signer does not need it");
    missing.close();

    const { fetch } = globalThis;
    const signer = await library.loadSigner({ doctor: "https://doctor.invalid/doctor.wasm" });
    globalThis.fetch = async () => {
      if (asked++ < 1) throw new TypeError("offline");
      return new Response(doctor);
    };
    try {
      await refuses(library, "load-failed", () => signer.causes());
      equal((await signer.causes()).length > 40, true, "the second time");
    } finally {
      globalThis.fetch = fetch;
    }
    signer.close();
  });

  test("causes: are told in full, and cannot be changed", async () => {
    const { library, vectors } = around;
    const signer = await library.loadSigner();
    const causes = await signer.causes();
    const codes = causes.map(({ code }) => code);
    equal(new Set(codes).size, codes.length);
    for (const { code, title, looks, why, fix } of causes) ok(title && looks && why && fix, code);
    const named = new Set(vectors.mistakes.vectors.flatMap((vector) => vector.causes));
    equal(
      [...named].filter((code) => !codes.includes(code)),
      [],
    );
    ok(Object.isFrozen(causes) && Object.isFrozen(causes[0]?.fixes), "not frozen");
    signer.close();
  });
};

/** A signature by a key that is at hand, of `sent` and of a text that nobody finds. */
async function nothingToFind(
  around: Surroundings,
): Promise<{ signer: Signer; good: Refused; endless: Refused }> {
  const signer = await around.library.loadSigner();
  const key = await openSmall(signer, around);
  const { publicKey } = key.info;
  const good = { body: sent, sign: await key.sign(sent), publicKey };
  return { signer, good, endless: { ...good, sign: await key.sign("a text that no mistake makes of it") } };
}

function refusedOf({ vectors }: Surroundings, vector: MistakeVector): Refused {
  const { publicKeys } = vectors.mistakes;
  return {
    body: bytesOf(vector.body),
    sign: vector.sign,
    publicKey: publicKeys[vector.publicKey] as string,
    otherKeys: (vector.otherKeys ?? []).map((i) => publicKeys[i] as string),
  };
}

function bytesOf(body: MistakeVector["body"]): Uint8Array {
  return typeof body === "string" ? toUTF8(body) : fromBase64(body.base64);
}
