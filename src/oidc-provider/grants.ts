/** The table of the server's grants: what it calls them, and what the claims do. */
import type { ServerContext, ServerToken } from "./server.js";

/** Grant type, as a request or a token of the server has it → the environment's grant. */
const GRANT_NAMES: ReadonlyMap<string, string> = new Map([
  ["authorization_code", "authorization_code"],
  ["refresh_token", "refresh_token"],
  ["client_credentials", "client_credentials"],
  ["password", "password"],
  ["device_code", "device_code"],
  // An access token of the authorization endpoint: who signs in there is as present as in the code flow.
  ["implicit", "authorization_code"],
  ["urn:ietf:params:oauth:grant-type:device_code", "device_code"],
  ["urn:ietf:params:oauth:grant-type:jwt-bearer", "jwt_bearer"],
  ["urn:ietf:params:oauth:grant-type:token-exchange", "token_exchange"],
]);

/**
 * The grant of a request: what it asks for; for userinfo, how its access token was got; at the authorization endpoint, the code
 * flow. A grant that is not in the table keeps its name, for environments with grants of their own.
 */
export function grantOf(ctx: ServerContext | undefined, token: ServerToken | undefined): string {
  const asked = ctx?.oidc.params?.grant_type;
  if (typeof asked === "string") return GRANT_NAMES.get(asked) ?? asked;
  if (token?.kind === "ClientCredentials") return "client_credentials";
  const latest = (token?.gty ?? ctx?.oidc.entities?.AccessToken?.gty)?.split(" ").at(-1);
  return latest === undefined ? "authorization_code" : (GRANT_NAMES.get(latest) ?? latest);
}
