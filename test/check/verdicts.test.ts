/** Runs the table of verdicts: each is what the law says, exact in verdict, blame, possible values and possible failures. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check, defineEnvironment, type Verdict } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

interface Wanted {
  readonly verdict: Verdict["verdict"];
  readonly because?: readonly (readonly [code: string, path: string | null])[];
  readonly values?: readonly unknown[];
  readonly mayFail?: readonly string[];
}

interface Case {
  readonly law: string;
  readonly expr: string;
  readonly grants: Readonly<Record<string, Wanted>>;
}

const table = JSON.parse(readFileSync(new URL("./verdicts.json", import.meta.url), "utf8")) as { schemas: object; cases: Case[] };
const env = defineEnvironment({ ...table.schemas, functions: allFunctions });
const pairs = table.cases.flatMap((entry) => Object.entries(entry.grants).map(([grant, wanted]) => ({ ...entry, grant, wanted })));

const inOrder = (entries: readonly unknown[]) => entries.map((entry) => JSON.stringify(entry)).sort();

describe("the table of verdicts", () => {
  it("has at least 150 pairs of an expression and a grant", () => expect(pairs.length).toBeGreaterThanOrEqual(150));

  it.each(pairs.map((pair) => [`${pair.expr} on ${pair.grant} (law ${pair.law})`, pair] as const))("%s", (_title, pair) => {
    const { ok, verdicts } = check(pair.expr, env);
    expect(ok).toBe(true);
    const { verdict, because, values, mayFail } = verdicts[pair.grant] as Verdict;
    const { wanted } = pair;
    expect({
      verdict,
      because: inOrder(because.map(({ code, path }) => [code, path ?? null])),
      values: values && inOrder(values),
      mayFail: [...mayFail],
    }).toEqual({
      verdict: wanted.verdict,
      because: inOrder(wanted.because ?? []),
      values: wanted.values && inOrder(wanted.values),
      mayFail: wanted.mayFail ?? [],
    });
  });
});
