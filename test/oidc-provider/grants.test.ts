/** The grant of a request, as the server tells of it. */
import { describe, expect, it } from "vitest";
import { GRANTS } from "../../src/context/grants.js";
import { grantOf } from "../../src/oidc-provider/grants.js";

const asked = (grant_type?: unknown) => ({ oidc: { params: { grant_type } } });
const token = (gty?: string) => ({ kind: "AccessToken", gty });

describe("what a token request asks for", () => {
  it.each([
    ["authorization_code", "authorization_code"],
    ["refresh_token", "refresh_token"],
    ["client_credentials", "client_credentials"],
    ["password", "password"],
    ["urn:ietf:params:oauth:grant-type:device_code", "device_code"],
    ["urn:ietf:params:oauth:grant-type:jwt-bearer", "jwt_bearer"],
    ["urn:ietf:params:oauth:grant-type:token-exchange", "token_exchange"],
  ])("%s", (grantType, grant) => {
    expect(grantOf(asked(grantType), token("authorization_code"))).toBe(grant);
    expect(Object.keys(GRANTS)).toContain(grant);
  });
  it("that the table does not know keeps its name", () =>
    expect(grantOf(asked("urn:example:own"), undefined)).toBe("urn:example:own"));
});

describe("where a request asks for none", () => {
  it("a machine's token is client_credentials", () =>
    expect(grantOf(asked(), { kind: "ClientCredentials" })).toBe("client_credentials"));
  it.each([
    ["authorization_code", "authorization_code"],
    ["authorization_code refresh_token", "refresh_token"],
    ["device_code", "device_code"],
    ["implicit", "authorization_code"],
    ["ciba", "ciba"],
  ])("an access token that came by %s is %s", (gty, grant) => {
    expect(grantOf(asked(), token(gty))).toBe(grant);
    expect(grantOf({ oidc: { entities: { AccessToken: token(gty) } } }, undefined)).toBe(grant);
  });
  it("the authorization endpoint is the code flow's", () => {
    expect(grantOf({ oidc: {} }, undefined)).toBe("authorization_code");
    expect(grantOf(asked(["a", "b"]), token())).toBe("authorization_code");
  });
  it("outside of a request the token tells", () => {
    expect(grantOf(undefined, { kind: "ClientCredentials" })).toBe("client_credentials");
    expect(grantOf(undefined, token("refresh_token"))).toBe("refresh_token");
  });
});
