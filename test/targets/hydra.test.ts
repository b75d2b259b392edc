/** Ory Hydra's token hook. The payload follows the webhook's documentation and the server's own types, `request.client` included. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/define.js";
import { hydraAnswer, hydraRequest } from "../../src/targets/hydra.js";

const person = {
  session: {
    id_token: {
      id_token_claims: {
        jti: "",
        iss: "http://localhost:4444/",
        sub: "ann",
        aud: ["portal"],
        amr: null,
        ext: { department: "Finance" },
      },
      headers: { extra: {} },
      username: "",
      subject: "ann",
    },
    extra: { before: true },
    client_id: "portal",
    consent_challenge: "",
    exclude_not_before_claim: false,
    allowed_top_level_claims: [],
  },
  request: {
    client_id: "portal",
    granted_scopes: ["openid", "offline"],
    granted_audience: [],
    grant_types: ["authorization_code"],
    payload: {},
  },
};
const machine = {
  session: { id_token: { id_token_claims: {}, subject: "" }, extra: {}, client_id: "app1" },
  request: {
    client_id: "app1",
    client: { client_id: "app1", client_name: "App 1", metadata: { system_home: "HDQ" } },
    granted_scopes: ["api:read"],
    granted_audience: [],
    grant_types: ["client_credentials"],
    payload: {},
  },
};

const set = defineClaims({
  claims: [
    { name: "home", value: "app.system_home" },
    { name: "department", value: "user.department", tokens: ["access_token", "id_token"] },
  ],
});

describe("the request", () => {
  it("of a person", () =>
    expect(hydraRequest(person, "access_token")).toEqual({
      grant: "authorization_code",
      token: "access_token",
      scopes: ["openid", "offline"],
      client: "portal",
      context: { user: { id: "ann", profile: { department: "Finance" } } },
    }));
  it("of a machine: the client's metadata are its properties", () =>
    expect(hydraRequest(machine, "access_token")).toEqual({
      grant: "client_credentials",
      token: "access_token",
      scopes: ["api:read"],
      client: "app1",
      context: { app: { clientId: "app1", name: "App 1", profile: { system_home: "HDQ" } } },
    }));
  it("of a machine has no user, whatever subject the session has", () =>
    expect(hydraRequest({ ...machine, session: { id_token: { subject: "app1" } } }, "access_token").context).not.toHaveProperty(
      "user",
    ));
  it("takes the subject from the claims where the session has none", () => {
    const session = { id_token: { subject: "", id_token_claims: { sub: "bob" } } };
    expect(hydraRequest({ ...person, session }, "id_token").context).toEqual({ user: { id: "bob", profile: {} } });
  });
  it.each([
    ["urn:ietf:params:oauth:grant-type:jwt-bearer", "jwt_bearer"],
    ["refresh_token", "refresh_token"],
  ])("%s is %s", (type, grant) => expect(hydraRequest({ request: { grant_types: [type] } }, "access_token").grant).toBe(grant));
});

describe("the answer", () => {
  it("has exactly the claims of a token whose result is given, and leaves the other as it is", () =>
    expect(hydraAnswer(person, { access: set.issue(hydraRequest(person, "access_token")) })).toEqual({
      status: 200,
      body: { session: { access_token: { department: "Finance" }, id_token: { department: "Finance" } } },
    }));
  it("for both tokens", () =>
    expect(
      hydraAnswer(machine, {
        access: set.issue(hydraRequest(machine, "access_token")),
        identity: { ok: true, claims: { a: 1 }, omitted: [], errors: [], warnings: [] },
      }),
    ).toEqual({ status: 200, body: { session: { access_token: { home: "HDQ" }, id_token: { a: 1 } } } }));
  it("keeps the session's id among the ID token's claims, where the server itself has put it", () => {
    const signedIn = structuredClone(person) as { session: { id_token: { id_token_claims: { ext: object } } } };
    signedIn.session.id_token.id_token_claims.ext = { department: "Finance", sid: "s-1" };
    const identity = { ok: true, claims: { a: 1 }, omitted: [], errors: [], warnings: [] } as const;
    expect(hydraAnswer(signedIn, { access: identity, identity })).toEqual({
      status: 200,
      body: { session: { access_token: { a: 1 }, id_token: { sid: "s-1", a: 1 } } },
    });
  });
  it("keeps what the payload has where nothing is given", () =>
    expect(hydraAnswer(person, {})).toEqual({
      status: 200,
      body: { session: { access_token: { before: true }, id_token: { department: "Finance" } } },
    }));
  it("that refuses", () => {
    const failing = defineClaims({ claims: [{ name: "level", value: '"x".toInteger()' }] });
    expect(hydraAnswer(machine, { access: failing.issue(hydraRequest(machine, "access_token")) })).toEqual({
      status: 403,
      body: { error: "The claim 'level' could not be made." },
    });
  });
  it("is read up to five mebibytes", () => {
    const answer = (length: number) =>
      hydraAnswer({}, { access: { ok: true, claims: { a: "x".repeat(length) }, omitted: [], errors: [], warnings: [] } });
    const frame = JSON.stringify({ session: { access_token: { a: "" }, id_token: {} } }).length;
    expect(answer(5_242_880 - frame).status).toBe(200);
    expect(answer(5_242_880 - frame + 1)).toEqual({
      status: 403,
      body: { error: "The claims take 5242881 bytes; an Ory Hydra token hook takes 5242880." },
    });
  });
});
