/** Entra's tokenIssuanceStart. The event follows the request of the custom claims provider reference. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/define.js";
import { entraAnswer, entraRequest } from "../../src/targets/entra.js";

const event = {
  type: "microsoft.graph.authenticationEvent.tokenIssuanceStart",
  source: "/tenants/t/applications/a",
  data: {
    "@odata.type": "microsoft.graph.onTokenIssuanceStartCalloutData",
    tenantId: "t",
    authenticationContext: {
      correlationId: "c",
      client: { ip: "30.51.176.110", locale: "en-us", market: "en-us" },
      protocol: "OAUTH2.0",
      clientServicePrincipal: { id: "sp1", appId: "portal", appDisplayName: "My Test application", displayName: "My" },
      resourceServicePrincipal: { id: "sp2", appId: "api", appDisplayName: "API", displayName: "API" },
      user: { companyName: "Contoso", displayName: "Casey Jensen", id: "90847c2a", mail: "casey@contoso.com", userType: "Member" },
    },
  },
};

const set = defineClaims({
  schemas: { app: { system_home: "text?", tags: "list<text>?" } },
  clients: [{ clientId: "portal", profile: { system_home: "HDQ", tags: ["a", "b"] } }],
  claims: [
    { name: "home", value: "app.system_home" },
    { name: "tags", value: "app.tags" },
    { name: "company", value: "user.companyName" },
  ],
});

describe("the request", () => {
  it("of a person", () =>
    expect(entraRequest(event, "id_token")).toEqual({
      grant: "authorization_code",
      token: "id_token",
      client: "portal",
      context: { user: { id: "90847c2a", profile: event.data.authenticationContext.user } },
    }));
  it("without a user is a client's own", () => {
    const { user: _, ...authenticationContext } = event.data.authenticationContext;
    expect(entraRequest({ data: { authenticationContext } })).toEqual({
      grant: "client_credentials",
      token: "access_token",
      client: "portal",
      context: {},
    });
  });
});

describe("a client that the document does not list", () => {
  it("is known by its id all the same", () => {
    const open = defineClaims({ claims: [{ name: "subject", value: "appuser != null ? appuser.userName : app.clientId" }] });
    expect(open.issue(entraRequest(event))).toMatchObject({ claims: { subject: "portal" } });
  });
});

describe("the answer", () => {
  it("has the claims", () =>
    expect(entraAnswer(set.issue(entraRequest(event)))).toEqual({
      status: 200,
      body: {
        data: {
          "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData",
          actions: [
            {
              "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken",
              claims: { home: "HDQ", tags: ["a", "b"], company: "Contoso" },
            },
          ],
        },
      },
    }));
  it("that refuses", () => {
    const failing = defineClaims({ claims: [{ name: "level", value: '"x".toInteger()' }] });
    expect(entraAnswer(failing.issue(entraRequest(event)))).toEqual({
      status: 500,
      body: { error: "The claim 'level' could not be made." },
    });
  });
  it("carries texts and lists of texts alone", () => {
    const answer = (value: unknown) =>
      entraAnswer({ ok: true, claims: { a: value }, omitted: [], errors: [], warnings: [] } as never).status;
    expect(["x", ["x"], []].map(answer)).toEqual([200, 200, 200]);
    expect([1, true, null, { a: "x" }, [1], ["x", null]].map(answer)).toEqual([500, 500, 500, 500, 500, 500]);
  });
  it("takes three kilobytes of names and values at most", () => {
    const answer = (length: number) =>
      entraAnswer({ ok: true, claims: { a: "x".repeat(length) }, omitted: [], errors: [], warnings: [] });
    expect(answer(3_000 - '{"a":""}'.length).status).toBe(200);
    expect(answer(3_000 - '{"a":""}'.length + 1)).toEqual({
      status: 500,
      body: { error: "The claims take 3001 bytes; Entra's tokenIssuanceStart takes 3000." },
    });
  });
});
