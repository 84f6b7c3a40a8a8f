/** From data to a request that is ready to send. */
import type { Format, PrepareRequest } from "../../../src/lib/types.ts";
import { equal, fromUTF8, ok, refused } from "../framework.ts";
import type { Part } from "../suite.ts";
import { openPlain } from "./keys.ts";

const account = "bd291fe1-5c19-4113-ae62-a2d3c4d01d20";
const data = '{"amount":12.50,"order_id":"1","service":"card","desc":"é/\u2028"}';
const formats: readonly Format[] = ["curl", "http", "fetch", "php", "node", "python", "java", "go"];

export const requestTests: Part = ({ test }, around) => {
  test("signer: says what it knows, and nobody can change it", async () => {
    const { library, vectors } = around;
    const signer = await library.loadSigner();
    equal(signer.version, vectors.version);
    ok(
      signer.styles.some(({ name, title, language }) => name === "as-is" && title && language !== undefined),
      "styles",
    );
    for (const { name, title, method, path, certificate } of signer.operations) {
      ok(name && title && !path.startsWith("/") && !path.endsWith("/"), `${name}: ${title}, ${path}`);
      ok(method === "POST" && ["payments", "payouts"].includes(certificate), `${name}: ${certificate}`);
    }
    const known = signer.operations.map(({ name, path }) => `${name} ${path}`);
    for (const documented of ["payment v1/payment", "payout-status v1/payout/status"])
      ok(known.includes(documented), documented);
    const lifetime = signer.operations[0]?.fields.find(({ name }) => name === "lifetime");
    equal([lifetime?.type, lifetime?.required, lifetime?.min, lifetime?.max], ["int", false, 900, 3600]);
    ok(Object.isFrozen(signer.styles) && Object.isFrozen(signer.operations[0]?.fields[0]), "not frozen");
    const { styles } = signer;
    ok(signer.styles === styles, "the same at every reading");
    signer.close();
    ok(signer.styles === styles, "and when it is closed");
  });

  test("prepare: body, headers and Sign belong together", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const key = await openPlain(signer, around);
    const request = await signer.prepare({ json: data, account, key });
    equal(request.url, "https://api-merchant.alikassa.io/v1/payment");
    equal(request.method, "POST");
    equal(Object.entries(request.headers), [
      ["Content-Type", "application/json"],
      ["Account", account],
      ["Sign", request.sign],
      ["User-Agent", "AliKassa2.0 API"],
    ]);
    equal(
      fromUTF8(request.body),
      '{"amount":12.5,"order_id":"1","service":"card","desc":"\\u00e9\\/\\u2028"}',
    );
    equal(request.body, signer.encode(data));
    equal(request.body.byteLength, request.body.buffer.byteLength, "nothing else is in the body's memory");
    equal(request.sign, await key.sign(request.body));
    equal(request.problems, signer.validate(data));
    ok(
      request.problems.some(({ field, code }) => field === "customer_ip" && code === "required"),
      "problems",
    );
    signer.close();
  });

  test("prepare: operation, style and baseUrl are as asked", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const key = await openPlain(signer, around);
    const baseUrl = "http://127.0.0.1:8080/sandbox";
    const request = await signer.prepare({
      operation: "balance",
      json: "[ ]",
      style: "as-is",
      account,
      key,
      baseUrl,
    });
    equal([request.url, fromUTF8(request.body)], ["http://127.0.0.1:8080/sandbox/v1/account/balance", "[ ]"]);
    equal(request.problems, []);
    signer.close();
  });

  test("as: every format, about the request as it was", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const key = await openPlain(signer, around);
    const asked: PrepareRequest = { json: data, account, key, style: "node" };
    const request = await signer.prepare(asked);
    const before = formats.map((format) => request.as(format));
    asked.json = "{}";
    asked.style = "php";
    request.body.fill(0);
    equal(
      formats.map((format) => request.as(format)),
      before,
      "what the caller changes later makes a difference",
    );
    for (const carrier of before.slice(0, 3)) ok(carrier.includes(request.sign), "Sign is not carried");
    ok(
      before.every((text) => text.includes(request.url) || text.includes(new URL(request.url).host)),
      "the URL is lost",
    );
    await refused(library, "unknown-format", () => request.as("cobol" as Format));
    signer.close();
    await refused(library, "signer-closed", () => request.as("curl"));
  });

  test("prepare: refuses with codes that programs can tell apart", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const key = await openPlain(signer, around);
    const good: PrepareRequest = { json: data, account, key };
    const cases: readonly [string, Partial<PrepareRequest>][] = [
      ["bad-account", { account: "me" }],
      ["not-json", { json: "{" }],
      ["not-json", { json: '{"a":\n"\ud800"}' }],
      ["duplicate-name", { json: '{"a":1,"a":2}' }],
      ["unknown-style", { style: "cobol" }],
      ["unknown-operation", { operation: "no-such" }],
      ["bad-url", { baseUrl: "ftp://example.com/" }],
      ["not-well-formed", { account: "\udfff" }],
      ["bad-argument", { key: {} as PrepareRequest["key"] }],
      ["bad-argument", { key: signer as never }],
      ["bad-argument", { json: 1 as never }],
    ];
    for (const [code, change] of cases) {
      await refused(
        library,
        code,
        () => signer.prepare({ ...good, ...change }),
        JSON.stringify(Object.keys(change)),
      );
    }
    const { line, column } = await refused(library, "not-json", () => signer.encode('{"a":1,\n  "é":}'));
    equal([line, column], [2, 7]);
    const lone = await refused(library, "not-json", () => signer.validate('["x",\r\n"😀\ud83d"]'));
    equal([lone.line, lone.column], [2, 3]);
    key.close();
    await refused(library, "key-closed", () => signer.prepare(good));
    signer.close();
  });
};
