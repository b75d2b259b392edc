/** The table of reasons for an absence: code → what happened, in a sentence a person can act on. */
import type { Span } from "../base/span.js";
import { fillTemplate } from "./diagnostic.js";
import { badSetting } from "./error.js";

/** Reason code → message. `{path}` is the attribute, `{grant}` the grant. */
export const REASONS = {
  "needs-user": "`{path}` needs a user, and {grant} has none.",
  "needs-session": "`{path}` needs a session, and {grant} has none.",
  "needs-assignment": "`{path}` needs an app-user, and the user has none for this client.",
  "unset-on-client": "The client has no value for `{path}`.",
  "unset-on-user": "The user has no value for `{path}`.",
  "unset-on-app-user": "The app-user has no value for `{path}`.",
  unset: "There is no value for `{path}`.",
  "no-group-matched": "No group matched; groups seen: {count}{sources}.",
  "directory-no-match": "The directory gave no single match for `{path}`.",
  "needs-now": "This needs the current time, and the context has no `now`.",
  "index-out-of-range": "The size of the list is {length}, so it has no element at {place}.",
  "explicit-null": "The expression says `null` here.",
  "client-not-selected": "The claim is not for this client.",
  "grant-not-selected": "The claim is not for {grant}.",
  "token-type": "The claim is not for this kind of token.",
  "scope-not-granted": "None of the scopes of the claim was granted.",
  "dropped-empty": "The value is empty, and the claim's policy drops empty values.",
} as const;

/** How a reason is told before there is data, where its sentence counts what only data has. */
const BEFOREHAND: { readonly [Code in keyof typeof REASONS]?: string } = {
  "no-group-matched": "It may be that no group matches.",
  "index-out-of-range": "It may be that the list has no such element.",
};

/** A stable reason code. */
export type ReasonCode = keyof typeof REASONS;

/** Why there is no value. */
export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
  readonly span: Span;
  /** The path to supply, where there is one. */
  readonly path?: string;
  /** What is often believed and does not hold, or what to read instead. */
  readonly hint?: string;
}

/** Makes a reason from its row. */
export function reason(code: ReasonCode, span: Span, data: Readonly<Record<string, string | number>> = {}, hint?: string): Reason {
  return {
    code,
    message: fillTemplate(REASONS[code], data),
    span: { start: span.start, end: span.end },
    ...(Object.hasOwn(data, "path") ? { path: String(data.path) } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
}

/**
 * What an absence would mean, in a sentence, before there is data.
 *
 * @throws ClaimsElError with `check/bad-setting` where there is no such reason
 */
export function reasonBeforehand(code: ReasonCode, path: string): string {
  if (typeof code !== "string" || !Object.hasOwn(REASONS, code))
    throw badSetting("code", "it is not the code of a reason", `Give one of ${Object.keys(REASONS).join(", ")}.`);
  return fillTemplate(BEFOREHAND[code] ?? REASONS[code], { path, grant: "this grant" });
}
