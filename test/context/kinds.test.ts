/** The ready-made kinds: which roots each has, on which grants, and what it must give. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/context/environment.js";
import { GRANTS } from "../../src/context/grants.js";
import { type ContextKind, KINDS, type KindName, kindsWhere, knowsFunction } from "../../src/context/kinds.js";
import { ROOTS } from "../../src/context/roots.js";
import { allFunctions } from "../../src/library/all.js";
import { type FunctionRow, familyOf } from "../../src/library/define.js";

const kinds = Object.keys(KINDS) as KindName[];

describe.each(kinds)("the kind %s", (name) => {
  const kind = KINDS[name];
  it("goes by its own name", () => expect(kind.name).toBe(name));
  it("has roots of the table", () => expect(kind.roots.filter((root) => !Object.hasOwn(ROOTS, root))).toEqual([]));
  it("makes an environment with just these roots", () =>
    expect([...defineEnvironment({ kind: name }).roots.keys()]).toEqual([...kind.roots]));
});

describe("the kinds", () => {
  it("are those of the language", () => expect(kinds).toEqual(["claim", "group-rule", "mapping", "saml-attribute", "policy"]));
  it("a claim is checked for every grant", () => expect(KINDS.claim.grants).toBe(GRANTS));
  it.each([
    ["claim", "claim"],
    ["mapping", "claim"],
    ["saml-attribute", "claim"],
    ["group-rule", "boolean"],
    ["policy", "boolean"],
  ] as const)("%s gives a %s", (name, result) => expect(KINDS[name].result).toBe(result));
  it("every root with a fixed name is in some kind", () => {
    const used = new Set(kinds.flatMap((name) => [...KINDS[name].roots] as string[]));
    expect(Object.keys(ROOTS).filter((root) => !used.has(root))).toEqual([]);
  });
  it("only those that name them have application instances and bare names", () => {
    expect(kinds.filter((name) => KINDS[name].instances)).toEqual(["mapping"]);
    expect(kinds.filter((name) => KINDS[name].vars)).toEqual(["claim", "mapping"]);
  });
});

describe("what a kind lacks", () => {
  const families = new Set(allFunctions.map(familyOf));
  const names = new Set(allFunctions.map((row) => row.name));
  const named = (name: string) => allFunctions.find((row) => row.name === name) as FunctionRow;

  it.each(kinds)("of %s is there to be lacked", (name) => {
    const { except = [] } = KINDS[name] as ContextKind;
    expect(except.filter((entry) => !families.has(entry) && !names.has(entry))).toEqual([]);
  });
  it.each([
    ["Groups.contains", ["claim"]],
    ["getFilteredGroups", ["claim"]],
    ["Time.now", ["claim", "mapping", "saml-attribute", "policy"]],
    ["app.getGroups", ["claim", "mapping", "saml-attribute"]],
    ["user.getLinkedObject", ["claim", "mapping", "saml-attribute", "policy"]],
    ["isMemberOfGroupName", kinds],
    ["String.len", kinds],
  ] as const)("%s is known in %j", (name, known) => expect(kindsWhere((kind) => knowsFunction(kind, named(name)))).toEqual(known));
  it("is nothing for a kind of the host's own that says nothing", () => {
    const own: ContextKind = { ...KINDS.claim, name: "own" };
    expect(allFunctions.filter((row) => !knowsFunction(own, row))).toEqual([]);
  });
  it("goes by the roots that a function reads", () => {
    const own: ContextKind = { ...KINDS.claim, name: "own", roots: ["app"] };
    expect(knowsFunction(own, named("isMemberOfGroupName"))).toBe(false);
    expect(knowsFunction(own, named("user.getInternalProperty"))).toBe(false);
    expect(knowsFunction(own, named("app.isMemberOf"))).toBe(true);
    expect(knowsFunction(own, named("hasDirectoryUser"))).toBe(true);
  });
});
