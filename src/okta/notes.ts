/** The table of notes: what of a tenant or a document does not carry over as it is, and why. */
import { fillTemplate } from "../diagnostics/diagnostic.js";

/** What became of it. `left-out`: it is not there. `changed`: it is there, and not the same. `to-check`: it is there, and somebody must look. */
export type NoteOutcome = "left-out" | "changed" | "to-check";

/** What a note is about. */
export type NoteSubject = "claim" | "app" | "rule" | "schema" | "file" | "document";

interface NoteRow {
  readonly outcome: NoteOutcome;
  readonly message: string;
}

/** Every note of an import. */
export const IMPORT_NOTES = {
  "not-readable": { outcome: "left-out", message: "The file cannot be read: {problem}." },
  "unknown-object": {
    outcome: "left-out",
    message: "It, or a part of it, is no claim, app, group rule, scope, group or schema of Okta's API.",
  },
  "api-error": { outcome: "left-out", message: "It is an error of Okta's API, not an answer." },
  incomplete: { outcome: "left-out", message: "It has no `{key}`." },
  "odd-value": { outcome: "left-out", message: "Its `{key}` is not what Okta has there." },
  "too-large": { outcome: "left-out", message: "Its `{key}` is larger or deeper than a claims document holds." },
  "unread-blocks": { outcome: "left-out", message: "No block of this type is read: {count} in this file." },
  "system-claim": { outcome: "left-out", message: "Okta makes this claim itself, from no expression." },
  unresolved: { outcome: "left-out", message: "Its `{key}` hangs on `{reference}`, whose value is not in these files." },
  repeated: { outcome: "left-out", message: "`{key}` repeats the block for values that are not in it; write one block for each." },
  "no-oauth-client": { outcome: "left-out", message: "It is no OAuth client, so it gets no tokens." },
  "inactive-app": { outcome: "left-out", message: "It is inactive, so it gets no tokens." },
  "duplicate-client": { outcome: "left-out", message: "Another app has the client id `{client}`." },
  "no-known-grant": { outcome: "left-out", message: "No token of a claims document is issued on its grants: {grants}." },
  "org-server-clash": {
    outcome: "left-out",
    message: "A claim of the authorization server has its name, and a token can hold one of the two.",
  },
  "group-attributes": { outcome: "left-out", message: "Expressions know the built-in attributes of groups; not carried: {names}." },
  "unknown-schema": { outcome: "left-out", message: "Nothing says whether it is of users, app users or groups." },
  "second-schema": { outcome: "left-out", message: "There is another schema of users already." },
  "unsafe-property": { outcome: "left-out", message: "The property `__proto__` is never data." },
  inactive: { outcome: "changed", message: "It is inactive at Okta and stays so." },
  merged: {
    outcome: "changed",
    message: "Okta has two claims of this name, for the access token and the ID token; they are one here.",
  },
  "userinfo-only": {
    outcome: "changed",
    message:
      "It is not always in the ID token: with the flows of a document it is in userinfo alone. An ID token that comes without an access token has it at Okta.",
  },
  slashes: { outcome: "changed", message: "The slashes around its pattern are not part of a pattern." },
  "app-groups-claim": {
    outcome: "changed",
    message:
      "It belongs to an app of the org's own server: it is for this client, in ID tokens and userinfo with the scope `groups`.",
  },
  "filter-sources": {
    outcome: "changed",
    message: "At Okta its filter sees groups of Okta alone; here it sees the user's groups of every source.",
  },
  grant: { outcome: "changed", message: "No token of a claims document is issued on {grants}; its other grants are carried." },
  "app-schema": { outcome: "changed", message: "Okta has no schema of `app.profile`; this one is read off the clients' profiles." },
  "app-user-schemas": {
    outcome: "changed",
    message: "The app-user schemas of {count} apps are one here, in which only what all of them require is required.",
  },
  "rule-include": { outcome: "changed", message: "It names users or groups to include, which Okta itself does not look at." },
  "removes-users": { outcome: "changed", message: "`remove_assigned_users` is of Terraform alone." },
  "invalid-rule": { outcome: "to-check", message: "Okta calls the rule invalid; it is inactive here." },
  "client-id": { outcome: "to-check", message: "Its client id is not in these files; `{client}` stands for it." },
  "scope-id": { outcome: "to-check", message: "Its scope `{scope}` is an id, and no list of scopes in these files names it." },
  "several-servers": { outcome: "to-check", message: "The claims are of {count} authorization servers ({servers}); choose one." },
  "unset-property": {
    outcome: "to-check",
    message: "No client has the property `{property}`, which {claims} reads; it may be anything.",
  },
  "app-user-types": { outcome: "to-check", message: "`{name}` has another type in each app; it may be anything." },
  "does-not-check": { outcome: "to-check", message: "{code}: {message}" },
} as const satisfies Record<string, NoteRow>;

/** Every note of an export. */
export const EXPORT_NOTES = {
  clients: { outcome: "left-out", message: "It is for some clients, and Okta's claims are for all of them." },
  grants: { outcome: "left-out", message: "It is for some grants, and Okta's claims are for all of them." },
  nested: { outcome: "left-out", message: "It is nested, and a name of Okta is one key of the token." },
  "own-policy": { outcome: "changed", message: "Okta has no `{policy}`: it leaves a claim without a value out." },
  "error-policy": { outcome: "changed", message: "Its `whenError` is `omit`; at Okta an error refuses the token." },
  unknown: { outcome: "to-check", message: "Okta's claims and group rules do not know {words}." },
  "too-long": { outcome: "to-check", message: "Its expression has {length} characters; Okta takes {limit}." },
  "rule-limits": {
    outcome: "to-check",
    message: "A group rule of Okta has a name of {name} characters and {groups} groups at most.",
  },
  limit: { outcome: "changed", message: "Its limit is {limit}; a groups claim of Okta has at most 100." },
  "id-token-only": { outcome: "changed", message: "It is for the ID token; Okta gives it in userinfo too." },
  "app-groups-claim": {
    outcome: "left-out",
    message: "It is a groups claim of one client, for which Okta's API has no documented shape; Terraform has.",
  },
  "no-schema": { outcome: "left-out", message: "The schema of `{root}` is no document of Okta's." },
  "rule-groups": { outcome: "changed", message: "Terraform has no place for the groups that it leaves alone." },
  "app-ids": { outcome: "changed", message: "Terraform learns the ids and kinds of apps from Okta." },
  schemas: { outcome: "left-out", message: "Terraform keeps schemas attribute by attribute, and a document keeps them whole." },
  "client-data": { outcome: "left-out", message: "Its {keys} are of a claims document alone." },
  words: { outcome: "left-out", message: "Descriptions and owners are of a claims document alone." },
  tests: { outcome: "left-out", message: "Tests are of a claims document alone." },
} as const satisfies Record<string, NoteRow>;

/** The code of a note. */
export type ImportNoteCode = keyof typeof IMPORT_NOTES;
/** The code of a note of an export. */
export type ExportNoteCode = keyof typeof EXPORT_NOTES;

/** Where something stands. */
export interface Origin {
  /** The name of the file. */
  readonly file: string;
  /** The line of its block, from 1, where the file has blocks. */
  readonly line?: number;
}

/** One note. Plain data; a message names things and never their values. */
export interface OktaNote<Code extends string = ImportNoteCode | ExportNoteCode> {
  readonly outcome: NoteOutcome;
  readonly code: Code;
  readonly subject: NoteSubject;
  readonly name: string;
  readonly message: string;
  readonly origin?: Origin;
  /** The part of the claims document that it is about. */
  readonly path?: string;
}

/** What a note is about, and where that stands. */
export interface Noted {
  readonly subject: NoteSubject;
  readonly name: string;
  readonly origin?: Origin;
  readonly path?: string;
}

/** Collects the notes of one import or export. */
export class Notes<Table extends Readonly<Record<string, NoteRow>>> {
  readonly list: OktaNote<keyof Table & string>[] = [];

  constructor(private readonly table: Table) {}

  add(code: keyof Table & string, about: Noted, data: Readonly<Record<string, string | number>> = {}): void {
    const { outcome, message } = this.table[code] as NoteRow;
    const { subject, name, origin, path } = about;
    this.list.push({
      ...{ outcome, code, subject, name, message: fillTemplate(message, data) },
      ...(origin === undefined ? {} : { origin }),
      ...(path === undefined ? {} : { path }),
    });
  }
}

/** The notes of an import. */
export type ImportNotes = Notes<typeof IMPORT_NOTES>;
/** The notes of an export. */
export type ExportNotes = Notes<typeof EXPORT_NOTES>;
