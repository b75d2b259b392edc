/** `claims-el impact`: whose tokens change when one document becomes another, over a whole directory. */
import { renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { DirectoryMisfit, type ImpactProgress, impactOf } from "../impact/impact.js";
import type { ImpactReport } from "../impact/report.js";
import { type Invocation, textOption } from "./arguments.js";
import { readClaimsFile } from "./claims-file.js";
import { openClaims } from "./claims-open.js";
import { EXIT, UsageError } from "./exit.js";
import type { OpenedDirectory } from "./impact-directory.js";
import { impactHtml } from "./impact-html.js";
import { openDirectory } from "./impact-open.js";
import { impactLines } from "./impact-text.js";
import { reasonOf } from "./input.js";
import type { Output, Terminal } from "./terminal.js";

/** Runs the command. */
export async function runImpact({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const [old, next, ...more] = positionals;
  if (old === undefined || next === undefined || more.length > 0)
    throw new UsageError("two documents are wanted", "Write claims-el impact old.json new.json --directory FOLDER.");
  const place = textOption(options, "directory");
  if (place === undefined)
    throw new UsageError("no directory is given", "Give `--directory` a folder of exports, or postgresql://user@host/database.");
  const most = shareOf(textOption(options, "max-changed"));
  const before = await openClaims(await readClaimsFile(old, terminal), options, terminal);
  const after = await openClaims(await readClaimsFile(next, terminal), options, terminal);
  if (!before || !after) return EXIT.failed;
  // Ahead of the command's own listener, which ends the process without a word.
  process.prependOnceListener("SIGINT", interrupted);
  let directory: OpenedDirectory | undefined;
  try {
    directory = await openDirectory(place, after);
    const report = await drawn(impactOf(directory, before, after, { reveal: options.reveal === true }), terminal.stderr);
    const html = textOption(options, "html");
    if (html !== undefined) writeWhole(html, impactHtml(report, { old, next }));
    await terminal.stdout.write(
      options.json ? `${JSON.stringify(report)}\n` : `${impactLines(report, terminal.stdout).join("\n")}\n`,
    );
    if (most === undefined || report.changedShare <= most) return EXIT.ok;
    await terminal.stderr.write(`claims-el: ${percent(report.changedShare)} of the tokens change, more than ${percent(most)}.\n`);
    return EXIT.failed;
  } catch (error) {
    if (!(error instanceof DirectoryMisfit)) throw error;
    const [{ path, column, holds, wanted }] = error.misfits as [DirectoryMisfit["misfits"][number]];
    throw new UsageError(
      `the column \`${column}\` holds ${holds}, but the schema of \`${path}\` says ${wanted}`,
      "Change the schema, or the type of the column.",
    );
  } finally {
    process.removeListener("SIGINT", interrupted);
    directory?.close();
  }
}

function interrupted(): void {
  writeSync(2, "\nclaims-el: interrupted; no report was written.\n");
  process.exit(EXIT.interrupted);
}

/** `0.5%` or `0.005` as a share. */
function shareOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,3}(?:\.\d+)?)(%?)$/.exec(text.trim());
  const share = match ? Number(match[1]) / (match[2] ? 100 : 1) : Number.NaN;
  if (!(share >= 0 && share <= 1))
    throw new UsageError(`\`--max-changed ${text}\` is no share`, "Write a percentage such as 0.5%.");
  return share;
}

/** A share in words. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`;
}

/** A file is there whole or not at all. */
function writeWhole(path: string, text: string): void {
  const half = `${path}.${process.pid}.part`;
  try {
    writeFileSync(half, text);
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw new UsageError(`${path} cannot be written: ${reasonOf(error)}`);
  }
}

const BAR_WIDTH = 24;

/** Runs the work with a bar, its rate and the time left. */
async function drawn(work: AsyncGenerator<ImpactProgress, ImpactReport>, output: Output): Promise<ImpactReport> {
  const begin = performance.now();
  for (;;) {
    const next = await work.next();
    if (next.done) {
      if (output.width !== undefined) void output.write(`\r${" ".repeat(output.width - 1)}\r`);
      return next.value;
    }
    const { done, of } = next.value;
    if (output.width === undefined || of === 0 || done === 0) continue;
    const seconds = (performance.now() - begin) / 1000;
    const full = Math.round((done / of) * BAR_WIDTH);
    const left = Math.ceil((seconds / done) * (of - done));
    const line = `Comparing [${"#".repeat(full)}${".".repeat(BAR_WIDTH - full)}] ${Math.floor((100 * done) / of)}%, ${Math.round(done / seconds)} users/s, ${left} s left`;
    void output.write(`\r${line.padEnd(Math.min(output.width - 1, 90)).slice(0, output.width - 1)}`);
  }
}
