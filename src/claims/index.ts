/** `claims-el/claims`: claims documents, and what can be asked of them. */

export type { ContractRequest, TokenContract } from "./contract.js";
export type { ClientCoverage } from "./coverage.js";
export type { ClaimsReading } from "./define.js";
export { defineClaims, readClaims } from "./define.js";
export type { ChangeKind, ClaimChange, ClaimsDiff, DiffContext } from "./diff.js";
export { diffClaims, diffContexts, diffSteps } from "./diff.js";
export { documentJsonSchema } from "./document.js";
export type {
  ClaimDefinition,
  ClaimsDocument,
  ClientDefinition,
  EmptyPolicy,
  GroupRuleDefinition,
  Json,
  Policy,
  TestDefinition,
} from "./document-types.js";
export type { EdgeFinding, EdgeReport } from "./edge-tests.js";
export type { EdgeContext } from "./edges.js";
export type { ClaimExplanation } from "./explain.js";
export type { FailedClaim, IssueResult, OmittedClaim } from "./issue.js";
export type { Issuer, IssuerCounts, IssuerEvent, IssuerHooks } from "./issuer.js";
export { makeIssuer } from "./issuer.js";
export type { AppliedPolicy, PolicyName } from "./policy.js";
export type { Preview, PreviewedClaim, PreviewedToken, PreviewRequest } from "./preview.js";
export type { DocumentDiagnostic, DocumentPath } from "./problem.js";
export type { IssueRequest } from "./request.js";
export type { ReservedName } from "./reserved.js";
export { RESERVED_NAMES } from "./reserved.js";
export type { ClaimSet, ClaimVerdicts } from "./set.js";
export type { Stepwise } from "./stepwise.js";
export type { MissedBranch, MissedGrant, TestCoverage } from "./test-coverage.js";
export type { Expectations, TestFailure, TestReport, TestResult } from "./tests.js";
export type { JsonSchema } from "./type-schema.js";
