/** Auth0 Actions. The events follow the published types of the post-login and credentials-exchange triggers. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/define.js";
import type { IssueResult } from "../../src/claims/issue.js";
import type { ClaimValue } from "../../src/run/outcome.js";
import {
  applyAuth0,
  auth0CredentialsExchangeAnswer,
  auth0CredentialsExchangeRequest,
  auth0PostLoginAnswer,
  auth0PostLoginRequest,
} from "../../src/targets/auth0.js";

const postLogin = {
  client: { client_id: "portal", name: "Portal", metadata: { system_home: "WEB" } },
  organization: { id: "org_1", name: "acme", display_name: "Acme", metadata: {} },
  authorization: { roles: ["approver", "reader"] },
  authentication: { methods: [{ name: "pwd", timestamp: "2026-01-31T09:30:00Z" }, { name: "mfa" }] },
  session: { id: "s1" },
  resource_server: { identifier: "https://api.example.com" },
  transaction: { protocol: "oidc-basic-profile", requested_scopes: ["openid", "profile"], locale: "en" },
  user: {
    user_id: "auth0|1",
    email: "ann@example.com",
    email_verified: true,
    app_metadata: { role: "admin" },
    user_metadata: { colour: "blue" },
  },
};

const exchange = {
  client: { client_id: "app1", name: "App 1", metadata: { system_home: "HDQ" } },
  tenant: { id: "acme" },
  request: { ip: "127.0.0.1", method: "POST", body: { grant_type: "client_credentials" } },
  resource_server: { identifier: "https://api.example.com" },
  transaction: { requested_scopes: ["api:read", "api:write"] },
  accessToken: { customClaims: {}, scope: ["api:read"] },
};

const made = (claims: { [name: string]: ClaimValue }): IssueResult => ({
  ok: true,
  claims,
  omitted: [],
  errors: [],
  warnings: [],
});

const set = defineClaims({
  claims: [
    { name: "https://example.com/home", value: "app.system_home" },
    { name: "https://example.com/role", value: "user.app_metadata.role", tokens: ["access_token", "id_token"] },
    { name: "https://example.com/teams", groups: { startsWith: "a" }, tokens: ["id_token"] },
    { name: "https://example.com/org", value: "org.name", tokens: ["id_token"] },
  ],
});

describe("post-login", () => {
  it("the request", () =>
    expect(auth0PostLoginRequest(postLogin, "id_token")).toEqual({
      grant: "authorization_code",
      token: "id_token",
      scopes: ["openid", "profile"],
      client: "portal",
      context: {
        user: { id: "auth0|1", profile: postLogin.user },
        groups: [
          { id: "approver", type: "BUILT_IN", name: "approver" },
          { id: "reader", type: "BUILT_IN", name: "reader" },
        ],
        app: { clientId: "portal", name: "Portal", profile: { system_home: "WEB" } },
        org: { name: "acme" },
        session: { id: "s1", amr: ["pwd", "mfa"] },
      },
    }));
  it.each([
    ["oauth2-refresh-token", "refresh_token"],
    ["oauth2-password", "password"],
    ["oauth2-resource-owner", "password"],
    ["oauth2-resource-owner-jwt-bearer", "jwt_bearer"],
    ["oauth2-device-code", "device_code"],
    ["oauth2-token-exchange", "token_exchange"],
    ["oidc-implicit-profile", "authorization_code"],
    ["oidc-hybrid-profile", "authorization_code"],
  ])("%s is %s", (protocol, grant) =>
    expect(auth0PostLoginRequest({ ...postLogin, transaction: { protocol } }, "access_token").grant).toBe(grant),
  );
  it("the answer, for both tokens", () => {
    const answer = auth0PostLoginAnswer({
      access: set.issue(auth0PostLoginRequest(postLogin, "access_token")),
      identity: set.issue(auth0PostLoginRequest(postLogin, "id_token")),
    });
    expect(answer).toEqual([
      ["accessToken", "setCustomClaim", "https://example.com/home", "WEB"],
      ["accessToken", "setCustomClaim", "https://example.com/role", "admin"],
      ["idToken", "setCustomClaim", "https://example.com/role", "admin"],
      ["idToken", "setCustomClaim", "https://example.com/teams", ["approver"]],
      ["idToken", "setCustomClaim", "https://example.com/org", "acme"],
    ]);
  });
  it("a refusal is one denial", () => {
    const failing = defineClaims({ claims: [{ name: "level", value: "user.email.toInteger()" }] });
    const result = failing.issue(auth0PostLoginRequest(postLogin, "access_token"));
    expect(auth0PostLoginAnswer({ access: result, identity: made({ a: 1 }) })).toEqual([
      ["access", "deny", "The claim 'level' could not be made."],
    ]);
  });
  it("the claims of both tokens together take 100 KB at most", () => {
    const answer = (length: number) =>
      auth0PostLoginAnswer({ access: made({ a: "x".repeat(50_000) }), identity: made({ b: "x".repeat(length) }) });
    // [["a","…"],["b","…"]]
    const frame = '[["a",""],["b",""]]'.length;
    expect(answer(50_000 - frame)).toHaveLength(2);
    expect(answer(50_000 - frame + 1)).toEqual([
      ["access", "deny", "The claims take 100001 bytes; an Auth0 post-login Action takes 100000."],
    ]);
  });
});

describe("credentials-exchange", () => {
  it("the request has no user, and the scopes that were granted", () =>
    expect(auth0CredentialsExchangeRequest(exchange)).toEqual({
      grant: "client_credentials",
      token: "access_token",
      scopes: ["api:read"],
      client: "app1",
      context: { app: { clientId: "app1", name: "App 1", profile: { system_home: "HDQ" } } },
    }));
  it("takes the scopes that were asked for where none are told", () => {
    const { accessToken: _, ...event } = exchange;
    expect(auth0CredentialsExchangeRequest(event).scopes).toEqual(["api:read", "api:write"]);
  });
  it("the answer", () =>
    expect(auth0CredentialsExchangeAnswer(set.issue(auth0CredentialsExchangeRequest(exchange)))).toEqual([
      ["accessToken", "setCustomClaim", "https://example.com/home", "HDQ"],
    ]));
  it("a refusal has a code that Auth0 allows", () => {
    const failing = defineClaims({ claims: [{ name: "level", value: '"x".toInteger()' }] });
    expect(auth0CredentialsExchangeAnswer(failing.issue(auth0CredentialsExchangeRequest(exchange)))).toEqual([
      ["access", "deny", "server_error", "The claim 'level' could not be made."],
    ]);
  });
});

describe("applying the calls", () => {
  it("makes each on the api", () => {
    const calls: unknown[] = [];
    const api = { accessToken: { setCustomClaim: (...args: unknown[]) => calls.push(args) } };
    applyAuth0(api as never, [["accessToken", "setCustomClaim", "a", 1]]);
    expect(calls).toEqual([["a", 1]]);
  });
  it("loses none on the api of another Action", () =>
    expect(() => applyAuth0({ accessToken: {} } as never, [["idToken", "setCustomClaim", "a", 1]])).toThrow(
      "This Action's api has no idToken.setCustomClaim.",
    ));
});
