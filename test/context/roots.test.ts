/** The table of roots, and the type each has once a host's schema is added. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/context/environment.js";
import { KINDS, type KindName } from "../../src/context/kinds.js";
import { HIDDEN_ROOTS, makeRoot, ROOTS, type RootName, type RootRow, recordRoot } from "../../src/context/roots.js";
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

describe("roots that no expression names", () => {
  it.each(Object.entries(HIDDEN_ROOTS) as [string, RootRow][])("%s has a sentence, a reason and a type", (_name, row) => {
    expect(row.doc).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(REASONS)).toContain(row.unset);
    expect(row.type).toBeDefined();
  });
  it("are no roots of an environment, whatever its kind", () => {
    for (const kind of Object.keys(KINDS) as KindName[]) {
      const { roots, readable } = defineEnvironment({ kind });
      expect(Object.keys(HIDDEN_ROOTS).filter((name) => roots.has(name))).toEqual([]);
      expect(Object.keys(HIDDEN_ROOTS).filter((name) => !readable.has(name))).toEqual([]);
    }
  });
  it("are not hidden by a variable of the same name", () => {
    const env = defineEnvironment({ vars: { now: "text", grant: "text" } });
    expect(env.roots.get("now")?.location).toEqual(["vars"]);
    expect(env.readable.get("now")?.layout).toBe("clock");
  });
});

describe("a record elsewhere", () => {
  const user = makeRoot("user", ROOTS.user, ["user"], declared);
  it("that is a user has the user's schema and layout", () => {
    const root = recordRoot("user", ["directory", "linked", "a b"], user);
    expect(root).toMatchObject({ name: 'directory.linked["a b"]', layout: "user", open: false, missing: "directory-no-match" });
    expect(root.type).toBe(user.type);
  });
  it("that is an app-user is open, and no claim as a whole", () => {
    const root = recordRoot("appuser", ["directory", "manager", "appUsers", "google"], user);
    expect(root).toMatchObject({ layout: "flat", open: true, type: { record: "appuser" } });
  });
});
