// Writes the figures of the last `make bench` into the README, between its marks.
// Run by: make figures
import { readFileSync, writeFileSync } from "node:fs";

const results = JSON.parse(readFileSync(new URL("../../bench/results.json", import.meta.url), "utf8"));
const readme = new URL("../../README.md", import.meta.url);

const shown = (value) =>
  value >= 100
    ? Math.round(value).toLocaleString("en")
    : String(Number(value.toPrecision(value < 1 ? 1 : 3)));
const rows = results.goals.map(({ name, value, unit, atMost, atLeast, met }) => {
  const goal = atMost === undefined ? `≥ ${shown(atLeast)}` : `≤ ${shown(atMost)}`;
  return `| ${name} | ${shown(value)} ${unit} | ${goal}${met ? "" : " (missed)"} |`;
});
const table = ["| what | figure | goal |", "|---|---|---|", ...rows].join("\n");
const about = `Chromium ${results.versions.chromium}, Node ${results.versions.node}, ${results.date.slice(0, 10)}; two cores.`;

const text = readFileSync(readme, "utf8");
const marks = /<!-- figures: written by `make figures` -->[\s\S]*?<!-- \/figures -->/;
if (!marks.test(text)) throw new Error("README.md has no marks for the figures");
const written = `<!-- figures: written by \`make figures\` -->\n${table}\n\n${about}\n<!-- /figures -->`;
writeFileSync(readme, text.replace(marks, () => written));
