/** `claims-el/oidc-provider`: a claim set as the claims of an `oidc-provider` 9 server. */

import type { IssueResult } from "../claims/issue.js";
import { type IssuerHooks, makeIssuer } from "../claims/issuer.js";
import type { ClaimSet } from "../claims/set.js";
import type { TokenKind } from "../context/grants.js";
import type { ClaimValue } from "../run/outcome.js";
import { requireTarget } from "../targets/check.js";
import { appOfClient, clientProperties } from "./client.js";
import { grantOf } from "./grants.js";
import { type LoaderFailure, type Loaders, loadParts, within } from "./loaders.js";
import type { ServerContext, ServerErrors, ServerToken } from "./server.js";

export type { Loaders } from "./loaders.js";
export { LoaderFailure } from "./loaders.js";
export type { ServerClient, ServerContext, ServerErrors, ServerToken } from "./server.js";

/** What the adapter is made from. */
export interface OidcProviderOptions extends Loaders, IssuerHooks {
  /** The server's own errors: `import { errors } from "oidc-provider"`. */
  readonly errors: ServerErrors;
  /** Milliseconds or ISO-8601 text for `now` in contexts; the clock's where absent. */
  readonly now?: () => number | string;
}

/** An account as the server wants it. */
export interface ServerAccount {
  readonly accountId: string;
  claims(
    use: string,
    scope: string,
    claims: object,
    rejected: readonly string[],
  ): Promise<{ sub: string; [name: string]: ClaimValue }>;
}

/** What goes into the server's configuration. */
export interface OidcProviderClaims {
  /** `extraTokenClaims` of the configuration: access tokens, with a user or without. */
  readonly extraTokenClaims: (ctx: ServerContext, token: ServerToken) => Promise<{ [name: string]: ClaimValue }>;
  /** `findAccount` of the configuration: ID tokens and userinfo. */
  readonly findAccount: (ctx: ServerContext, accountId: string, token?: ServerToken) => Promise<ServerAccount | undefined>;
  /** The rest of the configuration: spread it into yours. */
  readonly configuration: {
    /** Which claims each OpenID scope releases; a claim that is not listed is dropped by the server. */
    readonly claims: { readonly [scope: string]: readonly string[] };
    /** The scopes of ID token and userinfo claims, beside `openid`. */
    readonly scopes: readonly string[];
    /** Else ID tokens of the code flow carry only `sub`. */
    readonly conformIdTokenClaims: false;
    /** The client properties that become `app.profile`. */
    readonly extraClientMetadata: { readonly properties: readonly string[] };
  };
  /** A new claim set for every token from now on. Its client properties and scopes must be known to the server already. */
  replace(set: ClaimSet): void;
  /** How often claims were left out or failed, by reason and code. */
  counts: ReturnType<typeof makeIssuer>["counts"];
}

/**
 * Plugs a claim set into a server.
 *
 * @param set from `defineClaims`
 * @param options loaders, the server's errors, hooks for a log
 * @throws ClaimsElError where a claim has a name that the server writes itself and would silently keep to itself
 * @returns functions and configuration for `new Provider(issuer, { … })`
 * @example
 * const claims = oidcProviderClaims(set, { errors, loadUser: (id) => users.get(id) });
 * new Provider("https://as.example.com", { ...claims.configuration, extraTokenClaims: claims.extraTokenClaims, findAccount: claims.findAccount, clients, … });
 */
export function oidcProviderClaims(set: ClaimSet, options: OidcProviderOptions): OidcProviderClaims {
  requireTarget(set, "oidcProvider");
  const issuer = makeIssuer(set, options);
  const properties = clientProperties(set);
  const refused = (description: string, detail: unknown): Error =>
    Object.assign(new options.errors.CustomOIDCProviderError("server_error", description), {
      error_detail: String(detail),
      cause: detail,
    });

  const answer = async (
    ctx: ServerContext,
    request: { token: TokenKind; scope: string | undefined; accountId: string | undefined; grant: string },
  ): Promise<{ [name: string]: ClaimValue }> => {
    const { client, session } = ctx.oidc;
    const parts = await loadParts(options, request.accountId, client?.clientId).catch((error: LoaderFailure) => {
      throw refused("The claims could not be made, because data of the user could not be loaded.", error);
    });
    const app = client ? { app: appOfClient(client, issuer.current, properties) } : {};
    const login =
      session?.uid === undefined ? {} : { session: { id: session.uid, ...(session.amr ? { amr: [...session.amr] } : {}) } };
    const now = options.now?.() ?? Date.now();
    const scopes = (request.scope ?? "").split(" ").filter((scope) => scope !== "");
    const { grant, token } = request;
    const context = { now, ...app, ...login, ...parts };
    return claimsOf(issuer.issue({ grant, token, scopes, context, ...(client ? { client: client.clientId } : {}) }), refused);
  };

  return {
    extraTokenClaims: (ctx, token) =>
      answer(ctx, { token: "access_token", scope: token.scope, accountId: token.accountId, grant: grantOf(ctx, token) }),
    findAccount: async (ctx, accountId, token) => {
      const user = await within(options.deadline ?? 5000, "loadUser", () => options.loadUser(accountId)).catch(
        (error: LoaderFailure) => {
          throw refused("The account could not be loaded.", error);
        },
      );
      if (user === undefined || user === null) return undefined;
      return {
        accountId,
        claims: async (use, scope, _claims, rejected) => {
          const made = await answer(ctx, {
            token: use === "userinfo" ? "userinfo" : "id_token",
            scope,
            accountId,
            grant: grantOf(ctx, token),
          });
          const kept = Object.entries(made).filter(([name]) => !rejected.includes(name));
          return { ...Object.fromEntries(kept), sub: accountId };
        },
      };
    },
    configuration: { ...scopesOf(set), conformIdTokenClaims: false, extraClientMetadata: { properties } },
    replace: (next) => {
      requireTarget(next, "oidcProvider");
      issuer.replace(next);
    },
    counts: () => issuer.counts(),
  };
}

/** The claims, or the error of the server's own kind: it names the claims and never their data; the detail is for the server's events. */
function claimsOf(result: IssueResult, refused: (description: string, detail: unknown) => Error): { [name: string]: ClaimValue } {
  if (result.ok) return { ...result.claims };
  const names = [...new Set(result.errors.map(({ name }) => `\`${name}\``))];
  const shown = names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  const detail = result.errors.map(({ name, diagnostic }) => `${name}: ${diagnostic.code}: ${diagnostic.message}`).join("\n");
  throw refused(`The claim ${shown} could not be made.`, detail);
}

/** The scopes that release the claims of ID tokens and userinfo. */
function scopesOf(set: ClaimSet): Pick<OidcProviderClaims["configuration"], "claims" | "scopes"> {
  const released = new Map<string, Set<string>>([["openid", new Set(["sub"])]]);
  for (const { tokens = [], scopes = [], name, nested } of set.document.claims) {
    if (!tokens.includes("id_token") && !tokens.includes("userinfo")) continue;
    const key = nested ? (name.split(".")[0] as string) : name;
    for (const scope of scopes.length > 0 ? scopes : ["openid"]) released.set(scope, (released.get(scope) ?? new Set()).add(key));
  }
  const claims = Object.fromEntries([...released].map(([scope, names]) => [scope, [...names]]));
  return { claims, scopes: Object.keys(claims).filter((scope) => scope !== "openid") };
}
