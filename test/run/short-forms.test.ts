/** Short forms of what claims mostly are made of: each gives what the general form gives, whatever a host puts where it looks. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment, defineFunction, type Outcome, overload, text, types } from "../../src/index.js";
import { whilePolluted } from "../polluted.js";

const env = defineEnvironment({
  user: { a: "text?", b: "text?", n: "integer?", tags: "list<text>?", open: "unknown?", must: "text" },
  appuser: { role: "text?" },
  app: { home: "text?" },
  functions: [
    defineFunction({
      name: "Test.again",
      dialect: "classic",
      documented: "ours",
      doc: "Evaluates the same context inside an evaluation.",
      overloads: [overload({ params: [text("input")], returns: types.text, run: (input) => `${input}${inner()}` })],
      examples: [],
    }),
  ],
});

let inner: () => string = () => "";

/** Sources whose parts have short forms, and some beside them. */
const SOURCES = [
  "user.a",
  "user.open",
  "appuser.role",
  "app.home",
  'user.a == "x"',
  'user.a != "x"',
  "user.a == null",
  "user.open == 1",
  "user.open != true",
  'user.open == "x"',
  'user.a == "x" and user.b != null ? "yes" : "no"',
  'user.a == "x" or user.b == "y"',
  '(user.a == "x" and user.b == "y") or (user.open == "x" and user.b != "y") or user.n == 3',
  '(user.a == "x" or user.b == "y") and (user.open == "x" or user.b != "y")',
  'user.a == "x" ? user.b : user.open',
  'user.a == "x" ? "1" : user.a == "y" ? "2" : user.a == "z" ? user.b : user.open',
  'user.open == "x" ? 1 : user.open == "y" ? 2 : 3',
  'user.a + " " + user.b',
  '"<" + user.a + ">"',
  'user.a + user.open + "!"',
  'user.a ?: "none"',
  "user.open ?: user.a ?: user.b",
  "String.toUpperCase(user.a)",
  'String.substringBefore(user.a, "@")',
  'String.startsWith(user.open, "x")',
  'Arrays.contains(user.tags, "x")',
  "Arrays.contains(user.open, user.a)",
  'groups.?[name.startsWith("app_")]',
  'groups.?[name.startsWith("app_")].![id]',
  'groups.?[id.startsWith("1")]',
  'groups.?[type.contains("OKTA")].![name]',
  "user.must",
  'user.must == "x"',
];

class Account {
  a = "x";
}

const accessor = { enumerable: true, configurable: true, get: () => expect.unreachable("a getter was run") };

/** What a host may put anywhere. */
const VALUES: Readonly<Record<string, () => unknown>> = {
  "the text": () => "x",
  "another text": () => "y",
  "an empty text": () => "",
  "a text with a lone half": () => "\ud800",
  "a long text": () => "x".repeat(300),
  "a text that is too long": () => "x".repeat(70_000),
  "a number": () => 3,
  "minus zero": () => -0,
  "a fraction": () => 1.5,
  "not a number": () => Number.NaN,
  true: () => true,
  null: () => null,
  undefined: () => undefined,
  "a list": () => ["x", "admin"],
  "a list with a hole": () => new Array(2),
  "a list with an accessor": () => Object.defineProperty(["x", "y"], 1, accessor),
  "a list with a hidden element": () => Object.defineProperty(["x", "y"], 1, { enumerable: false }),
  "a map": () => ({ a: "x" }),
  "an instance": () => new Account(),
  "a function": () => () => "x",
  "a boxed text": () => Object("x"),
  "a symbol": () => Symbol("x"),
  "a proxy that throws": () =>
    new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => {
          throw new Error("no");
        },
        get: () => {
          throw new Error("no");
        },
        getPrototypeOf: () => {
          throw new Error("no");
        },
      },
    ),
};

const PLACES: Readonly<Record<string, (value: unknown) => Record<string, unknown>>> = {
  "user.a": (a) => ({ user: { a, b: "y", n: 3, tags: ["x"], open: "x", must: "x" } }),
  "user.b": (b) => ({ user: { a: "x", b, must: "x" } }),
  "user.open": (open) => ({ user: { a: "x", open, must: "x" } }),
  "user.tags": (tags) => ({ user: { a: "x", tags, must: "x" } }),
  "user.must": (must) => ({ user: { must } }),
  "a profile's attribute": (a) => ({ user: { id: "u", profile: { a, must: "x" } } }),
  "a profile": (profile) => ({ user: { a: "x", must: "x", profile } }),
  user: (user) => ({ user, appuser: { role: "r" } }),
  appuser: (appuser) => ({ user: { must: "x" }, appuser }),
  app: (app) => ({ app }),
  "a client's property": (home) => ({ app: { id: "i", profile: { home } } }),
  groups: (groups) => ({ user: { must: "x" }, groups }),
  "a group": (group) => ({ user: { must: "x" }, groups: [{ id: "1", type: "OKTA_GROUP", name: "app_a" }, group] }),
  "a group's name": (name) => ({ user: { must: "x" }, groups: [{ id: "1", type: "OKTA_GROUP", name }] }),
  "a group's id": (id) => ({ user: { must: "x" }, groups: [{ id, type: "OKTA_GROUP", name: "app_a" }] }),
  "a group's profile": (profile) => ({ user: { must: "x" }, groups: [{ id: "1", type: "OKTA_GROUP", profile }] }),
};

const programs = SOURCES.map((source) => compile(source, env));
const inShort = (outcome: Outcome) => JSON.parse(JSON.stringify(outcome)) as unknown;

describe.each(Object.entries(PLACES))("with %s", (_place, put) => {
  it.each(Object.entries(VALUES))("being %s", (_words, make) => {
    const context = put(make());
    const wrong: unknown[] = [];
    for (const program of programs) {
      // An explanation runs every node by its general form.
      const wanted = JSON.stringify(program.explain(put(make())).outcome);
      for (let times = 0; times < 3; times++) {
        const ended = JSON.stringify(program.evaluate(context));
        if (ended !== wanted) wrong.push({ source: program.source, ended, wanted });
      }
    }
    expect(wrong).toEqual([]);
  });

  it("being an accessor, which is never run", () => {
    const spoil = (context: Record<string, unknown>) => {
      for (const part of Object.keys(context)) Object.defineProperty(context, part, accessor);
      return context;
    };
    const context = spoil(put("x"));
    for (const program of programs) {
      const wanted = JSON.stringify(program.explain(spoil(put("x"))).outcome);
      for (let times = 0; times < 3; times++) expect(JSON.stringify(program.evaluate(context))).toBe(wanted);
    }
  });

  it.each(["a", "b", "open", "must", "name", "id", "type", "profile", "user", "groups", "app", "appuser", "home", "grant"])(
    "disregards a stranger's %s",
    (name) => {
      for (const value of [() => "x", () => null, () => undefined]) {
        const context = put(value());
        const ends = () => programs.map((program) => JSON.stringify(program.evaluate(context)));
        const before = [ends(), ends(), ends()][2];
        expect(whilePolluted(name, "stranger", ends)).toEqual(before);
      }
    },
  );
});

describe("data that changes between evaluations", () => {
  it("is what it is now, in every form", () => {
    for (const [place, put] of Object.entries(PLACES)) {
      for (const [index, first] of Object.values(VALUES).entries()) {
        const next = Object.values(VALUES)[(index + 1) % Object.values(VALUES).length] as () => unknown;
        const ends: unknown[] = [];
        const wanted: unknown[] = [];
        for (const program of programs) {
          const context = put(first());
          for (let times = 0; times < 2; times++) program.evaluate(context);
          Object.assign(context, put(next()));
          wanted.push([place, program.source, JSON.stringify(program.explain(put(next())).outcome)]);
          ends.push([place, program.source, JSON.stringify(program.evaluate(context))]);
        }
        expect(ends).toEqual(wanted);
      }
    }
  });

  it("of a group that was written before is written as it is", () => {
    const group = { id: "1", type: "OKTA_GROUP", name: "app_a" };
    const context = { user: { must: "x" }, groups: [group] };
    const program = compile('groups.?[name.startsWith("app_")]', env);
    const written = () => (program.evaluate(context) as unknown as { value: unknown[] }).value;
    for (let times = 0; times < 4; times++) expect(written()).toEqual([group]);
    const mine = written();
    (mine[0] as { name: string }).name = "changed";
    expect(written()).toEqual([{ id: "1", type: "OKTA_GROUP", name: "app_a" }]);
    group.id = "2";
    expect(written()).toEqual([{ id: "2", type: "OKTA_GROUP", name: "app_a" }]);
    group.type = "\ud800";
    expect(inShort(program.evaluate(context))).toMatchObject({ status: "error", diagnostic: { code: "run/ill-formed-text" } });
  });
});

describe("an evaluation inside another one of the same context", () => {
  it("leaves the outer one its data, its elements and its budget", () => {
    const context = { user: { a: "x", b: "y", must: "m", tags: ["1", "2"] } };
    const outer = compile("user.tags.![Test.again(#this) + user.a]", env);
    const other = compile("user.a + user.b", env);
    inner = () => (other.evaluate(context) as { value: string }).value;
    for (let times = 0; times < 3; times++) expect(outer.evaluate(context)).toEqual({ status: "value", value: ["1xyx", "2xyx"] });
    inner = () => {
      throw new TypeError("a mistake of the host");
    };
    expect(() => outer.evaluate(context)).toThrow(TypeError);
    inner = () => "!";
    for (let times = 0; times < 3; times++) expect(outer.evaluate(context)).toEqual({ status: "value", value: ["1!x", "2!x"] });
  });
});

describe("a proxy", () => {
  it("is asked once for each attribute in an evaluation", () => {
    const asked: string[] = [];
    const spied = new Proxy({ a: "x", b: "y", must: "m" } as Record<string, unknown>, {
      get: (target, key) => {
        asked.push(String(key));
        return target[String(key)];
      },
    });
    const program = compile('user.a == "x" and user.a != "y" and user.b == "y" ? user.a + user.b : user.a', env);
    const context = { user: spied };
    for (let times = 0; times < 3; times++) program.evaluate(context);
    asked.length = 0;
    expect(program.evaluate(context)).toEqual({ status: "value", value: "xy" });
    expect(asked.filter((key) => key === "a" || key === "b").sort()).toEqual(["a", "b"]);
  });
});

describe("what the checker said", () => {
  it("is told when somebody asks, the same each time, and is of the program's own", () => {
    const program = compile("user.a", env);
    const { reads, verdicts } = check("user.a", env);
    expect({ ...program }).toMatchObject({ source: "user.a", reads, verdicts });
    expect(program.verdicts).toBe(program.verdicts);
    expect(program.reads).toBe(program.reads);
    expect(Object.isFrozen(program)).toBe(true);
  });
});
