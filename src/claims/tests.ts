/** Runs a document's own tests, and tells which branches and grants they reach. */
import type { TokenKind } from "../context/grants.js";
import type { ExplainedNode } from "../run/explain.js";
import type { ClaimValue } from "../run/outcome.js";
import type { Node } from "../syntax/ast.js";
import { type Claim, exclusion } from "./claim.js";
import type { Json, TestDefinition } from "./document.js";
import { type IssueRequest, type IssueResult, issue, open } from "./issue.js";
import type { ClaimSetParts } from "./parts.js";
import { valueAt } from "./preview.js";

/** One expectation that did not hold. */
export interface TestFailure {
  /** Undefined where the whole token is meant. */
  readonly claim?: string;
  readonly expected: string;
  readonly actual: string;
}

/** One test. */
export interface TestResult {
  /** Its place in the document, from 1. */
  readonly number: number;
  readonly title: string;
  readonly passed: boolean;
  readonly failures: readonly TestFailure[];
  /** What `issue` gave. */
  readonly result: IssueResult;
}

/** A branch of an expression that no test reached. */
export interface MissedBranch {
  readonly claim: string;
  readonly source: string;
}

/** What the tests reach. */
export interface TestCoverage {
  readonly branches: { readonly reached: number; readonly of: number; readonly missed: readonly MissedBranch[] };
  /** Claim and grant, of those that can have the claim. */
  readonly grants: {
    readonly reached: number;
    readonly of: number;
    readonly missed: readonly { readonly claim: string; readonly grant: string }[];
  };
}

/** All tests of a document. */
export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  readonly tests: readonly TestResult[];
  readonly coverage: TestCoverage;
}

/** The request that a test makes. */
export function requestOf(test: TestDefinition): IssueRequest {
  const { grant, token = "access_token", scopes, client, context = {} } = test;
  return { grant, token, context, ...(scopes ? { scopes } : {}), ...(client === undefined ? {} : { client }) };
}

/** Runs every test. */
export function runTests(parts: ClaimSetParts): TestReport {
  const reached = new Map<Claim, Set<number>>();
  const tests = (parts.document.tests ?? []).map((test, index) => {
    noteBranches(parts, requestOf(test), reached);
    return runTest(parts, test, index);
  });
  const passed = tests.filter((entry) => entry.passed).length;
  return {
    passed,
    failed: tests.length - passed,
    tests,
    coverage: { branches: branchCoverage(parts, reached), grants: grantCoverage(parts) },
  };
}

function runTest(parts: ClaimSetParts, test: TestDefinition, index: number): TestResult {
  const request = requestOf(test);
  const result = issue(parts, request);
  const failures = [...expectedValues(parts, test, result), ...expectedCodes(test, result)];
  if (!result.ok && Object.keys(test.errors ?? {}).length === 0)
    failures.push({ expected: "a token", actual: "the token is refused" });
  if (test.exact && result.ok) failures.push(...unexpected(parts, test, result));
  const title = test.title ?? `${request.client ?? "any client"}, ${request.grant}, ${request.token}`;
  return { number: index + 1, title, passed: failures.length === 0, failures, result };
}

/** What became of a claim, in words. */
function fateOf(parts: ClaimSetParts, name: string, result: IssueResult): string {
  const failed = result.errors.find((entry) => entry.name === name);
  if (failed) return `the error ${failed.diagnostic.code}`;
  const omitted = result.omitted.find((entry) => entry.name === name);
  if (omitted) return `left out, ${omitted.reason.code}`;
  const claim = parts.claims.find((entry) => entry.name === name && !isOmitted(entry.name, result));
  if (!claim) return "no such claim";
  return result.ok ? JSON.stringify(valueAt(result.claims, claim.keys)) : "no token";
}

function isOmitted(name: string, result: IssueResult): boolean {
  return result.omitted.some((entry) => entry.name === name);
}

function expectedValues(parts: ClaimSetParts, test: TestDefinition, result: IssueResult): TestFailure[] {
  return Object.entries(test.expect ?? {}).flatMap(([name, wanted]) => {
    const claim = parts.claims.find((entry) => entry.name === name);
    const there = claim && result.ok && !isOmitted(name, result) && !result.errors.some((entry) => entry.name === name);
    if (there && sameJson(valueAt(result.claims, claim.keys), wanted)) return [];
    return [{ claim: name, expected: JSON.stringify(wanted), actual: fateOf(parts, name, result) }];
  });
}

function expectedCodes(test: TestDefinition, result: IssueResult): TestFailure[] {
  const absent = Object.entries(test.absent ?? {}).flatMap(([name, code]) => {
    const actual = result.omitted.find((entry) => entry.name === name)?.reason.code;
    return actual === code
      ? []
      : [{ claim: name, expected: `left out, ${code}`, actual: actual ? `left out, ${actual}` : "not left out" }];
  });
  const errors = Object.entries(test.errors ?? {}).flatMap(([name, code]) => {
    const actual = result.errors.find((entry) => entry.name === name)?.diagnostic.code;
    return actual === code
      ? []
      : [{ claim: name, expected: `the error ${code}`, actual: actual ? `the error ${actual}` : "no error" }];
  });
  return [...absent, ...errors];
}

function unexpected(parts: ClaimSetParts, test: TestDefinition, result: IssueResult & { ok: true }): TestFailure[] {
  return parts.claims
    .filter(
      (claim) =>
        !Object.hasOwn(test.expect ?? {}, claim.name) &&
        !isOmitted(claim.name, result) &&
        !result.errors.some((entry) => entry.name === claim.name),
    )
    .map((claim) => ({
      claim: claim.name,
      expected: "not in the token",
      actual: JSON.stringify(valueAt(result.claims, claim.keys)),
    }));
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function sameJson(left: ClaimValue | Json, right: ClaimValue | Json): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameJson(item, right[index] as Json))
    );
  }
  const [one, other] = [left as { readonly [key: string]: Json }, right as { readonly [key: string]: Json }];
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key] as Json, other[key] as Json))
  );
}

/** The branches of an expression: both sides of a conditional, and what an Elvis falls back to. */
function branchesOf(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) =>
    node.kind === "Conditional" ? [node.whenTrue, node.whenFalse] : node.kind === "Elvis" ? [node.fallback] : [],
  );
}

function noteBranches(parts: ClaimSetParts, request: IssueRequest, reached: Map<Claim, Set<number>>): void {
  const opened = open(parts, request);
  if ("code" in opened) return;
  for (const claim of parts.claims) {
    if (exclusion(claim, opened.asked)) continue;
    const seen = reached.get(claim) ?? new Set<number>();
    const ran = (node: ExplainedNode): boolean => node.status !== "skipped";
    for (const node of claim.program.explain(opened.reader)?.nodes ?? []) if (ran(node)) seen.add(node.id);
    reached.set(claim, seen);
  }
}

function branchCoverage(parts: ClaimSetParts, reached: ReadonlyMap<Claim, ReadonlySet<number>>): TestCoverage["branches"] {
  const missed: MissedBranch[] = [];
  let of = 0;
  for (const claim of parts.claims) {
    for (const branch of branchesOf(claim.program.facts?.nodes ?? [])) {
      of++;
      if (!reached.get(claim)?.has(branch.id))
        missed.push({ claim: claim.name, source: claim.program.source.slice(branch.span.start, branch.span.end) });
    }
  }
  return { reached: of - missed.length, of, missed };
}

function grantCoverage(parts: ClaimSetParts): TestCoverage["grants"] {
  const tests = (parts.document.tests ?? []).map(requestOf);
  const missed: { claim: string; grant: string }[] = [];
  let of = 0;
  for (const claim of parts.claims) {
    for (const [grant, row] of parts.env.grants) {
      const tokens = row.tokens.filter((token: TokenKind) => claim.tokens.has(token));
      if (tokens.length === 0 || (claim.grants !== "all" && !claim.grants.has(grant)) || !isUsed(parts, grant)) continue;
      of++;
      if (!tests.some((test) => test.grant === grant && tokens.includes(test.token))) missed.push({ claim: claim.name, grant });
    }
  }
  return { reached: of - missed.length, of, missed };
}

/** Whether some client may use a grant; without clients in the document every grant counts. */
function isUsed(parts: ClaimSetParts, grant: string): boolean {
  if (parts.clients.size === 0) return true;
  return [...parts.clients.values()].some((client) => client.grants === undefined || client.grants.includes(grant));
}
