/** Every hostile host value at every place of a context: nothing of the host runs, nothing is told, nothing is changed. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/index.js";
import { compile, defineEnvironment, type Outcome } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

/** A text that occurs nowhere but in hostile values. */
const MARK = "k3v9x1q8z2w7";

/** Counts whatever of the host runs. */
class Hooks {
  ran = 0;
  readonly hook = (): string => {
    this.ran++;
    return MARK;
  };
}

class Stranger {
  mark = MARK;
  constructor(readonly hooks: Hooks) {}
  get x(): string {
    return this.hooks.hook();
  }
  toString(): string {
    return this.hooks.hook();
  }
  toJSON(): string {
    return this.hooks.hook();
  }
}

function hookedObject(hooks: Hooks, base: object = {}): object {
  const { hook } = hooks;
  for (const key of ["toString", "valueOf", "toJSON", Symbol.toPrimitive, Symbol.iterator, Symbol.asyncIterator, "then"])
    Object.defineProperty(base, key, { value: hook, enumerable: false });
  return base;
}

/** Every class of host value that is no plain data. `held`: whether it may come in as data all the same. */
const STRANGERS: Readonly<Record<string, (hooks: Hooks) => unknown>> = {
  "a function": ({ hook }) => hook,
  "an arrow with a name of data": ({ hook }) => Object.assign(() => hook(), { x: MARK }),
  "a class": () => Stranger,
  "an instance": (hooks) => new Stranger(hooks),
  "an instance without a prototype of its own": (hooks) => Object.create(new Stranger(hooks)),
  "a symbol": () => Symbol(MARK),
  "a big integer": () => 73919421n,
  "a boxed text": () => new String(MARK),
  "a boxed number": () => new Number(73919421),
  "a boxed boolean": () => new Boolean(true),
  "a date": () => new Date(0),
  "a pattern": () => new RegExp(MARK),
  "an error": () => new Error(MARK),
  "a Map": () => new Map([["x", MARK]]),
  "a Set": () => new Set([MARK]),
  "a WeakMap": () => new WeakMap(),
  "a typed array": () => new Uint8Array([1, 2, 3]),
  "an array buffer": () => new ArrayBuffer(8),
  "a promise": () => Promise.resolve(MARK),
  "a generator": ({ hook }) =>
    (function* () {
      yield hook();
    })(),
  "a URL": () => new URL(`https://${MARK}.example`),
  "an object with hooks": (hooks) => hookedObject(hooks),
  "a list with hooks": (hooks) => hookedObject(hooks, [MARK]),
  "a getter": ({ hook }) => Object.defineProperty({}, "x", { get: hook, enumerable: true }),
  "a getter on a list": ({ hook }) => Object.defineProperty([], 0, { get: hook, enumerable: true }),
  "a list whose class is a stranger's": ({ hook }) =>
    new (class extends Array<string> {
      static override get [Symbol.species](): ArrayConstructor {
        hook();
        return Array;
      }
      override map(): never[] {
        hook();
        return [];
      }
    })(MARK),
  // A proxy cannot be told from data; what it answers is data, and nothing else of it is asked.
  "a proxy that answers": ({ hook }) => new Proxy({}, { has: () => hook() !== "", set: () => hook() !== "" }),
  "a proxy that throws": () =>
    new Proxy(
      {},
      {
        ownKeys() {
          throw new Error(MARK);
        },
        getOwnPropertyDescriptor() {
          throw new Error(MARK);
        },
        getPrototypeOf() {
          throw new Error(MARK);
        },
      },
    ),
  "a revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  "the arguments of a call": ({ hook }) => Object.assign(argumentsOf(), { toString: hook }),
  "the global object": () => globalThis,
  "what is inherited": () => Object.create({ x: MARK }),
  "not a number": () => Number.NaN,
  infinity: () => Number.POSITIVE_INFINITY,
};

function argumentsOf(): object {
  // biome-ignore lint/complexity/noArguments: an arguments object is what is wanted
  return arguments;
}

/** Where in a context a stranger may stand, and an expression that comes upon it. */
const PLACES: readonly (readonly [string, string, (stranger: unknown) => unknown])[] = [
  ["the context", "app.x", (stranger) => stranger],
  ["a root", "app.x", (stranger) => ({ app: stranger })],
  ["a profile", "app.x", (stranger) => ({ app: { profile: stranger } })],
  ["an attribute", "app.x", (stranger) => ({ app: { profile: { x: stranger } } })],
  ["an attribute beside the profile", "app.x", (stranger) => ({ app: { x: stranger } })],
  ["an element", "app.x", (stranger) => ({ app: { profile: { x: ["a", stranger] } } })],
  ["deep inside", "app.x", (stranger) => ({ app: { profile: { x: { a: [{ b: stranger }] } } } })],
  ["what is compared", "app.x == 'a'", (stranger) => ({ app: { profile: { x: stranger } } })],
  ["what decides", "app.x ? 1 : 2", (stranger) => ({ app: { profile: { x: stranger } } })],
  ["a concatenation", "'a' + app.x", (stranger) => ({ app: { profile: { x: stranger } } })],
  ["an argument", "String.len(app.x)", (stranger) => ({ app: { profile: { x: stranger } } })],
  ["a receiver", "app.x.toUpperCase()", (stranger) => ({ app: { profile: { x: stranger } } })],
  ["a list that is selected from", "app.x.?[#this == 'a']", (stranger) => ({ app: { profile: { x: stranger } } })],
  ["a key", "app.profile[app.key]", (stranger) => ({ app: { profile: { key: stranger, x: "a" } } })],
  ["an index", "app.list[app.key]", (stranger) => ({ app: { profile: { key: stranger, list: ["a"] } } })],
  ["a pattern", "'a' matches app.x", (stranger) => ({ app: { profile: { x: stranger } } })],
  ["the groups", "isMemberOfGroupName('a')", (stranger) => ({ grant: "authorization_code", user: {}, groups: stranger })],
  ["a group", "isMemberOfGroupName('a')", (stranger) => ({ grant: "authorization_code", user: {}, groups: [stranger] })],
  [
    "the name of a group",
    "isMemberOfGroupName('a')",
    (stranger) => ({ grant: "authorization_code", user: {}, groups: [{ id: "1", name: stranger }] }),
  ],
  ["the user", "user.x", (stranger) => ({ grant: "authorization_code", user: stranger })],
  ["the grant", "app.x", (stranger) => ({ grant: stranger, app: { profile: { x: "a" } } })],
  ["the clock", "Time.now()", (stranger) => ({ now: stranger })],
];

const env = defineEnvironment({ functions: allFunctions });
const programs = new Map(PLACES.map(([, source]) => [source, compile(source, env)]));

function told(outcome: Outcome): string {
  return JSON.stringify(outcome);
}

describe.each(Object.entries(STRANGERS))("%s", (_name, make) => {
  it.each(PLACES)("as %s: nothing of it runs, nothing of it is told", (_place, source, around) => {
    const hooks = new Hooks();
    const context = around(make(hooks));
    const program = programs.get(source);
    const outcome = program?.evaluate(context) as Outcome;
    const explained = program?.explain(context);
    const ran = hooks.ran;
    expect(ran).toBe(0);
    expect(explained?.outcome).toEqual(outcome);
    // A list of a foreign class and a list with hooks are still lists, whose elements are data.
    if (outcome.status !== "value") expect(told(outcome)).not.toContain(MARK);
  });

  it("is named by its path where an attribute is one", () => {
    const hooks = new Hooks();
    const { evaluate } = compile("app.x", env);
    const outcome = evaluate({ app: { profile: { x: { inside: make(hooks) } } } });
    expect(hooks.ran).toBe(0);
    if (outcome.status === "error") {
      expect(outcome.diagnostic.code).toMatch(/^context\//);
      expect(outcome.diagnostic.message).toContain("app.profile.x");
    }
  });

  it.each(PLACES)("as %s: gets into no token, and runs nothing where one is issued", (_place, source, around) => {
    const hooks = new Hooks();
    const set = defineClaims({ claims: [{ name: "x", value: source, whenError: "omit" }] }, env);
    const context = around(make(hooks)) as object;
    const { errors, omitted, warnings } = set.issue({ grant: "authorization_code", token: "access_token", scopes: ["a"], context });
    expect(hooks.ran).toBe(0);
    expect(JSON.stringify([errors, omitted, warnings])).not.toContain(MARK);
  });

  it("among the scopes, of the request or of the data, runs nothing", () => {
    const hooks = new Hooks();
    const set = defineClaims({ claims: [{ name: "x", value: "app.label" }] }, env);
    const stranger = make(hooks);
    const ask = { grant: "client_credentials", token: "access_token" } as const;
    set.issue({ ...ask, scopes: stranger as string[], context: {} });
    set.issue({ ...ask, scopes: [stranger] as string[], context: {} });
    for (const scope of [stranger, [stranger], { scope: stranger }])
      set.issue({ ...ask, scopes: ["a"], context: { access: { scope }, grant: stranger, app: { clientId: stranger } } });
    expect(hooks.ran).toBe(0);
  });

  it("gets into no token as an attribute", () => {
    const hooks = new Hooks();
    const set = defineClaims({ claims: [{ name: "x", value: "app.x", whenError: "omit" }] }, env);
    const result = set.issue({
      grant: "client_credentials",
      token: "access_token",
      scopes: [],
      context: { app: { profile: { x: make(hooks) } } },
    });
    expect(hooks.ran).toBe(0);
    const { errors, omitted } = result;
    expect(JSON.stringify([errors, omitted])).not.toContain(MARK);
  });
});
