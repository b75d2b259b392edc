/** Results: what they may hold, counted to the last value. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment, defineFunction, overload, types } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { whileOnPrototype } from "../polluted.js";

const group = (id: string) => ({ id, type: "OKTA_GROUP", name: `name of ${id}` });
const TOO_LARGE = { status: "error", diagnostic: { code: "run/result-too-large" } };

/** The ends of the first evaluations of one context: groups that come again are written from what was kept of them. */
function ends(source: string, context: object, dataSize: number) {
  const program = compile(source, defineEnvironment({ limits: { dataSize } }));
  return [1, 2, 3, 4].map(() => program.evaluate(context));
}

describe("the values of a result", () => {
  it("are counted for groups with their three fields, seen before or not", () => {
    const groups = [group("a"), group("b")];
    // Two lists in a list, two groups in each, three fields of each group.
    const [source, value] = ["{groups, groups}", [groups, groups]];
    for (const end of ends(source, { user: {}, groups }, 19)) expect(end).toEqual({ status: "value", value });
    for (const most of [10, 11, 12, 13, 14, 15, 16, 17, 18])
      for (const end of ends(source, { user: {}, groups }, most)) expect([most, end]).toMatchObject([most, TOO_LARGE]);
  });
  it("are counted for lists and maps", () => {
    const source = '{k: {1, "a"}, l: {}}';
    for (const end of ends(source, {}, 5)) expect(end).toEqual({ status: "value", value: { k: [1, "a"], l: [] } });
    for (const end of ends(source, {}, 4)) expect(end).toMatchObject(TOO_LARGE);
  });
});

describe("a group that was written before", () => {
  it.each(["id", "type", "name"] as const)(
    "is written without the %s that it has no more, and with it once it is there again",
    (field) => {
      const one: Record<string, string | null> = group("a");
      const context = { user: {}, groups: [one] };
      const program = compile("groups", defineEnvironment());
      for (const value of ["x", "y", null, undefined, "x", null, "z"]) {
        if (value === undefined) delete one[field];
        else one[field] = value;
        for (let times = 0; times < 3; times++)
          expect(program.evaluate(context)).toEqual({ status: "value", value: [{ ...group("a"), [field]: value ?? null }] });
      }
    },
  );
});

describe("the work of a result", () => {
  const end = (source: string, context: object, work: number) => {
    const outcome = compile(source, defineEnvironment({ limits: { work } })).evaluate(context);
    return outcome.status === "error" ? outcome.diagnostic.code : outcome.status;
  };
  it.each<[string, number]>([
    // 8 for the value in the list and 24 for the group's fields; a quarter of each text, rounded up.
    ["groups", 8 + 24 + 1 + 3 + 3],
    ["groups[0]", 24 + 1 + 3 + 3],
    ["{k: groups}", 80 + 1 + 8 + 24 + 1 + 3 + 3],
  ])("%s is counted to the last unit", (source, units) => {
    const context = { user: {}, groups: [group("a")] };
    for (let work = 1; work < units; work++) expect([work, end(source, context, work)]).toEqual([work, "context/too-much-work"]);
    expect(end(source, context, units)).toBe("value");
  });
  it.each<[string, object, number]>([
    ["{1, 2}", {}, 2 * 8],
    ["{a: 1, bcdef: 2}", {}, 2 * 80 + 1 + 2],
    ['"abcde"', {}, 0],
    ["{'abcde'}", {}, 8 + 2],
    ["groups[0]", { user: {}, groups: [{ id: null }] }, 24],
  ])("%s of %j is counted to the last unit", (source, context, units) => {
    if (units > 0) expect(end(source, context, units - 1)).toBe("context/too-much-work");
    expect(end(source, context, Math.max(units, 1))).toBe("value");
  });
  it("is told with the limit and the whole expression where it is too much", () => {
    const [values, work] = [{ dataSize: 2 }, { work: 15 }].map((limits) =>
      compile(" {1, 2}", defineEnvironment({ limits })).evaluate({}),
    );
    const span = { start: 0, end: 7 };
    expect(values).toMatchObject({ diagnostic: { code: "run/result-too-large", data: { limit: 2 }, span } });
    expect(work).toMatchObject({ diagnostic: { code: "context/too-much-work", data: { limit: 15 }, span } });
  });
  it("is the same for a group that was written before", () => {
    const context = { user: {}, groups: [group("a")] };
    const units = 2 * (8 + 24 + 1 + 3 + 3) + 2 * 8;
    for (const [work, status] of [
      [units, "value"],
      [units - 1, "error"],
    ] as const) {
      const env = defineEnvironment({ limits: { work } });
      const [one, two] = [compile("groups", env), compile("{groups, groups}", env)];
      for (let times = 0; times < 4; times++) {
        expect(one.evaluate(context).status).toBe("value");
        expect(two.evaluate(context).status).toBe(status);
      }
    }
  });
});

describe("what a token carries", () => {
  const row = defineFunction({
    name: "Test.odd",
    dialect: "both",
    documented: "ours",
    doc: "Gives what is no value.",
    overloads: [overload({ params: [], returns: types.unknown, run: () => ({}) as never })],
    examples: [],
  });
  const env = defineEnvironment({ functions: [...allFunctions, row] });
  it.each<[string, unknown]>([
    ["user.created", "2026-01-31T09:30:00.000Z"],
    ["{user.created}", ["2026-01-31T09:30:00.000Z"]],
    ["'DE'.parseCountryCode()", "DE"],
    ["{k: 'DE'.parseCountryCode()}", { k: "DE" }],
  ])("of %s", (source, value) =>
    expect(compile(source, env).evaluate({ user: { created: "2026-01-31T10:30:00+01:00" } })).toEqual({ status: "value", value }),
  );
  it("is no value of another kind, which a row of a host may give by mistake", () =>
    expect(compile("Test.odd()", env).evaluate({})).toMatchObject({
      status: "error",
      diagnostic: { code: "run/ill-formed-text", span: { start: 0, end: 10 } },
    }));
  it("has names of its own, whatever stands on `Object.prototype`", () => {
    const program = compile("{k: 1, toString: 2}", env);
    let ran = 0;
    const set = () => void ran++;
    const outcome = whileOnPrototype("k", { get: set, set }, () => program.evaluate({}));
    expect(ran).toBe(0);
    const value = outcome.status === "value" ? outcome.value : undefined;
    const own = { enumerable: true, configurable: true, writable: true };
    expect(Object.getOwnPropertyDescriptors(value)).toEqual({ k: { value: 1, ...own }, toString: { value: 2, ...own } });
  });
});
