/** The most steps of the budget that an expression can take outside of brackets, known before there is data. */
import { paramAt } from "../library/invoke.js";
import { type CallPlan, elementOf } from "./facts.js";
import { type CheckState, typeOf } from "./state.js";
import { writtenArgument } from "./written.js";

/** The sum over its calls; infinite where a call has no bound. What is inside brackets is repeated, and told of there. */
export function mostSteps(state: CheckState): number {
  const { facts } = state;
  let sum = 0;
  facts.calls.forEach((plan, id) => {
    if (plan && facts.brackets[id] === -1) sum += 1 + stepsOfCall(state, plan, id);
  });
  return sum;
}

function stepsOfCall(state: CheckState, plan: CallPlan, id: number): number {
  const { limits } = state.env;
  const written = plan.args.map(writtenArgument);
  const types = plan.args.map((arg) => (arg === "element" ? elementOf(state.facts, id) : typeOf(state, arg)).type);
  const rows = plan.candidates.map(({ overload }) =>
    overload.cost ? (overload.costAtMost?.(limits, written, types) ?? Infinity) : 0,
  );
  const inner = [...plan.inner].map(([index, { facts }]) => {
    const repeated = plan.candidates.some(({ overload }) => paramAt(overload, index)?.inner) ? limits.listLength : 1;
    return repeated * (facts.nodes.length + mostSteps({ ...state, facts }));
  });
  return Math.max(0, ...rows) + inner.reduce((sum, steps) => sum + steps, 0);
}
