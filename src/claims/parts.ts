/** What a claim set is made of; the functions of this room work on it. */
import type { Environment } from "../context/environment.js";
import type { Claim, NamedClaims } from "./claim.js";
import type { ClaimsDocument, ClientDefinition } from "./document-types.js";
import type { DocumentDiagnostic } from "./problem.js";

/** An object with the names of all claims of a set, each as its own. */
export type TokenShape = Readonly<Record<string, null>>;

/** The parts of a claim set. */
export interface ClaimSetParts {
  readonly document: ClaimsDocument;
  readonly env: Environment;
  /** The active claims, in the order of the document. */
  readonly claims: readonly Claim[];
  /** The same, grouped by name. */
  readonly named: readonly NamedClaims[];
  /** The shape of a token that has them all. */
  readonly shape: TokenShape | undefined;
  readonly clients: ReadonlyMap<string, ClientDefinition>;
  readonly warnings: readonly DocumentDiagnostic[];
}
