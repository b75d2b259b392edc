/** What reports show of values: the one place that hides a value which may tell something of what a schema calls sensitive. */
import type { ClaimValue, Outcome } from "./outcome.js";

/** What a report may be told. */
export interface RevealOption {
  /** Show the values of attributes whose schema says `sensitivity`, and what is made of them. */
  readonly reveal?: boolean;
}

/** A value, or only that there is one. */
export type ShownValue = { readonly value: ClaimValue } | { readonly masked: true };

/** An outcome as a report tells it. */
export type ShownOutcome = Outcome | { readonly status: "value"; readonly masked: true; readonly value?: never };

/** A value as a report shows it. */
export function shownValue(value: ClaimValue, isSensitive: boolean, { reveal }: RevealOption): ShownValue {
  return isSensitive && reveal !== true ? { masked: true } : { value };
}

/** An outcome as a report shows it: reasons and errors never hold data. */
export function shownOutcome(outcome: Outcome, isSensitive: boolean, options: RevealOption): ShownOutcome {
  if (outcome.status !== "value") return outcome;
  return { status: "value", ...shownValue(outcome.value, isSensitive, options) };
}
