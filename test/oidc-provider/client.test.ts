/** The server's client as `app`, and what the server is told of a claim set. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/define.js";
import type { ClaimsElError } from "../../src/diagnostics/error.js";
import { appOfClient, clientProperties } from "../../src/oidc-provider/client.js";
import { configurationFor, requireConfigured } from "../../src/oidc-provider/configuration.js";

const clientWith = (metadata: object) => ({ clientId: "app1", metadata: () => metadata as Record<string, unknown> });

describe("the properties that claims can read", () => {
  it("are those of the schema, of the expressions and of the document's clients", () =>
    expect(
      clientProperties(
        defineClaims({
          clients: [{ clientId: "app1", profile: { region: "EU" } }],
          claims: [
            { name: "a", value: "app.system_home" },
            { name: "b", value: 'app.profile["cost-center"]' },
            { name: "c", value: 'app["say \\"x\\""]'.replaceAll('\\"', "'") },
            { name: "d", value: "app.tree.leaf" },
            { name: "e", value: "app.label" },
          ],
        }),
      ),
    ).toEqual(["cost-center", "region", "say 'x'", "system_home", "tree"]));
  it("are the declared ones where there is a schema", () =>
    expect(
      clientProperties(
        defineClaims({ schemas: { app: { unused: "text?", used: "text?" } }, claims: [{ name: "a", value: "app.used" }] }),
      ),
    ).toEqual(["unused", "used"]));
});

describe("a client's secret", () => {
  it("is no property, whoever asks for it", () => {
    const set = defineClaims({
      schemas: { app: { client_secret: "text?", home: "text?" } },
      claims: [
        { name: "a", value: "app.client_secret" },
        { name: "b", value: "app.home" },
      ],
    });
    const properties = clientProperties(set);
    expect(properties).toEqual(["home"]);
    expect(appOfClient(clientWith({ client_secret: "s", home: "HDQ" }), set, properties).profile).toEqual({ home: "HDQ" });
  });
});

describe("a client", () => {
  const set = defineClaims({
    clients: [
      { clientId: "app1", id: "0oa1", name: "first", label: "First", profile: { home: "document", only: 1 }, roles: ["r"] },
      { clientId: "app2", profile: { home: "other" } },
    ],
    claims: [],
  });
  it("has the server's properties, and the document's where the server has none", () =>
    expect(appOfClient(clientWith({ client_name: "Server", home: "server", secret: "no" }), set, ["home", "missing"])).toEqual({
      id: "0oa1",
      clientId: "app1",
      name: "Server",
      label: "First",
      profile: { home: "server", only: 1 },
      roles: ["r"],
    }));
  it("keeps the document's property where the server's is undefined", () =>
    expect(appOfClient(clientWith({ home: undefined }), set, ["home"]).profile).toEqual({ home: "document", only: 1 }));
  it("takes null as a value", () =>
    expect(appOfClient(clientWith({ home: null }), set, ["home"]).profile).toMatchObject({ home: null }));
  it("takes nothing inherited", () =>
    expect(appOfClient(clientWith(Object.create({ home: "inherited" })), set, ["home", "constructor"]).profile).toEqual({
      home: "document",
      only: 1,
    }));
  it("that the document does not know has its own properties alone", () =>
    expect(appOfClient({ ...clientWith({ home: "x" }), clientId: "stranger" }, set, ["home"])).toEqual({
      clientId: "stranger",
      profile: { home: "x" },
    }));
});

describe("the configuration", () => {
  const set = defineClaims({
    claims: [
      { name: "home", value: "app.home" },
      { name: "department", value: "user.department", tokens: ["id_token", "userinfo"], scopes: ["profile", "hr"] },
      { name: "place.country", value: "user.country", nested: true, tokens: ["userinfo"] },
      { name: "place.city", value: "user.city", nested: true, tokens: ["userinfo"] },
      { name: "old", value: "user.old", tokens: ["id_token"], status: "inactive" },
    ],
  });
  it("releases each claim by its scopes, or with openid", () =>
    expect(configurationFor(set)).toEqual({
      claims: { openid: ["sub", "place"], profile: ["department"], hr: ["department"] },
      conformIdTokenClaims: false,
      extraClientMetadata: { properties: ["home"] },
    }));
  it("is enough for the same set, and for one that needs less", () => {
    expect(requireConfigured(configurationFor(set), set)).toBeUndefined();
    expect(requireConfigured(configurationFor(set), defineClaims({ claims: [] }))).toBeUndefined();
  });
  it("is not enough for a claim or a property that the server was not told of", () => {
    const next = defineClaims({
      claims: [
        { name: "home", value: "app.home_2" },
        { name: "department", value: "user.department", tokens: ["id_token"], scopes: ["email"] },
      ],
    });
    let thrown: unknown;
    try {
      requireConfigured(configurationFor(set), next);
    } catch (error) {
      thrown = error;
    }
    expect((thrown as ClaimsElError).diagnostics).toMatchObject([
      {
        code: "claims/not-configured",
        message:
          "The running server was not told of the client property `home_2`, the claim `department` of the scope `email`, which this claim set needs.",
      },
    ]);
  });
});
