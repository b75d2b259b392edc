/** Rows in words: what the command and the reference say comes from the rows alone. */
import { describe, expect, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { spellingOf } from "../../src/library/define.js";
import {
  absencesOf,
  contextOf,
  describeFunction,
  functionJson,
  importOf,
  nullPolicyOf,
  signaturesOf,
} from "../../src/library/describe.js";

const row = (spelling: string) => {
  const found = allFunctions.find((entry) => spellingOf(entry) === spelling);
  if (!found) throw new Error(spelling);
  return found;
};

describe("a row", () => {
  it.each([
    ["isMemberOfGroupName", ["groups"]],
    ["Groups.contains", ["groups", "grant"]],
    ["app.getGroups", ["app.groups"]],
    ["getManagerAppUser", ["directory.manager.appUsers.<app>"]],
    ["user.getInternalProperty", ["user.<property>"]],
    ["hasWorkdayUser", ["directory.workday"]],
    ["DateTime.now", ["now"]],
    ["String.len", []],
  ])("%s reads %j", (spelling, paths) => expect(contextOf(row(spelling))).toEqual(paths));
  it.each([
    ["Groups.contains", ["no-group-matched"]],
    ["findDirectoryUser", ["directory-no-match"]],
    ["isMemberOfGroupName", []],
  ])("%s may be absent with %j", (spelling, reasons) => expect(absencesOf(row(spelling))).toEqual(reasons));
  it.each([
    ["isMemberOfGroupNameRegex", "claims-el/functions/pattern"],
    ["matches", "claims-el/functions/pattern"],
    ["Time.now", "claims-el/functions/time"],
    ["isMemberOfGroupName", undefined],
  ])("%s comes from %s", (spelling, entry) => expect(importOf(row(spelling))).toBe(entry));
  it.each([
    ["getManagerUser", 'getManagerUser(source: "active_directory") → user?'],
    ["user.getInternalProperty", 'user.getInternalProperty(property: "id"|"status") → text?'],
    ["isMemberOfAnyGroup", "isMemberOfAnyGroup(…id: text) → boolean?"],
    ["Groups.contains", "Groups.contains(app: text, pattern: text, limit: integer) → list<text>?"],
  ])("%s is written %s", (spelling, signature) => expect(signaturesOf(row(spelling))[0]).toBe(signature));
  it("says that an argument is an expression", () =>
    expect(signaturesOf(row("getFilteredGroups"))[0]).toContain("group_expression: expression in quotes"));
  it("says how it takes null", () => {
    expect(nullPolicyOf(row("getManagerUser"))).toBe("its arguments are written out and never null");
    expect(nullPolicyOf(row("hasDirectoryUser"))).toBe("it takes nothing that could be null");
  });
});

describe("a page", () => {
  const page = describeFunction(row("Groups.startsWith"), { kinds: ["claim"] });
  it.each([
    "reads of the context: groups, grant",
    "may be absent with: no-group-matched",
    "run/group-limit",
    "run/too-many-groups",
    "known in: claim",
  ])("has %s", (line) => expect(page).toContain(line));
  it("prints a small context beside its example", () => expect(page).toContain('over {"grant":"client_credentials"}'));
  it("leaves out what there is none of", () => expect(describeFunction(row("String.len"))).not.toMatch(/reads of|known in|import/));
  it("is data too", () =>
    expect(JSON.parse(JSON.stringify(functionJson(row("isMemberOfGroupNameRegex"), { kinds: ["claim"] })))).toMatchObject({
      reads: ["groups"],
      absences: [],
      kinds: ["claim"],
      import: "claims-el/functions/pattern",
    }));
});
