/** Every word of the Send and Sandbox views, in English. */
import type { GatewayFailureCode } from "../gateway/gateway.ts";

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const listed = new Intl.ListFormat("en-GB");
const seconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

export const sending = {
  /** What went wrong with the server beside the page; `detail` is the server's own word. */
  gatewayFailures: {
    "gateway-none": (detail) => `At ${detail} there is neither a sandbox nor a relay.`,
    "gateway-silent": (detail) => `The server does not answer at ${detail}: it is stopped, or out of reach.`,
    "gateway-strange": (detail) =>
      `The server's answer has another form than was agreed (${detail}): page and server are of different versions.`,
    "gateway-refused": (detail) => `The server refused: ${detail}`,
    "gateway-busy": (detail) =>
      detail
        ? `Too many requests for this minute. Try again in ${detail} s.`
        : "Too many requests for this minute. Try again a little later.",
    "gateway-gone": () =>
      "The sandbox does not know this account any more: it was deleted, has expired, or the server began with an empty database. Make a new one.",
    "gateway-unknown": () => "The sandbox has no account with this UUID and this token.",
  } satisfies Record<GatewayFailureCode, (detail: string) => string> as Record<
    string,
    ((detail: string) => string) | undefined
  >,
  send: {
    target: "Where to",
    targets: {
      sandbox: "Sandbox",
      relay: "AliKassa, through this server's relay",
      self: "Copy it and run it yourself",
    },
    about: {
      sandbox: "Answers like AliKassa, and moves no money.",
      relay: "A real request. The relay passes the signed bytes on, unchanged.",
      self: "The page sends nothing.",
    },
    place: "For",
    places: { sandbox: "the sandbox, with its account", alikassa: "AliKassa" },
    placeNeedsAccount: "needs a sandbox account: choose Sandbox above to make one",
    runsReally: "Running it is a real request to AliKassa: what it asks for is really done.",
    carries: "Carries the body and Sign of the Sign view, as they are.",
    asking: "Asking this server what it offers…",
    none: "This page is served without a sandbox and a relay, so that it cannot send.",
    silent: "The server of this page does not answer: until it does, nothing can be sent from here.",
    silentNow: "Start it again, or wait: the page looks again by itself.",
    lookAgain: "Look again",
    lookedAt: (time: string) => `Looked at ${time}.`,
    getOne: "To get them, run make serve in a copy of the project, and open the address that it prints.",
    relayOff:
      "The relay is switched off on this server. Start it with RELAY=on make serve to have it; on Cloudflare, set the variable RELAY in wrangler.jsonc to on.",
    account: "Sandbox account",
    noAccount: "The sandbox knows your requests by an account of its own, made from your public key.",
    make: "Make a sandbox account",
    /** What goes out when an account is made. */
    makeWith: (parts: readonly string[]) => `It sends ${listed.format(parts)}, and nothing else.`,
    makeParts: {
      loaded: (bits: number, fingerprint: string) =>
        `the public key of the loaded certificate (${bits} bits, ${fingerprint})`,
      demo: "the public key of the demo certificate",
      payments: "the public key for payments",
      payouts: "the public key for payouts",
      address: "the address for notifications",
    },
    used: "It stands in the Account header in place of yours.",
    otherKey:
      "This account was made from another certificate: it will refuse the signature. That can be what you want to see; else make a new one.",
    noPayouts:
      "This account has no payouts certificate: it will refuse the signature. A new one takes the loaded certificate's for it.",
    otherKind: {
      payments: "This operation is signed with the payments certificate: load that one.",
      payouts: "This operation is signed with the payouts certificate: load that one.",
    },
    makeNew: "Make a new one",
    makeNewSure:
      "This account, with its payments and requests, is let go of here: only its token, which the Sandbox view shows, opens it again. Make a new one?",
    keepOld: "Keep it",
    request: "What is sent",
    nothing: "There is no signed request: see the Sign view.",
    toSign: "To the Sign view",
    errors: (count: number, real: boolean) =>
      real
        ? `The data has ${plural(count, "error", "errors")}: AliKassa would refuse it. Correct it in the Sign view first.`
        : `The data has ${plural(count, "error", "errors")}: the sandbox will refuse it, as AliKassa would.`,
    signedDemo: "Signed with the demo certificate: AliKassa will refuse it. Load your own first.",
    send: "Send",
    sendReal: "Send…",
    sending: "Sending…",
    elapsed: (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`,
    cancel: "Cancel",
    confirmTitle: "Send a real request?",
    /** @param host where it goes, if not to AliKassa's API */
    confirmWhat: (host: string) =>
      host
        ? `This goes to ${host}, this relay's upstream in the place of AliKassa's API. What it asks for is really done there.`
        : "This goes to AliKassa, and what it asks for is really done.",
    exampleAccount:
      "Account is the example of AliKassa's documentation, not a project of your own. Put yours into the Sign view.",
    host: "Host",
    operation: "Operation",
    accountRow: "Account",
    amount: "Amount",
    orderId: "order_id",
    notGiven: "not in the data",
    noOrderId: "no order_id",
    confirm: "Send it",
    dismiss: "Do not send",
    outdated: "The request has changed meanwhile: look at it again.",
    answer: "Answer",
    waiting: "No answer yet",
    waitingMeans: "The answer stands here, with what it means for the payment and what to do.",
    waitingFor: "Waiting for the answer…",
    endings: {
      unsent: () => "The server of this page does not answer: nothing was sent",
      cancelled: (milliseconds: number) => `Cancelled after ${seconds(milliseconds)}`,
      late: (milliseconds: number) => `No answer within ${seconds(milliseconds)}`,
      broken: (milliseconds: number) => `The connection broke after ${seconds(milliseconds)}`,
      redirected: (milliseconds: number) =>
        `The answer, after ${seconds(milliseconds)}, was a redirect, which is not followed`,
    },
    unsent: "Start it again, or wait until it answers, and send the same request then.",
    /** It is of what creates something. */
    unknownPayment:
      "It is not known whether the payment was created: the request had gone out. Do not send it again under another order_id. Ask for its status by this order_id, or ask support, with the log below.",
    unknownOther: "This request only asks: nothing was created. It can be sent again.",
    status: (status: number, milliseconds: number) => `Status ${status}, after ${seconds(milliseconds)}`,
    ok: "Done",
    refusedOther: "Refused",
    reason: "Why, says the sandbox",
    relaysOwn: "This is the relay's own answer, not AliKassa's.",
    body: "The answer's body",
    bodyName: "answer",
    noBody: "The answer has no body.",
    advice: "What to do",
    pay: "Open the payment page",
    newOrder: "Take a new order_id",
    newOrderTaken: (orderId: string) =>
      `order_id is ${orderId} now, here and in the Sign view, and signed anew.`,
    askStatus: "Ask for its status",
    statusReady: "The request for the status stands here now: send it.",
    inSandbox: "See it in the sandbox",
    debug: "Open in Debug",
    log: "Log for support",
    logHint:
      "Request and answer in plain text, without key and password. Where something is hidden, Sign and exact lengths are left out: with them, hidden values could be guessed.",
    logWhole:
      "Show customers' data (customer_…, card, IP, user agent), descriptions (desc) and addresses (…_url)",
    sentRequest: "What was sent",
    history: "Sent in this tab",
    historyEmpty: "Nothing yet.",
    historyHint:
      "In memory alone: a reload forgets it. The export has the requests whole, customers' data included, and no key.",
    export: "Export",
    clear: "Clear",
    cleared: "The history is cleared.",
    noAnswer: "no answer",
    notSent: "not sent",
    running: "under way",
    said: (what: string) => `Answer: ${what}.`,
  },
  sandbox: {
    title: "Sandbox account",
    what: "The sandbox answers like AliKassa: it verifies Sign, checks the fields, keeps payments, and sends signed notifications. No money moves.",
    make: "Make a sandbox account",
    more: "Payouts, notifications",
    payoutKey: "Public key for payouts (public.pem), if you test them",
    keyLeftOut: "A private key was taken out of the field: the sandbox needs the public one alone.",
    payoutKeyHint: "Payouts and the balance are signed with their own certificate.",
    takeLoaded: "Take the loaded certificate's",
    notificationUrl: "Where notifications go, unless the payment says",
    notificationUrlHint:
      "notification_endpoint_url of the request comes first. Without either nobody is told, but the notification can be checked here.",
    made: "The sandbox account is made.",
    have: "Open one that you have",
    haveHint: "One that was made with curl, before a reload, or in another tab.",
    open: "Open",
    opened: "The sandbox account is open.",
    uuid: "Its UUID",
    deleted: "The sandbox account is deleted, with all that was in it.",
    account: "Account",
    expires: "Until",
    token: "Token",
    tokenHint:
      "It is in this tab's memory alone. Keep it to open the account after a reload, or in another tab.",
    tokenHidden: "hidden",
    showToken: "Show",
    hideToken: "Hide",
    payouts: "Payouts",
    takesPayouts: "has a key for them",
    noPayoutsKey: "has no key for them: it refuses payouts and the balance",
    toAddress: "Notifications",
    noAddress: "only where the payment has notification_endpoint_url",
    notificationKey: "Key for notifications",
    toNotification: "Use it in the Notification view",
    delete: "Delete the account",
    deleteSure: "Delete it with all that is in it?",
    deleteYes: "Delete",
    deleteNo: "Keep",
    toSend: "Send the signed request",
    payments: "Payments",
    noPayments: "None yet.",
    kinds: { payment: "payment", payout: "payout" } as Record<string, string | undefined>,
    statuses: { wait: "in process", paid: "paid", cancel: "cancelled", fail: "failed" } as Record<
      string,
      string | undefined
    >,
    move: { paid: "Pay", cancel: "Cancel", fail: "Fail" },
    moveOne: (what: string, orderId: string) => `${what}: ${orderId}`,
    again: "Notify again",
    notifications: "Notifications",
    /** AliKassa's IDs mean nothing to the sandbox. */
    unaddressedHint:
      "No address: IDs like notification_endpoint_id are AliKassa's own, and the sandbox does not know them. It takes notification_endpoint_url of the request, or the account's address for notifications.",
    states: {
      pending: "on its way",
      delivered: "delivered",
      failed: "given up",
      unaddressed: "no address",
    } as Record<string, string | undefined>,
    attempt: (status: number) => (status ? `answered ${status}` : "no answer"),
    due: (time: string) => `next attempt at ${time}`,
    check: "Check it",
    older: "Show older",
    requests: "What arrived",
    noRequests: "Nothing yet. What arrives is shown at once, newest first.",
    unmade: "There is no account yet. What arrives at it is shown here at once.",
    looking: "Looking…",
    unseen: "It cannot be seen now what is in the account.",
    live: "live",
    notLive: "not live",
    accepted: "accepted",
    refused: "refused",
    signRight: "Sign is right",
    signWrong: "Sign is wrong",
    body: "Body",
    bodyName: (number: string) => `body ${number}`,
    sign: "Sign",
    headers: "Headers",
    answer: "Answer",
    why: "Why",
    notJson: (type: string) =>
      type
        ? `Content-Type is ${type}. The documentation asks for application/json.`
        : "There is no header Content-Type. The documentation asks for application/json.",
    debug: "Open in Debug",
    verifiedBut: "The sandbox verified Sign, and refused the request for:",
    docs: "What can be provoked",
    docsHint: "With one of these in the request, the sandbox gives that answer.",
    try: "Try it",
    tried: (field: string, value: string) =>
      `${field} is ${value} now, here and in the Sign view. Send it to see the sandbox's answer.`,
    services: "Services, for example",
    amounts: (least: string, most: string) => `Amounts from ${least} to ${most}.`,
    limits: "Limits",
    limit: {
      requests_per_minute: (value: number) =>
        `${plural(value, "request", "requests")} a minute, by account and by address`,
      accounts_per_minute: (value: number) =>
        `${plural(value, "new account", "new accounts")} a minute, by address`,
      body_bytes: (value: number) => `${plural(value / 1024, "KiB", "KiB")} of body`,
      account_days: (value: number) => `${plural(value, "day", "days")} of an account's life`,
      requests_kept: (value: number) => `${plural(value, "request", "requests")} kept for each account`,
    } as Record<string, ((value: number) => string) | undefined>,
    /** The page's own words for what a trigger does, by its value; else the server's stand. */
    meanings: {} as Record<string, string | undefined>,
  },
};

export type SendingWords = typeof sending;
