/** The table of functions in SQL: every row of the library is in it once, and a row with SQL gives what its examples say. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { type FunctionRow, spellingOf } from "../../src/library/define.js";
import { FUNCTION_SQL } from "../../src/sql/functions.js";
import { compileSql, DIALECTS } from "../../src/sql/index.js";
import { describeDatabases } from "./databases.js";

const env = defineEnvironment({ functions: allFunctions });
const withSql = allFunctions.filter((row) => typeof FUNCTION_SQL[spellingOf(row)] === "function");

describe("the table of functions in SQL", () => {
  it("has every row of the library, and no other", () => {
    expect(Object.keys(FUNCTION_SQL).sort()).toEqual(allFunctions.map(spellingOf).sort());
  });

  it("says why where there is no SQL", () => {
    for (const why of Object.values(FUNCTION_SQL)) if (typeof why === "string") expect(why).toMatch(/^[a-z].{8,}[^.]$/);
    expect(withSql.length).toBeGreaterThan(30);
  });

  it("leaves a row of the host's own to the library, whatever it is called", () => {
    const [len] = allFunctions.filter(({ name }) => name === "String.len") as [FunctionRow];
    const own = defineEnvironment({ functions: [{ ...len }] });
    const result = compileSql(['String.len("abc")'], {
      env: own,
      layout: { columns: {} },
      dialect: DIALECTS.duckdb,
      from: ["one"],
    });
    expect(result.ok && result.columns[0]?.residuals.length).toBe(1);
  });
});

interface ExampleContext {
  readonly grant?: string;
  readonly user?: object;
  readonly groups?: readonly Record<string, never>[];
  readonly app?: { readonly groups?: readonly Record<string, never>[] };
}

const RECORD = "STRUCT(id VARCHAR, type VARCHAR, name VARCHAR, source_type VARCHAR, source_id VARCHAR)[]";

/** The groups of an example as a list in SQL. */
function groupList(name: string, groups: ExampleContext["groups"]): string {
  const records = (groups ?? []).map(({ id, type, name: text, source }: Record<string, unknown>) => {
    const { type: source_type = null, id: source_id = null } = (source ?? {}) as Record<string, unknown>;
    const json = JSON.stringify({ id, type, name: text, source_type, source_id });
    return name === "duckdb" ? json : `'${json}'::jsonb`;
  });
  return name === "duckdb"
    ? `from_json('[${records.join(",")}]', '["${RECORD.slice(0, -2)}"]')`
    : `ARRAY[${records.join(",")}]::jsonb[]`;
}

function groupLayout(context: ExampleContext) {
  return {
    columns: {
      ...(context.groups ? { groups: { column: "g", kind: "groups" as const } } : {}),
      ...(context.app?.groups ? { "app.groups": { column: "a", kind: "groups" as const } } : {}),
    },
    present: { user: context.user !== undefined, app: context.app !== undefined },
  };
}

describeDatabases("has the rows", (name, database) => {
  it.each(withSql.map((row) => [spellingOf(row), row] as const))("gives the examples of %s", async (_spelling, row) => {
    let answered = 0;
    for (const [source, expected, given] of row.examples) {
      const context = (given ?? {}) as ExampleContext;
      const query =
        name === "duckdb"
          ? `SELECT CAST(${groupList(name, context.groups)} AS ${RECORD}) AS g, CAST(${groupList(name, context.app?.groups)} AS ${RECORD}) AS a`
          : `SELECT ${groupList(name, context.groups)} AS g, ${groupList(name, context.app?.groups)} AS a`;
      const result = compileSql([source], {
        env,
        layout: groupLayout(context),
        dialect: DIALECTS[name],
        from: { query },
        ...(context.grant ? { grant: context.grant } : {}),
      });
      if (!result.ok) continue;
      const [answer] = await database().rows(result.text, result.parameters);
      if (answer?.code_0 === "residual") continue;
      answered++;
      const wanted = expected !== null && typeof expected === "object" && "error" in expected ? expected.error : expected;
      const actual = typeof wanted === "string" && answer?.code_0 ? answer.code_0 : answer?.value_0;
      expect([source, actual]).toEqual([source, wanted]);
    }
    if (row.name !== "user.getGroups" && row.name !== "app.getGroups")
      expect(answered, "examples that the database answers").toBeGreaterThan(0);
  });
});
