/** Data at the edges: what does not fit its schema, characters of two units, hostile names and texts. The database and the evaluator agree on it. */
import { describe, expect, it } from "vitest";
import { defineEnvironment, type SchemaLiteral } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { compileSql, DIALECTS, type LayoutColumn } from "../../src/sql/index.js";
import { compareAll, noPairs } from "./compare.js";
import { describeDatabases } from "./databases.js";
import type { TestColumn, TestDirectory } from "./directories.js";

let tables = 0;

/** A directory of one attribute, `user.x`, which each row has another value of. */
function oneColumn(
  type: SchemaLiteral[string],
  kind: LayoutColumn["kind"],
  values: readonly unknown[],
  sources: readonly string[],
): TestDirectory {
  const column = {
    path: "user.x",
    column: 'x"; DROP TABLE t',
    kind,
    typed: { type: { kind: "text" }, nullable: true },
  } as TestColumn;
  return {
    env: defineEnvironment({ user: { x: type } }),
    grant: "password",
    layout: { columns: { "user.x": column }, present: { user: true } },
    columns: [column],
    rows: values.map((value) => ({ [column.column]: value })),
    sources,
  };
}

const long = "x".repeat(70_000);
const CASES: readonly (readonly [string, SchemaLiteral[string], LayoutColumn["kind"], readonly unknown[], readonly string[]])[] = [
  [
    "numbers for an Integer",
    "integer?",
    "number",
    [1, 1.5, 2147483647, 2147483648, -2147483648, -2147483649, 1e300, -0, null],
    ["user.x", "user.x + 1", "-user.x", "user.x / 2", "user.x % 4 * 3"],
  ],
  [
    "Integers",
    "integer",
    "integer",
    [0, 7, -7, 2147483647, -2147483648, null],
    ["user.x * user.x", "user.x - 1", "-user.x / 2", "-7 % 4 + user.x / user.x", 'user.x + ""', "user.x == 7.0", "user.x < 0.5"],
  ],
  [
    "Numbers",
    "number?",
    "number",
    [0, 0.1, 1e21, 1e308, 5e-324, -1.5, 123456789.125, 1e-7, 9007199254740992, 0.3, null],
    [
      "user.x",
      'user.x + ""',
      "user.x * 10",
      "user.x / 3",
      "user.x % 2.0",
      "Convert.toInt(user.x)",
      "user.x - 0.1",
      "user.x + user.x * user.x",
    ],
  ],
  [
    "an enum",
    { enum: ["gold", "a'b", ""] },
    "text",
    ["gold", "a'b", "", "silver", null],
    ["user.x", 'user.x == "gold"', 'user.x ?: "none"'],
  ],
  [
    "a country",
    { type: "country", nullable: true },
    "text",
    ["DE", "de", "DEU", "", null],
    ["user.x", "user.x == user.x", "user.x == null"],
  ],
  [
    "texts",
    "text?",
    "text",
    [
      "",
      " ",
      "a",
      "Z",
      "é",
      "e\u0301",
      "😀",
      "a😀b",
      "\uffff",
      "ß",
      "İ",
      long,
      "'; DROP TABLE t; --",
      '"',
      "\\",
      "%_",
      "a\nb",
      null,
    ],
    [
      "user.x",
      "String.len(user.x)",
      "String.substring(user.x, 1, 2)",
      'user.x < "b"',
      'user.x >= "\uffee"',
      "String.toUpperCase(user.x)",
      'String.replace(user.x, "a", "\'; DROP TABLE t; --")',
      'user.x + "\' OR 1=1 --"',
      'String.stringContains(user.x, "%")',
      'String.substringAfter(user.x, "\\")',
      'user.x == "e\u0301"',
      'String.startsWith(user.x, "😀")',
      "user.x == '\"'",
    ],
  ],
  [
    "instants",
    "timestamp?",
    "text",
    [
      "2026-01-31T09:30:00.000Z",
      "2026-01-31",
      "2026-02-31T00:00:00Z",
      "1999-12-31T23:59:59+02:00",
      "0001-01-01T00:00:00Z",
      "9999-12-31T23:59:59.999999Z",
      "soon",
      "",
      null,
    ],
    ["user.x", "user.x == user.x", 'user.x + ""', "user.x < user.x"],
  ],
  [
    "lists",
    { type: "list", items: { type: "text", nullable: false }, nullable: true },
    { listOf: "text" },
    [[], ["a"], ["a", null], ["b", "a", "a"], Array.from({ length: 2000 }, () => "a"), null],
    [
      "user.x",
      'Arrays.contains(user.x, "a")',
      "user.x[0]",
      "user.x[1]",
      "user.x[-1]",
      "Arrays.size(user.x)",
      "Arrays.toCsvString(user.x)",
      'Arrays.remove(user.x, "a")',
      'user.x.![#this + "!"]',
      'user.x.?[#this != "a"]',
      "Arrays.get(user.x, 1)",
    ],
  ],
  [
    "JSON",
    { type: "map", attributes: { n: "integer?", t: { type: "text", nullable: false }, "k/~\"'$": "boolean?" }, nullable: true },
    "json",
    [{ n: 1, t: "a", "k/~\"'$": true }, { n: 1.5, t: "" }, { n: "1", t: null }, { n: null, t: 1, "k/~\"'$": "true" }, {}, null],
    ["user.x.n", "user.x.t", 'user.x["k/~""\'$"]', "user.x.n + 1"],
  ],
];

describeDatabases("agrees on data at the edges", (name, database) => {
  it.each(CASES)("%s", async (_title, type, kind, values, sources) => {
    const tally = noPairs();
    await compareAll(database(), name, oneColumn(type, kind, values, sources), `t'${tables++}"`, tally);
    expect(tally.pairs).toBeGreaterThan((values.length * sources.length) / 4);
  });

  it("finds NaN and infinities, which no Number is", async () => {
    const type = DIALECTS[name].types.number;
    const query = ["NaN", "Infinity", "-Infinity", "1"].map((text) => `SELECT CAST('${text}' AS ${type}) AS x`).join(" UNION ALL ");
    const env = defineEnvironment({ user: { x: "number?" } });
    const result = compileSql(["user.x"], {
      env,
      dialect: DIALECTS[name],
      from: { query },
      layout: { columns: { "user.x": { column: "x", kind: "number" } } },
    });
    const rows = result.ok ? await database().rows(result.text, result.parameters) : [];
    expect(rows.map(({ code_0 }) => code_0)).toEqual(["context/not-finite", "context/not-finite", "context/not-finite", null]);
  });
});

const HOSTILE = "Robert'); DROP TABLE students; --";

describe.each(Object.values(DIALECTS))("$name", (dialect) => {
  const env = defineEnvironment({ user: { a: "text?", tags: "list<text>?" } });
  const layout = {
    columns: { "user.a": { column: `a"\`${HOSTILE}`, kind: "text" }, "user.tags": { column: "tags", kind: { listOf: "text" } } },
  } as const;
  const sources = [
    `user.a == "${HOSTILE}" ? user.a + "${HOSTILE}" : '${HOSTILE.replaceAll("'", "''")}!'`,
    `user.tags.?[#this != "${HOSTILE}"]`,
  ];
  const result = compileSql(sources, {
    env,
    layout,
    dialect,
    grant: "password",
    from: ["schema", `t"\`; ${HOSTILE}`],
    keep: [`key"\``],
  });

  it("binds every text, and quotes every name", () => {
    if (!result.ok) throw new Error("it does not compile");
    expect(result.parameters).toContain(HOSTILE);
    const names = [layout.columns["user.a"].column, `t"\`; ${HOSTILE}`, `key"\``].map(dialect.quote);
    const rest = names.reduce((text, name) => text.replaceAll(name, ""), result.text);
    expect(rest).not.toMatch(/Robert|DROP|students/);
    for (const name of names) expect(result.text).toContain(name);
  });

  it("has a placeholder for every parameter", () => {
    const placeholders: string[] = result.ok ? [...(result.text.match(/CAST\(\?|CAST\(\$\d+/g) ?? [])] : [];
    expect(dialect.numbered ? new Set(placeholders).size : placeholders.length).toBe(result.ok ? result.parameters.length : -1);
  });

  it("says where a column is of the wrong kind", () => {
    const wrong = compileSql(["user.a"], {
      env,
      dialect,
      from: ["t"],
      layout: { columns: { "user.a": { column: "a", kind: "integer" } } },
    });
    expect(wrong).toMatchObject({ ok: false, misfits: [{ path: "user.a", column: "a", holds: "integer", wanted: "text" }] });
  });

  it("says what is left to the library, and where", () => {
    const source = 'user.a == "x" ? user.a : user.a matches "a.*"';
    const mixed = compileSql([source], {
      env: defineEnvironment({ user: { a: "text?" }, functions: allFunctions }),
      dialect,
      layout,
      from: ["t"],
    });
    const residuals = mixed.ok ? mixed.columns.flatMap((column) => column.residuals) : [];
    expect(residuals.map(({ span }) => source.slice(span.start, span.end))).toContain('user.a matches "a.*"');
  });
});
