/** The table of roots, and the type each has once a host's schema is added. */
import { describe, expect, it } from "vitest";
import { makeRoot, ROOTS, type RootName, type RootRow } from "../../src/context/roots.js";
import { REASONS } from "../../src/diagnostics/reasons.js";
import { printType } from "../../src/types/print.js";
import { ANY_MAP, type MapType, optional, TEXT } from "../../src/types/type.js";

const rootType = (name: string, row: RootRow, schema: MapType | undefined) => makeRoot(name, row, [name], schema).type;
const names = Object.keys(ROOTS) as RootName[];
const declared: MapType = { kind: "map", attributes: new Map([["role", optional(TEXT)]]), open: false };

describe.each(names)("%s", (name) => {
  const row: RootRow = ROOTS[name];
  it("has a sentence for people", () => expect(row.doc).toMatch(/^[A-Z].*\.$/));
  it("has a reason for what is unset", () => expect(Object.keys(REASONS)).toContain(row.unset));
  it("is open without a schema, and not with one", () => {
    if (row.type) return expect(printType(rootType(name, row, undefined))).toMatch(/^list</);
    const profile = (type: MapType): MapType => (row.layout === "app" ? (type.attributes.get("profile")?.type as MapType) : type);
    const [without, with_] = [undefined, declared].map((schema) => profile(rootType(name, row, schema) as MapType));
    expect([without?.open, with_?.open, with_?.attributes.has("role")]).toEqual([true, false, true]);
  });
});

describe("what is built in", () => {
  it.each<[RootName, string[]]>([
    ["user", ["id", "status", "created", "lastUpdated", "lastLogin", "passwordChanged"]],
    ["app", ["id", "clientId", "name", "label", "groups", "roles"]],
    ["org", ["name", "subDomain"]],
    ["session", ["amr", "id"]],
    ["access", ["scope"]],
  ])("of %s", (name, expected) => expect(Object.keys(ROOTS[name].builtIn).sort()).toEqual([...expected].sort()));
  it("is optional, so that a context may leave it out", () => {
    for (const name of names) {
      const type = rootType(name, ROOTS[name], ANY_MAP);
      if (type.kind === "map")
        for (const key of Object.keys(ROOTS[name].builtIn)) expect(type.attributes.get(key)?.nullable).toBe(true);
    }
  });
  it("is what it is, also where a schema says so again", () => {
    const type = rootType("user", ROOTS.user, {
      ...declared,
      attributes: new Map([["status", { type: TEXT, nullable: false }]]),
    }) as MapType;
    expect(type.attributes.get("status")).toEqual({ type: TEXT, nullable: false });
  });
});

describe("who must be there", () => {
  it.each<[RootName, string | undefined]>([
    ["user", "user"],
    ["groups", "user"],
    ["appuser", "appuser"],
    ["session", "session"],
    ["app", undefined],
    ["org", undefined],
    ["access", undefined],
  ])("for %s: %s", (name, needs) => expect((ROOTS[name] as RootRow).needs).toBe(needs));
});
