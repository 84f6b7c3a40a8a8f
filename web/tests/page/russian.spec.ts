/** What the engine says, in Russian: the translation reads English words, and this holds it to them. */
import { readFileSync } from "node:fs";
import type { EngineCalls, Failure, SignOutput } from "../../src/element/engine/protocol.ts";
import { ru } from "../../src/element/text/ru.ts";
import type { FieldInfo, KeyInfo, Problem } from "../../src/lib/types.ts";
import { makeCertificate } from "./certificates.ts";
import { expect, test } from "./fixture.ts";

interface WithSession {
  session: {
    engine: {
      call<N extends keyof EngineCalls>(
        name: N,
        ...args: Parameters<EngineCalls[N]>
      ): ReturnType<EngineCalls[N]>;
    };
    fields: readonly FieldInfo[];
  };
}

const syntax: [json: string, russian: string][] = [
  ["", "текст пуст"],
  ['\ufeff{"a":1}', "начинается с метки порядка байтов (BOM)"],
  ['{"a":\ufeff1}', "Внутри текста стоит метка порядка байтов"],
  ['{"a": 1,\n}', "Запятая стоит после последнего значения. Уберите её: JavaScript"],
  ['{"a": 1,, "b": 2}', "там, где должно быть имя"],
  ['{"a": ,}', "там, где должно быть значение"],
  ['{"a": }', 'Перед "}" не хватает значения'],
  ['{"a": 1 "b": 2}', "не хватает запятой"],
  ['{"a": 1 2}', 'нужна запятая или "}", а не '],
  ["{a: 1}", 'Имя "a" стоит без кавычек'],
  ["{'a': 1}", "не в тех кавычках"],
  ["{“a”: 1}", "не в тех кавычках"],
  ["{`a`: 1}", "не в тех кавычках"],
  ['{"a" 1}', 'После имени "a" не хватает двоеточия'],
  ['{"a": None}', "None — это Python, а не JSON"],
  ['{"a": undefined}', "undefined — не JSON"],
  ['{"a": NaN}', "NaN — не JSON"],
  ['{"a": -Infinity}', "-Infinity — не JSON"],
  ['{"a": abc}', 'Значение не может начинаться с "abc"'],
  ['{"a": 01}', "начинается с нуля"],
  ['{"a": 1.}', 'Число "1." записано не так'],
  ['{"a": +1}', "Плюс стоит вне текста"],
  ['{"a": .5}', "Точка стоит вне числа"],
  ['{"a": (1)}', "Такой скобки в JSON нет"],
  ['{"a": "x', "нет закрывающей кавычки"],
  ['{"a": "x\ny"}', "Внутри текста кончается строка"],
  ['{"a": "x\ty"}', "стоит табуляция"],
  ['{"a": "\u0001"}', "управляющий символ"],
  ['{"a":\u00a01}', "пробел, которого JSON не знает"],
  ['{"a": "\\x"}', "с обратной чертой в JSON нет"],
  ['{"a": "\\u12"}', "не хватает четырёх шестнадцатеричных цифр"],
  ['{"a": "\\ud834"}', "суррогат стоит один"],
  ['{"a": 1', "Текст обрывается"],
  ['{"a": [1}', "скобка другого вида"],
  ["{[1]}", "нужно имя в двойных кавычках"],
  ['{"a": 1};', "Точка с запятой"],
  ['{"a": 1} {"b": 2}', "стоит что-то ещё"],
  ['{"a" = 1}', "Знак равенства"],
  ['{\\"a\\": 1}', "экранирован лишний раз"],
  ["// x", "нет комментариев"],
  ["<html>", "разметка"],
  ["POST /v1/payment", 'текст начинается с "POST"'],
  ['{"a": 1, "a": 2}', 'Имя "a" стоит в объекте дважды'],
  ["[".repeat(600), "глубже 512"],
];

test("what is wrong with JSON", async ({ sign, page }) => {
  await sign.open();
  const failures = await page.locator("alikassa-sign").evaluate(
    async (element, texts) => {
      const { engine } = (element as unknown as WithSession).session;
      const input = {
        operation: "payment",
        style: "php",
        compareWith: "",
        account: "",
        format: "curl",
      } as const;
      const found: (Failure | null)[] = [];
      for (const json of texts)
        found.push((await engine.call("sign", { ...input, json, baseUrl: "" })).failure);
      return found;
    },
    syntax.map(([json]) => json),
  );
  const said = failures.map((failure) => failure && (ru.failures(failure) ?? failure.message));
  expect(said).toEqual(syntax.map(([, russian]) => expect.stringContaining(russian)));
});

const wrong: [json: string, russian: string, operation?: string][] = [
  [
    '{"customer_ip_address": "1.1.1.1"}',
    "Поля customer_ip_address нет в документации. Может быть, customer_ip?",
  ],
  ['{"wholly_other": 1}', "Поля wholly_other нет в документации: проверьте имя"],
  [
    '{"order_id": 12}',
    'order_id: здесь число, а в документации строка; пишите в кавычках, например "1785153600".',
  ],
  ['{"amount": "500"}', "amount: здесь строка, а в документации число; пишите без кавычек, например 500."],
  ['{"amount": [1]}', "amount: здесь массив, а нужно: десятичное число, например 500."],
  ['{"amount": true}', "amount: здесь true, а нужно: десятичное число"],
  ['{"amount": "5,0"}', "amount: нужна сумма больше нуля"],
  ['{"desc": null}', "desc: null. Уберите поле или дайте значение: строка"],
  ['{"customer_email": ""}', "customer_email: пусто. Уберите поле"],
  ['{"customer_email": "a"}', "customer_email: нужен адрес электронной почты"],
  ['{"customer_birth_date": "1992-02-30"}', "нужна существующая дата"],
  ['{"customer_birth_date": "2999-01-01"}', "дата рождения ещё не наступила"],
  ['{"lifetime": 1}', "lifetime: от 900 до 3600."],
  ['{"lifetime": 900.5}', "lifetime: нужно: целое число"],
  ['{"lifetime": 9e2}', "без точки и без степени"],
  ['{"success_redirect_id": 0}', "success_redirect_id: целое число от 1, не длиннее"],
  ['{"customer_post_code": 1234567890123}', "customer_post_code: не длиннее 12 цифр."],
  [`{"desc": "${"x".repeat(129)}"}`, "desc: не длиннее 128 символов."],
  ["[]", "Тело — массив: нужен объект с полями запроса."],
  ['"{}"', "Тело — строка: нужен объект с полями запроса, а не текст с объектом внутри"],
  ["[1]", "Тело — массив: у этого запроса оно пустое, [] или {}.", "balance"],
  ["{}", "Нужно одно из полей: order_id или ", "payment-status"],
];

test("what is wrong with fields", async ({ sign, page }) => {
  await sign.open();
  const found = await page.locator("alikassa-sign").evaluate(async (element, list) => {
    const { engine, fields } = (element as unknown as WithSession).session;
    const input = { style: "php", compareWith: "", account: "", format: "curl", baseUrl: "" } as const;
    const outputs: SignOutput[] = [];
    for (const [json, , operation = "payment"] of list)
      outputs.push(await engine.call("sign", { ...input, json, operation }));
    return { fields, problems: outputs.map(({ problems }) => problems) };
  }, wrong);
  const inRussian = (problem: Problem): string =>
    ru.problems.words(
      problem,
      found.fields.find(({ name }) => name === problem.field),
    );
  for (const [at, [, russian]] of wrong.entries()) {
    const words = found.problems[at]?.map(inRussian) ?? [];
    expect(words).toContainEqual(expect.stringContaining(russian));
    for (const sentence of words) expect(sentence).not.toMatch(/[a-z] [a-z]+ [a-z]/);
  }
});

test("what an answer means, and what to do", async ({ sign, page }) => {
  await sign.open();
  // The engine's own vectors have an answer for each of its sentences.
  const vectors = JSON.parse(
    readFileSync(new URL("../../../signer/response/testdata/answers.json", import.meta.url), "utf8"),
  ) as { status: number; body: string }[];
  const answers = vectors.filter(({ status }) => status >= 0).map(({ status, body }) => ({ status, body }));
  expect(answers.length).toBeGreaterThan(150);
  const said = await page.locator("alikassa-sign").evaluate(async (element, list) => {
    const { engine } = (element as unknown as WithSession).session;
    const asked = ["payment", "payout", "payment-status", "payout-status", "balance"].flatMap((operation) =>
      list.map((one) => engine.call("explain", { ...one, operation })),
    );
    const explained = await Promise.all(asked);
    const texts = explained.flatMap(({ title, advice, fields = [] }) => [
      title,
      advice,
      ...fields.map(({ message }) => message),
    ]);
    return [...new Set(texts)];
  }, answers);
  expect(said.length).toBeGreaterThan(200);
  const quoted = /"(?:[^"\\]|\\.)*"/g;
  const wrong = said.filter((text) => {
    const words = ru.answer.words(text);
    // But for names of fields, types and headers, nothing is left of English; what a server said stays.
    return (
      !/\p{Script=Cyrillic}/u.test(words) ||
      /\b(the|is|was|not|to|for|and)\b|undefined|\$\d|\*/i.test(words.replace(quoted, "")) ||
      /\.\.(?!\.)|\."\.|\s\s/.test(words.replace(/"[^"]*[^."]"/g, "")) ||
      String(words.match(quoted)) !== String(text.match(quoted))
    );
  });
  expect(wrong).toEqual([]);
  expect(ru.answer.words("The payment was created and is cancelled (cancel).")).toBe(
    "Платёж создан и отменён (cancel).",
  );
  expect(ru.answer.words("The payout was cancelled (cancel); that is final.")).toBe(
    "Выплата отменена (cancel); это окончательно.",
  );
  expect(ru.answer.words('lifetime: the sandbox says "lifetime is 5." It is int, like 3600.')).toBe(
    'lifetime: песочница говорит: "lifetime is 5." По документации это int, например 3600.',
  );
  expect(ru.answer.words("Another sentence.")).toBe("Another sentence.");
});

test("which of two opposites a note means", async ({ sign, page }) => {
  await sign.open();
  const line = makeCertificate("secret");
  const lineKept = makeCertificate("secret\n");
  const mark = makeCertificate("secret");
  const markKept = makeCertificate("\ufeffsecret");
  const notes = await page.locator("alikassa-sign").evaluate(
    async (element, list) => {
      const { engine } = (element as unknown as WithSession).session;
      const encoder = new TextEncoder();
      const found: KeyInfo["notes"][] = [];
      for (const [pem = "", password = ""] of list) {
        const files = [
          { name: "private.pem", data: encoder.encode(pem) },
          { name: "password.txt", data: encoder.encode(password) },
        ];
        found.push((await engine.call("open", files, {})).notes);
      }
      return found;
    },
    [
      [line.privatePem, "secret\n"],
      [lineKept.privatePem, "secret\n"],
      [mark.privatePem, "\ufeffsecret"],
      [markKept.privatePem, "\ufeffsecret"],
    ],
  );
  expect(notes.map((list) => list.map(ru.notes).join(" "))).toEqual([
    expect.stringMatching(/^password\.txt кончается переводом строки.*PHP, Java и Go — нет, и скажут/),
    expect.stringMatching(/^Сам пароль кончается переводом строки.*Node и Python отрежут/),
    expect.stringMatching(/^password\.txt начинается с метки.*и скажут, что пароль неверен/),
    expect.stringMatching(/^Сам пароль начинается с метки.*Node отбросит/),
  ]);
});

test.describe("a Russian browser", () => {
  test.use({ locale: "ru-RU" });

  test("is told of a wrong password no more than is known, and of a Sign why it is wrong", async ({
    sign,
    page,
  }) => {
    const own = makeCertificate();
    await sign.open();
    await sign.drop([
      { name: "private.pem", mimeType: "", buffer: Buffer.from(own.privatePem) },
      { name: "password.txt", mimeType: "", buffer: Buffer.from("wrong") },
    ]);
    await expect(page.getByRole("alert")).toContainText("или повреждён файл ключа");
    await page.getByRole("button", { name: "Отмена" }).click();
    await sign.signed();
    await sign.view("Проверка");
    await page.getByRole("button", { name: "Взять из раздела" }).click();
    await page.getByRole("textbox", { name: "Открытый ключ" }).fill(own.publicPem);
    await expect(page.locator("ak-verify .reason")).toContainText("Sign сделан не тем закрытым ключом");
    await page.getByRole("textbox", { name: "Открытый ключ" }).fill("x");
    await expect(page.locator("ak-verify .reason")).toContainText("Открытого ключа здесь нет");
    await page.getByRole("textbox", { name: "Открытый ключ" }).fill(own.publicPem);
    await page.getByRole("textbox", { name: "Sign" }).fill("Ж");
    await expect(page.locator("ak-verify .reason")).toContainText("Sign — не base64 в одну строку");
  });
});
