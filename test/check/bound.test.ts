/** Bounds: the steps of an evaluation and the size of its value, from schemas and written values, otherwise from the limits. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment, defineFunction, type Overload, overload, text, types } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { jsonSchema } from "../../src/schemas/index.js";

const env = defineEnvironment({
  functions: allFunctions,
  app: {
    code: { type: "text", maxLength: 8 },
    free: "text",
    tier: { enum: ["gold", "basic"] },
    area: { enum: Array.from({ length: 20 }, (_, index) => "x".repeat(index + 1)) },
    mark: { enum: ["a", "bb", "ccc", "dddd", "e"] },
    grade: { enum: ["1", "2", "3", "4", "55"] },
    level: "integer",
    few: { type: "list", items: { type: "text", maxLength: 5 }, maxItems: 3 },
    many: "list<text>",
    rule: { type: "text", maxLength: 40 },
    line: { type: "text", maxLength: 4000 },
    grid: { type: "list", items: { type: "list", items: "text", maxItems: 1000 }, maxItems: 1000 },
  },
});
const costOf = (source: string) => check(source, env).cost;

describe("the size of a value", () => {
  it.each([
    ['"abc"', 3],
    ["app.code", 8],
    ["app.tier", 5],
    ["app.level", 11],
    ["true", 4],
    ['app.code + "-" + app.tier', 14],
    ["String.len(app.code)", 1],
    ["app.few", 18],
    ["{app.code, app.code}", 18],
    ['{a: app.code, bb: "x"}', 16],
    ['app.level > 3 ? app.code : "a longer text"', 13],
    ['String.replace(app.code, "a", "bb")', 16],
    ['app.few.![#this + "!"]', 21],
    ["app.few[0]", 5],
    ["1 / 0", 0],
    ["app.area", 20],
    ["{app.area}", 21],
    ["app.area + app.tier", 25],
    ["app.mark + app.grade", 6],
    ["app.level > 3 ? {a: app.code} : {b: app.tier}", 19],
  ])("%s: at most %i, by what is declared", (source, size) => expect(costOf(source)).toMatchObject({ size, bounded: true }));

  it("rests on the limits where nothing is declared", () => {
    expect(costOf("app.free")).toEqual({ steps: 0, size: 65_536, bounded: false });
    expect(costOf("app.many").bounded).toBe(false);
    expect(costOf("String.substring(app.free, 0, 4)").size).toBe(4);
  });
});

describe("the steps of an evaluation", () => {
  it.each([
    ["app.code", 0],
    ["String.len(app.code)", 1],
    ["String.len(String.toUpperCase(app.code))", 2],
    ["app.level > 3 ? String.len(app.code) : 0", 1],
    ["app.level > 3 ? String.len(String.toUpperCase(app.code)) : String.len(app.code)", 2],
    ["app.few.![#this]", 3],
    ["app.few.![String.len(#this)]", 3 * (3 + 1)],
    ['{app.few}.![contains("x")]', 2 + (1 + 1 + 4 + 1)],
    ['Arrays.contains(app.few, "x")', 1 + 1 + 4 + 1],
  ])("%s: at most %i, by what is declared", (source, steps) => expect(costOf(source)).toMatchObject({ steps, bounded: true }));

  it("are the dearest of all grants, and none where nothing is run", () => {
    expect(costOf('isMemberOfGroupName("x")').steps).toBeGreaterThan(0);
    expect(check('isMemberOfGroupName("x")', env).verdicts.client_credentials?.mayFail).toEqual([]);
  });
});

describe("more than the limit", () => {
  it("is refused where the schemas allow it", () => {
    const { ok, diagnostics } = check("app.grid.![#this.![String.toUpperCase(#this)]]", env);
    expect(ok).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(["check/too-costly"]);
  });
  it("is doubtful where nothing was declared", () => {
    const { ok, diagnostics, verdicts } = check("app.many.![String.toUpperCase(#this) + String.toUpperCase(#this)]", env);
    expect(ok).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toEqual([]);
    const more = check("app.many.![app.many.![#this]]", env);
    expect(more.diagnostics.map(({ code }) => code)).toEqual(["lint/too-costly"]);
    expect(more.verdicts.client_credentials?.mayFail).toContain("run/budget");
    expect(verdicts.client_credentials?.mayFail).not.toContain("run/budget");
  });
  it("is doubtful where a pattern comes from the data, which hardly ever takes as much as it could", () => {
    const { ok, diagnostics, verdicts } = check("app.line matches app.rule", env);
    expect(ok).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toContain("lint/too-costly");
    expect(verdicts.client_credentials?.mayFail).toContain("run/budget");
  });
  it("is no matter where only groups are without a bound", () =>
    expect(check('isMemberOfGroupNameRegex(".*x")', env).diagnostics).toEqual([]));
});

describe("a host's function", () => {
  const called = (row: Partial<Overload>) => {
    const made = defineFunction({
      name: "Staff.find",
      dialect: "both",
      documented: "ours",
      doc: "Looks somebody up.",
      overloads: [{ ...overload({ params: [text("name")], returns: types.text, run: (name) => name }), ...row }],
      examples: [],
    });
    return check("Staff.find(app.code)", defineEnvironment({ functions: [made], app: { code: { type: "text", maxLength: 8 } } }));
  };

  it("that says nothing of its most steps may take any number", () => {
    const { ok, cost, diagnostics, verdicts } = called({ cost: () => 1 });
    expect(ok).toBe(true);
    expect(cost).toMatchObject({ steps: Number.MAX_SAFE_INTEGER, bounded: false });
    expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
      ["lint/too-costly", { steps: "more than 100000", limit: 100_000 }],
    ]);
    expect(verdicts.client_credentials?.mayFail).toContain("run/budget");
  });
  it("that says it takes as many", () => {
    expect(called({ cost: () => 1, costAtMost: () => 7 }).cost).toMatchObject({ steps: 1 + 7, bounded: false });
    expect(called({}).cost).toMatchObject({ steps: 1, bounded: false });
  });
  it("whose argument takes steps to make ready takes those too", () => {
    const prepared = { ...text("name"), prepare: (name: unknown) => name, preparing: () => 2, preparingAtMost: () => 5 };
    expect(called({ params: [prepared] }).cost.steps).toBe(10 + 5);
  });
});

it("a list of nothing but null is as large as it is written", () => {
  const holes = jsonSchema({
    type: "object",
    properties: { holes: { type: "array", items: { type: "null" }, maxItems: 3 } },
    required: ["holes"],
  });
  const { cost } = check("app.holes", defineEnvironment({ app: holes }));
  expect(cost).toEqual({ steps: 0, size: 3 * ("null".length + 1), bounded: true });
});
