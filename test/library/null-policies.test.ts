/** Each null policy is pinned by a conformance case: with the policy of any one parameter turned round, some case fails. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment, type EnvironmentSettings, type FunctionRow, type Overload } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { spellingOf } from "../../src/library/define.js";

interface Case {
  readonly id: string;
  readonly expr: string;
  readonly context?: { readonly vars?: object };
  readonly grant?: string;
  readonly kind?: string;
  readonly dialect?: string;
  readonly schemas?: object;
  readonly expect: {
    readonly status: string;
    readonly value?: unknown;
    readonly reason?: { readonly code: string };
    readonly code?: string;
  };
}

const folder = new URL("../conformance/", import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => (JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { cases: Case[] }).cases);

/** A row with the null policy of one parameter turned round. */
interface Mutant {
  readonly title: string;
  readonly row: FunctionRow;
}

function mutantsOf(row: FunctionRow): Mutant[] {
  return row.overloads.flatMap((overload, at) => {
    const withOverload = (changed: Overload, what: string): Mutant => ({
      title: `${spellingOf(row)} overload ${at + 1}: ${what}`,
      row: { ...row, overloads: row.overloads.map((entry, index) => (index === at ? changed : entry)) },
    });
    // A parameter that must be written out can hold no null.
    const params = overload.params.flatMap((param, index) => {
      if (param.literal || param.inner) return [];
      const turned = overload.params.map((other, place) =>
        place === index ? { ...other, receivesNull: !other.receivesNull } : other,
      );
      return [
        withOverload(
          { ...overload, params: turned },
          `${param.name} ${param.receivesNull ? "no longer receives" : "receives"} null`,
        ),
      ];
    });
    const { rest } = overload;
    return rest && !rest.literal
      ? [
          ...params,
          withOverload({ ...overload, rest: { ...rest, receivesNull: !rest.receivesNull } }, `…${rest.name} turned round`),
        ]
      : params;
  });
}

/** The cases in which a row's spellings occur. */
function casesOf(row: FunctionRow): Case[] {
  const spellings = [row.name, ...(row.aliases ?? []), row.method, row.operator].filter((spelling) => spelling !== undefined);
  return cases.filter(({ expr }) => spellings.some((spelling) => expr.toLowerCase().includes(spelling.toLowerCase())));
}

/** Whether a case comes out as it should, with a row in the place of the one of its name. */
function holds({ expr, context, grant, kind, dialect, schemas, expect: wanted }: Case, row: FunctionRow): boolean {
  const vars = Object.keys(context?.vars ?? {});
  const settings = {
    ...schemas,
    kind,
    functions: [...allFunctions, row],
    ...(dialect === undefined ? {} : { dialect }),
    ...(vars.length > 0 && kind !== "group-rule" ? { vars: Object.fromEntries(vars.map((name) => [name, "unknown"])) } : {}),
  };
  try {
    const env = defineEnvironment(settings as EnvironmentSettings);
    const outcome = compile(expr, env).evaluate(
      { now: "2026-01-31T09:30:00.000Z", ...context },
      grant === undefined ? {} : { grant },
    );
    if (outcome.status !== wanted.status) return false;
    if (outcome.status === "value") return JSON.stringify(outcome.value) === JSON.stringify(wanted.value);
    const code = outcome.status === "absent" ? outcome.reason.code : outcome.diagnostic.code;
    return code === (wanted.reason?.code ?? wanted.code ?? code);
  } catch {
    // A row that meets a null it cannot take throws; a refused expression throws too, and is expected where the case says so.
    return wanted.status === "invalid";
  }
}

// The null policy of an operator is the operator's own.
const rows = allFunctions.filter((row) => !row.operator && mutantsOf(row).length > 0);

describe.each(rows.map((row) => [spellingOf(row), row] as const))("%s", (_name, row) => {
  const own = casesOf(row);
  const kept = own.filter((entry) => holds(entry, row));

  it("has cases that hold", () => expect(kept.length).toBeGreaterThanOrEqual(3));

  it.each(mutantsOf(row).map((mutant) => [mutant.title, mutant] as const))("%s: a case fails", (_title, mutant) => {
    expect(kept.some((entry) => !holds(entry, mutant.row))).toBe(true);
  });
});
