/** The ready-made context kinds: which roots and grants an expression of each has, and what it must give. */

import { type FunctionRow, familyOf } from "../library/define.js";
import { GRANTS, type Grant, NO_TOKEN_GRANT } from "./grants.js";
import { ROOTS, type RootName } from "./roots.js";

/** What kind of place an expression is written in. A host may make its own. */
export interface ContextKind {
  readonly name: string;
  readonly roots: readonly RootName[];
  readonly grants: Readonly<Record<string, Grant>>;
  /** `claim`: any value a token can carry. `boolean`: true or false, where null is "not matched". */
  readonly result: "claim" | "boolean";
  /** Bare names from `vars` may be used. */
  readonly vars: boolean;
  /** Explicit application instances, `zendesk.x` and `zendesk_app.x`, may be declared. */
  readonly instances: boolean;
  /** Families and functions that are not known here. A function that reads a root which the kind lacks is not known either. */
  readonly except?: readonly string[];
  /** Projections, `list.![…]`, are not known here. */
  readonly noProjections?: true;
}

/** Functions over the user's groups that answer names for a token, and nothing else. */
const FOR_CLAIMS_ALONE = ["Groups", "getFilteredGroups"];

const UNBOUND: Readonly<Record<string, Grant>> = { evaluation: NO_TOKEN_GRANT };

/** The kinds by name. */
// biome-ignore format: table
export const KINDS = {
  claim: { name: "claim", roots: ["user", "appuser", "app", "groups", "org", "session", "access", "device"], grants: GRANTS, result: "claim", vars: true, instances: false },
  "group-rule": { name: "group-rule", roots: ["user", "groups", "org"], grants: UNBOUND, result: "boolean", vars: false, instances: false, except: ["Convert", "Time", "DateTime", "Iso3166Convert", ...FOR_CLAIMS_ALONE, "user.getLinkedObject"], noProjections: true },
  mapping: { name: "mapping", roots: ["user", "appuser", "app", "groups", "org", "idpuser", "source"], grants: UNBOUND, result: "claim", vars: true, instances: true, except: FOR_CLAIMS_ALONE },
  "saml-attribute": { name: "saml-attribute", roots: ["user", "appuser", "app", "groups", "org", "session"], grants: UNBOUND, result: "claim", vars: false, instances: false, except: FOR_CLAIMS_ALONE },
  policy: { name: "policy", roots: ["user", "groups", "org", "session", "device", "security", "login", "accessRequest"], grants: UNBOUND, result: "boolean", vars: false, instances: false, except: FOR_CLAIMS_ALONE },
} as const satisfies Record<string, ContextKind>;

/** The name of a ready-made kind. */
export type KindName = keyof typeof KINDS;

/** Whether expressions of a kind know a function. */
export function knowsFunction(kind: ContextKind, row: FunctionRow): boolean {
  const excepted = kind.except ?? [];
  if (row.name !== undefined && (excepted.includes(row.name) || excepted.includes(familyOf(row) ?? ""))) return false;
  return rootsOf(row).every((root) => !Object.hasOwn(ROOTS, root) || (kind.roots as readonly string[]).includes(root));
}

/** The roots that each row reads, as long as somebody has the row. */
const ROOTS_READ = new WeakMap<FunctionRow, readonly string[]>();

function rootsOf(row: FunctionRow): readonly string[] {
  const known = ROOTS_READ.get(row) ?? rootsReadBy(row);
  ROOTS_READ.set(row, known);
  return known;
}

function rootsReadBy(row: FunctionRow): string[] {
  return row.overloads.flatMap(({ context, stands }) => [
    ...(context ?? []).map((read) => read.root),
    ...(stands ? [stands.root] : []),
  ]);
}

/** The ready-made kinds that something holds for. */
export function kindsWhere(holds: (kind: ContextKind) => boolean): KindName[] {
  return (Object.keys(KINDS) as KindName[]).filter((name) => holds(KINDS[name]));
}
