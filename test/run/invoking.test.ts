/** Running calls: what is read of the context comes first, is read once, and its absence is told as it was seen. */
import { describe, expect, it } from "vitest";
import {
  absent,
  compile,
  defineEnvironment,
  defineFunction,
  fromContext,
  integer,
  overload,
  receiving,
  text,
  types,
} from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import type { Param } from "../../src/library/define.js";
import { stepsOfCall } from "../../src/library/looking.js";
import { callOfRow } from "../../src/run/invoking.js";
import { spent } from "../clock.js";
import { hostRow } from "./forms.js";

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

describe("an error among several values", () => {
  it("is the error of them all", () =>
    expect(compile("{1, user.t.w}.![5]", env).evaluate({ user: { t: "x" } })).toMatchObject({
      diagnostic: { code: "run/not-a-map", span: { start: 4, end: 12 } },
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
    expect(end({ work: 30_000_000 })).toMatchObject({ diagnostic: { code: "run/budget" } });
    expect(compile('isMemberOfGroupName("x")', env).evaluate({ user: {}, groups: many })).toEqual({
      status: "value",
      value: false,
    });
  });
  it("ends patterns over long texts in time", () => {
    const began = spent();
    const program = compile("user.text matches user.pattern", env);
    const hard = { user: { text: "a".repeat(60_000), pattern: "(a?){150}(b?){150}c" } };
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
  it("counts making one pattern many times in a row once, and many by turns each time, in every evaluation alike", () => {
    const ends = (source: string, steps: number) => {
      const program = compile(source, defineEnvironment({ functions: allFunctions, limits: { steps } }));
      const context = { user: { p: "xx", q: "y", list: ["a", "b", "c"] } };
      const again = Array.from({ length: 4 }, () => program.evaluate(context));
      const codes = [...again, program.explain(context).outcome].map((outcome) => outcome.status);
      return [...new Set(codes)].join();
    };
    // Three elements of four nodes, ten steps of each call and twelve of each match; making `xx` takes 1,330 steps, finding it 66, making `y` 1,265.
    const each = 3 * (4 + 10 + 12);
    expect([0, 1].map((less) => ends("user.list.?[#this matches user.p] == null", each + 1_330 + 2 * 66 - less))).toEqual([
      "value",
      "error",
    ]);
    const turns = 3 * (9 + 2 * (10 + 12)) + 3 * (1_330 + 1_265);
    expect([0, 1].map((less) => ends("user.list.?[#this matches user.p or #this matches user.q] == null", turns - less))).toEqual([
      "value",
      "error",
    ]);
  });
  it("ends many patterns of the data in time", () => {
    const list = Array.from({ length: 5_000 }, (_, at) => `(a?){${at % 900}}b${at}`);
    const program = compile("user.list.![#this matches #this]", env);
    const began = spent();
    expect(program.evaluate({ user: { list } })).toMatchObject({ diagnostic: { code: "run/budget" } });
    expect(spent() - began).toBeLessThan(500);
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

describe("a safe call that needs the general form", () => {
  const at = (source: string) => {
    const program = compile(source, defineEnvironment());
    const ends = [program.evaluate({ user: { t: "abc" } }), program.explain({ user: { t: "abc" } }).outcome];
    return ends.map((end) => {
      if (end.status === "value") return end;
      const { code, span } =
        end.status === "absent" ? end.reason : (end as { diagnostic: { code: string; span: object } }).diagnostic;
      const { start, end: stop } = span as { start: number; end: number };
      return [code, source.slice(start, stop)];
    });
  };
  it.each<[string, unknown]>([
    // Nothing else is evaluated where the receiver is null, and only there.
    ["user.none?.substring(user.t.w)", ["unset-on-user", "user.none"]],
    ["user.none.substring(user.t.w)", ["run/not-a-map", "user.t.w"]],
    ["user.t?.substring(user.t.w)", ["run/not-a-map", "user.t.w"]],
    ["user.t?.substring(user.none, user.t.w)", ["run/not-a-map", "user.t.w"]],
    ["user.t?.substring(user.none, 2)", ["unset-on-user", "user.none"]],
    ["user.t?.substring(1)", { status: "value", value: "bc" }],
  ])("%s", (source, expected) => expect(at(source)).toEqual([expected, expected]));
});

describe("a call of one row", () => {
  const rowOf = (name: string) => {
    const row = allFunctions.find((known) => known.name === name);
    if (!row) throw new Error(`there is no ${name}`);
    return { row, overload: row.overloads[0] as (typeof row.overloads)[number], reads: [] };
  };
  it("is kept as it was asked for last", () => {
    const { limits } = env;
    const [len, other] = [rowOf("String.len"), rowOf("String.toUpperCase")];
    const call = callOfRow(len, "name", "String.len", limits);
    expect(callOfRow(other, "name", "String.toUpperCase", limits)).not.toBe(call);
    expect(callOfRow(len, "name", "String.len", limits)).toBe(call);
    for (const [form, display, bounds] of [
      ["method", "String.len", limits],
      ["method", "length", limits],
      ["method", "length", { ...limits }],
    ] as const) {
      const next = callOfRow(len, form, display, bounds);
      expect(next).toMatchObject({ form, display });
      expect(next.limits).toBe(bounds);
      expect(callOfRow(len, form, display, bounds)).toBe(next);
    }
    expect(callOfRow(len, "name", "String.len", limits)).not.toBe(call);
  });
});

describe("a row of a host", () => {
  const prepared = (name: string): Param<string> => ({ ...text(name), prepare: (value) => value, preparing: () => 7 });
  const rows = [
    ["Test.sized", overload({ params: [text("a")], returns: types.text, size: (a) => a.length, run: (a) => a })],
    ["Test.row", overload({ params: [integer("n")], returns: types.text, run: (n) => "x".repeat(n) })],
    ["Test.ready", overload({ params: [prepared("a")], returns: types.text, run: (a) => a })],
    ["Test.many", overload({ params: [text("a")], rest: prepared("b"), returns: types.text, run: (a, ...b) => a + b.join("") })],
  ] as const;
  const functions = rows.map(([name, entry]) => hostRow(name, entry));
  const end = (source: string, limits: object, user: object) => {
    const outcome = compile(source, defineEnvironment({ functions, limits })).evaluate({ user });
    return outcome.status === "error" ? [outcome.diagnostic.code, outcome.diagnostic.span] : outcome;
  };
  const whole = (source: string) => ({ start: 0, end: source.length });

  it.each([
    // What is written is work where it is long: a quarter of the units, besides those of the argument.
    [255, 255],
    [256, 256 + 64],
    [1001, 1001 + 251],
  ])("that tells its size writes a text of %d units with %d units of work", (length, work) => {
    const user = { t: "x".repeat(length) };
    const source = "Test.sized(user.t)";
    expect(end(source, { work }, user)).toEqual({ status: "value", value: user.t });
    expect(end(source, { work: work - 1 }, user)).toEqual(["context/too-much-work", whole(source)]);
  });

  it("that tells none writes without work", () =>
    expect(end("Test.row(user.n)", { work: 1 }, { n: 1000 })).toEqual({ status: "value", value: "x".repeat(1000) }));

  it.each([
    ["Test.ready(user.t)", 7, "x"],
    ["Test.many(user.t, user.u, user.u)", 2 * 7, "xyy"],
  ])("that makes its arguments ready is charged for it: %s takes %d steps more than another call", (source, more, value) => {
    const user = { t: "x", u: "y" };
    const steps = stepsOfCall(rows[2][1]) + more;
    expect(end(source, { steps }, user)).toEqual({ status: "value", value });
    expect(end(source, { steps: steps - 1 }, user)).toEqual(["run/budget", whole(source)]);
  });
});
