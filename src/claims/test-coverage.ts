/** What tests reach: the branches of the expressions, and the grants that each claim is for. */
import type { Node } from "../syntax/ast.js";
import { type Claim, claimFor, grantsOf } from "./claim.js";
import { combinationsOf } from "./combinations.js";
import type { ClaimSetParts } from "./parts.js";
import { type IssueRequest, openRequest } from "./request.js";

/** A branch of an expression that no test reached. */
export interface MissedBranch {
  readonly claim: string;
  readonly source: string;
}

/** A claim on a grant, which no test looked at. */
export interface MissedGrant {
  readonly claim: string;
  readonly grant: string;
}

/** What the tests reach. */
export interface TestCoverage {
  readonly branches: { readonly reached: number; readonly of: number; readonly missed: readonly MissedBranch[] };
  /** Claim and grant, of those that some client's token can have together. */
  readonly grants: { readonly reached: number; readonly of: number; readonly missed: readonly MissedGrant[] };
}

/** What was reached of one claim. */
interface Reached {
  readonly nodes: Set<number>;
  readonly grants: Set<string>;
}

/** What some requests reach. */
export function coverageOf(parts: ClaimSetParts, requests: readonly IssueRequest[]): TestCoverage {
  const reached = new Map<Claim, Reached>(
    parts.claims.map((claim) => [claim, { nodes: new Set<number>(), grants: new Set<string>() }]),
  );
  for (const request of requests) {
    const opened = openRequest(parts, request);
    if ("code" in opened) continue;
    for (const named of parts.named) {
      const { claim, excluded } = claimFor(named, opened.asked);
      if (excluded) continue;
      const seen = reached.get(claim) as Reached;
      seen.grants.add(request.grant);
      for (const node of claim.program.explain(opened.reader)?.nodes ?? []) if (node.status !== "skipped") seen.nodes.add(node.id);
    }
  }
  return {
    branches: branchCoverage(parts, (claim) => (reached.get(claim) as Reached).nodes),
    grants: grantCoverage(parts, (claim) => (reached.get(claim) as Reached).grants),
  };
}

/** The parts of an expression that may be passed over: what a conditional chooses from, what an Elvis falls back to, what `and` and `or` skip. */
function branchesOf(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => {
    if (node.kind === "Conditional") return [node.whenTrue, node.whenFalse];
    if (node.kind === "Elvis") return [node.fallback];
    return node.kind === "Logical" ? node.operands.slice(1) : [];
  });
}

function branchCoverage(parts: ClaimSetParts, reached: (claim: Claim) => ReadonlySet<number>): TestCoverage["branches"] {
  const missed: MissedBranch[] = [];
  let of = 0;
  for (const claim of parts.claims) {
    for (const branch of branchesOf(claim.program.facts?.nodes ?? [])) {
      of++;
      if (!reached(claim).has(branch.id))
        missed.push({ claim: claim.name, source: claim.program.source.slice(branch.span.start, branch.span.end) });
    }
  }
  return { reached: of - missed.length, of, missed };
}

function grantCoverage(parts: ClaimSetParts, reached: (claim: Claim) => ReadonlySet<string>): TestCoverage["grants"] {
  const tokens = combinationsOf(parts);
  const missed: MissedGrant[] = [];
  let of = 0;
  for (const claim of parts.claims) {
    for (const grant of grantsOf(claim, parts.env.grants)) {
      const possible = tokens.some(
        (place) =>
          place.grant === grant &&
          claim.tokens.has(place.token) &&
          (claim.clients === "all" || (place.client !== null && claim.clients.has(place.client))),
      );
      if (!possible) continue;
      of++;
      if (!reached(claim).has(grant)) missed.push({ claim: claim.name, grant });
    }
  }
  return { reached: of - missed.length, of, missed };
}
