/** What comes back or was at hand: notifications, answers, and requests in other texts. */
import { equal, ok, refused } from "../framework.ts";
import type { Part } from "../suite.ts";

export const receivedTests: Part = ({ test }, around) => {
  test("checkNotification: says what Go says of every vector", async () => {
    const { library, vectors } = around;
    const signer = await library.loadSigner();
    const { keys, vectors: notifications } = vectors.notifications;
    for (const { name, payload, key, valid, form, codes } of notifications) {
      const check = signer.checkNotification({ payload, publicKey: keys[key] as string });
      equal([check.valid, check.form ?? ""], [valid, form ?? ""], name);
      equal(check.findings.map(({ code }) => code).sort(), [...(codes ?? [])].sort(), name);
      ok(
        Object.values(check.fields).every((value) => typeof value === "string"),
        name,
      );
    }
    const [first] = notifications;
    const publicKey = keys[first?.key ?? ""] as string;
    const { fields } = signer.checkNotification({ payload: "__proto__=1&sign=a", publicKey });
    equal(Object.entries(fields), [
      ["__proto__", "1"],
      ["sign", "a"],
    ]);
    signer.close();
  });

  test("checkNotification: refuses what is no payload or key", async () => {
    const { library, vectors } = around;
    const signer = await library.loadSigner();
    const publicKey = Object.values(vectors.notifications.keys)[0] as string;
    const wrong: readonly [string, unknown][] = [
      ["bad-argument", undefined],
      ["bad-argument", "a=1"],
      ["bad-argument", { publicKey }],
      ["bad-argument", { payload: new Uint8Array(1), publicKey }],
      ["bad-argument", { payload: "a=1" }],
      ["not-pem", { payload: "a=1", publicKey: "" }],
      ["not-well-formed", { payload: "\ud800", publicKey }],
    ];
    for (const [code, input] of wrong)
      await refused(library, code, () => signer.checkNotification(input as never), JSON.stringify(input));
    signer.close();
    await refused(library, "signer-closed", () => signer.checkNotification({ payload: "a=1", publicKey }));
  });

  test("explain: says what Go says of every answer", async () => {
    const { library, vectors } = around;
    const signer = await library.loadSigner();
    for (const { name, status, body, operation, outcome, title } of vectors.answers) {
      if (status < 0 || status > 999) continue; // refused below
      const told = signer.explain({ status, body, ...(operation ? { operation } : {}) });
      equal([told.outcome, told.title], [outcome, title], name);
      ok(told.advice.length > 0, name);
    }
    const wrong: readonly [string, unknown][] = [
      ["bad-argument", undefined],
      ["bad-argument", { status: "200", body: "" }],
      ["bad-argument", { status: 200.5, body: "" }],
      ["bad-argument", { status: -1, body: "" }],
      ["bad-argument", { status: 1000, body: "" }],
      ["bad-argument", { status: 200 }],
      ["bad-argument", { status: 200, body: "", operation: 1 }],
      ["unknown-operation", { status: 200, body: "", operation: "refund" }],
    ];
    for (const [code, answer] of wrong)
      await refused(library, code, () => signer.explain(answer as never), JSON.stringify(answer));
    signer.close();
    await refused(library, "signer-closed", () => signer.explain({ status: 200, body: "" }));
  });

  test("readRequest: picks a request out of a curl command, and evaluates nothing", async () => {
    const { library } = around;
    const signer = await library.loadSigner();
    const account = "bd291fe1-5c19-4113-ae62-a2d3c4d01d20";
    const url = "https://api-merchant.alikassa.io/v1/payment";
    const body = `{"desc":"it's \\u00e9 $(touch x)"}`;
    const sign = `${"A".repeat(342)}==`;
    const found = signer.readRequest(
      `curl -X POST '${url}' -H 'Account: ${account}' -H 'Sign: ${sign}' --data-raw '${body.replace("'", "'\\''")}'`,
    );
    equal([found.url, found.account, found.sign], [url, account, sign]);
    equal(new TextDecoder().decode(found.body), body);
    const nothing = signer.readRequest("nothing of a request");
    equal([nothing.url, nothing.account, nothing.sign], [undefined, undefined, undefined]);
    ok(nothing.notes.length > 0, "nothing is said of what is missing");
    for (const wrong of [undefined, null, 1, {}, new Uint8Array(1)] as never[])
      await refused(library, "bad-argument", () => signer.readRequest(wrong));
    await refused(library, "not-well-formed", () => signer.readRequest("\ud800"));
    signer.close();
    await refused(library, "signer-closed", () => signer.readRequest(""));
  });
};
