/** Names that are computed, groups and their attributes, branches inside branches: what is read, and what is not. */
import { describe, expect, it } from "vitest";
import { checkWithFacts } from "../../src/check/check.js";
import { compile, defineEnvironment, defineFunction, number, overload, text, types } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { prepared } from "../../src/library/params.js";
import { compileNodes } from "../../src/run/compile.js";
import type { Value } from "../../src/values/value.js";

const env = defineEnvironment({
  functions: allFunctions,
  user: { a: "text?", b: "text?", n: "integer?", must: "text" },
  app: { key: "text?", number: "integer?", long: "text?", yes: "boolean?", no: "boolean?", open: "unknown?", home: "text?" },
});
const CONTEXT = {
  user: { a: "A", n: "no integer", must: "M" },
  app: {
    profile: { key: "a", number: 2, long: "k".repeat(300), yes: true, no: false, open: { a: 1, b: null, l: [1] }, home: "H" },
  },
  groups: [{ id: "g", type: "OKTA_GROUP", name: "n" }],
};

/** The end of an expression: its value, the code and path of its reason, or the code of its error and what is underlined. */
function end(source: string, context: object = CONTEXT, environment = env): unknown {
  const outcome = compile(source, environment).evaluate(context);
  if (outcome.status === "value") return outcome.value;
  if (outcome.status === "absent") return [outcome.reason.code, outcome.reason.path];
  const { code, span } = outcome.diagnostic;
  return [code, source.slice(span.start, span.end)];
}

describe("a computed name of the context", () => {
  it.each<[string, unknown]>([
    ["user[app.key]", "A"],
    ["user['must' + '']", "M"],
    // Nothing else of the user is read, and so what does not fit its type is no fault here.
    ["user['n' + '']", ["context/type-mismatch", "user['n' + '']"]],
    ["user[app.home]", ["unset-on-user", "user.*"]],
    ["user[app.open.b]", ["unset-on-client", "app.profile.open.b"]],
    ["user[app.open.a]", ["run/index-type", "user[app.open.a]"]],
    ["user[app.open.l.x]", ["run/not-a-map", "app.open.l.x"]],
    ["user?.[app.open.l.x]", ["run/not-a-map", "app.open.l.x"]],
    ["user?.[app.key]", "A"],
    ["user[app.key] == 'A' ? 1 : 2", 1],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
  it("of what is not there is null, and a safe form does not look for the name", () => {
    const without = { app: CONTEXT.app };
    expect(end("user[app.key]", without)).toEqual(["needs-user", "user"]);
    expect(end("user?.[app.key]", without)).toEqual(["needs-user", "user"]);
    expect(end("user[app.open.l.x]", without)).toEqual(["run/not-a-map", "app.open.l.x"]);
    expect(end("user?.[app.open.l.x]", without)).toEqual(["needs-user", "user"]);
    expect(end("user[app.open.a]", without)).toEqual(["needs-user", "user"]);
  });
  it("of what is no record is a fault, before the name is looked for", () => {
    const wrong = { ...CONTEXT, user: 5 };
    expect(end("user[app.key]", wrong)).toEqual(["context/type-mismatch", "user[app.key]"]);
    expect(end("user[app.open.l.x]", wrong)).toEqual(["context/type-mismatch", "user[app.open.l.x]"]);
  });
  it("is work, more where it is long", () => {
    const limited = (work: number) => defineEnvironment({ app: { long: "text?" }, limits: { work } });
    expect(end("user[app.long]", CONTEXT, limited(2500 + 4 * 300))).toEqual(["unset-on-user", "user.*"]);
    expect(end("user[app.long]", CONTEXT, limited(2500 + 4 * 300 - 1))).toEqual(["context/too-much-work", "user[app.long]"]);
  });
});

describe("values that are no path", () => {
  it.each<[string, unknown]>([
    ["(app.open.b ?: app.open)['a' + '']", 1],
    ["(app.open.b ?: app.open)['z' + '']", ["unset-on-client", "app.profile.open.*"]],
    ["(app.open.b ?: app.home)['a' + '']", ["run/not-a-map", "(app.open.b ?: app.home)['a' + '']"]],
    ["(groups[0] ?: groups[0]).name", "n"],
    ["(groups[0] ?: groups[0])['name']", "n"],
    ["groups.![name]", ["n"]],
    ["groups.![{id, type, name}]", [["g", "OKTA_GROUP", "n"]]],
    ["{{name: 'x', k: 'y'}}.![name + k]", ["xy"]],
    ["groups.?[name == 'n' and id == 'g'].![id]", ["g"]],
    ["{app.open.b ?: groups[0]}.![k]", ["run/not-a-map", "k"]],
    ["Arrays.size({{k: app.open.l.x}})", ["run/not-a-map", "app.open.l.x"]],
    ["Arrays.size({{app.open.l.x}})", ["run/not-a-map", "app.open.l.x"]],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});

describe("branches inside branches", () => {
  it.each<[string, unknown]>([
    ["app.yes ? (app.no ? 1 : 2) : 3", 2],
    ["(app.yes ? app.no : app.yes) ? 1 : 2", 2],
    ["app.no ? 1 : (app.yes ? 2 : 3)", 2],
    ["app.no ? 1 : app.no ? 2 : app.yes ? 3 : 4", 3],
    ["5 - (3 - 1)", 3],
    ["app.home + (app.open.b ?: 'x')", "Hx"],
    ["app.home == (app.open.b ?: 'H')", true],
    ["0", 0],
    ["app.number - 2 == 0", true],
    ["app.number - 0", 2],
    ["app.open.b ?: 0", 0],
    ["5 - 3 - 1", 1],
    ["2 * (3 - 1) - 4 / (1 + 1)", 2],
    ["(1 == 1) == (2 == 2)", true],
    ["app.yes and (app.no or app.yes) and !app.no", true],
    ["app.yes and app.home == 'H' and (app.number == 2 or app.open.b == 1)", true],
    ["app.yes or app.open.l.x", true],
    ["app.no or app.open.l.x", ["run/not-a-map", "app.open.l.x"]],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});

describe("parts that others run for them have no steps, so that what is long is compiled in one go", () => {
  it.each<[string, readonly string[]]>([
    ["app.open.l.x", ["app", "app.open", "app.open.l"]],
    ["user[app.key]", ["app"]],
    ["app.home + 'a' + app.key", ["app", "app.home + 'a'", "app"]],
    ["app.number - (2 - 1)", ["app"]],
    ["1 + 2 + 3 + 4", ["1 + 2", "1 + 2 + 3"]],
    ["-(1 + 2)", []],
    ["(1 + 2) * 3", ["1 + 2"]],
    ["1 == 2 and 3 + 4 == 7", ["3 + 4"]],
    ["app.yes ? 1 : app.no ? 2 : 3", ["app", "app", "app.no ? 2 : 3"]],
    ["true ? 1 : false ? 2 : true ? 3 : 4", ["true ? 3 : 4", "false ? 2 : true ? 3 : 4"]],
    ["(true ? false : true) ? (true ? 1 : 2) : 3", []],
    ["true ? 1 : 2 + 3", []],
    ["1 + (true ? 2 : 3)", []],
  ])("%s", (source, without) => {
    const { facts } = checkWithFacts(source, env);
    for (const record of [false, true]) {
      const steps = compileNodes(source, facts, env, record);
      const parts = facts.nodes.filter(({ id }) => steps[id] === undefined);
      expect(parts.map(({ span }) => source.slice(span.start, span.end))).toEqual(without);
    }
  });
});

it("a ladder that looks a text up is explained condition by condition", () => {
  const { nodes } = compile("app.home == 'a' ? 1 : app.home == 'H' ? 2 : 3", env).explain(CONTEXT);
  expect(nodes.filter(({ status }) => status === "skipped").map(({ source }) => source)).toEqual(["1", "3"]);
});

describe("a call that may mean several rows", () => {
  it.each<[string, unknown]>([
    ["Convert.toInt(app.open.text)", 12],
    ["Convert.toInt(app.open.number)", 3],
    ["Convert.toInt(app.open.text + '')", 12],
    ["Convert.toInt(app.open.map)", ["run/argument-type", "Convert.toInt(app.open.map)"]],
    ["Convert.toInt(app.open.none)", ["unset-on-client", "app.profile.open.none"]],
  ])("is of the one that takes the value: %s", (source, expected) => {
    const open = { text: "12", number: 2.6, map: { a: 1 } };
    expect(end(source, { app: { profile: { open } } })).toEqual(expected);
  });
});

describe("an expression inside a text", () => {
  const groups = ["a", "b", "c"].map((id) => ({ id, type: "OKTA_GROUP", name: `n${id}` }));
  const context = { ...CONTEXT, groups };
  it.each<[string, unknown]>([
    ['getFilteredGroups({"a", "c"}, "group.name", 9)', ["na", "nc"]],
    ['getFilteredGroups({"a", "c"}, "group", 9).![id]', ["a", "c"]],
    [`getFilteredGroups({"a"}, "{'1', '2'}.![group.id + #this]", 9)`, [["a1", "a2"]]],
    // What stands around it gets its own element back.
    ['{"x"}.![String.append(Arrays.toCsvString(getFilteredGroups({"a"}, "group.id", 9)), #this)]', ["ax"]],
    ["getFilteredGroups({'a'}, 'group.id + ''!''', 9)", ["a!"]],
    ["getFilteredGroups({'a'}, '1 / (app.number - 2)', 9)", ["run/division-by-zero", "1 / (app.number - 2)"]],
    ["getFilteredGroups({'a'}, '''!'' + 1 / (app.number - 2)', 9)", ["run/division-by-zero", "1 / (app.number - 2)"]],
    ["getFilteredGroups({'a'}, ' app.open.l.x', 9)", ["run/not-a-map", "app.open.l.x"]],
  ])("%s", (source, expected) => expect(end(source, context)).toEqual(expected));
  it("is charged by its nodes for each element", () => {
    const app = { profile: { open: { one: ["a", "z"], two: ["a", "c"], none: ["y", "z"] } } };
    const limited = (steps: number) =>
      defineEnvironment({ functions: allFunctions, app: { open: "unknown?" }, limits: { steps, listLength: 3 } });
    const least = (allowed: string, inner: string) => {
      const source = `getFilteredGroups(app.open.${allowed}, "${inner}", 9)`;
      for (let steps = 1; steps < 99; steps++) {
        const code = (end(source, { groups, app }, limited(steps)) as string[])[0];
        if (code !== "run/budget") return steps;
      }
      return undefined;
    };
    const none = least("none", "group.name") as number;
    expect(none).toBeGreaterThan(0);
    expect(least("one", "group.name")).toBe(none + 2);
    expect(least("two", "group.name")).toBe(none + 4);
    expect(least("two", "group")).toBe(none + 2);
    const source = 'getFilteredGroups(app.open.two, "group.name", 9)';
    for (const steps of [none + 1, none + 3]) expect(end(source, { groups, app }, limited(steps))).toEqual(["run/budget", source]);
  });
});

describe("an argument that is made ready", () => {
  /** `f` of a text, or of a number: the first row makes capitals of its second argument, which is noted. */
  function made(seen: Value[]) {
    const capitals = (wanted: string) => {
      seen.push(wanted);
      return wanted.toUpperCase();
    };
    return defineFunction({
      name: "f",
      dialect: "both",
      documented: "ours",
      doc: "Writes one after the other.",
      overloads: [
        overload({
          params: [text("left"), prepared(text("right"), capitals, [])],
          returns: types.text,
          run: (left, right) => left + right,
        }),
        overload({ params: [number("left"), text("right")], returns: types.text, run: (left, right) => `${left}${right}` }),
      ],
      examples: [],
    } as never);
  }
  const open = { text: "t", number: 1, other: "o" };
  it.each<[string, unknown, readonly string[]]>([
    ['f("a", "x")', "aX", []],
    ['f(app.home, "x")', "hX", []],
    ["f(app.home, app.key)", "hK", ["k", "k"]],
    ["f(app.home, app.unset)", null, []],
    ["f(app.home, null)", null, []],
    ["f(1, 'x')", "1x", []],
    // Which row is meant is only known then.
    ['f(app.open.text, "x")', "tX", ["x", "x"]],
    ['f(app.open.number, "x")', "1x", []],
    ["f(app.open.text, app.open.other)", "tO", ["o", "o"]],
  ])("%s", (source, value, noted) => {
    const seen: Value[] = [];
    const app = { home: "text?", key: "text?", unset: "text?", open: "unknown?" } as const;
    const program = compile(source, defineEnvironment({ functions: [made(seen)], app }));
    seen.length = 0;
    const context = () => ({ app: { profile: { home: "h", key: "k", open } } });
    const outcomes = [program.evaluate(context()), program.evaluate(context())];
    if (value !== null) expect(seen).toEqual(noted);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject(value === null ? { status: "absent" } : { status: "value", value });
  });
});

describe("what is no environment", () => {
  it.each([null, undefined, {}, "env", { app: { a: "text" } }])("is refused in words: %j", (given) =>
    expect(() => compile("1", given as never)).toThrow(expect.objectContaining({ name: "ClaimsElError" })),
  );
});
