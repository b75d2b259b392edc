/** Contexts that are evaluated again: what is remembered of them changes no outcome and opens no door. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment, type Outcome } from "../../src/index.js";
import { whilePolluted } from "../polluted.js";

const env = defineEnvironment({
  user: { email: "text?", level: "integer?", tags: "list<text>?", toString: "text?" },
  appuser: { role: "text?" },
  app: { home: "text?" },
});

const told = (outcome: Outcome) =>
  outcome.status === "value" ? outcome.value : outcome.status === "absent" ? outcome.reason.code : outcome.diagnostic.code;

const evaluate = (source: string, context: object) => told(compile(source, env).evaluate(context));

const makers = {
  "flat user": () => ({
    user: { email: "ann@example.com", level: 3, tags: ["a", "b"] },
    appuser: { role: "r" },
    app: { home: "H" },
  }),
  profile: () => ({
    user: { id: "u", profile: { email: "ann@example.com", level: 3, tags: ["a", "b"] } },
    appuser: { role: "r" },
    app: { id: "a", profile: { home: "H" } },
  }),
};

/** Each source, its outcome on the context as it is. */
const SOURCES: readonly (readonly [string, unknown])[] = [
  ["user.email", "ann@example.com"],
  ["user.level", 3],
  ["user.tags", ["a", "b"]],
  ["appuser.role", "r"],
  ["app.home", "H"],
  ['user.email == "ann@example.com"', true],
];

describe.each(Object.entries(makers))("a context seen again, %s", (_name, make) => {
  const warm = (context: object) => {
    for (let times = 0; times < 3; times++)
      for (const [source, expected] of SOURCES) expect(evaluate(source, context)).toEqual(expected);
    return context as Record<string, Record<string, unknown>>;
  };
  const holderOf = (context: Record<string, Record<string, unknown>>) =>
    (context.user?.profile ?? context.user) as Record<string, unknown>;

  it("gives the same", () => void warm(make()));

  it("gives what the data is now", () => {
    const context = warm(make());
    holderOf(context).email = "bob@example.com";
    (holderOf(context).tags as string[]).push("c");
    expect(evaluate("user.email", context)).toBe("bob@example.com");
    expect(evaluate("user.tags", context)).toEqual(["a", "b", "c"]);
    (holderOf(context).tags as unknown[])[0] = 7;
    expect(evaluate("user.tags", context)).toBe("context/type-mismatch");
    Reflect.deleteProperty(holderOf(context), "email");
    expect(evaluate("user.email", context)).toBe("unset-on-user");
    holderOf(context).email = 7;
    expect(evaluate("user.email", context)).toBe("context/type-mismatch");
    holderOf(context).email = "x".repeat(70_000);
    expect(evaluate("user.email", context)).toBe("context/text-too-long");
    holderOf(context).email = "\ud800";
    expect(evaluate("user.email", context)).toBe("run/ill-formed-text");
    holderOf(context).email = "bob@example.com";
    expect(evaluate("user.email", context)).toBe("bob@example.com");
    holderOf(context).email = "\ud800";
    expect(evaluate("user.email", context)).toBe("run/ill-formed-text");
  });

  it("gives what stands in an object's place now", () => {
    const context = warm(make());
    context.user = { email: "eve@example.com" };
    expect(evaluate("user.email", context)).toBe("eve@example.com");
    Object.assign(context, { user: null });
    expect(evaluate("user.email", context)).toBe("needs-user");
    class Account {
      email = "mallory@example.com";
    }
    Object.assign(context, { user: new Account() });
    expect(evaluate("user.email", context)).toBe("context/not-plain");
    Object.assign(context, { grant: "client_credentials", user: { email: "x" } });
    expect(evaluate("user.email", context)).toBe("needs-user");
    Object.assign(context, { grant: "none" });
    expect(evaluate("user.email", context)).toBe("context/unknown-grant");
  });

  it("runs no accessor that was there when it was first seen", () => {
    let ran = 0;
    const accessor = { enumerable: true, configurable: true, get: () => ++ran };
    for (const spoil of [
      (context: Record<string, Record<string, unknown>>) => Object.defineProperty(holderOf(context), "email", accessor),
      (context: Record<string, Record<string, unknown>>) => Object.defineProperty(context, "user", accessor),
      (context: Record<string, Record<string, unknown>>) => Object.defineProperty(context.user as object, "profile", accessor),
      (context: Record<string, Record<string, unknown>>) => Object.defineProperty(context, "grant", accessor),
    ]) {
      const context = make() as unknown as Record<string, Record<string, unknown>>;
      spoil(context);
      for (let times = 0; times < 4; times++) expect(evaluate("user.email", context)).toBe("context/accessor");
    }
    expect(ran).toBe(0);
  });

  it("runs no accessor of a class", () => {
    let ran = 0;
    class Person {
      readonly email = "a@example.com";
      get profile() {
        return ++ran;
      }
    }
    for (const name of ["user", "app", "appuser"]) {
      const context = { ...make(), [name]: new Person() };
      for (let times = 0; times < 4; times++)
        for (const source of ["user.email", "app.clientId", "appuser.role == null"]) evaluate(source, context);
    }
    expect(ran).toBe(0);
  });

  it("takes what became an accessor afterwards as data, and ends as an outcome where it throws", () => {
    const context = warm(make());
    Object.defineProperty(holderOf(context), "email", { enumerable: true, configurable: true, get: () => 7 });
    expect(evaluate("user.email", context)).toMatch(/^context\/(?:accessor|type-mismatch)$/);
    const throwing = warm(make());
    Object.defineProperty(holderOf(throwing), "email", {
      get: () => {
        throw new Error("no");
      },
    });
    expect(evaluate("user.email", throwing)).toMatch(/^context\//);
    const top = warm(make());
    Object.defineProperty(top, "user", {
      get: () => {
        throw new Error("no");
      },
    });
    expect(evaluate("user.email", top)).toMatch(/^context\/|needs-user/);
  });

  it.each(["email", "user", "profile", "grant", "app", "appuser", "role", "home", "id"])("disregards a stranger's %s", (name) => {
    const context = warm(make());
    for (const value of ["stranger", { email: "stranger" }, null]) {
      whilePolluted(name, value, () => {
        for (const [source, expected] of SOURCES) expect(evaluate(source, context)).toEqual(expected);
      });
    }
    Reflect.deleteProperty(holderOf(context), "email");
    expect(whilePolluted("email", "stranger", () => evaluate("user.email", context))).toBe("unset-on-user");
    expect(evaluate("user.email", context)).toBe("unset-on-user");
  });

  it("runs no accessor of a stranger", () => {
    const context = warm(make());
    Reflect.deleteProperty(holderOf(context), "email");
    evaluate("user.email", context);
    let ran = 0;
    for (const name of ["email", "user", "profile", "grant"]) {
      Object.defineProperty(Object.prototype, name, { configurable: true, get: () => ++ran });
      try {
        expect(evaluate("user.email", context)).toBe("unset-on-user");
      } finally {
        Reflect.deleteProperty(Object.prototype, name);
      }
    }
    expect(ran).toBe(0);
  });

  it("an own __proto__ stays data, and names that all objects have are read as own ones", () => {
    const context = JSON.parse('{ "user": { "email": "a", "__proto__": { "level": 9 }, "toString": "own" } }') as object;
    for (let times = 0; times < 3; times++) {
      expect(evaluate("user.level", context)).toBe("unset-on-user");
      expect(evaluate("user.toString", context)).toBe("own");
    }
    expect(evaluate("user.toString", { user: {} })).toBe("unset-on-user");
  });
});

describe("groups seen again", () => {
  const source = 'groups.?[name.startsWith("app_")].![name]';
  const make = () => ({
    user: { id: "u" },
    groups: [
      { id: "1", type: "OKTA_GROUP", name: "app_a" },
      { id: "2", name: "b" },
    ],
  });
  const warm = (context: object) => {
    for (let times = 0; times < 4; times++) expect(evaluate(source, context)).toEqual(["app_a"]);
  };

  it("are what they are now", () => {
    const context = make();
    warm(context);
    (context.groups[1] as { name: string }).name = "app_b";
    expect(evaluate(source, context)).toEqual(["app_a", "app_b"]);
    context.groups.push({ id: "3", name: "app_c" });
    expect(evaluate(source, context)).toEqual(["app_a", "app_b", "app_c"]);
    (context.groups as unknown[])[0] = 7;
    expect(evaluate(source, context)).toBe("context/type-mismatch");
  });

  it("run no accessor, and disregard a stranger's name", () => {
    const context = make();
    warm(context);
    Reflect.deleteProperty(context.groups[1] as object, "name");
    expect(whilePolluted("name", "app_stranger", () => evaluate(source, context))).toEqual(["app_a"]);
    let ran = 0;
    const spoiled = make();
    Object.defineProperty(spoiled.groups[0], "name", { enumerable: true, get: () => ++ran });
    for (let times = 0; times < 4; times++) expect(evaluate(source, spoiled)).toBe("context/accessor");
    expect(ran).toBe(0);
  });

  it("have their name in the profile, too", () => {
    const context = { user: {}, groups: [{ id: "1", profile: { name: "app_p" } }] };
    for (let times = 0; times < 4; times++) expect(evaluate(source, context)).toEqual(["app_p"]);
  });
});

describe("a list that lies deeper, seen again", () => {
  const deep = defineEnvironment({ app: { m: { type: "map", attributes: { l: "list<text?>?" } } } });
  const context = (l: unknown) => ({ app: { profile: { m: { l } } } });

  it("is what it is now", () => {
    const list: unknown[] = ["a", null, "c"];
    const seen = context(list);
    const again = () => told(compile("app.m.l", deep).evaluate(seen));
    expect([again(), again()]).toEqual([
      ["a", null, "c"],
      ["a", null, "c"],
    ]);
    list[1] = "b";
    expect(again()).toEqual(["a", "b", "c"]);
    list.push("d");
    expect(again()).toEqual(["a", "b", "c", "d"]);
    list[0] = 1;
    expect(again()).toBe("context/type-mismatch");
    list[0] = undefined;
    expect(again()).toEqual([null, "b", "c", "d"]);
    seen.app.profile.m.l = ["x"];
    expect(again()).toEqual(["x"]);
  });

  it("is taken apart once, and then held against what it was", () => {
    let looked = 0;
    const getOwnPropertyDescriptor = (list: unknown[], key: string | symbol) => {
      if (typeof key === "string" && /^\d+$/.test(key)) looked++;
      return Reflect.getOwnPropertyDescriptor(list, key);
    };
    const seen = context(new Proxy(["a", "b"], { getOwnPropertyDescriptor }));
    expect(told(compile("app.m.l", deep).evaluate(seen))).toEqual(["a", "b"]);
    const first = looked;
    expect(first).toBeGreaterThan(0);
    expect(told(compile("app.m.l", deep).evaluate(seen))).toEqual(["a", "b"]);
    expect(looked).toBe(first);
  });

  it("is held to the limits of whoever asks", () => {
    const seen = context(["abc"]);
    const short = { ...deep, limits: { ...deep.limits, textLength: 2 } };
    expect(told(compile("app.m.l", deep).evaluate(seen))).toEqual(["abc"]);
    expect(told(compile("app.m.l", short).evaluate(seen))).toBe("context/text-too-long");
    expect(told(compile("app.m.l", deep).evaluate(seen))).toEqual(["abc"]);
  });
});

it("counts a list that is longer now as what it is", () => {
  const few = defineEnvironment({ user: { tags: "list<text>", more: "list<text>" }, limits: { dataSize: 4, work: 45 } });
  const program = compile("Arrays.size(user.tags) + Arrays.size(user.more)", few);
  const context = { grant: "authorization_code", user: { tags: ["a"], more: ["b"] } };
  const twice = () => [told(program.evaluate(context)), told(program.evaluate(context))];
  expect(twice()).toEqual([2, 2]);
  context.user.more.push("c", "d");
  expect(twice()).toEqual(["context/too-much-work", "context/too-much-work"]);
  context.user.more.length = 1;
  expect(twice()).toEqual([2, 2]);
});
