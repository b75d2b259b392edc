/** A tenant in Okta's own words, whatever file they came from: what an import reads and an export writes. */
import type { Origin } from "./notes.js";

/** How a groups claim selects names. */
export type FilterType = "STARTS_WITH" | "EQUALS" | "CONTAINS" | "REGEX";

/** A claim of an authorization server. */
export interface OktaClaim {
  readonly name: string;
  readonly active: boolean;
  /** `RESOURCE`: of access tokens. `IDENTITY`: of ID tokens. */
  readonly claimType: "RESOURCE" | "IDENTITY";
  readonly valueType: "EXPRESSION" | "GROUPS" | "SYSTEM";
  readonly value: string;
  readonly filter?: FilterType;
  readonly alwaysInclude: boolean;
  readonly scopes: readonly string[];
  /** The id of the authorization server, or the reference that Terraform has in its place. */
  readonly server?: string;
  readonly origin: Origin;
}

/** The groups claim of an app, which the org's own authorization server gives. */
export interface OktaAppClaim {
  /** The client id of the app. */
  readonly client: string;
  readonly name: string;
  readonly type: "FILTER" | "EXPRESSION";
  readonly filter?: FilterType;
  readonly value: string;
  readonly origin: Origin;
}

/** An app. */
export interface OktaApp {
  readonly clientId: string;
  readonly id?: string;
  /** What kind of app it is: `oidc_client`. */
  readonly name?: string;
  readonly label?: string;
  readonly profile?: { readonly [key: string]: unknown };
  readonly grantTypes?: readonly string[];
  readonly origin: Origin;
}

/** A group rule. */
export interface OktaRule {
  readonly name: string;
  readonly status: "ACTIVE" | "INACTIVE" | "INVALID";
  readonly value: string;
  readonly groups: readonly string[];
  readonly exceptUsers: readonly string[];
  readonly exceptGroups: readonly string[];
  readonly origin: Origin;
}

/** A schema document. */
export interface OktaSchema {
  readonly of: "user" | "appuser" | "group";
  readonly document: { readonly [key: string]: unknown };
  readonly origin: Origin;
}

/** Everything that was read. */
export interface Tenant {
  readonly claims: OktaClaim[];
  readonly appClaims: OktaAppClaim[];
  readonly apps: OktaApp[];
  readonly rules: OktaRule[];
  readonly schemas: OktaSchema[];
  /** Scope id → name. */
  readonly scopes: Map<string, string>;
  /** How many there were, those that are left out included. */
  readonly seen: { claim: number; app: number; rule: number };
}

/** A tenant with nothing in it. */
export function emptyTenant(): Tenant {
  return { claims: [], appClaims: [], apps: [], rules: [], schemas: [], scopes: new Map(), seen: { claim: 0, app: 0, rule: 0 } };
}

/** The longest expression of a claim. */
export const LONGEST_EXPRESSION = 1024;

/** What a group rule has at most. */
export const RULE_LIMITS = { name: 50, groups: 100 } as const;

/** Filter types → the keys of a groups claim. */
export const FILTERS = { STARTS_WITH: "startsWith", EQUALS: "equals", CONTAINS: "contains", REGEX: "pattern" } as const;

/** OAuth's grant types → the grants of a document. What is not here has no token of a claims document. */
export const GRANT_TYPES = {
  authorization_code: "authorization_code",
  refresh_token: "refresh_token",
  client_credentials: "client_credentials",
  password: "password",
  "urn:ietf:params:oauth:grant-type:device_code": "device_code",
  "urn:ietf:params:oauth:grant-type:jwt-bearer": "jwt_bearer",
  "urn:ietf:params:oauth:grant-type:token-exchange": "token_exchange",
} as const;

/** Whether a text is a filter type. */
export function isFilterType(text: string | undefined): text is FilterType {
  return text !== undefined && Object.hasOwn(FILTERS, text);
}
