/** Каждое слово страницы по-русски. */
import type { FieldInfo, Problem } from "../../lib/types.ts";
import { answerWords } from "./answers-ru.ts";
import { causes } from "./causes-ru.ts";
import type { Catalogue } from "./en.ts";
import { limits } from "./limits.ts";
import { problemWords as engineWords, failureWords, noteWords } from "./ru-engine.ts";
import { sending } from "./sending-ru.ts";

const rules = new Intl.PluralRules("ru");
const counted = (number: number, one: string, few: string, many: string): string => {
  const form = { one, few, many }[rules.select(number) as "one" | "few" | "many"] ?? many;
  return `${number.toLocaleString("ru")} ${form}`;
};
const bytes = (number: number): string => counted(number, "байт", "байта", "байт");
const characters = (number: number): string => counted(number, "символ", "символа", "символов");
const types: Record<string, string> = {
  decimal: "десятичное число",
  "decimal-string": "десятичное число в строке",
  int: "целое число",
  string: "строка",
  ip: "IP-адрес",
  email: "e-mail",
  date: "дата",
  url: "URL",
  object: "объект",
};
const describe = ({ description }: FieldInfo): string => descriptions[description] ?? description;
const lower = (text: string): string =>
  /^[А-Я][а-я]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
/** Слова документации, переведённые. */
const descriptions: Record<string, string | undefined> = {
  Amount: "Сумма",
  "Your unique ID": "Ваш уникальный номер",
  Service: "Сервис",
  Description: "Описание",
  "Lifetime in seconds (900–3600)": "Время жизни в секундах (900–3600)",
  "Payer IP address": "IP-адрес плательщика",
  "Customer ID in your system": "Номер клиента в вашей системе",
  "Email address": "Адрес электронной почты",
  "First name": "Имя",
  "Last name": "Фамилия",
  Address: "Адрес",
  "Phone number": "Телефон",
  "Postal code": "Почтовый индекс",
  State: "Регион",
  City: "Город",
  Country: "Страна",
  "Browser user agent": "User-Agent браузера плательщика",
  "Customer's date of birth": "Дата рождения клиента",
  "Customer's code": "Код клиента",
  "Redirect ID after success": "Номер перенаправления после успеха",
  "Redirect ID after failure": "Номер перенаправления после неудачи",
  "Notification ID": "Номер уведомления",
  "Redirect URL after success": "Адрес перенаправления после успеха",
  "Redirect URL after failure": "Адрес перенаправления после неудачи",
  "Callback URL for status notifications": "Адрес для уведомлений о статусе",
  "Project URL (for aggregators)": "Адрес проекта (для агрегаторов)",
  "Number of the card, phone or account to pay to": "Номер карты, телефона или счёта получателя",
  "Additional data that some services need": "Дополнительные данные, нужные некоторым сервисам",
  "Card expiry year, two digits": "Год окончания карты, две цифры",
  "Card expiry month, two digits": "Месяц окончания карты, две цифры",
  "Cardholder's name": "Имя держателя карты",
  "Card country, ISO 3166-1 alpha-2": "Страна карты, ISO 3166-1 alpha-2",
  "Recipient's date of birth": "Дата рождения получателя",
  "AliKassa payment ID": "Номер платежа в AliKassa",
  "AliKassa payout ID": "Номер выплаты в AliKassa",
};

const example = (info: FieldInfo | undefined): string => (info?.example ? `, например ${info.example}` : "");
/** Замечания по их кодам; остальные остаются словами движка. */
const problemWords: Record<string, ((problem: Problem, info: FieldInfo | undefined) => string) | undefined> =
  {
    required: ({ field }, info) =>
      `${field} — обязательное поле${info ? `: ${lower(describe(info))}` : ""}${example(info)}.`,
    "bad-ip": ({ field }, info) => `${field}: нужен адрес IPv4 или IPv6${example(info)}.`,
    "bad-date": ({ field }) => `${field}: нужна существующая дата вида 1992-08-10.`,
    "bad-url": ({ field }, info) => `${field}: нужен полный адрес, с https://${example(info)}.`,
    "bad-email": ({ field }, info) => `${field}: нужен адрес электронной почты${example(info)}.`,
    "bad-decimal": ({ field }, info) =>
      `${field}: нужна сумма больше нуля, не более двух знаков после точки${example(info)}.`,
    "too-long": ({ field, message }, info) =>
      info?.maxLength
        ? `${field}: не длиннее ${counted(info.maxLength, "символа", "символов", "символов")}.`
        : message,
  };

export const ru: Catalogue = {
  ...sending,
  bar: {
    views: "Разделы",
    view: {
      sign: "Подпись",
      debug: "Отладка",
      verify: "Проверка",
      notification: "Уведомление",
      answer: "Ответ",
      send: "Отправка",
      sandbox: "Песочница",
      reference: "Справочник",
    },
    language: "Язык",
    languages: { en: "English", ru: "Русский" },
    theme: "Тема",
    themes: { system: "Авто", light: "Светлая", dark: "Тёмная" },
  },
  engine: {
    loading: "Движок загружается",
    ready: "Движок готов",
    failed: "Движок не запустился",
    main: "Движок готов, без воркера",
  },
  severity: { error: "Ошибка", warning: "Проверьте", good: "Хорошо" },
  copy: {
    copy: "Копировать",
    copied: "Скопировано",
    refused: "Браузер не разрешил: выделите и скопируйте вручную",
    download: "Скачать",
    said: (what, number) => `Скопировано (${what}): ${characters(number)}.`,
  },
  bytes: {
    length: bytes,
    encodings: { ascii: "UTF-8, только ASCII", "utf-8": "UTF-8", bytes: "не UTF-8" },
    hex: "Hex",
    asHex: "Показано шестнадцатерично.",
    asText: "Показано текстом.",
  },
  certificate: {
    title: "Сертификат",
    demo: "Демо-сертификат",
    loaded: "Ваш сертификат",
    bits: (bits) => `${bits} бит`,
    useYourOwn: "Используйте свой.",
    dropHere: "Перетащите архив от AliKassa в любое место страницы: zip, папку из него или три файла.",
    dropNow: "Отпустите сертификат: он останется в этой вкладке",
    chooseFiles: "Выбрать файлы",
    chooseFolder: "Выбрать папку",
    paste: "Вставить ключ",
    privateKey: "private.pem",
    publicKeyOptional: "public.pem, если есть",
    password: "Пароль (содержимое password.txt)",
    passwordOptional: "Пароль, если ключ зашифрован",
    show: "Показать",
    hide: "Скрыть",
    open: "Открыть",
    opening: "Открывается…",
    waiting: "Откроется, как только движок будет готов.",
    cancel: "Отмена",
    choose: "Какой сертификат?",
    topFolder: "(верхняя папка архива)",
    from: "Откуда",
    size: "Ключ",
    container: "Контейнер",
    pkcs1: "PKCS #1 (RSA PRIVATE KEY)",
    pkcs8: "PKCS #8 (PRIVATE KEY)",
    cipher: "Шифр",
    notEncrypted: "нет: ключ не зашифрован",
    fingerprint: "SHA-256",
    noPublicKey: "не дан",
    matches: "от этого ключа",
    differs: "от другого ключа: AliKassa отклонит каждый запрос",
    forget: "Забыть сертификат",
    another: "Выбрать другой",
    forgotten: "Сертификат забыт. Снова действует демо-сертификат.",
    opened: (bits) => `Сертификат открыт: ${bits} бит.`,
    tooMany: (number) =>
      `Файлов больше, чем ${number}, остальные не просмотрены: выберите папку самого сертификата.`,
    empty: "Здесь нет ни одного файла.",
    tooLarge: (names) => `Слишком велико для части сертификата: ${names}.`,
  },
  notes: noteWords,
  failures: (failure) => sending.gatewayFailures[failure.code]?.(failure.message) ?? failureWords(failure),
  promise: {
    words: "Остаётся в этой вкладке. Ни сети, ни хранилища: проверьте",
    checks: [
      "Откройте в браузере панель сети (F12, Network), загрузите сертификат и подпишите: ни одного запроса.",
      "Загрузите страницу, выключите сеть и работайте: всё действует.",
      "Посмотрите заголовок Content-Security-Policy этой страницы: connect-src называет только её саму, form-action — ничего.",
      "Посмотрите Application, Storage: ничего не хранится. Перезагрузка или закрытая вкладка забывает сертификат.",
    ],
    rsa: {
      webcrypto: "Закрытую операцию выполняет WebCrypto браузера с ключом, который нельзя прочитать обратно.",
      go: "Страница пришла по простому http, где у браузера нет WebCrypto: закрытую операцию выполняет Go в этой вкладке.",
    },
    place: {
      worker: "Ключ живёт в отдельном воркере.",
      main: "Воркер здесь не запустился, поэтому ключ живёт в самой странице.",
    },
  },
  request: {
    title: "Запрос",
    operation: "Операция",
    certificates: {
      payments: "подписывается сертификатом платежей",
      payouts: "подписывается сертификатом выплат",
    },
    account: "Account",
    accountHint: "UUID счёта, из раздела «Счета проекта»",
    badAccount: "Account — это UUID, например 93d5df06-996c-48c3-9847-348d6b580b80.",
    sides: "Править как",
    form: "Форма",
    json: "JSON",
    jsonLabel: "Запрос в JSON",
  },
  operations: {
    payment: "Создать платёж",
    "payment-status": "Статус платежа",
    payout: "Создать выплату",
    "payout-status": "Статус выплаты",
    balance: "Баланс счёта",
  },
  form: {
    required: "обязательно",
    notObject: "Форма правит объект. Здесь JSON другого вида: правьте его как текст.",
    large: "Этот JSON слишком велик для формы: правьте его как текст.",
    none: "У этой операции нет полей. Пример в документации подписывает два байта [].",
    unknown: "нет в документации",
    more: (number) => `В JSON есть ещё ${counted(number, "поле", "поля", "полей")}.`,
    like: (sample) => `например ${sample}`,
    toText: (line, column) => `К строке ${line}, символу ${column}`,
    inJson: "Это поле правьте в JSON.",
    remove: (name) => `Убрать ${name}`,
    removed: (name) => `Поле ${name} убрано.`,
    search: (number) => `Добавить необязательное поле (${number}): поиск`,
    add: "Необязательные поля",
    nothing: "Такого поля нет.",
    limits: (field) =>
      limits(field, types, (number) => `до ${counted(number, "символа", "символов", "символов")}`),
    describe,
  },
  problems: {
    title: "Замечания",
    checking: "Проверяется…",
    unchecked: {
      loading: "Проверится, как только движок будет готов.",
      failed: "Не проверено: движок не запустился.",
    },
    more: (number) => `И ещё ${number.toLocaleString("ru")}.`,
    count: (errors, warnings) =>
      errors + warnings === 0
        ? "Нет: все поля как в документации."
        : [errors && counted(errors, "ошибка", "ошибки", "ошибок"), warnings && `проверить: ${warnings}`]
            .filter(Boolean)
            .join(", "),
    place: (line, column) => `строка ${line}, символ ${column}`,
    words: (problem, info) =>
      engineWords(problem, info) ?? problemWords[problem.code]?.(problem, info) ?? problem.message,
    go: "к полю",
  },
  style: {
    title: "Стиль",
    writtenBy: "Тело записано так, как пишет",
    compare: "Сравнить с",
    nothing: "ни с чем",
    does: "Что этот стиль делает с этими данными",
    effects: {
      none: () => "Оставляет ваш текст как есть, до байта.",
      "blanks-gone": ({ count: number }) =>
        `Не пишет пробелов между лексемами: убрано ${characters(number)}.`,
      "blanks-kept": ({ count: number }) =>
        `Пробелов между лексемами: ${number}. Они подписаны, как и всё остальное.`,
      order: () => "Меняет порядок полей.",
      slashes: ({ count: number }) => `Ставит обратную черту перед косой чертой (\\/): ${number}.`,
      unicode: ({ count: number }) => `Пишет символы вне ASCII как \\u0417: ${number}.`,
      "raw-unicode": ({ count: number }) =>
        `Пишет \\u-последовательности вашего текста прямо в UTF-8: ${number}.`,
      html: ({ count: number }) => `Пишет <, > и & как \\u003c, \\u003e, \\u0026: ${number}.`,
      number: ({ from, to }) => `Пишет число ${from} как ${to}.`,
      "more-numbers": ({ count: number }) =>
        `Меняет запись ещё ${counted(number, "числа", "чисел", "чисел")}.`,
      lists: () => "Пишет объект как список.",
      escapes: () => "Записывает некоторые символы строк иначе.",
      large: () =>
        "Пишет не те байты, что в вашем тексте. Он слишком велик, чтобы сравнить его здесь по словам.",
    },
  },
  result: {
    summary: "Результат",
    body: "Тело",
    bodyName: "тело",
    noBody: {
      loading: "Тела ещё нет: движок загружается.",
      failed: "Тела нет: движок не запустился.",
      writing: "Тело записывается…",
      stopped: "Тела нет: смотрите замечания.",
    },
    headers: "Заголовки",
    noSign: {
      loading: "Sign ещё нет: движок загружается.",
      failed: "Sign нет: движок не запустился.",
      opening: "Sign нет: сертификат ещё не открыт.",
      stopped: "Sign нет: смотрите замечания.",
      signing: "Подписывается…",
    },
    differences: (number) =>
      number === 0 ? "Байты те же." : counted(number, "отличие", "отличия", "отличий"),
    difference: (at, number) => `Отличие ${at} из ${number}`,
    next: "Следующее отличие",
  },
  code: {
    title: "Запрос в коде",
    cut: (number) => `Показано ${characters(number)}; «Копировать» и «Скачать» берут всё.`,
    carries: "Несёт тело и Sign, что стоят выше, как они есть.",
    program:
      "Целая программа: собирает данные, подписывает ключом cert/…/private.pem и отправляет. Вашего ключа в ней нет.",
  },
  state: {
    loading: "Движок загружается…",
    failed: "Движок не запустился.",
    opening: "Сертификат ещё не открыт",
    notSigned: "Не подписано",
    show: "почему",
    signing: "Подписывается…",
    signed: (number) => `Подписано · ${bytes(number)}`,
    signedDemo: (number) => `Подписано демо-сертификатом · ${bytes(number)}`,
    signedWrong: (number) => `Подписано, но в данных ${counted(number, "ошибка", "ошибки", "ошибок")}`,
  },
  chain: {
    title: "Цепь",
    forward: "Как из тела получается Sign: пять звеньев",
    backward: "От Sign обратно к телу: пять звеньев",
    broken: "рвётся здесь",
    nothing: "Пока ничего.",
    publicKey: "открытый ключ",
    key: (fingerprint) => `ключ ${fingerprint}`,
    characters,
    links: {
      body: {
        title: "тело",
        what: "Точные байты, которые подписаны и должны быть отправлены: лишний или недостающий байт рвёт цепь.",
      },
      digest: {
        title: "SHA-1",
        what: "20 байт, которые стоят за всё тело. AliKassa ждёт SHA-1, а не SHA-256.",
      },
      padding: {
        title: "дополнение",
        what: "Хеш, дополненный до длины ключа. Эти байты вынуты обратно из Sign открытым ключом.",
      },
      key: {
        title: "RSA",
        what: "Блок проходит через закрытый ключ. Здесь его открытая половина, её хранит AliKassa.",
      },
      sign: { title: "Sign", what: "Подпись в обычном base64 одной строкой: значение заголовка Sign." },
    },
    parts: {
      head: "так начинается блок подписи",
      filling: "заполнение до длины ключа",
      end: "конец заполнения",
      info: "DigestInfo: какой хеш дальше",
      digest: "хеш тела",
    },
  },
  causes,
  debug: {
    title: "Что отклонено",
    clear: "Очистить",
    paste: "Вставьте что угодно: команду curl, строку журнала, HAR, сырой запрос",
    pasteHint:
      "curl https://api-merchant.alikassa.io/v1/payment \\\n  -H 'Account: …' -H 'Sign: …' --data-raw '{…}'",
    reading: "Читаем вставленное…",
    notFound: (name) => `нет: ${name}`,
    notes: {
      "missing-body": "Тела нет.",
      "missing-sign": "Sign нет или он пуст.",
      "missing-account": "Account нет или он пуст.",
      "body-newlines-stripped": "curl с -d отправляет это тело без переводов строк.",
      "body-assumed": "Байтов тела в тексте нет: взято то, что записала бы программа.",
      "body-end-assumed": "Где кончается тело, в тексте не сказано: взято без пробелов в конце.",
      "body-from-file": "Тело в файле, которого здесь нет.",
      "body-cut": "Текст обрывается внутри тела.",
      "body-lossy":
        "В теле знаки на месте других байтов (U+FFFD или точки curl --trace-ascii): байты потеряны.",
      "body-from-numbers": "Тело записано числами, по одному на байт; взяты эти байты.",
      "backslashes-doubled":
        "Копируя команду для cmd, браузер удвоил обратные косые черты; тело взято таким, каким его отправил он.",
      "length-mismatch": "Длина, названная в тексте, не такая, как у тела.",
      "line-ends-restored": "Переводам строк тела возвращён вид CRLF.",
      "header-duplicate": "Sign или Account стоит дважды с разными значениями; взят первый.",
      "sign-placeholder": "Sign не подставлен или обрезан.",
      "account-placeholder": "Account не подставлен или обрезан.",
      unresolved: "Есть переменная или подстановка оболочки, значения которой в тексте нет.",
      "quotes-dropped": "PowerShell до 7.3 убирает из этого тела двойные кавычки.",
      unwrapped: "Запрос стоял внутри строки; её экранирование снято.",
      "not-post": "Запрос — не POST.",
      "several-requests": "Запросов несколько; взят один.",
      "text-too-long": "Текст просмотрен не весь: вставьте один запрос.",
      "read-nothing": "Запроса в тексте не нашлось.",
    },
    tooLarge: (length, most) =>
      `Здесь ${characters(length)}, а читается до ${most.toLocaleString("ru")}. Вставьте один запрос.`,
    examples: "Нет под рукой? Десять частых ошибок, сделанных по-настоящему с демо-сертификатом:",
    example: {
      "other-style": "Подписал PHP, отправил Node",
      "wrong-hash": "SHA-256 вместо SHA-1",
      "key-order": "Другой порядок полей",
      "value-types": '500.5 или "500.5"',
      "trailing-newline": "Перевод строки в конце",
      "wrong-key-known": "Сертификат выплат",
      "form-encoded": "Отправлено формой",
      "hashed-twice": "Подписан хеш",
      "sign-line-breaks": "Переводы строк в Sign",
      "sign-plus-as-space": "Плюс стал пробелом",
    },
    parts: "По частям",
    keyGiven: "Проверяется этим ключом.",
    keyLoaded: (bits) => `Пусто: проверяется загруженным сертификатом, ${bits} бит.`,
    keyDemo:
      "Пусто: есть только демо-ключ. Вставьте public.pem или перетащите его или сертификат куда угодно.",
    keyTaken: (number) => `Взято: ${counted(number, "открытый ключ", "открытых ключа", "открытых ключей")}.`,
    keyLeftOut:
      "Закрытый ключ убран из введённого: частью запроса он не бывает, а для разбора нужен только открытый. Сертификат перетащите на страницу или вставьте на вкладке подписи.",
    otherKeys: "Другие открытые ключи, которыми могли подписать",
    otherKeysHint: (number) =>
      number > 0
        ? `Проверяется и ${counted(number, "этот ключ", "этих ключа", "этих ключей")}.`
        : "От сертификата выплат, от старого, от тестового счёта. Перетащите их куда угодно.",
    otherKey: (number) => `другой ключ ${number}`,
    paddings: { "pkcs1-v1_5": "PKCS #1 v1.5", pss: "PSS", none: "нет", malformed: "испорчено" },
    sentLength: (number) => `отправлено: ${bytes(number)}`,
    waiting: "Почему отклонено?",
    waitingMeans:
      "Вставьте запрос, который отклонила AliKassa. Sign открывается открытым ключом, и страница ищет байты, которые были подписаны на самом деле. Ничего никуда не уходит.",
    noSign: "Sign ещё нет",
    noSignMeans: "Без значения заголовка Sign открывать нечего. Вставьте весь запрос или отдельно Sign.",
    noBody: "Нет тела",
    noBodyMeans:
      "Sign открывается этим ключом, как показывает цепь. Вставьте тело, как оно отправлено, чтобы увидеть, где они расходятся.",
    needsKey: "Нет открытого ключа",
    needsKeyMeans:
      "Демо-ключ этот Sign не открывает, как и следовало ожидать. Перетащите сертификат или его public.pem куда угодно или вставьте слева.",
    searching: "Ищутся байты, которые были подписаны…",
    searchingMeans: "Пробуется всё, что делают с этим телом известные ошибки. Страницей можно пользоваться.",
    stop: "Стоп",
    tried: (number) => `Испробовано: ${counted(number, "вариант", "варианта", "вариантов")}`,
    stopped: "Остановлено раньше, чем байты нашлись",
    stoppedMeans: (number) =>
      `Испробовано: ${counted(number, "вариант", "варианта", "вариантов")}. То, что показывает цепь, всё равно достоверно.`,
    valid: "Этот Sign верен для этого тела",
    validMeans:
      "Он сделан этим ключом ровно над этими байтами, с SHA-1. Если AliKassa его отклоняет, причина среди перечисленных ниже: проверяйте по порядку.",
    validRefused: "Он сделан этим ключом ровно над этими байтами, с SHA-1: запрос отклонён не из-за него.",
    proved: (verdict) =>
      verdict === "unreadable"
        ? "Из Sign нельзя прочитать никакой подписи, поэтому проверить дальше нечего."
        : "Это доказано, а не угадано: если это исправить, держится каждое звено цепи.",
    notOpened: "Достоверно только это: что было подписано и то ли это тело, узнать нельзя.",
    more: (number) => `И ещё ${counted(number, "ошибка", "ошибки", "ошибок")}.`,
    unexplained: "Подпись хорошая, но над другими байтами",
    unexplainedMeans: (number) =>
      `Ключ, хеш и дайджест в цепи достоверны. Ни один из вариантов (${number.toLocaleString("ru")}) такого хеша не имеет: больше ничего не утверждается.`,
    findings: (number) => (number === 1 ? "Что пошло не так" : `Что пошло не так: шагов — ${number}`),
    nextValid: "Что проверить ещё, по порядку",
    nextLog: "Что записать в журнал",
    about: "об этой причине",
    signedShort: "подписано",
    sentShort: "отправлено",
    fix: "Как исправить:",
    fixIn: "Как исправить, по языкам",
    compared: "Отправлено и подписано",
    sent: "Отправлено",
    sentName: "отправленное тело",
    signed: "Подписано",
    signedName: "подписанные байты",
    makeRight: "Исправить",
    makeRightHint:
      "Переносит данные, Account и стиль отправленного в раздел «Подпись», чтобы подписать заново.",
    noData: "Ни отправленное, ни подписанное — не JSON: переносить в раздел «Подпись» нечего.",
    carried: "Запрос в разделе «Подпись».",
    seeResult: "Почему",
    report: "Отчёт",
    reportHint:
      "Простой текст для коллеги или поддержки AliKassa: вывод, находки, цепь и оба тела, где показаны только суммы, номера заказов и другие безобидные поля. Закрытого ключа нет. Если что-то скрыто, Sign, дайджеста и точных длин тоже нет: по ним скрытое можно подобрать.",
    reportWhole: "Показать данные клиента и всё остальное в телах, а также Sign, дайджест и точные длины",
    reportShow: "Сначала прочитать",
    offer: "Вставленное похоже на запрос.",
    offerOpen: "Разобрать",
    offerDismiss: "Не надо",
  },
  notification: {
    title: "Что прислала AliKassa",
    payload: "Уведомление или перенаправление: строка запроса, адрес, форма или JSON",
    hint: "https://shop.example/notify?type=payment&id=…&sign=…",
    publicKey: "Открытый ключ уведомлений (public.pem)",
    publicKeyHint: "Третий сертификат: им подписывает AliKassa. Это не тот, которым вы подписываете платежи.",
    example: "Пример",
    waiting: "Это действительно от AliKassa?",
    waitingMeans: "Уведомление и открытый ключ уведомлений сразу дадут ответ.",
    yes: "Да: это подписала AliKassa",
    no: "Нет: sign не подходит к этим полям",
    noMeans: "Считайте его подделкой, пока находки ниже не скажут иного.",
    form: (form) =>
      form === "documented"
        ? "Подпись сходится в документированной форме."
        : `Подпись сходится, но не в документированной форме: ${form}.`,
    findings: "Что найдено",
    fields: "Поля",
    noFields: "Полей прочитать не удалось.",
  },
  answer: {
    title: "Что ответила AliKassa",
    status: "Статус",
    statusHint: "0 — ответа нет, время вышло",
    body: "Тело",
    operation: "На запрос",
    examples: "Примеры",
    example: {
      created: "Создан",
      invalid: "Поле неверно",
      order: "order_id exists",
      server: "500",
      html: "Страница HTML",
      timeout: "Нет ответа",
    },
    waiting: "Что значит этот ответ?",
    waitingMeans: "Статус и тело дадут ответ: что стало с платежом и что делать.",
    outcomes: {
      created: "Создан",
      "not-created": "Не создан",
      unknown: "Неизвестно, создан ли",
    },
    fields: "Замечания по полям",
    advice: "Что делать",
    words: answerWords,
  },
  verify: {
    title: "Верен ли этот Sign для этого тела?",
    take: "Взять из раздела «Подпись»",
    body: "Тело, в точности как отправлено",
    bodyFile: "Из файла",
    publicKey: "Открытый ключ (public.pem)",
    noBody: "Тело пустое.",
    answer: "Ответ",
    waiting: "Тело, Sign и открытый ключ дадут ответ.",
    what: "Он появится сразу, и ничего никуда не уйдёт.",
    keyFile: "Выбрать public.pem",
    keyTaken: "Открытый ключ взят.",
    why: ({ why, digest, has, wants }, reason) =>
      ({
        "line-breaks": "Sign — не base64 в одну строку: в нём переводы строк. Уберите их.",
        "url-alphabet":
          "Sign — не обычный base64, а его вариант для URL: с - и _ вместо + и /. Возьмите обычный кодировщик.",
        "not-base64":
          "Sign — не base64 в одну строку: в нём посторонние символы, или он передан не целиком. Отправьте строку кодировщика как есть.",
        cut: `В Sign ${bytes(has ?? 0)}, а подписи этого ключа — ${bytes(wants ?? 0)}: он обрезан, или к нему что-то добавлено.`,
        "other-size": `В Sign ${bytes(has ?? 0)}, а подписи этого ключа — ${bytes(wants ?? 0)}: он сделан ключом другого размера.`,
        "other-key":
          "Sign сделан не тем закрытым ключом, от которого этот открытый, или в нём изменён символ. О теле сказать ничего нельзя.",
        "other-digest": digest
          ? `Sign сделан этим ключом, но с ${digest}; AliKassa ждёт SHA-1.`
          : "Sign сделан этим ключом, но не так, как ждёт AliKassa: SHA-1 с PKCS #1 v1.5.",
        "no-key": reason,
        body: "Sign сделан этим ключом и с SHA-1, но над другим телом. Подписывайте те самые байты, что отправляете.",
      })[why],
    yes: "Да: этот Sign верен",
    yesMeans: "Он сделан этим ключом ровно над этими байтами, с SHA-1.",
    no: "Нет: этот Sign неверен",
    cannot: "Это нельзя проверить",
  },
  reference: {
    search: "Поиск по полям, ответам и причинам",
    contents: "Содержание",
    operations: "Операции",
    causesTitle: "Почему подпись отклоняют",
    looks: "Как выглядит",
    why: "Почему",
    fix: "Как исправить",
    link: "Ссылка на эту причину",
    noFields: "Полей нет.",
    nothing: "В документации такого нет.",
    answersTitle: "Ответы API",
    answers: {
      created: "Платёж создан. Он всегда начинается с wait: спросите статус или ждите уведомления.",
      invalid: "Поле отсутствует или неверно; errors его называет. Платёж не создан.",
      order: "С этим order_id у вас уже был платёж. Возьмите новый, уникальный. Платёж не создан.",
      service: "Сервис неизвестен или не открыт этому проекту. Платёж не создан.",
      minimum: "Сумма ниже минимума этого сервиса. Платёж не создан.",
      maximum: "Сумма выше максимума этого сервиса. Платёж не создан.",
      project: "Проекту пока нельзя принимать платежи: обратитесь в поддержку AliKassa. Платёж не создан.",
      works: "Технические работы: платежи временно закрыты. Платёж не создан.",
      server:
        "Неизвестно, создан ли платёж. Не повторяйте с другим order_id: отправьте поддержке журнал запроса и ответа.",
    },
  },
};
