/** Group rules of a document: checked as what they are, with the document's own schemas. */
import { describe, expect, it } from "vitest";
import { readClaims } from "../../src/claims/define.js";
import { documentJsonSchema } from "../../src/claims/document.js";

const document = (rule: object, more: object = {}) => ({
  schemas: { user: { department: "text?", level: "integer" } },
  ...more,
  claims: [],
  groupRules: [{ name: "finance", value: 'user.department == "Finance"', groups: ["00g1"] }, rule],
});
const found = (rule: object, more: object = {}) =>
  readClaims(document(rule, more)).diagnostics.map(({ code, path, severity }) => [severity, code, path]);
const rule = (value: string) => ({ name: "second", value, groups: ["00g2"] });

describe("a group rule", () => {
  it("that is right has nothing to say, and stays in the document", () => {
    const { set, diagnostics } = readClaims(document({ ...rule("user.level > 3"), exceptUsers: ["00u1"], status: "inactive" }));
    expect(diagnostics).toEqual([]);
    expect(set?.document.groupRules).toEqual([
      { name: "finance", value: 'user.department == "Finance"', groups: ["00g1"] },
      { name: "second", value: "user.level > 3", groups: ["00g2"], exceptUsers: ["00u1"], status: "inactive" },
    ]);
  });
  it.each([
    ["an attribute that there is not", 'user.departement == "Finance"', "check/unknown-attribute"],
    ["a result that is no Boolean", "user.department", "check/result-type"],
    ["a root that a rule has not", 'app.label == "x"', "check/root-not-here"],
    ["a function that a rule has not", "Convert.toInt(user.department) == 1", "check/function-not-here"],
    ["a mistake of syntax", "user.level >", "syntax/trailing-operator"],
  ])("with %s is refused at its place", (_title, value, code) => {
    expect(found(rule(value))).toEqual([["error", code, "groupRules[1].value"]]);
    expect(readClaims(document(rule(value))).set).toBeUndefined();
  });
  it("with a wrong shape is told like any other part", () =>
    expect(found({ name: "second", value: "user.departement == null", groups: [], extra: 1 }).map(([, , path]) => path)).toEqual([
      "groupRules[1].groups",
      "groupRules[1].extra",
      "groupRules[1].value",
    ]));
  it.each([undefined, 5])("whose expression is %j has none that could be checked", (value) =>
    expect(found({ ...rule(""), value })).toEqual([["error", "claims/bad-document", "groupRules[1].value"]]),
  );
  it("is in the published schema", () =>
    expect(documentJsonSchema()).toMatchObject({
      properties: { groupRules: { items: { required: ["name", "value", "groups"] } } },
    }));
});
