/** What types the Arrays functions give, and that lists which hold one list many times end in an error, not in a long wait. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { arrayFunctions } from "../../src/library/arrays.js";
import { mayGiveNull, type Overload } from "../../src/library/define.js";
import { invoke } from "../../src/library/invoke.js";
import { parseTyped, printType, printTyped } from "../../src/types/print.js";
import { NULL, type Type } from "../../src/types/type.js";
import { Fault, type Value } from "../../src/values/value.js";

const rowOf = (name: string) => arrayFunctions.find((row) => row.name === `Arrays.${name}`) as (typeof arrayFunctions)[number];
const overloadOf = (name: string) => rowOf(name).overloads[0] as Overload;
const typeOf = (text: string): Type => (text === "null" ? NULL : (parseTyped(text)?.type as Type));

function resultType(name: string, ...args: string[]): string {
  const { returns } = overloadOf(name);
  const types = args.map(typeOf);
  const type = typeof returns === "function" ? returns(types) : returns;
  return printTyped({ type, nullable: mayGiveNull(overloadOf(name), types) });
}

function call(name: string, args: readonly Value[], limits = DEFAULT_LIMITS, spend?: (steps: number) => Fault | undefined) {
  const row = rowOf(name);
  return invoke(
    row.overloads.map((overload) => ({ row, overload })),
    args,
    "name",
    `Arrays.${name}`,
    limits,
    spend && { read: () => [], missing: () => {}, spend, look: () => undefined },
  );
}

describe("the type of a result", () => {
  it.each<[string, string[], string]>([
    ["add", ["list<text>", "text"], "list<text>"],
    ["add", ["list<text?>", "text"], "list<text?>"],
    ["add", ["list<integer>", "number"], "list<number>"],
    ["add", ["list<text>", "integer"], "list<unknown>"],
    ["add", ["text", "text"], "list<text>"],
    ["add", ["null", "integer"], "list<integer>"],
    ["add", ["unknown", "text"], "list<unknown?>"],
    ["remove", ["list<text>", "text"], "list<text>"],
    ["remove", ["text", "text"], "list<text>"],
    ["clear", ["list<integer>"], "list<integer>"],
    ["get", ["list<text>", "integer"], "text"],
    ["get", ["list<text?>", "integer"], "text?"],
    ["get", ["text", "integer"], "text"],
    ["get", ["unknown", "integer"], "unknown?"],
    ["flatten", ["integer", "list<list<integer?>?>"], "list<integer>"],
    ["flatten", ["text", "integer"], "list<unknown>"],
    ["flatten", ["null"], "list<unknown>"],
    ["flatten", ["null", "list<boolean>"], "list<boolean>"],
    ["contains", ["list<text>", "text"], "boolean"],
    ["size", ["unknown"], "integer"],
    ["isEmpty", ["unknown"], "boolean"],
    ["toCsvString", ["unknown"], "text"],
  ])("%s of %j is %s", (name, args, expected) => expect(resultType(name, ...args)).toBe(expected));
  it("of a text that is one of a few is any text, once it is split", () => {
    const { returns } = overloadOf("flatten");
    expect(printType((returns as (args: Type[]) => Type)([{ kind: "text", values: ["a,b"] }]))).toBe("list<text>");
  });
});

describe("a list is measured before it is built", () => {
  const limits = { ...DEFAULT_LIMITS, listLength: 3, textLength: 5 };
  const tooLong = new Fault("run/list-too-long", { limit: 3 });
  it("by add", () => {
    expect(call("add", [[1, 2], 3], limits)).toEqual([1, 2, 3]);
    expect(call("add", [[1, 2, 3], 4], limits)).toEqual(tooLong);
  });
  it("by flatten, nulls not counted", () => {
    expect(call("flatten", [[1, [2, null]], null, 3], limits)).toEqual([1, 2, 3]);
    expect(
      call(
        "flatten",
        [
          [1, [2]],
          [3, 4],
        ],
        limits,
      ),
    ).toEqual(tooLong);
    expect(call("flatten", ["a,b", "c,d"], limits)).toEqual(tooLong);
  });
  it("by splitting a text", () => {
    expect(call("size", ["a,b,c"], limits)).toBe(3);
    expect(call("size", ["a,b,c,"], limits)).toEqual(tooLong);
  });
  it("and a joined text too", () => {
    expect(call("toCsvString", [["ab", "cd"]], limits)).toBe("ab,cd");
    expect(call("toCsvString", [["ab", "cde"]], limits)).toEqual(new Fault("run/text-too-long", { limit: 5 }));
  });
});

describe("a list that holds one list many times", () => {
  let doubled: Value = [];
  for (let times = 0; times < 60; times++) doubled = [doubled, doubled];
  it("has no flat form", () =>
    expect(call("flatten", [doubled])).toEqual(new Fault("run/list-too-long", { limit: DEFAULT_LIMITS.listLength })));
  it.each([
    ["contains", Number.POSITIVE_INFINITY],
    ["remove", Number.POSITIVE_INFINITY],
    ["flatten", Number.POSITIVE_INFINITY],
  ])("costs %s more than any budget has", (name, steps) => {
    const used: number[] = [];
    const spend = (steps: number) => {
      used.push(steps);
      return new Fault("run/budget", { limit: 1 });
    };
    expect(call(name, [doubled, [[]]], DEFAULT_LIMITS, spend)).toEqual(new Fault("run/budget", { limit: 1 }));
    expect(used).toEqual([steps]);
  });
});

describe("the given list", () => {
  it.each<[string, Value[]]>([
    ["add", [[3, 1], 2]],
    ["remove", [[3, 1], 1]],
    ["clear", [[3, 1]]],
    ["flatten", [[3, [1]]]],
  ])("is not changed by %s", (name, args) => {
    const before = JSON.stringify(args);
    call(name, args);
    expect(JSON.stringify(args)).toBe(before);
  });
});
