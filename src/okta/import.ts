/** `importOkta`: from the files of a tenant to one claims document, with a note for everything that is not in it as it was. */

import { jsonFault } from "../base/json-problem.js";
import { positionAt } from "../base/span.js";
import { checkWithFacts } from "../check/check.js";
import { readClaims } from "../claims/define.js";
import type { ClaimsDocument, ClientDefinition, GroupRuleDefinition } from "../claims/document-types.js";
import type { DocumentDiagnostic } from "../claims/problem.js";
import type { ClaimSet } from "../claims/set.js";
import { defineEnvironment } from "../context/environment.js";
import { badSetting } from "../diagnostics/error.js";
import { passStack, passUnfinished, withinStack } from "../diagnostics/stack.js";
import { allFunctions } from "../library/all.js";
import { HclFault, readHcl } from "./hcl.js";
import { type ImportedClaim, importClaims } from "./import-claims.js";
import { importClients, schemaOfApps } from "./import-clients.js";
import { importSchemas } from "./import-schemas.js";
import { readJson } from "./json.js";
import { IMPORT_NOTES, type ImportNoteCode, type ImportNotes, Notes, type OktaNote, type Origin } from "./notes.js";
import { emptyTenant, type OktaRule, type Tenant } from "./tenant.js";
import { type FileBlocks, readTerraform } from "./terraform.js";

/** A file of a tenant. */
export interface OktaFile {
  /** Its name: `.tf` files are Terraform's, all others JSON. */
  readonly name: string;
  readonly text: string;
}

/** What an import may be told. */
export interface ImportOptions {
  /** The authorization server whose claims are wanted, where the files have those of several: its id, or Terraform's reference to it. */
  readonly server?: string;
}

/** How many there were, and how many are in the document. */
export interface ImportCount {
  readonly found: number;
  readonly carried: number;
}

/** An imported tenant. */
export interface OktaImport {
  /** The claims document, as plain data. Expressions that do not check are in it, so that they can be corrected there. */
  readonly document: ClaimsDocument;
  /** The same, defined with every function; undefined where something in it must be corrected first. */
  readonly set: ClaimSet | undefined;
  readonly notes: readonly OktaNote<ImportNoteCode>[];
  /** What the document itself says of its parts, warnings too. */
  readonly diagnostics: readonly DocumentDiagnostic[];
  readonly counts: { readonly claims: ImportCount; readonly clients: ImportCount; readonly groupRules: ImportCount };
}

/** Longer files are not read. */
const LONGEST_FILE = 50_000_000;

/**
 * Imports a tenant.
 *
 * @param files the JSON of Okta's API (claims and scopes of an authorization server, schemas, apps, group rules), what
 * `exportOkta` writes, and Terraform's files, in any order and together
 * @returns the document, and what does not carry over; never throws on what a file holds
 * @throws ClaimsElError with `check/bad-setting` where what is given are no files
 * @example
 * const { document, notes } = importOkta([{ name: "claims.json", text: await readFile("claims.json", "utf8") }]);
 */
export function importOkta(files: readonly OktaFile[], options?: ImportOptions): OktaImport {
  return withinStack(() => imported(usable(files), options ?? {}));
}

function usable(files: readonly OktaFile[]): readonly OktaFile[] {
  if (!Array.isArray(files)) throw badFiles("files", "it is not a list");
  const isFile = (file: Partial<OktaFile> | null) => typeof file?.name === "string" && typeof file.text === "string";
  const at = files.findIndex((file) => !isFile(file));
  if (at >= 0) throw badFiles(`files[${at}]`, "it is not a file with a name and a text");
  return files;
}

const badFiles = (setting: string, problem: string) =>
  badSetting(setting, problem, "Give a list of files, each as `{ name, text }`.");

function imported(files: readonly OktaFile[], options: ImportOptions): OktaImport {
  const notes: ImportNotes = new Notes(IMPORT_NOTES);
  const tenant = readFiles(files, notes);
  const chosen = options.server === undefined ? tenant : ofServer(tenant, options.server);
  const made = documentOf(chosen, notes);
  const { set, diagnostics } = readClaims(made.document, { functions: allFunctions });
  passUnfinished(diagnostics);
  noteErrors(diagnostics, made, notes);
  const { clients = [], groupRules = [] } = made.document;
  const { seen } = tenant;
  const ofOthers = tenant.claims.length - chosen.claims.length;
  return {
    document: made.document,
    set,
    notes: notes.list,
    diagnostics,
    counts: {
      claims: { found: seen.claim - ofOthers, carried: carriedClaims(made.claims) },
      clients: { found: seen.app, carried: clients.length },
      groupRules: { found: seen.rule, carried: groupRules.length },
    },
  };
}

/** A claim that stands for two of Okta's, or for several apps', counts as often. */
function carriedClaims(claims: readonly ImportedClaim[]): number {
  return claims.reduce((sum, { definition: { tokens = [], clients } }) => {
    const ofApps = Array.isArray(clients) ? clients.length : 0;
    return sum + (ofApps || (tokens.includes("access_token") && tokens.length > 1 ? 2 : 1));
  }, 0);
}

function readFiles(files: readonly OktaFile[], notes: ImportNotes): Tenant {
  const tenant = emptyTenant();
  const blocks: FileBlocks[] = [];
  for (const { name, text } of files) {
    const origin: Origin = { file: name };
    const unreadable = (problem: string, line?: number) =>
      notes.add("not-readable", { subject: "file", name, origin: line === undefined ? origin : { ...origin, line } }, { problem });
    if (text.length > LONGEST_FILE) unreadable(`it has more than ${LONGEST_FILE} characters`);
    else if (/\.tf$/i.test(name)) {
      const read = readHcl(text);
      if (read instanceof HclFault) unreadable(read.problem, read.line);
      else blocks.push({ file: name, blocks: read });
    } else readJsonFile(text, { tenant, notes, origin }, unreadable);
  }
  readTerraform(blocks, tenant, notes);
  return tenant;
}

function readJsonFile(
  text: string,
  reading: Parameters<typeof readJson>[1],
  unreadable: (problem: string, line: number) => void,
): void {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    passStack(error);
    // The parser's own words differ from version to version and quote the text.
    const { at, problem } = jsonFault(text);
    unreadable(problem, positionAt(text, at).line);
    return;
  }
  readJson(data, reading);
}

function ofServer(tenant: Tenant, server: string): Tenant {
  return { ...tenant, claims: tenant.claims.filter((claim) => claim.server === server) };
}

/** A document in the making, with the origins of its parts. */
interface Made {
  readonly document: ClaimsDocument;
  readonly claims: readonly ImportedClaim[];
  readonly rules: readonly OktaRule[];
}

function documentOf(tenant: Tenant, notes: ImportNotes): Made {
  const claims = importClaims(tenant, notes);
  const clients = importClients(tenant.apps, notes);
  const schemas = { ...importSchemas(tenant.schemas, notes), ...appSchema(clients, claims, notes) };
  const document: ClaimsDocument = {
    ...(Object.keys(schemas).length > 0 ? { schemas } : {}),
    ...(clients.length > 0 ? { clients } : {}),
    claims: claims.map(({ definition }) => definition),
    ...(tenant.rules.length > 0 ? { groupRules: tenant.rules.map((rule) => importRule(rule, notes)) } : {}),
  };
  return { document, claims, rules: tenant.rules };
}

/** Without clients nobody knows the properties, and `app` stays open. */
function appSchema(
  clients: readonly ClientDefinition[],
  claims: readonly ImportedClaim[],
  notes: ImportNotes,
): { app?: Record<string, string> } {
  if (clients.length === 0) return {};
  const open = defineEnvironment({ functions: allFunctions });
  const reads = new Map<string, string[]>();
  for (const { definition } of claims) {
    if (definition.value === undefined) continue;
    for (const path of checkWithFacts(definition.value, open).result.reads) {
      const property = /^app\.profile(?:\.([\w$]+)|\["((?:[^"\\])*)"\])/.exec(path);
      const name = property?.[1] ?? property?.[2];
      if (name !== undefined) reads.set(name, [...new Set([...(reads.get(name) ?? []), definition.name])]);
    }
  }
  return { app: schemaOfApps(clients, reads, notes) };
}

function importRule(rule: OktaRule, notes: ImportNotes): GroupRuleDefinition {
  const { name, value, groups, exceptUsers, exceptGroups, status, origin } = rule;
  if (status !== "ACTIVE") notes.add(status === "INVALID" ? "invalid-rule" : "inactive", { subject: "rule", name, origin });
  return {
    ...{ name, value, groups: [...groups] },
    ...(exceptUsers.length > 0 ? { exceptUsers: [...exceptUsers] } : {}),
    ...(exceptGroups.length > 0 ? { exceptGroups: [...exceptGroups] } : {}),
    ...(status === "ACTIVE" ? {} : { status: "inactive" }),
  };
}

/** Every error of the document is a note of what it came from. */
function noteErrors(diagnostics: readonly DocumentDiagnostic[], { claims, rules, document }: Made, notes: ImportNotes): void {
  for (const { severity, code, message, keys, path } of diagnostics) {
    if (severity !== "error") continue;
    const [list, index] = keys;
    const claim = list === "claims" ? claims[Number(index)] : undefined;
    const rule = list === "groupRules" ? rules[Number(index)] : undefined;
    const client = list === "clients" ? document.clients?.[Number(index)] : undefined;
    const origin = claim?.origin ?? rule?.origin;
    const subject = claim ? "claim" : rule ? "rule" : client ? "app" : list === "schemas" ? "schema" : "document";
    const name = claim?.definition.name ?? rule?.name ?? client?.clientId ?? String(index ?? list ?? "document");
    notes.add("does-not-check", { subject, name, path, ...(origin ? { origin } : {}) }, { code, message });
  }
}
