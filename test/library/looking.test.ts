/** What calls, concatenations and comparisons work through, and that no expression works for long. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import type { Overload } from "../../src/library/define.js";
import { copyWork, nameWork, STEPS_OF, stepsOfCall, workOf, workOfRead, workOfValue } from "../../src/library/looking.js";
import type { Value } from "../../src/values/value.js";
import { spent } from "../clock.js";

const overloadOf = (name: string, at = 0) => allFunctions.find((row) => row.name === name)?.overloads[at] as Overload;

describe("the work of a call", () => {
  it.each<[string, readonly Value[], number]>([
    ["String.startsWith", ["abc", "a"], 4],
    ["String.startsWith", [null, "a"], 1],
    ["Arrays.size", [["a", "b", "c"]], 24],
    ["String.len", [["abc", "de"]], 320 + 16 + 5],
    ["String.toUpperCase", ["abc"], 12],
    ["String.stringSwitch", ["abcd", "", "k", "v", "l", "w"], 8 * 4],
    ["Arrays.contains", [[1, 2], 1], 16],
    // What has no length counts as an element alone.
    ["String.len", [["abc", null, 5]], 320 + 24 + 3],
    ["Arrays.size", ["abc"], 320 + 3],
    // One unit that is looked at four times.
    ["String.toUpperCase", ["a"], 4],
    ["String.toUpperCase", [""], 0],
  ])("%s of %j is %d units", (name, args, units) => expect(workOf(args, overloadOf(name))).toBe(units));

  it("is that of the rest behind the last parameter, whatever stands on the prototype of lists", () => {
    const prototype = Array.prototype as unknown as Record<number, unknown>;
    prototype[5] = "a stranger's";
    try {
      const source = 'String.stringSwitch(app.text, "none", "a", "1", "b", "2")';
      const outcome = compile(source, defineEnvironment({ functions: allFunctions })).evaluate({ app: { profile: { text: "b" } } });
      expect(outcome).toEqual({ status: "value", value: "2" });
    } finally {
      delete prototype[5];
    }
  });

  it("is not counted for short texts that are written or compared", () =>
    expect([copyWork(255), copyWork(256), copyWork(1001)]).toEqual([0, 64, 251]));

  it("is more than a computed name's length", () =>
    expect([nameWork(0), nameWork(255), nameWork(256), nameWork(1001)]).toEqual([2500, 2500, 2500 + 4 * 256, 2500 + 4 * 1001]));

  it.each<[Value, number]>([
    ["abc", 3],
    ["", 0],
    [["abc", 1], 16],
    [[], 0],
    [null, 0],
    [5, 0],
    [true, 0],
    [new Map([["a", "b"]]), 0],
  ])("is counted for one value as it is: %j", (value, units) => expect(workOfValue(value)).toBe(units));
});

describe("the work of what a row reads", () => {
  it.each<[string, readonly Value[], number]>([
    ["isMemberOfGroup", [], 0],
    ["isMemberOfGroup", [null], 0],
    ["isMemberOfGroup", ["a text"], 0],
    ["isMemberOfGroup", [[1, 2, 3]], 45],
    ["isMemberOfGroup", [[1], null, "x", [1, 2]], 45],
    ["Groups.contains", [[1, 2, 3]], 4 * 45],
  ])("of %s, %j, is %d units", (name, values, units) => expect(workOfRead(values, overloadOf(name))).toBe(units));
});

describe("the steps of a call", () => {
  it.each([
    ["String.len", 1],
    ["String.toUpperCase", 1],
    ["Arrays.isEmpty", 1],
    ["Arrays.get", 10 + 5],
    ["String.append", 10],
    ["String.replace", 10 + 28],
    ["Arrays.flatten", 10 + 50],
    ["isMemberOfGroup", 10],
    ["hasWorkdayUser", 10],
    ["getFilteredGroups", 10],
  ])("of %s are %d", (name, steps) => expect(stepsOfCall(overloadOf(name))).toBe(steps));
  it("are more for a row that says so, whatever else it needs", () => {
    const rows = ["String.startsWith", "isMemberOfGroup"].map((name) => overloadOf(name));
    for (const row of rows) expect(stepsOfCall({ ...row, steps: 5 }) - stepsOfCall({ ...row, steps: 0 })).toBe(5);
    const inner = {
      ...overloadOf("Arrays.size"),
      params: overloadOf("Arrays.size").params.map((param) => ({ ...param, inner: true })),
    };
    expect(stepsOfCall(inner as unknown as Overload)).toBeGreaterThan(stepsOfCall(overloadOf("Arrays.size")));
  });
});

describe("the limit", () => {
  it.each([
    ["app.text.startsWith('x')", 101],
    ["app.text.toUpperCase()", 400],
    ["Arrays.size(app.few)", 24],
    ["(app.long + '') == app.long", 150],
  ])("%s takes just so much", (source, units) => {
    const context = { app: { profile: { text: "a".repeat(100), few: ["", "", ""], long: "b".repeat(300) } } };
    const end = (work: number) => {
      const outcome = compile(source, defineEnvironment({ functions: allFunctions, limits: { work } })).evaluate(context);
      return outcome.status === "error" ? outcome.diagnostic.code : outcome.status;
    };
    expect([end(units - 1), end(units), end(units + 1)]).toEqual(["context/too-much-work", "value", "value"]);
  });
});

describe("what a row looks at in the groups that it reads", () => {
  const ten = Array.from({ length: 10 }, (_, at) => ({
    id: `${at}`.padEnd(50, "i"),
    type: "OKTA_GROUP",
    name: `${at}`.padEnd(100, "n"),
  }));
  const context = { user: { id: "u" }, groups: ten, app: { groups: ten, profile: { long: "x".repeat(300) } } };
  const READ = 15 * 10;
  /** What is known of the grant is a map of two, and made anew each time. */
  const GRANT = 64 * 3;
  it.each([
    ["isMemberOfGroup('abc')", 3 + READ],
    ["isMemberOfGroup(app.long)", 300 + READ + 750],
    ["isMemberOfGroupName('abc')", 3 + READ],
    ["isMemberOfGroupName(app.long)", 300 + READ + 750],
    ["isMemberOfGroupNameStartsWith(app.long)", 300 + 2 * READ + 750],
    ["isMemberOfGroupNameContains('abc')", 3 + READ + 1_000],
    ["isMemberOfAnyGroup('a', 'b')", 2 + 2 * READ + 500],
    ["isMemberOfAnyGroup({'a', 'b'})", 16 + 2 * READ + 500],
    ["user.isMemberOf({'group.profile.name': 'abc'})", 2 * READ + 1_000],
    [
      "user.isMemberOf({'group.profile.name': {app.long, null}, 'group.type': 'x'}, {'group.id': 'y'})",
      4 * READ + 1_000 + 750 + 100 + 500,
    ],
    ["app.isMemberOf({'group.source.id': app.long, 'operator': 'EXACT', 'group.profile.name': 'x'})", 3 * READ + 750 + 1_000],
    ["Groups.startsWith('OKTA', 'abc', 9) ?: 0", 4 * (4 + 3 + READ) + GRANT],
    ["Groups.endsWith('OKTA', app.long, 9) ?: 0", 4 * (4 + 300 + READ) + 750 + GRANT],
    ["Groups.contains(app.long, 'abc', 9) ?: 0", 4 * (300 + 3 + READ) + 2 * 750 + 1_000 + GRANT],
    ["Arrays.isEmpty(getFilteredGroups({'a'}, 'group.id', 9))", 8 + 2 * READ + 500 + GRANT],
  ])("%s is counted", (source, units) => {
    const end = (work: number) => {
      const outcome = compile(source, defineEnvironment({ functions: allFunctions, limits: { work } })).evaluate(context);
      return outcome.status === "error" ? outcome.diagnostic.code : outcome.status;
    };
    expect([end(units - 1), end(units)]).toEqual(["context/too-much-work", "value"]);
  });
});

/** Small expressions that would work through gigabytes of text if each call were one step. */
const BOMBS = [
  "app.list.![app.text.toUpperCase()]",
  "app.list.![String.replace(app.text, 'a', 'b')]",
  "app.list.![String.removeSpaces(app.text)]",
  "app.list.![String.stringContains(app.text, 'aab')]",
  "app.list.![String.stringSwitch(app.text, '', 'b', 'x', 'c', 'x', 'd', 'x')]",
  "app.list.![app.text + #this == app.text + '!']",
  "app.list.![app.text.substring(1) < app.text]",
  "app.list.![Arrays.toCsvString(app.list)]",
  "app.list.![Arrays.size(app.list)]",
  "app.list.![Arrays.contains(app.list, #this)]",
  "app.list.![isMemberOfGroupNameContains('aab')]",
  "app.list.![isMemberOfGroupName(app.text)]",
  "app.list.![user.isMemberOf({'group.profile.name': app.text + 'b'})]",
  "app.list.![Groups.endsWith('OKTA', app.text, 100)]",
];

describe("bombs", () => {
  const env = defineEnvironment({
    functions: allFunctions,
    app: { text: "text", list: "list<text>" },
  });
  const list = Array.from({ length: 10_000 }, () => "");
  const groups = Array.from({ length: 1_000 }, (_, at) => ({
    id: `${at}`,
    type: "OKTA_GROUP",
    name: `${"a".repeat(65_530)}${at}`,
  }));
  const context = { user: { id: "u" }, groups, app: { profile: { text: "a".repeat(65_530), list } } };

  it.each(BOMBS)("%s end soon", (source) => {
    const program = compile(source, env);
    const started = spent();
    const outcome = program.evaluate(context);
    expect(outcome).toMatchObject({
      status: "error",
      diagnostic: { code: expect.stringMatching(/^(?:context\/too-much-work|run\/budget)$/) },
    });
    // Ten thousand such calls take seconds; a few are let through. Generous, for slow machines.
    expect(spent() - started).toBeLessThan(1_000);
  });

  it("of a text in every place of a long list end in an error", () => {
    const program = compile("app.list.![app.text]", env);
    const started = spent();
    expect(program.evaluate({ app: { profile: { text: "é€".repeat(30_000), list } } })).toMatchObject({
      diagnostic: { code: "context/too-much-work", span: { start: 0, end: 20 } },
    });
    expect(spent() - started).toBeLessThan(1_000);
  });
});

describe("rows that are slow whatever they are given", () => {
  it("ask for what was measured (decision 0082)", () =>
    expect(STEPS_OF).toEqual({ country: 32, date: 200, clock: 700, version: 40 }));
});
