/** The table of roots: the names an expression may start with, what is built into each, and where its data lies in a context. */

import { ownParts, type Parts } from "../base/own-parts.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import { fits } from "../types/relate.js";
import {
  ANY_MAP,
  BOOLEAN,
  GROUP,
  listOf,
  type MapType,
  optional,
  required,
  TEXT,
  TIMESTAMP,
  type Type,
  type Typed,
} from "../types/type.js";
import { joinPath } from "../values/path.js";
import type { Party } from "./grants.js";

/**
 * How names under a root become keys of the data.
 *
 * - `user`: `user.x` and `user.profile.x` are one attribute; only the built-in names stand beside `profile`
 * - `app`: every name that is not built in is a property of `app.profile`
 * - `flat`: as written
 * - `clock`: the context's `now`, a point in time
 * - `grant`: what is known of the token's grant
 */
export type Layout = "user" | "app" | "flat" | "clock" | "grant";

/** One row of the table. */
export interface RootRow {
  readonly doc: string;
  readonly layout: Layout;
  readonly builtIn: Readonly<Record<string, Type>>;
  /** Who must be there for the root to have a value. */
  readonly needs?: Party;
  /** The reason code of an attribute without a value. */
  readonly unset: ReasonCode;
  /** Set where the root is not a record with a schema: its type. */
  readonly type?: Type;
  /** The reason code when the root itself is missing although who it needs is there; without it such a root is taken to be there. */
  readonly missing?: ReasonCode;
  /** It is there in every evaluation. */
  readonly always?: true;
  /** Where who it needs is there, a missing list is an empty one. */
  readonly emptyWhenMissing?: true;
  /** What is often believed of it when it is absent, and does not hold. */
  readonly absentHint?: string;
}

const texts = listOf(required(TEXT));
const groups = listOf(required(GROUP));
const GRANT_FACTS: MapType = {
  kind: "map",
  attributes: new Map([
    ["name", optional(TEXT)],
    ["manyGroups", required(BOOLEAN)],
  ]),
  open: false,
};

/** Every root with a fixed name. */
// biome-ignore format: table
export const ROOTS = {
  user: { doc: "The resource owner.", layout: "user", needs: "user", unset: "unset-on-user", builtIn: { id: TEXT, status: TEXT, created: TIMESTAMP, lastUpdated: TIMESTAMP, lastLogin: TIMESTAMP, passwordChanged: TIMESTAMP } },
  appuser: { doc: "The user's profile for this client; null when the user is not assigned to it.", layout: "flat", needs: "appuser", unset: "unset-on-app-user", builtIn: { userName: TEXT } },
  app: { doc: "The client; its own properties are under `app.profile`.", layout: "app", unset: "unset-on-client", builtIn: { id: TEXT, clientId: TEXT, name: TEXT, label: TEXT, groups, roles: texts } },
  groups: { doc: "The user's groups.", layout: "flat", needs: "user", unset: "unset-on-user", builtIn: {}, type: groups, absentHint: "Assigning an application to a group makes it no member of it; the client's own groups are in `app.groups`." },
  org: { doc: "The organisation.", layout: "flat", unset: "unset", builtIn: { name: TEXT, subDomain: TEXT } },
  session: { doc: "The user's session with the authorization server.", layout: "flat", needs: "session", unset: "unset", builtIn: { amr: texts, id: TEXT } },
  access: { doc: "The access that was granted; `access.scope` lists the scopes.", layout: "flat", unset: "unset", builtIn: { scope: texts } },
  device: { doc: "The device of the request.", layout: "flat", unset: "unset", builtIn: {} },
  security: { doc: "Risk and behaviours of the request.", layout: "flat", unset: "unset", builtIn: {} },
  login: { doc: "What was typed to sign in.", layout: "flat", unset: "unset", builtIn: {} },
  accessRequest: { doc: "The account operation that is asked for.", layout: "flat", unset: "unset", builtIn: {} },
  idpuser: { doc: "The profile at the external identity provider.", layout: "flat", unset: "unset", builtIn: {} },
  source: { doc: "The profile that a mapping starts from.", layout: "flat", unset: "unset", builtIn: {} },
} as const satisfies Record<string, RootRow>;

/** A root's fixed name. */
export type RootName = keyof typeof ROOTS;

const appUsers = listOf(required(ANY_MAP));

/** What functions read of the context and no expression names. The key is where its data lies, and what messages call it. */
// biome-ignore format: table
export const HIDDEN_ROOTS = {
  now: { doc: "The time of the evaluation.", layout: "clock", unset: "needs-now", missing: "needs-now", builtIn: {}, type: TIMESTAMP },
  grant: { doc: "The grant of the token.", layout: "grant", unset: "unset", builtIn: {}, type: GRANT_FACTS, always: true },
  "directory.activeDirectory": { doc: "The user's Active Directory app-users.", layout: "flat", needs: "user", unset: "unset", builtIn: {}, type: appUsers, emptyWhenMissing: true },
  "directory.workday": { doc: "The user's Workday app-users.", layout: "flat", needs: "user", unset: "unset", builtIn: {}, type: appUsers, emptyWhenMissing: true },
} as const satisfies Record<string, RootRow>;

/** A root of one environment: its row, and its schema. */
export interface Root {
  readonly name: string;
  readonly doc: string;
  readonly layout: Layout;
  readonly needs?: Party;
  readonly unset: ReasonCode;
  /** Where its data lies in a context, key by key. */
  readonly location: readonly string[];
  /** The record, with built-in and declared attributes; or a list. For `app` the declared ones are under `profile`. */
  readonly type: Type;
  /** Undeclared attributes are allowed, with type unknown. */
  readonly open: boolean;
  readonly builtIn: ReadonlySet<string>;
  readonly missing?: ReasonCode;
  readonly always?: true;
  readonly emptyWhenMissing?: true;
  readonly absentHint?: string;
}

/** Records that functions find elsewhere in a context, and what each is like. */
// biome-ignore format: table
const RECORDS = {
  user: { doc: "Another user.", layout: "user", needs: "user", unset: "unset", missing: "directory-no-match", builtIn: ROOTS.user.builtIn },
  appuser: { doc: "Another app-user.", layout: "flat", needs: "user", unset: "unset", missing: "directory-no-match", builtIn: ROOTS.appuser.builtIn },
} as const satisfies Record<string, RootRow>;

/** A record at a place of the context, as a root of its own; another user has the schema of the root `user`. */
export function recordRoot(kind: keyof typeof RECORDS, location: readonly string[], user: Root): Root {
  const root = makeRoot(location.reduce(joinPath, ""), RECORDS[kind], location, undefined);
  if (kind === "user") return { ...root, type: user.type, open: user.open };
  return { ...root, type: { ...(root.type as MapType), record: kind } };
}

const ROW_PARTS: Parts<RootRow> = {
  needs: undefined,
  type: undefined,
  missing: undefined,
  always: undefined,
  emptyWhenMissing: undefined,
  absentHint: undefined,
};

/** A root of one environment. */
export function makeRoot(name: string, given: RootRow, location: readonly string[], declared: MapType | undefined): Root {
  const row = ownParts(ROW_PARTS, given);
  const { doc, layout, needs, unset, missing, always, emptyWhenMissing, absentHint } = row;
  return {
    name,
    doc,
    layout,
    unset,
    location,
    needs,
    missing,
    always,
    emptyWhenMissing,
    absentHint,
    type: rootType(name, row, declared),
    open: declared === undefined || declared.open,
    builtIn: new Set(Object.keys(row.builtIn)),
  } as Root;
}

/** The schema type of a root from its row and what a host declared (undefined: open). */
function rootType(name: string, row: RootRow, declared: MapType | undefined): Type {
  if (row.type) return row.type;
  const attributes = new Map<string, Typed>(Object.entries(row.builtIn).map(([key, type]) => [key, optional(type)]));
  const others = { open: declared === undefined || declared.open, ...(declared?.rest ? { rest: declared.rest } : {}) };
  if (row.layout === "app") {
    attributes.set("profile", optional({ kind: "map", attributes: declared?.attributes ?? new Map(), ...others }));
    return { kind: "map", attributes, open: false, record: name };
  }
  // Where nothing is built in the declared ones are shared: each bare name of a host is a root with the attributes of all of them.
  if (declared && attributes.size === 0) return { kind: "map", attributes: declared.attributes, ...others, record: name };
  for (const [key, attribute] of declared?.attributes ?? []) {
    if (!attributes.has(key) || refines(row, key, attribute.type)) attributes.set(key, attribute);
  }
  return { kind: "map", attributes, ...others, record: name };
}

/**
 * Whether a declared attribute says more of the built-in one of that name. Where it does not, or belongs to a profile
 * that stands apart, the name still means the built-in one.
 */
export function refines(row: RootRow, key: string, declared: Type): boolean {
  const builtIn = Object.hasOwn(row.builtIn, key) ? row.builtIn[key] : undefined;
  return row.layout !== "app" && builtIn !== undefined && declared.kind === builtIn.kind && fits(declared, builtIn);
}
