/** `claims-el check` of a document: every mistake at its place, and what each claim does on each grant. */
import type { Verdict } from "../check/grants.js";
import type { ClaimSet } from "../claims/set.js";
import type { Options } from "./arguments.js";
import { readClaimsFile } from "./claims-file.js";
import { documentDiagnosticsText, plainText, tableLines } from "./claims-words.js";
import { EXIT } from "./exit.js";
import { type Output, painter, type Terminal } from "./terminal.js";

/** Runs the command over a document. */
export async function runClaimsCheck(path: string, options: Options, terminal: Terminal): Promise<number> {
  const file = await readClaimsFile(path, terminal);
  const { set, diagnostics } = file;
  const verdicts = set?.verdicts() ?? [];
  if (options.json) await terminal.stdout.write(`${JSON.stringify({ ok: set !== undefined, diagnostics, verdicts })}\n`);
  else {
    if (diagnostics.length > 0)
      await terminal.stderr.write(documentDiagnosticsText(file, diagnostics, terminal.stderr, diagnostics.length));
    if (set) await terminal.stdout.write(`${verdictLines(verdicts, terminal.stdout).join("\n")}\n`);
  }
  if (!set) return EXIT.failed;
  if (options["fail-on"] === "warning" && diagnostics.some(({ severity }) => severity === "warning")) return EXIT.failed;
  const isNever = verdicts.some((claim) => Object.values(claim.verdicts).some(({ verdict }) => verdict === "never"));
  return options["fail-on"] === "never" && isNever ? EXIT.failed : EXIT.ok;
}

type ClaimVerdicts = ReturnType<ClaimSet["verdicts"]>[number];

/** One row for each claim and what it does, with the grants on which it does that. */
function verdictLines(verdicts: readonly ClaimVerdicts[], output: Output): string[] {
  if (verdicts.length === 0) return ["The document has no active claims."];
  const rows = verdicts.flatMap(({ name, verdicts: byGrant }) =>
    grouped(byGrant).map(({ verdict, grants, all }, index) => [
      index === 0 ? plainText(name) : "",
      verdict.verdict,
      verdict.type,
      `${all ? "every grant" : grants.join(", ")}${whyText(verdict)}`,
    ]),
  );
  const [head = [], ...body] = tableLines(
    [["CLAIM", "VERDICT", "TYPE", "ON"], ...rows].map((cells) => cells.map((text) => ({ text }))),
    output.width,
  );
  return [...head.map((line) => painter(output)("bold", line)), ...body.flat()];
}

interface VerdictGroup {
  readonly verdict: Verdict;
  readonly grants: readonly string[];
  readonly all: boolean;
}

/** Grants with the same verdict for the same reasons. */
function grouped(byGrant: Readonly<Record<string, Verdict>>): VerdictGroup[] {
  const groups = new Map<string, { verdict: Verdict; grants: string[] }>();
  for (const [grant, verdict] of Object.entries(byGrant)) {
    const key = `${verdict.verdict} ${verdict.type}${whyText(verdict)}`;
    const group = groups.get(key) ?? { verdict, grants: [] };
    group.grants.push(grant);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, all: groups.size === 1 && group.grants.length > 1 }));
}

function whyText({ because, mayFail, values }: Verdict): string {
  const parts = [
    ...new Set(because.map(({ code, path }) => (path === undefined ? code : `${code} ${path}`))),
    ...(values ? [`values ${values.map((value) => JSON.stringify(value)).join(" ")}`] : []),
    ...(mayFail.length > 0 ? [`may fail with ${mayFail.join(" ")}`] : []),
  ];
  return parts.length > 0 ? `: ${parts.join("; ")}` : "";
}
