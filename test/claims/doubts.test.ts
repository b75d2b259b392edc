/** What is doubtful of an expression is told of a claim only where the claim can be: on its grants, and on those that give its tokens. */
import { describe, expect, it } from "vitest";
import { checkWithFacts } from "../../src/check/check.js";
import { readClaims } from "../../src/claims/index.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { SETTINGS } from "./documents.js";

const schemas = {
  user: {
    mail: { type: "text?", sensitivity: "personal" },
    address: { type: "map?", attributes: { city: "text?" } },
    department: "text",
  },
};
const codes = (claim: object, more: object = {}) =>
  readClaims({ schemas, ...more, claims: [{ name: "x", ...claim }] }, SETTINGS).diagnostics.map(({ code }) => code);

describe("a doubt on some grants", () => {
  const value = "user.mail";
  it("is told of a claim that is for them", () => {
    expect(codes({ value })).toEqual(["lint/personal-data"]);
    expect(codes({ value, grants: ["jwt_bearer"] })).toEqual(["lint/personal-data"]);
  });
  it("is told where a client may use them", () => {
    const clients = [
      { clientId: "web", grants: ["authorization_code"] },
      { clientId: "job", grants: ["jwt_bearer"] },
    ];
    expect(codes({ value }, { clients })).toEqual(["lint/personal-data"]);
    expect(codes({ value, clients: ["web"] }, { clients })).toEqual([]);
    expect(codes({ value }, { clients: clients.slice(0, 1) })).toEqual([]);
    expect(codes({ value }, { clients: [{ clientId: "any" }] })).toEqual(["lint/personal-data"]);
    expect(codes({ value }, { clients: [] })).toEqual(["lint/personal-data"]);
  });
  it.each([
    ["the claim's grants are others", { grants: ["authorization_code"] }],
    ["those grants do not give its tokens", { tokens: ["id_token"] }],
    ["neither", { grants: ["authorization_code", "jwt_bearer"], tokens: ["id_token", "userinfo"] }],
  ])("is not told where %s", (_words, conditions) => expect(codes({ value, ...conditions })).toEqual([]));
});

describe("doubts on other grants than before", () => {
  const env = defineEnvironment({ ...schemas, ...SETTINGS });
  const strict = defineEnvironment({ ...schemas, ...SETTINGS, strict: true });
  const some = [[], ["jwt_bearer"], ["authorization_code"], ["client_credentials", "password"]].map((names) => new Set(names));
  it.each([
    "user.mail",
    'user.department == "x" ? "y" : "z"',
    "user.address.city",
    "1 / 0 + user.mail",
    "user.",
    "user.nobody + user.mail",
  ])("of %s are those of a check for them", (source) => {
    for (const within of [env, strict])
      for (const only of some) {
        const { diagnosticsOn, result } = checkWithFacts(source, within, new Set(["password"]));
        const before = JSON.stringify(result);
        expect(diagnosticsOn(only)).toEqual(checkWithFacts(source, within, only).result.diagnostics);
        expect(JSON.stringify(result)).toBe(before);
      }
  });
});

describe("a strict document", () => {
  const strict = { strict: true };
  it("refuses what may be null on a grant of the claim", () =>
    expect(codes({ value: "user.address.city" }, strict)).toContain("check/unguarded-access"));
  it("and nothing for grants that the claim is not for", () => {
    const value = 'user.department == "x" ? "y" : "z"';
    expect(codes({ value }, strict)).not.toEqual([]);
    expect(codes({ value, grants: ["authorization_code", "device_code"] }, strict)).toEqual([]);
  });
});

describe("conditions that cannot be read", () => {
  it("hide no doubt", () => expect(codes({ value: "user.mail", tokens: ["id_tokn"] })).toContain("lint/personal-data"));
});
