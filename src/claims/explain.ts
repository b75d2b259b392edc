/** `explain`: how one claim of one token came about, ending in one sentence a person can act on. It never changes the result. */
import type { Grant } from "../context/grants.js";
import { type Diagnostic, fillTemplate } from "../diagnostics/diagnostic.js";
import type { Reason, ReasonCode } from "../diagnostics/reasons.js";
import type { ExplainedNode } from "../run/explain.js";
import type { RevealOption } from "../run/masking.js";
import type { ClaimValue } from "../run/outcome.js";
import { type Claim, claimFor } from "./claim.js";
import type { ClaimSetParts } from "./parts.js";
import { type AppliedPolicy, type Ending, settle } from "./policy.js";
import { type IssueRequest, openRequest } from "./request.js";
import { shownOf } from "./shown.js";

/** The story of one claim. */
export interface ClaimExplanation {
  readonly name: string;
  /** What runs: the expression, or the group filter in words. */
  readonly source: string;
  readonly end: "claim" | "omitted" | "error" | "unknown";
  readonly value?: ClaimValue;
  /** The value is hidden, because it may tell something of an attribute with a sensitivity. */
  readonly masked?: true;
  /** The policy that wrote the value, and why it was asked. */
  readonly by?: AppliedPolicy;
  readonly reason?: Reason;
  readonly diagnostic?: Diagnostic;
  /** The parts of the expression in source order with what each gave; empty where the claim's conditions excluded it. */
  readonly nodes: readonly ExplainedNode[];
  readonly sentence: string;
}

/** What to do about an absence, by its reason; `{client}` and `{path}` are filled in. */
const ADVICE: Readonly<Record<ReasonCode, string>> = {
  "needs-user": "Give it a default, or limit it to user grants.",
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
  "explicit-null": "Write a value in place of `null`, or give the claim a default with `whenAbsent`.",
  "client-not-selected": "Add the client to the claim's `clients` to have it there.",
  "grant-not-selected": "Add the grant to the claim's `grants` to have it there.",
  "token-type": "Add the token to the claim's `tokens` to have it there.",
  "scope-not-granted": "Request one of the claim's scopes, or take its `scopes` away.",
  "dropped-empty": "Set `whenEmpty` to `keep` to have it there.",
};

/** Explains one claim. */
export function explainClaim(
  parts: ClaimSetParts,
  request: IssueRequest,
  name: string,
  options: RevealOption = {},
): ClaimExplanation {
  const named = parts.named.find(([claim]) => claim.name === name);
  if (!named) {
    const asked = typeof name === "string" ? name : "";
    return {
      name: asked,
      source: "",
      end: "unknown",
      nodes: [],
      sentence: `There is no active claim \`${asked}\` in the document.`,
    };
  }
  const opened = openRequest(parts, request);
  if ("code" in opened) return told(named[0], { end: "error", diagnostic: opened, fatal: true }, [], { request, options });
  const { claim, excluded } = claimFor(named, opened.asked);
  if (excluded) return told(claim, { end: "omitted", reason: excluded }, [], { request, options });
  const ending = settle(claim, claim.program.evaluate(opened.reader));
  const nodes = claim.program.explain(opened.reader, options)?.nodes ?? [];
  return told(claim, ending, nodes, { request, options, grant: parts.env.grants.get(request.grant) });
}

/** What is asked, and how to tell it. */
interface Asking {
  readonly request: IssueRequest;
  readonly options: RevealOption;
  readonly grant?: Grant | undefined;
}

function told(claim: Claim, ending: Ending, nodes: readonly ExplainedNode[], asking: Asking): ClaimExplanation {
  const base = { name: claim.name, source: claim.program.source, end: ending.end, nodes };
  if (ending.end === "error")
    return { ...base, diagnostic: ending.diagnostic, sentence: failureSentence(claim, ending.diagnostic, ending.fatal) };
  if (ending.end === "omitted") return { ...base, reason: ending.reason, sentence: omissionSentence(claim, ending.reason, asking) };
  const { value, by } = ending;
  if (by) return { ...base, value, by, sentence: policySentence(claim, value, by, asking) };
  const shown = shownOf(claim, ending, asking.options);
  const words = "masked" in shown ? "in the token; its value is not shown" : JSON.stringify(value);
  return { ...base, ...shown, sentence: `\`${claim.name}\` is ${words}.` };
}

function failureSentence(claim: Claim, failure: Diagnostic, fatal: boolean): string {
  const end = fatal ? "takes the token with it" : "is left out and reported";
  return `\`${claim.name}\` ${end}: ${[failure.message, failure.hint].join(" ").trimEnd()}`;
}

function omissionSentence(claim: Claim, why: Reason, asking: Asking): string {
  const { request } = asking;
  const advice = missingParty(why, asking)?.advice ?? ADVICE[why.code];
  const data = { path: why.path ?? claim.program.source, client: request.client ? `\`${request.client}\`` : "of the request" };
  return `\`${claim.name}\` is left out: ${because(why, asking)} ${fillTemplate(advice, data)}${why.hint ? ` ${why.hint}` : ""}`;
}

function policySentence(claim: Claim, value: ClaimValue, { policy, reason }: AppliedPolicy, asking: Asking): string {
  return `\`${claim.name}\` is ${JSON.stringify(value)} by its \`${policy}\`: ${because(reason, asking)}`;
}

/** Who is missing in the data although the grant may have them: then the data is to be mended, or there is nobody this time. */
function missingParty({ code, path }: Reason, { grant }: Asking): { readonly words: string; readonly advice: string } | undefined {
  if (!grant || path === undefined) return undefined;
  if (code === "needs-user" && grant.user !== "absent")
    return {
      words: "the data of this request has no user",
      advice: "Give the user's data, or give the claim a default with `whenNoUser`.",
    };
  if (code === "needs-session" && grant.session !== "absent")
    return {
      words: "the data of this request has no session",
      advice: "Give the session's data, or give the claim a default with `whenAbsent`.",
    };
  return undefined;
}

/** The reason as the second half of a sentence. */
function because(why: Reason, asking: Asking): string {
  const party = missingParty(why, asking);
  if (party) return `it reads \`${why.path}\`, and ${party.words}.`;
  if (why.path && why.code === "needs-user") return `it reads \`${why.path}\`, and ${asking.request.grant} has no user.`;
  return why.message.charAt(0).toLowerCase() + why.message.slice(1);
}
