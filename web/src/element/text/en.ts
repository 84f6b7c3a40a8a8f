/** Every word of the page, in English. The other languages have the same shape. */
import type { FieldInfo, KeyInfo, Problem } from "../../lib/types.ts";
import type { Break } from "../chain/break.ts";
import type { Failure } from "../engine/protocol.ts";
import type { Effect } from "../json/effects.ts";
import { limits } from "./limits.ts";
import { sending } from "./sending-en.ts";

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const types: Record<string, string> = {
  decimal: "decimal",
  "decimal-string": "decimal in a string",
  int: "integer",
  string: "string",
  ip: "IP address",
  email: "e-mail",
  date: "date",
  url: "URL",
  object: "object",
};

type Note = KeyInfo["notes"][number];

export const en = {
  ...sending,
  bar: {
    views: "Views",
    view: {
      sign: "Sign",
      debug: "Debug",
      verify: "Verify",
      notification: "Notification",
      answer: "Answer",
      send: "Send",
      sandbox: "Sandbox",
      reference: "Reference",
    },
    language: "Language",
    languages: { en: "English", ru: "Русский" },
    theme: "Theme",
    themes: { system: "Auto", light: "Light", dark: "Dark" },
  },
  engine: {
    loading: "Engine loading",
    ready: "Engine ready",
    failed: "Engine failed",
    main: "Engine ready, without a worker",
  },
  severity: { error: "Error", warning: "Check", good: "Good" },
  copy: {
    copy: "Copy",
    copied: "Copied",
    refused: "The browser refused: select and copy by hand",
    download: "Download",
    said: (what: string, count: number) => `${what} copied: ${plural(count, "character", "characters")}.`,
  },
  bytes: {
    length: (count: number) => plural(count, "byte", "bytes"),
    encodings: { ascii: "UTF-8, ASCII only", "utf-8": "UTF-8", bytes: "not UTF-8" },
    hex: "Hex",
    asHex: "Shown as hex.",
    asText: "Shown as text.",
  },
  certificate: {
    title: "Certificate",
    demo: "Demo certificate",
    loaded: "Your certificate",
    bits: (bits: number) => `${bits} bits`,
    useYourOwn: "Use your own.",
    dropHere:
      "Drop the archive from AliKassa anywhere on this page: the zip, its folder, or the three files.",
    dropNow: "Drop the certificate: it stays in this tab",
    chooseFiles: "Choose files",
    chooseFolder: "Choose a folder",
    paste: "Paste a key",
    privateKey: "private.pem",
    publicKeyOptional: "public.pem, if you have it",
    password: "Password (the contents of password.txt)",
    passwordOptional: "Password, if the key has one",
    show: "Show",
    hide: "Hide",
    open: "Open",
    opening: "Opening…",
    waiting: "Is opened as soon as the engine is ready.",
    cancel: "Cancel",
    choose: "Which certificate?",
    topFolder: "(the archive's top folder)",
    from: "From",
    size: "Key",
    container: "Container",
    pkcs1: "PKCS #1 (RSA PRIVATE KEY)",
    pkcs8: "PKCS #8 (PRIVATE KEY)",
    cipher: "Cipher",
    notEncrypted: "none: the key is not encrypted",
    fingerprint: "SHA-256",
    noPublicKey: "not given",
    matches: "belongs to this key",
    differs: "belongs to another key: AliKassa would refuse every request",
    forget: "Forget the certificate",
    another: "Choose another",
    forgotten: "The certificate is forgotten. The demo certificate is back.",
    opened: (bits: number) => `The certificate is open: ${bits} bits.`,
    tooMany: (count: number) =>
      `There are more files than the ${count} that were looked at: choose the certificate's own folder.`,
    empty: "There is no file in this.",
    tooLarge: (names: string) => `Too large to be part of a certificate: ${names}.`,
  },
  /** The page's own words for a note or a failure; else the engine's stand. */
  notes: ({ message }: Note): string => message,
  failures: ({ code, message }: Failure): string | undefined => sending.gatewayFailures[code]?.(message),
  promise: {
    words: "Stays in this tab. No network, no storage: check it",
    checks: [
      "Open the browser's network panel (F12, Network), load a certificate and sign: no request appears.",
      "Load the page, switch the network off, and use it: everything still works.",
      "Look at the Content-Security-Policy header of this page: connect-src names this origin alone, form-action nothing.",
      "Look at Application, Storage: nothing is kept. A reload or a closed tab forgets the certificate.",
    ],
    rsa: {
      webcrypto:
        "The private operation is done by the browser's WebCrypto, with a key that cannot be read out again.",
      go: "This page came over plain http, where browsers have no WebCrypto: the private operation is done by Go in this tab.",
    },
    place: {
      worker: "The key lives in a worker of its own.",
      main: "No worker could be started here, so the key lives in the page itself.",
    },
  },
  request: {
    title: "Request",
    operation: "Operation",
    certificates: {
      payments: "signed with the payments certificate",
      payouts: "signed with the payouts certificate",
    },
    account: "Account",
    accountHint: "the account's UUID, from Project Accounts",
    badAccount: "An account is a UUID, like 93d5df06-996c-48c3-9847-348d6b580b80.",
    sides: "Edit as",
    form: "Form",
    json: "JSON",
    jsonLabel: "The request as JSON",
  },
  operations: {} as Record<string, string | undefined>,
  form: {
    required: "required",
    notObject: "The form edits an object. This JSON is something else: edit it as text.",
    large: "This JSON is too large for the form: edit it as text.",
    none: "This operation has no fields. The documented sample signs the two bytes [].",
    unknown: "not in the documentation",
    more: (count: number) => `${plural(count, "more member is", "more members are")} in the JSON.`,
    like: (example: string) => `like ${example}`,
    toText: (line: number, column: number) => `Go to line ${line}, column ${column}`,
    inJson: "Edit this one in the JSON.",
    remove: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} removed.`,
    search: (count: number) => `Add one of ${plural(count, "optional field", "optional fields")}: search`,
    add: "Optional fields",
    nothing: "No field like that.",
    limits: (field: FieldInfo) =>
      limits(field, types, (count) => `to ${plural(count, "character", "characters")}`),
    describe: (field: FieldInfo) => field.description,
  },
  problems: {
    title: "Problems",
    checking: "Checking…",
    unchecked: {
      loading: "Checked as soon as the engine is ready.",
      failed: "Not checked: the engine did not start.",
    },
    more: (count: number) => `And ${plural(count, "more", "more")}.`,
    count: (errors: number, warnings: number) =>
      errors + warnings === 0
        ? "None: every field is as documented."
        : [
            errors && plural(errors, "error", "errors"),
            warnings && plural(warnings, "thing to check", "things to check"),
          ]
            .filter(Boolean)
            .join(", "),
    place: (line: number, column: number) => `line ${line}, column ${column}`,
    words: ({ message }: Problem, _info: FieldInfo | undefined): string => message,
    go: "go to the field",
  },
  style: {
    title: "Style",
    writtenBy: "The body is written as by",
    compare: "Compare with",
    nothing: "nothing",
    does: "What this style does to this data",
    effects: {
      none: () => "Leaves your text as it is, to the byte.",
      "blanks-gone": ({ count }) =>
        `Writes no blanks between tokens: ${plural(count, "character is", "characters are")} gone.`,
      "blanks-kept": ({ count }) =>
        `Has ${plural(count, "blank", "blanks")} between tokens: they are signed like everything else.`,
      order: () => "Changes the order of the fields.",
      slashes: ({ count }) => `Puts a backslash before ${plural(count, "slash", "slashes")}: \\/.`,
      unicode: ({ count }) =>
        `Writes non-ASCII letters as ${plural(count, "escape", "escapes")}, like \\u0417.`,
      "raw-unicode": ({ count }) => `Writes ${plural(count, "escape", "escapes")} of your text as raw UTF-8.`,
      html: ({ count }) =>
        `Escapes <, > and & as \\u003c, \\u003e, \\u0026: ${plural(count, "time", "times")}.`,
      number: ({ from, to }) => `Writes the number ${from} as ${to}.`,
      "more-numbers": ({ count }) => `Respells ${plural(count, "more number", "more numbers")}.`,
      lists: () => "Writes an object as a list.",
      escapes: () => "Spells some characters of strings in another way.",
      large: () =>
        "Writes other bytes than your text has. It is too large to be compared word for word here.",
    } satisfies Record<string, (effect: Effect) => string> as Record<
      Effect["name"],
      (effect: Effect) => string
    >,
  },
  result: {
    summary: "Result",
    body: "Body",
    bodyName: "body",
    noBody: {
      loading: "No body yet: the engine is loading.",
      failed: "There is no body: the engine did not start.",
      writing: "The body is being written…",
      stopped: "There is no body: see the problems.",
    },
    headers: "Headers",
    noSign: {
      loading: "No Sign yet: the engine is loading.",
      failed: "There is no Sign: the engine did not start.",
      opening: "No Sign: the certificate is not open yet.",
      stopped: "No Sign: see the problems.",
      signing: "Signing…",
    },
    differences: (count: number) =>
      count === 0 ? "The same bytes." : plural(count, "difference", "differences"),
    difference: (at: number, count: number) => `Difference ${at} of ${count}`,
    next: "Next difference",
  },
  code: {
    title: "The request in code",
    cut: (count: number) =>
      `Shown up to ${plural(count, "character", "characters")}; Copy and Download have all of it.`,
    carries: "Carries the body and Sign above, as they are.",
    program:
      "A whole program: builds the data, signs it with cert/…/private.pem and sends it. Nothing of your key is in it.",
  },
  state: {
    loading: "Engine loading…",
    failed: "The engine did not start.",
    opening: "Certificate not open yet",
    notSigned: "Not signed",
    show: "see why",
    signing: "Signing…",
    signed: (count: number) => `Signed · ${plural(count, "byte", "bytes")}`,
    signedDemo: (count: number) => `Signed with the demo certificate · ${plural(count, "byte", "bytes")}`,
    signedWrong: (count: number) => `Signed, but ${plural(count, "error", "errors")} in the data`,
  },
  chain: {
    title: "The chain",
    forward: "How Sign comes from the body, in five links",
    backward: "From Sign back to the body, in five links",
    broken: "breaks here",
    nothing: "Nothing yet.",
    publicKey: "public key",
    key: (fingerprint: string) => `key ${fingerprint}`,
    characters: (count: number) => plural(count, "character", "characters"),
    links: {
      body: {
        title: "body",
        what: "The exact bytes that are signed and must be sent: one byte more or less breaks the chain.",
      },
      digest: {
        title: "SHA-1",
        what: "20 bytes that stand for the body. AliKassa expects SHA-1, not SHA-256.",
      },
      padding: {
        title: "padding",
        what: "The digest, padded to the key's length. These bytes were taken back out of Sign with the public key.",
      },
      key: {
        title: "RSA",
        what: "The padded block goes through the private key. This is its public half, which AliKassa keeps.",
      },
      sign: {
        title: "Sign",
        what: "The signature in standard base64, on one line: the value of the Sign header.",
      },
    },
    parts: {
      head: "how a signature's block begins",
      filling: "filling, up to the key's length",
      end: "the end of the filling",
      info: "DigestInfo: which hash follows",
      digest: "the digest of the body",
    },
  },
  /** The page's own words for a cause; else the engine's stand. */
  causes: {} as Record<string, { title: string; looks: string; why: string; fix: string } | undefined>,
  debug: {
    title: "What was refused",
    clear: "Clear",
    paste: "Paste anything: a curl command, a log line, a HAR, a raw request",
    pasteHint:
      "curl https://api-merchant.alikassa.io/v1/payment \\\n  -H 'Account: …' -H 'Sign: …' --data-raw '{…}'",
    reading: "Reading what was pasted…",
    notFound: (name: string) => `no ${name}`,
    /** The page's own words for what the reader notes; else the engine's stand. */
    notes: {} as Record<string, string | undefined>,
    tooLarge: (length: number, most: number) =>
      `That has ${plural(length, "character", "characters")}; up to ${plural(most, "is", "are")} read. Paste the one request alone.`,
    examples: "Nothing at hand? Ten common mistakes, really made with the demo certificate:",
    example: {
      "other-style": "PHP signed, Node sent",
      "wrong-hash": "SHA-256 for SHA-1",
      "key-order": "Another order of fields",
      "value-types": '500.5 or "500.5"',
      "trailing-newline": "A line break at the end",
      "wrong-key-known": "The payouts certificate",
      "form-encoded": "Sent as a form",
      "hashed-twice": "A hash was signed",
      "sign-line-breaks": "Line breaks in Sign",
      "sign-plus-as-space": "Plus became a blank",
    },
    parts: "Part by part",
    keyGiven: "Checked with this key.",
    keyLoaded: (bits: number) => `Empty: checked with the loaded certificate, ${bits} bits.`,
    keyDemo: "Empty: only the demo key is here. Paste public.pem, or drop it or the certificate anywhere.",
    keyTaken: (count: number) => `${plural(count, "public key", "public keys")} taken.`,
    keyLeftOut:
      "A private key was taken out of what was given: it is no part of a request, and Debug needs the public one alone. A certificate is dropped on the page, or pasted in the Sign view.",
    otherKeys: "Other public keys that may have been used",
    otherKeysHint: (count: number) =>
      count > 0
        ? `${plural(count, "key is", "keys are")} tried as well.`
        : "Of the payouts certificate, of an older one, of a test account. Drop them anywhere.",
    otherKey: (number: number) => `other key ${number}`,
    paddings: {
      "pkcs1-v1_5": "PKCS #1 v1.5",
      pss: "PSS",
      none: "none",
      malformed: "malformed",
    } as Record<string, string | undefined>,
    sentLength: (count: number) => `sent: ${plural(count, "byte", "bytes")}`,
    waiting: "Why was it refused?",
    waitingMeans:
      "Paste the request that AliKassa refused. Sign is opened with the public key, and the page looks for the bytes that were really signed. Nothing is sent anywhere.",
    noSign: "There is no Sign yet",
    noSignMeans:
      "Without the value of the Sign header there is nothing to open. Paste the whole request, or Sign by itself.",
    noBody: "The body is missing",
    noBodyMeans:
      "Sign opens with this key, as the chain shows. Paste the body as it was sent, to see where the two part.",
    needsKey: "The public key is missing",
    needsKeyMeans:
      "The demo key does not open this Sign, as was to be expected. Drop the certificate or its public.pem anywhere, or paste it on the left.",
    searching: "Looking for the bytes that were signed…",
    searchingMeans:
      "Everything that known mistakes make of this body is tried. The page can be used meanwhile.",
    stop: "Stop",
    tried: (count: number) => `${plural(count, "candidate", "candidates")} tried`,
    stopped: "Stopped before the bytes were found",
    stoppedMeans: (count: number) =>
      `${plural(count, "candidate was", "candidates were")} tried. What the chain shows is certain all the same.`,
    valid: "This Sign is right for this body",
    validMeans:
      "It was made with this key over exactly these bytes, with SHA-1. If AliKassa refuses it, the reason is one of those below: check them in this order.",
    validRefused:
      "It was made with this key over exactly these bytes, with SHA-1: it is not why the request was refused.",
    proved: (verdict: string): string =>
      verdict === "unreadable"
        ? "No signature can be read from Sign, so that nothing behind it can be checked."
        : "This is proved, not guessed: with it undone, every link of the chain holds.",
    notOpened: "This much is certain: what was signed cannot be told, nor whether it is this body.",
    more: (count: number) =>
      `There ${count === 1 ? "is" : "are"} ${plural(count, "more mistake", "more mistakes")}.`,
    unexplained: "A good signature, over other bytes than these",
    unexplainedMeans: (count: number) =>
      `The key, the hash and the digest in the chain are certain. Of ${plural(count, "candidate", "candidates")} none has that digest: nothing more is claimed.`,
    findings: (count: number) => (count === 1 ? "What went wrong" : `What went wrong, in ${count} steps`),
    nextValid: "What else to check, in this order",
    nextLog: "What to log next",
    about: "about this cause",
    signedShort: "signed",
    sentShort: "sent",
    fix: "Fix:",
    fixIn: "Fix in",
    compared: "Sent and signed",
    sent: "Sent",
    sentName: "sent body",
    signed: "Signed",
    signedName: "signed bytes",
    makeRight: "Make it right",
    makeRightHint:
      "Carries the data, the account and the style of what was sent to the Sign view, to be signed anew.",
    noData: "Neither what was sent nor what was signed is JSON: there is no data to carry to the Sign view.",
    carried: "The request is in the Sign view.",
    seeResult: "See why",
    report: "Report",
    reportHint:
      "Plain text for a colleague or AliKassa's support: verdict, findings, chain and both bodies, in which only amounts, order IDs and other harmless fields are shown. No private key. Where something is hidden, Sign, the digest and exact lengths are left out: with them, hidden values could be guessed.",
    reportWhole: "Show customers' data and all else in the bodies, with Sign, the digest and exact lengths",
    reportShow: "Read it first",
    offer: "What was pasted looks like a request.",
    offerOpen: "Debug it",
    offerDismiss: "Dismiss",
  },
  notification: {
    title: "What AliKassa sent",
    payload: "Notification or redirect: a query string, URL, form or JSON",
    hint: "https://shop.example/notify?type=payment&id=…&sign=…",
    publicKey: "Public key for notifications (public.pem)",
    publicKeyHint:
      "The third certificate: AliKassa signs with it. It is not the one that you sign payments with.",
    example: "An example",
    waiting: "Is it really from AliKassa?",
    waitingMeans: "The notification and the public key for notifications give the answer at once.",
    yes: "Yes: AliKassa signed this",
    no: "No: sign does not fit these fields",
    noMeans: "Treat it as forged until the findings below say otherwise.",
    form: (form: string) =>
      form === "documented"
        ? "It verifies in the documented form."
        : `It verifies, though not in the documented form: ${form}.`,
    findings: "What was found",
    fields: "Fields",
    noFields: "No fields could be read.",
  },
  answer: {
    title: "What AliKassa answered",
    status: "Status",
    statusHint: "0: no answer at all, a timeout",
    body: "Body",
    operation: "To",
    examples: "Examples",
    example: {
      created: "Created",
      invalid: "A field is wrong",
      order: "order_id exists",
      server: "500",
      html: "A page of HTML",
      timeout: "Timeout",
    },
    waiting: "What does this answer mean?",
    waitingMeans: "A status and a body give the answer: what became of the payment, and what to do.",
    outcomes: {
      created: "Created",
      "not-created": "Not created",
      unknown: "Not known whether it was created",
    },
    fields: "Problems by field",
    advice: "What to do",
    /** What the engine says of an answer. */
    words: (text: string): string => text,
  },
  verify: {
    title: "Is this Sign right for this body?",
    take: "Take from the Sign view",
    body: "Body, exactly as it was sent",
    bodyFile: "From a file",
    publicKey: "Public key (public.pem)",
    noBody: "An empty body.",
    answer: "Answer",
    waiting: "Body, Sign and public key give the answer.",
    what: "It comes at once, and nothing is sent anywhere.",
    keyFile: "Choose public.pem",
    keyTaken: "The public key is taken.",
    /** The engine's own reason stands where it says more. */
    why: ({ why, digest, has, wants }: Break, reason: string): string =>
      ({
        "line-breaks": reason,
        "url-alphabet": reason,
        "not-base64": reason,
        cut: `Sign has ${has} bytes, and this key's signatures have ${wants}: it was cut, or something was added to it.`,
        "other-size": `Sign has ${has} bytes, and this key's signatures have ${wants}: it was made with a key of another size.`,
        "other-key":
          "Sign was not made with the private key that this public key belongs to, or one of its characters was changed. About the body nothing can be said.",
        "other-digest": digest
          ? `Sign was made with this key, but with ${digest}; AliKassa expects SHA-1.`
          : "Sign was made with this key, but not in the way of SHA-1 with PKCS #1 v1.5, which AliKassa expects.",
        "no-key": reason,
        body: "Sign was made with this key and SHA-1, but over another body. Sign the very bytes that you send.",
      })[why],
    yes: "Yes: this Sign is right",
    yesMeans: "It was made with this key over exactly these bytes, with SHA-1.",
    no: "No: this Sign is not right",
    cannot: "This cannot be verified",
  },
  reference: {
    search: "Search fields, answers and causes",
    contents: "Contents",
    operations: "Operations",
    causesTitle: "Why signatures are refused",
    looks: "How it looks",
    why: "Why",
    fix: "Fix",
    link: "Link to this cause",
    noFields: "No fields.",
    nothing: "Nothing like that in the documentation.",
    answersTitle: "Answers of the API",
    answers: {
      created:
        "The payment was created. It always begins as wait: ask for its status, or wait for the notification.",
      invalid: "A field is missing or wrong; errors names it. The payment was not created.",
      order:
        "This account has had a payment with this order_id. Use a new, unique one. The payment was not created.",
      service: "The service is unknown or not open to this project. The payment was not created.",
      minimum: "The amount is below the service's minimum. The payment was not created.",
      maximum: "The amount is above the service's maximum. The payment was not created.",
      project:
        "The project may not accept payments yet: ask AliKassa's support. The payment was not created.",
      works: "Maintenance: payments are closed for a while. The payment was not created.",
      server:
        "It is not known whether the payment was created. Do not retry under another order_id: send support the log of request and response.",
    },
  },
};

export type Catalogue = typeof en;
