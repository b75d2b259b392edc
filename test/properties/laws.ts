/** The laws, as functions that say what is wrong with one trial; tests and long runs share them. */
import { isDeepStrictEqual } from "node:util";
import type { Verdict } from "../../src/index.js";
import { printTyped } from "../../src/types/print.js";
import type { Typed } from "../../src/types/type.js";
import { misfit } from "./conforms.js";
import { spied, uncovered } from "./spy.js";
import { evaluated, inShort, lawful, type Trial } from "./trial.js";

/** How often each end was met. */
export type Ends = Record<"value" | "absent" | "error", number>;

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The evaluator ends otherwise than the oracle. */
export function divergence(trial: Trial, ends?: Ends): string | undefined {
  const ran = inShort(evaluated(trial));
  const law = lawful(trial);
  if (ends) ends[law.status]++;
  const { path: _path, ...short } = law as { path?: string };
  return isDeepStrictEqual(plain(ran), plain(short))
    ? undefined
    : `the evaluator gives ${JSON.stringify(ran)}, the law ${JSON.stringify(law)}`;
}

/** What the checker said of the scenario's grant. */
function verdictOf({ scenario, result }: Trial): Verdict {
  return result.verdicts[scenario.grant ?? ""] as Verdict;
}

function told(verdict: Verdict): string {
  const because = verdict.because.map(({ code, path }) => `${code} ${path ?? ""}`);
  return `the verdict is ${JSON.stringify({ ...verdict, because })}`;
}

/** The evaluation contradicts what the checker said of its grant. */
export function unsound(trial: Trial, ends?: Ends): string | undefined {
  const { result, facts } = trial;
  const verdict = verdictOf(trial);
  const outcome = evaluated(trial);
  if (ends) ends[outcome.status]++;
  if (outcome.status === "error") {
    const { code, message } = outcome.diagnostic;
    return verdict.mayFail.includes(code) ? undefined : `it ends with ${code} (${message}), but ${told(verdict)}`;
  }
  if (outcome.status === "absent") {
    const possible = verdict.verdict === "sometimes" || verdict.verdict === "never";
    const nullable = verdict.type.endsWith("?") || verdict.type === "null";
    return possible && nullable ? undefined : `it is absent (${outcome.reason.code}), but ${told(verdict)}`;
  }
  const { value } = outcome;
  if (verdict.verdict !== "always" && verdict.verdict !== "sometimes") return `it has a value, but ${told(verdict)}`;
  if (verdict.values && !verdict.values.includes(value as string))
    return `its value is ${JSON.stringify(value)}, but ${told(verdict)}`;
  const typed = facts.typed[result.ast.id] as Typed;
  const wrong = misfit(value, typed.type, "value");
  return wrong && `${wrong} (${JSON.stringify(value)}), but its type is ${printTyped(typed)}`;
}

/** An absence has a reason that the checker did not name. */
export function unblamed(trial: Trial): string | undefined {
  const outcome = evaluated(trial);
  if (outcome.status !== "absent") return undefined;
  const { code, path } = outcome.reason;
  const verdict = verdictOf(trial);
  return verdict.because.some((blame) => blame.code === code)
    ? undefined
    : `it is absent for ${code} ${path ?? ""}, but ${told(verdict)}`;
}

/** The evaluation touches data that is not in `reads`. */
export function unreported(trial: Trial): string | undefined {
  const touched = new Set<string>();
  const outcome = evaluated(trial, spied(trial.scenario.context, touched));
  if (!isDeepStrictEqual(outcome, evaluated(trial))) return "a proxy changes the outcome";
  const path = uncovered(touched, trial.result.reads, Object.keys(trial.scenario.schemas.vars?.attributes ?? {}));
  return path && `it touches ${path}, but reads are ${trial.result.reads.join(", ")}`;
}
