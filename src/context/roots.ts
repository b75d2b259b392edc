/** The table of roots: the names an expression may start with, what is built into each, and where its data lies in a context. */
import { GROUP, listOf, type MapType, optional, required, TEXT, TIMESTAMP, type Type, type Typed } from "../types/type.js";
import type { Party } from "./grants.js";
import type { ReasonCode } from "./reasons.js";

/**
 * How names under a root become keys of the data.
 *
 * - `user`: `user.x` and `user.profile.x` are one attribute; only the built-in names stand beside `profile`
 * - `app`: every name that is not built in is a property of `app.profile`
 * - `flat`: as written
 */
export type Layout = "user" | "app" | "flat";

/** One row of the table. */
export interface RootRow {
  readonly doc: string;
  readonly layout: Layout;
  readonly builtIn: Readonly<Record<string, Type>>;
  /** Who must be there for the root to have a value. */
  readonly needs?: Party;
  /** The reason code of an attribute without a value. */
  readonly unset: ReasonCode;
  /** Set where the root is not a record but a list. */
  readonly list?: Type;
}

const texts = listOf(required(TEXT));
const groups = listOf(required(GROUP));

/** Every root with a fixed name. */
// biome-ignore format: table
export const ROOTS = {
  user: { doc: "The resource owner.", layout: "user", needs: "user", unset: "unset-on-user", builtIn: { id: TEXT, status: TEXT, created: TIMESTAMP, lastUpdated: TIMESTAMP, lastLogin: TIMESTAMP, passwordChanged: TIMESTAMP } },
  appuser: { doc: "The user's profile for this client; null when the user is not assigned to it.", layout: "flat", needs: "appuser", unset: "unset-on-app-user", builtIn: { userName: TEXT } },
  app: { doc: "The client; its own properties are under `app.profile`.", layout: "app", unset: "unset-on-client", builtIn: { id: TEXT, clientId: TEXT, name: TEXT, label: TEXT, groups, roles: texts } },
  groups: { doc: "The user's groups.", layout: "flat", needs: "user", unset: "unset-on-user", builtIn: {}, list: groups },
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
}

/** The schema type of a root from its row and what a host declared (undefined: open). */
export function rootType(name: string, row: RootRow, declared: MapType | undefined): Type {
  if (row.list) return row.list;
  const attributes = new Map<string, Typed>(Object.entries(row.builtIn).map(([key, type]) => [key, optional(type)]));
  const open = declared === undefined || declared.open;
  const own = new Map<string, Typed>();
  for (const [key, attribute] of declared?.attributes ?? []) (row.layout === "app" && !attributes.has(key) ? own : attributes).set(key, attribute);
  if (row.layout === "app") attributes.set("profile", optional({ kind: "map", attributes: own, open }));
  return { kind: "map", attributes, open: row.layout === "app" ? false : open, record: name };
}
