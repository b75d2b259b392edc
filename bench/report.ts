/** The bench's results as text for people. */
import { arch, cpus, loadavg, platform, totalmem } from "node:os";
import type { CompileRow } from "./compile.js";
import type { EvaluateResult } from "./evaluate.js";
import type { Growth } from "./growth.js";
import type { IssueResult } from "./issue.js";
import { versionOf } from "./start.js";

/** Everything that was measured; a section that was not asked for is missing. */
export interface BenchResult {
  readonly machine: Machine;
  readonly evaluate?: EvaluateResult;
  readonly evaluateEightShapes?: EvaluateResult;
  readonly issue?: { readonly again: IssueResult; readonly fresh: IssueResult };
  readonly issueEightShapes?: { readonly again: IssueResult; readonly fresh: IssueResult };
  readonly compile?: readonly CompileRow[];
  readonly growth?: readonly Growth[];
  readonly coldMs?: Readonly<Record<string, number>>;
  readonly bytes?: { readonly mean: number; readonly simplest: number };
  readonly gzipKiB?: Readonly<Record<string, number>>;
}

/** Where it was measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  readonly v8: string;
  /** How many processes wanted to run, on average over the last minute: above the cores, medians are noisy. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}

const PACKAGES = [
  "@marcbachmann/cel-js",
  "@bufbuild/cel",
  "cel-js",
  "jsonata",
  "jexl",
  "expr-eval",
  "filtrex",
  "spel2js",
  "json-logic-engine",
];

/** This machine. */
export function machineOf(withPeers: boolean): Machine {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    node: process.version,
    v8: process.versions.v8,
    load: loadavg()[0] ?? 0,
    versions: Object.fromEntries((withPeers ? PACKAGES : []).map((name) => [name, versionOf(name)])),
  };
}

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? "").length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[at] as number))).join("  ");
  return [line(head), ...rows.map(line)].join("\n");
}

function evaluateText(title: string, { rows, plainNs }: EvaluateResult): string {
  const head = [title, "CSP-safe", "mean", ...plainNs.map((_, at) => `#${at + 1}`)];
  const lines = rows.map(({ name, generatesCode, mean, ratios }) => [
    name,
    generatesCode ? "no" : "yes",
    number(mean),
    ...ratios.map(number),
  ]);
  return table(head, [...lines, ["plain JavaScript, ns", "", "", ...plainNs.map(number)]]);
}

function issueText(title: string, again: IssueResult, fresh: IssueResult): string {
  const names = Object.keys(again.ratios);
  return table(
    [title, "contexts that come again", "never seen"],
    [
      ...names.map((name) => [name, number(again.ratios[name] as number), number(fresh.ratios[name] as number)]),
      ["plain JavaScript, ns", number(again.plainNs), number(fresh.plainNs)],
    ],
  );
}

function growthText(growth: readonly Growth[]): string {
  const rows = growth.map(({ name, unit, points, excess }) => [
    `${name}, by ${unit}`,
    points.map(({ size, ns }) => `${size}: ${number(ns / 1000)}`).join("  "),
    excess.toFixed(2),
  ]);
  return table(["growth, µs", "", "÷ linear"], rows);
}

const record = (title: string, entries: Readonly<Record<string, number>>) =>
  table(
    [title, ""],
    Object.entries(entries).map(([name, value]) => [name, number(value)]),
  );

/** A result as text. */
export function textOf(result: BenchResult): string {
  const { machine, compile } = result;
  const parts = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}, V8 ${machine.v8}, load ${machine.load.toFixed(1)}`,
    Object.entries(machine.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
  ];
  if (result.evaluate) parts.push(evaluateText("evaluate, ratio to plain JavaScript", result.evaluate));
  if (result.evaluateEightShapes) parts.push(evaluateText("the same, eight shapes of context", result.evaluateEightShapes));
  if (result.issue) parts.push(issueText("issue ten claims, ratio to plain", result.issue.again, result.issue.fresh));
  if (result.issueEightShapes)
    parts.push(issueText("the same, eight shapes", result.issueEightShapes.again, result.issueEightShapes.fresh));
  if (compile)
    parts.push(
      table(
        ["ratio to a hand-written parser", "mean", ...(compile[0]?.ratios ?? []).map((_, at) => `#${at + 1}`)],
        compile.map(({ name, mean, ratios }) => [name, number(mean), ...ratios.map(number)]),
      ),
    );
  if (result.growth) parts.push(growthText(result.growth));
  if (result.coldMs) parts.push(record("cold import, ms over bare Node", result.coldMs));
  if (result.bytes) parts.push(record("bytes kept by a compiled expression", { ...result.bytes }));
  if (result.gzipKiB) parts.push(record("compile and evaluate in a bundle, KiB gzipped", result.gzipKiB));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
