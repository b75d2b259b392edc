/** The laws, as functions that say what is wrong with one trial; tests and long runs share them. */
import { isDeepStrictEqual } from "node:util";
import type { Flow } from "../../src/check/flow.js";
import { GRANTS } from "../../src/context/grants.js";
import { startReading } from "../../src/context/start.js";
import type { Verdict } from "../../src/index.js";
import { compileNodes } from "../../src/run/compile.js";
import { Frame, type Step } from "../../src/run/frame.js";
import { printType } from "../../src/types/print.js";
import type { Typed } from "../../src/types/type.js";
import { Fault } from "../../src/values/value.js";
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

/** A law of one evaluation, asked on every grant: with the scenario's own data, and with data made for each. */
export function onEveryGrant(law: (trial: Trial) => string | undefined): (trial: Trial) => string | undefined {
  return (trial) => {
    const problem = law(trial);
    if (problem !== undefined) return problem;
    for (const grant of Object.keys(GRANTS) as (keyof typeof GRANTS)[]) {
      const scenario = trial.scenario.on(grant);
      const found = law({ ...trial, scenario });
      if (found !== undefined) return `${found}, on ${grant} with ${JSON.stringify(scenario.context)}`;
    }
    return undefined;
  };
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
  for (const { type } of [facts.typed[result.ast.id] as Typed, resultOn(trial)]) {
    const wrong = misfit(value, type, "value");
    if (wrong) return `${wrong} (${JSON.stringify(value)}), but its type is ${printType(type)}`;
  }
  return undefined;
}

/** What the whole may come to on the scenario's grant, with more told than a verdict prints. */
function resultOn({ scenario, result, passes }: Trial): Flow {
  const found = passes.find(({ grants }) => grants.includes(scenario.grant ?? ""));
  return found?.pass.flows[result.ast.id] as Flow;
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

/** How many steps an evaluation takes. */
function stepsOf({ scenario, facts, env }: Trial): number {
  const started = startReading(scenario.context, scenario.grant, env.grants);
  if (started instanceof Fault) throw new Error("generated data begins well");
  const frame = Frame.careful(started);
  frame.enter(env.limits, undefined);
  (compileNodes(scenario.source, facts, env, false).at(-1) as Step)(frame);
  return frame.spent;
}

/** How large a claim's value is, as `cost.size` counts. */
function sizeOf(value: unknown): number {
  if (value === null) return 4;
  if (typeof value === "string") return value.length;
  if (typeof value !== "object") return String(value).length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item) + 1, 0);
  return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 2 + sizeOf(item), 0);
}

/** The evaluation takes more steps, or gives a larger value, than the checker said; the ratios of said to taken are noted. */
export function exceeded(trial: Trial, ratios: number[] = []): string | undefined {
  const { cost } = trial.result;
  const outcome = evaluated(trial);
  // Where the budget ran out, the charge that was too much is counted whole.
  if (outcome.status === "error" && outcome.diagnostic.code === "run/budget") return undefined;
  const spent = stepsOf(trial);
  if (spent > cost.steps) return `it took ${spent} steps, and ${cost.steps} were said`;
  if (cost.steps > 0) ratios.push(cost.steps / Math.max(1, spent));
  const size = outcome.status === "value" ? sizeOf(outcome.value) : 0;
  return size > cost.size ? `its value has the size ${size}, and ${cost.size} was said` : undefined;
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}
