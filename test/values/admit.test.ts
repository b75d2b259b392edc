/** The one door for host data: what fits comes in, all else is a fault that names the path, and nothing of the host runs. */
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Limits } from "../../src/base/limits.js";
import { parseTyped } from "../../src/types/print.js";
import { optional, type Typed, UNKNOWN } from "../../src/types/type.js";
import { admit, admitNow } from "../../src/values/admit.js";
import { CountryCode, describeKind, Fault, Group, Timestamp, type Value } from "../../src/values/value.js";
import { spent } from "../clock.js";
import { whilePolluted } from "../polluted.js";
import fc from "../seeded.js";

const ANY = optional(UNKNOWN);

function typed(text: string): Typed {
  const read = parseTyped(text);
  if (!read) throw new Error(`${text} is no type`);
  return read;
}

function admitAs(raw: unknown, type: string | Typed, limits: Partial<Limits> = {}): Value | Fault {
  return admit(raw, typeof type === "string" ? typed(type) : type, "app.x", { ...DEFAULT_LIMITS, ...limits });
}

/** A fault as `code path`. */
function told(outcome: Value | Fault): string {
  return outcome instanceof Fault ? `${outcome.code} ${outcome.data.path}` : `a ${describeKind(outcome)}`;
}

/** Admitted values as plain data, to compare. */
function plain(value: Value | Fault): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inside]) => [key, plain(inside)]));
  if (Array.isArray(value)) return value.map(plain);
  return value;
}

describe("what fits its declared type", () => {
  it.each<[string, unknown, unknown]>([
    ["text", "x", "x"],
    ["text", "", ""],
    ["text?", null, null],
    ["text?", undefined, null],
    ["boolean", false, false],
    ["integer", 7, 7],
    ["integer", 7.0, 7],
    ["integer", -2147483648, -2147483648],
    ["integer", 2147483647, 2147483647],
    ["number", 7, 7],
    ["number", 7.5, 7.5],
    ["number", 1e308, 1e308],
    ["timestamp", "2026-01-31T09:30:00Z", new Timestamp(Date.UTC(2026, 0, 31, 9, 30), "Z")],
    ["country", "US", new CountryCode("US")],
    ["list<text>", ["a", "b"], ["a", "b"]],
    ["list<text?>", ["a", null, undefined], ["a", null, null]],
    ["list<integer>", [], []],
    ["list", [1, "a", [true]], [1, "a", [true]]],
    ["map{a: text?}", { a: "x", b: 1 }, { a: "x" }],
    ["map{a: text?}", {}, { a: null }],
    ["map{a: map{b: integer}}", { a: { b: 1 } }, { a: { b: 1 } }],
    ["map", { a: 1, b: { c: ["x"] } }, { a: 1, b: { c: ["x"] } }],
    ["unknown", { a: [1, null] }, { a: [1, null] }],
    ["unknown", "2026-01-31", "2026-01-31"],
    ["unknown", null, null],
  ])("%s takes %j", (type, raw, expected) => expect(plain(admitAs(raw, type))).toEqual(expected));

  it("an enum takes its texts alone", () => {
    const tier: Typed = { type: { kind: "text", values: ["gold", "basic"] }, nullable: false };
    expect(admitAs("gold", tier)).toBe("gold");
    expect(told(admitAs("Gold", tier))).toBe("context/not-in-enum app.x");
  });
  it.each(["number", "integer", "unknown"])("-0 is 0 as %s", (type) => expect(Object.is(admitAs(-0, type), 0)).toBe(true));
});

describe("what does not fit", () => {
  it.each<[string, unknown, string]>([
    ["text", null, "context/missing-required app.x"],
    ["text", undefined, "context/missing-required app.x"],
    ["text", 1, "context/type-mismatch app.x"],
    ["text", true, "context/type-mismatch app.x"],
    ["text", [], "context/type-mismatch app.x"],
    ["text", {}, "context/type-mismatch app.x"],
    ["boolean", "true", "context/type-mismatch app.x"],
    ["boolean", 0, "context/type-mismatch app.x"],
    ["integer", 1.5, "context/type-mismatch app.x"],
    ["integer", 2147483648, "context/type-mismatch app.x"],
    ["integer", -2147483649, "context/type-mismatch app.x"],
    ["integer", "1", "context/type-mismatch app.x"],
    ["integer", Number.NaN, "context/not-finite app.x"],
    ["number", Number.NaN, "context/not-finite app.x"],
    ["number", Number.POSITIVE_INFINITY, "context/not-finite app.x"],
    ["unknown", Number.NEGATIVE_INFINITY, "context/not-finite app.x"],
    ["unknown", { a: [Number.NaN] }, "context/not-finite app.x.a[0]"],
    ["timestamp", 1769851800000, "context/type-mismatch app.x"],
    ["timestamp", "soon", "context/bad-timestamp app.x"],
    ["country", "us", "context/bad-country app.x"],
    ["country", "USA", "context/bad-country app.x"],
    ["list<text>", "a,b", "context/type-mismatch app.x"],
    ["list<text>", ["a", 1], "context/type-mismatch app.x[1]"],
    ["list<text>", ["a", null], "context/missing-required app.x[1]"],
    ["list<text>", { 0: "a", length: 1 }, "context/type-mismatch app.x"],
    ["map{a: text}", {}, "context/missing-required app.x.a"],
    ["map{a: text}", { a: 1 }, "context/type-mismatch app.x.a"],
    ["map{a: text}", [], "context/type-mismatch app.x"],
    ["map{b: map{c: integer}}", { b: { c: "1" } }, "context/type-mismatch app.x.b.c"],
    ["group", "Admins", "context/type-mismatch app.x"],
    ["unknown", { "cost-center": Number.NaN }, 'context/not-finite app.x["cost-center"]'],
  ])("%s does not take %j", (type, raw, expected) => expect(told(admitAs(raw, type))).toBe(expected));
});

/** Every way of a host to run code of its own, each counting how often it ran. */
function hooked() {
  let ran = 0;
  const run = (): never => {
    ran++;
    throw new Error("a hook ran");
  };
  class Sly extends Array<unknown> {
    override map = run as never;
    override [Symbol.iterator] = run as never;
  }
  const hooks = { toString: run, valueOf: run, toJSON: run, [Symbol.toPrimitive]: run, [Symbol.iterator]: run };
  const getter = {
    get a() {
      return run();
    },
  };
  const setter = Object.defineProperty({}, "a", { set: run, enumerable: true });
  return { ran: () => ran, run, Sly, hooks, getter, setter };
}

describe("host objects that run code", () => {
  const { run, ran, Sly, hooks, getter, setter } = hooked();
  class Record {
    a = 1;
  }
  const elementGetter = Object.defineProperty(["a"], 0, { get: run, enumerable: true });
  it.each<[string, unknown, string]>([
    ["a getter", getter, "context/accessor app.x.a"],
    ["a setter alone", setter, "context/accessor app.x.a"],
    ["a getter as an element", elementGetter, "context/accessor app.x[0]"],
    ["toString, valueOf, toJSON as own members", hooks, "context/not-plain app.x.toString"],
    ["an instance of a class", new Record(), "context/not-plain app.x"],
    ["a Map", new Map([["a", 1]]), "context/not-plain app.x"],
    ["a Set", new Set([1]), "context/not-plain app.x"],
    ["a Date", new Date(0), "context/not-plain app.x"],
    ["a boxed text", new String("admin"), "context/not-plain app.x"],
    ["a boxed number", new Number(1), "context/not-plain app.x"],
    ["a boxed boolean", new Boolean(true), "context/not-plain app.x"],
    ["a typed list", new Uint8Array(4), "context/not-plain app.x"],
    ["a pattern", /a/, "context/not-plain app.x"],
    ["an error", new Error("secret"), "context/not-plain app.x"],
    ["a promise", Promise.resolve("admin"), "context/not-plain app.x"],
    ["a function", run, "context/not-plain app.x"],
    ["a symbol", Symbol("secret"), "context/not-plain app.x"],
    ["a big integer", 10n, "context/not-plain app.x"],
    ["a function inside", { a: [run] }, "context/not-plain app.x.a[0]"],
    ["a value of ours", new Timestamp(0), "context/not-plain app.x"],
    ["a group of ours", new Group(new Map()), "context/not-plain app.x"],
    ["a fault of ours", new Fault("run/stack"), "context/not-plain app.x"],
    ["an own `__proto__`", JSON.parse('{"__proto__": {"role": "admin"}}'), "context/refused-name app.x"],
    ["an own `__proto__` inside", JSON.parse('{"a": {"__proto__": 1}}'), "context/refused-name app.x.a"],
  ])("%s is refused", (_words, raw, expected) => expect(told(admitAs(raw, ANY))).toBe(expected));

  it.each<[string, unknown, unknown]>([
    ["an inherited property is not there", Object.create(null, { a: { value: 1, enumerable: true } }), { a: 1 }],
    ["symbol keys are not there", { [Symbol("k")]: 1, a: 1 }, { a: 1 }],
    ["hidden properties are not there", Object.defineProperty({ a: 1 }, "b", { value: 2 }), { a: 1 }],
    ["a list's own names are not there", Object.assign(["a"], { length: 1, admin: true }), ["a"]],
    ["a list of a class is its elements", new Sly("a", "b"), ["a", "b"]],
    ["a hole is null", Object.assign(new Array(3), { 0: 1, 2: 3 }), [1, null, 3]],
    ["data of another realm", runInNewContext('({ a: ["x"] })'), { a: ["x"] }],
    [
      "names of Object.prototype as own data",
      { constructor: "c", toString: "t", hasOwnProperty: 1 },
      { constructor: "c", toString: "t", hasOwnProperty: 1 },
    ],
  ])("%s", (_words, raw, expected) => expect(plain(admitAs(raw, ANY))).toEqual(expected));

  it("a declared attribute is not found on a prototype", () => {
    expect(
      plain(admitAs(Object.create(Object.create(null, { role: { value: "admin", enumerable: true } })), "map{role: text?}")),
    ).toEqual({ role: null });
    expect(told(admitAs(Object.create({ role: "admin" }), "map{role: text?}"))).toBe("context/not-plain app.x");
    expect(plain(admitAs({}, "map{constructor: unknown, toString: unknown}"))).toEqual({ constructor: null, toString: null });
  });
  it("ran nothing at all", () => expect(ran()).toBe(0));
});

describe("a proxy", () => {
  it("is read once, by its descriptors, and what it says is data", () => {
    const asked: string[] = [];
    const target: Record<string, unknown> = { a: "first" };
    const proxy = new Proxy(target, {
      getOwnPropertyDescriptor: (holder, key) => {
        asked.push(String(key));
        return Reflect.getOwnPropertyDescriptor(holder, key);
      },
      get: () => {
        throw new Error("`get` was used");
      },
      has: () => {
        throw new Error("`has` was used");
      },
    });
    const value = admitAs(proxy, "map{a: text}");
    target.a = "second";
    expect(plain(value)).toEqual({ a: "first" });
    expect(asked).toEqual(["a"]);
  });
  const throwing = (trap: string) => {
    const handler = {
      [trap]: () => {
        throw new Error("secret");
      },
    };
    return new Proxy({ a: 1 }, handler);
  };
  it.each(["getPrototypeOf", "ownKeys", "getOwnPropertyDescriptor"])("whose %s fails cannot be read", (trap) =>
    expect(told(admitAs({ b: throwing(trap) }, ANY))).toBe("context/unreadable app.x"),
  );
  it("that was revoked cannot be read", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(told(admitAs(proxy, ANY))).toBe("context/unreadable app.x");
  });
  it("of a list that lies about its length is bounded", () => {
    const endless = new Proxy([1], { get: (list, key) => (key === "length" ? Number.POSITIVE_INFINITY : Reflect.get(list, key)) });
    expect(told(admitAs(endless, ANY))).toBe("context/list-too-long app.x");
    const odd = new Proxy([1], { get: (list, key) => (key === "length" ? Number.NaN : Reflect.get(list, key)) });
    expect(told(admitAs(odd, ANY))).toBe("context/list-too-long app.x");
  });
});

describe("a polluted Object.prototype", () => {
  it.each(["role", "value", "get", "toJSON", "0", "length", "profile"])("that has `%s` changes nothing", (name) => {
    const declared = typed(`map{${name === "0" ? "zero" : name}: unknown}`);
    const [open, closed, list] = whilePolluted(name, "admin", () => [
      admitAs({ a: [1] }, ANY),
      admitAs({}, declared),
      admitAs(new Array(1), "list<text?>"),
    ]);
    expect(plain(open as Value)).toEqual({ a: [1] });
    expect([...(closed as Map<string, Value>).values()]).toEqual([null]);
    expect(list).toEqual([null]);
  });
});

describe("bounds", () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  it.each([
    [31, "a list"],
    [32, "a list"],
    [33, `context/too-deep app.x${"[0]".repeat(32)}`],
    [1000, `context/too-deep app.x${"[0]".repeat(32)}`],
  ])("nesting of %i: %s", (depth, expected) => expect(told(admitAs(nested(depth), ANY))).toBe(expected));
  it.each([
    [9_999, "a list"],
    [10_000, "a list"],
    [10_001, "context/list-too-long app.x"],
  ])("a list of %i: %s", (length, expected) => expect(told(admitAs(new Array(length).fill("a"), ANY))).toBe(expected));
  it.each([
    [9_999, "a map"],
    [10_000, "a map"],
    [10_001, "context/list-too-long app.x"],
  ])("a map of %i: %s", (size, expected) =>
    expect(told(admitAs(Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, 1])), ANY))).toBe(expected),
  );
  it.each([
    [65_535, "a text"],
    [65_536, "a text"],
    [65_537, "context/text-too-long app.x"],
  ])("a text of %i: %s", (length, expected) => expect(told(admitAs("a".repeat(length), ANY))).toBe(expected));
  it.each<[string, unknown]>([
    ["texts", "a"],
    ["nulls", null],
    ["what is undefined", undefined],
  ])("counts %s, a list among them", (_words, item) => {
    const list = new Array(9).fill(item);
    expect(told(admitAs(list, ANY, { dataSize: 10 }))).toBe("a list");
    expect(told(admitAs(list, ANY, { dataSize: 9 }))).toBe("context/too-large app.x[8]");
  });
  it("counts what is shared as often as it is met", () => {
    for (const row of [
      new Array(10_000).fill(null),
      new Array(10_000),
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [index, undefined])),
    ]) {
      const began = spent();
      expect(told(admitAs(new Array(10_000).fill(row), ANY))).toMatch(/^context\/too-large /);
      expect(spent() - began).toBeLessThan(2000);
    }
  });
  it("ends on data that contains itself, however often", () => {
    const wide: unknown[] = [];
    for (let index = 0; index < 50; index++) wide.push(wide);
    expect(told(admitAs(wide, ANY))).toMatch(/^context\/too-deep /);
    const map: Record<string, unknown> = {};
    map.self = map;
    expect(told(admitAs(map, ANY))).toMatch(/^context\/too-deep /);
  });
  it("ends where the stack is short", () => {
    const deep = (left: number): string => (left === 0 ? told(admitAs(nested(5000), ANY, { dataDepth: 100_000 })) : deep(left - 1));
    expect(deep(0)).toMatch(/^(?:a list|context\/unreadable)/);
    expect(told(admitAs(nested(8000), ANY, { dataDepth: 0x7fffffff }))).toMatch(/^(?:a list|context\/unreadable)/);
  });
});

describe("groups", () => {
  const field = (raw: object, name: string) => {
    const group = admitAs(raw, "group");
    return group instanceof Group ? plain((group.fields.get(name) ?? null) as Value) : group;
  };
  it("have their name in either place, and then in both", () => {
    expect(field({ id: "1", name: "Admins" }, "name")).toBe("Admins");
    expect(field({ id: "1", name: "Admins" }, "profile")).toEqual(field({ id: "1", profile: { name: "Admins" } }, "profile"));
    expect(field({ id: "1", profile: { name: "Admins" } }, "name")).toBe("Admins");
    expect(field({ id: "1", name: "Top", profile: { name: "Inside" } }, "name")).toBe("Top");
    expect(field({ id: "1" }, "name")).toBeNull();
  });
  it("keep the fault of a field to that field", () => {
    const group = admitAs({ id: "1", created: "soon", name: "Admins" }, "group") as Group;
    expect(told(group.fields.get("created") as Value | Fault)).toBe("context/bad-timestamp app.x.created");
    expect([group.fields.get("id"), group.fields.get("name")]).toEqual(["1", "Admins"]);
  });
  it("run nothing", () => {
    const { run, ran } = hooked();
    const getter = Object.defineProperty({}, "name", { get: run, enumerable: true });
    const group = admitAs(getter, "group") as Group;
    expect([told(group.fields.get("name") as Fault), ran()]).toEqual(["context/accessor app.x.name", 0]);
  });
});

describe("the fields of a group", () => {
  const fields = (raw: object, limits: Partial<Limits> = {}) => {
    const group = admitAs(raw, "group", limits) as Group;
    return (name: string): unknown => {
      const value = group.fields.get(name);
      return value instanceof Fault ? `${value.code} ${value.data.path}` : plain((value ?? null) as Value);
    };
  };
  const part = (raw: object, name: string, inside: string) => (fields(raw)(name) as Record<string, unknown> | null)?.[inside];

  it("of a profile are its own where it has them, and those of the top where it lacks them", () => {
    const raw = { name: "Top", description: "on top", profile: { name: "Inside" } };
    expect([part(raw, "profile", "name"), part(raw, "profile", "description")]).toEqual(["Inside", "on top"]);
    const other = { name: "Top", profile: { description: "inside" } };
    expect([part(other, "profile", "name"), part(other, "profile", "description")]).toEqual(["Top", "inside"]);
  });
  it("that do not fit on the top are the profile's fault too, where it lacks them", () => {
    expect(fields({ name: 5, description: "d", profile: {} })("profile")).toBe("context/type-mismatch app.x.name");
    expect(fields({ name: 5, description: "d" })("profile")).toBe("context/type-mismatch app.x.name");
    expect(fields({ name: "n", description: 5, profile: {} })("profile")).toBe("context/type-mismatch app.x.description");
    expect(part({ name: 5, profile: { name: "Inside", description: "d" } }, "profile", "name")).toBe("Inside");
  });
  it("are those of a profile that has another mistake, and its fault where there is no map", () => {
    expect(fields({ profile: { name: "Admins", description: 5 } })("name")).toBe("Admins");
    expect(fields({ profile: { name: "Admins", description: 5 } })("description")).toBe(
      "context/type-mismatch app.x.profile.description",
    );
    expect(fields({ profile: { name: "Admins", description: 5 } })("profile")).toBe(
      "context/type-mismatch app.x.profile.description",
    );
    expect(fields({ profile: { description: 5 } })("name")).toBeNull();
    for (const profile of ["Admins", 7, ["Admins"]])
      expect(fields({ profile })("name")).toBe("context/type-mismatch app.x.profile");
    expect(fields({ profile: new Map([["name", "Admins"]]) })("name")).toBe("context/not-plain app.x.profile");
    const hidden = Object.defineProperty({}, "profile", { get: () => expect.unreachable(), enumerable: true });
    expect(fields(hidden)("name")).toBe("context/accessor app.x.profile");
    const told = whilePolluted("value", { name: "a stranger's" }, () => fields(hidden)("name"));
    expect(told).toBe("context/accessor app.x.profile");
    expect(fields({ profile: null })("name")).toBeNull();
  });
  it("are kept as they were when they were first asked for", () => {
    const raw: Record<string, unknown> = { id: "1", name: "Admins", profile: { name: "Inside" } };
    const get = fields(raw);
    const asked = ["id", "name", "profile", "status"];
    const first = asked.map(get);
    for (const name of asked) raw[name] = "later";
    expect(asked.map(get)).toEqual(first);
  });
  it("are counted by themselves, however they are found", () => {
    expect(fields({ profile: { name: "Admins" } }, { dataSize: 2 })("name")).toBe("Admins");
    expect(fields({ profile: { name: "Admins" } }, { dataSize: 1 })("profile")).toBe("context/too-large app.x.profile.name");
  });
  it("that nobody can read are faults that name them", () => {
    const trap = new Proxy({}, { getOwnPropertyDescriptor: () => expect.unreachable() });
    const get = fields(trap);
    expect([get("id"), get("name")]).toEqual(["context/unreadable app.x.id", "context/unreadable app.x.name"]);
  });
  it("are no others than a group has", () => {
    const get = fields({ id: "1", secret: "x", toString: "y" });
    expect([get("secret"), get("toString"), get("__proto__")]).toEqual([null, null, null]);
  });
});

describe("groups in a list", () => {
  class Custom {}
  const withGetter = Object.defineProperty([{ id: "1" }], 0, { get: () => expect.unreachable(), enumerable: true });
  const toldList = (raw: unknown, limits: Partial<Limits> = {}, type = "list<group>") => told(admitAs(raw, type, limits));
  const namesOf = (raw: unknown, limits: Partial<Limits> = {}, name = "name") =>
    (admitAs(raw, "list<group>", limits) as Group[]).map((group) => {
      const value = group.fields.get(name) as Value | Fault;
      return value instanceof Fault ? told(value) : value;
    });

  it.each<[string, unknown, string]>([
    ["an instance of a class", new Custom(), "context/not-plain app.x[1]"],
    ["a Map", new Map(), "context/not-plain app.x[1]"],
    ["a function", () => 1, "context/not-plain app.x[1]"],
    ["a function that inherits nothing", Object.setPrototypeOf(() => 1, null), "context/not-plain app.x[1]"],
    ["a list", [], "context/type-mismatch app.x[1]"],
    ["a list that inherits nothing", Object.setPrototypeOf([], null), "context/type-mismatch app.x[1]"],
    ["a text", "Admins", "context/type-mismatch app.x[1]"],
    ["null", null, "context/missing-required app.x[1]"],
    ["undefined", undefined, "context/missing-required app.x[1]"],
  ])("are no %s", (_words, item, fault) => expect(toldList([{ id: "1" }, item, { id: "3" }])).toBe(fault));
  it("may be null where the type says so, and are groups beside it", () => {
    const list = admitAs([{ name: "A" }, null, undefined, { name: "B" }], "list<group?>") as readonly (Group | null)[];
    expect(list.map((group) => (group === null ? null : group.fields.get("name")))).toEqual(["A", null, null, "B"]);
    expect(toldList(new Array(1))).toBe("context/missing-required app.x[0]");
  });
  it("are run by nobody", () => {
    expect(toldList(withGetter)).toBe("context/accessor app.x[0]");
    expect(namesOf([Object.defineProperty({}, "name", { get: () => expect.unreachable(), enumerable: true })])).toEqual([
      "context/accessor app.x[0].name",
    ]);
    expect(toldList(Object.defineProperty([{}], 0, { enumerable: false }))).toBe("context/missing-required app.x[0]");
  });
  it("are values, the list among them", () => {
    const groups = [{ name: "A" }, { name: "B" }];
    expect(toldList(groups, { dataSize: 4 })).toBe("a list");
    expect(toldList(groups, { dataSize: 3 })).toBe("a list");
    expect(toldList(groups, { dataSize: 2 })).toBe("context/too-large app.x[1]");
    expect(toldList(groups, { dataSize: 1 })).toBe("context/too-large app.x[0]");
  });
  it.each(["name", "id"])("have a `%s` that takes no room of the list's", (name) => {
    const groups = [{ [name]: "A" }, { [name]: "B" }];
    expect(namesOf(groups, { dataSize: 3 }, name)).toEqual(["A", "B"]);
  });
  it("have fields as large as any value, whoever asked for others first", () => {
    const groups = [1, 2, 3].map(() => ({ objectClass: ["a", "b", "c"], source: { id: "s", type: "t" } }));
    const list = admitAs(groups, "list<group>", { dataSize: 4 }) as readonly Group[];
    const read = (name: string) => list.map((group) => told(group.fields.get(name) as Value | Fault));
    expect([read("objectClass"), read("source"), read("objectClass")]).toEqual([
      ["a list", "a list", "a list"],
      ["a map", "a map", "a map"],
      ["a list", "a list", "a list"],
    ]);
    const [small] = admitAs(groups.slice(0, 1), "list<group>", { dataSize: 3 }) as readonly Group[];
    expect(told(small?.fields.get("objectClass") as Value | Fault)).toBe("context/too-large app.x[0].objectClass[2]");
  });
  it("are as deep as they stand", () => {
    expect(toldList([{}], { dataDepth: 3 })).toBe("a list");
    expect(toldList([{}], { dataDepth: 2 })).toBe("a list");
    expect(toldList([{}], { dataDepth: 1 })).toBe("context/too-deep app.x[0]");
  });
  it("are no more than a list may have", () => {
    const groups = [{ name: "A" }, { name: "B" }, { name: "C" }];
    expect([4, 3, 2].map((listLength) => toldList(groups, { listLength }))).toEqual([
      "a list",
      "a list",
      "context/list-too-long app.x",
    ]);
  });
  it.each(["name", "id"])("have a `%s` no longer than a text may be", (name) => {
    const groups = [{ [name]: "four" }];
    expect([5, 4].map((textLength) => namesOf(groups, { textLength }, name))).toEqual([["four"], ["four"]]);
    expect(namesOf(groups, { textLength: 3 }, name)).toEqual([`context/text-too-long app.x[0].${name}`]);
  });
  it.each(["name", "id"])("take their `%s` from nobody else", (name) => {
    expect(whilePolluted(name, "a stranger's", () => namesOf([{}], {}, name))).toEqual([null]);
    expect(namesOf([Object.defineProperty({}, name, { value: "hidden" })], {}, name)).toEqual([null]);
    expect(namesOf([{ [name]: 5 }], {}, name)).toEqual([`context/type-mismatch app.x[0].${name}`]);
  });
  it("have a profile that cannot be read as their fault, where their name is looked for in it", () => {
    const raw = new Proxy(
      { id: "1" },
      {
        getOwnPropertyDescriptor: (holder, key) =>
          key === "profile" ? expect.unreachable() : Reflect.getOwnPropertyDescriptor(holder, key),
      },
    );
    expect(namesOf([raw])).toEqual(["context/unreadable app.x[0].profile"]);
    expect(namesOf([raw], {}, "description")).toEqual(["context/unreadable app.x[0].profile"]);
  });
});

describe("a clock", () => {
  it.each<[unknown, number | null]>([
    [undefined, null],
    [null, null],
    [0, 0],
    [-0, 0],
    [1.9, 1],
    [-1.5, -2],
    [8.64e15, 8.64e15],
    [-8.64e15, -8.64e15],
    ["1970-01-01T00:00:01Z", 1000],
  ])("%j is %j", (raw, at) => expect(Object.is(admitNow(raw), at)).toBe(true));
  it.each<[string, unknown]>([
    ["too late", 8.64e15 + 2],
    ["too early", -8.64e15 - 2],
    ["no number", Number.NaN],
    ["infinite", Number.POSITIVE_INFINITY],
    ["a text of digits", "5"],
    ["a text that is no date", "now"],
    ["a list of a date", ["2026-01-31"]],
    ["an object that would be a date", { toString: () => expect.unreachable(), valueOf: () => expect.unreachable() }],
    ["a date of the host", new Date(0)],
  ])("%s is none", (_words, raw) => expect(admitNow(raw)).toEqual(new Fault("context/bad-now", {})));
});

describe("what an attribute costs", () => {
  it("is nothing where it is missing, so that it is told as missing also at the end of what is allowed", () => {
    expect(told(admitAs({}, "map{a: text}", { dataSize: 1 }))).toBe("context/missing-required app.x.a");
    expect(told(admitAs({ a: null }, "map{a: text}", { dataSize: 1 }))).toBe("context/too-large app.x.a");
    expect(told(admitAs({ a: undefined }, "map{a: text}", { dataSize: 1 }))).toBe("context/too-large app.x.a");
    expect(plain(admitAs({}, "map{a: text?, b: text?}", { dataSize: 1 }))).toEqual({ a: null, b: null });
    expect(told(admitAs(new Array(2), "list<text?>", { dataSize: 2 }))).toBe("context/too-large app.x[1]");
  });
  it("null fits what is unknown and what is null alone", () => {
    for (const kind of ["unknown", "null"] as const) expect(admitAs(null, { type: { kind }, nullable: false })).toBeNull();
    expect(told(admitAs(null, { type: { kind: "boolean" }, nullable: false }))).toBe("context/missing-required app.x");
  });
});

describe("laws", () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  it("JSON comes in as it is, and -0 as 0", () => {
    fc.assert(
      fc.property(json, (raw) => {
        const own = JSON.parse(JSON.stringify(raw));
        if (JSON.stringify(own).includes('"__proto__"')) return;
        expect(plain(admitAs(own, ANY))).toEqual(own);
      }),
      { numRuns: 1000 },
    );
  });
  it("whatever a host gives, nothing is thrown and nothing is changed", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBoxedValues: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withNullPrototype: true,
          withBigInt: true,
          withSparseArray: true,
        }),
        (raw) => {
          const before = fc.stringify(raw);
          told(admitAs(raw, ANY));
          expect(fc.stringify(raw)).toBe(before);
        },
      ),
      { numRuns: 1000 },
    );
  });
  it("frozen data comes in too", () => {
    const frozen = Object.freeze({ a: Object.freeze([Object.freeze({ b: 1 })]) });
    expect(plain(admitAs(frozen, ANY))).toEqual({ a: [{ b: 1 }] });
  });
  it("no fault holds a value of the data", () => {
    const secret = fc.string({ unit: fc.constantFrom("q", "z", "7"), minLength: 12, maxLength: 12 });
    const types = [
      "text",
      "integer",
      "boolean",
      "timestamp",
      "country",
      "list<integer>",
      "map{a: integer}",
      "group",
      "list<map{a: boolean}>",
    ];
    const wrap = fc.constantFrom<(text: string) => unknown>(
      (text) => text,
      (text) => [text],
      (text) => ({ a: text }),
      (text) => [{ a: text }],
      (text) => new String(text),
      (text) => Symbol(text),
      (text) => new Error(text),
      (text) => text.repeat(10_000),
    );
    fc.assert(
      fc.property(secret, wrap, fc.constantFrom(...types), (text, make, type) => {
        const outcome = admitAs(make(text), type);
        if (outcome instanceof Fault) expect(JSON.stringify(outcome.data)).not.toContain(text);
      }),
      { numRuns: 1000 },
    );
  });
  it("a value that was admitted is not the host's own object", () => {
    const raw = { a: [1] };
    const value = admitAs(raw, ANY) as Map<string, Value>;
    raw.a.push(2);
    expect(plain(value)).toEqual({ a: [1] });
  });
});

describe("admitNow", () => {
  it.each<[unknown, number | null]>([
    [null, null],
    [undefined, null],
    [0, 0],
    [-0, 0],
    [1769851800000, 1769851800000],
    [-1.5, -2],
    [1.5, 1],
    [8.64e15, 8.64e15],
    ["2026-01-31T09:30:00Z", Date.UTC(2026, 0, 31, 9, 30)],
    ["2026-01-31", Date.UTC(2026, 0, 31)],
  ])("%j is %j", (raw, expected) => expect(Object.is(admitNow(raw), expected)).toBe(true));
  it.each<[string, unknown]>([
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["beyond the calendar", 8.64e15 + 1],
    ["other text", "now"],
    ["empty text", ""],
    ["a Date", new Date(0)],
    ["a boolean", true],
    ["a big integer", 5n],
    ["a map", {}],
  ])("%s is a fault", (_words, raw) => expect(admitNow(raw)).toEqual(new Fault("context/bad-now")));
});
