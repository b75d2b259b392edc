/** Calls: the arguments, what the row reads of the context, and what it may fail with. */
import type { Code } from "../diagnostics/codes.js";
import { mayGiveNull } from "../library/define.js";
import { type Candidate, invoke, paramAt } from "../library/invoke.js";
import type { Node } from "../syntax/ast.js";
import { Absent } from "../values/absent.js";
import type { Value } from "../values/value.js";
import { type CallPlan, elementOf } from "./facts.js";
import { anyOf, type Blame, combinations, computed, type Flow, failsOf, flow, ofType } from "./flow.js";
import { at, type Pass } from "./pass.js";
import { pathFlow } from "./path-flow.js";
import { typeOf } from "./state.js";
import { writtenArgument } from "./written.js";

/** A call: null where an argument or a context value stops it, otherwise what its rows give. */
export function callFlow(pass: Pass, node: Node): Flow {
  const plan = pass.state.facts.calls[node.id];
  if (!plan) return flow({ canNull: true, canValue: true });
  const parts = plan.args.map((arg) => (arg === "element" ? ofType(elementOf(pass.state.facts, node.id), []) : at(pass, arg)));
  const receiver = parts[0];
  const skipped = plan.skipsNull && receiver !== undefined && !receiver.canValue;
  if (skipped) return flow({ canNull: receiver.canNull, canValue: false, because: receiver.because, fails: receiver.fails });
  const context = contextFlow(pass, node, plan);
  if (!context.canValue)
    return flow({ canNull: true, canValue: false, because: context.because, fails: failsOf([...parts, context]) });
  const inner = innerFlows(pass, plan);
  const fails = [...rowFails(pass, plan), ...argumentFails(pass, node, plan.candidates), ...context.fails, ...failsOf(inner)];
  const nullStops = (part: Flow, index: number) =>
    part.canNull &&
    (index === 0 && plan.skipsNull ? true : plan.candidates.some(({ overload }) => !paramAt(overload, index)?.receivesNull));
  const types = plan.args.map((arg) => (arg === "element" ? elementOf(pass.state.facts, node.id) : typeOf(pass.state, arg)).type);
  const unset: Blame = { code: "unset", path: pass.state.source.slice(node.span.start, node.span.end), span: node.span };
  const inside = plan.args.flatMap((arg) => (arg === "element" ? [] : blamesInside(pass, arg)));
  const absences = [
    ...plan.candidates.flatMap(({ overload }) => overload.absences ?? []).map((code): Blame => ({ code, span: node.span })),
    ...(plan.candidates.some(({ overload }) => mayGiveNull(overload, types)) ? (inside.length > 0 ? inside : [unset]) : []),
  ];
  const because = [
    ...context.because,
    ...parts.flatMap((part, index) => (nullStops(part, index) ? part.because : [])),
    ...absences,
  ];
  const ends = parts.every((part) => part.canNull || part.canValue);
  const mayBeNull = absences.length > 0;
  const canNull = ends && (mayBeNull || context.canNull || parts.some(nullStops));
  const canValue =
    ends &&
    parts.every(
      (part, index) => part.canValue || !plan.candidates.every(({ overload }) => !paramAt(overload, index)?.receivesNull),
    );
  const folded =
    ends &&
    canValue &&
    !mayBeNull &&
    plan.candidates.every(({ reads }) => reads.length === 0) &&
    parts.every((part) => !part.canNull)
      ? combinations(parts, 32)
      : undefined;
  const kind = typeOf(pass.state, node).type.kind;
  if (!folded)
    return flow({
      canNull,
      canValue,
      because,
      fails: failsOf(parts, fails),
      ...(kind === "boolean" ? { values: [true, false] } : {}),
    });
  const run = (args: readonly Value[]) => {
    const result = invoke(plan.candidates, args, plan.form, plan.display, pass.state.env.limits);
    return result instanceof Absent ? null : result;
  };
  return computed(parts, kind, fails, run);
}

/** What a null inside lists and maps that are written out hangs on, for rows that look into them. */
function blamesInside(pass: Pass, node: Node): readonly Blame[] {
  const parts = node.kind === "List" ? node.items : node.kind === "Map" ? node.entries.map((entry) => entry.value) : [];
  return parts.flatMap((part) => [...at(pass, part).because, ...blamesInside(pass, part)]);
}

/** What the rows' own code can end with, for the arguments as they are written. */
function rowFails(pass: Pass, plan: CallPlan): Code[] {
  const around = { grants: [pass.grant] };
  const fails: Code[] = plan.candidates.flatMap(({ overload }) => [
    ...(overload.fails ?? []),
    ...(overload.size ? (["run/text-too-long"] as const) : []),
    ...(overload.elements ? (["run/list-too-long"] as const) : []),
    ...plan.args.flatMap((arg, index) => paramAt(overload, index)?.fails?.(writtenArgument(arg), around) ?? []),
  ]);
  return pass.tight ? [...fails, "run/budget"] : fails;
}

/** The inner expressions of a call, each on the same grant. */
function innerFlows(pass: Pass, plan: CallPlan): Flow[] {
  return [...plan.inner.values()].map(({ source, facts, root }) => {
    const inside: Pass = { ...pass, state: { ...pass.state, source, facts }, flows: [] };
    for (const node of facts.nodes) inside.flows[node.id] = pass.flowOf(inside, node);
    return at(inside, root);
  });
}

/** What the context values of a call can be: null when one of them is and its row stops at it; a value when some row can have all of its own. */
function contextFlow(pass: Pass, node: Node, plan: CallPlan): Flow {
  const flows = plan.candidates.map(({ overload, reads }) => {
    const parts = reads.map((path) => pathFlow(pass, path, node));
    const stops = (part: Flow, index: number) => !overload.context?.[index]?.receivesNull && part.canNull;
    // What can never be there is to blame before what may be missing.
    const blamed = parts.filter(stops).sort((a, b) => Number(a.canValue) - Number(b.canValue));
    const because = blamed.flatMap((part) => part.because);
    const canValue = parts.every((part, index) => part.canValue || overload.context?.[index]?.receivesNull === true);
    return flow({ canNull: parts.some(stops), canValue, because, fails: failsOf(parts) });
  });
  return anyOf(flows);
}

/** What arguments of unknown type can still end with. */
function argumentFails(pass: Pass, node: Node, candidates: readonly Candidate[]): Code[] {
  const plan = pass.state.facts.calls[node.id];
  const fails: Code[] = [];
  plan?.args.forEach((arg, index) => {
    const typed = arg === "element" ? elementOf(pass.state.facts, node.id) : typeOf(pass.state, arg);
    const wanted = candidates.some(({ overload }) => paramAt(overload, index)?.type.kind !== "unknown");
    if (typed.type.kind === "unknown" && wanted) fails.push("run/argument-type");
    const joins =
      plan.form === "name" &&
      (typed.type.kind === "list" || typed.type.kind === "unknown") &&
      candidates.some(({ overload }) => paramAt(overload, index)?.type.kind === "text");
    if (joins) fails.push("run/no-text", "run/text-too-long");
    const splits =
      plan.form === "name" &&
      (typed.type.kind === "text" || typed.type.kind === "unknown") &&
      candidates.some(({ overload }) => paramAt(overload, index)?.type.kind === "list");
    if (splits) fails.push("run/list-too-long");
  });
  return fails;
}
