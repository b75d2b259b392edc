/** Chains of operators: what each link costs, to the last step and the last unit. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment, defineFunction, overload, text, types } from "../../src/index.js";
import { stepsOfCall } from "../../src/library/looking.js";
import { prepared } from "../../src/library/params.js";
import { COMPARING } from "../../src/values/compare.js";

const long = (units: number) => "x".repeat(units);
const DATA = {
  three: [1, 2, 3],
  other: [1, 2, 3],
  five: [1, 2, 3, 4, 5],
  nested: [[1], [2, 3]],
  map: { a: 1, b: [2] },
  same: { a: 1, b: [2] },
  short: long(255),
  long: long(256),
  longer: long(300),
  number: 7,
};

/** How an expression over these data ends, and what of it is underlined. */
function end(source: string, limits: object): unknown {
  const outcome = compile(source, defineEnvironment({ limits })).evaluate({ app: { profile: DATA } });
  if (outcome.status === "value") return outcome.value;
  if (outcome.status === "absent") return null;
  const { code, span } = outcome.diagnostic;
  return [code, source.slice(span.start, span.end)];
}

describe("comparing what holds values", () => {
  it.each<[string, number, unknown]>([
    ["app.three == app.other", COMPARING + 4, true],
    ["app.three != app.other", COMPARING + 4, false],
    ["app.three == app.five", COMPARING + 4, false],
    ["app.five == app.three", COMPARING + 4, false],
    ["app.map == app.same", COMPARING + 4, true],
    ["app.three == app.nested", COMPARING + 4, false],
    ["(app.three == app.other) == (app.five == app.nested)", 2 * COMPARING + 4 + 6, false],
  ])("%s takes %i steps", (source, steps, value) => {
    expect(end(source, { steps })).toBe(value);
    expect(end(source, { steps: steps - 1 })).toMatchObject(["run/budget", expect.any(String)]);
  });
  it("takes a step for each list, be it empty", () => {
    const source = "(app.empty == app.none) == (app.none == app.empty)";
    const ends = (steps: number) =>
      compile(source, defineEnvironment({ limits: { steps } })).evaluate({ app: { profile: { empty: [], none: [] } } });
    expect(ends(2 * COMPARING + 2)).toEqual({ status: "value", value: true });
    expect(ends(2 * COMPARING + 1)).toMatchObject({ diagnostic: { code: "run/budget" } });
  });
  it("ends with the budget, wherever it stands, and is charged no more than that", () => {
    expect(end("app.three == app.other", { steps: 1 })).toEqual(["run/budget", "app.three == app.other"]);
    expect(end("app.three == app.other", { steps: COMPARING + 3 })).toEqual(["run/budget", "app.three == app.other"]);
    expect(end("(app.three == app.other) == true", { steps: COMPARING + 3 })).toEqual(["run/budget", "app.three == app.other"]);
  });
  it("is free where one side holds none, or both are one", () => {
    expect(end("app.three == app.three", { steps: 1 })).toBe(true);
    expect(end("app.three == app.number", { steps: 1 })).toBe(false);
    expect(end("app.three == null", { steps: 1 })).toBe(false);
  });
});

describe("texts", () => {
  it.each<[string, number, unknown]>([
    ["app.long == app.longer", 64, false],
    ["app.longer == app.longer", 75, true],
    ["app.longer > app.long", 64, true],
    ["app.longer <= app.long", 64, false],
    ["app.long + app.longer", 139, long(556)],
    ['app.short + "x"', 64, long(256)],
    ["app.longer + 1", 75, `${long(300)}1`],
    ["app.long + app.long + app.long", 128 + 192, long(768)],
  ])("%s takes %i units", (source, work, value) => {
    expect(end(source, { work })).toBe(value);
    expect(end(source, { work: work - 1 })).toMatchObject(["context/too-much-work", expect.any(String)]);
  });
  it("that are short are no work worth counting", () => {
    expect(end("app.short == app.longer", { work: 1 })).toBe(false);
    expect(end("app.short > app.short", { work: 1 })).toBe(false);
    expect(end('"a" + "b" + app.number', { work: 1 })).toBe("ab7");
    expect(end('"" + app.short', { work: 1 })).toBe(DATA.short);
  });
  it("are held to their length by each link", () => {
    expect(end('app.short + app.number + "y"', { textLength: 257 })).toBe(`${DATA.short}7y`);
    expect(end('app.short + app.number + "y"', { textLength: 256 })).toEqual(["run/text-too-long", 'app.short + app.number + "y"']);
    expect(end('app.short + "7" + app.number', { textLength: 255 })).toEqual(["run/text-too-long", 'app.short + "7"']);
    expect(end("app.short + app.short", { textLength: 510 })).toBe(long(510));
    expect(end("app.short + app.short", { textLength: 509 })).toEqual(["run/text-too-long", "app.short + app.short"]);
    expect(end("app.short + app.number", { textLength: 255 })).toEqual(["run/text-too-long", "app.short + app.number"]);
  });
});

describe("a chain", () => {
  it.each<[string, unknown]>([
    ["app.number - 1 - 2", 4],
    ['app.number + "a"', "7a"],
    ['app.number + app.number + "a" + app.number', "14a7"],
    ['true + "a"', "truea"],
    ["app.number - app.none - 2", null],
    ["app.number + app.short.a - 2", ["run/not-a-map", "app.short.a"]],
    ["app.number - app.short + app.none", ["run/operand-type", "app.number - app.short"]],
    ["app.none - app.short.a", ["run/not-a-map", "app.short.a"]],
    ["app.short.a - app.number.b", ["run/not-a-map", "app.short.a"]],
    ["app.none == null", true],
    ["(app.none == null) == app.none", false],
    ["app.none + null == null", true],
  ])("%s", (source, expected) => expect(end(source, {})).toEqual(expected));
  it("of numbers takes no step and no work", () =>
    expect(end("app.number - 1 - 2 - 1 + app.number * 2", { steps: 1, work: 1 })).toBe(17));
});

describe("an operator that a row of the host gives its meaning", () => {
  /** `a + b` puts a line between two texts; the right one is made into capitals first, which is noted. */
  function lined(seen: string[]) {
    const capitals = (wanted: string) => {
      seen.push(wanted);
      return wanted.toUpperCase();
    };
    const param = prepared(text("right"), capitals, [], { steps: () => 5, atMost: () => 0 });
    return defineFunction({
      operator: "add",
      dialect: "both",
      documented: "ours",
      doc: "Puts a line between two texts.",
      overloads: [overload({ params: [text("left"), param], returns: types.text, run: (left, right) => `${left}-${right}` })],
      examples: [],
    } as never);
  }
  const endOf = (source: string, seen: string[], limits = {}) => {
    const environment = defineEnvironment({ functions: [lined(seen)], limits });
    const profile = { home: "h", key: "k", number: 7, other: 8, text: 5 };
    return compile(source, environment).evaluate({ app: { profile } });
  };
  it.each<[string, unknown]>([
    ["app.home + app.key", "h-K"],
    ['app.home + "x"', "h-X"],
    ['app.home + "x" + app.key', "h-X-K"],
    ["app.number + app.other", 15],
    ["app.home + app.number", "h7"],
    ["app.number + app.home", "7h"],
    ["app.none + app.home", null],
  ])("%s", (source, value) => expect(endOf(source, [])).toMatchObject(value === null ? { status: "absent" } : { value }));
  it("gets its right side made ready when it is compiled where that is written out, else at each evaluation", () => {
    const seen: string[] = [];
    const environment = defineEnvironment({ functions: [lined(seen)] });
    const times = (source: string) => {
      const program = compile(source, environment);
      seen.length = 0;
      for (const home of ["a", "b", "c"]) program.evaluate({ app: { profile: { home, key: "k" } } });
      return seen.length;
    };
    expect(times('app.home + "x"')).toBe(0);
    expect(times("app.home + app.key")).toBe(3);
  });
  it("is charged like a call, and for making ready what is only known then", () => {
    const call = stepsOfCall(lined([]).overloads[0] as never);
    const [once, twice] = ["app.home + app.key", 'app.home + app.key + "x"'] as const;
    expect(endOf('app.home + "x"', [], { steps: call })).toEqual({ status: "value", value: "h-X" });
    expect(endOf(once, [], { steps: call + 5 })).toEqual({ status: "value", value: "h-K" });
    expect(endOf(once, [], { steps: call + 4 })).toMatchObject({ diagnostic: { code: "run/budget" } });
    expect(endOf(twice, [], { steps: 2 * call + 5 })).toEqual({ status: "value", value: "h-K-X" });
    expect(endOf(twice, [], { steps: 2 * call + 4 })).toMatchObject({
      diagnostic: { code: "run/budget", span: { start: 0, end: twice.length } },
    });
  });
});
