/** Holds this checkout against the commit it builds on, in one interleaved run: `npm run bench:compare`. Part of `.ci/run`. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import budgets from "./budgets.json" with { type: "json" };
import { bundle, folder, type Library, load, root } from "./library.js";
import { geometricMean, measureLeast, type Subject } from "./measure.js";
import { environmentOf, issuing, ourSubjects } from "./ours.js";
import { CLAIMS, contextsOf } from "./workload.js";

type Line = keyof typeof budgets;
const LINES = Object.keys(budgets) as Line[];

/** A line that is over its budget is measured again on code loaded anew: what slows one side by chance, a busy machine or an unlucky guess of the compiler, does not three times. */
const TRIES = 3;

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function skip(reason: string): never {
  console.log(`No comparison of speed: ${reason}.`);
  process.exit(0);
}

/** The commit to compare with: the last one where there are changes since, otherwise the one before it. */
function earlierCommit(): string {
  if (git("rev-parse", "--is-inside-work-tree") !== "true") skip("this is no checkout of git");
  const name = git("status", "--porcelain", "--", "src") === "" ? "HEAD~1" : "HEAD";
  const commit = git("rev-parse", "--verify", "--quiet", `${name}^{commit}`);
  if (!commit) skip("the history has no earlier commit");
  if (git("diff", "--quiet", commit, "--", "src") !== undefined) skip("the sources are those of the earlier commit");
  return commit;
}

/** The sources of a commit, in a folder below the packages they import. */
function sourcesOf(commit: string): string {
  mkdirSync(folder, { recursive: true });
  const place = mkdtempSync(join(folder, "earlier-"));
  process.on("exit", () => rmSync(place, { recursive: true, force: true }));
  const { status, stderr } = spawnSync("sh", ["-c", 'git archive "$1" src package.json | tar -x -C "$2"', "sh", commit, place], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) skip(`the earlier commit could not be taken out: ${stderr.trim()}`);
  return place;
}

/** What is measured of one version: subjects by line. */
function subjectsOf(library: Library, version: string): Record<Line, readonly Subject<never>[]> {
  const contexts = contextsOf("one");
  const { main } = library;
  const env = environmentOf(library);
  const verbs = (name: string, verb: (text: string) => unknown) =>
    CLAIMS.map((text, claim) => ({
      name: `${version} ${name} ${claim}`,
      run: verb,
      inputs: Array.from({ length: 64 }, (_, at) => text + " ".repeat(at)),
    }));
  return {
    "evaluate the ten claims": ourSubjects(library, contexts, version),
    "issue a token of ten": [{ ...issuing(library, contexts[0] as never), name: `${version} issue` }],
    "parse the ten": verbs("parse", (text) => main.parse(text)),
    "compile the ten": verbs("compile", (text) => main.compile(text, env)),
  } as unknown as Record<Line, readonly Subject<never>[]>;
}

/** How much longer each line takes now: the geometric mean over what it is made of. */
async function ratios(lines: readonly Line[], now: Library, before: Library, rounds: number): Promise<Map<Line, number>> {
  const [ours, earlier] = [subjectsOf(now, "now"), subjectsOf(before, "before")];
  // The two versions of one subject stand side by side, so that what happens to the machine happens to both.
  const pairs = lines.flatMap((line) => ours[line].flatMap((subject, at) => [subject, earlier[line][at] as Subject<never>]));
  const timings = await measureLeast(pairs, { rounds, sliceMs: 0.5 });
  const ratioOf = (line: Line) =>
    geometricMean(
      ours[line].map(
        ({ name }, at) => (timings.get(name) as number) / (timings.get((earlier[line][at] as Subject<never>).name) as number),
      ),
    );
  return new Map(lines.map((line) => [line, ratioOf(line)]));
}

const commit = earlierCommit();
const place = sourcesOf(commit);
let files: readonly [string, string];
/** Both versions, as code that was not run before: a module of another address is another module. */
const fresh = (attempt: number) => Promise.all(files.map((file) => load(file, attempt))) as Promise<[Library, Library]>;
try {
  files = [await bundle(root, "now"), await bundle(place, "before")];
  await ratios(LINES, ...(await fresh(0)), 1);
} catch (error) {
  skip(`the earlier commit cannot be measured in the same way: ${(error as Error).message.split("\n")[0]}`);
}

console.log(`Time now ÷ time at ${commit.slice(0, 12)}, best of interleaved rounds; the budget is in bench/budgets.json`);
let over: readonly Line[] = LINES;
for (let attempt = 1; attempt <= TRIES && over.length > 0; attempt++) {
  const measured = await ratios(over, ...(await fresh(attempt)), 12 * attempt);
  for (const [line, ratio] of measured) console.log(`${ratio.toFixed(2).padStart(7)}  of at most ${budgets[line]}  ${line}`);
  over = over.filter((line) => (measured.get(line) as number) > budgets[line]);
}
if (over.length > 0) {
  console.log(`Slower than the budget allows, ${TRIES} times in a row: ${over.join(", ")}.`);
  process.exitCode = 1;
}
