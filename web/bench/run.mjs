// Measures the library against its peers, in one Chromium and one run, prints a
// table and writes bench/results.json. What is compared is measured in turns, so
// that a busy machine is busy for both; what is told is the median.
// With --strict a goal that is missed is a failure.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { build } from "./build.mjs";
import { goals, titles } from "./goals.mjs";
import { measureGateway, measureNative } from "./native.mjs";
import { serve } from "./serve.mjs";

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const demo = (name) => readFileSync(join(top, "signer/testdata/demo", name), "utf8");
const certificate = { privateKey: demo("private.pem"), password: demo("password.txt") };
const starts = 31;
const rounds = 7;

const { files, size, doctorSize } = await build();
const only = process.argv.includes("--doctor"); // while the search is worked on
const server = await serve(files);
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath });
const samples = {};
const add = (name, milliseconds) => {
  samples[name] ??= [];
  samples[name].push(milliseconds);
};
const figures = {};
try {
  const started = ["startEmpty", "startLinked", "startSigner"];
  for (let i = 0; i < starts && !only; i++) {
    for (const name of i % 2 ? started : started.toReversed()) {
      add(name, await inNewPage((page) => page.evaluate(startOnce, { name, certificate })));
    }
  }
  await inNewPage(measureDoctor);
  await inNewPage(async (page) => {
    if (only) return;
    await page.evaluate(prepareOnce, { module: "/page.js", certificate });
    const each = async (name, count, ...more) =>
      (await page.evaluate(([name, ...args]) => globalThis.work[name](...args), [name, count, ...more])) /
      count;
    for (let i = 0; i < rounds; i++) {
      add("sign", await each("sign", 200));
      add("signForge", await each("signForge", 20));
      add("signInGo", await each("signInGo", 20));
      add("open", await each("open", 60));
      add("openForge", await each("openForge", 8));
      const bare = [await each("bare", 4000), await each("bareInLanes", 4000, 16)];
      add("signAll", await each("signAll", 4000));
      add("bare", Math.min(...bare)); // as hard as it can be used
    }
  });
} finally {
  await browser.close();
  server.close();
}

const medians = {
  size,
  doctorSize,
  ...(only ? {} : { ...measureNative(top), ...measureGateway(top) }),
  ...figures,
};
for (const [name, values] of Object.entries(samples)) medians[name] = median(values);
report();

async function inNewPage(measure) {
  const context = await browser.newContext(); // a process of its own: nothing compiled is left over
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    return await measure(page);
  } finally {
    await context.close();
  }
}

async function measureDoctor(page) {
  await page.evaluate(prepareOnce, { module: "/doctor.js", certificate });
  const work = (name, ...args) =>
    page.evaluate(([name, ...args]) => globalThis.work[name](...args), [name, ...args]);
  const [one, two] = [await work("vectors", "one"), await work("vectors", "two")];
  const milliseconds = (results) => results.map((result) => result.milliseconds).sort((a, b) => a - b);
  figures.one = median(milliseconds(one));
  figures.oneSlow = milliseconds(one)[Math.floor(one.length * 0.99)];
  figures.two = median(milliseconds(two));
  figures.hit = (100 * [...one, ...two].filter(({ hit }) => hit).length) / (one.length + two.length);
  figures.cancel = 0;
  for (let i = 0; i < 12; i++) figures.cancel = Math.max(figures.cancel, await work("cancel", 20 + 30 * i));
  for (let i = 0; i < 3; i++) {
    const { milliseconds, tried } = await work("nothing");
    add("nothing", milliseconds);
    figures.triedOfTwo = tried;
    add("hash", await work("hash"));
    add("hashInScript", await work("hashInScript", 5000));
  }
  figures.memory = await work("memory");
}

async function startOnce({ name, certificate }) {
  const bench = await import("/start.js");
  return bench[name](certificate);
}

async function prepareOnce({ module, certificate }) {
  const bench = await import(module);
  globalThis.work = await bench.prepare(certificate);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function report() {
  const measured = goals.filter(({ from }) => from.every((name) => name in medians));
  const results = measured.map(({ name, atMost, atLeast, from, figure, unit }) => {
    const value = figure(medians);
    const met = atMost === undefined ? value >= atLeast : value <= atMost;
    return { name, value, unit, ...(atMost === undefined ? { atLeast } : { atMost }), met, from };
  });
  for (const { name, value, unit, atMost, atLeast, met } of results) {
    const goal = atMost === undefined ? `≥ ${shown(atLeast)}` : `≤ ${shown(atMost)}`;
    console.log(
      `${met ? "met   " : "MISSED"}  ${name.padEnd(47)} ${shown(value).padStart(9)} ${unit} (${goal})`,
    );
  }
  console.log("");
  for (const [name, title] of Object.entries(titles)) {
    if (!(name in medians)) continue;
    console.log(`${title.padEnd(33)} ${medians[name].toFixed(3).padStart(9)} ms`);
  }
  console.log(`${"the doctor's wasm, brotli 11".padEnd(33)} ${shown(doctorSize).padStart(9)} bytes`);
  console.log(`${"candidates of two mistakes".padEnd(33)} ${shown(medians.triedOfTwo).padStart(9)}`);
  console.log(`${"candidates a second".padEnd(33)} ${shown(1000 / medians.hash).padStart(9)}`);
  if (only) return;
  mkdirSync(join(top, "bench"), { recursive: true });
  const versions = { node: process.version, chromium: browser.version() };
  const written = { date: new Date().toISOString(), versions, goals: results, medians };
  writeFileSync(join(top, "bench/results.json"), `${JSON.stringify(written, null, 2)}\n`);
  if (process.argv.includes("--strict") && results.some(({ met }) => !met)) process.exitCode = 1;
}

function shown(value) {
  return value >= 1000 ? Math.round(value).toLocaleString("en") : value.toFixed(2).replace(/\.?0+$/, "");
}
