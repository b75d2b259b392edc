// An authorization server whose claims come from claims.yaml. `startServer` listens on loopback and gives its address.
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { defineClaimsText } from "claims-el/claims/text";
import { oidcProviderClaims } from "claims-el/oidc-provider";
import Provider, { errors } from "oidc-provider";
import { registerTokenExchange, TOKEN_EXCHANGE } from "./token-exchange.mjs";

const people = new Map([
  [
    "ann",
    {
      user: { email: "ann@example.com", department: "Finance" },
      apps: { portal: { userName: "ann.p", role: "approver" } },
      groups: ["team_blue", "all"],
    },
  ],
  ["bob", { user: { email: "bob@example.com" }, apps: {}, groups: [] }],
]);

/** How the server looks people up; a host reads its own directory here. */
export const loaders = {
  loadUser: (id) => people.get(id)?.user,
  loadAppUser: (id, client) => people.get(id)?.apps[client],
  loadGroups: (id) => people.get(id)?.groups.map((name) => ({ id: `g-${name}`, type: "OKTA_GROUP", name })),
};

/** The claim set of this example, or of another document. */
export function loadClaims(file = new URL("claims.yaml", import.meta.url)) {
  return defineClaimsText(readFileSync(file, "utf8"));
}

export const API = "urn:example:api";

/**
 * Starts the server.
 *
 * @param options `set`: the claim set; `overrides`: other loaders and hooks; `format`: of access tokens; `api`: whether tokens are for
 *   the API where a request does not say, or else for the userinfo endpoint
 */
export async function startServer({ set = loadClaims(), overrides = {}, format = "jwt", api = true } = {}) {
  const claims = oidcProviderClaims(set, { errors, ...loaders, ...overrides });
  const machine = (id) => ({
    client_id: id,
    client_secret: `${id}-secret`,
    grant_types: ["client_credentials"],
    response_types: [],
    redirect_uris: [],
  });
  const web = createServer({ keepAliveTimeout: 60_000 });
  await new Promise((resolve) => web.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, resolve));
  const issuer = `http://127.0.0.1:${web.address().port}`;
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const info = {
    scope: "api:read",
    audience: API,
    accessTokenTTL: 300,
    accessTokenFormat: format,
    jwt: { sign: { alg: "ES256" } },
  };
  const provider = new Provider(issuer, {
    ...claims.configuration,
    extraTokenClaims: claims.extraTokenClaims,
    findAccount: claims.findAccount,
    clients: [
      { ...machine("app1"), system_home: "HDQ" },
      { ...machine("app2"), system_home: "FDS" },
      {
        client_id: "portal",
        client_secret: "portal-secret",
        grant_types: ["authorization_code", "refresh_token"],
        redirect_uris: ["http://127.0.0.1/callback"],
        system_home: "WEB",
      },
      { ...machine("gateway"), grant_types: [TOKEN_EXCHANGE], system_home: "GWY" },
    ],
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "example", alg: "ES256", use: "sig" }] },
    cookies: { keys: ["an example's cookie key"] },
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => (api ? API : undefined),
        useGrantedResource: () => true,
        getResourceServerInfo: () => info,
      },
      devInteractions: { enabled: false },
    },
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    issueRefreshToken: () => true,
  });
  provider.proxy = false;
  registerTokenExchange(provider, { key: publicKey, resource: API, info });
  web.on("request", (request, response) => {
    if (request.url.startsWith("/sign-in/")) signIn(provider, request, response);
    else provider.callback()(request, response);
  });
  return { issuer, provider, claims, close: () => new Promise((resolve) => web.close(resolve).closeAllConnections()) };
}

/** The example's sign-in page: whoever `login_hint` names is signed in, and everything asked for is granted. */
async function signIn(provider, request, response) {
  try {
    const { params, session, grantId } = await provider.interactionDetails(request, response);
    const accountId = session?.accountId ?? params.login_hint;
    const grant =
      (grantId && (await provider.Grant.find(grantId))) || new provider.Grant({ accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    grant.addResourceScope(API, "api:read");
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId }, consent: { grantId: await grant.save() } },
      { mergeWithLastSubmission: true },
    );
  } catch (error) {
    response.writeHead(400, { "content-type": "text/plain" }).end(error.message);
  }
}
