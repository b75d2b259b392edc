/** Which parts of an expression have a shorter form: what claims mostly are made of, and nothing whose general form gives something else. */
import { describe, expect, it } from "vitest";
import { defineFunction, list, overload, text, types } from "../../src/index.js";
import { Combination, Comparison, StepComparison } from "../../src/run/conditions.js";
import { conditionOf, directCallOf, joiningStep, lookupStep, quickSelectionOf } from "../../src/run/shorter.js";
import type { BinaryNode, CallNode, ConditionalNode, Node } from "../../src/syntax/ast.js";
import { frameOf, GENERAL, general, hostRow, partsOf } from "./forms.js";

const [SHORT, LONG] = ["x".repeat(255), "x".repeat(256)];

describe("a condition", () => {
  it.each<[string, typeof Comparison | typeof StepComparison | typeof Combination | undefined]>([
    ['user.a == "x"', Comparison],
    ['user.a != "x"', Comparison],
    ["user.a == null", Comparison],
    ["app.x == 1", Comparison],
    [`user.a == "${SHORT}"`, Comparison],
    [`user.a == "${LONG}"`, undefined],
    [`user.a.b == "${LONG}"`, undefined],
    ['"x" == user.a', undefined],
    ["user.a == user.b", undefined],
    ["user.a < 5", undefined],
    ["user.a.b < 5", undefined],
    ['user.a.b == "x"', StepComparison],
    ['user.a.b != "x"', StepComparison],
    [`user.a.b == "${SHORT}"`, StepComparison],
    ['String.len(user.a) == "x"', StepComparison],
    ["user.a + 1 == 2", undefined],
    ['(user.a == "x") == true', undefined],
    ['user.a == "x" and user.b == "y"', Combination],
    ['user.a == "x" or user.b == "y" or user.c == null', Combination],
    ['(user.a == "x" and user.b == "y") or user.c == null', Combination],
    ['(user.a == "x" or user.b == "y") and (user.c == null or user.d == 1)', Combination],
    ['user.a == "x" and user.yes', undefined],
    ['user.a == "x" or user.yes', undefined],
    ['user.a == "x" and user.b.c == "y"', undefined],
    ['(user.a == "x" and user.yes) or user.b == "y"', undefined],
    ['((user.a == "x" or user.b == "y") and user.c == null) or user.d == 1', undefined],
    ["!user.yes", undefined],
    ["true", undefined],
  ])("%s", (source, form) => {
    const { compiling, root } = partsOf(source);
    const condition = conditionOf(compiling, root);
    expect(
      condition === undefined ? undefined : [Combination, StepComparison, Comparison].find((of) => condition instanceof of),
    ).toBe(form);
    expect(conditionOf({ ...compiling, record: true }, root)).toBeUndefined();
  });
});

describe("a ladder that looks a text up", () => {
  it.each<[string, boolean]>([
    ['user.a == "x" ? 1 : user.a == "y" ? 2 : 3', true],
    ['user.a == "x" ? 1 : user.a == "y" ? 2 : user.a == "z" ? 3 : 4', true],
    ['user.a.b == "x" ? 1 : user.a.b == "y" ? 2 : 3', true],
    [`user.a == "x" ? 1 : user.a == "${SHORT}" ? 2 : 3`, true],
    [`user.a == "x" ? 1 : user.a == "${LONG}" ? 2 : 3`, false],
    ['user.a == "x" ? 1 : 3', false],
    ['user.a == "x" ? 1 : user.a == "x" ? 2 : 3', false],
    ['user.a == "x" ? 1 : user.b == "y" ? 2 : 3', false],
    ['user.a == "x" ? 1 : user.a != "y" ? 2 : 3', false],
    ['user.a == "x" ? 1 : user.a == 5 ? 2 : 3', false],
    ["user.a == null ? 1 : user.a == true ? 2 : 3", false],
    ['user.a == "x" ? 1 : user.yes ? 2 : 3', false],
    ['"x" == user.a ? 1 : "y" == user.a ? 2 : 3', false],
    ['user.a + "." == "x" ? 1 : user.a + "." == "y" ? 2 : 3', false],
    ['String.toUpperCase(user.a) == "x" ? 1 : String.toUpperCase(user.a) == "y" ? 2 : 3', false],
  ])("%s: %j", (source, isOne) => {
    const { compiling, root } = partsOf(source);
    let otherwise: Node = root;
    while (otherwise.kind === "Conditional") otherwise = otherwise.whenFalse;
    expect(lookupStep(compiling, root as ConditionalNode, otherwise) !== undefined).toBe(isOne);
  });

  it("reads its subject once and has the first of two arms with the same text", () => {
    const { compiling, root } = partsOf('app.a == "x" ? "1" : app.a == "y" ? "2" : app.a == "x" ? "3" : "4"');
    const otherwise = compiling.facts.nodes.find((node) => node.kind === "Literal" && node.value === "4") as Node;
    const step = lookupStep(compiling, root as ConditionalNode, otherwise);
    const given = (a: unknown) => step?.(frameOf(compiling, { app: { profile: { a } } }));
    expect(["x", "y", "z", null, 5, true].map(given)).toEqual(["1", "2", "4", "4", "4", "4"]);
  });
});

describe("texts one after the other", () => {
  const joined = (source: string, context: object = {}) => {
    const { compiling, root } = partsOf(source);
    const parts: Node[] = [];
    let first: Node = root;
    for (; first.kind === "Binary"; first = (first as BinaryNode).left) parts.unshift(first.right);
    const step = joiningStep(compiling, [first, ...parts], general);
    return step?.(frameOf(compiling, context));
  };
  const USER = { user: { a: "A", b: "B", n: 5, empty: "", short: "x".repeat(254), text: "x".repeat(255) } };

  it.each<[string, unknown]>([
    ['user.a + "-" + user.b', "A-B"],
    ['"<" + user.a + ">"', "<A>"],
    ['user.a + "" + user.empty', "A"],
    ["user.empty + user.b", "B"],
    ["user.a + user.short", `A${USER.user.short}`],
    // What is long, no text, or missing is for the general form.
    ["user.a + user.text", GENERAL],
    ['"-" + user.n', GENERAL],
    ['user.n + "-"', GENERAL],
    ['"-" + user.none', GENERAL],
    ["user.a + 1", undefined],
    ["user.a + null", undefined],
    ["user.a + String.toUpperCase(user.b)", undefined],
    ["user.a + user.b.c", undefined],
  ])("%s", (source, expected) => expect(joined(source, USER)).toBe(expected));
});

const row = (name: string, method: string, count: number, more: object = {}) =>
  hostRow(
    `Test.${name}`,
    overload({
      ...more,
      params: Array.from({ length: count }, (_, index) => text(`p${index}`)),
      returns: types.boolean,
      run: (...args) => new Set(args).size === 1,
    }),
    { method },
  );

const listed = defineFunction({
  ...row("listed", "listed", 2),
  overloads: [overload({ params: [list("a"), text("b")], returns: types.boolean, run: (a, b) => a.includes(b) })],
});

const functions = [
  row("same", "same", 2),
  row("dear", "dear", 2, { cost: () => 1 }),
  row("full", "full", 1),
  row("all", "all", 3),
  listed,
];

describe("a call", () => {
  it("has a direct form where one row is meant and nobody records", () => {
    const { compiling, root } = partsOf("Test.same(user.a, user.b)", { functions });
    const plan = compiling.facts.calls[root.id];
    expect(plan).toBeDefined();
    if (!plan) return;
    expect(directCallOf(compiling, plan)?.overload.params.map(({ type }) => type.kind)).toEqual(["text", "text"]);
    expect(directCallOf({ ...compiling, record: true }, plan)).toBeUndefined();
    expect(directCallOf(compiling, { ...plan, candidates: [] })).toBeUndefined();
    expect(directCallOf(compiling, { ...plan, candidates: [...plan.candidates, ...plan.candidates] })).toBeUndefined();
  });
});

describe("a selection by a test of each element", () => {
  it.each<[string, boolean]>([
    ['groups.?[name.same("x")]', true],
    ['groups.?[id.same("x")]', true],
    ['groups.?[Test.same(name, "x")]', true],
    ['groups.?[name?.same("x")]', false],
    ['groups.?["x".same(name)]', false],
    ["groups.?[name.same(id)]", false],
    ["groups.?[name.full()]", false],
    ['groups.?[name.all("x", "y")]', false],
    ['groups.?[name.dear("x")]', false],
    ['groups.?[Test.same(user.a, "x")]', false],
    ['user.list.?[same("x")]', false],
    ['user.list.?[Test.same("x", #this)]', false],
    ['user.list.?[Test.same(nick, "x")]', false],
    ['groups.?[app.name.same("x")]', false],
    ['groups.?[Test.listed(name, "x")]', false],
    ['groups.?[name == "x"]', false],
    ["groups.?[true]", false],
  ])("%s: %j", (source, isOne) => {
    const { compiling, root } = partsOf(source, { functions });
    const { test } = root as Node & { kind: "Selection" };
    expect(quickSelectionOf(compiling, test, 3) !== undefined).toBe(isOne);
    expect(quickSelectionOf({ ...compiling, record: true }, test as CallNode, 3)).toBeUndefined();
  });
});
