/** `exportOkta`: a claims document as the JSON that Okta's API takes, in one object that `importOkta` reads back. */

import type { ClaimsDocument } from "../claims/document-types.js";
import { withinStack } from "../diagnostics/stack.js";
import { tenantOf } from "./export.js";
import type { ExportNoteCode, OktaNote } from "./notes.js";
import type { OktaApp, OktaClaim, OktaRule } from "./tenant.js";

/** Plain data. */
export interface OktaObject {
  readonly [key: string]: unknown;
}

/** A document in the shapes of Okta's API. */
export interface OktaExport {
  readonly claims: readonly OktaObject[];
  readonly apps: readonly OktaObject[];
  readonly rules: readonly OktaObject[];
  readonly schemas: OktaObject;
}

/**
 * Exports a document.
 *
 * @param document a claims document, such as `set.document`
 * @returns claims for `/api/v1/authorizationServers/{id}/claims`, apps with what a document knows of them, group rules, schema
 * documents; and a note for everything that Okta has no place for
 * @example JSON.stringify(exportOkta(set.document).json, null, 2)
 */
export function exportOkta(document: ClaimsDocument): {
  readonly json: OktaExport;
  readonly notes: readonly OktaNote<ExportNoteCode>[];
} {
  return withinStack(() => exported(document));
}

function exported(document: ClaimsDocument): ReturnType<typeof exportOkta> {
  const { tenant, notes } = tenantOf(document);
  for (const { name } of tenant.appClaims) notes.add("app-groups-claim", { subject: "claim", name });
  return {
    json: {
      claims: tenant.claims.map(claimJson),
      apps: tenant.apps.map(appJson),
      rules: tenant.rules.map(ruleJson),
      schemas: Object.fromEntries(tenant.schemas.map((schema) => [schema.of, schema.document])),
    },
    notes: notes.list,
  };
}

function claimJson({ name, active, claimType, valueType, value, filter, alwaysInclude, scopes }: OktaClaim): OktaObject {
  return {
    name,
    status: active ? "ACTIVE" : "INACTIVE",
    claimType,
    valueType,
    value,
    ...(filter === undefined ? {} : { group_filter_type: filter }),
    alwaysIncludeInToken: alwaysInclude,
    conditions: { scopes },
  };
}

function appJson({ clientId, id, name, label, profile, grantTypes }: OktaApp): OktaObject {
  return {
    ...(id === undefined ? {} : { id }),
    name: name ?? "oidc_client",
    ...(label === undefined ? {} : { label }),
    status: "ACTIVE",
    signOnMode: "OPENID_CONNECT",
    ...(profile === undefined ? {} : { profile }),
    credentials: { oauthClient: { client_id: clientId } },
    settings: { oauthClient: grantTypes === undefined ? {} : { grant_types: grantTypes } },
  };
}

function ruleJson({ name, status, value, groups, exceptUsers, exceptGroups }: OktaRule): OktaObject {
  return {
    type: "group_rule",
    name,
    status,
    conditions: {
      people: { users: { exclude: exceptUsers }, groups: { exclude: exceptGroups } },
      expression: { value, type: "urn:okta:expression:1.0" },
    },
    actions: { assignUserToGroups: { groupIds: groups } },
  };
}
