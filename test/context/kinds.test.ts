/** The ready-made kinds: which roots each has, on which grants, and what it must give. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/context/environment.js";
import { GRANTS } from "../../src/context/grants.js";
import { KINDS, type KindName } from "../../src/context/kinds.js";
import { ROOTS } from "../../src/context/roots.js";

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
