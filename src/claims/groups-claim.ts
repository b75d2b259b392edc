/** Groups claims: the names of the user's groups that a filter selects, as a program like any other. */
import type { Verdict } from "../check/grants.js";
import type { Environment } from "../context/environment.js";
import type { Presence } from "../context/grants.js";
import { rootPath } from "../context/paths.js";
import type { ContextReader } from "../context/reader.js";
import type { Root } from "../context/roots.js";
import type { Code } from "../diagnostics/codes.js";
import { diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";
import { reason } from "../diagnostics/reasons.js";
import type { Outcome } from "../run/outcome.js";
import { listOf, required, TEXT, type Typed } from "../types/type.js";
import { Fault, type Group, isList, type Value } from "../values/value.js";
import type { ClaimDefinition } from "./document.js";
import type { ClaimProgram, ProgramResult } from "./program.js";

/** A filter of a document. */
export type GroupFilter = NonNullable<ClaimDefinition["groups"]>;

/** The most groups of a claim that names no other number, as Okta has it. */
const DEFAULT_LIMIT = 100;

const TYPED: Typed = required(listOf(required(TEXT)));
const NOWHERE = { start: 0, end: 0 };

/** Whether a group's name is selected. */
type Test = (name: string) => boolean | Fault;

/** Makes the program of a groups claim. */
export function groupsProgram(filter: GroupFilter | undefined, limit: number | undefined, env: Environment): ProgramResult {
  const root = env.roots.get("groups");
  if (!filter || !root)
    return {
      diagnostics: [diagnostic("check/unknown-root", NOWHERE, { name: "groups", known: [...env.roots.keys()].join(", ") })],
    };
  const test = testOf(filter, env);
  if (test instanceof Fault) return { diagnostics: [diagnosticOf(test.code, NOWHERE, test.data)] };
  const most = limit ?? DEFAULT_LIMIT;
  const [[kind, text]] = Object.entries(filter) as [[string, string]];
  const program: ClaimProgram = {
    source: `the groups whose name ${WORDS[kind]} \`${text}\``,
    reads: ["groups"],
    verdicts: Object.fromEntries([...env.grants].map(([name, grant]) => [name, verdictOn(grant.user, kind === "pattern")])),
    typed: TYPED,
    sensitive: false,
    evaluate: (reader) => select(reader, root, test, most),
    explain: () => undefined,
  };
  return { program, diagnostics: [] };
}

const WORDS: Readonly<Record<string, string>> = {
  startsWith: "starts with",
  equals: "is",
  contains: "contains",
  pattern: "matches",
};

/** The test of a filter. Okta's filters disregard letter case; a pattern regards it. */
function testOf(filter: GroupFilter, env: Environment): Test | Fault {
  const { startsWith, equals, contains, pattern } = filter;
  if (pattern !== undefined) return patternTest(pattern, env);
  const wanted = (startsWith ?? equals ?? contains ?? "").toLowerCase();
  if (startsWith !== undefined) return (name) => name.toLowerCase().startsWith(wanted);
  if (equals !== undefined) return (name) => name.toLowerCase() === wanted;
  return (name) => name.toLowerCase().includes(wanted);
}

/** A pattern matches the whole name, in linear time, by the engine that the environment's pattern rows bring. */
function patternTest(_pattern: string, _env: Environment): Test | Fault {
  return new Fault("run/pattern-rows-missing", { name: "groups.pattern" });
}

function select(reader: ContextReader, root: Root, test: Test, most: number): Outcome {
  const path = rootPath(root);
  const groups = reader.read(path);
  if (groups instanceof Fault) return failed(groups);
  if (groups === null || !isList(groups)) {
    const missing = reader.whyMissing(path);
    return { status: "absent", reason: reason(missing.code, NOWHERE, { path: missing.path, grant: reader.grantName }) };
  }
  const names: string[] = [];
  for (const group of groups as readonly Group[]) {
    const name: Value | Fault = group?.fields.get("name") ?? null;
    if (name instanceof Fault) return failed(name);
    const selected = typeof name === "string" && test(name);
    if (selected instanceof Fault) return failed(selected);
    if (selected) names.push(name as string);
  }
  if (names.length > most)
    return failed(new Fault("run/too-many-groups", { count: names.length, limit: most, function: "groups" }));
  if (names.length > 0) return { status: "value", value: names };
  return { status: "absent", reason: reason("no-group-matched", NOWHERE, { count: groups.length, sources: "" }) };
}

function failed(fault: Fault): Outcome {
  return { status: "error", diagnostic: diagnosticOf(fault.code, NOWHERE, fault.data) };
}

function verdictOn(user: Presence, pattern: boolean): Verdict {
  const needsUser = { code: "needs-user", path: "groups", span: NOWHERE } as const;
  if (user === "absent") return { verdict: "never", because: [needsUser], mayFail: [], type: "null" };
  const because = [
    ...(user === "optional" ? [needsUser] : []),
    { code: "unset-on-user", path: "groups", span: NOWHERE } as const,
    { code: "no-group-matched", span: NOWHERE } as const,
  ];
  const mayFail: Code[] = ["run/too-many-groups", ...(pattern ? (["run/budget"] as const) : [])];
  return { verdict: "sometimes", because, mayFail, type: "list<text>?" };
}
