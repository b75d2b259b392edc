/** Reading: paths of the context, elements of brackets, attributes and elements of values. */
import type { Grant, Party, Presence } from "../context/grants.js";
import { memberOf, type ReadPath, stepPath } from "../context/paths.js";
import type { Code } from "../diagnostics/codes.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import { excludes, rangeOf } from "../library/known.js";
import type { IndexNode, NameNode, Node } from "../syntax/ast.js";
import { GROUP_FIELDS } from "../types/type.js";
import { unsetBlames } from "./chain.js";
import { costOf, NO_COST } from "./cost.js";
import {
  anyOf,
  type Blame,
  blameInOrder,
  elementOfFlow,
  ends,
  type Flow,
  failsOf,
  flow,
  heldBy,
  knownOf,
  ofType,
  runParts,
} from "./flow.js";
import { at, type Pass } from "./pass.js";
import { pathParts } from "./reads.js";
import { typeOf } from "./state.js";

/** The root's presence on the grant, then null at any step whose type allows it and no condition rules it out. */
export function pathFlow(pass: Pass, path: ReadPath, node: Node): Flow {
  const { root } = path;
  const presence = presenceOn(pass.grant, root.needs);
  const { limits } = pass.state.env;
  let because = rootBlame(pass.grant, path, node, presence);
  if (presence === "absent") return flow({ canNull: true, canValue: false, because, type: path.typed.type });
  const known = (steps: number) => pass.narrowing.find(node.id, pass.narrowing.keys.path(pathParts(path, steps)));
  if (known(0)?.canNull === false) because = [];
  const fails = new Set<Code>();
  for (const [index, typed] of path.types.entries()) {
    const step = known(index + 1);
    const hidden = root.layout === "app" && index === 0 && path.keys.length > 1;
    // A profile that is not there is told of by what is read from it.
    const told = hidden ? index + 2 : index + 1;
    if (typed.nullable && (!hidden || step?.canValue === false))
      because.push({ code: root.unset, path: pathParts(path, told), span: node.span });
    if (step?.canNull === false) because = [];
    if (step?.canValue === false) return flow({ canNull: because.length > 0, canValue: false, because, type: path.typed.type });
    if (typed.type.kind === "unknown" && index < path.types.length - 1) fails.add("run/not-a-map");
  }
  const read = ofType(path.typed, because, limits, fails);
  return flow({ ...read, holds: Math.min(heldBy(read), limits.dataSize), open: heldBy(read) > limits.dataSize });
}

/** What is missing when the root is. */
function rootBlame(grant: Grant, path: ReadPath, node: Node, presence: Presence): Blame[] {
  const { root } = path;
  const at = { path: path.text, span: node.span };
  const because: Blame[] = [];
  if (root.needs && presence !== "present") {
    for (const code of absentCodes(grant, root.needs))
      because.push({ code, ...at, ...(root.absentHint ? { hint: root.absentHint } : {}) });
  }
  if (presence === "absent") return because;
  if (root.missing) because.push({ code: root.missing, path: root.name, span: node.span });
  else if (path.keys.length === 0 && !root.needs && !root.always) because.push({ code: root.unset, ...at });
  return because;
}

/** Whether who a root needs is there on a grant. */
export function presenceOn(grant: Grant, needs: Party | undefined): Presence {
  if (needs === undefined) return "present";
  return needs === "appuser" && grant.user === "absent" ? "absent" : grant[needs];
}

/** Why a party may not be there. Without a user there is no app-user either. */
function absentCodes(grant: Grant, needs: Party): readonly ReasonCode[] {
  if (needs === "session") return ["needs-session"];
  if (needs === "user" || grant.user === "absent") return ["needs-user"];
  const unassigned: readonly ReasonCode[] = grant.appuser === "present" ? [] : ["needs-assignment"];
  return grant.user === "present" ? unassigned : ["needs-user", ...unassigned];
}

/** The element of the brackets around. */
export function bracketElement(pass: Pass, id: number): Flow {
  const bracket = pass.state.facts.nodes[pass.state.facts.brackets[id] as number];
  const { limits } = pass.state.env;
  if (bracket?.kind !== "Projection" && bracket?.kind !== "Selection")
    return ofType({ type: { kind: "unknown" }, nullable: true }, [], limits);
  return elementOfFlow(at(pass, bracket.source), limits);
}

/** The element of the brackets, or an attribute of it. */
export function elementFlow(pass: Pass, node: NameNode): Flow {
  const meaning = pass.state.facts.meanings[node.id];
  if (meaning === "subject") return ofType(typeOf(pass.state, node), [], pass.state.env.limits);
  const element = flow({ ...bracketElement(pass, node.id), cost: NO_COST, fails: new Set() });
  const unset = unsetBlames(pass, node);
  const holder = flow({ ...element, because: element.because.length > 0 ? element.because : unset });
  return meaning === "this" ? holder : attributeOf(pass, holder, node, node.name);
}

/** An attribute of a computed value. */
export function memberFlow(pass: Pass, node: Node, object: Node, name: string): Flow {
  const holder = at(pass, object);
  const found = attributeOf(pass, holder, node, name);
  // In square brackets a list is not taken for a map without that name, but for a list with a wrong index.
  const mayBeList = node.kind === "Index" && holder.canValue && (holder.type.kind === "unknown" || holder.type.kind === "list");
  return mayBeList ? flow({ ...found, fails: failsOf([found], ["run/index-type"]) }) : found;
}

function attributeOf(pass: Pass, holder: Flow, node: Node, name: string): Flow {
  const typed = typeOf(pass.state, node);
  const { cost } = holder;
  const { kind } = holder.type;
  const loose: Code[] = holder.canValue && kind !== "map" && kind !== "group" ? ["run/not-a-map"] : [];
  const fails = failsOf([holder], loose);
  if (!holder.canValue)
    return flow({ canNull: holder.canNull, canValue: false, because: holder.because, fails, cost, type: typed.type });
  const part = holder.parts?.get(name);
  // The type of the node has the holder's null in it; whether the attribute itself may be missing, its declaration says.
  const declared = memberOf({ type: kind === "group" ? GROUP_FIELDS : holder.type, nullable: false }, name) ?? typed;
  const own = part ?? ofType(declared, declared.nullable ? unsetBlames(pass, node) : [], pass.state.env.limits);
  const halved = own.halved === true || holder.halved === true;
  return flow({
    ...own,
    canNull: own.canNull || holder.canNull,
    because: [...holder.because, ...own.because],
    fails,
    cost,
    holds: heldInside(holder, own),
    halved,
  });
}

/** An element by position, or an attribute by a computed name. */
export function indexFlow(pass: Pass, node: IndexNode): Flow {
  const { index } = node;
  if (index.kind === "Literal" && typeof index.value === "string") return memberFlow(pass, node, node.object, index.value);
  const parts = [at(pass, node.object), at(pass, index)];
  const [holder, position] = parts as [Flow, Flow];
  const ran = runParts(parts);
  const cost = costOf(ran);
  const { type } = typeOf(pass.state, node);
  if (node.safe && !holder.canValue) return flow({ ...holder, type });
  if (!ran.every(ends)) {
    const skipped = node.safe && holder.canNull;
    return flow({ canNull: skipped, canValue: false, because: holder.because, type, fails: failsOf(ran), cost });
  }
  const canNull = parts.some((part) => part.canNull);
  const because = blameInOrder(parts);
  if (!parts.every((part) => part.canValue)) return flow({ canNull, canValue: false, because, type, fails: failsOf(parts), cost });
  const found = elementFound(pass, node, holder, position);
  return flow({
    ...found,
    canNull: canNull || found.canNull,
    because: [...because, ...found.because],
    fails: failsOf([...parts, found]),
    cost,
    type: found.canValue ? found.type : type,
    holds: heldInside(holder, found),
  });
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
  const range = rangeOf(knownOf(position));
  const { length } = holder;
  const fails: Code[] = position.type.kind === "integer" ? [] : ["run/index-type", "run/refused-name"];
  if (!range || range.least < 0) fails.push("run/negative-index");
  if (range && range.most < 0) return flow({ canNull: false, canValue: false, fails: new Set(fails) });
  const outside: Blame = { code: "index-out-of-range", span: node.span };
  const canBeOutside = !range || !length || range.most >= length.least;
  const canBeInside = !range || !length || Math.max(range.least, 0) < length.most;
  if (!canBeInside) return flow({ canNull: canBeOutside, canValue: false, because: [outside], fails: new Set(fails) });
  const known = range && range.least === range.most ? holder.parts?.get(range.least) : undefined;
  const element = known ?? elementOfFlow(holder, pass.state.env.limits);
  // What was written out or made in brackets is missing where that happened.
  const missing = known || element.because.length > 0 ? element.because : element.canNull ? unsetBlames(pass, node) : [];
  return flow({
    ...element,
    canNull: element.canNull || canBeOutside,
    because: [...(canBeOutside ? [outside] : []), ...missing],
    fails: new Set(fails),
  });
}

/** Into a map by a computed name, or into something of which nothing is known. */
function looseElement(pass: Pass, node: IndexNode, holder: Flow, position: Flow): Flow {
  const { kind } = holder.type;
  const isMap = kind === "map" || kind === "group";
  const fails = new Set(nameFails(position));
  if (!isMap) fails.add("run/index-type");
  const byNumber = position.type.kind !== "text";
  const range = rangeOf(knownOf(position));
  if (kind === "unknown" && byNumber && (!range || range.least < 0)) fails.add("run/negative-index");
  if (!isMap && position.type.kind !== "integer") fails.add("run/not-a-map");
  const outside: readonly Blame[] = kind === "unknown" && byNumber ? [{ code: "index-out-of-range", span: node.span }] : [];
  const because = [...unsetBlames(pass, node), ...outside];
  return flow({ ...ofType(typeOf(pass.state, node), [], pass.state.env.limits), canNull: true, because, fails });
}

/** A path whose last name is computed: only what the name says is read. */
function namedFlow(pass: Pass, path: ReadPath, node: IndexNode, position: Flow): Flow {
  const unset: Blame = { code: path.root.unset, path: `${path.text}.*`, span: node.span };
  const fails = new Set(nameFails(position));
  const names = position.values?.filter((name) => name !== REFUSED);
  if (!names)
    return flow({ ...ofType(typeOf(pass.state, node), [], pass.state.env.limits), canNull: true, because: [unset], fails });
  const found = anyOf(names.map((name) => namedPartFlow(pass, path, String(name), unset)));
  return flow({ ...found, fails: failsOf([found], fails) });
}

/** What stands under one name; the path to it is there. */
function namedPartFlow(pass: Pass, path: ReadPath, name: string, unset: Blame): Flow {
  const typed = stepPath(path, name)?.typed;
  if (!typed) return flow({ canNull: true, canValue: false, because: [unset] });
  return ofType(typed, typed.nullable ? [unset] : [], pass.state.env.limits);
}

/** What a computed name can be that is none. */
function nameFails(name: Flow): Code[] {
  const fails: Code[] = name.type.kind === "text" ? [] : ["run/index-type"];
  return excludes(knownOf(name), REFUSED) ? fails : [...fails, "run/refused-name"];
}

/** The one name that is never read. */
const REFUSED = "__proto__";
