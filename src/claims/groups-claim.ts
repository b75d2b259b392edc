/** Groups claims: the names of the user's groups that a filter selects, as a program like any other. */
import type { Verdict } from "../check/grants.js";
import type { Environment } from "../context/environment.js";
import type { Grant } from "../context/grants.js";
import { type ReadPath, rootPath } from "../context/paths.js";
import type { ContextReader } from "../context/reader.js";
import type { Code } from "../diagnostics/codes.js";
import { diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";
import { reason } from "../diagnostics/reasons.js";
import { groupsWhere, sourcesInWords } from "../library/group-fields.js";
import { MOST_GROUPS } from "../library/group-lists.js";
import { UNITS_OF_A_GROUP } from "../library/looking.js";
import { exportValue, type Outcome } from "../run/outcome.js";
import { listOf, required, TEXT, type Typed } from "../types/type.js";
import { Fault, type Group, isList, type Value } from "../values/value.js";
import type { ClaimDefinition } from "./document-types.js";
import { type MakeTest, NAME_FILTERS, nameTest } from "./group-names.js";
import { patternTest } from "./group-pattern.js";
import type { ClaimProgram, ProgramResult } from "./program.js";

/** A filter of a document. */
export type GroupFilter = NonNullable<ClaimDefinition["groups"]>;

const TYPED: Typed = required(listOf(required(TEXT)));
const NOWHERE = { start: 0, end: 0 };

const WORDS: Readonly<Record<string, string>> = {
  startsWith: "starts with",
  equals: "is",
  contains: "contains",
  pattern: "matches",
};

/** Makes the program of a groups claim. */
export function groupsProgram(filter: GroupFilter, limit: number | undefined, env: Environment): ProgramResult {
  const root = env.roots.get("groups");
  if (!root)
    return {
      diagnostics: [diagnostic("check/unknown-root", NOWHERE, { name: "groups", known: [...env.roots.keys()].join(", ") })],
    };
  const [kind, wanted] = Object.entries(filter)[0] as [string, string];
  const isPattern = !Object.hasOwn(NAME_FILTERS, kind);
  const { makeTest, diagnostics } = isPattern ? patternTest(wanted, env) : { makeTest: nameTest(kind, wanted), diagnostics: [] };
  if (!makeTest) return { diagnostics };
  const path = rootPath(root);
  const program: ClaimProgram = {
    source: `the groups whose name ${WORDS[kind]} \`${wanted}\``,
    reads: [path.text],
    paths: [path],
    roots: [root],
    verdicts: Object.fromEntries([...env.grants].map(([name, grant]) => [name, verdictOn(grant, isPattern)])),
    typed: TYPED,
    sensitive: false,
    evaluate: (reader) => select(reader, path, { makeTest, env, most: groupLimit(limit, env.grants.get(reader.grantName)) }),
    explain: () => undefined,
  };
  return { program, diagnostics };
}

/** How many groups a claim may have on a grant: what it says, and on most grants no more than a function may. */
export function groupLimit(limit: number | undefined, grant: Grant | undefined): number {
  return grant?.manyGroups ? (limit ?? MOST_GROUPS) : Math.min(limit ?? MOST_GROUPS, MOST_GROUPS);
}

interface Selection {
  readonly makeTest: MakeTest;
  readonly most: number;
  readonly env: Environment;
}

function select(reader: ContextReader, path: ReadPath, { makeTest, most, env }: Selection): Outcome {
  const groups: Value | Fault = reader.read(path);
  if (groups instanceof Fault) return failed(groups);
  if (groups === null || !isList(groups)) {
    const missing = reader.whyMissing(path);
    const data = { path: missing.path, grant: reader.whoLacks(missing.code) };
    return {
      status: "absent",
      reason: reason(missing.code, NOWHERE, data, missing.code === "needs-user" ? path.root.absentHint : undefined),
    };
  }
  const all = groups as readonly Group[];
  const { dataSize, work: limit } = env.limits;
  let left = limit;
  const look = (units: number) => {
    left -= units;
    return left < 0 ? new Fault("context/too-much-work", { limit }) : undefined;
  };
  const kept = look(all.length * UNITS_OF_A_GROUP) ?? groupsWhere(all, makeTest(look));
  if (kept instanceof Fault) return failed(kept);
  if (kept.length > most) return failed(new Fault("run/too-many-groups", { function: "groups" }));
  const names = exportValue(
    kept.map((group) => group.fields.get("name") as Value),
    { values: dataSize, work: left, limit },
  );
  if (names instanceof Fault) return failed(names);
  if (kept.length > 0) return { status: "value", value: names };
  return { status: "absent", reason: reason("no-group-matched", NOWHERE, { count: all.length, sources: sourcesInWords(all) }) };
}

function failed(fault: Fault): Outcome {
  return { status: "error", diagnostic: diagnosticOf(fault.code, NOWHERE, fault.data) };
}

function verdictOn({ user }: Grant, isPattern: boolean): Verdict {
  const needsUser = { code: "needs-user", path: "groups", span: NOWHERE } as const;
  if (user === "absent") return { verdict: "never", because: [needsUser], mayFail: [], type: "null" };
  const because = [
    ...(user === "optional" ? [needsUser] : []),
    { code: "unset-on-user", path: "groups", span: NOWHERE } as const,
    { code: "no-group-matched", span: NOWHERE } as const,
  ];
  const mayFail: Code[] = ["run/too-many-groups", ...(isPattern ? (["run/budget"] as const) : [])];
  return { verdict: "sometimes", because, mayFail, type: "list<text>?" };
}
