/** Calls in their short forms: as many arguments as there are, of the kinds that are wanted, charged like any call. */
import { describe, expect, it } from "vitest";
import {
  absent,
  any,
  boolean,
  compile,
  defineEnvironment,
  defineFunction,
  fail,
  list,
  type Outcome,
  type Overload,
  overload,
  receiving,
  text,
  types,
} from "../../src/index.js";

const row = (name: string, entry: Overload) =>
  defineFunction({ name, dialect: "both", documented: "ours", doc: "A row of a host.", overloads: [entry], examples: [] });

const functions = [
  row(
    "Test.three",
    overload({
      params: [text("a"), text("b"), text("c")],
      returns: types.text,
      run: (...args) => (args.length === 3 ? `[${args.join("|")}]` : fail("run/budget", { limit: args.length })),
    }),
  ),
  row("Test.not", overload({ params: [boolean("a")], returns: types.boolean, run: (a) => !a })),
  row("Test.same", overload({ params: [any("a"), any("b")], returns: types.boolean, run: (a, b) => a === b })),
  row(
    "Test.last",
    overload({ params: [list("a")], returns: types.unknown, mayBeNull: true, run: (a) => a.at(-1) ?? absent("no-group-matched") }),
  ),
  row("Test.isNull", overload({ params: [receiving(any("a"))], returns: types.boolean, run: (a) => a === null })),
  row(
    "Test.often",
    overload({ params: [text("a"), text("b")], returns: types.text, looks: (args) => 5 * args, run: (a, b) => a + b }),
  ),
  row("Test.double", overload({ params: [text("a")], returns: types.text, run: (a) => a + a })),
  row(
    "Test.dear",
    overload({
      params: [text("a"), text("b"), text("c")],
      returns: types.text,
      cost: (a, b, c) => a.length + 10 * b.length + 100 * c.length,
      run: (a, b, c) => a + b + c,
    }),
  ),
];

const DATA = { t: "x", u: "y", v: "z", yes: true, list: [1, 2], empty: [], number: 5, map: {}, group: "app_0123456789" };
const CONTEXT = { user: DATA, groups: [{ id: "g", type: "OKTA_GROUP", name: DATA.group }] };

/** The end of an evaluation: short forms and the general ones, which explanations run, agree. */
function end(source: string, limits: object = {}): unknown {
  const program = compile(source, defineEnvironment({ functions, limits }));
  const outcome = program.evaluate(CONTEXT);
  expect(program.explain(CONTEXT).outcome as Outcome).toEqual(outcome);
  if (outcome.status === "value") return outcome.value;
  if (outcome.status === "absent") return [outcome.reason.code];
  const { code, span } = outcome.diagnostic;
  return [code, source.slice(span.start, span.end)];
}

describe("a call", () => {
  it.each<[string, unknown]>([
    ["Test.three(user.t, user.u, user.v)", "[x|y|z]"],
    ['Test.three("1", "2", "3")', "[1|2|3]"],
    ["Test.three(user.t, user.u, user.none)", ["unset-on-user"]],
    ["Test.three(user.t, user.none, user.v)", ["unset-on-user"]],
    ["Test.three(user.none, user.u, user.v)", ["unset-on-user"]],
    ["Test.three(user.t, user.u, user.list)", "[x|y|1,2]"],
    ["Test.three(user.t, user.u, user.map)", ["run/argument-type", "Test.three(user.t, user.u, user.map)"]],
    ["Test.three(user.t, user.u, user.v.w)", ["run/not-a-map", "user.v.w"]],
    ["Test.three(user.t, user.u.w, user.v.w)", ["run/not-a-map", "user.u.w"]],
    ["Test.three(user.t.w, user.u.w, user.v.w)", ["run/not-a-map", "user.t.w"]],
    ["Test.not(user.yes)", false],
    ["Test.not(user.t)", ["run/argument-type", "Test.not(user.t)"]],
    ["Test.not(user.list)", ["run/argument-type", "Test.not(user.list)"]],
    ["Test.same(user.t, user.t)", true],
    ["Test.same(user.t, user.number)", false],
    ["Test.same(user.none, user.none)", ["unset-on-user"]],
    ["Test.last(user.list)", 2],
    ["Test.last(user.empty)", ["no-group-matched"]],
    ['Test.last("1, 2")', "2"],
    ["Test.last(user.number)", ["run/argument-type", "Test.last(user.number)"]],
    ["Test.isNull(user.none)", true],
    ["Test.isNull(user.t)", false],
    ['Test.often(user.t, "y")', "xy"],
    ['Test.often(user.number, "y")', ["run/argument-type", 'Test.often(user.number, "y")']],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});

describe("what a call works through", () => {
  it("is counted as often as its row looks at it", () => {
    expect(end('Test.often(user.t, "y")', { work: 20 })).toBe("xy");
    expect(end('Test.often(user.t, "y")', { work: 19 })).toEqual(["context/too-much-work", 'Test.often(user.t, "y")']);
  });
  it("is every argument of three", () => {
    expect(end("Test.three(user.t, user.u, user.v)", { work: 3 })).toBe("[x|y|z]");
    expect(end("Test.three(user.t, user.u, user.v)", { work: 2 })).toEqual([
      "context/too-much-work",
      "Test.three(user.t, user.u, user.v)",
    ]);
  });
  it("is a list by its elements", () => {
    expect(end("Test.last(user.list)", { work: 16 })).toBe(2);
    expect(end("Test.last(user.list)", { work: 15 })).toEqual(["context/too-much-work", "Test.last(user.list)"]);
  });
  it("is a text alone", () => {
    expect(end("Test.double(user.group)", { work: 14 })).toBe(DATA.group + DATA.group);
    expect(end("Test.double(user.group)", { work: 13 })).toEqual(["context/too-much-work", "Test.double(user.group)"]);
  });
});

describe("the steps of a call", () => {
  it("are one and what its row charges", () => {
    expect(end("Test.dear(user.t, user.u, user.v)", { steps: 112 })).toBe("xyz");
    expect(end("Test.dear(user.t, user.u, user.v)", { steps: 111 })).toEqual(["run/budget", "Test.dear(user.t, user.u, user.v)"]);
    // Two elements, each charged the nodes between the brackets and the call's own step; the second call is the last to pay.
    const inBrackets = [
      ["Test.double(user.t)", 4],
      ['Test.often(user.t, "y")', 5],
      ["Test.not(user.yes)", 4],
    ] as const;
    for (const [call, nodes] of inBrackets) {
      const source = `user.list.![${call}]`;
      expect(end(source, { steps: 2 * (nodes + 1) })).toEqual(end(source));
      expect(end(source, { steps: 2 * (nodes + 1) - 1 })).toEqual(["run/budget", call]);
    }
  });
});

describe("the length of what a row gives", () => {
  it("is held to the limit", () => {
    expect(end('Test.double("12")', { textLength: 4 })).toBe("1212");
    expect(end('Test.double("12")', { textLength: 3 })).toEqual(["run/text-too-long", 'Test.double("12")']);
    expect(end('Test.often(user.t, "12")', { textLength: 3 })).toBe("x12");
    expect(end('Test.often(user.t, "12")', { textLength: 2 })).toEqual(["run/text-too-long", 'Test.often(user.t, "12")']);
    expect(end('Test.three("1", "2", "3")', { textLength: 7 })).toBe("[1|2|3]");
    expect(end('Test.three("1", "2", "3")', { textLength: 6 })).toEqual(["run/text-too-long", 'Test.three("1", "2", "3")']);
  });
});

describe("a test of a group's name", () => {
  const source = 'groups.?[name.isSame("app_0123456789")].![id]';
  const env = (limits: object) =>
    defineEnvironment({
      limits,
      functions: [
        defineFunction({
          name: "Test.isSame",
          method: "isSame",
          dialect: "both",
          documented: "ours",
          doc: "Whether two texts are one.",
          overloads: [
            overload({ params: [text("a"), text("b")], returns: types.boolean, looks: (args) => args, run: (a, b) => a === b }),
          ],
          examples: [],
        }),
      ],
    });
  const ending = (limits: object) => {
    const program = compile(source, env(limits));
    const outcome = program.evaluate(CONTEXT);
    expect(program.explain(CONTEXT).outcome as Outcome).toEqual(outcome);
    return outcome;
  };
  const test = { start: 9, end: 38 };
  it("is charged like any call", () => {
    expect(ending({})).toEqual({ status: "value", value: ["g"] });
    // The text and the literal, twice; an element of the result and its text.
    expect(ending({ work: 56 + 8 + 1 })).toEqual({ status: "value", value: ["g"] });
    expect(ending({ work: 55 })).toMatchObject({ diagnostic: { code: "context/too-much-work", span: test } });
    // Three nodes of the test for each element, a step of the call, one node of the projection.
    expect(ending({ steps: 5 })).toEqual({ status: "value", value: ["g"] });
    expect(ending({ steps: 3 })).toMatchObject({ diagnostic: { code: "run/budget", span: test } });
  });
});
