/** What each construct makes of the outcomes of its parts on one grant. */
import type { Code } from "../diagnostics/codes.js";
import type { ConditionalNode, ListNode, MapNode, Node, ProjectionNode, SelectionNode } from "../syntax/ast.js";
import { listOf, optional, UNKNOWN } from "../types/type.js";
import { callFlow } from "./call-flow.js";
import { type Cost, costOf, repeated, weightOf } from "./cost.js";
import {
  anyOf,
  constant,
  elementOfFlow,
  ends,
  type Flow,
  failsOf,
  flow,
  heldBy,
  mayBeNoBoolean,
  neverRun,
  ofType,
  refine,
  runParts,
} from "./flow.js";
import { binaryFlow, elvisFlow, logicalFlow, unaryFlow } from "./operator-flow.js";
import { at, type Pass } from "./pass.js";
import { elementFlow, indexFlow, memberFlow, pathFlow } from "./path-flow.js";
import { typeOf } from "./state.js";

/** What a node may come to on the grant of the pass, with what the conditions around it prove. */
export function flowOf(pass: Pass, node: Node): Flow {
  const { narrowing, state } = pass;
  if (narrowing.unreachable(node.id)) return neverRun(typeOf(state, node).type);
  const path = state.facts.paths[node.id];
  const rule = RULES[node.kind] as (pass: Pass, node: Node) => Flow;
  const plain = path ? pathFlow(pass, path, node) : rule(pass, node);
  const known = narrowing.find(node.id, narrowing.keys.of[node.id]);
  return known ? refine(plain, known) : plain;
}

type Rules = { readonly [Kind in Node["kind"]]: (pass: Pass, node: Node & { kind: Kind }) => Flow };

const RULES: Rules = {
  Literal: (pass, node) =>
    node.value === null
      ? flow({ canNull: true, canValue: false, because: [{ code: "explicit-null", span: node.span }] })
      : constant(node.value === 0 ? 0 : node.value, typeOf(pass.state, node).type),
  List: (pass, node) => listFlow(pass, node),
  Map: (pass, node) => mapFlow(pass, node),
  Name: (pass, node) => elementFlow(pass, node),
  Member: (pass, node) => memberFlow(pass, node, node.object, node.name),
  Index: (pass, node) => indexFlow(pass, node),
  Call: (pass, node) => callFlow(pass, node),
  Unary: (pass, node) => unaryFlow(pass, node),
  Binary: (pass, node) => binaryFlow(pass, node),
  Logical: (pass, node) => logicalFlow(pass, node),
  Conditional: (pass, node) => conditionalFlow(pass, node),
  Elvis: (pass, node) => elvisFlow(at(pass, node.value), at(pass, node.fallback)),
  Projection: (pass, node) => projectionFlow(pass, node),
  Selection: (pass, node) => selectionFlow(pass, node),
  Hole: (pass) => ofType(optional(UNKNOWN), [], pass.state.env.limits),
};

/** The parts of something written out: it fails as soon as one of them does. */
function written(pass: Pass, node: Node, parts: ReadonlyMap<string | number, Flow>): Flow {
  const ran = runParts([...parts.values()]);
  const whole = ran.every(ends);
  const { type } = typeOf(pass.state, node);
  const halved = ran.some((part) => part.halved === true);
  const holds = ran.reduce((sum, part) => sum + heldBy(part), 1);
  const open = ran.some((part) => part.open === true);
  return flow({ canNull: false, canValue: whole, type, fails: failsOf(ran), cost: costOf(ran), parts, holds, open, halved });
}

function listFlow(pass: Pass, node: ListNode): Flow {
  const items = node.items.map((item) => at(pass, item));
  const whole = written(pass, node, new Map(items.entries()));
  const { length } = items;
  if (length === 0) return flow({ ...whole, length: { least: 0, most: 0 } });
  const element = anyOf(items.map(inside));
  const type = listOf({ type: element.type, nullable: element.canNull });
  return flow({ ...whole, type, length: { least: length, most: length }, element });
}

/** A part as it stands in a list: what it took to make it was counted when the list was made. */
function inside(item: Flow): Flow {
  return flow({ ...item, fails: new Set(), cost: costOf([]) });
}

function mapFlow(pass: Pass, node: MapNode): Flow {
  const whole = written(pass, node, new Map(node.entries.map((entry) => [entry.key, at(pass, entry.value)])));
  const attributes = [...(whole.parts ?? [])].map(
    ([key, { type, canNull }]) => [String(key), { type, nullable: canNull }] as const,
  );
  return whole.parts ? { ...whole, type: { kind: "map", attributes: new Map(attributes), open: false } } : whole;
}

function conditionalFlow(pass: Pass, node: ConditionalNode): Flow {
  const condition = at(pass, node.condition);
  const unsure = condition.canValue && !condition.values;
  const branches: Flow[] = [];
  if (unsure || condition.values?.includes(true)) branches.push(at(pass, node.whenTrue));
  if (unsure || condition.values?.includes(false)) branches.push(at(pass, node.whenFalse));
  const taken = branches.length > 0 ? anyOf(branches) : neverRun(typeOf(pass.state, node).type);
  const loose: Code[] = mayBeNoBoolean(condition) ? ["run/condition-type"] : [];
  return flow({
    ...taken,
    canNull: taken.canNull || condition.canNull,
    because: [...condition.because, ...taken.because],
    fails: failsOf([condition, taken], loose),
    cost: costOf([condition, taken]),
  });
}

/** What brackets do for each element of a list: whether they run at all, what they fail with, what they cost. */
function overElements(pass: Pass, node: ProjectionNode | SelectionNode, body: Node): Flow {
  const [source, inner] = [at(pass, node.source), at(pass, body)];
  const length = source.length ?? { least: 0, most: pass.state.env.limits.listLength, open: true };
  const runs = source.canValue && length.most > 0;
  const fails: Code[] = source.canValue && source.type.kind !== "list" ? ["run/not-a-list"] : [];
  if (runs && node.kind === "Selection" && mayBeNoBoolean(inner)) fails.push("run/condition-type");
  const each: Cost = { steps: inner.cost.steps + weightOf(pass.state.facts, body), open: inner.cost.open };
  const cost = runs ? costOf([source], repeated(each, length)) : source.cost;
  const ended = ends(inner) || length.least === 0;
  const { type } = typeOf(pass.state, node);
  return flow({
    canNull: source.canNull,
    canValue: source.canValue && ended,
    because: source.because,
    fails: failsOf(runs ? [source, inner] : [source], fails),
    cost,
    type,
    length: ends(inner) ? length : { ...length, most: 0 },
  });
}

function projectionFlow(pass: Pass, node: ProjectionNode): Flow {
  const whole = overElements(pass, node, node.body);
  const body = at(pass, node.body);
  const type = listOf({ type: body.type, nullable: body.canNull });
  const most = whole.length?.most ?? pass.state.env.limits.listLength;
  const holds = most === 0 ? 1 : 1 + most * heldBy(body);
  return flow({ ...whole, type, element: inside(body), holds, open: body.open === true, halved: body.halved === true });
}

function selectionFlow(pass: Pass, node: SelectionNode): Flow {
  const whole = overElements(pass, node, node.test);
  const [source, test] = [at(pass, node.source), at(pass, node.test)];
  const kept = pass.narrowing.kept(node);
  const none = !test.canValue || test.values?.includes(true) === false;
  const all = !test.canNull && test.values?.length === 1 && test.values[0] === true;
  const before = elementOfFlow(source, pass.state.env.limits);
  const element = kept ? refine(before, kept) : before;
  const { type } = whole;
  return flow({
    ...whole,
    type: type.kind === "list" ? { ...type, element: { type: element.type, nullable: element.canNull } } : type,
    ...(whole.length ? { length: { ...whole.length, least: all ? whole.length.least : 0, ...(none ? { most: 0 } : {}) } } : {}),
    element,
    holds: heldBy(source),
    open: source.open === true,
    halved: source.halved === true,
  });
}
