/** Which grants share a pass: those that answer alike to what the expression asks. */
import { describe, expect, it } from "vitest";
import { checkWithFacts } from "../../src/check/check.js";
import { defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({ functions: allFunctions, app: { l: "list<text>" }, user: { email: "text" } });

/** The grants of each pass; the last may be of none, for evaluations without a grant. */
function passes(source: string) {
  const { result, passes } = checkWithFacts(source, env);
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return passes.map(({ grants }) => grants.join(" "));
}

const ALL = "authorization_code refresh_token device_code password jwt_bearer token_exchange client_credentials";
const BY_USER = ["authorization_code refresh_token device_code password", "jwt_bearer token_exchange", "client_credentials"];

describe("grants share a pass", () => {
  it("where nothing is asked of them", () => expect(passes("app.l[0]")).toEqual([ALL]));

  it("where they have the user as surely", () => expect(passes("user.email")).toEqual(BY_USER));

  it("where all of them allow the groups that are asked for", () => {
    expect(passes('Groups.contains("OKTA", "x", 100)')).toEqual(BY_USER);
    expect(passes('app.l.![Groups.contains("OKTA", #this, 1)]')).toEqual(BY_USER);
  });

  it("where none does", () => expect(passes('Groups.contains("OKTA", "x", app.l[0].length())')).toEqual(BY_USER));

  it("but not where some allow more groups than others", () =>
    expect(passes('Groups.contains("OKTA", "x", 101)')).toEqual([
      "authorization_code",
      "refresh_token device_code password",
      "jwt_bearer token_exchange",
      "client_credentials",
      "",
    ]));
});
