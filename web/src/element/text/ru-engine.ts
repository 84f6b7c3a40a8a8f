/**
 * Что говорит движок, по-русски. Код называет вид сообщения; чего в коде нет,
 * берётся из английских слов. Тест держит эти слова в согласии с движком:
 * tests/page/russian.spec.ts.
 */
import type { FieldInfo, KeyInfo, Problem } from "../../lib/types.ts";
import type { Failure } from "../engine/protocol.ts";

type Rule = readonly [english: RegExp, russian: string];

/** Первое подходящее правило; нет такого — undefined. */
function translate(message: string, rules: readonly Rule[]): string | undefined {
  const rule = rules.find(([english]) => english.test(message));
  return rule && message.replace(new RegExp(`^[^]*?(?:${rule[0].source})[^]*$`), rule[1]);
}

const noteRules: Record<string, readonly Rule[] | undefined> = {
  "password-trailing-newline": [
    [
      /^password\.txt ends with a line break/,
      "password.txt кончается переводом строки. Node и Python его отрезают; PHP, Java и Go — нет, и скажут, что пароль неверен.",
    ],
    [
      /^The password itself ends with a line break/,
      "Сам пароль кончается переводом строки. Node и Python отрежут его и скажут, что пароль неверен; PHP, Java и Go — нет.",
    ],
  ],
  "password-byte-order-mark": [
    [
      /^password\.txt begins with a byte order mark/,
      "password.txt начинается с метки порядка байтов (BOM). Node её отбрасывает; PHP, Python, Java и Go — нет, и скажут, что пароль неверен.",
    ],
    [
      /^The password itself begins with a byte order mark/,
      "Сам пароль начинается с метки порядка байтов (BOM). Node отбросит её и скажет, что пароль неверен; PHP, Python, Java и Go — нет.",
    ],
  ],
  "password-outer-blank": [
    [
      /./,
      "Пароль начинается или кончается пробелом. Node и Python его отрежут и скажут, что пароль неверен; PHP, Java и Go — нет.",
    ],
  ],
  "container-not-for-java-go": [
    [
      /./,
      "Ключ хранится как PKCS#8: примеры документации на Java и Go его не откроют; PHP, Node и Python — откроют.",
    ],
  ],
  "key-not-encrypted": [
    [
      /./,
      "Ключ не зашифрован: кто получит файл, сможет подписывать. Примеры документации на Python, Java и Go открывают только зашифрованные ключи.",
    ],
  ],
  "retired-cipher": [
    [
      /./,
      "Ключ зашифрован DES, который OpenSSL 3 сам уже не открывает: PHP и Node скажут, что он не поддерживается.",
    ],
  ],
  "label-mismatch": [
    [
      /./,
      "Строка BEGIN называет не тот контейнер, что идёт за ней; некоторые программы такой ключ не примут.",
    ],
  ],
  "pem-mended": [
    [
      /./,
      "Чтобы прочитать текст, его пришлось поправить: переводы строк, пробелы, кавычки или дефисы были не как в файле PEM. Большинство программ не откроют его как есть.",
    ],
  ],
  "several-private-keys": [
    [/./, "В файле несколько закрытых ключей; взят первый, как делает большинство программ."],
  ],
  "small-key": [[/./, "В ключе меньше 2048 бит, сегодня этого мало: попросите у AliKassa новый сертификат."]],
  "public-key-mismatch": [
    [/./, "public.pem — от другого ключа. AliKassa проверяет подпись им и отклонит каждый запрос."],
  ],
};

export const noteWords = ({ code, message }: KeyInfo["notes"][number]): string =>
  translate(message, noteRules[code] ?? []) ?? message;

const failureRules: Record<string, readonly Rule[] | undefined> = {
  "password-required": [[/./, "Ключ зашифрован: нужен пароль из password.txt."]],
  "wrong-password": [
    [
      /./,
      "Этот пароль ключ не открывает, или повреждён файл ключа: такое шифрование их не различает. Возьмите password.txt из того же архива, что и private.pem.",
    ],
  ],
  "archive-ambiguous": [
    [/./, "Здесь несколько сертификатов. Выберите тот, что подходит запросу: для платежей или для выплат."],
  ],
  "archive-incomplete": [
    [
      /^password\.txt is missing/,
      "Не хватает password.txt: закрытый ключ зашифрован. Добавьте password.txt из архива.",
    ],
    [
      /only a public key/,
      "Не хватает private.pem: здесь только открытый ключ, как в сертификате для уведомлений. Подписывают сертификатом платежей или выплат.",
    ],
    [
      /^private\.pem is missing/,
      "Не хватает private.pem. Возьмите архив таким, каким он скачан у AliKassa, или выберите и private.pem.",
    ],
    [
      /./,
      "Нет ни private.pem, ни password.txt: ничего от сертификата здесь нет. Возьмите архив таким, каким он скачан у AliKassa.",
    ],
  ],
  "archive-corrupt": [
    [/^The file is empty/, "Файл пуст, это не архив zip. Скачайте архив у AliKassa ещё раз."],
    [
      /not a zip archive/,
      "Это не архив zip. Возьмите архив, скачанный у AliKassa, или файлы private.pem и password.txt.",
    ],
    [
      /in a way that is not supported/,
      "Архив сжат способом, который не поддерживается. Распакуйте его и выберите файлы.",
    ],
    [/./, "Архив повреждён или скачан не целиком: скачайте его у AliKassa ещё раз."],
  ],
  "archive-too-large": [[/./, "Это не архив сертификата: он слишком велик."]],
  "key-closed": [[/./, "Сертификат уже забыт: откройте его снова."]],
  "weak-key": [[/./, "В ключе меньше 1024 бит: его может взломать каждый, AliKassa таких не выдаёт."]],
  "not-pem": [
    [
      /-----BEGIN PUBLIC KEY-----/,
      "Открытого ключа здесь нет: не хватает строки вида -----BEGIN PUBLIC KEY-----. Возьмите public.pem сертификата.",
    ],
    [
      /-----BEGIN RSA PRIVATE KEY-----/,
      "Закрытого ключа здесь нет: не хватает строки вида -----BEGIN RSA PRIVATE KEY-----. Возьмите private.pem сертификата.",
    ],
    [
      /^The file is cut off/,
      "Файл обрезан: нет строки BEGIN. Скопируйте его целиком, вместе со строками BEGIN и END.",
    ],
  ],
  "not-private-key": [
    [/^This is a public key/, "Это открытый ключ, а не закрытый. Нужен private.pem."],
    [/^This is a certificate(?! request)/, "Это сертификат X.509, а не закрытый ключ. Нужен private.pem."],
    [/./, "Это не закрытый ключ RSA в PEM. Нужен private.pem сертификата от AliKassa."],
  ],
  "not-public-key": [[/./, "Это не открытый ключ. Нужен public.pem сертификата."]],
  "corrupt-key": [
    [
      /^The public key/,
      "Открытый ключ повреждён. Сделайте его заново: openssl rsa -in private.pem -pubout -out public.pem",
    ],
    [/^The password is right/, "Пароль верен, но закрытый ключ повреждён. Скачайте сертификат ещё раз."],
    [/^The file is cut off/, "Файл ключа обрезан. Скачайте сертификат ещё раз и скопируйте файл целиком."],
    [/./, "Ключ повреждён. Скачайте сертификат ещё раз и копируйте его файлы, не открывая в редакторе."],
  ],
  "not-rsa": [[/./, "Это ключ другого вида: подписи для AliKassa делаются ключом RSA."]],
  "duplicate-name": [
    [
      /^The name (".*") comes twice/,
      "Имя $1 стоит в объекте дважды. Уберите одно из двух: какое из них считается, зависит от языка.",
    ],
  ],
  "not-encodable": [
    [
      / cannot write /,
      "Этот язык не может записать то, что здесь стоит. Возьмите число в кавычки или упростите данные.",
    ],
  ],
  "not-json": [
    [
      /begins with a byte order mark/,
      "Текст начинается с метки порядка байтов (BOM). Сохраните файл как UTF-8 без BOM: эти три байта дошли бы и до AliKassa.",
    ],
    [
      /^A byte order mark \(U\+FEFF\) stands inside/,
      "Внутри текста стоит метка порядка байтов (U+FEFF). Уберите её: её не видно.",
    ],
    [/^The text is UTF-16/, "Текст в UTF-16. Сохраните файл как UTF-8 без BOM."],
    [/^There is no JSON/, 'JSON нет: текст пуст. Напишите запрос объектом, например {"order_id": "1"}.'],
    [/^The text is longer than 1 MiB/, "Текст длиннее 1 МиБ."],
    [/^The text is markup/, "Это разметка, а не JSON. Вставьте тело запроса, а не страницу."],
    [/^The text is not JSON: it begins with (".*"), line/, "Это не JSON: текст начинается с $1."],
    [/^JSON has no comments/, "В JSON нет комментариев. Уберите комментарий."],
    [
      /^A text stands between (?:single|typographic) quotes|^A text stands between backticks/,
      'Текст стоит не в тех кавычках. Возьмите обычные двойные: "…".',
    ],
    [
      /^(\S+) is Python, not JSON/,
      "$1 — это Python, а не JSON. Возьмите результат json.dumps, а не str(dict).",
    ],
    [/^(\S+) is not JSON/, "$1 — не JSON. Напишите null, true или false, или уберите поле."],
    [
      /^A comma stands where a value should/,
      "Запятая стоит там, где должно быть значение. Уберите лишнюю запятую.",
    ],
    [
      /^A comma stands where a name should/,
      "Запятая стоит там, где должно быть имя. Уберите лишнюю запятую.",
    ],
    [
      /^A comma stands after the last value/,
      "Запятая стоит после последнего значения. Уберите её: JavaScript, Python и PHP её терпят, JSON — нет.",
    ],
    [
      /^A comma is missing before this text/,
      'Перед этим текстом не хватает запятой. Если кавычка принадлежит тексту, пишите её как \\".',
    ],
    [/^A comma or ("\S+") is expected, not (.*), line/, "Здесь нужна запятая или $1, а не $2."],
    [/^A value is missing before ("\S+")/, "Перед $1 не хватает значения. Напишите его или null."],
    [/^A value cannot begin with (.*), line/, "Значение не может начинаться с $1."],
    [/^The text ends/, "Текст обрывается: конец потерян, быть может, при копировании. Вставьте его целиком."],
    [
      /^The text that begins here has no closing quote/,
      "У текста, который здесь начинается, нет закрывающей кавычки.",
    ],
    [/^The name (".*") has no quotes/, "Имя $1 стоит без кавычек: имена в JSON берут в двойные кавычки."],
    [/^A name in double quotes is expected/, "Здесь нужно имя в двойных кавычках."],
    [
      /^A colon is missing after the name (".*"), line/,
      'После имени $1 не хватает двоеточия: "имя": значение.',
    ],
    [/^A bracket of the wrong kind closes/, "Закрывает скобка другого вида."],
    [/^Something follows after the end/, "После конца JSON стоит что-то ещё. Дайте одно значение JSON."],
    [
      /^A number begins with a zero/,
      "Число начинается с нуля. Уберите ноль или возьмите число в двойные кавычки.",
    ],
    [/^The number (".*") is not written/, "Число $1 записано не так, как в JSON: пишите 12, 12.5 или 1e3."],
    [
      /^A line ends inside a text/,
      "Внутри текста кончается строка. Перевод строки пишется как \\n; или потеряна закрывающая кавычка.",
    ],
    [/^A tab stands inside a text/, "Внутри текста стоит табуляция. Пишите её как \\t."],
    [/^A control character (\(\S+\)) stands/, "Здесь стоит управляющий символ $1. Уберите его."],
    [
      /^A blank that JSON does not know (\(\S+\))/,
      "Здесь стоит пробел, которого JSON не знает, $1. Замените его обычным.",
    ],
    [
      /^JSON has no escape/,
      "Такой последовательности с обратной чертой в JSON нет. Саму черту пишут как \\\\.",
    ],
    [/^After \\u four hexadecimal digits/, "После \\u не хватает четырёх шестнадцатеричных цифр."],
    [/^Half of a character/, "Половина символа: суррогат стоит один, вторая половина потеряна."],
    [/^A byte that is not UTF-8 (\(\S+\))/, "Байт не из UTF-8 $1. Сохраните текст как UTF-8."],
    [/^Arrays and objects stand more than 512 deep/, "Массивы и объекты вложены глубже 512 уровней."],
    [
      /^A backslash stands outside/,
      'Обратная черта стоит вне текста. Если она перед каждой кавычкой (\\"), JSON экранирован лишний раз.',
    ],
    [
      /^A plus stands outside/,
      "Плюс стоит вне текста. Уберите его или возьмите номер телефона в двойные кавычки.",
    ],
    [/^A point stands outside/, "Точка стоит вне числа. Пишите 0.5, а не .5."],
    [/^A bracket that JSON does not know/, "Такой скобки в JSON нет. Массивы пишут так: [1, 2]."],
    [/^An equals sign/, 'Знак равенства стоит вне текста. Пишите двоеточие: {"имя": значение}.'],
    [/^A semicolon/, "Точка с запятой стоит вне текста. Дайте одно значение JSON без неё."],
  ],
};

export const failureWords = ({ code, message }: Failure): string | undefined =>
  translate(message, failureRules[code] ?? []);

const kinds: Record<string, string | undefined> = {
  "an object": "объект",
  "an array": "массив",
  "a string": "строка",
  "a number": "число",
  true: "true",
  false: "false",
  null: "null",
};
const rights: Record<string, string | undefined> = {
  string: "строка",
  decimal: "десятичное число",
  "decimal-string": "строка с десятичным числом",
  int: "целое число",
  ip: "строка с адресом IPv4 или IPv6",
  date: "строка с датой вида 1992-08-10",
  url: "строка с полным адресом, с https://",
  email: "строка с адресом электронной почты",
  object: "объект",
};
const numbers = new Set(["decimal", "int"]);

const like = (info: FieldInfo | undefined): string => (info?.example ? `, например ${info.example}` : "");

/** Замечания, чьи слова зависят от английских; нет таких — undefined. */
export function problemWords(
  { field, code, message }: Problem,
  info: FieldInfo | undefined,
): string | undefined {
  const right = info && `${rights[info.type] ?? info.type}${like(info)}`;
  if (/ is empty: leave it out/.test(message))
    return `${field}: пусто. Уберите поле${right ? ` или дайте значение: ${right}` : ""}.`;
  if (code === "type") {
    if (/ is null: leave it out/.test(message))
      return `${field}: null. Уберите поле${right ? ` или дайте значение: ${right}` : ""}.`;
    if (/ without point and exponent/.test(message))
      return `${field}: целое число пишут без точки и без степени${like(info)}.`;
    if (/: the documentation has /.test(message))
      return numbers.has(info?.type ?? "")
        ? `${field}: здесь строка, а в документации число; пишите без кавычек${like(info)}.`
        : `${field}: здесь число, а в документации строка; пишите в кавычках, например "${info?.example ?? ""}".`;
    const kind = kinds[/ is (an? \w+|true|false|null): it must be/.exec(message)?.[1] ?? ""];
    return `${field}: ${kind ? `здесь ${kind}, а ` : ""}нужно: ${right ?? "другое"}.`;
  }
  if (code === "one-of-required") {
    const names = [...message.matchAll(/([\w.]+) \(/g)].map(([, name]) => name);
    return names.length > 0 ? `Нужно одно из полей: ${names.join(" или ")}.` : undefined;
  }
  if (code === "not-object") {
    const kind = kinds[/^The body is (an? \w+|true|false|null)/.exec(message)?.[1] ?? ""] ?? "не объект";
    if (/it must be empty/.test(message)) return `Тело — ${kind}: у этого запроса оно пустое, [] или {}.`;
    const twice = /encoded twice/.test(message)
      ? ", а не текст с объектом внутри: его закодировали дважды"
      : "";
    return `Тело — ${kind}: нужен объект с полями запроса${twice}.`;
  }
  if (code === "out-of-range") {
    if (info?.max) return `${field}: от ${info.min ?? 0} до ${info.max}.`;
    const [, from, , digits] = / number(?: from (\d+) up)?(,)? of at most (\d+) digits/.exec(message) ?? [];
    return digits
      ? `${field}: целое число${from ? ` от ${from}` : ""}, не длиннее ${digits} цифр.`
      : undefined;
  }
  if (code === "too-long") {
    const digits = /at most (\d+) digits/.exec(message)?.[1];
    return digits ? `${field}: не длиннее ${digits} цифр.` : undefined;
  }
  if (code === "bad-date" && /not one to come/.test(message))
    return `${field}: дата рождения ещё не наступила.`;
  if (code === "unknown-field") {
    const more = /^(\d+) more fields/.exec(message)?.[1];
    if (more) return `Ещё полей, которых нет в документации: ${more}.`;
    const near = /did you mean (.+)\?$/.exec(message)?.[1];
    return near
      ? `Поля ${field} нет в документации. Может быть, ${near.replace(" or ", " или ").replace(" inside ", " внутри ")}?`
      : `Поля ${field} нет в документации: проверьте имя, или что AliKassa его просила.`;
  }
  return undefined;
}
