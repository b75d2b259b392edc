/** Running calls: what is read of the context comes first, is read once, and its absence is told as it was seen. */
import { describe, expect, it } from "vitest";
import {
  absent,
  compile,
  defineEnvironment,
  defineFunction,
  fromContext,
  overload,
  receiving,
  text,
  types,
} from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { spent } from "../clock.js";

const env = defineEnvironment({ functions: allFunctions });
const groups = (...names: string[]) => names.map((name, index) => ({ id: `00g${index}`, type: "OKTA_GROUP", name }));

describe("a context that answers differently each time", () => {
  /** Gives one more group at each look. */
  function restless() {
    let looks = 0;
    const context = new Proxy(
      {},
      {
        ownKeys: () => ["user", "groups"],
        getOwnPropertyDescriptor: (_target, key) => {
          if (key === "user") return { value: { id: "u" }, enumerable: true, configurable: true };
          if (key !== "groups") return undefined;
          looks++;
          return {
            value: groups(...Array.from({ length: looks }, (_, index) => `x${index}`)),
            enumerable: true,
            configurable: true,
          };
        },
      },
    );
    return { context, looks: () => looks };
  }

  it("is read once for the value and its reason", () => {
    const { context, looks } = restless();
    const outcome = compile('Groups.startsWith("OKTA", "a", 10)', env).evaluate(context);
    expect(looks()).toBe(1);
    expect(outcome).toMatchObject({
      status: "absent",
      reason: { code: "no-group-matched", message: "No group matched; groups seen: 1 (OKTA: 1)." },
    });
  });
  it("is read once for two calls", () => {
    const { context, looks } = restless();
    compile('isMemberOfGroupName("a") or isMemberOfGroupNameStartsWith("b")', env).evaluate(context);
    expect(looks()).toBe(1);
  });
});

describe("the first null that decides", () => {
  const reasonOf = (source: string, context: object) => {
    const outcome = compile(source, env).evaluate(context);
    return outcome.status === "absent"
      ? [outcome.reason.code, outcome.reason.path, source.slice(outcome.reason.span.start, outcome.reason.span.end)]
      : outcome;
  };
  it("is what is read of the context before any argument", () =>
    expect(reasonOf("isMemberOfGroupName(app.x)", {})).toEqual(["needs-user", "groups", "isMemberOfGroupName(app.x)"]));
  it("is the argument where the context has it", () =>
    expect(reasonOf("isMemberOfGroupName(app.x)", { groups: [] })).toEqual(["unset-on-client", "app.profile.x", "app.x"]));
  it("is the value inside a criterion", () =>
    expect(reasonOf("user.getGroups({'group.id': {'a'}}, {'group.type': app.x})", { groups: [] })).toEqual([
      "unset-on-client",
      "app.profile.x",
      "app.x",
    ]));
  it("is found through operators and branches", () => {
    expect(reasonOf('"a" + Groups.contains("OKTA", "z", 5)[0]', { groups: [] })).toEqual([
      "no-group-matched",
      undefined,
      'Groups.contains("OKTA", "z", 5)',
    ]);
    expect(reasonOf('true ? findDirectoryUser().userName : "x"', { user: {} })).toEqual([
      "directory-no-match",
      "directory.activeDirectory",
      "findDirectoryUser()",
    ]);
  });
});

describe("an error in an argument", () => {
  it("wins over what is missing of the context", () =>
    expect(compile('isMemberOfGroupName("a".substring(0 - 1))', env).evaluate({})).toMatchObject({
      diagnostic: { code: "run/negative-position" },
    }));
});

describe("a row's own absence", () => {
  const row = defineFunction({
    name: "Lottery.draw",
    dialect: "both",
    documented: "ours",
    doc: "Never wins.",
    overloads: [
      overload({
        params: [receiving(text("ticket"))],
        returns: types.text,
        absences: ["no-group-matched"],
        run: (ticket) => (ticket === "win" ? "prize" : absent("no-group-matched", { count: 3, sources: " (lottery: 3)" })),
      }),
    ],
    examples: [],
  });
  const own = defineEnvironment({ functions: [row] });
  it("is null to everything around it", () => {
    expect(compile('Lottery.draw("x") == null', own).evaluate({})).toEqual({ status: "value", value: true });
    expect(compile('Lottery.draw("x") ?: "nothing"', own).evaluate({})).toEqual({ status: "value", value: "nothing" });
    expect(compile('{"a"}.![Lottery.draw(#this)]', own).evaluate({})).toEqual({ status: "value", value: [null] });
  });
  it("keeps its reason", () =>
    expect(compile("Lottery.draw(null)", own).evaluate({})).toEqual({
      status: "absent",
      reason: { code: "no-group-matched", message: "No group matched; groups seen: 3 (lottery: 3).", span: { start: 0, end: 18 } },
    }));
  it("is explained like it is evaluated", () =>
    expect(compile('Lottery.draw("x")', own).explain({}).outcome).toEqual(compile('Lottery.draw("x")', own).evaluate({})));
});

describe("the budget", () => {
  it("is charged for looking through groups", () => {
    const many = groups(...Array.from({ length: 9_000 }, (_, index) => `g${index}`));
    const source = Array.from({ length: 200 }, () => 'isMemberOfGroupName("x")').join(" or ");
    const end = (limits: object) => compile(source, defineEnvironment({ limits })).evaluate({ user: {}, groups: many });
    expect(end({})).toMatchObject({ diagnostic: { code: "context/too-much-work" } });
    expect(end({ work: 20_000_000 })).toMatchObject({ diagnostic: { code: "run/budget" } });
    expect(compile('isMemberOfGroupName("x")', env).evaluate({ user: {}, groups: many })).toEqual({
      status: "value",
      value: false,
    });
  });
  it("ends patterns over long texts in time", () => {
    const began = spent();
    const program = compile("user.text matches user.pattern", env);
    const hard = { user: { text: "a".repeat(60_000), pattern: "(a?){500}(b?){500}c" } };
    expect(program.evaluate(hard)).toMatchObject({ diagnostic: { code: "run/budget" } });
    expect(spent() - began).toBeLessThan(2_000);
  });
  it("counts making patterns of the data, whether one is kept or not", () => {
    const tight = defineEnvironment({ functions: allFunctions, limits: { steps: 40 } });
    const program = compile("user.text matches user.pattern", tight);
    const context = { user: { text: "a", pattern: "x".repeat(60) } };
    for (let turn = 0; turn < 3; turn++) expect(program.evaluate(context)).toMatchObject({ diagnostic: { code: "run/budget" } });
    expect(compile(`user.text matches "${"x".repeat(60)}"`, tight).evaluate(context)).toEqual({ status: "value", value: false });
  });
});

describe("what a host gives", () => {
  it("may fail to be read without an exception", () => {
    const row = defineFunction({
      name: "Odd.x",
      dialect: "both",
      documented: "ours",
      doc: "Reads the client.",
      overloads: [
        overload({ context: [fromContext<string>("app", "label")], params: [], returns: types.text, run: (label) => label }),
      ],
      examples: [],
    });
    const own = defineEnvironment({ functions: [row] });
    const context = {
      app: new Proxy(
        {},
        {
          getOwnPropertyDescriptor: () => {
            throw new Error("no");
          },
        },
      ),
    };
    expect(compile("Odd.x()", own).evaluate(context)).toMatchObject({
      status: "error",
      diagnostic: { code: "context/unreadable" },
    });
  });
});
