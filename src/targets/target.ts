/** The table of targets: what each vendor's hook can carry, and where that is laid down. */
import type { TokenKind } from "../context/grants.js";

/** Kinds of JSON values, as far as targets tell them apart. */
export type CarriedKind = "text" | "boolean" | "number" | "null" | "list-of-texts" | "list" | "map";

/** Names that a target keeps for itself in one token. */
export interface TargetNames {
  readonly names: readonly string[];
  /** What no name may begin with. */
  readonly prefixes?: readonly string[];
  /** Hosts that no name may be a URL of, those below them included. */
  readonly hosts?: readonly string[];
}

/** One target. */
export interface Target {
  readonly name: string;
  /** The tokens it can write into. */
  readonly tokens: readonly TokenKind[];
  /** The kinds of values it can carry. */
  readonly carries: readonly CarriedKind[];
  /** Names that it refuses, ignores or drops, beyond those that are reserved everywhere, by token. */
  readonly reserved: Readonly<Partial<Record<TokenKind, TargetNames>>>;
  /** Names that can hold no list and no map there. */
  readonly plain?: readonly string[];
  /** The bound on its size, where there is one: of the whole answer, or of the claims in it. */
  readonly size?: { readonly bytes: number; readonly of: "answer" | "claims" };
  /** The vendor's page. */
  readonly source: string;
  /** What the vendor does with the claims that nobody expects. */
  readonly note?: string;
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const ANYTHING: readonly CarriedKind[] = ["text", "boolean", "number", "null", "list-of-texts", "list", "map"];
/** JSON but for null, of which the vendor's page says nothing. */
const NOT_NULL: readonly CarriedKind[] = ANYTHING.filter((kind) => kind !== "null");

/** The hook's own list. It has `groups`, which a claim of the authorization server may be called: the hook alone cannot write it. */
const OKTA_ACCESS = words("acr amr as_uri auth_time cid exp groups iat iss jti rpt rsi scp token_type uid username ver");
const OKTA_ID = words(`
  active aid app_id app_type cid client_ip client_req_id client_type client_user_agent device_compliance device_id device_known
  device_managed device_name device_trust did dst group groups hotk idp idp_iss mac_key oid okta_emailVerified okta_lastUpdated orig
  permissions purpose pwd_exp_days pwd_exp_time rid role scope scopes term token_type user_ip ver`);

/** Names that Auth0 keeps for itself; a custom claim of such a name is dropped without a word. */
const AUTH0: TargetNames = {
  names: words(`
    acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id cnf cty dest entitlements events
    exp groups gty htm htu iat internalService iss jcard jku jti jwe jwk kid may_act mky nbf nonce object_id org_id org_name orig
    origid permissions roles rph s_hash sid sip_callid sip_cseq_num sip_date sip_from_tag sip_via_branch sub sub_jwk toe txn typ
    uuid vot vtm x5t#S256`),
  prefixes: ["urn:auth0"],
  hosts: ["auth0.com", "webtask.io", "webtask.run"],
};

const COGNITO_BOTH = words("acr amr auth_time azp exp iat iss jti nbf nonce origin_jti sub token_use");
const COGNITO_ID: TargetNames = {
  names: [...COGNITO_BOTH, ...words("at_hash aud identities")],
  prefixes: ["cognito:", "dev:"],
};
const COGNITO_ACCESS: TargetNames = {
  names: [...COGNITO_BOTH, ...words("aud client_id device_key event_id scope username version")],
  prefixes: ["cognito:", "dev:"],
};

/** What a claims mapping policy cannot put into a JSON Web Token. */
const ENTRA: TargetNames = {
  names: words(`
    . _claim_names _claim_sources aai access_token account_type acct acr acrs actor actortoken ageGroup aio altsecid amr app_chain
    app_displayname app_res appctx appctxsender appid appidacr assertion at_hash aud auth_data auth_time authorization_code azp
    azpacr bk_claim bk_enclave bk_pub brk_client_id brk_redirect_uri c_hash ca_enf ca_policy_result capolids capolids_latebind cc
    cert_token_use child_client_id child_redirect_uri client_id client_ip cloud_graph_host_name cloud_instance_host_name
    cloud_instance_name CloudAssignedMdmId cnf code controls controls_auds credential_keys csr csr_type ctry deviceid dns_names
    domain_dns_name domain_netbios_name e_exp email endpoint enfpolids exp expires_on fido_auth_data fido_ver fwd fwd_appidacr
    grant_type graph group_sids groups hasgroups hash_alg haswids home_oid home_puid home_tid iat identityprovider idp idtyp in_corp
    instance inviteTicket ipaddr isbrowserhostedapp iss isViral jwk key_id key_type login_hint mam_compliance_url mam_enrollment_url
    mam_terms_of_use_url mdm_compliance_url mdm_enrollment_url mdm_terms_of_use_url msgraph_host msproxy nameid nbf netbios_name
    nickname nonce oid on_prem_id onprem_sam_account_name onprem_sid openid2_id origin_header password platf polids pop_jwk
    preferred_username previous_refresh_token primary_sid prov_data puid pwd_exp pwd_url rdp_bt redirect_uri refresh_token
    refresh_token_issued_on refreshtoken request_nonce resource rh role roles rp_id rt_type scope scp secaud sid signature
    signin_state source_anchor src1 src2 sub target_deviceid tbid tbidv2 tenant_ctry tenant_display_name tenant_id
    tenant_region_scope tenant_region_sub_scope thumbnail_photo tid tokenAutologonEnabled trustedfordelegation ttr unique_name upn
    user_agent user_setting_sync_url username uti ver verified_primary_email verified_secondary_email vnet vsm_binding_key
    wamcompat_client_info wamcompat_id_token wamcompat_scopes wids win_ver x5c_ca xcb2b_rclient xcb2b_rcloud xcb2b_rtenant ztdid`),
  prefixes: ["extn.", "xms_"],
};

/** Every target. A kilobyte is a thousand bytes where the vendor does not say which it means. */
export const TARGETS = {
  okta: {
    name: "Okta's token inline hook",
    tokens: ["access_token", "id_token"],
    carries: ANYTHING,
    reserved: { access_token: { names: OKTA_ACCESS }, id_token: { names: OKTA_ID } },
    size: { bytes: 255_999, of: "answer" },
    source: "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/InlineHook/",
    note: "One operation that is not allowed makes Okta drop all of them, so a claim that the token has already is replaced and any other is added.",
  },
  auth0PostLogin: {
    name: "an Auth0 post-login Action",
    tokens: ["access_token", "id_token"],
    carries: ANYTHING,
    reserved: { access_token: AUTH0, id_token: AUTH0 },
    size: { bytes: 100_000, of: "claims" },
    source: "https://auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims",
    note: "A reserved name is left out of the token without a word. Tokens for Auth0's own APIs take names that are URIs only.",
  },
  auth0CredentialsExchange: {
    name: "an Auth0 credentials-exchange Action",
    tokens: ["access_token"],
    carries: ANYTHING,
    reserved: { access_token: AUTH0 },
    size: { bytes: 100_000, of: "claims" },
    source: "https://auth0.com/docs/customize/actions/explore-triggers/machine-to-machine-trigger",
  },
  cognito: {
    name: "an Amazon Cognito pre-token trigger",
    tokens: ["access_token", "id_token"],
    carries: NOT_NULL,
    reserved: { access_token: COGNITO_ACCESS, id_token: COGNITO_ID },
    plain: ["address", "email_verified", "phone_number_verified", "updated_at"],
    source: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html",
    note: "For trigger versions 2 and 3; version 2 is not asked for client_credentials.",
  },
  cognitoV1: {
    name: "an Amazon Cognito pre-token trigger of version 1",
    tokens: ["id_token"],
    carries: ["text"],
    reserved: { id_token: COGNITO_ID },
    source: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html",
  },
  entra: {
    name: "Entra's tokenIssuanceStart",
    tokens: ["access_token", "id_token"],
    carries: ["text", "list-of-texts"],
    reserved: { access_token: ENTRA, id_token: ENTRA },
    size: { bytes: 3_000, of: "claims" },
    source: "https://learn.microsoft.com/en-us/entra/identity-platform/custom-claims-provider-reference",
    note: "A claim gets into the token only where a claims mapping policy of the application names it, with the source CustomClaimsProvider.",
  },
  hydra: {
    name: "an Ory Hydra token hook",
    tokens: ["access_token", "id_token"],
    carries: ANYTHING,
    reserved: {
      access_token: { names: words("aud client_id exp ext iat iss jti nbf scp sub") },
      id_token: { names: words("acr amr at_hash aud auth_time c_hash exp iat iss jti nonce rat sub") },
    },
    size: { bytes: 5_242_880, of: "answer" },
    source: "https://www.ory.sh/docs/hydra/guides/claims-at-refresh",
    note: "Claims of an access token stand below `ext`, unless `allowed_top_level_claims` names them. The claims of an ID token are all that a payload tells of the user, and after one answer they are that answer's: give the user yourself.",
  },
  oidcProvider: {
    name: "oidc-provider",
    tokens: ["access_token", "id_token", "userinfo"],
    carries: ANYTHING,
    reserved: { access_token: { names: words("aud client_id exp iat iss jti scope sub") } },
    source: "https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#extratokenclaims",
  },
} as const satisfies Record<string, Target>;

/** The name of a target. */
export type TargetName = keyof typeof TARGETS;
