// Token exchange (RFC 8693) for the example: an access token of this server becomes one of another client, in the name of the
// same person or machine. The server has no grant type for it, so this registers one; the claims come from the adapter as always.
import { jwtVerify } from "jose";
import { errors } from "oidc-provider";

export const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

/**
 * Registers the grant type.
 *
 * @param api `key`: the public key of the server's access tokens; `resource`: the API they are for; `info`: what the server is told of it
 */
export function registerTokenExchange(provider, { key, resource, info }) {
  const exchange = async (ctx) => {
    const { client, params } = ctx.oidc;
    if (params.subject_token_type !== ACCESS_TOKEN) throw new errors.InvalidRequest(`subject_token_type must be ${ACCESS_TOKEN}`);
    const subject = await jwtVerify(String(params.subject_token), key, { issuer: provider.issuer, audience: resource }).catch(
      (cause) => {
        throw new errors.InvalidGrant("the subject token is not valid", { cause });
      },
    );
    const { sub, client_id: clientId } = subject.payload;
    const allowed = info.scope.split(" ");
    const scope = String(params.scope ?? info.scope)
      .split(" ")
      .filter((each) => allowed.includes(each))
      .join(" ");
    // A token of client_credentials names its client as the subject; there is no user then.
    const token =
      sub === clientId
        ? new provider.ClientCredentials({ client, scope })
        : new provider.AccessToken({ client, scope, accountId: sub, gty: "token_exchange" });
    token.resourceServer = new provider.ResourceServer(resource, info);
    ctx.body = {
      access_token: await token.save(),
      issued_token_type: ACCESS_TOKEN,
      token_type: token.tokenType,
      expires_in: token.expiration,
      scope,
    };
  };
  provider.registerGrantType(TOKEN_EXCHANGE, exchange, ["subject_token", "subject_token_type", "scope"]);
}
