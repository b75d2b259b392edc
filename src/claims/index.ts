/** `claims-el/claims`: claims documents, and what can be asked of them. */

export type { ContractRequest, TokenContract } from "./contract.js";
export type { ClientCoverage } from "./coverage.js";
export type { ClaimsReading } from "./define.js";
export { defineClaims, readClaims } from "./define.js";
export type { ChangeKind, ClaimChange, ClaimsDiff, DiffContext, DiffOptions } from "./diff.js";
export { diffClaims } from "./diff.js";
export type { ClaimDefinition, ClaimsDocument, ClientDefinition, EmptyPolicy, Json, Policy, TestDefinition } from "./document.js";
export { documentJsonSchema } from "./document.js";
export type { EdgeContext } from "./edges.js";
export { edgeContexts } from "./edges.js";
export type { ClaimExplanation } from "./explain.js";
export type { FailedClaim, IssueRequest, IssueResult, OmittedClaim } from "./issue.js";
export type { Issuer, IssuerCounts, IssuerEvent, IssuerHooks } from "./issuer.js";
export { makeIssuer } from "./issuer.js";
export type { Preview, PreviewedClaim, PreviewedToken, PreviewRequest } from "./preview.js";
export type { DocumentDiagnostic, DocumentPath } from "./problem.js";
export type { ReservedName } from "./reserved.js";
export { RESERVED_NAMES } from "./reserved.js";
export type { ClaimSet } from "./set.js";
export type { MissedBranch, TestCoverage, TestFailure, TestReport, TestResult } from "./tests.js";
