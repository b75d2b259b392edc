/** Criteria maps: the test they stand for, and what can be told of them before there is data. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { criterionFails, criterionProblems, testOf, textsAtMost, textsIn } from "../../src/library/group-criteria.js";
import type { Known } from "../../src/library/known.js";
import type { Written } from "../../src/library/written.js";
import { listOf, required, TEXT, type Type, UNKNOWN } from "../../src/types/type.js";
import { Fault, Group, type MapValue, type Value } from "../../src/values/value.js";

const span = { start: 1, end: 2 };
const map = (entries: Record<string, Value>): MapValue => new Map(Object.entries(entries));
const group = (fields: Record<string, Value | Fault>) => new Group(new Map(Object.entries(fields)));
const written = (entries: Record<string, Value | undefined>): Written => ({
  span,
  entries: new Map(
    Object.entries(entries).map(([key, value]) => [
      key,
      {
        key: span,
        value: { span, value, ...(Array.isArray(value) ? { items: value.map((item) => ({ span, value: item })) } : {}) },
      },
    ]),
  ),
});
const sales = group({ id: "00g1", type: "OKTA_GROUP", name: "Sales East", source: map({ id: "0oa1" }) });

function passes(...criteria: Record<string, Value>[]): unknown {
  const test = testOf(criteria.map(map));
  return typeof test === "function" ? test(sales) : test;
}

describe("the test", () => {
  it.each([
    [{ "group.id": "00g1" }, true],
    [{ "group.id": ["00g0", "00g1"] }, true],
    [{ "group.id": "00g" }, false],
    [{ "group.type": "OKTA_GROUP" }, true],
    [{ "group.source.id": "0oa1" }, true],
    [{ "group.profile.name": "Sales" }, true],
    [{ "group.profile.name": "Sales.*" }, true],
    [{ "group.profile.name": "Sales", operator: "EXACT" }, false],
    [{ "group.profile.name": "Sales East", operator: "EXACT" }, true],
    [{ "group.profile.name": ["West", "Sales"], operator: "STARTS_WITH" }, true],
    [{ "group.id": "00g1", "group.type": "APP_GROUP" }, false],
    [{ "group.id": [] }, false],
    [{ "group.id": [null] }, false],
  ])("%o: %s", (criterion, holds) => expect(passes(criterion as Record<string, Value>)).toBe(holds));
  it("asks every map", () => expect(passes({ "group.id": "00g1" }, { "group.type": "BUILT_IN" })).toBe(false));
  it("is none where a value is null", () => {
    expect(passes({ "group.id": null })).toBeNull();
    expect(passes({ "group.profile.name": "x", operator: null })).toBeNull();
  });
  it("is a fault where a field is one", () => {
    const test = testOf([map({ "group.profile.name": "x" })]);
    const fault = new Fault("context/type-mismatch");
    expect(typeof test === "function" && test(group({ name: fault }))).toBe(fault);
  });
  it.each([
    [{}, "run/empty-criterion"],
    [{ operator: "EXACT" }, "run/empty-criterion"],
    [{ "group.name": "x" }, "run/unknown-criterion"],
    [{ toString: "x" }, "run/unknown-criterion"],
    [{ "group.id": "x", operator: "EXACT" }, "run/misplaced-operator"],
    [{ "group.profile.name": "x", operator: "constructor" }, "run/unknown-criterion-operator"],
    [{ "group.id": 1 }, "run/criterion-value"],
    [{ "group.id": [["x"]] }, "run/criterion-value"],
  ])("%o: %s", (criterion, code) => expect(passes(criterion as never)).toMatchObject({ code }));
});

describe("as it is written", () => {
  it("a whole criterion can fail no more", () =>
    expect(criterionFails(written({ "group.profile.name": "x", operator: "EXACT" }))).toEqual([]));
  it("only the values that data gives can be wrong", () => {
    expect(criterionFails(written({ "group.id": undefined }))).toEqual(["run/criterion-value"]);
    expect(criterionFails(written({ "group.profile.name": "x", operator: undefined }))).toEqual([
      "run/unknown-criterion-operator",
      "run/criterion-value",
    ]);
  });
  it("a map of the data can be anything", () =>
    expect([...criterionFails({ span })].sort()).toEqual([
      "run/criterion-value",
      "run/empty-criterion",
      "run/misplaced-operator",
      "run/unknown-criterion",
      "run/unknown-criterion-operator",
    ]));
  it("says nothing of what only data can tell", () => {
    expect(criterionProblems({ span })).toEqual([]);
    expect(criterionProblems(written({ "group.id": undefined, "group.profile.name": undefined, operator: undefined }))).toEqual([]);
  });
});

describe("how much is compared", () => {
  it("counts texts", () => {
    expect(textsIn([map({ "group.id": ["a", "b"], "group.type": "x" }), map({})])).toBe(3);
    const known = (attributes: Record<string, Type>, open = false): Known => ({
      type: { kind: "map", attributes: new Map(Object.entries(attributes).map(([key, type]) => [key, required(type)])), open },
      canNull: false,
      canValue: true,
    });
    const atMost = (criterion: Written, of: Known) => textsAtMost(DEFAULT_LIMITS, [criterion], [of]);
    const both = known({ "group.id": listOf(required(TEXT)), "group.type": TEXT });
    expect(atMost(written({ "group.id": ["a", "b"], "group.type": "x" }), both)).toBe(3);
    expect(atMost(written({ "group.id": undefined }), known({ "group.id": listOf(required(TEXT), 20) }))).toBe(20);
    expect(atMost(written({ "group.id": undefined }), known({ "group.id": listOf(required(TEXT)) }))).toBe(
      DEFAULT_LIMITS.listLength,
    );
    expect(atMost(written({ "group.id": undefined }), known({ "group.id": TEXT }))).toBe(1);
    expect(atMost({ span }, { ...known({}, true), holds: 7 })).toBe(7);
    expect(atMost({ span }, { ...known({}), type: UNKNOWN, holds: 8 })).toBe(8);
    expect(atMost({ span }, known({}, true))).toBe(Number.POSITIVE_INFINITY);
  });
});
