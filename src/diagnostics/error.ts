/** The one error class the library throws: a refusal that carries every diagnostic. */
import { type Diagnostic, diagnostic } from "./diagnostic.js";

/**
 * Thrown by `compile`, `defineEnvironment`, `defineFunction` and `defineClaims` when what they were given is not usable.
 * Recognise it by `error.name === "ClaimsElError"`, which also holds across two copies of the package.
 */
export class ClaimsElError extends Error {
  override readonly name = "ClaimsElError";
  /** Everything that is wrong, all at once. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const shown = diagnostics
      .filter((entry) => entry.severity === "error")
      .map((entry) => `${entry.code}: ${entry.message}${entry.hint ? ` ${entry.hint}` : ""}`);
    super(shown.join("\n") || "The input is not usable.");
    this.diagnostics = diagnostics;
  }
}

/** The refusal of a setting or an argument that cannot be used: what is wrong with it, and what to give instead. */
export function badSetting(setting: string, problem: string, advice: string): ClaimsElError {
  return new ClaimsElError([diagnostic("check/bad-setting", { start: 0, end: 0 }, { setting, problem, advice })]);
}
