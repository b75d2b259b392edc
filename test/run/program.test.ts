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
