/** The ready-made context kinds: which roots and grants an expression of each has, and what it must give. */
import { GRANTS, type Grant, NO_TOKEN_GRANT } from "./grants.js";
import type { RootName } from "./roots.js";

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
}

const UNBOUND: Readonly<Record<string, Grant>> = { evaluation: NO_TOKEN_GRANT };

/** The kinds by name. */
// biome-ignore format: table
export const KINDS = {
  claim: { name: "claim", roots: ["user", "appuser", "app", "groups", "org", "session", "access", "device"], grants: GRANTS, result: "claim", vars: true, instances: false },
  "group-rule": { name: "group-rule", roots: ["user", "groups", "org"], grants: UNBOUND, result: "boolean", vars: false, instances: false },
  mapping: { name: "mapping", roots: ["user", "appuser", "app", "groups", "org", "idpuser", "source"], grants: UNBOUND, result: "claim", vars: true, instances: true },
  "saml-attribute": { name: "saml-attribute", roots: ["user", "appuser", "app", "groups", "org", "session"], grants: UNBOUND, result: "claim", vars: false, instances: false },
  policy: { name: "policy", roots: ["user", "groups", "org", "session", "device", "security", "login", "accessRequest"], grants: UNBOUND, result: "boolean", vars: false, instances: false },
} as const satisfies Record<string, ContextKind>;

/** The name of a ready-made kind. */
export type KindName = keyof typeof KINDS;
