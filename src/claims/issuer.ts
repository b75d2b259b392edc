/** A running issuer's hold on a claim set: the set can be replaced between tokens, and what is left out is counted. */
import { answering } from "../diagnostics/stack.js";
import type { IssueRequest, IssueResult } from "./issue.js";
import type { ClaimSet } from "./set.js";

/** What a host is told; nothing in it is data of a user. */
export interface IssuerHooks {
  /** A claim was left out of a token. */
  readonly onOmitted?: (event: { readonly claim: string; readonly reason: string; readonly request: IssuerEvent }) => void;
  /** A claim ended in an error. */
  readonly onError?: (event: { readonly claim: string; readonly code: string; readonly request: IssuerEvent }) => void;
}

/** The part of a request that is fit for a log. */
export interface IssuerEvent {
  readonly grant: string;
  readonly token: string;
  readonly client: string | undefined;
}

/** How often each claim was left out or failed, by reason or code. */
export interface IssuerCounts {
  readonly issued: number;
  readonly refused: number;
  readonly omitted: { readonly [claim: string]: { readonly [reason: string]: number } };
  readonly errors: { readonly [claim: string]: { readonly [code: string]: number } };
}

/** Issues with whatever set is current. */
export interface Issuer {
  issue(request: IssueRequest): IssueResult;
  /** The set for every token from now on; a token being made keeps the one it began with. */
  replace(set: ClaimSet): void;
  readonly current: ClaimSet;
  counts(): IssuerCounts;
}

type Tally = Map<string, Map<string, number>>;

function count(tally: Tally, claim: string, code: string): void {
  const codes = tally.get(claim) ?? new Map<string, number>();
  codes.set(code, (codes.get(code) ?? 0) + 1);
  tally.set(claim, codes);
}

function asObject(tally: Tally): { readonly [claim: string]: { readonly [code: string]: number } } {
  return Object.fromEntries([...tally].map(([claim, codes]) => [claim, Object.fromEntries(codes)]));
}

/**
 * Makes an issuer.
 *
 * @param set the claim set to begin with
 * @param hooks called after the token's claims are made; what they throw reaches the caller of `issue`
 * @example
 * const issuer = makeIssuer(defineClaims(document), { onOmitted: ({ claim, reason }) => log.info({ claim, reason }) });
 * issuer.issue(request);
 * issuer.replace(defineClaims(newDocument)); // the next token has the new claims
 */
export function makeIssuer(set: ClaimSet, hooks: IssuerHooks = {}): Issuer {
  let current = set;
  const omitted: Tally = new Map();
  const errors: Tally = new Map();
  let issued = 0;
  let refused = 0;
  return {
    issue: (request) =>
      answering(() => {
        const result = current.issue(request);
        // A request that is none is refused by each claim.
        const { grant, token, client } = request ?? ({} as Partial<IssueRequest>);
        const about = { grant, token, client } as IssuerEvent;
        if (result.ok) issued++;
        else refused++;
        for (const { name, reason } of result.omitted) {
          count(omitted, name, reason.code);
          hooks.onOmitted?.({ claim: name, reason: reason.code, request: about });
        }
        for (const { name, diagnostic } of result.errors) {
          count(errors, name, diagnostic.code);
          hooks.onError?.({ claim: name, code: diagnostic.code, request: about });
        }
        return result;
      }),
    replace(next) {
      current = next;
    },
    get current() {
      return current;
    },
    counts: () => ({ issued, refused, omitted: asObject(omitted), errors: asObject(errors) }),
  };
}
