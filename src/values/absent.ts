/** An absence with its reason: what a row's code answers when there is no value and it knows why. */
import type { ReasonCode } from "../diagnostics/reasons.js";

/** What fills the message of a reason. */
export type ReasonData = Readonly<Record<string, string | number>>;

/** No value, and why. It stands for null everywhere; only whoever asks for the reason sees more. */
export class Absent {
  /** @param given the reason's data, or what finds it once somebody asks: most absences are never asked why */
  constructor(
    readonly code: ReasonCode,
    private readonly given: ReasonData | (() => ReasonData) = {},
  ) {}

  get data(): ReasonData {
    return typeof this.given === "function" ? this.given() : this.given;
  }
}
