/** Amazon Cognito's pre-token trigger. The events follow the developer guide's parameters of versions one, two and three. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/define.js";
import { cognitoAnswer, cognitoRequest } from "../../src/targets/cognito.js";

const shared = {
  region: "eu-west-1",
  userPoolId: "eu-west-1_Example",
  callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "portal" },
};
const person = {
  ...shared,
  version: "2",
  triggerSource: "TokenGeneration_HostedAuth",
  userName: "ann",
  request: {
    userAttributes: { sub: "8d2f", email_verified: "true", email: "ann@example.com", "custom:home": "HDQ" },
    groupConfiguration: { groupsToOverride: ["approvers", "readers"], iamRolesToOverride: [], preferredRole: null },
    scopes: ["openid", "profile"],
  },
  response: { claimsAndScopeOverrideDetails: null },
};
const machine = {
  ...shared,
  version: "3",
  triggerSource: "TokenGeneration_ClientCredentials",
  callerContext: { ...shared.callerContext, clientId: "app1" },
  request: { userAttributes: {}, groupConfiguration: {}, scopes: ["api/read"], clientMetadata: {} },
  response: {},
};

const set = defineClaims({
  schemas: { app: { system_home: "text?", level: "integer?", tags: "list<text>?" } },
  clients: [{ clientId: "app1", profile: { system_home: "HDQ", level: 3, tags: ["a"] } }, { clientId: "portal" }],
  claims: [
    { name: "home", value: 'app.system_home ?: user["custom:home"]', tokens: ["access_token", "id_token"] },
    { name: "level", value: "app.level" },
    { name: "tags", value: "app.tags" },
    { name: "role", value: 'isMemberOfGroupName("approvers") ? "approver" : "reader"' },
  ],
});

describe("the request", () => {
  it("of a person", () =>
    expect(cognitoRequest(person, "access_token")).toEqual({
      grant: "authorization_code",
      token: "access_token",
      scopes: ["openid", "profile"],
      client: "portal",
      context: {
        user: { id: "8d2f", profile: person.request.userAttributes },
        groups: [
          { id: "approvers", type: "BUILT_IN", name: "approvers" },
          { id: "readers", type: "BUILT_IN", name: "readers" },
        ],
      },
    }));
  it("of a machine has no user", () =>
    expect(cognitoRequest(machine, "access_token")).toEqual({
      grant: "client_credentials",
      token: "access_token",
      scopes: ["api/read"],
      client: "app1",
      context: {},
    }));
  it.each([
    ["TokenGeneration_Authentication", "password"],
    ["TokenGeneration_NewPasswordChallenge", "password"],
    ["TokenGeneration_AuthenticateDevice", "password"],
    ["TokenGeneration_RefreshTokens", "refresh_token"],
  ])("%s is %s", (triggerSource, grant) => expect(cognitoRequest({ ...person, triggerSource }, "id_token").grant).toBe(grant));
});

describe("the answer", () => {
  it("of version 3, for a machine: numbers and lists are carried", () =>
    expect(cognitoAnswer(machine, { access: set.issue(cognitoRequest(machine, "access_token")) })).toEqual({
      event: {
        ...machine,
        response: {
          claimsAndScopeOverrideDetails: {
            accessTokenGeneration: { claimsToAddOrOverride: { home: "HDQ", level: 3, tags: ["a"] } },
          },
        },
      },
    }));
  it("of version 2, for both tokens", () =>
    expect(
      cognitoAnswer(person, {
        access: set.issue(cognitoRequest(person, "access_token")),
        identity: set.issue(cognitoRequest(person, "id_token")),
      }),
    ).toEqual({
      event: {
        ...person,
        response: {
          claimsAndScopeOverrideDetails: {
            idTokenGeneration: { claimsToAddOrOverride: { home: "HDQ" } },
            accessTokenGeneration: { claimsToAddOrOverride: { home: "HDQ", role: "approver" } },
          },
        },
      },
    }));
  it("of version 1 writes ID tokens alone, and has a shape of its own", () => {
    const first = { ...person, version: "1" };
    expect(cognitoAnswer(first, { identity: set.issue(cognitoRequest(first, "id_token")) })).toEqual({
      event: { ...first, response: { claimsOverrideDetails: { claimsToAddOrOverride: { home: "HDQ" } } } },
    });
    expect(cognitoAnswer(first, { access: set.issue(cognitoRequest(first, "access_token")) })).toEqual({
      error: "A pre-token trigger of version 1 cannot write into access tokens; choose version 2 or 3.",
    });
    expect(cognitoAnswer(first, {})).toEqual({ event: { ...first, response: { claimsOverrideDetails: {} } } });
  });
  it("of version 1 carries texts alone", () => {
    const level = { ok: true, claims: { level: 3 }, omitted: [], errors: [], warnings: [] } as const;
    expect(cognitoAnswer({ version: "1" }, { identity: level })).toEqual({
      error: "The claim 'level' has a value that an Amazon Cognito pre-token trigger of version 1 cannot carry.",
    });
  });
  it("has no part for a token without claims", () => {
    const nothing = { ok: true, claims: {}, omitted: [], errors: [], warnings: [] } as const;
    expect(cognitoAnswer(machine, { access: nothing })).toEqual({
      event: { ...machine, response: { claimsAndScopeOverrideDetails: {} } },
    });
  });
  it("that refuses is the message of an error", () => {
    const failing = defineClaims({ claims: [{ name: "level", value: '"x".toInteger()' }] });
    expect(cognitoAnswer(machine, { access: failing.issue(cognitoRequest(machine, "access_token")) })).toEqual({
      error: "The claim 'level' could not be made.",
    });
  });
  it("carries no null, and no map under a name that Cognito wants plain", () => {
    const result = (claims: object) => ({ ok: true, claims, omitted: [], errors: [], warnings: [] }) as never;
    expect(cognitoAnswer(person, { identity: result({ a: null }) })).toHaveProperty("error");
    expect(cognitoAnswer(person, { identity: result({ address: { country: "DE" } }) })).toHaveProperty("error");
    expect(cognitoAnswer(person, { identity: result({ place: { country: "DE" } }) })).toHaveProperty("event");
  });
});
