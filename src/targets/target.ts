/** The table of targets: what each vendor's hook can carry, and where that is laid down. */
import type { TokenKind } from "../context/grants.js";

/** Kinds of JSON values, as far as targets tell them apart. */
export type CarriedKind = "text" | "boolean" | "number" | "null" | "list-of-texts" | "list" | "map";

/** One target. */
export interface Target {
  readonly name: string;
  /** The tokens it can write into. */
  readonly tokens: readonly TokenKind[];
  /** The kinds of values it can carry. */
  readonly carries: readonly CarriedKind[];
  /** Names that it refuses, ignores or drops, beyond those that are reserved everywhere, by token. */
  readonly reserved: Readonly<Partial<Record<TokenKind, readonly string[]>>>;
  /** The most bytes that its answer may take, where there is a bound. */
  readonly maxBytes?: number;
  /** The vendor's page. */
  readonly source: string;
}

const ANYTHING: readonly CarriedKind[] = ["text", "boolean", "number", "null", "list-of-texts", "list", "map"];

/** The support page's list beside those of the reference; `groups` and `scope` are used by the vendor's own guides, so they stay free. */
const OKTA_ACCESS = [
  "acr",
  "amr",
  "as_uri",
  "auth_time",
  "cid",
  "exp",
  "iat",
  "rpt",
  "rsi",
  "scp",
  "uid",
  "username",
  "ver",
  "iss",
  "jti",
  "token_type",
] as const;
const OKTA_ID = [
  ...[
    "active",
    "aid",
    "app_id",
    "app_type",
    "client_ip",
    "client_req_id",
    "client_type",
    "client_user_agent",
    "device_compliance",
    "device_id",
  ],
  ...[
    "device_known",
    "device_managed",
    "device_name",
    "device_trust",
    "did",
    "dst",
    "group",
    "hotk",
    "idp",
    "idp_iss",
    "mac_key",
    "oid",
  ],
  ...[
    "okta_emailVerified",
    "okta_lastUpdated",
    "orig",
    "permissions",
    "purpose",
    "pwd_exp_days",
    "pwd_exp_time",
    "rid",
    "role",
    "scope",
    "scopes",
    "term",
    "user_ip",
    "ver",
    "token_type",
  ],
] as const;

/** Names that Auth0 keeps for itself; a custom claim of such a name is dropped without a word. */
const AUTH0 = [
  ...[
    "acr",
    "act",
    "active",
    "amr",
    "at_hash",
    "ath",
    "attest",
    "aud",
    "auth_time",
    "authorization_details",
    "azp",
    "c_hash",
    "client_id",
    "cnf",
    "cty",
    "dest",
  ],
  ...[
    "entitlements",
    "events",
    "exp",
    "groups",
    "gty",
    "htm",
    "htu",
    "iat",
    "internalService",
    "iss",
    "jcard",
    "jku",
    "jti",
    "jwe",
    "jwk",
    "kid",
    "may_act",
    "mky",
  ],
  ...[
    "nbf",
    "nonce",
    "object_id",
    "org_id",
    "org_name",
    "orig",
    "origid",
    "permissions",
    "roles",
    "rph",
    "s_hash",
    "sid",
    "sip_callid",
    "sip_cseq_num",
    "sip_date",
  ],
  ...["sip_from_tag", "sip_via_branch", "sub", "sub_jwk", "toe", "txn", "typ", "uuid", "vot", "vtm", "x5t#S256"],
] as const;

const COGNITO = [
  "aud",
  "auth_time",
  "azp",
  "cognito:username",
  "event_id",
  "exp",
  "iat",
  "identities",
  "iss",
  "jti",
  "nbf",
  "nonce",
  "origin_jti",
  "sub",
  "token_use",
  "client_id",
  "device_key",
  "scope",
  "username",
  "version",
  "acr",
  "amr",
] as const;

/** Every target. */
export const TARGETS = {
  okta: {
    name: "Okta's token inline hook",
    tokens: ["access_token", "id_token"],
    carries: ANYTHING,
    reserved: { access_token: OKTA_ACCESS, id_token: OKTA_ID },
    maxBytes: 256_000,
    source: "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/InlineHook/",
  },
  auth0PostLogin: {
    name: "an Auth0 post-login Action",
    tokens: ["access_token", "id_token"],
    carries: ANYTHING,
    reserved: { access_token: AUTH0, id_token: AUTH0 },
    maxBytes: 100_000,
    source: "https://auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims",
  },
  auth0CredentialsExchange: {
    name: "an Auth0 credentials-exchange Action",
    tokens: ["access_token"],
    carries: ANYTHING,
    reserved: { access_token: AUTH0 },
    maxBytes: 100_000,
    source: "https://auth0.com/docs/customize/actions/explore-triggers/machine-to-machine-trigger",
  },
  cognito: {
    name: "an Amazon Cognito pre-token trigger",
    tokens: ["access_token", "id_token"],
    carries: ["text"],
    reserved: { access_token: COGNITO, id_token: COGNITO },
    source: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html",
  },
  entra: {
    name: "Entra's tokenIssuanceStart",
    tokens: ["access_token", "id_token"],
    carries: ["text", "list-of-texts"],
    reserved: {},
    maxBytes: 3_072,
    source: "https://learn.microsoft.com/en-us/entra/identity-platform/custom-claims-provider-reference",
  },
  hydra: {
    name: "an Ory Hydra token hook",
    tokens: ["access_token", "id_token"],
    carries: ANYTHING,
    reserved: {},
    maxBytes: 5_242_880,
    source: "https://www.ory.sh/docs/hydra/guides/claims-at-refresh",
  },
  oidcProvider: {
    name: "oidc-provider",
    tokens: ["access_token", "id_token", "userinfo"],
    carries: ANYTHING,
    reserved: { access_token: ["iss", "sub", "aud", "exp", "iat", "jti", "scope", "client_id"] },
    source: "https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#extratokenclaims",
  },
} as const satisfies Record<string, Target>;

/** The name of a target. */
export type TargetName = keyof typeof TARGETS;
