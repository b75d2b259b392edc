/** Reading groups: sources, faults of fields, and where groups come from in a sentence. */
import { describe, expect, it } from "vitest";
import {
  anyGroup,
  both,
  comesFrom,
  fieldOf,
  groupsWhere,
  sourcesInWords,
  sourceTypeOf,
  stepsFor,
  testing,
} from "../../src/library/group-fields.js";
import { Fault, Group, type Value } from "../../src/values/value.js";

const group = (fields: Record<string, Value | Fault>) => new Group(new Map(Object.entries(fields)));
const source = (fields: Record<string, Value>) => new Map(Object.entries(fields));
const fault = new Fault("context/type-mismatch", { path: "groups[0].name" });

describe("the source of a group", () => {
  it.each([
    [{ type: "OKTA_GROUP" }, "OKTA"],
    [{ type: "BUILT_IN" }, "OKTA"],
    [{ type: "APP_GROUP" }, null],
    [{}, null],
    [{ type: "OKTA_GROUP", source: source({ type: "ldap" }) }, "ldap"],
    [{ type: "APP_GROUP", source: source({ id: "0oa1" }) }, null],
    [{ type: "OKTA_GROUP", source: source({ id: "0oa1" }) }, "OKTA"],
  ])("%o: %s", (fields, type) => expect(sourceTypeOf(group(fields as Record<string, Value>))).toBe(type));
  it("may be named by the id of its instance", () => {
    const ad = group({ type: "APP_GROUP", source: source({ id: "0oa1", type: "active_directory" }) });
    expect(["0oa1", "active_directory", "OKTA", ""].map((app) => comesFrom(app)(ad))).toEqual([true, true, false, false]);
  });
  it("is a fault where the data is one", () => {
    expect(comesFrom("OKTA")(group({ source: fault }))).toBe(fault);
    expect(comesFrom("OKTA")(group({ type: fault }))).toBe(fault);
  });
});

describe("looking through groups", () => {
  const named = testing(fieldOf("name"), (name) => name === "A");
  const list = [group({ name: "B" }), group({ name: "A" }), group({ name: fault }), group({})];
  it("stops at the first that passes", () => expect(anyGroup(list, named)).toBe(true));
  it("ends with the first fault", () => {
    expect(anyGroup(list.slice(2), named)).toBe(fault);
    expect(groupsWhere(list, named)).toBe(fault);
  });
  it("keeps the order", () => {
    const some = testing(fieldOf("name"), () => true);
    expect(groupsWhere([list[1], list[0], list[3]] as Group[], some)).toEqual([list[1], list[0]]);
  });
  it("asks the second only where the first passes", () =>
    expect(
      both(
        () => false,
        () => fault,
      )(list[0] as Group),
    ).toBe(false));
  it("costs a step for some comparisons", () =>
    expect([stepsFor(0), stepsFor(1), stepsFor(16), stepsFor(17), stepsFor(10, 8)]).toEqual([0, 1, 1, 2, 5]));
});

describe("sources in a sentence", () => {
  it("counts them", () =>
    expect(
      sourcesInWords([
        group({ type: "OKTA_GROUP" }),
        group({ type: "BUILT_IN" }),
        group({ source: source({ type: "ldap" }) }),
        group({}),
      ]),
    ).toBe(" (OKTA: 2, ldap: 1, no source: 1)"));
  it("says nothing of no group", () => expect(sourcesInWords([])).toBe(""));
  it("tells a few, and the rest together", () => {
    const many = Array.from({ length: 9 }, (_, index) => group({ source: source({ type: `app${index}` }) }));
    expect(sourcesInWords(many)).toBe(" (app0: 1, app1: 1, app2: 1, app3: 1, others: 5)");
  });
  it("lets no name play with the reader's screen", () => {
    const words = sourcesInWords([group({ source: source({ type: `a\u001b[2J\n${"x".repeat(500)}` }) })]);
    expect(words).toMatch(/^ \([\w.:-]{1,40}: 1\)$/);
  });
});
