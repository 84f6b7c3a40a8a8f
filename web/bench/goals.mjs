// What is held against what, and how good is good enough. Each goal makes one
// figure out of the medians of the same run; a ratio's parts are named in `from`.
const goal = (name, unit, of, atMost) => ({ name, atMost, from: [of], figure: (m) => m[of], unit });
const ratio = (unit, above, below) => ({ from: [above, below], figure: (m) => m[above] / m[below], unit });

export const goals = [
  { name: "wasm + glue, brotli 11", atMost: 1_000_000, from: ["size"], figure: (m) => m.size, unit: "bytes" },
  {
    name: "load, open key, first sign : empty Go program",
    atMost: 1.6,
    ...ratio("×", "startSigner", "startEmpty"),
  },
  { name: "sign : node-forge", atLeast: 5, ...ratio("× as fast", "signForge", "sign") },
  { name: "open key + sign : node-forge", atLeast: 5, ...ratio("× as fast", "openForge", "open") },
  { name: "signAll of 4,000 : node-forge", atLeast: 20, ...ratio("× as fast", "signForge", "signAll") },
  { name: "signAll of 4,000 : bare WebCrypto", atLeast: 0.8, ...ratio("× as fast", "bare", "signAll") },
  goal("one mistake, median", "ms", "one", 50),
  goal("one mistake, 99th percentile", "ms", "oneSlow", 300),
  goal("two mistakes, median", "ms", "two", 200),
  goal("nothing to find, up to two mistakes", "ms", "nothing", 2000),
  goal("cancel a search, the longest", "ms", "cancel", 50),
  goal("memory above idle", "MiB", "memory", 64),
  { name: "corpus, found as it is", atLeast: 99, from: ["hit"], figure: (m) => m.hit, unit: "%" },
  {
    name: "candidates hashed : WebCrypto in a loop",
    atLeast: 1,
    ...ratio("× as fast", "hashInScript", "hash"),
  },
  {
    name: "encode, native, slowest style",
    atMost: 50,
    from: ["encode"],
    figure: (m) => m.encode * 1000,
    unit: "µs",
  },
  {
    name: "signed payments to the sandbox, 8 clients",
    atLeast: 3000,
    from: ["payments"],
    figure: (m) => m.payments,
    unit: "a second",
  },
  goal("the same, 99th percentile", "ms", "paymentSlow", 25),
  {
    name: "server's memory after 100,000 : before",
    atMost: 1.25,
    ...ratio("×", "memoryAfter", "memoryBefore"),
  },
  goal("signed payment in workerd, median", "ms", "paymentInWorker", 25),
  { name: "validate, native", atMost: 50, from: ["validate"], figure: (m) => m.validate * 1000, unit: "µs" },
];

/** What is worth knowing besides: milliseconds each. */
export const titles = {
  startSigner: "load, open key, first sign",
  startEmpty: "empty Go program",
  startLinked: "Go program with crypto/rsa, idle",
  sign: "sign",
  signInGo: "sign, in Go",
  signForge: "sign, node-forge",
  open: "open key + sign",
  openForge: "open key + sign, node-forge",
  signAll: "signAll, each",
  bare: "bare WebCrypto, each",
  hash: "candidate, the doctor",
  hashInScript: "candidate, WebCrypto in a loop",
};
