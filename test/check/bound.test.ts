/** Bounds: the steps of an evaluation and the size of its value, from schemas and written values, otherwise from the limits. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({
  functions: allFunctions,
  app: {
    code: { type: "text", maxLength: 8 },
    free: "text",
    tier: { enum: ["gold", "basic"] },
    level: "integer",
    few: { type: "list", items: { type: "text", maxLength: 5 }, maxItems: 3 },
    many: "list<text>",
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
  it("is no matter where only groups are without a bound", () =>
    expect(check('isMemberOfGroupNameRegex(".*x")', env).diagnostics).toEqual([]));
});
