/** Reads Terraform's blocks of Okta's provider into a tenant: claims, OAuth apps with their groups claims, group rules. */
import { passStack } from "../diagnostics/stack.js";
import { carriedMap } from "./carried.js";
import type { HclBlock, HclValue } from "./hcl.js";
import type { ImportNotes, Noted, Origin } from "./notes.js";
import { Module, type Resolved, referenceIn, Unresolved } from "./resolve.js";
import { isFilterType, type OktaApp, type OktaAppClaim, type Tenant } from "./tenant.js";

/** Blocks with the file they are from. */
export interface FileBlocks {
  readonly file: string;
  readonly blocks: readonly HclBlock[];
}

/** What the reading of one block needs. */
interface Reading {
  readonly tenant: Tenant;
  readonly notes: ImportNotes;
  readonly module: Module;
  readonly origin: Origin;
}

const READERS: Readonly<
  Record<string, { readonly subject: "claim" | "app" | "rule"; read(block: HclBlock, reading: Reading, noted: Noted): void }>
> = {
  okta_auth_server_claim: { subject: "claim", read: readClaim },
  okta_auth_server_claim_default: { subject: "claim", read: (_block, { notes }, noted) => notes.add("system-claim", noted) },
  okta_app_oauth: { subject: "app", read: readApp },
  okta_app_oauth_groups_claim: { subject: "claim", read: readGroupsClaim },
  okta_group_rule: { subject: "rule", read: readRule },
};

/** Blocks that say nothing of a claims document: people, groups, who may use an app, and what tokens are for. */
const PASSED_OVER = new Set([
  ...["okta_app_group_assignment", "okta_app_group_assignments", "okta_app_user", "okta_auth_server", "okta_auth_server_default"],
  ...["okta_auth_server_scope", "okta_group", "okta_group_memberships", "okta_user", "okta_user_group_memberships"],
]);

/** Reads the blocks of all files together: they are one module, in which blocks refer to one another. */
export function readTerraform(files: readonly FileBlocks[], tenant: Tenant, notes: ImportNotes): void {
  const module = new Module(files.flatMap(({ blocks }) => blocks));
  for (const { file, blocks } of files) {
    noteUnread(file, blocks, notes);
    for (const block of blocks) {
      const reader = block.type === "resource" ? READERS[block.labels[0] ?? ""] : undefined;
      if (!reader) continue;
      const origin = { file, line: block.line };
      const noted = { subject: reader.subject, name: block.labels.join("."), origin };
      tenant.seen[reader.subject]++;
      const repeats = ["for_each", "count"].find((key) => block.attributes.has(key));
      if (repeats === undefined) reader.read(block, { tenant, notes, module, origin }, noted);
      else notes.add("repeated", noted, { key: repeats });
    }
  }
}

/** One note for each type of block that may say something of tokens and is not read: other blocks of Okta's, and modules, whose files are elsewhere. */
function noteUnread(file: string, blocks: readonly HclBlock[], notes: ImportNotes): void {
  const unread = new Map<string, HclBlock[]>();
  for (const block of blocks) {
    const type = block.type === "resource" ? (block.labels[0] ?? "") : block.type;
    if (type !== "module" && !(type.startsWith("okta_") && !Object.hasOwn(READERS, type) && !PASSED_OVER.has(type))) continue;
    unread.set(type, [...(unread.get(type) ?? []), block]);
  }
  for (const [type, found] of unread)
    notes.add(
      "unread-blocks",
      { subject: "file", name: type, origin: { file, line: found[0]?.line ?? 1 } },
      { count: found.length },
    );
}

/** Reads the attributes of one block; a note for the first that cannot be read. */
class Attributes {
  failed = false;

  constructor(
    private readonly block: HclBlock,
    private readonly reading: Reading,
    private readonly noted: Noted,
  ) {}

  /** What an attribute comes to; undefined where it is not there. */
  value(key: string): Resolved | undefined {
    const value = this.block.attributes.get(key);
    const resolved = value && this.reading.module.resolve(value);
    if (!(resolved instanceof Unresolved)) return resolved ?? undefined;
    this.fail("unresolved", { key, reference: resolved.reference });
    return undefined;
  }

  /** A text; Terraform makes one of a number or a boolean itself. */
  text(key: string): string | undefined {
    const value = this.value(key);
    return typeof value === "number" || typeof value === "boolean" ? String(value) : typeof value === "string" ? value : undefined;
  }

  required(key: string): string {
    const text = this.text(key);
    if (text === undefined) this.fail("incomplete", { key });
    return text ?? "";
  }

  /** The texts of a list; a note for what is no list of texts, because a part of it could mean more than the whole. */
  texts(key: string): string[] {
    const value = this.value(key) ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value as string[];
    this.fail("odd-value", { key });
    return [];
  }

  /** One of the words that Okta has at a key, the first where there is none. */
  oneOf<Word extends string>(key: string, words: readonly [Word, ...Word[]]): Word {
    const value = this.value(key) ?? words[0];
    const word = words.find((each) => each === value);
    if (word === undefined) this.fail("odd-value", { key });
    return word ?? words[0];
  }

  /** Texts of a list in which a reference to what is not in the files stands for itself. */
  textsOrReferences(key: string): string[] {
    const value = this.block.attributes.get(key);
    if (value?.kind !== "list") return this.texts(key);
    return value.items.flatMap((item) => {
      const resolved = this.reading.module.resolve(item);
      if (typeof resolved === "string") return [resolved];
      if (!(resolved instanceof Unresolved)) this.fail("odd-value", { key });
      const reference = referenceIn(item);
      if (resolved instanceof Unresolved && reference === undefined)
        this.fail("unresolved", { key, reference: resolved.reference });
      return reference ?? [];
    });
  }

  /** A text, or the reference that stands in its place. */
  textOrReference(key: string): string | undefined {
    const value: HclValue | undefined = this.block.attributes.get(key);
    const resolved = value && this.reading.module.resolve(value);
    return typeof resolved === "string" ? resolved : value && referenceIn(value);
  }

  private fail(code: "unresolved" | "incomplete" | "odd-value", data: Readonly<Record<string, string>>): void {
    if (!this.failed) this.reading.notes.add(code, this.noted, data);
    this.failed = true;
  }
}

function readClaim(block: HclBlock, reading: Reading, noted: Noted): void {
  const read = new Attributes(block, reading, noted);
  const name = read.required("name");
  const value = read.required("value");
  const filter = read.text("group_filter_type");
  const isGroups = read.oneOf("value_type", ["EXPRESSION", "GROUPS"]) === "GROUPS";
  const scopes = read.texts("scopes");
  const status = read.oneOf("status", ["ACTIVE", "INACTIVE"]);
  read.required("claim_type");
  const claimType = read.oneOf("claim_type", ["RESOURCE", "IDENTITY"]);
  const alwaysInclude = read.value("always_include_in_token") !== false;
  const server = read.textOrReference("auth_server_id");
  if (isGroups && !isFilterType(filter)) read.required("group_filter_type");
  if (read.failed) return;
  reading.tenant.claims.push({
    name,
    active: status === "ACTIVE",
    claimType,
    valueType: isGroups ? "GROUPS" : "EXPRESSION",
    value,
    ...(isGroups && isFilterType(filter) ? { filter } : {}),
    alwaysInclude,
    scopes,
    ...(server === undefined ? {} : { server }),
    origin: reading.origin,
  });
}

/** The id of an app's client: as given, or the address that stands for it until Okta makes one. */
function clientOf(read: Attributes, block: HclBlock): string {
  return read.text("client_id") ?? block.labels.join(".");
}

function readApp(block: HclBlock, reading: Reading, noted: Noted): void {
  const read = new Attributes(block, reading, noted);
  const label = read.required("label");
  const clientId = clientOf(read, block);
  const grantTypes = block.attributes.has("grant_types") ? read.texts("grant_types") : undefined;
  const profile = profileIn(read.text("profile"), noted, reading);
  if (read.text("status") === "INACTIVE") {
    reading.notes.add("inactive-app", noted);
    return;
  }
  if (profile === "not JSON") reading.notes.add("incomplete", noted, { key: "profile" });
  if (read.failed || profile === "not JSON") return;
  if (!block.attributes.has("client_id")) reading.notes.add("client-id", noted, { client: clientId });
  const app: OktaApp = {
    clientId,
    label,
    ...(profile ? { profile } : {}),
    ...(grantTypes ? { grantTypes } : {}),
    origin: reading.origin,
  };
  reading.tenant.apps.push(app);
  for (const inner of block.blocks.filter(({ type }) => type === "groups_claim")) {
    reading.tenant.seen.claim++;
    const origin = { ...reading.origin, line: inner.line };
    addGroupsClaim(inner, clientId, { ...reading, origin }, { subject: "claim", name: `${noted.name} groups_claim`, origin });
  }
  for (const { labels, line } of block.blocks.filter(({ type, labels }) => type === "dynamic" && labels[0] === "groups_claim")) {
    reading.tenant.seen.claim++;
    const origin = { ...reading.origin, line };
    reading.notes.add("repeated", { subject: "claim", name: `${noted.name} ${labels[0]}`, origin }, { key: "dynamic" });
  }
}

/** The properties of an app, which Terraform keeps as the text of JSON. */
function profileIn(text: string | undefined, noted: Noted, { notes }: Reading): OktaApp["profile"] | "not JSON" {
  if (text === undefined) return undefined;
  try {
    return carriedMap(JSON.parse(text), "profile", noted, notes);
  } catch (error) {
    passStack(error);
    // The note says so; the parser's own words would quote the data.
    return "not JSON";
  }
}

/** A groups claim as a block of its own, for whoever writes it so; the provider's documentation has it inside the app. */
function readGroupsClaim(block: HclBlock, reading: Reading, noted: Noted): void {
  const reference = new Attributes(block, reading, noted).textOrReference("app_id");
  if (reference === undefined) {
    reading.notes.add("incomplete", noted, { key: "app_id" });
    return;
  }
  const address = /^(okta_app_oauth\.[\w-]+)\.(?:id|client_id)$/.exec(reference)?.[1];
  const client = address === undefined ? reference : reading.module.resolve({ kind: "reference", path: `${address}.client_id` });
  addGroupsClaim(block, typeof client === "string" ? client : (address as string), reading, noted);
}

function addGroupsClaim(block: HclBlock, client: string, reading: Reading, noted: Noted): void {
  const read = new Attributes(block, reading, noted);
  const filter = read.text("filter_type");
  read.required("type");
  const type = read.oneOf("type", ["FILTER", "EXPRESSION"]);
  const name = read.required("name");
  const value = read.required("value");
  if (type === "FILTER" && !isFilterType(filter)) read.required("filter_type");
  if (read.failed) return;
  const claim: OktaAppClaim = { client, name, type, value, origin: reading.origin };
  reading.tenant.appClaims.push(isFilterType(filter) && type === "FILTER" ? { ...claim, filter } : claim);
}

function readRule(block: HclBlock, reading: Reading, noted: Noted): void {
  const read = new Attributes(block, reading, noted);
  const name = read.required("name");
  const value = read.required("expression_value");
  const groups = read.textsOrReferences("group_assignments");
  const exceptUsers = read.textsOrReferences("users_excluded");
  const status = read.oneOf("status", ["ACTIVE", "INACTIVE"]);
  if (read.failed) return;
  if (groups.length === 0) {
    reading.notes.add("incomplete", noted, { key: "group_assignments" });
    return;
  }
  if (read.value("remove_assigned_users") === true) reading.notes.add("removes-users", noted);
  reading.tenant.rules.push({ name, status, value, groups, exceptUsers, exceptGroups: [], origin: reading.origin });
}
