/** The table of claim names that belong to the protocol: where each is reserved, by which specification, and where a document may still set it. */
import type { TokenKind } from "../context/grants.js";

/** One reserved name. A token that is not in `allowed` refuses it. */
export interface ReservedName {
  readonly name: string;
  /** The tokens in which a document may set it all the same. */
  readonly allowed: readonly TokenKind[];
  /** The specification that reserves it. */
  readonly source: string;
  /** What it says. */
  readonly about: string;
}

const NOWHERE: readonly TokenKind[] = [];
const ACCESS: readonly TokenKind[] = ["access_token"];

/** Every name that the specifications of JWT, OAuth 2.0 and OpenID Connect give to the issuer. */
// biome-ignore format: table
export const RESERVED_NAMES: readonly ReservedName[] = [
  { name: "iss", allowed: NOWHERE, source: "RFC 7519, 4.1.1", about: "who issued the token" },
  { name: "sub", allowed: ACCESS, source: "RFC 7519, 4.1.2; OpenID Connect Core 1.0, 2", about: "who the token is about; an ID token's must be the same everywhere" },
  { name: "aud", allowed: NOWHERE, source: "RFC 7519, 4.1.3", about: "whom the token is for" },
  { name: "exp", allowed: NOWHERE, source: "RFC 7519, 4.1.4", about: "when the token ends" },
  { name: "nbf", allowed: NOWHERE, source: "RFC 7519, 4.1.5", about: "when the token begins" },
  { name: "iat", allowed: NOWHERE, source: "RFC 7519, 4.1.6", about: "when the token was issued" },
  { name: "jti", allowed: NOWHERE, source: "RFC 7519, 4.1.7", about: "the token's own id" },
  { name: "client_id", allowed: NOWHERE, source: "RFC 9068, 2.2; RFC 8693, 4.3", about: "the client the token was issued to" },
  { name: "scope", allowed: ACCESS, source: "RFC 8693, 4.2; RFC 9068, 2.2.3", about: "the scopes that were granted" },
  { name: "act", allowed: NOWHERE, source: "RFC 8693, 4.1", about: "who acts for the subject" },
  { name: "may_act", allowed: NOWHERE, source: "RFC 8693, 4.4", about: "who may act for the subject" },
  { name: "cnf", allowed: NOWHERE, source: "RFC 7800, 3.1", about: "the key the holder proves" },
  { name: "auth_time", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 2; RFC 9068, 2.2.1", about: "when the user signed in" },
  { name: "acr", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 2; RFC 9068, 2.2.1", about: "how strongly the user signed in" },
  { name: "amr", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 2; RFC 8176", about: "by which means the user signed in" },
  { name: "azp", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 2", about: "the party the ID token was issued to" },
  { name: "nonce", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 2", about: "ties an ID token to its request" },
  { name: "at_hash", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 3.1.3.6", about: "ties an ID token to its access token" },
  { name: "c_hash", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 3.3.2.11", about: "ties an ID token to its code" },
  { name: "s_hash", allowed: NOWHERE, source: "FAPI 1.0 Advanced, 5.1", about: "ties an ID token to its state" },
  { name: "sub_jwk", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 7.4", about: "the key of a self-issued subject" },
  { name: "sid", allowed: NOWHERE, source: "OpenID Connect Front-Channel Logout 1.0, 3", about: "the user's session" },
  { name: "events", allowed: NOWHERE, source: "RFC 8417, 2.2", about: "what a security event token reports" },
  { name: "_claim_names", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 5.6.2", about: "where aggregated claims are" },
  { name: "_claim_sources", allowed: NOWHERE, source: "OpenID Connect Core 1.0, 5.6.2", about: "where aggregated claims come from" },
  { name: "active", allowed: ["id_token", "userinfo"], source: "RFC 7662, 2.2", about: "whether an introspected token is valid" },
  { name: "token_type", allowed: ["id_token", "userinfo"], source: "RFC 7662, 2.2", about: "what kind of token was introspected" },
  { name: "authorization_details", allowed: NOWHERE, source: "RFC 9396, 9.1", about: "what exactly was authorized" },
];

const BY_NAME: ReadonlyMap<string, ReservedName> = new Map(RESERVED_NAMES.map((row) => [row.name, row]));

/** The row that reserves a name in a token; undefined where the name is free there. */
export function reservedIn(name: string, token: TokenKind): ReservedName | undefined {
  const row = BY_NAME.get(name);
  return row && !row.allowed.includes(token) ? row : undefined;
}

/** A token in words. */
export const TOKEN_WORDS: Readonly<Record<TokenKind, string>> = {
  access_token: "access token",
  id_token: "ID token",
  userinfo: "userinfo answer",
};
