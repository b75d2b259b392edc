/** The one way a host's property is read: by descriptor, running nothing. */
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { describeHost, isPlainObject, own } from "../../src/values/own.js";
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
    [[], "a list"],
    [{}, "a map"],
    [new Map(), "an instance of a class"],
    [new Date(0), "an instance of a class"],
    [() => 1, "a function"],
    [Symbol("secret"), "a symbol"],
    [5n, "a big integer"],
  ])("%s is %s", (raw, words) => expect(describeHost(raw)).toBe(words));
});
