/** Reading: paths of the context, elements of brackets, attributes and elements of values. */
import type { Limits } from "../base/limits.js";
import { Meantime } from "../base/meantime.js";
import { type Grant, type Party, type Presence, presenceOn } from "../context/grants.js";
import { memberOf, type ReadPath, stepPath } from "../context/paths.js";
import type { Code } from "../diagnostics/codes.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import { excludes, rangeOf } from "../library/known.js";
import type { IndexNode, NameNode, Node, ProjectionNode, SelectionNode } from "../syntax/ast.js";
import { GROUP_FIELDS, NULL, UNKNOWN } from "../types/type.js";
import type { Steps } from "./assume.js";
import { type Blame, joined, NO_REASONS, type Reasons, reason } from "./because.js";
import { unsetBlames } from "./chain.js";
import { costOf, NO_COST } from "./cost.js";
import { codesIn, NO_FAILS } from "./fails.js";
import {
  again,
  anyOf,
  blameInOrder,
  Draft,
  elementOfFlow,
  ends,
  type Flow,
  failsOf,
  heldBy,
  ofType,
  runParts,
  valueless,
} from "./flow.js";
import { at, type Pass } from "./pass.js";
import { pathParts } from "./reads.js";
import { typeOf } from "./state.js";

/** The root's presence on the grant, then null at any step whose type allows it and no condition rules it out. */
export function pathFlow(pass: Pass, path: ReadPath, node: Node): Flow {
  const presence = presenceOn(pass.grant, path.root.needs);
  const because = rootBlame(pass.grant, path, node, presence);
  if (presence === "absent") return valueless(true, path.typed.type, because);
  const steps = pass.narrowing.steps(node.id, path);
  return steps ? knownPathFlow(pass, path, node, because, steps) : openPathFlow(pass, path, node, because);
}

/** What a path reads. */
interface Outline {
  readonly limits: Limits;
  /** The value, where it is there. */
  readonly flow: Flow;
  /** Where it may be missing on the way, as texts. */
  readonly gaps: readonly string[];
}

/** Of paths that are kept as long as they are, of others for one check. */
const OUTLINES = { kept: new WeakMap<ReadPath, Outline>(), made: new Meantime<ReadPath, Outline>() };

function outlineOf(path: ReadPath, limits: Limits): Outline {
  const outlines = path.isKept ? OUTLINES.kept : OUTLINES.made;
  const known = outlines.get(path);
  if (known?.limits === limits) return known;
  const { root, types, keys } = path;
  const gaps: string[] = [];
  for (let index = 0; index < types.length; index++) {
    const hidden = root.layout === "app" && index === 0 && keys.length > 1;
    if (types[index]?.nullable && !hidden) gaps.push(pathParts(path, index + 1));
  }
  const loose = types.some(({ type }, index) => type.kind === "unknown" && index < types.length - 1);
  const outline = { limits, flow: bounded(ofType(path.typed, NO_REASONS, limits, loose ? NO_MAP : NO_FAILS), limits), gaps };
  outlines.set(path, outline);
  return outline;
}

/** A path of which no condition says anything. */
function openPathFlow(pass: Pass, path: ReadPath, { span }: Node, root: Reasons): Flow {
  const { flow, gaps } = outlineOf(path, pass.state.env.limits);
  let because = root;
  for (const gap of gaps) because = joined(because, reason({ code: path.root.unset, path: gap, span }));
  return nullBy(flow, because);
}

/** A path of whose steps conditions say something. */
function knownPathFlow(pass: Pass, path: ReadPath, { span }: Node, before: Reasons, known: Steps): Flow {
  const { root } = path;
  let because = known[0]?.canNull === false ? NO_REASONS : before;
  for (let index = 0; index < path.types.length; index++) {
    const step = known[index + 1];
    const hidden = root.layout === "app" && index === 0 && path.keys.length > 1;
    // A profile that is not there is told of by what is read from it.
    const told = hidden ? index + 2 : index + 1;
    if (path.types[index]?.nullable && (!hidden || step?.canValue === false))
      because = joined(because, reason({ code: root.unset, path: pathParts(path, told), span }));
    if (step?.canNull === false) because = NO_REASONS;
    if (step?.canValue === false) return valueless(because !== NO_REASONS, path.typed.type, because);
  }
  return nullBy(outlineOf(path, pass.state.env.limits).flow, because);
}

/** The same, null by what is to blame. */
function nullBy(flow: Flow, because: Reasons): Flow {
  if (because === NO_REASONS) return flow;
  const draft = again(flow);
  draft.canNull = true;
  draft.because = because;
  return draft;
}

const NO_MAP = codesIn(["run/not-a-map"]);

/** What is read holds no more than is admitted. */
function bounded(draft: Draft, { dataSize }: Limits): Flow {
  const held = heldBy(draft);
  draft.holds = Math.min(held, dataSize);
  draft.open = held > dataSize;
  return draft.done();
}

/** What is missing when the root is. */
function rootBlame(grant: Grant, path: ReadPath, node: Node, presence: Presence): Reasons {
  const { root } = path;
  const { span } = node;
  let because = NO_REASONS;
  if (root.needs && presence !== "present") {
    const more = root.absentHint ? { hint: root.absentHint } : undefined;
    for (const code of absentCodes(grant, root.needs)) because = joined(because, reason({ code, path: path.text, span, ...more }));
  }
  if (presence === "absent") return because;
  if (root.missing) return joined(because, reason({ code: root.missing, path: root.name, span }));
  if (path.keys.length > 0 || root.needs || root.always) return because;
  return joined(because, reason({ code: root.unset, path: path.text, span }));
}

const SESSION: readonly ReasonCode[] = ["needs-session"];
const USER: readonly ReasonCode[] = ["needs-user"];
const USER_OR_ASSIGNMENT: readonly ReasonCode[] = ["needs-user", "needs-assignment"];
const ASSIGNMENT: readonly ReasonCode[] = ["needs-assignment"];

/** Why a party may not be there. Without a user there is no app-user either. */
function absentCodes(grant: Grant, needs: Party): readonly ReasonCode[] {
  if (needs === "session") return SESSION;
  if (needs === "user" || grant.user === "absent") return USER;
  if (grant.appuser === "present") return USER;
  return grant.user === "present" ? ASSIGNMENT : USER_OR_ASSIGNMENT;
}

/** The element of the brackets around. */
export function bracketElement(pass: Pass, id: number): Flow {
  const { nodes, brackets } = pass.state.facts;
  const { source } = nodes[brackets[id] as number] as ProjectionNode | SelectionNode;
  return elementOfFlow(at(pass, source), pass.state.env.limits);
}

/** The name of a family of functions, which has no value of its own. */
const FAMILY: Flow = new Draft(true, true, UNKNOWN);

/** The element of the brackets, or an attribute of it. */
export function elementFlow(pass: Pass, node: NameNode): Flow {
  const meaning = pass.state.facts.meanings[node.id];
  if (meaning === "family") return FAMILY;
  if (meaning === "subject") return ofType(typeOf(pass.state, node), NO_REASONS, pass.state.env.limits);
  const holder = again(bracketElement(pass, node.id));
  holder.cost = NO_COST;
  holder.fails = NO_FAILS;
  if (holder.canNull && holder.because === NO_REASONS) holder.because = unsetBlames(pass, node);
  return meaning === "this" ? holder : attributeOf(pass, holder, node, node.name);
}

/** An attribute of a computed value. */
export function memberFlow(pass: Pass, node: Node, object: Node, name: string): Flow {
  const holder = at(pass, object);
  const found = attributeOf(pass, holder, node, name);
  // In square brackets a list is not taken for a map without that name, but for a list with a wrong index.
  const mayBeList = node.kind === "Index" && holder.canValue && (holder.type.kind === "unknown" || holder.type.kind === "list");
  if (!mayBeList) return found;
  const draft = again(found);
  draft.fails = NO_INDEX.and(found.fails);
  return draft;
}

const NO_INDEX = codesIn(["run/index-type"]);

function attributeOf(pass: Pass, holder: Flow, node: Node, name: string): Flow {
  const typed = typeOf(pass.state, node);
  const { kind } = holder.type;
  if (!holder.canValue) return valueless(holder.canNull, typed.type, holder.because, holder.fails, holder.cost);
  const part = holder.parts?.get(name);
  // The type of the node has the holder's null in it; whether the attribute itself may be missing, its declaration says.
  const declared = memberOf({ type: kind === "group" ? GROUP_FIELDS : holder.type, nullable: false }, name) ?? typed;
  const draft = part
    ? again(part)
    : ofType(declared, declared.nullable ? unsetBlames(pass, node) : NO_REASONS, pass.state.env.limits);
  draft.halved ||= holder.halved;
  draft.holds = heldInside(holder, draft);
  draft.canNull ||= holder.canNull;
  draft.because = joined(holder.because, draft.because);
  draft.fails = (hasAttribute(holder, name) ? NO_FAILS : NO_MAP).and(holder.fails);
  draft.cost = holder.cost;
  return draft.done();
}

/** Whether a value may be asked for an attribute; a group has none but its own, which the static type need not know. */
function hasAttribute({ type: { kind } }: Flow, name: string): boolean {
  return kind === "map" || (kind === "group" && GROUP_FIELDS.attributes.has(name));
}

/** An element by position, or an attribute by a computed name. */
export function indexFlow(pass: Pass, node: IndexNode): Flow {
  const { index } = node;
  if (index.kind === "Literal" && typeof index.value === "string") return memberFlow(pass, node, node.object, index.value);
  const [holder, position] = [at(pass, node.object), at(pass, index)];
  const parts = [holder, position];
  const ran = runParts(parts);
  const cost = costOf(ran);
  const { type } = typeOf(pass.state, node);
  if (node.safe && !holder.canValue) {
    const draft = again(holder);
    draft.type = type;
    return draft;
  }
  if (!ran.every(ends)) return valueless(node.safe && holder.canNull, type, holder.because, failsOf(ran), cost);
  const canNull = holder.canNull || position.canNull;
  const because = blameInOrder(parts);
  if (!holder.canValue || !position.canValue) return valueless(canNull, type, because, failsOf(parts), cost);
  const draft = again(elementFound(pass, node, holder, position));
  draft.holds = heldInside(holder, draft);
  draft.fails = failsOf(parts, draft.fails);
  draft.canNull ||= canNull;
  draft.because = joined(because, draft.because);
  draft.cost = cost;
  if (!draft.canValue) draft.type = type;
  return draft.done();
}

/** A part holds less than the whole. */
function heldInside(holder: Flow, part: Flow): number {
  return Math.max(1, Math.min(heldBy(part), heldBy(holder) - 1));
}

/** What is found where there is something to look in and something to look for. */
function elementFound(pass: Pass, node: IndexNode, holder: Flow, position: Flow): Flow {
  if (holder.type.kind === "list") return elementAtFlow(pass, node, holder, position);
  const path = pass.state.facts.paths[node.object.id];
  if (path?.typed.type.kind === "map") return namedFlow(pass, path, node, position);
  return looseElement(pass, node, holder, position);
}

/** An element of a list that is there. */
function elementAtFlow(pass: Pass, node: IndexNode, holder: Flow, position: Flow): Flow {
  const range = rangeOf(position);
  const { length } = holder;
  const fails: Code[] = position.type.kind === "integer" ? [] : ["run/index-type", "run/refused-name"];
  if (!range || range.least < 0) fails.push("run/negative-index");
  if (range && range.most < 0) return valueless(false, NULL, NO_REASONS, codesIn(fails));
  const canBeOutside = !range || !length || range.most >= length.least;
  const outside = canBeOutside ? reason({ code: "index-out-of-range", span: node.span }) : NO_REASONS;
  const canBeInside = !range || !length || Math.max(range.least, 0) < length.most;
  if (!canBeInside) return valueless(canBeOutside, NULL, outside, codesIn(fails));
  const known = range && range.least === range.most ? holder.parts?.get(range.least) : undefined;
  const draft = again(known ?? elementOfFlow(holder, pass.state.env.limits));
  // What was written out or made in brackets is missing where that happened.
  if (!known && draft.because === NO_REASONS && draft.canNull) draft.because = unsetBlames(pass, node);
  draft.canNull ||= canBeOutside;
  draft.because = joined(outside, draft.because);
  draft.fails = codesIn(fails);
  return draft.done();
}

/** Into a map by a computed name, or into something of which nothing is known. */
function looseElement(pass: Pass, node: IndexNode, holder: Flow, position: Flow): Flow {
  const { kind } = holder.type;
  const isMap = kind === "map" || kind === "group";
  const fails = nameFails(position);
  if (!isMap) fails.push("run/index-type");
  const byNumber = position.type.kind !== "text";
  const range = rangeOf(position);
  if (kind === "unknown" && byNumber && (!range || range.least < 0)) fails.push("run/negative-index");
  if (!isMap && position.type.kind !== "integer") fails.push("run/not-a-map");
  const outside = kind === "unknown" && byNumber ? reason({ code: "index-out-of-range", span: node.span }) : NO_REASONS;
  const because = joined(unsetBlames(pass, node), outside);
  const draft = ofType(typeOf(pass.state, node), because, pass.state.env.limits, codesIn(fails));
  draft.halved = holder.halved;
  return draft;
}

/** A path whose last name is computed: only what the name says is read. */
function namedFlow(pass: Pass, path: ReadPath, node: IndexNode, position: Flow): Flow {
  const unset: Blame = { code: path.root.unset, path: `${path.text}.*`, span: node.span };
  const fails = codesIn(nameFails(position));
  const names = position.values?.filter((name) => name !== REFUSED);
  if (!names) return ofType(typeOf(pass.state, node), reason(unset), pass.state.env.limits, fails);
  const draft = again(anyOf(names.map((name) => namedPartFlow(pass, path, String(name), unset))));
  draft.fails = fails.and(draft.fails);
  return draft;
}

/** What stands under one name; the path to it is there. */
function namedPartFlow(pass: Pass, path: ReadPath, name: string, unset: Blame): Flow {
  const typed = stepPath(path, name)?.typed;
  if (!typed) return valueless(true, NULL, reason(unset));
  return ofType(typed, typed.nullable ? reason(unset) : NO_REASONS, pass.state.env.limits);
}

/** What a computed name can be that is none. */
function nameFails(name: Flow): Code[] {
  const fails: Code[] = name.type.kind === "text" ? [] : ["run/index-type"];
  return excludes(name, REFUSED) ? fails : [...fails, "run/refused-name"];
}

/** The one name that is never read. */
const REFUSED = "__proto__";
