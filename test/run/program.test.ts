/** Programs whose host makes mistakes: rows that throw, rows that answer differently each time; what comes after them is sound. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/index.js";
import { NO_STACK } from "../../src/diagnostics/stack.js";
import { ClaimsElError, compile, defineEnvironment, defineFunction, fail, overload, text, types } from "../../src/index.js";
import { absent } from "../../src/library/define.js";
import type { Value } from "../../src/values/value.js";

/** What the row does next. */
let answer: (input: string) => Value | ReturnType<typeof fail> | ReturnType<typeof absent> = (input) => input;

const row = defineFunction({
  name: "Test.ask",
  dialect: "both",
  documented: "ours",
  doc: "Answers what a test wants.",
  overloads: [
    overload({
      params: [text("input")],
      returns: types.text,
      mayBeNull: true,
      absences: ["no-group-matched"],
      run: (input) => answer(input),
    }),
  ],
  examples: [],
});
const env = defineEnvironment({ functions: [row] });
const overflow = () => {
  throw new RangeError("Maximum call stack size exceeded");
};
const mistake = () => {
  throw new TypeError("a mistake of the host");
};

describe("a source with errors", () => {
  it.each(["", "app.", "nobody.x", "1 +", "app.x + {1}"])("is no program: %s", (source) => {
    expect(() => compile(source, env)).toThrow(ClaimsElError);
  });
});

describe("a row that throws", () => {
  const set = defineClaims(
    {
      clients: [{ clientId: "a", grants: ["client_credentials"], profile: { home: "HDQ" } }],
      claims: [
        { name: "first", value: "Test.ask(app.home)", tokens: ["access_token"], whenError: "omit" },
        { name: "second", value: 'app.home + "!"', tokens: ["access_token"] },
        { name: "third", value: "app.none", tokens: ["access_token"] },
      ],
    },
    { functions: [row] },
  );
  const request = { client: "a", grant: "client_credentials", token: "access_token", scopes: [], context: {} } as const;

  it("for lack of stack ends its own claim and no other of the token", () => {
    for (let times = 0; times < 3; times++) {
      answer = overflow;
      expect(set.issue(request)).toMatchObject({
        ok: true,
        claims: { second: "HDQ!" },
        omitted: [{ name: "third", reason: { code: "unset-on-client", path: "app.profile.none" } }],
        errors: [{ name: "first", diagnostic: { code: NO_STACK.code, span: { start: 0, end: 18 } } }],
      });
      answer = (input) => input;
      expect(set.issue(request)).toMatchObject({ claims: { first: "HDQ", second: "HDQ!" }, errors: [] });
    }
  });

  it("while it is asked why leaves the next claim its budget", () => {
    const limited = defineClaims(
      {
        clients: [{ clientId: "a", grants: ["client_credentials"], profile: { home: "HDQ", list: new Array(60).fill(1) } }],
        claims: [
          { name: "first", value: "Test.ask(app.home)", tokens: ["access_token"], whenError: "omit" },
          { name: "second", value: "app.list.![{#this}]", tokens: ["access_token"], whenError: "omit" },
        ],
      },
      { functions: [row], limits: { steps: 100 } },
    );
    let times = 0;
    answer = () => (++times % 2 === 1 ? absent("no-group-matched", { count: 0, sources: "" }) : overflow());
    for (let turn = 0; turn < 3; turn++)
      expect(limited.issue(request)).toMatchObject({
        errors: [
          { name: "first", diagnostic: { code: NO_STACK.code } },
          { name: "second", diagnostic: { code: "run/budget" } },
        ],
      });
    answer = (input) => input;
    expect(limited.issue(request)).toMatchObject({ claims: { first: "HDQ" }, errors: [{ name: "second" }] });
  });

  it("is told where its claim is explained, and nothing where another is", () => {
    answer = overflow;
    expect(set.explain(request, "first")).toMatchObject({ end: "error", nodes: [], diagnostic: { code: NO_STACK.code } });
    expect(set.explain(request, "second").nodes[0]).toMatchObject({ status: "value", value: "HDQ!" });
    answer = (input) => input;
    expect(set.explain(request, "first").nodes[0]).toMatchObject({ status: "value", value: "HDQ" });
  });

  it("by a mistake of the host hides nothing", () => {
    answer = mistake;
    expect(() => set.issue(request)).toThrow(TypeError);
    expect(() => compile('Test.ask("a")', env).evaluate({})).toThrow(TypeError);
    answer = (input) => input;
    expect(set.issue(request)).toMatchObject({ claims: { first: "HDQ", second: "HDQ!" } });
  });

  it("for lack of stack is an error of the whole expression, each time", () => {
    const program = compile('"<" + Test.ask("a")', env);
    const context = { user: {} };
    for (let times = 0; times < 3; times++) {
      answer = overflow;
      expect(program.evaluate(context)).toEqual({
        status: "error",
        diagnostic: { ...NO_STACK, span: { start: 0, end: 19 } },
      });
      answer = (input) => input;
      expect(program.evaluate(context)).toEqual({ status: "value", value: "<a" });
    }
  });
});

describe("an explanation without stack", () => {
  it("says so, and has no nodes", () => {
    answer = overflow;
    expect(compile('Test.ask("a")', env).explain({})).toEqual({
      outcome: { status: "error", diagnostic: NO_STACK },
      nodes: [],
      sentence: "The evaluation ends with an error: There was too little of the host's stack left to finish.",
    });
    answer = (input) => input;
    expect(compile('Test.ask("a")', env).explain({}).outcome).toEqual({ status: "value", value: "a" });
  });
});

describe("a context that was explained", () => {
  it("is held to the whole budget afterwards, whether there was a value or a reason", () => {
    const limited = defineEnvironment({ limits: { steps: 100 } });
    const [home, none, long] = ["app.home", "app.none", "app.list.![{#this}]"].map((source) => compile(source, limited));
    const context = { app: { profile: { home: "H", list: new Array(60).fill(1) } } };
    for (let times = 0; times < 3; times++)
      for (const before of [home, none]) {
        before?.explain(context);
        expect(long?.evaluate(context)).toMatchObject({ status: "error", diagnostic: { code: "run/budget" } });
        before?.evaluate(context);
        expect(long?.explain(context).outcome).toMatchObject({ status: "error", diagnostic: { code: "run/budget" } });
      }
  });
  it("is not looked at anew, nor by the explanation", () => {
    let looks = 0;
    const user = new Proxy({ a: "x" } as Record<string, unknown>, {
      getOwnPropertyDescriptor: (target, key) => {
        looks++;
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    const program = compile("user.a", defineEnvironment());
    const context = { user };
    const value = { status: "value", value: "x" };
    for (let times = 0; times < 3; times++) expect(program.evaluate(context)).toEqual(value);
    expect(looks).toBeGreaterThan(0);
    looks = 0;
    for (let times = 0; times < 3; times++) {
      expect(program.explain(context).outcome).toEqual(value);
      expect(program.explain(context, {}).outcome).toEqual(value);
      expect(program.evaluate(context)).toEqual(value);
    }
    expect(looks).toBe(0);
  });
});

describe("a test that gives no Boolean", () => {
  const policy = compile("user.flag", defineEnvironment({ kind: "policy" }));
  it("is an error each time, also where its text is known", () => {
    const known: { user: { flag: unknown } } = { user: { flag: "yes" } };
    for (const [flag, actual] of [
      ["yes", "text"],
      ["no", "text"],
      [5, "integer"],
    ]) {
      known.user.flag = flag;
      for (let times = 0; times < 3; times++) {
        const outcome = {
          status: "error",
          diagnostic: { code: "run/result-type", data: { kind: "policy", actual }, span: { start: 0, end: 9 } },
        };
        expect(policy.evaluate(known)).toMatchObject(outcome);
        expect(policy.explain(known).outcome).toMatchObject(outcome);
      }
    }
  });
  it("is a value where it is true or false, and absent where it is null", () => {
    for (const flag of [true, false]) expect(policy.evaluate({ user: { flag } })).toEqual({ status: "value", value: flag });
    expect(policy.evaluate({ user: {} })).toMatchObject({ status: "absent" });
    const claim = compile("user.flag", defineEnvironment());
    expect(claim.evaluate({ user: { flag: "yes" } })).toEqual({ status: "value", value: "yes" });
  });
});

describe("texts that are written out", () => {
  const broken = { status: "error", diagnostic: { code: "run/ill-formed-text" } };
  it.each([
    ['user.a == "x" ? "\uD800" : "b"', { a: "x" }, broken],
    ['user.a == "x" ? "a" : "\uD800"', { a: "y" }, broken],
    ['user.a == "x" ? "a" : user.a == "y" ? "\uD800" : "c"', { a: "y" }, broken],
    ['user.a == "x" ? "a" : user.b', { a: "y", b: "\uD800" }, broken],
    ['user.a == "x" ? user.b : "a"', { a: "x", b: "\uD800" }, broken],
    ['user.a == "x" ? "a" : user.a == "y" ? user.b : "c"', { a: "y", b: "\uD800" }, broken],
    ['"\uD800"', {}, broken],
    ["user.b", { b: "\uD800" }, broken],
    ['user.a == "x" ? "a" : 5', { a: "y" }, { status: "value", value: 5 }],
    ['user.a == "x" ? "a" : "b"', { a: "x" }, { status: "value", value: "a" }],
    ['user.a == "x" ? "a" : null', { a: "y" }, { status: "absent" }],
    ['user.a == "x" ? null : "b"', { a: "x" }, { status: "absent" }],
    ['user.a == "x" ? null : "b"', { a: "y" }, { status: "value", value: "b" }],
  ])("%s", (source, user, expected) => {
    const program = compile(source, defineEnvironment());
    for (let times = 0; times < 3; times++) expect(program.evaluate({ user })).toMatchObject(expected);
    expect(program.explain({ user }).outcome).toMatchObject(expected);
  });
});

describe("the grant that a caller says", () => {
  const program = compile("app.home", defineEnvironment());
  const context = { grant: "client_credentials", app: { profile: { home: "H" } } };
  const value = { status: "value", value: "H" };
  const mismatch = { status: "error", diagnostic: { code: "context/grant-mismatch", span: { start: 0, end: 8 } } };
  it("must be the context's, each time", () => {
    for (let times = 0; times < 3; times++) {
      expect(program.evaluate(context)).toEqual(value);
      expect(program.evaluate(context, { grant: "password" })).toMatchObject(mismatch);
      expect(program.evaluate(context, { grant: "client_credentials" })).toEqual(value);
      expect(program.explain(context, { grant: "password" }).outcome).toMatchObject(mismatch);
      expect(program.explain(context).outcome).toEqual(value);
    }
  });
  it("is none where a host gives null for the options", () => {
    expect(program.evaluate(context, null as never)).toEqual(value);
    expect(program.explain(context, null as never).outcome).toEqual(value);
  });
  it.each([
    ["a symbol", Symbol("password")],
    ["a list", ["password"]],
    ["a map", Object.create(null)],
    ["null", null],
    ["a number", 5],
  ])("is not known where it is %s", (_words, grant) => {
    const { grant: _, ...without } = context;
    const options = { grant } as never;
    const unknown = { status: "error", diagnostic: { code: "context/unknown-grant", data: { grant: "…" } } };
    expect(program.evaluate(without, options)).toMatchObject(unknown);
    expect(program.explain(without, options).outcome).toMatchObject(unknown);
    // As one that is not known, it is not the context's.
    expect(program.evaluate(context, options)).toMatchObject(mismatch);
    expect(program.explain(context, options).outcome).toMatchObject(mismatch);
  });
  it("is only what the options themselves say", () => {
    for (const options of [{}, Object.create({ grant: "password" }) as object]) {
      expect(program.evaluate(context, options)).toEqual(value);
      expect(program.explain(context, options).outcome).toEqual(value);
    }
  });
});

describe("a row that answers differently when it is asked why", () => {
  it("ends as it answered last", () => {
    let times = 0;
    answer = () => (++times === 1 ? absent("no-group-matched", { count: 0, sources: "" }) : fail("run/budget", { limit: 7 }));
    expect(compile('Test.ask("a") + "b"', env).evaluate({})).toMatchObject({
      status: "error",
      diagnostic: { code: "run/budget", data: { limit: 7 }, span: { start: 0, end: 13 } },
    });
  });
});
