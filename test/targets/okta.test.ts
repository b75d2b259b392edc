/** Okta's token inline hook. The payload follows the sample of Okta's token hook reference; for client_credentials it has no user and no session. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/define.js";
import { oktaAnswer, oktaRequest } from "../../src/targets/okta.js";

const payload = {
  source: "https://example.okta.com/oauth2/default/v1/token",
  eventType: "com.okta.oauth2.tokens.transform",
  eventTypeVersion: "1.0",
  data: {
    context: {
      request: { id: "req1", method: "POST", url: { value: "https://example.okta.com/oauth2/default/v1/token" } },
      protocol: {
        type: "OAUTH2.0",
        request: {
          scope: "openid profile admin",
          grant_type: "authorization_code",
          redirect_uri: "https://example.com/cb",
          client_id: "portal",
        },
        issuer: { uri: "https://example.okta.com/oauth2/default" },
        client: { id: "portal", name: "Portal", type: "CONFIDENTIAL" },
      },
      session: { id: "102Qoe7t5Pc", userId: "00u1", status: "ACTIVE", amr: ["PASSWORD"], mfaActive: false },
      user: {
        id: "00u1",
        passwordChanged: "2018-09-11T23:19:12.000Z",
        profile: { login: "ann@example.com", firstName: "Ann", department: "Finance" },
        _links: { groups: { href: "https://example.okta.com/00u1/groups" } },
      },
      policy: { id: "00p1", rule: { id: "0pr1" } },
    },
    identity: { claims: { sub: "00u1", ver: 1, nonce: "n", department: "old" }, token: { lifetime: { expiration: 3600 } } },
    access: {
      claims: { ver: 1, cid: "portal", uid: "00u1", sub: "ann@example.com" },
      token: { lifetime: { expiration: 3600 } },
      scopes: {
        openid: { id: "scp1", action: "GRANT" },
        profile: { id: "scp2", action: "GRANT" },
        admin: { id: "scp3", action: "DENY" },
      },
    },
  },
};

const machine = {
  eventType: "com.okta.oauth2.tokens.transform",
  data: {
    context: {
      request: { method: "POST" },
      protocol: {
        type: "OAUTH2.0",
        request: { scope: "api:read", grant_type: "client_credentials", client_id: "app1" },
        client: { id: "app1", name: "App 1", type: "CONFIDENTIAL" },
      },
      policy: { id: "00p1", rule: { id: "0pr1" } },
    },
    access: { claims: { cid: "app1", sub: "app1" }, scopes: { "api:read": { id: "scp4", action: "GRANT" } } },
  },
};

const set = defineClaims({
  schemas: { user: { department: "text?" }, app: { system_home: "text?" } },
  clients: [{ clientId: "app1", grants: ["client_credentials"], profile: { system_home: "HDQ" } }, { clientId: "portal" }],
  claims: [
    { name: "system_home", value: "app.system_home" },
    { name: "department", value: "user.department", tokens: ["access_token", "id_token"] },
    { name: "https://example.com/~role", value: 'user.id == null ? null : "person"' },
    { name: "admin", value: "true", scopes: ["admin"] },
  ],
});

describe("the request", () => {
  it("of a person", () =>
    expect(oktaRequest(payload, "id_token")).toEqual({
      grant: "authorization_code",
      token: "id_token",
      scopes: ["openid", "profile"],
      client: "portal",
      context: {
        user: { id: "00u1", passwordChanged: "2018-09-11T23:19:12.000Z", profile: payload.data.context.user.profile },
        session: payload.data.context.session,
      },
    }));
  it("of a machine has no user", () =>
    expect(oktaRequest(machine, "access_token")).toEqual({
      grant: "client_credentials",
      token: "access_token",
      scopes: ["api:read"],
      client: "app1",
      context: {},
    }));
  it("takes the scopes that were asked for where the payload has no access token", () => {
    const { access: _, ...data } = payload.data;
    expect(oktaRequest({ data }, "id_token").scopes).toEqual(["openid", "profile", "admin"]);
  });
  it("at the authorization endpoint is the code flow's", () => {
    const { grant_type: _, ...request } = payload.data.context.protocol.request;
    const context = { ...payload.data.context, protocol: { request } };
    expect(oktaRequest({ data: { ...payload.data, context } }, "id_token").grant).toBe("authorization_code");
  });
  it.each([
    ["urn:ietf:params:oauth:grant-type:token-exchange", "token_exchange"],
    ["urn:ietf:params:oauth:grant-type:device_code", "device_code"],
    ["refresh_token", "refresh_token"],
  ])("%s is %s", (grant_type, grant) => {
    const context = { protocol: { request: { grant_type } } };
    expect(oktaRequest({ data: { context } }, "access_token").grant).toBe(grant);
  });
  it("takes what the host knows besides", () =>
    expect(oktaRequest(payload, "access_token", { groups: [], appuser: { role: "a" } }).context).toMatchObject({
      groups: [],
      appuser: { role: "a" },
    }));
});

describe("the answer", () => {
  it("of a machine", () =>
    expect(oktaAnswer(machine, { access: set.issue(oktaRequest(machine, "access_token")) })).toEqual({
      commands: [{ type: "com.okta.access.patch", value: [{ op: "add", path: "/claims/system_home", value: "HDQ" }] }],
    }));
  it("of a person: names are JSON pointers, and a claim that is there is replaced", () => {
    const results = {
      access: set.issue(oktaRequest(payload, "access_token")),
      identity: set.issue(oktaRequest(payload, "id_token")),
    };
    expect(oktaAnswer(payload, results)).toEqual({
      commands: [
        {
          type: "com.okta.access.patch",
          value: [
            { op: "add", path: "/claims/department", value: "Finance" },
            { op: "add", path: "/claims/https:~1~1example.com~1~0role", value: "person" },
          ],
        },
        { type: "com.okta.identity.patch", value: [{ op: "replace", path: "/claims/department", value: "Finance" }] },
      ],
    });
  });
  it("without claims has no commands", () => {
    const none = defineClaims({ claims: [{ name: "home", value: "app.system_home" }] });
    expect(oktaAnswer(machine, { access: none.issue(oktaRequest(machine, "access_token")) })).toEqual({ commands: [] });
  });
  it("has no command for a token that was not asked for: Okta would drop all of them", () => {
    const { access: _, ...data } = payload.data;
    const result = { ok: true, claims: { a: 1 }, omitted: [], errors: [], warnings: [] } as const;
    expect(oktaAnswer({ data }, { access: result, identity: result })).toEqual({
      commands: [{ type: "com.okta.identity.patch", value: [{ op: "add", path: "/claims/a", value: 1 }] }],
    });
  });
  it("that refuses names the claim and never its data", () => {
    const strict = defineClaims({ claims: [{ name: "level", value: "user.department.toInteger()" }] });
    expect(oktaAnswer(payload, { access: strict.issue(oktaRequest(payload, "access_token")) })).toEqual({
      error: { errorSummary: "The claim 'level' could not be made." },
    });
  });
  it("that refuses names three claims at most", () => {
    const claims = ["a", "b", "c", "d", "e"].map((name) => ({ name, value: '"x".toInteger()' }));
    const result = defineClaims({ claims }).issue(oktaRequest(machine, "access_token"));
    expect(oktaAnswer(machine, { access: result })).toEqual({
      error: { errorSummary: "The claim 'a', 'b', 'c' and 2 more could not be made." },
    });
  });
  it("must stay below 256 KB as a whole", () => {
    // An answer with one claim of ASCII text: everything but the text takes the same bytes.
    const answerOf = (length: number) =>
      oktaAnswer(machine, { access: { ok: true, claims: { a: "x".repeat(length) }, omitted: [], errors: [], warnings: [] } });
    const frame = JSON.stringify(answerOf(0)).length;
    expect(answerOf(255_999 - frame)).toHaveProperty("commands");
    expect(JSON.stringify(answerOf(255_999 - frame))).toHaveLength(255_999);
    expect(answerOf(255_999 - frame + 1)).toEqual({
      error: { errorSummary: "The claims take 256000 bytes; Okta's token inline hook takes 255999." },
    });
  });
  it("counts bytes, not characters", () => {
    const answerOf = (text: string) =>
      oktaAnswer(machine, { access: { ok: true, claims: { a: text }, omitted: [], errors: [], warnings: [] } });
    expect(answerOf("€".repeat(85_000))).toHaveProperty("commands");
    expect(answerOf("€".repeat(85_400))).toHaveProperty("error");
  });
});
