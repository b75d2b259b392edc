/** A claims document as types: what `document.ts` validates, written out so that the package's types need no other package's. */
import type { TokenKind } from "../context/grants.js";
import type { ReasonCode } from "../diagnostics/reasons.js";

/** A value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a claim does when it has no value. */
export type Policy = "omit" | "null" | "fail" | { default: Json };

/** What a claim does when its value is empty. */
export type EmptyPolicy = "keep" | Policy;

/** Which of the user's groups a groups claim selects: exactly one of the four. */
export interface GroupFilterDefinition {
  startsWith?: string | undefined;
  equals?: string | undefined;
  contains?: string | undefined;
  pattern?: string | undefined;
}

/** One claim of a document: exactly one of `value` and `groups`. */
export interface ClaimDefinition {
  name: string;
  value?: string | undefined;
  groups?: GroupFilterDefinition | undefined;
  limit?: number | undefined;
  nested?: boolean | undefined;
  tokens?: TokenKind[] | undefined;
  scopes?: string[] | undefined;
  grants?: "all" | string[] | undefined;
  clients?: "all" | string[] | undefined;
  status?: "active" | "inactive" | undefined;
  whenNoUser?: Policy | undefined;
  whenAbsent?: Policy | undefined;
  whenEmpty?: EmptyPolicy | undefined;
  whenError?: "omit" | "fail" | undefined;
  description?: string | undefined;
  owner?: string | undefined;
}

/** One client of a document. */
export interface ClientDefinition {
  clientId: string;
  id?: string | undefined;
  name?: string | undefined;
  label?: string | undefined;
  grants?: string[] | undefined;
  scopes?: string[] | undefined;
  profile?: Record<string, Json> | undefined;
  groups?: Json[] | undefined;
  roles?: string[] | undefined;
  description?: string | undefined;
}

/** One group rule of a document. */
export interface GroupRuleDefinition {
  name: string;
  value: string;
  groups: string[];
  exceptUsers?: string[] | undefined;
  exceptGroups?: string[] | undefined;
  status?: "active" | "inactive" | undefined;
  description?: string | undefined;
  owner?: string | undefined;
}

/** One test of a document. */
export interface TestDefinition {
  title?: string | undefined;
  client?: string | undefined;
  grant: string;
  token?: TokenKind | undefined;
  scopes?: string[] | undefined;
  context?: Record<string, Json> | undefined;
  expect?: Record<string, Json> | undefined;
  absent?: Record<string, ReasonCode> | undefined;
  errors?: Record<string, string> | undefined;
  exact?: boolean | undefined;
}

/** A claims document. */
export interface ClaimsDocument {
  $schema?: string | undefined;
  dialect?: "classic" | "identity-engine" | undefined;
  strict?: boolean | undefined;
  schemas?: Record<string, string | Record<string, unknown>> | undefined;
  clients?: ClientDefinition[] | undefined;
  claims: ClaimDefinition[];
  groupRules?: GroupRuleDefinition[] | undefined;
  budget?: number | undefined;
  tests?: TestDefinition[] | undefined;
}
