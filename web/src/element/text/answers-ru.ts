/**
 * Что движок говорит об ответах AliKassa (signer/response), по-русски. Слова
 * самого сервера стоят в кавычках и остаются как есть. Тест держит правила в
 * согласии с движком: tests/page/russian.spec.ts.
 */

/** Слово, о котором речь, в нужных падежах, и сказуемые его рода. */
interface Noun {
  readonly name: string;
  readonly accusative: string;
  readonly such: string;
  readonly owns: string;
  readonly which: string;
  readonly another: string;
  /** Окончание: создан, создана. */
  readonly end: string;
  readonly failed: string;
  readonly of: string;
}

const masculine = { which: "какой", another: "другого", end: "", failed: "не прошёл", of: "его" };
const payment: Noun = {
  ...masculine,
  name: "платёж",
  accusative: "тот же платёж",
  such: "такого платежа",
  owns: "платежа",
};
const nouns: Record<string, Noun | undefined> = {
  payment,
  payout: {
    name: "выплата",
    accusative: "ту же выплату",
    such: "такой выплаты",
    owns: "выплаты",
    which: "какая",
    another: "другой",
    end: "а",
    failed: "не прошла",
    of: "её",
  },
  balance: {
    ...masculine,
    name: "баланс",
    accusative: "тот же баланс",
    such: "такого баланса",
    owns: "баланса",
  },
};
const noun = (name = ""): Noun => nouns[name] ?? payment;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const kind = "(payment|payout|balance)";
const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const asked: Record<string, string | undefined> = { status: "статус", balance: "баланс" };

type Rule = readonly [english: string, russian: string | ((...groups: string[]) => string)];
type Known = readonly [english: RegExp, russian: Rule[1]];

/** Правило берёт текст от начала: целиком или, если дальше что-то стоит, до пробела. */
const known = (rules: readonly Rule[], end: string): readonly Known[] =>
  rules.map(([english, russian]) => [new RegExp(`^(?:${english})${end}`), russian]);

/** Русское начало текста и остаток; нет подходящего правила — undefined. */
function begun(text: string, rules: readonly Known[]): [russian: string, rest: string] | undefined {
  for (const [english, russian] of rules) {
    const found = english.exec(text);
    if (!found) continue;
    const groups = found.slice(1).map((group) => group ?? "");
    const words =
      typeof russian === "string"
        ? russian.replace(/\$(\d)/g, (_, at: string) => groups[Number(at) - 1] ?? "")
        : russian(...groups);
    return [words, text.slice(found[0].length)];
  }
  return undefined;
}

/** Чем кончается заголовок: что стало с платежом. */
const endings = known(
  [
    [`; no ${kind} was created\\.`, (of) => `; ${noun(of).name} не создан${noun(of).end}.`],
    [`, and no ${kind} was created\\.`, (of) => `, ${noun(of).name} не создан${noun(of).end}.`],
    [`; this one created no ${kind}\\.`, (of) => `; ${noun(of).name} не создан${noun(of).end}.`],
    ["; the (status|balance) was not told\\.", (of) => `; ${asked[of ?? ""]} не сообщён.`],
    [
      `: it is not known whether the ${kind} was created\\.`,
      (of) => `: неизвестно, создан${noun(of).end} ли ${noun(of).name}.`,
    ],
    [
      `: it is not known which ${kind} was created\\.`,
      (of) => `: неизвестно, ${noun(of).which} ${noun(of).name} создан${noun(of).end}.`,
    ],
    [": the (status|balance) is not known\\.", (of) => `: ${asked[of ?? ""]} неизвестен.`],
  ],
  "$",
);
/** Где в заголовке начинается конец. */
const ended =
  /(?:; no|, and no|; this one created no|; the|: it is not known (?:whether the|which)|: the) [\w ]+\.$/;

const amount = (text = ""): string =>
  text.startsWith("that of the message, ") ? `указана в сообщении ${text.slice(21)}` : text;

/** Что произошло, без окончания. */
const heads = known(
  [
    ["AliKassa refused the data( \\(HTTP \\d+\\))?", "AliKassa не приняла данные$1"],
    ["AliKassa is under maintenance", "У AliKassa технические работы"],
    ["AliKassa does not know this service", "AliKassa не знает такого сервиса"],
    ["This project may not accept payments", "Этому проекту нельзя принимать платежи"],
    [
      "The amount is below the minimum of this service, ([^]*)",
      (least) => `Сумма меньше наименьшей для этого сервиса: ${amount(least)}`,
    ],
    [
      "The amount is above the maximum of this service, ([^]*)",
      (most) => `Сумма больше наибольшей для этого сервиса: ${amount(most)}`,
    ],
    ["AliKassa refused the signature: ([^]*)", "AliKassa не приняла подпись: $1"],
    ["AliKassa did not accept the account: ([^]*)", "AliKassa не приняла Account: $1"],
    ["AliKassa did not accept the certificate: ([^]*)", "AliKassa не приняла сертификат: $1"],
    ["AliKassa did not accept the request's headers", "AliKassa не приняла заголовки запроса"],
    ["AliKassa refused the request( \\(HTTP \\d+\\))", "AliKassa отклонила запрос$1"],
    ["Too many requests( \\(HTTP \\d+\\))?", "Слишком много запросов$1"],
    [
      "The answer( \\(HTTP \\d+\\)) names what exists already or is in process",
      "Ответ$1 говорит о том, что уже есть или обрабатывается",
    ],
    [
      "The answer( \\(HTTP \\d+\\)) does not say that the request was refused",
      "Из ответа$1 не следует, что в запросе отказано",
    ],
    ["There is no answer", "Ответа нет"],
    ["HTTP (\\d+) is no final answer", "HTTP $1 — не окончательный ответ"],
    [
      "The answer, HTTP (\\d+), is not one that AliKassa documents",
      "Такого ответа, HTTP $1, в документации AliKassa нет",
    ],
    [
      "The answer is a redirect( \\(HTTP \\d+\\)); the request was not carried out",
      "Ответ — перенаправление$1; запрос не выполнен",
    ],
    [
      "The answer is a redirect( \\(HTTP \\d+\\)), which may come before or after a request is carried out",
      "Ответ — перенаправление$1, а оно бывает и до выполнения запроса, и после",
    ],
    ["The request was forbidden( \\(HTTP \\d+\\))", "Запрос запрещён$1"],
    ["There is nothing at this address( \\(HTTP \\d+\\))", "По этому адресу ничего нет$1"],
    ["The method is not allowed( \\(HTTP \\d+\\))", "Такой метод не разрешён$1"],
    [
      "The server has no answer of the kind that was asked for( \\(HTTP \\d+\\))",
      "У сервера нет ответа того вида, какой запрошен$1",
    ],
    ["The server waited too long for the request( \\(HTTP \\d+\\))", "Сервер не дождался запроса$1"],
    ["The server names a conflict( \\(HTTP \\d+\\))", "Сервер говорит о конфликте$1"],
    ["The request came without its length( \\(HTTP \\d+\\))", "Запрос пришёл без указания длины$1"],
    ["The request was too large( \\(HTTP \\d+\\))", "Запрос слишком велик$1"],
    ["The address was too long( \\(HTTP \\d+\\))", "Адрес слишком длинный$1"],
    ["The kind of content was not accepted( \\(HTTP \\d+\\))", "Такой вид содержимого не принят$1"],
    [
      "The request was taken for a form of a web page( \\(HTTP \\d+\\))",
      "Запрос принят за форму веб-страницы$1",
    ],
    ["The client broke the connection off( \\(HTTP \\d+\\))", "Клиент оборвал соединение$1"],
    ["HTTP (\\d+) does not say what became of the request", "HTTP $1 не говорит, что стало с запросом"],
    ["An error inside AliKassa( \\(HTTP \\d+\\))", "Ошибка внутри AliKassa$1"],
    [
      "A proxy got no proper answer from AliKassa( \\(HTTP \\d+\\))",
      "Прокси не получил от AliKassa правильного ответа$1",
    ],
    ["The service was not available( \\(HTTP \\d+\\))", "Сервис был недоступен$1"],
    ["A proxy got no answer from AliKassa in time( \\(HTTP \\d+\\))", "Прокси не дождался ответа AliKassa$1"],
    [
      "Cloudflare got no proper answer from AliKassa( \\(HTTP \\d+\\))",
      "Cloudflare не получил от AliKassa правильного ответа$1",
    ],
    ["The server failed( \\(HTTP \\d+\\))", "На сервере ошибка$1"],
    ["(-?\\d+) is no status of HTTP", "$1 — не статус HTTP"],
    ["A firewall \\(([^)]*)\\) stopped the request( \\(HTTP \\d+\\))", "Файрвол ($1) остановил запрос$2"],
  ],
  "$",
);

const state = (verb: string) => (of?: string) =>
  `${capital(noun(of).name)} ${verb.replaceAll("*", noun(of).end).replace("отменёна", "отменена")}`;

/** Предложения: заголовки целиком и советы, по одному. */
const sentences = known(
  [
    [
      `This request created nothing: a ${kind} with this order_id exists already\\.`,
      (of) => `Этот запрос ничего не создал: ${noun(of).name} с этим order_id уже есть.`,
    ],
    [
      `AliKassa knows no such ${kind}: (${quoted})\\.?`,
      (of, words) => `AliKassa не знает ${noun(of).such}: ${words}.`,
    ],
    [`The ${kind} was created and waits \\(wait\\)\\.`, state("создан* и ждёт (wait).")],
    [`The ${kind} is in process \\(wait\\)\\.`, state("в процессе (wait).")],
    [`The ${kind} was created and is paid \\(paid\\)\\.`, state("создан* и оплачен* (paid).")],
    [`The ${kind} is paid \\(paid\\); that is final\\.`, state("оплачен* (paid); это окончательно.")],
    [`The ${kind} was created and is cancelled \\(cancel\\)\\.`, state("создан* и отменён* (cancel).")],
    [
      `The ${kind} was cancelled \\(cancel\\); that is final\\.`,
      state("отменён* (cancel); это окончательно."),
    ],
    [
      `The ${kind} was created and has failed \\(fail\\)\\.`,
      (of) => `${state("создан*")(of)}, но ${noun(of).failed} (fail).`,
    ],
    [
      `The ${kind} has failed \\(fail\\); that is final\\.`,
      (of) => `${capital(noun(of).name)} ${noun(of).failed} (fail); это окончательно.`,
    ],
    [
      `The ${kind} has a status that is not documented, (${quoted})\\.`,
      (of, status) => `У ${noun(of).owns} статус, которого нет в документации: ${status}.`,
    ],
    [
      `The ${kind} was created; its status is not one that is documented\\.`,
      (of) => `${state("создан*")(of)}; ${noun(of).of} статуса нет в документации.`,
    ],
    [
      `The ${kind} was created with a status that is not documented, (${quoted})\\.`,
      (of, status) => `${state("создан*")(of)} со статусом, которого нет в документации: ${status}.`,
    ],
    ["AliKassa answered with the account's balance\\.", "AliKassa сообщила баланс счёта."],

    [`AliKassa's message: (${quoted})\\.?`, "Сообщение AliKassa: $1."],
    ["The answer is empty\\.", "Ответ пуст."],
    ["The answer is longer than 1 MiB, and was not read\\.", "Ответ длиннее 1 МиБ и не прочитан."],
    [
      `The answer is a web page(?: of ([\\w -]+?))?(?:, (${quoted}))?, not JSON\\.`,
      (of, title) => `Ответ — веб-страница${of ? ` ${of}` : ""}${title ? `, ${title}` : ""}, а не JSON.`,
    ],
    [`The answer is not JSON: (${quoted})\\.?`, "Ответ — не JSON: $1."],
    [
      `The answer is JSON without anything that is documented: (${quoted})\\.?`,
      "В ответе JSON, но ничего из документации в нём нет: $1.",
    ],

    [
      "Correct the fields that it names and send the request again; the order_id is still free\\.",
      "Исправьте названные поля и отправьте запрос снова; order_id ещё свободен.",
    ],
    [
      "Correct the fields that it names and send the request again\\.",
      "Исправьте названные поля и отправьте запрос снова.",
    ],
    [
      "Try later; contact support for how long it takes\\.",
      "Повторите позже; сколько это продлится, скажет поддержка.",
    ],
    [
      `It may be that of an earlier request that got no answer: ask for its status by this order_id before you do anything else, and do not send the same ${kind} again under another order_id\\.`,
      (of) =>
        `Может быть, это от прежнего запроса, оставшегося без ответа: прежде всего спросите статус по этому order_id и не отправляйте ${noun(of).accusative} снова с другим order_id.`,
    ],
    [
      `For another ${kind} use an order_id that was never used\\.`,
      (of) => `Для ${noun(of).another} ${noun(of).owns} возьмите order_id, которого ещё не было.`,
    ],
    [
      "Correct the field service: the services that are open to the project are listed in its settings\\.",
      "Исправьте поле service: доступные проекту сервисы перечислены в его настройках.",
    ],
    [
      "Check that the header Account is the right project's; if it is, contact support to have it switched on\\.",
      "Проверьте, что Account — от нужного проекта; если да, попросите поддержку включить приём.",
    ],
    [
      "Send at least that amount, or use another service\\.",
      "Отправьте не меньше этой суммы или возьмите другой сервис.",
    ],
    [
      "Send at most that amount, or use another service\\.",
      "Отправьте не больше этой суммы или возьмите другой сервис.",
    ],
    [
      "Open the Debug view with the body and the Sign that were sent and the certificate's public\\.pem: it says which bytes were signed, and by which key\\.",
      "Откройте раздел «Отладка» с отправленными телом и Sign и с public.pem сертификата: он скажет, какие байты подписаны и каким ключом.",
    ],
    [
      "Check the header Account: the account's UUID stands in the project's settings, and the certificate must be of the same project\\.",
      "Проверьте заголовок Account: его UUID стоит в настройках проекта, и сертификат должен быть от того же проекта.",
    ],
    [
      "Check that the certificate in use is the last one generated, and the one for this kind of request: payments and payouts have one each\\.",
      "Проверьте, что сертификат создан последним и подходит запросу: у платежей и у выплат они свои.",
    ],
    [
      "Check that Account and Sign arrive \\(a proxy or a redirect may drop them\\), that Account is the right project's, and that the certificate is that project's; the Debug view checks the Sign\\.",
      "Проверьте, что Account и Sign доходят (их может потерять прокси или перенаправление), что Account — от нужного проекта и что сертификат от него же; Sign проверяет раздел «Отладка».",
    ],
    [
      "Check the order_id or id that was asked for, and that Account is the one that it was created with\\.",
      "Проверьте order_id или id, о котором спрошено, и что Account тот же, что был при создании.",
    ],
    [
      "If the request to create it went out a moment ago, ask again before you conclude that it was not created\\.",
      "Если запрос на создание ушёл только что, спросите ещё раз, прежде чем решить, что ничего не создано.",
    ],
    [
      "Wait a minute, send fewer at once, and send the same request again\\.",
      "Подождите минуту, отправляйте меньше сразу и отправьте тот же запрос снова.",
    ],
    [
      "This order_id may belong to an earlier request: ask for its status before you do anything else\\.",
      "Этот order_id может быть от прежнего запроса: прежде всего спросите его статус.",
    ],
    [
      "Do not send it again under another order_id before you know: ask for the status by order_id, keep the logs of the request and of the answer, and have support say what happened\\.",
      "Пока это неизвестно, не отправляйте снова с другим order_id: спросите статус по order_id, сохраните журналы запроса и ответа, и пусть поддержка скажет, что произошло.",
    ],
    [
      "The request may have arrived, and only the answer been lost\\.",
      "Запрос мог дойти, а потеряться мог только ответ.",
    ],
    [
      "Correct the address: https://api-merchant\\.alikassa\\.io/ with the documented path, without www, a doubled or a closing slash\\.",
      "Исправьте адрес: https://api-merchant.alikassa.io/ с путём из документации, без www, без двойной и без последней косой черты.",
    ],
    [
      "Do not let the client follow the redirect: it would send a GET, or drop Account and Sign\\.",
      "Не давайте клиенту идти по перенаправлению: он отправит GET или потеряет Account и Sign.",
    ],
    [
      "Then correct the address, https://api-merchant\\.alikassa\\.io/ with the documented path, and let the client follow no redirect\\.",
      "Затем исправьте адрес: https://api-merchant.alikassa.io/ с путём из документации, и не давайте клиенту идти по перенаправлениям.",
    ],
    ["Read its message\\.", "Прочитайте её сообщение."],
    [
      "Check Account, the Sign \\(in the Debug view\\), and whether support has to allow your server's address\\.",
      "Проверьте Account, Sign (в разделе «Отладка») и не должна ли поддержка разрешить адрес вашего сервера.",
    ],
    [
      "Check host and path: POST (\\S+), with Content-Type: application/json\\.",
      "Проверьте сервер и путь: POST $1, с Content-Type: application/json.",
    ],
    ["Check host and path: POST (\\S+)\\.", "Проверьте сервер и путь: POST $1."],
    [
      "Send a POST; a redirect from http to https, or to another host, turns it into a GET\\.",
      "Отправляйте POST; перенаправление с http на https или на другой сервер делает из него GET.",
    ],
    [
      "Send Accept: application/json, or leave Accept out\\.",
      "Отправляйте Accept: application/json или уберите Accept.",
    ],
    ["Ask for the status by order_id\\.", "Спросите статус по order_id."],
    ["Send Content-Length, and not in chunks\\.", "Отправляйте с Content-Length, а не по частям (chunked)."],
    [
      "A request is a few hundred bytes: look for what was added to it\\.",
      "В запросе несколько сотен байт: найдите, что к нему добавлено.",
    ],
    [
      "Send the data as the body of a POST, not in the address\\.",
      "Отправляйте данные в теле POST, а не в адресе.",
    ],
    ["Send Content-Type: application/json\\.", "Отправляйте Content-Type: application/json."],
    ["Let the client wait for 30 seconds\\.", "Пусть клиент ждёт 30 секунд."],
    [
      "Ask AliKassa's support to let your server's address through, and send the header User-Agent: AliKassa2\\.0 API, as the documented samples do\\.",
      "Попросите поддержку AliKassa пропускать адрес вашего сервера и отправляйте заголовок User-Agent: AliKassa2.0 API, как примеры документации.",
    ],
    [
      "Keep id and uuid, send the payer to url, and wait for a notification or ask for the status: paid, cancel and fail are final, wait is not\\.",
      "Сохраните id и uuid, отправьте плательщика на url и ждите уведомления или спрашивайте статус: paid, cancel и fail окончательны, wait — нет.",
    ],
    [
      "Keep id, and wait for a notification or ask for the status: paid, cancel and fail are final, wait is not\\.",
      "Сохраните id и ждите уведомления или спрашивайте статус: paid, cancel и fail окончательны, wait — нет.",
    ],
    [
      "Keep id and uuid; the answer has no url to send the payer to: ask support, and wait for a notification or ask for the status\\.",
      "Сохраните id и uuid; адреса url для плательщика в ответе нет: спросите поддержку и ждите уведомления или спрашивайте статус.",
    ],
    [
      "Compare amount and order_id with the order as you stored it, and book it once\\.",
      "Сверьте amount и order_id с заказом, как он у вас записан, и проведите его один раз.",
    ],
    ["Nothing was paid\\.", "Ничего не оплачено."],
    ["For a new attempt use a new order_id\\.", "Для новой попытки возьмите новый order_id."],
    [
      "For a new attempt use a new order_id; if it fails again, ask support for the reason\\.",
      "Для новой попытки возьмите новый order_id; если снова не пройдёт, спросите причину у поддержки.",
    ],
    [
      "It is not final: wait for a notification, or ask again later; hand nothing out yet, and create no second one\\.",
      "Это не окончательно: ждите уведомления или спросите позже; пока ничего не выдавайте и второй раз не создавайте.",
    ],
    ["Asking changes nothing: ask again\\.", "Вопрос ничего не меняет: спросите ещё раз."],
    [
      "Until there is an answer, treat nothing as paid or failed\\.",
      "Пока ответа нет, ничего не считайте ни оплаченным, ни неудавшимся.",
    ],
    [
      "Treat it as not final, ask again later, and ask support what it means\\.",
      "Не считайте его окончательным, спросите позже, а что он значит, узнайте у поддержки.",
    ],
    ["Keep id and uuid, and ask for the status\\.", "Сохраните id и uuid и спросите статус."],
    [
      "Nothing needs to be done; asking changes nothing\\.",
      "Делать ничего не нужно: вопрос ничего не меняет.",
    ],

    [
      `(\\S+|${quoted}): (AliKassa|the sandbox) says (${quoted}(?:, ${quoted})*)\\.?`,
      (field, who, words) => `${field}: ${says(who)} ${words}.`,
    ],
    [
      `(AliKassa|The sandbox) says: (${quoted}(?:, ${quoted})*)\\.?`,
      (who, words) => `${capital(says(who))} ${words}.`,
    ],
    [
      "The documentation has no such field for this request\\.",
      "В документации такого поля у этого запроса нет.",
    ],
    [
      "It is ([^]*?)(, required)?(?:, like ([^]*))?\\.$",
      (type, required, like) =>
        `По документации это ${type}${required ? ", обязательно" : ""}${like ? `, например ${like}` : ""}.`,
    ],
  ],
  "(?: |$)",
);

const says = (who = ""): string => (/sandbox/i.test(who) ? "песочница говорит:" : "AliKassa говорит:");

/** Заголовок или совет по-русски; где слов нет, текст остаётся как есть. */
export function answerWords(text: string): string {
  return titleWords(text) ?? inSentences(text) ?? text;
}

function titleWords(text: string): string | undefined {
  const at = ended.exec(text)?.index;
  if (at === undefined) return undefined;
  const head = begun(text.slice(0, at), heads);
  const end = begun(text.slice(at), endings);
  return head && end && head[0] + end[0];
}

function inSentences(text: string): string | undefined {
  const words: string[] = [];
  for (let rest = text; rest; ) {
    const found = begun(rest, sentences);
    if (!found) return undefined;
    words.push(found[0]);
    rest = found[1];
  }
  // Слова сервера кончаются своей точкой.
  return words.join(" ").replace(/([.!?…]")\.(?= |$)/g, "$1");
}
