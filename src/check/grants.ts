/** One pass per grant over the checked tree: will there be a value, what does it hang on, how can it fail. */

import type { Grant, Presence } from "../context/grants.js";
import type { ContextKind } from "../context/kinds.js";
import type { ReadPath } from "../context/paths.js";
import type { Code } from "../diagnostics/codes.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import { mayGiveNull } from "../library/define.js";
import { type Candidate, invoke, paramAt } from "../library/invoke.js";
import { BINARY, numberMode, UNARY } from "../library/operators.js";
import type { Node } from "../syntax/ast.js";
import { Absent } from "../values/absent.js";
import { type Fault, isFault, type Value } from "../values/value.js";
import { type CallPlan, elementOf } from "./facts.js";
import {
  anyOf,
  type Blame,
  combinations,
  constant,
  type Flow,
  failsOf,
  flow,
  ofType,
  printFlowType,
  type Scalar,
  union,
} from "./flow.js";
import { pathParts } from "./reads.js";
import { type CheckState, typeOf } from "./state.js";

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

interface Pass {
  readonly state: CheckState;
  readonly grant: Grant;
  readonly flows: Flow[];
}

/** The verdict of a checked expression on every grant of the environment. Grants that agree on who is present share one pass. */
export function verdictsOf(state: CheckState, root: Node): Record<string, Verdict> {
  const verdicts: Record<string, Verdict> = {};
  const shared = new Map<string, Verdict>();
  const failed = state.diagnostics.some((entry) => entry.severity === "error");
  for (const [name, grant] of state.env.grants) {
    const key = `${grant.user} ${grant.appuser} ${grant.session}`;
    const verdict = shared.get(key) ?? (failed ? FAILED : verdictOn(state, root, grant));
    shared.set(key, verdict);
    verdicts[name] = verdict;
  }
  return verdicts;
}

const FAILED: Verdict = { verdict: "error", because: [], mayFail: [], type: "unknown" };

function verdictOn(state: CheckState, root: Node, grant: Grant): Verdict {
  const pass: Pass = { state, grant, flows: [] };
  for (const node of state.facts.nodes) pass.flows[node.id] = flowOf(pass, node);
  const result = pass.flows[root.id] as Flow;
  const fails = new Set(result.fails);
  const typed = typeOf(state, root);
  for (const code of resultFails(state.env.kind, typed.type.kind)) fails.add(code);
  return {
    verdict: !result.canValue ? "never" : result.canNull ? "sometimes" : "always",
    because: result.because,
    mayFail: [...fails].sort(),
    type: printFlowType(typed, result),
    ...(result.values ? { values: result.values } : {}),
  };
}

/** What a result of unknown type can still turn out to be. */
function resultFails(kind: ContextKind, type: string): readonly Code[] {
  return type === "unknown" && kind.result === "boolean" ? ["run/result-type"] : [];
}

function flowOf(pass: Pass, node: Node): Flow {
  const path = pass.state.facts.paths[node.id];
  if (path) return pathFlow(pass, path, node);
  const rule = RULES[node.kind] as (pass: Pass, node: Node) => Flow;
  return rule(pass, node);
}

function at(pass: Pass, node: Node): Flow {
  return pass.flows[node.id] as Flow;
}

type Rules = { readonly [Kind in Node["kind"]]: (pass: Pass, node: Node & { kind: Kind }) => Flow };

const RULES: Rules = {
  Literal: (_pass, node) =>
    node.value === null
      ? flow({ canNull: true, canValue: false, because: [{ code: "explicit-null", span: node.span }] })
      : constant(node.value),
  List: (pass, node) => ofAll(pass, node.items),
  Map: (pass, node) =>
    ofAll(
      pass,
      node.entries.map((entry) => entry.value),
    ),
  Name: (pass, node) => elementFlow(pass, node),
  Member: (pass, node) => memberFlow(pass, node, node.object, []),
  Index: (pass, node) => indexFlow(pass, node),
  Call: (pass, node) => callFlow(pass, node),
  Unary: (pass, node) => {
    const operand = at(pass, node.operand);
    const type = typeOf(pass.state, node.operand).type;
    const row = UNARY[node.operator];
    return computed([operand], typeOf(pass.state, node).type.kind, row.fails(type), ([value]) =>
      row.run(value as Value, numberMode(type, type)),
    );
  },
  Binary: (pass, node) => binaryFlow(pass, node),
  Logical: (pass, node) => logicalFlow(pass, node),
  Conditional: (pass, node) => {
    const condition = at(pass, node.condition);
    const unsure = condition.canValue && !condition.values;
    const branches: Flow[] = [];
    if (unsure || condition.values?.includes(true)) branches.push(at(pass, node.whenTrue));
    if (unsure || condition.values?.includes(false)) branches.push(at(pass, node.whenFalse));
    const taken = anyOf(branches);
    const loose = typeOf(pass.state, node.condition).type.kind === "unknown";
    return flow({
      canNull: taken.canNull || condition.canNull,
      canValue: taken.canValue,
      values: taken.values,
      because: [...condition.because, ...taken.because],
      fails: failsOf([condition, taken], loose ? ["run/condition-type"] : []),
    });
  },
  Elvis: (pass, node) => elvisFlow(at(pass, node.value), at(pass, node.fallback), typeOf(pass.state, node.value).type.kind),
  Projection: (pass, node) => bracketsFlow(pass, node.source, node.body, []),
  Selection: (pass, node) =>
    bracketsFlow(pass, node.source, node.test, typeOf(pass.state, node.test).type.kind === "unknown" ? ["run/condition-type"] : []),
  Hole: () => flow({ canNull: true, canValue: true }),
};

function ofAll(pass: Pass, items: readonly Node[]): Flow {
  const flows = items.map((item) => at(pass, item));
  return flow({ canNull: false, canValue: flows.every((part) => part.canNull || part.canValue), fails: failsOf(flows) });
}

/** The root's presence on the grant, then null at any step whose type allows it. */
function pathFlow(pass: Pass, path: ReadPath, node: Node): Flow {
  const { root } = path;
  const presence = presenceOn(pass.grant, root.needs);
  const because: Blame[] = [];
  if (root.needs && presence !== "present")
    because.push({
      code: absentCode(pass.grant, root.needs),
      path: path.text,
      span: node.span,
      ...(root.absentHint ? { hint: root.absentHint } : {}),
    });
  if (presence === "absent") return flow({ canNull: true, canValue: false, because });
  if (root.missing) because.push({ code: root.missing, path: path.text, span: node.span });
  else if (path.keys.length === 0 && !root.needs && !root.always)
    because.push({ code: root.unset, path: path.text, span: node.span });
  const fails = new Set<Code>();
  path.types.forEach((typed, index) => {
    const hidden = root.layout === "app" && index === 0 && path.keys.length > 1;
    if (typed.nullable && !hidden) because.push({ code: root.unset, path: pathParts(path, index + 1), span: node.span });
    if (typed.type.kind === "unknown" && index < path.types.length - 1) fails.add("run/not-a-map");
  });
  return ofType(path.typed, because, fails);
}

function presenceOn(grant: Grant, needs: "user" | "appuser" | "session" | undefined): Presence {
  if (needs === undefined) return "present";
  return needs === "appuser" && grant.user === "absent" ? "absent" : grant[needs];
}

function absentCode(grant: Grant, needs: "user" | "appuser" | "session"): ReasonCode {
  if (needs === "session") return "needs-session";
  return needs === "appuser" && grant.user === "present" && grant.appuser !== "absent" ? "needs-assignment" : "needs-user";
}

/** The element of the brackets, or an attribute of it. */
function elementFlow(pass: Pass, node: Node & { kind: "Name" }): Flow {
  const meaning = pass.state.facts.meanings[node.id];
  const typed = typeOf(pass.state, node);
  const element = elementOf(pass.state.facts, node.id);
  const nullable = typed.nullable || element.nullable;
  const loose = meaning === "element" && element.type.kind === "unknown";
  const because: Blame[] = nullable ? [{ code: "unset", path: node.name, span: node.span }] : [];
  return ofType(typed, because, new Set<Code>(loose ? ["run/not-a-map"] : []));
}

function memberFlow(pass: Pass, node: Node, object: Node, more: readonly Code[]): Flow {
  const holder = at(pass, object);
  const type = typeOf(pass.state, object).type.kind;
  const typed = typeOf(pass.state, node);
  const because: Blame[] = [...holder.because];
  if (typed.nullable)
    because.push({ code: "unset", path: pass.state.source.slice(node.span.start, node.span.end), span: node.span });
  const fails = failsOf([holder], type === "unknown" ? [...more, "run/not-a-map"] : more);
  if (!holder.canValue) return flow({ canNull: holder.canNull, canValue: false, because: holder.because, fails });
  const inside = ofType(typed, because, fails);
  return flow({ ...inside, canNull: inside.canNull || holder.canNull, because });
}

function indexFlow(pass: Pass, node: Node & { kind: "Index" }): Flow {
  const [holder, index] = [at(pass, node.object), at(pass, node.index)];
  const container = typeOf(pass.state, node.object).type.kind;
  const fails: Code[] = [];
  const loose = container === "unknown" || typeOf(pass.state, node.index).type.kind === "unknown";
  if (loose) fails.push("run/index-type");
  if (container !== "map" && !index.values?.every((value) => typeof value !== "number" || value >= 0))
    fails.push("run/negative-index");
  const code: ReasonCode = container === "list" ? "index-out-of-range" : "unset";
  const because: Blame[] = [...holder.because, ...index.because, { code, span: node.span }];
  return flow({ canNull: true, canValue: holder.canValue && index.canValue, because, fails: failsOf([holder, index], fails) });
}

function bracketsFlow(pass: Pass, sourceNode: Node, bodyNode: Node, more: readonly Code[]): Flow {
  const [source, body] = [at(pass, sourceNode), at(pass, bodyNode)];
  const loose: Code[] = typeOf(pass.state, sourceNode).type.kind === "unknown" ? ["run/not-a-list"] : [];
  const fails = failsOf(source.canValue ? [source, body] : [source], [
    ...loose,
    ...more,
    ...(source.canValue ? (["run/budget"] as const) : []),
  ]);
  return flow({ canNull: source.canNull, canValue: source.canValue, because: source.because, fails });
}

/** The outcome of an operation on parts, computed where every part has few values. */
function computed(
  parts: readonly Flow[],
  kind: string,
  fails: readonly Code[],
  run: (args: readonly Value[]) => Value | Fault,
): Flow {
  const possible = parts.every((part) => part.canValue);
  const because = parts.flatMap((part) => part.because);
  const canNull = parts.some((part) => part.canNull) && parts.every((part) => part.canNull || part.canValue);
  if (!possible) return flow({ canNull, canValue: false, because, fails: failsOf(parts) });
  const cases = combinations(parts);
  if (!cases)
    return flow({
      canNull,
      canValue: true,
      because,
      fails: failsOf(parts, fails),
      ...(kind === "boolean" ? { values: [true, false] } : {}),
    });
  const outcomes = cases.map((values) => run(values));
  const faults = outcomes.filter(isFault).map((fault) => fault.code);
  const values = outcomes.filter((value): value is Scalar => !isFault(value) && value !== null && typeof value !== "object");
  const exact = values.length + faults.length === outcomes.length;
  return flow({
    canNull,
    canValue: true,
    because,
    fails: failsOf(parts, faults),
    values: exact ? [...new Set(values)] : undefined,
  });
}

function binaryFlow(pass: Pass, node: Node & { kind: "Binary" }): Flow {
  const [left, right] = [at(pass, node.left), at(pass, node.right)];
  const types = [typeOf(pass.state, node.left).type, typeOf(pass.state, node.right).type] as const;
  const row = BINARY[node.operator];
  const { limits } = pass.state.env;
  const run = (values: readonly Value[]) => row.run(values[0] as Value, values[1] as Value, numberMode(...types), limits);
  if (row.propagatesNull) return computed([left, right], typeOf(pass.state, node).type.kind, row.fails(...types), run);
  return equalityFlow(left, right, node.operator === "ne", run);
}

/** `==` and `!=` answer for null too, so null is one more value of each side. */
function equalityFlow(left: Flow, right: Flow, negated: boolean, run: (values: readonly Value[]) => Value | Fault): Flow {
  const answers = new Set<Scalar>();
  const fails = failsOf([left, right]);
  if (left.canNull && right.canNull) answers.add(!negated);
  if ((left.canNull && right.canValue) || (right.canNull && left.canValue)) answers.add(negated);
  if (left.canValue && right.canValue) {
    const cases = combinations([left, right]);
    for (const answer of cases ? cases.map(run) : [true, false]) answers.add(answer as Scalar);
  }
  return flow({ canNull: false, canValue: answers.size > 0, values: [...answers], fails });
}

/** Three-valued logic over what each operand can be; an operand that can never be reached adds nothing. */
function logicalFlow(pass: Pass, node: Node & { kind: "Logical" }): Flow {
  const stop = node.operator === "or";
  const because: Blame[] = [];
  const met: Flow[] = [];
  const loose: Code[] = [];
  let canStop = false;
  let canGoOn = true;
  let canBeNull = false;
  for (const operand of node.operands) {
    if (!canGoOn && !canBeNull) break;
    const part = at(pass, operand);
    const unsure = part.canValue && !part.values;
    const goesOn = unsure || part.values?.includes(!stop) === true;
    met.push(part);
    because.push(...part.because);
    if (typeOf(pass.state, operand).type.kind === "unknown") loose.push("run/operand-type");
    canStop ||= unsure || part.values?.includes(stop) === true;
    canBeNull = (canBeNull && (goesOn || part.canNull)) || (canGoOn && part.canNull);
    canGoOn = canGoOn && goesOn;
  }
  const values = [...(canStop ? [stop] : []), ...(canGoOn ? [!stop] : [])];
  return flow({ canNull: canBeNull, canValue: values.length > 0, values, because, fails: failsOf(met, loose) });
}

function elvisFlow(value: Flow, fallback: Flow, kind: string): Flow {
  const blankable = kind === "text" || kind === "unknown";
  const canBeBlank = value.canValue && blankable && (value.values === undefined || value.values.includes(""));
  const reachable = value.canNull || canBeBlank;
  const kept = value.values?.filter((entry) => entry !== "");
  const keeps = value.canValue && kept?.length !== 0;
  const values = !reachable ? kept : !keeps ? fallback.values : fallback.canValue ? union(kept, fallback.values) : kept;
  return flow({
    canNull: reachable && fallback.canNull,
    canValue: keeps || (reachable && fallback.canValue),
    values,
    because: reachable ? [...value.because, ...fallback.because] : [],
    fails: failsOf(reachable ? [value, fallback] : [value]),
  });
}

function callFlow(pass: Pass, node: Node & { kind: "Call" }): Flow {
  const plan = pass.state.facts.calls[node.id];
  if (!plan) return flow({ canNull: true, canValue: true });
  const parts = plan.args.map((arg) => (arg === "element" ? ofType(elementOf(pass.state.facts, node.id), []) : at(pass, arg)));
  const receiver = parts[0];
  const skipped = plan.skipsNull && receiver !== undefined && !receiver.canValue;
  if (skipped) return flow({ canNull: receiver.canNull, canValue: false, because: receiver.because, fails: receiver.fails });
  const context = contextFlow(pass, node, plan);
  if (!context.canValue)
    return flow({ canNull: true, canValue: false, because: context.because, fails: failsOf([...parts, context]) });
  const fails: Code[] = plan.candidates.flatMap(({ overload }) => [
    ...(overload.fails ?? []),
    ...(overload.size ? (["run/text-too-long"] as const) : []),
    ...(overload.elements ? (["run/list-too-long"] as const) : []),
  ]);
  fails.push(...argumentFails(pass, node, plan.candidates), ...context.fails);
  const nullStops = (part: Flow, index: number) =>
    part.canNull &&
    (index === 0 && plan.skipsNull ? true : plan.candidates.some(({ overload }) => !paramAt(overload, index)?.receivesNull));
  const types = plan.args.map((arg) => (arg === "element" ? elementOf(pass.state.facts, node.id) : typeOf(pass.state, arg)).type);
  const unset: Blame = { code: "unset", path: pass.state.source.slice(node.span.start, node.span.end), span: node.span };
  const absences = [
    ...plan.candidates.flatMap(({ overload }) => overload.absences ?? []).map((code): Blame => ({ code, span: node.span })),
    ...(plan.candidates.some(({ overload }) => mayGiveNull(overload, types)) ? [unset] : []),
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

/** What the context values of a call can be: null when one of them is and its row stops at it; a value when some row can have all of its own. */
function contextFlow(pass: Pass, node: Node, plan: CallPlan): Flow {
  const flows = plan.candidates.map(({ overload, reads }) => {
    const parts = reads.map((path) => pathFlow(pass, path, node));
    const stops = (part: Flow, index: number) => !overload.context?.[index]?.receivesNull && part.canNull;
    const because = parts.flatMap((part, index) => (stops(part, index) ? part.because : []));
    const canValue = parts.every((part, index) => part.canValue || overload.context?.[index]?.receivesNull === true);
    return flow({ canNull: parts.some(stops), canValue, because, fails: failsOf(parts) });
  });
  return anyOf(flows);
}

/** What arguments of unknown type can still end with. */
function argumentFails(pass: Pass, node: Node & { kind: "Call" }, candidates: readonly Candidate[]): Code[] {
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
