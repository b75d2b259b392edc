/** An absence with its reason: what a row's code answers when there is no value and it knows why. */
import type { ReasonCode } from "../diagnostics/reasons.js";

/** No value, and why. It stands for null everywhere; only whoever asks for the reason sees more. */
export class Absent {
  constructor(
    readonly code: ReasonCode,
    readonly data: Readonly<Record<string, string | number>> = {},
  ) {}
}
