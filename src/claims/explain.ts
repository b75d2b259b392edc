/** `explain`: how one claim of one token came about, ending in one sentence a person can act on. It never changes the result. */
import { type Diagnostic, fillTemplate } from "../diagnostics/diagnostic.js";
import type { Reason, ReasonCode } from "../diagnostics/reasons.js";
import type { ExplainedNode } from "../run/explain.js";
import type { ClaimValue } from "../run/outcome.js";
import { type Claim, exclusion } from "./claim.js";
import { type IssueRequest, issue, open } from "./issue.js";
import type { ClaimSetParts } from "./parts.js";
import { valueAt } from "./preview.js";

/** The story of one claim. */
export interface ClaimExplanation {
  readonly name: string;
  /** What runs: the expression, or the group filter in words. */
  readonly source: string;
  readonly end: "claim" | "omitted" | "error" | "unknown";
  readonly value?: ClaimValue;
  readonly reason?: Reason;
  readonly diagnostic?: Diagnostic;
  /** The parts of the expression in source order with what each gave; empty where the claim's conditions excluded it. */
  readonly nodes: readonly ExplainedNode[];
  /** The value comes from an attribute with a sensitivity: reports mask it, and the values of the nodes, unless asked otherwise. */
  readonly sensitive: boolean;
  readonly sentence: string;
}

/** What to do about an absence, by its reason; `{client}` and `{path}` are filled in. */
const ADVICE: Readonly<Record<ReasonCode, string>> = {
  "needs-user": "Give it a default with `whenNoUser`, or limit it to the grants that have a user.",
  "needs-session": "Give it a default with `whenAbsent`, or limit it to `authorization_code`.",
  "needs-assignment": "Assign the user to the client, or give the claim a default with `whenAbsent`.",
  "unset-on-client": "Set `{path}` on the client {client}, or give the claim a default with `whenAbsent`.",
  "unset-on-user": "Fill in `{path}` for the user, or give the claim a default with `whenAbsent`.",
  "unset-on-app-user": "Fill in `{path}` in the user's assignment, or give the claim a default with `whenAbsent`.",
  unset: "Supply `{path}`, or give the claim a default with `whenAbsent`.",
  "no-group-matched": "Look at the names and sources of the groups, or give the claim a default with `whenAbsent`.",
  "directory-no-match": "Look at the user's links in the directory, or give the claim a default with `whenAbsent`.",
  "needs-now": "Give the context a `now`.",
  "index-out-of-range": "Ask for the size of the list first, or give the claim a default with `whenAbsent`.",
  "explicit-null": "That is what the expression says; write a value there to have one.",
  "client-not-selected": "Add the client to the claim's `clients` to have it there.",
  "grant-not-selected": "Add the grant to the claim's `grants` to have it there.",
  "token-type": "Add the token to the claim's `tokens` to have it there.",
  "scope-not-granted": "Request one of the claim's scopes, or take its `scopes` away.",
  "dropped-empty": "Set `whenEmpty` to `keep` to have it there.",
};

/** Explains one claim. */
export function explainClaim(parts: ClaimSetParts, request: IssueRequest, name: string): ClaimExplanation {
  const claim = parts.claims.find((entry) => entry.name === name);
  if (!claim)
    return {
      name,
      source: "",
      end: "unknown",
      nodes: [],
      sensitive: false,
      sentence: `There is no claim \`${name}\` in the document.`,
    };
  const result = issue({ ...parts, claims: [claim] }, request);
  const opened = open(parts, request);
  const nodes = "code" in opened || exclusion(claim, opened.asked) ? [] : (claim.program.explain(opened.reader)?.nodes ?? []);
  const base = { name, source: claim.program.source, nodes, sensitive: claim.program.sensitive };
  const [failed] = result.errors;
  if (failed)
    return { ...base, end: "error", diagnostic: failed.diagnostic, sentence: failureSentence(claim, failed.diagnostic, result.ok) };
  const [omitted] = result.omitted;
  if (omitted)
    return { ...base, end: "omitted", reason: omitted.reason, sentence: omissionSentence(claim, omitted.reason, request) };
  const value = result.ok ? valueAt(result.claims, claim.keys) : null;
  return {
    ...base,
    end: "claim",
    value,
    sentence: `\`${name}\` is ${claim.program.sensitive ? "in the token" : JSON.stringify(value)}.`,
  };
}

function failureSentence(claim: Claim, failure: Diagnostic, goesOn: boolean): string {
  const end = goesOn ? "is left out and reported" : "takes the token with it";
  return `\`${claim.name}\` ${end}: ${failure.message}${failure.hint ? ` ${failure.hint}` : ""}`;
}

function omissionSentence(claim: Claim, why: Reason, request: IssueRequest): string {
  const data = { path: why.path ?? claim.program.source, client: request.client ? `\`${request.client}\`` : "of the request" };
  const about =
    why.path && why.code === "needs-user"
      ? `it reads \`${why.path}\`, and ${request.grant} has no user.`
      : why.message.charAt(0).toLowerCase() + why.message.slice(1);
  return `\`${claim.name}\` is left out: ${about} ${fillTemplate(ADVICE[why.code], data)}${why.hint ? ` ${why.hint}` : ""}`;
}
