/** Слова разделов «Отправка» и «Песочница» по-русски. */
import type { SendingWords } from "./sending-en.ts";

const rules = new Intl.PluralRules("ru");
const counted = (number: number, one: string, few: string, many: string): string => {
  const form = { one, few, many }[rules.select(number) as "one" | "few" | "many"] ?? many;
  return `${number.toLocaleString("ru")} ${form}`;
};
const tenths = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1).replace(".", ",")} с`;
const seconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} мс` : tenths(milliseconds);
const listed = new Intl.ListFormat("ru");
const errors = (number: number): string => counted(number, "ошибка", "ошибки", "ошибок");

export const sending: SendingWords = {
  gatewayFailures: {
    "gateway-none": (detail) => `По адресу ${detail} нет ни песочницы, ни реле.`,
    "gateway-silent": (detail) =>
      `Сервер по адресу ${detail} не отвечает: он остановлен или до него не достучаться.`,
    "gateway-strange": (detail) =>
      `Ответ сервера не такого вида, как условлено (${detail}): страница и сервер разных версий.`,
    "gateway-refused": (detail) => `Сервер отказал: ${detail}`,
    "gateway-busy": (detail) =>
      detail
        ? `Слишком много запросов за эту минуту. Повторите через ${detail} с.`
        : "Слишком много запросов за эту минуту. Повторите немного позже.",
    "gateway-gone": () =>
      "Песочница больше не знает этого счёта: он удалён, истёк или сервер начал с пустой базы. Создайте новый.",
    "gateway-unknown": () => "Счёта с таким UUID и таким токеном в песочнице нет.",
  },
  send: {
    target: "Куда",
    targets: {
      sandbox: "Песочница",
      relay: "AliKassa, через реле этого сервера",
      self: "Скопировать и запустить у себя",
    },
    about: {
      sandbox: "Отвечает как AliKassa, но денег не двигает.",
      relay: "Настоящий запрос. Реле передаёт подписанные байты как есть.",
      self: "Страница ничего не отправляет.",
    },
    place: "Для чего",
    places: { sandbox: "для песочницы, с её счётом", alikassa: "для AliKassa" },
    placeNeedsAccount: "нужен счёт в песочнице: чтобы создать его, выберите «Песочница» выше",
    runsReally: "Запуск — настоящий запрос к AliKassa: то, о чём в нём просят, будет сделано на самом деле.",
    carries: "Несёт тело и Sign из раздела «Подпись», как они есть.",
    asking: "Спрашиваем, что есть на этом сервере…",
    none: "Эта страница работает без песочницы и реле, поэтому отправлять отсюда нельзя.",
    silent: "Сервер этой страницы не отвечает: пока это так, отправлять отсюда нельзя.",
    silentNow: "Запустите его снова или подождите: страница сама посмотрит ещё раз.",
    lookAgain: "Посмотреть ещё раз",
    lookedAt: (time) => `Смотрели в ${time}.`,
    getOne:
      "Чтобы они появились, выполните make serve в копии проекта и откройте адрес, который он напечатает.",
    relayOff:
      "Реле на этом сервере выключено. Чтобы оно было, запустите RELAY=on make serve, а на Cloudflare поставьте on в переменную RELAY в wrangler.jsonc.",
    account: "Счёт в песочнице",
    noAccount: "Песочница узнаёт ваши запросы по своему счёту: он создаётся из вашего открытого ключа.",
    make: "Создать счёт в песочнице",
    makeWith: (parts) =>
      parts.length > 1
        ? `Уйдёт вот что: ${listed.format(parts)} — и ничего больше.`
        : `Уйдёт ${listed.format(parts)} и ничего больше.`,
    makeParts: {
      loaded: (bits, fingerprint) => `открытый ключ загруженного сертификата (${bits} бит, ${fingerprint})`,
      demo: "открытый ключ демо-сертификата",
      payments: "открытый ключ платежей",
      payouts: "открытый ключ выплат",
      address: "адрес для уведомлений",
    },
    used: "Он стоит в заголовке Account вместо вашего.",
    otherKey:
      "Этот счёт создан из другого сертификата: подпись он отклонит. Если вы хотите увидеть не это, создайте новый.",
    noPayouts:
      "У этого счёта нет сертификата выплат: подпись он отклонит. Новый возьмёт для выплат загруженный.",
    otherKind: {
      payments: "Эта операция подписывается сертификатом платежей: загрузите его.",
      payouts: "Эта операция подписывается сертификатом выплат: загрузите его.",
    },
    makeNew: "Создать новый",
    makeNewSure:
      "Этот счёт с его платежами и запросами здесь будет отпущен: открыть его снова можно только по токену, он виден в разделе «Песочница». Создать новый?",
    keepOld: "Оставить",
    request: "Что отправляется",
    nothing: "Подписанного запроса нет: смотрите раздел «Подпись».",
    toSign: "В раздел «Подпись»",
    errors: (number, real) =>
      real
        ? `В данных ${errors(number)}: AliKassa их отклонит. Сначала исправьте их в разделе «Подпись».`
        : `В данных ${errors(number)}: песочница их отклонит, как и AliKassa.`,
    signedDemo: "Подписано демо-сертификатом: AliKassa это отклонит. Сначала загрузите свой.",
    send: "Отправить",
    sendReal: "Отправить…",
    sending: "Отправляется…",
    elapsed: tenths,
    cancel: "Отменить",
    confirmTitle: "Отправить настоящий запрос?",
    confirmWhat: (host) =>
      host
        ? `Он уйдёт на ${host}: этот сервер стоит у реле вместо API AliKassa. То, о чём в нём просят, там и вправду будет сделано.`
        : "Он уйдёт в AliKassa, и то, о чём в нём просят, будет сделано на самом деле.",
    exampleAccount:
      "Account — пример из документации AliKassa, а не ваш проект. Впишите свой в разделе «Подпись».",
    host: "Сервер",
    operation: "Операция",
    accountRow: "Account",
    amount: "Сумма",
    orderId: "order_id",
    notGiven: "в данных нет",
    noOrderId: "без order_id",
    confirm: "Отправить",
    dismiss: "Не отправлять",
    outdated: "Запрос тем временем изменился: посмотрите на него ещё раз.",
    answer: "Ответ",
    waiting: "Ответа ещё нет",
    waitingMeans: "Здесь появится ответ, что он значит для платежа и что делать.",
    waitingFor: "Ждём ответа…",
    endings: {
      unsent: () => "Сервер этой страницы не отвечает: ничего не отправлено",
      cancelled: (time) => `Отменено через ${seconds(time)}`,
      late: (time) => `Нет ответа за ${seconds(time)}`,
      broken: (time) => `Соединение оборвалось через ${seconds(time)}`,
      redirected: (time) => `Через ${seconds(time)} пришло перенаправление: по нему ничего не отправлено`,
    },
    unsent: "Запустите его снова или дождитесь ответа и отправьте тот же запрос.",
    unknownPayment:
      "Неизвестно, создан ли платёж: запрос уже ушёл. Не отправляйте его снова с другим order_id. Спросите статус по этому order_id или обратитесь в поддержку с журналом ниже.",
    unknownOther: "Этот запрос только спрашивает: ничего не создано. Его можно отправить снова.",
    status: (status, time) => `Статус ${status}, через ${seconds(time)}`,
    ok: "Выполнено",
    refusedOther: "Отказано",
    reason: "Почему: слово песочницы",
    relaysOwn: "Это ответ самого реле, а не AliKassa.",
    body: "Тело ответа",
    bodyName: "ответ",
    noBody: "Тела у ответа нет.",
    advice: "Что делать",
    pay: "Открыть страницу оплаты",
    newOrder: "Взять новый order_id",
    newOrderTaken: (orderId) =>
      `Теперь order_id — ${orderId}, здесь и в разделе «Подпись»; подписано заново.`,
    askStatus: "Спросить статус",
    statusReady: "Теперь здесь запрос статуса: отправьте его.",
    inSandbox: "Посмотреть в песочнице",
    debug: "Открыть в отладке",
    log: "Журнал для поддержки",
    logHint:
      "Запрос и ответ простым текстом, без ключа и пароля. Если что-то скрыто, нет и Sign с точной длиной: по ним скрытое можно угадать.",
    logWhole: "Показать данные клиента (customer_…, карта, IP, User-Agent), описания (desc) и адреса (…_url)",
    sentRequest: "Что отправлено",
    history: "Отправлено из этой вкладки",
    historyEmpty: "Пока ничего.",
    historyHint:
      "Только в памяти: перезагрузка это забывает. В экспорте запросы целиком, с данными клиента, но без ключа.",
    export: "Экспорт",
    clear: "Очистить",
    cleared: "История очищена.",
    noAnswer: "нет ответа",
    notSent: "не отправлено",
    running: "в пути",
    said: (what) => `Ответ: ${what}.`,
  },
  sandbox: {
    title: "Счёт в песочнице",
    what: "Песочница отвечает как AliKassa: проверяет Sign и поля, хранит платежи и шлёт подписанные уведомления. Деньги не движутся.",
    make: "Создать счёт в песочнице",
    more: "Выплаты, уведомления",
    payoutKey: "Открытый ключ выплат (public.pem), если вы их проверяете",
    keyLeftOut: "Закрытый ключ убран из поля: песочнице нужен только открытый.",
    payoutKeyHint: "Выплаты и баланс подписываются своим сертификатом.",
    takeLoaded: "Взять от загруженного сертификата",
    notificationUrl: "Куда идут уведомления, если в платеже не сказано",
    notificationUrlHint:
      "Сначала берётся notification_endpoint_url запроса. Если нет ни того ни другого, уведомление никуда не идёт, но проверить его здесь можно.",
    made: "Счёт в песочнице создан.",
    have: "Открыть свой",
    haveHint: "Созданный через curl, до перезагрузки или в другой вкладке.",
    open: "Открыть",
    opened: "Счёт в песочнице открыт.",
    uuid: "Его UUID",
    deleted: "Счёт в песочнице удалён со всем, что в нём было.",
    account: "Account",
    expires: "Действует до",
    token: "Токен",
    tokenHint:
      "Он только в памяти этой вкладки. Сохраните его, чтобы открыть счёт после перезагрузки или в другой вкладке.",
    tokenHidden: "скрыт",
    showToken: "Показать",
    hideToken: "Скрыть",
    payouts: "Выплаты",
    takesPayouts: "ключ для них есть",
    noPayoutsKey: "ключа для них нет: выплаты и баланс он отклонит",
    toAddress: "Уведомления",
    noAddress: "только если в платеже есть notification_endpoint_url",
    notificationKey: "Ключ уведомлений",
    toNotification: "Взять в раздел «Уведомление»",
    delete: "Удалить счёт",
    deleteSure: "Удалить его со всем, что в нём есть?",
    deleteYes: "Удалить",
    deleteNo: "Оставить",
    toSend: "Отправить подписанный запрос",
    payments: "Платежи",
    noPayments: "Пока ни одного.",
    kinds: { payment: "платёж", payout: "выплата" },
    statuses: { wait: "в процессе", paid: "оплачен", cancel: "отменён", fail: "не прошёл" },
    move: { paid: "Оплатить", cancel: "Отменить", fail: "Не прошёл" },
    moveOne: (what, orderId) => `${what}: ${orderId}`,
    again: "Уведомить ещё раз",
    notifications: "Уведомления",
    unaddressedHint:
      "Адреса нет: ID вроде notification_endpoint_id есть только у AliKassa, песочница их не знает. Она берёт notification_endpoint_url запроса или адрес для уведомлений у счёта.",
    states: {
      pending: "в пути",
      delivered: "доставлено",
      failed: "не доставлено",
      unaddressed: "адреса нет",
    },
    attempt: (status) => (status ? `ответ ${status}` : "нет ответа"),
    due: (time) => `следующая попытка в ${time}`,
    check: "Проверить",
    older: "Показать более старые",
    requests: "Что пришло",
    noRequests: "Пока ничего. Всё, что придёт, появится сразу, новое сверху.",
    unmade: "Счёта ещё нет. Что придёт на него, сразу появится здесь.",
    looking: "Смотрим…",
    unseen: "Сейчас не видно, что есть в счёте.",
    live: "на связи",
    notLive: "связи нет",
    accepted: "принят",
    refused: "отклонён",
    signRight: "Sign верен",
    signWrong: "Sign неверен",
    body: "Тело",
    bodyName: (number) => `тело ${number}`,
    sign: "Sign",
    headers: "Заголовки",
    answer: "Ответ",
    why: "Почему",
    notJson: (type) =>
      type
        ? `Content-Type — ${type}. По документации нужен application/json.`
        : "Заголовка Content-Type нет. По документации нужен application/json.",
    debug: "Открыть в отладке",
    verifiedBut: "Песочница проверила Sign: он верен. Отказала она вот почему:",
    docs: "Что можно вызвать",
    docsHint: "Если в запросе одно из этих значений, песочница отвечает так.",
    try: "Попробовать",
    tried: (field, value) =>
      `Теперь ${field} — ${value}, здесь и в разделе «Подпись». Отправьте, чтобы увидеть ответ песочницы.`,
    services: "Сервисы, например",
    amounts: (least, most) => `Суммы от ${least} до ${most}.`,
    limits: "Пределы",
    limit: {
      requests_per_minute: (value) =>
        `${counted(value, "запрос", "запроса", "запросов")} в минуту, на счёт и на адрес`,
      accounts_per_minute: (value) =>
        `${counted(value, "новый счёт", "новых счёта", "новых счетов")} в минуту с одного адреса`,
      body_bytes: (value) => `тело до ${(value / 1024).toLocaleString("ru")} КиБ`,
      account_days: (value) => `счёт живёт ${counted(value, "день", "дня", "дней")}`,
      requests_kept: (value) => `на каждый счёт хранится ${counted(value, "запрос", "запроса", "запросов")}`,
    },
    meanings: {
      sandbox_technical_works: "У AliKassa технические работы.",
      sandbox_not_allowed: "Проекту нельзя принимать платежи.",
      sandbox_error_created:
        "Ошибка сервера после того, как платёж создан: его статус можно спросить, а order_id занят.",
      sandbox_error_not_created: "Тот же ответ, но платежа нет.",
      sandbox_unknown:
        "Сервиса нет; как и любого, чьё имя начинается не с payment_, а у выплаты — не с payout_.",
      "99.99": "Любая сумма меньше 100.",
      "300000.01": "Любая сумма больше 300000.",
      "one that was used": "order_id у счёта — на один платёж и на одну выплату.",
    },
  },
};
