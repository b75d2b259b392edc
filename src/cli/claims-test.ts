/** `claims-el test`: runs the tests of a document, tells what they reach, and writes what they would have to expect. */
import type { EdgeReport } from "../claims/edge-tests.js";
import type { ClaimSet } from "../claims/set.js";
import type { TestReport } from "../claims/tests.js";
import { type Invocation, type Options, textOption } from "./arguments.js";
import { type ClaimsFile, documentPath, readClaimsFile } from "./claims-file.js";
import { openClaims } from "./claims-open.js";
import { withProgress } from "./claims-progress.js";
import { junitText, tapText } from "./claims-test-formats.js";
import { edgeLines, reportLines } from "./claims-test-report.js";
import { updatedText } from "./claims-test-update.js";
import { watchFiles } from "./claims-watch.js";
import { counted } from "./claims-words.js";
import { EXIT, UsageError } from "./exit.js";
import { writeText } from "./input.js";
import type { Terminal } from "./terminal.js";

/** The forms of a report that are for programs. */
const FORMS = ["json", "junit", "tap"] as const;

/** Runs the command. */
export async function runTest({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const path = documentPath(positionals, "claims-el test claims.json");
  const least = leastCoverage(options);
  const forms = FORMS.filter((form) => options[form]);
  if (forms.length > 1) throw new UsageError(`\`--${forms[0]}\` and \`--${forms[1]}\` do not go together`, "Give one of them.");
  if (options.update) refuseUpdate(path);
  if (options.watch && path === "-") throw new UsageError("standard input cannot be watched", "Name a file.");
  if (!options.watch) return (await runOnce(path, options, least, terminal)).code;
  for (;;) {
    const { files } = await runOnce(path, options, least, terminal);
    await terminal.stderr.write(`Watching ${counted(files.size, "file")}; Ctrl-C ends.\n`);
    await watchFiles(files);
  }
}

function leastCoverage(options: Options): number {
  const text = textOption(options, "min-coverage");
  if (text === undefined) return 0;
  const least = Number(text.replace(/%$/, ""));
  if (!(least >= 0 && least <= 100))
    throw new UsageError(`\`--min-coverage\` cannot be \`${text}\``, "Write a number from 0 to 100.");
  return least;
}

/** A pipeline that rewrites its own expectations never fails. */
function refuseUpdate(path: string): void {
  const { CI = "" } = process.env;
  if (CI !== "" && CI !== "false" && CI !== "0")
    throw new UsageError("`--update` is refused where `CI` is set", "Update on your own machine, and look at the change.");
  if (path === "-") throw new UsageError("standard input cannot be updated", "Name a file.");
}

interface Run {
  readonly code: number;
  readonly files: ClaimsFile["files"];
}

async function runOnce(path: string, options: Options, least: number, terminal: Terminal): Promise<Run> {
  const file = await readClaimsFile(path, terminal);
  const set = await openClaims(file, options, terminal);
  if (!set) return { code: EXIT.failed, files: file.files };
  const report = set.test({ reveal: options.reveal === true });
  if (options.update) return { code: await update(file, set, report, terminal), files: file.files };
  const edges = options.edges ? withProgress("Trying", set.tryEdges(), terminal.stderr) : undefined;
  await terminal.stdout.write(textOf(file, report, edges, options, terminal));
  const missed = Object.entries(report.coverage).filter(([, part]) => percent(part) < least);
  for (const [name, part] of missed)
    await terminal.stderr.write(
      `claims-el: the tests reach ${Math.floor(percent(part))}% of the ${name}, where ${least}% are wanted.\n`,
    );
  const failed = report.failed > 0 || missed.length > 0 || (edges?.refused ?? 0) > 0;
  return { code: failed ? EXIT.failed : EXIT.ok, files: file.files };
}

/** How much of a part is reached; all of nothing. */
function percent({ reached, of }: { readonly reached: number; readonly of: number }): number {
  return of === 0 ? 100 : (100 * reached) / of;
}

function textOf(file: ClaimsFile, report: TestReport, edges: EdgeReport | undefined, options: Options, terminal: Terminal): string {
  if (options.json) return `${JSON.stringify(edges ? { ...report, edges } : report)}\n`;
  if (options.junit) return junitText(file.name, report, edges);
  if (options.tap) return tapText(report, edges);
  return `${[...reportLines(report, terminal.stdout), ...(edges ? edgeLines(edges, terminal.stdout) : [])].join("\n")}\n`;
}

async function update({ tests: place }: ClaimsFile, set: ClaimSet, report: TestReport, terminal: Terminal): Promise<number> {
  const failed = report.tests.filter(({ passed }) => !passed).map(({ number }) => number - 1);
  if (failed.length === 0) {
    await terminal.stdout.write("Every test passes; nothing to update.\n");
    return EXIT.ok;
  }
  const tests = set.document.tests ?? [];
  writeText(
    place.path,
    updatedText(
      place,
      failed.map((index) => ({ index, expectations: set.expectations(tests[index] as (typeof tests)[number]) })),
    ),
  );
  await terminal.stdout.write(
    `Updated ${counted(failed.length, "test")} in ${place.path}: ${failed.map((index) => index + 1).join(", ")}.\n`,
  );
  return EXIT.ok;
}
