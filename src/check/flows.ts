/** What each construct makes of the outcomes of its parts on one grant. */
import type {
  ConditionalNode,
  ListNode,
  LiteralNode,
  MapEntry,
  MapNode,
  Node,
  ProjectionNode,
  SelectionNode,
} from "../syntax/ast.js";
import { type Attribute, type ListType, listOf, type MapType, NULL, type Type } from "../types/type.js";
import { joined, NO_REASONS, reason } from "./because.js";
import { callFlow } from "./call-flow.js";
import { costOf, NO_COST, plus, repeated, weightOf } from "./cost.js";
import { codesIn, NO_FAILS } from "./fails.js";
import {
  again,
  anyOf,
  constant,
  Draft,
  either,
  elementOfFlow,
  ends,
  type Flow,
  failsOf,
  heldBy,
  lengthOfList,
  mayBeNoBoolean,
  neverRun,
  refine,
  runParts,
  valueless,
} from "./flow.js";
import { binaryFlow, elvisFlow, logicalFlow, unaryFlow } from "./operator-flow.js";
import { Parts } from "./parts.js";
import { at, type Pass } from "./pass.js";
import { elementFlow, indexFlow, memberFlow, pathFlow } from "./path-flow.js";
import { typeOf, type WholeNode } from "./state.js";

/** What a node may come to on the grant of the pass, with what the conditions around it prove. */
export function flowOf(pass: Pass, node: Node): Flow {
  const { narrowing, state } = pass;
  if (narrowing.unreachable(node.id)) return neverRun(typeOf(state, node).type);
  const path = state.facts.paths[node.id];
  const rule = RULES[(node as WholeNode).kind] as (pass: Pass, node: Node) => Flow;
  const plain = path ? pathFlow(pass, path, node) : rule(pass, node);
  const known = narrowing.of(node.id);
  return known ? refine(plain, known) : plain;
}

type Rules = { readonly [Kind in WholeNode["kind"]]: (pass: Pass, node: Node & { kind: Kind }) => Flow };

const RULES: Rules = {
  Literal: literalFlow,
  List: listFlow,
  Map: mapFlow,
  Name: elementFlow,
  Member: (pass, node) => memberFlow(pass, node, node.object, node.name),
  Index: indexFlow,
  Call: callFlow,
  Unary: unaryFlow,
  Binary: binaryFlow,
  Logical: logicalFlow,
  Conditional: conditionalFlow,
  Elvis: (pass, node) => elvisFlow(at(pass, node.value), at(pass, node.fallback)),
  Projection: projectionFlow,
  Selection: selectionFlow,
};

function literalFlow(pass: Pass, node: LiteralNode): Flow {
  if (node.value === null) return valueless(true, NULL, reason({ code: "explicit-null", span: node.span }));
  return constant(node.value === 0 ? 0 : node.value, typeOf(pass.state, node).type);
}

/** Something written out, with its parts: it fails as soon as one of them does. */
function written(pass: Pass, node: Node, parts: Parts<Flow>): Draft {
  const ran = runParts(parts.each);
  const draft = new Draft(false, ran.every(ends), typeOf(pass.state, node).type, NO_REASONS, failsOf(ran), costOf(ran));
  draft.inside(undefined, parts);
  draft.halved = ran.some((part) => part.halved);
  draft.holds = ran.reduce((sum, part) => sum + heldBy(part), 1);
  draft.open = ran.some((part) => part.open);
  return draft;
}

function listFlow(pass: Pass, node: ListNode): Flow {
  const items = node.items.map((item) => at(pass, item));
  const draft = written(pass, node, new Parts(items, undefined));
  const { length } = items;
  draft.length = { least: length, most: length };
  if (length > 0) {
    const element = inside(anyOf(items));
    draft.type = listWith(element, draft.type);
    draft.inside(element, draft.parts);
  }
  return draft.done();
}

/** A part as it stands in a list: what it took to make it was counted when the list was made. */
function inside(item: Flow): Flow {
  if (item.fails === NO_FAILS && item.cost === NO_COST) return item;
  const draft = again(item);
  draft.fails = NO_FAILS;
  draft.cost = NO_COST;
  return draft;
}

function mapFlow(pass: Pass, node: MapNode): Flow {
  const values = node.entries.map((entry) => at(pass, entry.value));
  const draft = written(pass, node, new Parts(values, node.entries));
  if (!draft.parts || !draft.canValue) return draft.done();
  draft.type = mapOf(node, draft.parts.each, draft.type as MapType);
  return draft.done();
}

/** The type of a map with these parts: the one it has on any grant where that says the same, since equal types are compared part by part. */
function mapOf({ entries }: MapNode, values: readonly Flow[], onAny: MapType): MapType {
  const isSame = values.every(({ type, canNull }, place) => {
    const known = onAny.attributes.get((entries[place] as MapEntry).key);
    return known?.type === type && known.nullable === canNull;
  });
  if (isSame) return onAny;
  const attributes = new Map<string, Attribute>();
  for (const [place, { type, canNull }] of values.entries())
    attributes.set((entries[place] as MapEntry).key, { type, nullable: canNull });
  return { kind: "map", attributes, open: false };
}

/** The type of a list with such an element, in the same way. */
function listWith({ type, canNull }: Flow, onAny: Type): Type {
  const same = onAny.kind === "list" && onAny.element.type === type && onAny.element.nullable === canNull;
  return same ? onAny : listOf({ type, nullable: canNull });
}

function conditionalFlow(pass: Pass, node: ConditionalNode): Flow {
  const condition = at(pass, node.condition);
  const unsure = condition.canValue && !condition.values;
  const whenTrue = unsure || condition.values?.includes(true) ? at(pass, node.whenTrue) : undefined;
  const whenFalse = unsure || condition.values?.includes(false) ? at(pass, node.whenFalse) : undefined;
  const taken = whenTrue && whenFalse ? either(whenTrue, whenFalse) : (whenTrue ?? whenFalse);
  const draft = taken ? again(taken) : new Draft(false, false, typeOf(pass.state, node).type);
  draft.canNull ||= condition.canNull;
  draft.because = joined(condition.because, draft.because);
  // What the condition fails with is told first, as it comes first.
  draft.fails = (mayBeNoBoolean(condition) ? NO_CONDITION : NO_FAILS).and(condition.fails).and(draft.fails);
  draft.cost = plus(condition.cost, draft.cost);
  return draft.done();
}

const NO_CONDITION = codesIn(["run/condition-type"]);
const NO_LIST = codesIn(["run/not-a-list"]);

/** What brackets do for each element of a list: whether they run at all, what they fail with, what they cost. */
function overElements(pass: Pass, node: ProjectionNode | SelectionNode, body: Node): Draft {
  const [source, inner] = [at(pass, node.source), at(pass, body)];
  const length = lengthOfList(source, pass.state.env.limits);
  const runs = source.canValue && length.most > 0;
  let fails = source.canValue && source.type.kind !== "list" ? NO_LIST : NO_FAILS;
  if (runs && node.kind === "Selection" && mayBeNoBoolean(inner)) fails = fails.and(NO_CONDITION);
  fails = fails.and(source.fails);
  if (runs) fails = fails.and(inner.fails);
  const each = inner.cost.steps + weightOf(pass.state.facts, body);
  const cost = runs ? plus(repeated(each, inner.cost.open, length), source.cost) : source.cost;
  const ended = ends(inner) || length.least === 0;
  const { type } = typeOf(pass.state, node);
  const draft = new Draft(source.canNull, source.canValue && ended, type, source.because, fails, cost);
  draft.length = ends(inner) ? length : { ...length, most: 0 };
  return draft;
}

function projectionFlow(pass: Pass, node: ProjectionNode): Flow {
  const draft = overElements(pass, node, node.body);
  const body = at(pass, node.body);
  draft.type = listWith(body, draft.type);
  const { most } = draft.canValue && draft.length ? draft.length : { most: pass.state.env.limits.listLength };
  draft.inside(inside(body), undefined);
  draft.holds = most === 0 ? 1 : 1 + most * heldBy(body);
  draft.open = body.open;
  draft.halved = body.halved;
  return draft.done();
}

function selectionFlow(pass: Pass, node: SelectionNode): Flow {
  const draft = overElements(pass, node, node.test);
  const [source, test] = [at(pass, node.source), at(pass, node.test)];
  const kept = pass.narrowing.kept(node);
  const none = !test.canValue || test.values?.includes(true) === false;
  const all = !test.canNull && test.values?.length === 1 && test.values[0] === true;
  const before = elementOfFlow(source, pass.state.env.limits);
  const element = kept ? refine(before, kept) : before;
  const known = (draft.type as ListType).element;
  if (known.type !== element.type || known.nullable !== element.canNull)
    draft.type = { ...(draft.type as ListType), element: { type: element.type, nullable: element.canNull } };
  if (draft.canValue && draft.length) {
    const { least } = draft.length;
    draft.length = { ...draft.length, least: all ? least : 0, ...(none ? { most: 0 } : {}) };
  }
  draft.inside(element, undefined);
  draft.holds = heldBy(source);
  draft.open = source.open;
  draft.halved = source.halved;
  return draft.done();
}
