/** The one way a host's property is read: by descriptor, running nothing. */
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import {
  describeHost,
  elementOfWhole,
  isHolder,
  isPlainObject,
  isPlainRecord,
  isWhole,
  own,
  ownElement,
  ownText,
} from "../../src/values/own.js";
import { whilePolluted } from "../polluted.js";

const MISSING = { state: "missing" };

describe("own", () => {
  it.each<[string, object, string | number, unknown]>([
    ["an own value", { a: 1 }, "a", 1],
    ["an own null", { a: null }, "a", null],
    ["an own undefined", { a: undefined }, "a", undefined],
    ["an element", ["x", "y"], 1, "y"],
    ["an own `__proto__` from JSON", JSON.parse('{"__proto__": 5}'), "__proto__", 5],
    ["an own `hasOwnProperty`", { hasOwnProperty: 1 }, "hasOwnProperty", 1],
    ["an own `constructor`", { constructor: "c" }, "constructor", "c"],
  ])("%s is a value", (_words, holder, key, value) => expect(own(holder, key)).toEqual({ state: "value", value }));

  it.each<[string, object, string | number]>([
    ["what is not there", {}, "a"],
    ["what is inherited", Object.create({ a: 1 }), "a"],
    ["what Object.prototype has", {}, "toString"],
    ["`__proto__` of a literal", {}, "__proto__"],
    ["what is not enumerable", Object.defineProperty({}, "a", { value: 1 }), "a"],
    ["a list's length", [1], "length"],
    ["a hole", new Array(3), 1],
    ["behind the end", [1], 1],
    ["before the start", [1], -1],
    ["a function's name", () => 1, "name"],
  ])("%s is missing", (_words, holder, key) => expect(own(holder, key)).toEqual(MISSING));

  it("an accessor is told and not run", () => {
    let ran = 0;
    const holder = {
      get a() {
        ran++;
        return 1;
      },
    };
    expect(own(holder, "a")).toEqual({ state: "accessor" });
    expect(own(Object.defineProperty({}, "b", { set: () => ran++, enumerable: true }), "b")).toEqual({ state: "accessor" });
    expect(ran).toBe(0);
  });
});

describe("ownElement", () => {
  const value = (of: unknown) => ({ state: "value", value: of });
  it.each<[string, readonly unknown[], number, object]>([
    ["an element", ["x", "y"], 1, value("y")],
    ["the first", ["x"], 0, value("x")],
    ["null", [null], 0, value(null)],
    ["undefined that is there", [undefined], 0, value(undefined)],
    ["a hole", new Array(3), 1, MISSING],
    ["behind the end", ["x"], 1, MISSING],
    ["before the start", ["x"], -1, MISSING],
    ["what does not show", Object.defineProperty([], 0, { value: "x" }), 0, MISSING],
    ["a getter", Object.defineProperty([], 0, { get: () => expect.unreachable(), enumerable: true }), 0, { state: "accessor" }],
    ["a getter that does not show", Object.defineProperty([], 0, { get: () => expect.unreachable() }), 0, MISSING],
    [
      "a setter alone",
      Object.defineProperty([], 0, { set: () => expect.unreachable(), enumerable: true }),
      0,
      { state: "accessor" },
    ],
  ])("%s", (_words, list, index, expected) => expect(ownElement(list, index)).toEqual(expected));
  it("takes nothing that lists inherit", () => {
    const prototype = Array.prototype as unknown as Record<number, unknown>;
    prototype[1] = "a stranger's";
    try {
      expect([ownElement(new Array(3), 1), ownElement(["x", "y"], 1)]).toEqual([MISSING, value("y")]);
    } finally {
      delete prototype[1];
    }
  });
  it("asks for no descriptor where there is a value", () => {
    let asked = 0;
    const list = new Proxy(["x"], {
      getOwnPropertyDescriptor(target, key) {
        asked++;
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    expect(ownElement(list, 0)).toEqual(value("x"));
    // Once for its getter, once for whether it shows; an ordinary list makes no descriptor for either.
    expect(asked).toBe(2);
  });
});

describe("ownText", () => {
  const throwing = new Proxy({}, { getOwnPropertyDescriptor: () => expect.unreachable() });
  it.each<[string, object, string | undefined]>([
    ["a text", { a: "x" }, "x"],
    ["the empty text", { a: "" }, ""],
    ["a number", { a: 1 }, undefined],
    ["null", { a: null }, undefined],
    ["a boxed text", { a: new String("x") }, undefined],
    ["what is not there", {}, undefined],
    ["what is inherited", Object.create({ a: "x" }), undefined],
    ["what does not show", Object.defineProperty({}, "a", { value: "x" }), undefined],
    ["a getter", Object.defineProperty({}, "a", { get: () => "x", enumerable: true }), undefined],
    ["what a proxy does not let be read", throwing, undefined],
  ])("%s", (_words, holder, expected) => expect(ownText(holder, "a")).toBe(expected));
  it("takes nothing that a descriptor inherits", () => {
    const hidden = Object.defineProperty({}, "a", { get: () => "x", enumerable: true });
    expect(whilePolluted("value", "a stranger's", () => [ownText(hidden, "a"), ownText({}, "a")])).toEqual([undefined, undefined]);
    expect(whilePolluted("a", "a stranger's", () => ownText({}, "a"))).toBeUndefined();
  });
});

describe("a list whose elements are all its own", () => {
  const holed = () => Object.assign(new Array(3), { 0: "x", 2: "z" });
  const withMore = (list: readonly unknown[]) => Object.assign(list.slice(), { more: 1 });
  it.each<[string, readonly unknown[], boolean]>([
    ["one element", ["x"], true],
    ["two", ["x", "y"], true],
    ["more than ten", new Array(11).fill("x"), true],
    ["null and undefined that are there", [null, undefined], true],
    ["a hole in it", holed(), false],
    ["a hole at its end", Object.assign(["x"], { length: 2 }), false],
    ["holes alone", new Array(2), false],
    ["a hole and a name besides", withMore(holed()), false],
    ["a hole at its end and a name besides", withMore(Object.assign(["x"], { length: 2 })), false],
    ["an element that does not show", Object.defineProperty(["x", "y"], 0, { enumerable: false }), false],
  ])("%s: %s", (_words, list, expected) => expect(isWhole(list)).toBe(expected));
  it("is not one of which another has the rest", () => {
    const prototype = Array.prototype as unknown as Record<number, unknown>;
    prototype[1] = "a stranger's";
    try {
      expect(isWhole(holed())).toBe(false);
    } finally {
      delete prototype[1];
    }
  });
  it("gives each of them, and runs none", () => {
    const hidden = Object.defineProperty(["x", "y"], 0, { get: () => expect.unreachable(), enumerable: true });
    expect(isWhole(hidden)).toBe(true);
    expect([elementOfWhole(hidden, 0), elementOfWhole(hidden, 1)]).toEqual([undefined, "y"]);
    expect([elementOfWhole([null, 5], 0), elementOfWhole([null, 5], 1)]).toEqual([null, 5]);
  });
});

describe("isHolder", () => {
  it.each<[string, unknown, boolean]>([
    ["a map", {}, true],
    ["an instance", new Map(), true],
    ["a list", [], false],
    ["null", null, false],
    ["nothing", undefined, false],
    ["a text", "x", false],
    ["a function", () => 1, false],
  ])("%s: %s", (_words, raw, expected) => expect(isHolder(raw)).toBe(expected));
  it("of a revoked proxy nothing can be asked", () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    expect(isHolder(proxy)).toBe(false);
    expect(describeHost(proxy)).toBe("something that cannot be read");
  });
});

describe("isPlainRecord", () => {
  it.each<[string, object, boolean]>([
    ["a literal", {}, true],
    ["one without a prototype", Object.create(null), true],
    ["one of another realm", runInNewContext("({ a: 1 })"), false],
    ["one that inherits from a literal", Object.create({}), false],
    ["a list", [], false],
  ])("%s: %s", (_words, raw, expected) => expect(isPlainRecord(raw)).toBe(expected));
});

describe("a polluted Object.prototype", () => {
  const withAccessor = {
    get x() {
      return 1;
    },
  };
  const withHidden = Object.defineProperty({}, "x", { value: 1 });
  it.each(["value", "get", "set", "enumerable", "configurable", "writable", "a"])("that has `%s` changes nothing", (name) => {
    const states = whilePolluted(name, "polluted", () => [
      own(withAccessor, "x"),
      own(withHidden, "x"),
      own({}, name),
      own({ x: 1 }, "x"),
    ]);
    expect(states.map(({ state }) => state)).toEqual(["accessor", "missing", "missing", "value"]);
  });
});

describe("isPlainObject", () => {
  it.each<[string, object]>([
    ["a literal", {}],
    ["one without a prototype", Object.create(null)],
    ["one of another realm", runInNewContext("({ a: 1 })")],
  ])("%s is plain", (_words, raw) => expect(isPlainObject(raw)).toBe(true));
  class Custom {}
  it.each<[string, object]>([
    ["an instance of a class", new Custom()],
    ["one that inherits from a literal", Object.create({})],
    ["a Map", new Map()],
    ["a Set", new Set()],
    ["a Date", new Date(0)],
    ["a Date of another realm", runInNewContext("new Date(0)")],
    ["a boxed text", new String("x")],
    ["a boxed number", new Number(1)],
    ["a boxed boolean", new Boolean(false)],
    ["a typed list", new Uint8Array(1)],
    ["a buffer", new ArrayBuffer(1)],
    ["a promise", Promise.resolve()],
    ["an error", new Error("x")],
    ["a pattern", /x/],
    ["a function", () => 1],
    ["an iterator", [][Symbol.iterator]()],
  ])("%s is not", (_words, raw) => expect(isPlainObject(raw)).toBe(false));
});

describe("describeHost", () => {
  it.each<[unknown, string]>([
    [null, "null"],
    [undefined, "null"],
    ["secret", "text"],
    [5, "an integer"],
    [2 ** 40, "an integer"],
    [5.5, "a number"],
    [Number.NaN, "a number"],
    [true, "a boolean"],
    [false, "a boolean"],
    [[], "a list"],
    [{}, "a map"],
    [new Map(), "an instance of a class"],
    [new Date(0), "an instance of a class"],
    [() => 1, "a function"],
    [Symbol("secret"), "a symbol"],
    [5n, "a big integer"],
  ])("%s is %s", (raw, words) => expect(describeHost(raw)).toBe(words));
});
