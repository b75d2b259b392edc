/** `claims-el/oidc-provider`: a claim set as the claims of an `oidc-provider` 9 server. */

import type { IssueResult } from "../claims/issue.js";
import { type IssuerHooks, makeIssuer } from "../claims/issuer.js";
import type { ClaimSet } from "../claims/set.js";
import type { TokenKind } from "../context/grants.js";
import { badSetting } from "../diagnostics/error.js";
import type { ClaimValue } from "../run/outcome.js";
import { requireTarget } from "../targets/check.js";
import { isHolder } from "../values/own.js";
import { appOfClient } from "./client.js";
import { configurationFor, requireConfigured, type ServerConfiguration } from "./configuration.js";
import { grantOf } from "./grants.js";
import { type LoaderFailure, type Loaders, RequestLoads } from "./loaders.js";
import type { ServerContext, ServerErrors, ServerToken } from "./server.js";

export type { ServerConfiguration } from "./configuration.js";
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
  readonly extraTokenClaims: (ctx: ServerContext | undefined, token: ServerToken) => Promise<{ [name: string]: ClaimValue }>;
  /** `findAccount` of the configuration: ID tokens and userinfo. */
  readonly findAccount: (ctx: ServerContext, accountId: string, token?: ServerToken) => Promise<ServerAccount | undefined>;
  /** The rest of the configuration: spread it into yours. */
  readonly configuration: ServerConfiguration;
  /**
   * A new claim set for every token from now on.
   *
   * @throws ClaimsElError where the server was not told of a client property or a claim that it needs
   */
  replace(set: ClaimSet): void;
  /** How often claims were left out or failed, by reason and code. */
  counts: ReturnType<typeof makeIssuer>["counts"];
}

/** The request for the claims of one token. */
interface Asked {
  readonly token: TokenKind;
  readonly scope: string | undefined;
  readonly accountId: string | undefined;
  readonly clientId: string | undefined;
  readonly grant: string;
}

/**
 * Plugs a claim set into a server.
 *
 * A claim that fails, and a loader that throws or takes too long, ends the request with the server's own error `server_error`. Its
 * description names the claim and no data; `error_detail` and `cause` are for the server's event `server_error`.
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
  if (!isHolder(options)) throw badSetting("options", "it is not a map", "Give `{ errors, loadUser, loadAppuser, loadGroups }`.");
  const issuer = makeIssuer(set, options);
  const loads = new RequestLoads(options);
  const configuration = configurationFor(set);
  const refused = refusalsOf(options.errors);

  const answer = async (ctx: ServerContext | undefined, asked: Asked): Promise<{ [name: string]: ClaimValue }> => {
    const parts = await loads.parts(ctx, asked.accountId, asked.clientId).catch((error: LoaderFailure) => {
      throw refused("The claims could not be made, because data of the user could not be loaded.", error);
    });
    const { grant, token, clientId } = asked;
    const context = { now: options.now?.() ?? Date.now(), ...hostParts(ctx, issuer.current, configuration), ...parts };
    const request = { grant, token, scopes: scopesIn(asked.scope), context };
    return claimsOf(issuer.issue(clientId === undefined ? request : { ...request, client: clientId }), refused);
  };

  return {
    extraTokenClaims: (ctx, token) => {
      const clientId = ctx?.oidc.client?.clientId ?? token.clientId;
      const { scope, accountId } = token;
      return answer(ctx, { token: "access_token", scope, accountId, clientId, grant: grantOf(ctx, token) });
    },
    findAccount: async (ctx, accountId, token) => {
      const user = await loads.user(ctx, accountId).catch((error: LoaderFailure) => {
        throw refused("The account could not be loaded.", error);
      });
      if (user === undefined || user === null) return undefined;
      const claims: ServerAccount["claims"] = async (use, scope, _claims, rejected) => {
        const kind = use === "userinfo" ? "userinfo" : "id_token";
        const asked = { scope, accountId, clientId: ctx.oidc.client?.clientId, grant: grantOf(ctx, token) };
        const made = await answer(ctx, { token: kind, ...asked });
        const kept = Object.entries(made).filter(([name]) => !rejected.includes(name));
        return { ...Object.fromEntries(kept), sub: accountId };
      };
      return { accountId, claims };
    },
    configuration,
    replace: (next) => {
      requireTarget(next, "oidcProvider");
      requireConfigured(configuration, next);
      issuer.replace(next);
    },
    counts: () => issuer.counts(),
  };
}

function scopesIn(scope: string | undefined): string[] {
  return (scope ?? "").split(" ").filter((each) => each !== "");
}

/** The parts of a context that the server itself knows. */
function hostParts(ctx: ServerContext | undefined, set: ClaimSet, { extraClientMetadata }: ServerConfiguration): object {
  const { client, session } = ctx?.oidc ?? {};
  return {
    ...(client ? { app: appOfClient(client, set, extraClientMetadata.properties) } : {}),
    ...(session?.uid === undefined ? {} : { session: { id: session.uid, ...(session.amr ? { amr: [...session.amr] } : {}) } }),
  };
}

type Refuse = (description: string, detail: unknown) => Error;

/** Errors of the server's own kind: the description goes to the client, the detail to the server's events. */
function refusalsOf({ CustomOIDCProviderError }: ServerErrors): Refuse {
  return (description, detail) =>
    Object.assign(new CustomOIDCProviderError("server_error", description), { error_detail: String(detail), cause: detail });
}

/** The claims, or the error of the server's own kind: it names the claims and never their data. */
function claimsOf(result: IssueResult, refused: Refuse): { [name: string]: ClaimValue } {
  if (result.ok) return { ...result.claims };
  const names = [...new Set(result.errors.map(({ name }) => `\`${name}\``))];
  const shown = names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  const detail = result.errors.map(({ name, diagnostic }) => `${name}: ${diagnostic.code}: ${diagnostic.message}`).join("\n");
  throw refused(`The claim ${shown} could not be made.`, detail);
}
