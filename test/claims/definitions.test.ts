/** What is wrong or doubtful in the definition of one claim beside its expression: defaults, tokens, limits. */
import { describe, expect, it } from "vitest";
import { readClaims } from "../../src/claims/index.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { KINDS } from "../../src/context/kinds.js";
import { SETTINGS } from "./documents.js";

const found = (claim: object) =>
  readClaims({ claims: [{ name: "x", ...claim }] }, SETTINGS).diagnostics.map(({ code, path, data }) => ({ code, path, data }));

describe("a default", () => {
  it("that is null is none: the policy for that is another word", () =>
    expect(found({ value: '"a"', whenAbsent: { default: null } })).toMatchObject([
      { code: "claims/default-type", path: "claims[0].whenAbsent.default", data: { actual: "null", wanted: "text" } },
    ]));
});

describe("a claim that no token can hold", () => {
  it("because its grants give no token at all is told so", () => {
    const env = defineEnvironment({ kind: KINDS["saml-attribute"] });
    expect(readClaims({ claims: [{ name: "x", value: "1" }] }, env).diagnostics).toMatchObject([
      { code: "claims/no-token", data: { name: "x", grants: "evaluation", tokens: "nothing" } },
    ]);
  });
});

describe("more groups than a grant allows", () => {
  const limited = (grants: readonly string[]) =>
    readClaims({ claims: [{ name: "x", groups: { startsWith: "a" }, limit: 500, grants }] }).diagnostics.map(({ code, hint }) => [
      code,
      hint,
    ]);
  it("are told with the grants that allow them, where there are some", () => {
    expect(limited(["password", "authorization_code"])).toEqual([
      ["claims/limit-not-allowed", "Narrow the filter, or limit the claim to authorization_code."],
    ]);
    expect(limited(["password"])).toEqual([["claims/limit-not-allowed", "Narrow the filter."]]);
    expect(limited(["authorization_code"])).toEqual([]);
  });
});
