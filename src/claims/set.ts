/** The claim set: what a document became, and everything that can be asked of it. */

import type { Verdict } from "../check/grants.js";
import type { Environment } from "../context/environment.js";
import { answering, NO_STACK, withinStack } from "../diagnostics/stack.js";
import type { RevealOption } from "../run/masking.js";
import { byName, type Claim, grantsOf } from "./claim.js";
import { type ContractRequest, contract, type TokenContract } from "./contract.js";
import { type ClientCoverage, clientCoverage } from "./coverage.js";
import type { ClaimsDocument, TestDefinition } from "./document-types.js";
import { countEdges, type EdgeReport, edgesOf, tryEdges } from "./edge-tests.js";
import type { EdgeContext } from "./edges.js";
import { type ClaimExplanation, explainClaim } from "./explain.js";
import { type IssueRequest, type IssueResult, issue, refusal, shapeOf } from "./issue.js";
import type { ClaimSetParts } from "./parts.js";
import { countTokens, type Preview, type PreviewedToken, type PreviewRequest, preview, previewTokens } from "./preview.js";
import type { DocumentDiagnostic } from "./problem.js";
import { type Stepwise, stepwise } from "./stepwise.js";
import { type Expectations, expectationsOf, runTests, type TestReport } from "./tests.js";

/** What one claim does on each grant that it is for. */
export interface ClaimVerdicts {
  readonly name: string;
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** A defined claims document. Immutable; any number of tokens may be issued at once. */
export interface ClaimSet {
  readonly document: ClaimsDocument;
  readonly environment: Environment;
  /** What is doubtful in the document. */
  readonly warnings: readonly DocumentDiagnostic[];
  /** The context paths that the active claims can read, each once. */
  reads(): readonly string[];
  /** What each active claim does on each grant that it is for. */
  verdicts(): readonly ClaimVerdicts[];
  /**
   * The claims of one token. Pure and deterministic; never throws on data.
   *
   * @example set.issue({ grant: "client_credentials", token: "access_token", client: "app1", scopes: [] })
   */
  issue(request: IssueRequest): IssueResult;
  /** Every token of one client or all, on one grant or all: what `issue` gives, or what it hangs on. No user needed. */
  preview(request?: PreviewRequest): Preview;
  /** `preview`, a token at a time, for progress on long work. */
  previewTokens(request?: PreviewRequest): Stepwise<PreviewedToken, void>;
  /** How one claim of one token came about: the tree of its parts, and one sentence a person can act on. */
  explain(request: IssueRequest, name: string, options?: RevealOption): ClaimExplanation;
  /** For each property of the clients that the claims read: how many have it, and which do not. */
  clientCoverage(): readonly ClientCoverage[];
  /** The document's own tests, with coverage by branch and by grant. */
  test(options?: RevealOption): TestReport;
  /** What a test would have to expect to pass. */
  expectations(test: TestDefinition): Expectations;
  /** Contexts at the edges of what the claims read on a grant: no user, each attribute unset, blank or empty, many groups. */
  edgeContexts(grant: string): readonly EdgeContext[];
  /** Tries every token in every edge context: what can end in an error. */
  tryEdges(): Stepwise<void, EdgeReport>;
  /** What readers of one token can rely on, as JSON Schema and as a TypeScript type. */
  contract(request: ContractRequest): TokenContract;
}

/** The parts by set: they are no part of the public object. */
const PARTS = new WeakMap<ClaimSet, ClaimSetParts>();

/** What the rest of this room may use of a set. */
export function partsOf(set: ClaimSet): ClaimSetParts {
  const parts = PARTS.get(set);
  if (!parts) throw new TypeError("This is no claim set of this copy of claims-el.");
  return parts;
}

/** Makes the set of a document that was read without errors. */
export function makeClaimSet(made: Omit<ClaimSetParts, "named" | "shape">): ClaimSet {
  const named = byName(made.claims);
  const parts: ClaimSetParts = { ...made, named, shape: shapeOf(named) };
  const refused = refusal(parts, NO_STACK);
  const set: ClaimSet = Object.freeze({
    document: parts.document,
    environment: parts.env,
    warnings: parts.warnings,
    reads: () => withinStack(() => readsOf(parts.claims)),
    verdicts: () => withinStack(() => parts.claims.map((claim) => verdictsOf(claim, parts))),
    issue: (request: IssueRequest) => answering(() => issue(parts, request), refused),
    preview: (request?: PreviewRequest) => withinStack(() => preview(parts, request ?? {})),
    previewTokens: (request?: PreviewRequest) =>
      withinStack(() => stepwise(countTokens(parts, request ?? {}), previewTokens(parts, request ?? {}))),
    explain: (request: IssueRequest, name: string, options?: RevealOption) =>
      withinStack(() => explainClaim(parts, request, name, options)),
    clientCoverage: () => withinStack(() => clientCoverage(parts)),
    test: (options?: RevealOption) => withinStack(() => runTests(parts, options)),
    expectations: (test: TestDefinition) => withinStack(() => expectationsOf(parts, test)),
    edgeContexts: (grant: string) => withinStack(() => edgesOf(parts, grant)),
    tryEdges: () => withinStack(() => stepwise(countEdges(parts), tryEdges(parts))),
    contract: (request: ContractRequest) => withinStack(() => contract(parts, request)),
  });
  PARTS.set(set, parts);
  return set;
}

function verdictsOf(claim: Claim, { env }: ClaimSetParts): ClaimVerdicts {
  const { name, program } = claim;
  const grants = grantsOf(claim, env.grants).filter((grant) =>
    [...claim.tokens].some((token) => env.grants.get(grant)?.tokens.includes(token)),
  );
  return { name, verdicts: Object.fromEntries(grants.map((grant) => [grant, program.verdicts[grant] as Verdict])) };
}

function readsOf(claims: readonly Claim[]): string[] {
  return [...new Set(claims.flatMap((claim) => claim.program.reads))].sort();
}
