/** A tenant of 300 claims, 40 apps and 120 rules: imported whole and quickly, and its preview is what the tenant says. */
import { describe, expect, it } from "vitest";
import type { ClaimSet } from "../../src/claims/set.js";
import { importOkta } from "../../src/okta/import.js";
import { leastOf } from "../clock.js";
import { apps, claims, expectedClaims, files, people, rules } from "./tenant.js";

const imported = importOkta(files);
const set = imported.set as ClaimSet;

describe("the import", () => {
  it("is of the size that is asked for", () => expect([claims.length, apps.length, rules.length]).toEqual([300, 40, 120]));
  it("leaves nothing out but what Okta makes itself, and says what is not the same", () => {
    expect(imported.counts).toEqual({
      claims: { found: 300, carried: 295 },
      clients: { found: 40, carried: 40 },
      groupRules: { found: 120, carried: 120 },
    });
    const counted = new Map<string, number>();
    for (const { outcome, code } of imported.notes) counted.set(`${outcome} ${code}`, (counted.get(`${outcome} ${code}`) ?? 0) + 1);
    expect(Object.fromEntries(counted)).toEqual({
      "left-out system-claim": 5,
      "left-out group-attributes": 1,
      "changed userinfo-only": 19,
      "changed slashes": 18,
      "changed merged": 18,
      "changed inactive": 18 + 12,
      "changed app-schema": 1,
    });
  });
  it("gives a document without errors", () =>
    expect(imported.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]));
  it("carries no secret", () => expect(JSON.stringify(imported)).not.toContain("not to be carried"));
  it("takes less than three seconds", () => {
    expect(leastOf(3, () => importOkta(files))).toBeLessThan(3_000);
  });
});

describe("the preview", () => {
  const contextOf = ({ user, appuser, groups }: (typeof people)[number]) => ({
    user: { login: user.email, ...user },
    ...(appuser ? { appuser } : {}),
    groups: groups.map((name) => ({ id: name, type: "OKTA_GROUP", name })),
  });
  const previewed = (request: Parameters<ClaimSet["preview"]>[0]) =>
    set
      .preview({ ...request, reveal: true })
      .tokens.map(({ token, claims: found }) => [
        token,
        Object.fromEntries(found.filter(({ status }) => status === "value").map(({ name, value }) => [name, value])),
        found.filter(({ status }) => status === "error" || status === "depends").map(({ name }) => name),
      ]);

  it.each([[["orders"]], [[]]])("of every machine, with the scopes %j", (scopes) => {
    for (const app of apps.filter(({ grants }) => grants.includes("client_credentials")))
      expect(previewed({ client: app.clientId, scopes })).toEqual([
        ["access_token", expectedClaims(app, "access_token", undefined, scopes), []],
      ]);
  });
  it.each(people.map((person) => [person.user.firstName, person] as const))("of %s in every app", (_name, person) => {
    const scopes = ["openid", "profile", "orders"];
    for (const app of apps.filter(({ grants }) => grants.includes("authorization_code")))
      expect(previewed({ client: app.clientId, grant: "authorization_code", scopes, context: contextOf(person) })).toEqual(
        ["access_token", "id_token", "userinfo"].map((token) => [token, expectedClaims(app, token, person, scopes), []]),
      );
  });
});
