/** `exportTerraform`: a claims document as blocks of Okta's Terraform provider. */

import type { ClaimsDocument } from "../claims/document-types.js";
import { withinStack } from "../diagnostics/stack.js";
import { tenantOf } from "./export.js";
import type { ExportNoteCode, OktaNote } from "./notes.js";
import type { OktaApp, OktaAppClaim, OktaClaim, OktaRule } from "./tenant.js";

/** What an export to Terraform may be told. */
export interface TerraformOptions {
  /** What stands for the authorization server: an id, or a reference such as `okta_auth_server.main.id`; `var.auth_server_id` where absent. */
  readonly server?: string;
}

/**
 * Exports a document.
 *
 * @param document a claims document, such as `set.document`
 * @returns the text of a `.tf` file, and a note for everything that the provider has no place for
 * @example exportTerraform(set.document, { server: "okta_auth_server.main.id" }).text
 */
export function exportTerraform(
  document: ClaimsDocument,
  options: TerraformOptions = {},
): { readonly text: string; readonly notes: readonly OktaNote<ExportNoteCode>[] } {
  return withinStack(() => exported(document, options));
}

function exported(document: ClaimsDocument, options: TerraformOptions): ReturnType<typeof exportTerraform> {
  const { tenant, notes } = tenantOf(document);
  const { server = "var.auth_server_id" } = options ?? {};
  const names = new Names();
  const blocks = [
    ...tenant.claims.map((claim) => claimBlock(claim, server, names)),
    ...tenant.apps.map((app) =>
      appBlock(
        app,
        tenant.appClaims.filter(({ client }) => client === app.clientId),
        names,
      ),
    ),
    ...tenant.rules.map((rule) => ruleBlock(rule, names)),
  ];
  for (const { of: root } of tenant.schemas) notes.add("schemas", { subject: "schema", name: root });
  if (tenant.apps.some(({ id, name }) => id !== undefined || name !== undefined))
    notes.add("app-ids", { subject: "document", name: "clients" });
  for (const { name, exceptGroups } of tenant.rules)
    if (exceptGroups.length > 0) notes.add("rule-groups", { subject: "rule", name });
  return { text: blocks.map((block) => `${block}\n`).join("\n"), notes: notes.list };
}

/** Names of resources: each once. */
class Names {
  private readonly taken = new Map<string, Set<string>>();

  /** A name for a resource of a type, made of a text. */
  of(type: string, text: string): string {
    const taken = this.taken.get(type) ?? new Set<string>();
    this.taken.set(type, taken);
    const base = text.replace(/[^A-Za-z0-9_-]+/g, "_").replace(/^[^A-Za-z_]+|_+$/g, "") || "unnamed";
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
    taken.add(name);
    return name;
  }
}

/** A line of a block: its key, and its value as HCL writes it. */
type Line = readonly [key: string, value: string];

/** A block with its keys and values in columns, as `terraform fmt` writes it. */
function block(head: string, lines: readonly Line[], inner: readonly string[] = [], indent = ""): string {
  const width = Math.max(...lines.map(([key]) => key.length));
  const body = lines.map(([key, value]) => `${indent}  ${key.padEnd(width)} = ${value}`);
  return [`${indent}${head} {`, ...body, ...inner.flatMap((each) => ["", each]), `${indent}}`].join("\n");
}

/** A text in quotes. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    // HCL has no place for the characters that control a terminal.
    .replace(/\p{Cc}/gu, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`)
    // As a function: in a text of its own, a dollar sign would mean something.
    .replaceAll("${", () => "$${")
    .replaceAll("%{", "%%{");
  return `"${escaped}"`;
}

/** What an import took for the reference it is. */
const REFERENCE = /^(?:(?:data\.)?okta_\w+\.[\w-]+|var|local)\.[\w-]+$/;

function quotedOrReference(text: string): string {
  return REFERENCE.test(text) ? text : quoted(text);
}

function list(texts: readonly string[], write: (text: string) => string): string {
  return `[${texts.map(write).join(", ")}]`;
}

function claimBlock(claim: OktaClaim, server: string, names: Names): string {
  const { name, active, claimType, valueType, value, filter, alwaysInclude, scopes } = claim;
  const type = "okta_auth_server_claim";
  const resource = names.of(type, claimType === "RESOURCE" ? name : `${name}_id`);
  return block(`resource "${type}" "${resource}"`, [
    ["auth_server_id", quotedOrReference(server)],
    ["name", quoted(name)],
    ["status", quoted(active ? "ACTIVE" : "INACTIVE")],
    ["claim_type", quoted(claimType)],
    ["value_type", quoted(valueType)],
    ...(filter === undefined ? [] : [["group_filter_type", quoted(filter)] as const]),
    ["value", quoted(value)],
    ["scopes", list(scopes, quoted)],
    ["always_include_in_token", String(alwaysInclude)],
  ]);
}

/** What kind of client an app is: a service where it has no person to send to a browser. */
function typeOfApp({ grantTypes = [] }: OktaApp): string {
  const services = [
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:token-exchange",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
  ];
  return grantTypes.length > 0 && grantTypes.every((grant) => services.includes(grant)) ? "service" : "web";
}

/** What an import took for the client id of an app that Okta has not made yet. */
const ADDRESS = /^okta_app_oauth\.([\w-]+)$/;

function appBlock(app: OktaApp, claims: readonly OktaAppClaim[], names: Names): string {
  const { clientId, label = clientId, profile, grantTypes } = app;
  const type = "okta_app_oauth";
  const address = ADDRESS.exec(clientId)?.[1];
  const inner = claims.map(({ name, type: kind, filter, value }) =>
    block(
      "groups_claim",
      [
        ["type", quoted(kind)],
        ...(filter === undefined ? [] : [["filter_type", quoted(filter)] as const]),
        ["name", quoted(name)],
        ["value", quoted(value)],
      ],
      [],
      "  ",
    ),
  );
  const lines: Line[] = [
    ["label", quoted(label)],
    ["type", quoted(typeOfApp(app))],
    ...(address === undefined ? [["client_id", quoted(clientId)] as const] : []),
    ...(grantTypes === undefined ? [] : [["grant_types", list(grantTypes, quoted)] as const]),
    ...(profile === undefined ? [] : [["profile", quoted(JSON.stringify(profile))] as const]),
  ];
  return block(`resource "${type}" "${names.of(type, address ?? label)}"`, lines, inner);
}

function ruleBlock({ name, status, value, groups, exceptUsers }: OktaRule, names: Names): string {
  const type = "okta_group_rule";
  return block(`resource "${type}" "${names.of(type, name)}"`, [
    ["name", quoted(name)],
    ["status", quoted(status)],
    ["group_assignments", list(groups, quotedOrReference)],
    ["expression_type", quoted("urn:okta:expression:1.0")],
    ["expression_value", quoted(value)],
    ...(exceptUsers.length > 0 ? [["users_excluded", list(exceptUsers, quotedOrReference)] as const] : []),
  ]);
}
