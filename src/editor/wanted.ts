/** The type that is wanted where a node stands: what its parent makes of it. */
import type { Environment } from "../context/environment.js";
import { paramAt } from "../library/invoke.js";
import type { CallNode, Node } from "../syntax/ast.js";
import { BOOLEAN, INTEGER, NUMBER, TEXT, type Type } from "../types/type.js";
import type { Analysis } from "./cursor.js";

/** The wanted type; undefined where anything will do. */
export function wantedType(analysis: Analysis, node: Node, env: Environment): Type | undefined {
  const { facts } = analysis;
  const parent = facts.nodes[facts.parent[node.id] as number];
  if (!parent) return env.kind.result === "boolean" ? BOOLEAN : undefined;
  switch (parent.kind) {
    case "Binary":
      return binaryWanted(analysis, parent.operator, parent.left === node ? parent.right : parent.left);
    case "Logical":
      return BOOLEAN;
    case "Unary":
      return parent.operator === "not" ? BOOLEAN : NUMBER;
    case "Conditional":
      return parent.condition === node ? BOOLEAN : wantedType(analysis, parent, env);
    case "Elvis":
      return parent.fallback === node ? typeOf(analysis, parent.value) : wantedType(analysis, parent, env);
    case "Index":
      return parent.index === node ? (typeOf(analysis, parent.object)?.kind === "list" ? INTEGER : TEXT) : undefined;
    case "Selection":
      return parent.test === node ? BOOLEAN : undefined;
    case "Call":
      return argumentWanted(analysis, parent, node, env);
    case "List":
      return siblingType(analysis, parent.items, node);
    default:
      return undefined;
  }
}

function typeOf(analysis: Analysis, node: Node): Type | undefined {
  const type = analysis.facts.typed[node.id]?.type;
  return type === undefined || type.kind === "unknown" || type.kind === "null" ? undefined : type;
}

function binaryWanted(analysis: Analysis, operator: string, other: Node): Type | undefined {
  if (operator === "matches") return TEXT;
  const type = typeOf(analysis, other);
  return type ?? (operator === "eq" || operator === "ne" || operator === "add" ? undefined : NUMBER);
}

function siblingType(analysis: Analysis, items: readonly Node[], node: Node): Type | undefined {
  for (const item of items) {
    const type = item === node ? undefined : typeOf(analysis, item);
    if (type) return type;
  }
  return undefined;
}

/** The rows that a call names, by its spelling alone: its arguments may be missing yet. */
export function rowsOfCall(analysis: Analysis, call: CallNode, env: Environment) {
  const { facts } = analysis;
  const { receiver } = call;
  const family = receiver?.kind === "Name" && facts.meanings[receiver.id] === "family" ? `${receiver.name}.` : undefined;
  if (receiver === null || family !== undefined) {
    const row = env.library.named.get(`${family ?? ""}${call.name}`);
    return { rows: row ? [row] : [], shift: 0 };
  }
  const type = facts.typed[receiver.id]?.type;
  const rows = env.library.methods.get(call.name) ?? [];
  const fitting = rows.filter((row) => row.overloads.some((entry) => fitsReceiver(type, entry.params[0]?.type)));
  return { rows: fitting.length > 0 ? fitting : rows, shift: 1 };
}

/** Whether a type may be the receiver of a method. */
export function fitsReceiver(given: Type | undefined, wanted: Type | undefined): boolean {
  if (!given || !wanted || given.kind === "unknown" || wanted.kind === "unknown") return true;
  return given.kind === wanted.kind || (given.kind === "integer" && wanted.kind === "number");
}

function argumentWanted(analysis: Analysis, call: CallNode, node: Node, env: Environment): Type | undefined {
  const position = call.args.indexOf(node);
  if (position < 0) return undefined;
  const { rows, shift } = rowsOfCall(analysis, call, env);
  for (const row of rows) {
    for (const overload of row.overloads) {
      const param = paramAt(overload, position + shift);
      if (param && param.type.kind !== "unknown") return param.type;
    }
  }
  return undefined;
}
