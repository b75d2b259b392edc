/** The verdict on each grant: will there be a value, what does it hang on, how can it fail. */
import type { Grant } from "../context/grants.js";
import type { Code } from "../diagnostics/codes.js";
import type { Node } from "../syntax/ast.js";
import { type Blame, type Flow, printFlowType, type Scalar } from "./flow.js";
import { flowOf } from "./flows.js";
import type { Pass } from "./pass.js";
import { type CheckState, typeOf } from "./state.js";
import { mostSteps } from "./steps.js";

/** What a claim will do on one grant. */
export interface Verdict {
  readonly verdict: "always" | "sometimes" | "never" | "error";
  /** What a missing value hangs on, or is to blame for there never being one. */
  readonly because: readonly Blame[];
  /** The run-time codes that can end it, given a context that fits its schemas. */
  readonly mayFail: readonly Code[];
  /** The type of the value on this grant, `?` where it may be null. */
  readonly type: string;
  /** Every possible value, where they are few. */
  readonly values?: readonly Scalar[];
}

/** The verdict of a checked expression on every grant of the environment. Grants that agree on who is present share one pass. */
export function verdictsOf(state: CheckState, root: Node): Record<string, Verdict> {
  const verdicts: Record<string, Verdict> = {};
  const shared = new Map<string, Verdict>();
  const failed = state.diagnostics.some((entry) => entry.severity === "error");
  for (const [name, grant] of state.env.grants) {
    const key = `${grant.user} ${grant.appuser} ${grant.session} ${grant.manyGroups === true}`;
    const verdict = shared.get(key) ?? (failed ? FAILED : verdictOn(state, root, grant));
    shared.set(key, verdict);
    verdicts[name] = verdict;
  }
  return verdicts;
}

const FAILED: Verdict = { verdict: "error", because: [], mayFail: [], type: "unknown" };

function verdictOn(state: CheckState, root: Node, grant: Grant): Verdict {
  const pass: Pass = { state, grant, flows: [], flowOf, tight: !(mostSteps(state) <= state.env.limits.steps) };
  for (const node of state.facts.nodes) pass.flows[node.id] = flowOf(pass, node);
  const result = pass.flows[root.id] as Flow;
  const fails = new Set(result.fails);
  const typed = typeOf(state, root);
  for (const code of result.canValue ? resultFails(state, root) : []) fails.add(code);
  return {
    verdict: !result.canValue ? "never" : result.canNull ? "sometimes" : "always",
    because: result.because,
    mayFail: [...fails].sort(),
    type: printFlowType(typed, result),
    ...(result.values ? { values: result.values } : {}),
  };
}

/** What a result can still turn out to be: not true or false, or larger than the data it came from. */
function resultFails(state: CheckState, root: Node): readonly Code[] {
  const { kind } = typeOf(state, root).type;
  if (state.env.kind.result === "boolean") return kind === "unknown" ? ["run/result-type"] : [];
  const made = state.facts.paths[root.id] === undefined && (kind === "list" || kind === "map" || kind === "unknown");
  return made ? ["run/result-too-large"] : [];
}
