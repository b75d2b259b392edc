/** What a report shows of a claim's value: masked where it may tell something sensitive, unless a policy wrote it. */
import { type RevealOption, type ShownValue, shownValue } from "../run/masking.js";
import type { Claim } from "./claim.js";
import type { Ending } from "./policy.js";

/** Whether the value of a claim is one to hide. What a policy writes stands in the document; it is no data of anybody. */
export function isSensitive(claim: Claim, ending: Ending): boolean {
  return claim.program.sensitive && !(ending.end === "claim" && ending.by !== undefined);
}

/** The value that a claim ended with, as a report shows it. */
export function shownOf(claim: Claim, ending: Ending & { readonly end: "claim" }, options: RevealOption): ShownValue {
  return shownValue(ending.value, isSensitive(claim, ending), options);
}
