/** The claim set: what a document became, and everything that can be asked of it. */
import type { Environment } from "../context/environment.js";
import { type ContractRequest, contract, type TokenContract } from "./contract.js";
import { type ClientCoverage, clientCoverage } from "./coverage.js";
import type { ClaimsDocument } from "./document.js";
import { type ClaimExplanation, explainClaim } from "./explain.js";
import { type IssueRequest, type IssueResult, issue } from "./issue.js";
import type { ClaimSetParts } from "./parts.js";
import { type Preview, type PreviewedToken, type PreviewRequest, preview, previewTokens } from "./preview.js";
import type { DocumentDiagnostic } from "./problem.js";
import { runTests, type TestReport } from "./tests.js";

/** A defined claims document. Immutable; any number of tokens may be issued at once. */
export interface ClaimSet {
  readonly document: ClaimsDocument;
  readonly environment: Environment;
  /** The context paths that the active claims can read, each once. */
  reads(): readonly string[];
  /** What is doubtful in the document. */
  readonly warnings: readonly DocumentDiagnostic[];
  /**
   * The claims of one token. Pure and deterministic; never throws on data.
   *
   * @example set.issue({ grant: "client_credentials", token: "access_token", client: "app1", scopes: [] })
   */
  issue(request: IssueRequest): IssueResult;
  /** Every token of one client or all, on one grant or all: what `issue` gives, or what it hangs on. No user needed. */
  preview(request?: PreviewRequest): Preview;
  /** `preview`, a token at a time, for progress on long work. */
  previewTokens(request?: PreviewRequest): Generator<PreviewedToken, void, undefined>;
  /** How one claim of one token came about: the tree of its parts, and one sentence a person can act on. */
  explain(request: IssueRequest, name: string): ClaimExplanation;
  /** For each property of the clients that the claims read: how many have it, and which do not. */
  clientCoverage(): readonly ClientCoverage[];
  /** The document's own tests, with coverage by branch and by grant. */
  test(): TestReport;
  /** What readers of one token can rely on, as JSON Schema and as a TypeScript type. */
  contract(request: ContractRequest): TokenContract;
}

/** The parts by set: they are no part of the public object. */
const PARTS = new WeakMap<ClaimSet, ClaimSetParts>();

/** What the rest of this room may use of a set. */
export function partsOf(set: ClaimSet): ClaimSetParts {
  return PARTS.get(set) as ClaimSetParts;
}

/** Makes the set of a document that was read without errors. */
export function makeClaimSet(parts: ClaimSetParts): ClaimSet {
  const set: ClaimSet = Object.freeze({
    document: parts.document,
    environment: parts.env,
    warnings: parts.warnings,
    reads: () => [...new Set(parts.claims.flatMap((claim) => claim.program.reads))].sort(),
    issue: (request: IssueRequest) => issue(parts, request),
    preview: (request?: PreviewRequest) => preview(parts, request),
    previewTokens: (request?: PreviewRequest) => previewTokens(parts, request),
    explain: (request: IssueRequest, name: string) => explainClaim(parts, request, name),
    clientCoverage: () => clientCoverage(parts),
    test: () => runTests(parts),
    contract: (request: ContractRequest) => contract(parts, request),
  });
  PARTS.set(set, parts);
  return set;
}
