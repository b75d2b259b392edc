/** What a claim set is made of; the functions of this room work on it. */
import type { Environment } from "../context/environment.js";
import type { Claim, NamedClaims } from "./claim.js";
import type { ClaimsDocument, ClientDefinition } from "./document-types.js";
import type { DocumentDiagnostic } from "./problem.js";

/** The parts of a claim set. */
export interface ClaimSetParts {
  readonly document: ClaimsDocument;
  readonly env: Environment;
  /** The active claims, in the order of the document. */
  readonly claims: readonly Claim[];
  /** The same, grouped by name. */
  readonly named: readonly NamedClaims[];
  readonly clients: ReadonlyMap<string, ClientDefinition>;
  readonly warnings: readonly DocumentDiagnostic[];
}
