/** A real authorization server on loopback issues the claims, a real client gets and verifies them: what preview showed is what each token holds. */
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from "jose";
import * as openid from "openid-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClaimSet } from "../../src/claims/set.js";
import { signIn } from "./browser.js";

interface Server {
  readonly issuer: string;
  readonly claims: {
    counts(): { omitted: Record<string, Record<string, number>>; errors: Record<string, Record<string, number>> };
  };
  readonly provider: { on(event: string, listener: (ctx: unknown, error: ServerEventError) => void): void };
  close(): Promise<void>;
}

interface ServerEventError {
  readonly error: string;
  readonly error_detail: string;
  readonly cause: unknown;
}

interface Example {
  loadClaims(): ClaimSet;
  startServer(options?: { set?: unknown; overrides?: object; format?: string; api?: boolean }): Promise<Server>;
  API: string;
}

/** The claims that an authorization server writes itself. */
const OWN = new Set([
  "iss",
  "sub",
  "aud",
  "exp",
  "iat",
  "jti",
  "scope",
  "client_id",
  "nbf",
  "at_hash",
  "nonce",
  "auth_time",
  "sid",
  "azp",
  "acr",
]);

function custom(claims: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !OWN.has(name)));
}

let example: Example;
let set: ClaimSet;

beforeAll(async () => {
  example = (await import(new URL("../../docs/examples/oidc-provider/server.mjs", import.meta.url).href)) as Example;
  set = example.loadClaims();
});

async function clientOf(server: Server, id: string): Promise<openid.Configuration> {
  return openid.discovery(new URL(server.issuer), id, `${id}-secret`, undefined, { execute: [openid.allowInsecureRequests] });
}

async function verified(server: Server, token: string, audience: string): Promise<object> {
  const keys = (await (await fetch(`${server.issuer}/jwks`)).json()) as JSONWebKeySet;
  return (await jwtVerify(token, createLocalJWKSet(keys), { issuer: server.issuer, audience })).payload;
}

/** What the preview shows for a token, claim by claim. */
function previewed(request: Parameters<ClaimSet["preview"]>[0]): Record<string, unknown> {
  const [token] = set.preview({ ...request, reveal: true }).tokens;
  return Object.fromEntries(
    (token?.claims ?? []).filter((claim) => claim.status === "value").map((claim) => [claim.name, claim.value]),
  );
}

async function machineToken(server: Server, id: string): Promise<string> {
  const { access_token: token } = await openid.clientCredentialsGrant(await clientOf(server, id), {
    resource: example.API,
    scope: "api:read",
  });
  return token;
}

/** Signs somebody in with PKCE and exchanges the code. */
async function personTokens(
  server: Server,
  person: string,
): Promise<{ config: openid.Configuration; tokens: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers }> {
  const config = await clientOf(server, "portal");
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const authorization = openid.buildAuthorizationUrl(config, {
    redirect_uri: "http://127.0.0.1/callback",
    scope: "openid profile offline_access api:read",
    prompt: "consent",
    login_hint: person,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  const callback = await signIn(authorization, server.issuer);
  return { config, tokens: await openid.authorizationCodeGrant(config, callback, { pkceCodeVerifier }) };
}

const ann = {
  user: { email: "ann@example.com", department: "Finance" },
  appuser: { userName: "ann.p", role: "approver" },
  groups: [{ id: "g-team_blue", type: "OKTA_GROUP", name: "team_blue" }],
};
const session = { id: "s" };

describe("one server for machines and people", () => {
  let server: Server;
  beforeAll(async () => {
    server = await example.startServer({ set });
  });
  afterAll(() => server.close());

  it.each([
    ["app1", "HDQ"],
    ["app2", "FDS"],
  ])("%s gets its own system_home with no user anywhere", async (client, home) => {
    const claims = custom(await verified(server, await machineToken(server, client), example.API));
    expect(claims).toEqual({ system_home: home, kind: "machine" });
    expect(claims).toEqual(previewed({ client, grant: "client_credentials" }));
  });

  it("keeps the server's own scopes, and has those of the claims", async () => {
    const response = await fetch(`${server.issuer}/.well-known/openid-configuration`);
    const { scopes_supported } = (await response.json()) as { scopes_supported: string[] };
    expect(scopes_supported.sort()).toEqual(["offline_access", "openid", "profile"]);
  });
  it("the code flow gives a person's claims, in each token those of the preview", async () => {
    const { tokens } = await personTokens(server, "ann");
    const access = custom(await verified(server, tokens.access_token, example.API));
    expect(access).toEqual({ system_home: "WEB", role: "approver", kind: "person" });
    expect(access).toEqual(
      previewed({
        client: "portal",
        grant: "authorization_code",
        token: "access_token",
        scopes: ["api:read"],
        context: { ...ann, session },
      }),
    );
    const id = custom(await verified(server, tokens.id_token as string, "portal"));
    expect(id).toEqual({ role: "approver", department: "Finance", teams: ["team_blue"] });
    expect(id).toEqual(
      previewed({
        client: "portal",
        grant: "authorization_code",
        token: "id_token",
        scopes: ["openid", "profile"],
        context: { ...ann, session },
      }),
    );
  });

  it("a refresh gives the claims anew", async () => {
    const { config, tokens } = await personTokens(server, "ann");
    const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token as string, { resource: example.API });
    expect(custom(await verified(server, refreshed.access_token, example.API))).toEqual({
      system_home: "WEB",
      role: "approver",
      kind: "person",
    });
  });

  it.each([
    ["a person's token", async () => (await personTokens(server, "ann")).tokens.access_token, "person", "ann"],
    ["a machine's token", () => machineToken(server, "app1"), "machine", "gateway"],
  ])("%s is exchanged for one of the gateway", async (_title, subjectToken, kind, sub) => {
    const exchanged = await openid.genericGrantRequest(
      await clientOf(server, "gateway"),
      "urn:ietf:params:oauth:grant-type:token-exchange",
      { subject_token: await subjectToken(), subject_token_type: "urn:ietf:params:oauth:token-type:access_token" },
    );
    const token = await verified(server, exchanged.access_token, example.API);
    expect(token).toMatchObject({ client_id: "gateway", sub });
    // The gateway has its own properties, and no app-user of Ann's.
    expect(custom(token)).toEqual({ system_home: "GWY", kind });
    const context = kind === "person" ? { user: ann.user, groups: ann.groups } : { user: null };
    expect(custom(token)).toEqual(previewed({ client: "gateway", grant: "token_exchange", scopes: ["api:read"], context }));
  });

  it("a subject token that is none is refused", async () => {
    const refused = await openid
      .genericGrantRequest(await clientOf(server, "gateway"), "urn:ietf:params:oauth:grant-type:token-exchange", {
        subject_token: "x",
        subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
      })
      .then(
        () => undefined,
        (error: openid.ResponseBodyError) => error.error,
      );
    expect(refused).toBe("invalid_grant");
  });

  it("a person who is not assigned to the client gets a token without the role, and the reason is counted", async () => {
    const { tokens } = await personTokens(server, "bob");
    expect(custom(await verified(server, tokens.access_token, example.API))).toEqual({ system_home: "WEB", kind: "person" });
    expect(custom(await verified(server, tokens.id_token as string, "portal"))).toEqual({ department: "none" });
    expect(server.claims.counts().omitted.role).toMatchObject({
      "needs-assignment": expect.any(Number),
      "needs-user": expect.any(Number),
    });
  });

  it("2,000 token requests at once: every claim right and none crossed", async () => {
    const homes = { app1: "HDQ", app2: "FDS" } as const;
    const configs = { app1: await clientOf(server, "app1"), app2: await clientOf(server, "app2") };
    // Seconds: all of them wait for the last, which on a busy machine is more than the client would.
    for (const config of Object.values(configs)) config.timeout = 100;
    const ids = Array.from({ length: 2000 }, (_, index) => (index % 2 === 0 ? "app1" : "app2") as keyof typeof homes);
    const tokens = await Promise.all(
      ids.map(async (id) => ({
        id,
        token: (await openid.clientCredentialsGrant(configs[id], { resource: example.API })).access_token,
      })),
    );
    const wrong = tokens.filter(({ id, token }) => {
      const claims = decodeJwt(token);
      return claims.system_home !== homes[id] || claims.client_id !== id || claims.kind !== "machine";
    });
    expect(wrong).toEqual([]);
  });
});

describe("userinfo", () => {
  it("answers with the claims of the preview", async () => {
    const server = await example.startServer({ set, api: false });
    try {
      const { config, tokens } = await personTokens(server, "ann");
      const userinfo = custom(await openid.fetchUserInfo(config, tokens.access_token, "ann"));
      expect(userinfo).toEqual({ department: "Finance", teams: ["team_blue"] });
      expect(userinfo).toEqual(
        previewed({
          client: "portal",
          grant: "authorization_code",
          token: "userinfo",
          scopes: ["openid", "profile"],
          context: { ...ann, session },
        }),
      );
    } finally {
      await server.close();
    }
  });
});

describe("opaque tokens", () => {
  it("show the claims in introspection", async () => {
    const server = await example.startServer({ set, format: "opaque" });
    try {
      const config = await clientOf(server, "app1");
      const { access_token: token } = await openid.clientCredentialsGrant(config, { resource: example.API });
      expect(await openid.tokenIntrospection(config, token)).toMatchObject({ active: true, system_home: "HDQ", kind: "machine" });
    } finally {
      await server.close();
    }
  });
});

describe("a loader that fails", () => {
  const failing: [string, RegExp, object][] = [
    [
      "throws",
      /^LoaderFailure: `loadAppUser` threw$/,
      {
        loadAppUser: () => {
          throw new Error("the directory's secret words");
        },
      },
    ],
    [
      "rejects",
      /^LoaderFailure: `loadAppUser` threw$/,
      { loadAppUser: async () => Promise.reject(new Error("the directory's secret words")) },
    ],
    [
      "hangs past its deadline",
      /^LoaderFailure: `loadAppUser` took too long$/,
      { deadline: 50, loadAppUser: () => new Promise(() => undefined) },
    ],
    [
      "gives an accessor",
      /^role: context\/accessor: /,
      {
        loadAppUser: () =>
          Object.defineProperty({}, "role", {
            enumerable: true,
            get: () => {
              throw new Error("the directory's secret words");
            },
          }),
      },
    ],
    [
      "gives a wrong type",
      /^role: context\/type-mismatch: /,
      { loadAppUser: () => ({ userName: "ann.p", role: ["the directory's secret words"] }) },
    ],
    [
      "gives a class instance",
      /^role: context\//,
      {
        loadAppUser: () =>
          new (class {
            role = "the directory's secret words";
          })(),
      },
    ],
  ];
  it.each(failing)(
    "%s: an OAuth error that says nothing of the data, and a server that goes on",
    async (_title, told, overrides) => {
      const server = await example.startServer({ set, overrides });
      try {
        const events: ServerEventError[] = [];
        server.provider.on("server_error", (_ctx, error) => events.push(error));
        const failure = await personTokens(server, "ann").then(
          () => undefined,
          (error: openid.ResponseBodyError) => error,
        );
        expect(failure?.error).toBe("server_error");
        expect(failure?.error_description).toMatch(/could not be/);
        expect(JSON.stringify(failure?.cause)).not.toContain("secret words");
        // The server's own event says which claim or which loader it was.
        expect(events.map(({ error_detail: detail }) => detail)).toEqual([expect.stringMatching(told)]);
        expect(events.map(({ error_detail: detail }) => detail).join()).not.toContain("secret words");
        expect(decodeJwt(await machineToken(server, "app1")).system_home).toBe("HDQ");
      } finally {
        await server.close();
      }
    },
  );
});
