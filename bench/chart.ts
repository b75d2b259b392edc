/** Writes `docs/performance.md` and its chart from the bench's own output: `npm run bench -- --json FILE`, then `npm run bench:chart -- FILE`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Growth } from "./growth.js";
import { root } from "./library.js";
import type { BenchResult } from "./report.js";

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write("usage: npm run bench:chart -- FILE.json\n");
  process.exit(2);
}
const result = JSON.parse(readFileSync(file, "utf8")) as BenchResult;

const WIDTH = 720;
const HEIGHT = 420;
const EDGE = { left: 60, right: 210, top: 20, bottom: 40 };
const COLOURS = ["#0b6e99", "#b4451f", "#3a7d34", "#7a4fa3", "#8a6d00", "#a3365f", "#4a5a68"];

/** Both axes count doublings, so that what is linear runs along the diagonal. */
function chart(growth: readonly Growth[]): string {
  const doublings = Math.max(...growth.map(({ points }) => points.length - 1));
  const highest = Math.max(doublings, ...growth.map((each) => Math.max(...steps(each)))) + 0.2;
  const x = (at: number) => EDGE.left + (at / doublings) * (WIDTH - EDGE.left - EDGE.right);
  const y = (at: number) => HEIGHT - EDGE.bottom - (Math.max(0, at) / highest) * (HEIGHT - EDGE.top - EDGE.bottom);
  const times = (at: number) => `${2 ** at} ×`;
  const ticks = Array.from({ length: doublings + 1 }, (_, at) => [
    `<text x="${x(at)}" y="${HEIGHT - 16}" text-anchor="middle">${times(at)}</text>`,
    `<text x="${EDGE.left - 8}" y="${y(at) + 4}" text-anchor="end">${times(at)}</text>`,
    `<line x1="${EDGE.left}" x2="${x(doublings)}" y1="${y(at)}" y2="${y(at)}" stroke="#8884" />`,
  ]).flat();
  const lines = growth.flatMap((each, index) => {
    const colour = COLOURS[index % COLOURS.length] as string;
    const points = steps(each).map((step, at) => `${x(at).toFixed(1)},${y(step).toFixed(1)}`);
    const label = EDGE.top + 14 + index * 18;
    return [
      `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="2" />`,
      `<text x="${WIDTH - EDGE.right + 16}" y="${label}" fill="${colour}">${each.name}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="#667">`,
    "<title>Time as the input doubles; the dashed line is linear</title>",
    ...ticks,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(doublings)}" y2="${y(doublings)}" stroke="#889" stroke-dasharray="5 4" />`,
    ...lines,
    "</svg>",
    "",
  ].join("\n");
}

/** How many doublings of its first time each point takes. */
function steps({ points }: Growth): number[] {
  return points.map(({ ns }) => Math.log2(ns / (points[0]?.ns as number)));
}

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? ":--" : "--:"))), ...rows.map(line)].join("\n");
}

/** The sections of the page that this run has numbers for. */
function sections(): string[] {
  const { machine, evaluate, evaluateEightShapes, issue, issueEightShapes, compile, growth, coldMs, bytes, gzipKiB } = result;
  const parts = [
    `Measured on ${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}, with a load of ${machine.load.toFixed(0)} (above the number of cores, the figures are noisy). ${Object.entries(
      machine.versions,
    )
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}.`,
  ];
  if (evaluate) {
    const eight = new Map((evaluateEightShapes?.rows ?? []).map(({ name, mean }) => [name, mean]));
    const rows = evaluate.rows.map(({ name, generatesCode, mean, ratios }) => [
      name,
      generatesCode ? "yes" : "no",
      number(mean),
      eight.has(name) ? number(eight.get(name) as number) : "",
      ...ratios.map(number),
    ]);
    parts.push(
      "## Evaluate",
      "Ratio to a hand-written function: the geometric mean of the ten claims, the same with eight key orders of context, and each claim. Ours includes the outcome object and every limit.",
      table(["", "code from strings", "mean", "eight orders", ...evaluate.plainNs.map((_, at) => `#${at + 1}`)], rows),
    );
  }
  if (issue && issueEightShapes) {
    const names = Object.keys(issue.again.ratios);
    const cell = (from: typeof issue.again, name: string) => number(from.ratios[name] as number);
    parts.push(
      "## Issue",
      "A token of the ten claims, as a ratio to plain JavaScript: contexts that come again, contexts that were never seen, both with one and with eight key orders.",
      table(
        ["", "again", "never seen", "again, eight orders", "never seen, eight orders"],
        names.map((name) => [
          name,
          cell(issue.again, name),
          cell(issue.fresh, name),
          cell(issueEightShapes.again, name),
          cell(issueEightShapes.fresh, name),
        ]),
      ),
    );
  }
  if (compile) {
    parts.push(
      "## Parse, check, compile",
      "Ratio to a parser written by hand (`bench/pratt.ts`), which reports nothing and checks nothing. A check is on all seven grants; `compile, one grant` parses, checks on one and makes closures.",
      table(
        ["", "mean"],
        compile.map(({ name, mean }) => [name, number(mean)]),
      ),
    );
  }
  if (growth) {
    writeFileSync(join(root, "docs", "performance.svg"), chart(growth));
    parts.push(
      "## Growth",
      "![Time as the input doubles](performance.svg)",
      "The last column is 1 where the time is in proportion to the size.",
      table(
        ["", "from", "to", "µs at the end", "÷ linear"],
        growth.map(({ name, unit, points, excess }) => [
          name,
          `${points[0]?.size} ${unit}`,
          String(points.at(-1)?.size),
          number((points.at(-1)?.ns ?? 0) / 1000),
          excess.toFixed(2),
        ]),
      ),
    );
  }
  if (coldMs && gzipKiB && bytes) {
    parts.push(
      "## Start",
      "Milliseconds of a cold import over bare Node.",
      table(
        ["", "ms"],
        Object.entries(coldMs).map(([name, ms]) => [name, number(ms)]),
      ),
      `A compiled expression keeps ${Math.round(bytes.mean)} bytes on average, \`app.system_home\` ${Math.round(bytes.simplest)}.`,
      "What compiling and evaluating adds to a bundle, minified and gzipped.",
      table(
        ["", "KiB"],
        Object.entries(gzipKiB).map(([name, size]) => [name, number(size)]),
      ),
    );
  }
  return parts;
}

const intro = [
  "# Performance",
  "This page is written by `npm run bench -- --json FILE` and `npm run bench:chart -- FILE`. Read the ratios: everything is measured in one process, interleaved, so a busy machine slows everybody alike.",
  "What the claims are, and what each peer cannot say faithfully, is in `bench/`. `.ci/run` compares each commit with the one before (`bench/budgets.json`).",
];
writeFileSync(join(root, "docs", "performance.md"), `${[...intro, ...sections()].join("\n\n")}\n`);
