/** Finds the reason of an absence: walks from the root of the tree to the first null that decided the result. */
import type { Facts } from "../check/facts.js";
import { pathParts } from "../check/reads.js";
import { type ReadPath, stepPath } from "../context/paths.js";
import { type Reason, type ReasonCode, reason } from "../diagnostics/reasons.js";
import { paramAt } from "../library/invoke.js";
import type { Node } from "../syntax/ast.js";
import { Absent } from "../values/absent.js";
import { isList, type Value } from "../values/value.js";
import type { Frame } from "./frame.js";

/** What the walk needs: the facts, a frame whose trace was recorded, and the source. */
interface Walk {
  readonly facts: Facts;
  readonly frame: Frame;
  readonly source: string;
}

/**
 * The reason why a recorded evaluation gave null.
 *
 * Each step goes to the child whose null decided: a condition's before a branch's, the left side before the right.
 */
export function reasonOf(facts: Facts, frame: Frame, source: string, root: Node): Reason {
  const walk: Walk = { facts, frame, source };
  let node = root;
  for (;;) {
    const next = facts.paths[node.id] || frame.notes.has(node.id) ? undefined : decider(walk, node);
    if (!next) return reasonAt(walk, node);
    node = next;
  }
}

function isNull(walk: Walk, node: Node): boolean {
  return walk.frame.trace?.[node.id] === null;
}

/** The child whose null made this node null; undefined when the node itself is where it began. */
function decider(walk: Walk, node: Node): Node | undefined {
  const first = (...children: (Node | null)[]) => children.find((child) => child !== null && isNull(walk, child)) ?? undefined;
  switch (node.kind) {
    case "Unary":
      return node.operand;
    case "Binary":
      return first(node.left, node.right);
    case "Logical":
      return first(...node.operands);
    case "Conditional":
      return first(node.condition) ?? (walk.frame.trace?.[node.condition.id] === true ? node.whenTrue : node.whenFalse);
    case "Elvis":
      return first(node.value, node.fallback);
    case "Member":
      return first(node.object);
    case "Index":
      return walk.facts.paths[node.object.id] ? first(node.index) : first(node.object, node.index);
    case "Projection":
    case "Selection":
      return node.source;
    case "Call":
      return nullArgument(walk, node) ?? nullInside(walk, node.args);
    default:
      return undefined;
  }
}

/** The first argument whose null the row does not receive. */
function nullArgument(walk: Walk, node: Node & { kind: "Call" }): Node | undefined {
  const plan = walk.facts.calls[node.id];
  return plan?.args.find((arg, index): arg is Node => {
    if (arg === "element" || !isNull(walk, arg)) return false;
    return (plan.skipsNull && index === 0) || plan.candidates.some(({ overload }) => !paramAt(overload, index)?.receivesNull);
  }) as Node | undefined;
}

/** The first null inside lists and maps that are written out, for rows that look into them. */
function nullInside(walk: Walk, nodes: readonly Node[]): Node | undefined {
  for (const node of nodes) {
    if (node.kind !== "List" && node.kind !== "Map") continue;
    const parts = node.kind === "List" ? node.items : node.entries.map((entry) => entry.value);
    const found = parts.find((part) => isNull(walk, part)) ?? nullInside(walk, parts);
    if (found) return found;
  }
  return undefined;
}

function reasonAt(walk: Walk, node: Node): Reason {
  const { facts, frame } = walk;
  const path = facts.paths[node.id];
  const note = frame.notes.get(node.id);
  if (note instanceof Absent) return reason(note.code, node.span, { ...note.data, grant: frame.reader.grantName });
  if (path ?? note) return missingReason(walk, (path ?? note) as ReadPath, node);
  if (node.kind === "Literal") return reason("explicit-null", node.span);
  if (node.kind === "Index") return indexReason(walk, node);
  return unsetPart(walk, node);
}

/** An attribute that a value does not have; the reason is that of the root it was read from, where there is one. */
function unsetPart(walk: Walk, node: Node): Reason {
  let from = node;
  while ((from.kind === "Member" || from.kind === "Index") && !walk.facts.paths[from.id]) from = from.object;
  const root = walk.facts.paths[from.id]?.root;
  return reason(root?.unset ?? "unset", node.span, { path: sourceOf(walk, node) });
}

/** Why a path has no value, said at a node. */
function missingReason(walk: Walk, path: ReadPath, at: Node): Reason {
  const { reader } = walk.frame;
  const { code, path: missing } = reader.whyMissing(path);
  return reason(
    code,
    at.span,
    { path: missing, grant: reader.grantName },
    ABSENT_PARTY.has(code) ? path.root.absentHint : undefined,
  );
}

/** The reasons that say who is not there. */
const ABSENT_PARTY: ReadonlySet<ReasonCode> = new Set(["needs-user", "needs-session", "needs-assignment"]);

function indexReason(walk: Walk, node: Node & { kind: "Index" }): Reason {
  const { facts, frame } = walk;
  const key = frame.trace?.[node.index.id];
  const path = facts.paths[node.object.id];
  const holder = frame.trace?.[node.object.id] as Value | undefined;
  if (path && path.typed.type.kind !== "list" && typeof key === "string") {
    const further = stepPath(path, key);
    const missing = further
      ? frame.reader.whyMissing(further)
      : { code: path.root.unset, path: `${pathParts(path, path.keys.length)}.*` };
    return reason(missing.code, node.span, { path: missing.path, grant: frame.reader.grantName });
  }
  if (path && holder === null) return missingReason(walk, path, node.object);
  if (typeof key === "number" && holder !== undefined && isList(holder)) {
    return reason("index-out-of-range", node.span, { length: holder.length, index: key });
  }
  return reason("unset", node.span, { path: sourceOf(walk, node) });
}

function sourceOf(walk: Walk, node: Node): string {
  return walk.source.slice(node.span.start, node.span.end);
}
