/** The type of each node, children first: the checker's one switch. */

import { kindsWhere } from "../context/kinds.js";
import { BINARY, UNARY } from "../library/operators.js";
import type {
  ConditionalNode,
  IndexNode,
  ListNode,
  LogicalNode,
  MapNode,
  MemberNode,
  Node,
  ProjectionNode,
  SelectionNode,
} from "../syntax/ast.js";
import { INFIX, PREFIX } from "../syntax/operators.js";
import { printType, printTyped } from "../types/print.js";
import { join, joinTyped } from "../types/relate.js";
import { type Attribute, BOOLEAN, INTEGER, listOf, NULL, NUMBER, required, TEXT, type Type, type Typed } from "../types/type.js";
import { checkCall, planOperator } from "./calls.js";
import { capital, checkMember, checkName } from "./names.js";
import { BROKEN, type CheckState, report, sourceOf, typeOf } from "./state.js";

/** Fills in the type of every node. Ids put children before parents, so one pass over them is enough and nothing recurses. */
export function typeNodes(state: CheckState): void {
  for (const node of state.facts.nodes) state.facts.typed[node.id] = typeNode(state, node);
}

function typeNode(state: CheckState, node: Node): Typed {
  switch (node.kind) {
    case "Literal":
      return LITERAL_TYPES[node.literal];
    case "List":
      return typeList(state, node);
    case "Map":
      return typeMap(state, node);
    case "Name":
      return checkName(state, node);
    case "Member":
      return typeMember(state, node);
    case "Index":
      return typeIndex(state, node);
    case "Call":
      return checkCall(state, node);
    case "Unary": {
      const operand = typeOf(state, node.operand);
      const row = UNARY[node.operator];
      const type = row.type(operand.type);
      if (type) return { type, nullable: operand.nullable };
      return report(state, "check/unary-type", node.operand.span, {
        operator: PREFIX[node.operator].spellings[0],
        operand: printType(operand.type),
        advice: row.advice,
      });
    }
    case "Binary":
      return typeBinary(state, node);
    case "Logical":
      return typeLogical(state, node);
    case "Conditional":
      return typeConditional(state, node);
    case "Elvis": {
      const [value, fallback] = [typeOf(state, node.value), typeOf(state, node.fallback)];
      return { type: join(value.type, fallback.type), nullable: fallback.nullable };
    }
    case "Projection":
    case "Selection":
      return typeBrackets(state, node);
    // An editor has trees of what is only half written.
    case "Hole":
      return BROKEN;
  }
}

const LITERAL_TYPES: Readonly<Record<"null" | "boolean" | "integer" | "number" | "text", Typed>> = {
  null: { type: NULL, nullable: true },
  boolean: required(BOOLEAN),
  integer: required(INTEGER),
  number: required(NUMBER),
  text: required(TEXT),
};

function typeList(state: CheckState, node: ListNode): Typed {
  const element = node.items.map((item) => typeOf(state, item)).reduce(joinTyped, { type: NULL, nullable: false });
  return tooLong(state, node, node.items) ?? required(listOf(node.items.length === 0 ? BROKEN : element));
}

function typeMap(state: CheckState, node: MapNode): Typed {
  const attributes = new Map<string, Attribute>(node.entries.map((entry) => [entry.key, typeOf(state, entry.value)]));
  return tooLong(state, node, node.entries) ?? required({ kind: "map", attributes, open: false });
}

/** What is written is no longer than what is made or read: the rest of the checker counts on it. */
function tooLong(state: CheckState, { span }: Node, { length }: readonly unknown[]): Typed | undefined {
  const limit = state.env.limits.listLength;
  return length <= limit ? undefined : report(state, "check/list-too-long", span, { length, limit });
}

function typeMember(state: CheckState, node: MemberNode): Typed {
  return checkMember(state, node, node.name, node.nameSpan);
}

function typeIndex(state: CheckState, node: IndexNode): Typed {
  const container = typeOf(state, node.object);
  const index = typeOf(state, node.index);
  const byName = container.type.kind === "map" || container.type.kind === "unknown" || container.type.kind === "group";
  if (node.index.kind === "Literal" && typeof node.index.value === "string" && byName) {
    return checkMember(state, node, node.index.value, node.index.span);
  }
  const loose = (type: Type) => type.kind === "unknown" || type.kind === "null";
  const fitting =
    loose(container.type) ||
    (container.type.kind === "list" && (index.type.kind === "integer" || loose(index.type))) ||
    (byName && (index.type.kind === "text" || loose(index.type)));
  if (!fitting || !(["integer", "text", "unknown", "null"] as string[]).includes(index.type.kind)) {
    return report(state, "check/index-type", node.index.span, {
      container: capital(printType(container.type)),
      index: printType(index.type),
    });
  }
  return container.type.kind === "list" ? { type: container.type.element.type, nullable: true } : BROKEN;
}

function typeBinary(state: CheckState, node: Node & { kind: "Binary" }): Typed {
  const [left, right] = [typeOf(state, node.left), typeOf(state, node.right)];
  const row = BINARY[node.operator];
  const operator = INFIX[node.operator].spellings[0];
  const type = row.type(left.type, right.type);
  if (!type) {
    const data = { operator, left: printType(left.type), right: printType(right.type), advice: row.advice(left.type, right.type) };
    return report(state, "check/operand-type", node.span, data);
  }
  planOperator(state, node);
  if (!row.propagatesNull) return required(type);
  return { type, nullable: left.nullable || right.nullable };
}

function typeLogical(state: CheckState, node: LogicalNode): Typed {
  let nullable = false;
  for (const operand of node.operands) {
    const typed = typeOf(state, operand);
    nullable ||= typed.nullable;
    if (!isCondition(typed.type)) reportCondition(state, operand, typed);
  }
  return { type: BOOLEAN, nullable };
}

function isCondition(type: Type): boolean {
  return type.kind === "boolean" || type.kind === "unknown" || type.kind === "null";
}

function reportCondition(state: CheckState, node: Node, typed: Typed): void {
  const source = sourceOf(state, node);
  const advice =
    typed.type.kind === "text"
      ? `Compare it with something: \`${source} == "…"\`, or \`${source} != null\` to ask whether there is any.`
      : typed.type.kind === "list"
        ? `Ask something of the list, for example \`${source} != null\`.`
        : `Compare it with something, for example \`${source} == …\`.`;
  report(state, "check/condition-type", node.span, { actual: printTyped(typed), advice });
}

function typeConditional(state: CheckState, node: ConditionalNode): Typed {
  const condition = typeOf(state, node.condition);
  if (!isCondition(condition.type)) reportCondition(state, node.condition, condition);
  const joined = joinTyped(typeOf(state, node.whenTrue), typeOf(state, node.whenFalse));
  return { type: joined.type, nullable: joined.nullable || condition.nullable };
}

function typeBrackets(state: CheckState, node: ProjectionNode | SelectionNode): Typed {
  const { kind } = state.env;
  if (node.kind === "Projection" && kind.noProjections) {
    const kinds = kindsWhere((other) => !other.noProjections).join(", ");
    return report(state, "check/projection-not-here", node.span, { kind: kind.name, kinds });
  }
  const source = typeOf(state, node.source);
  const body = node.kind === "Projection" ? node.body : node.test;
  const inner = typeOf(state, body);
  if (source.type.kind !== "list" && source.type.kind !== "unknown" && source.type.kind !== "null") {
    const construct = node.kind === "Projection" ? "projection" : "selection";
    const advice =
      source.type.kind === "map" || source.type.kind === "group"
        ? "Read an attribute with a dot instead."
        : `Put it into a list first, \`{${sourceOf(state, node.source)}}\`.`;
    return report(state, "check/not-a-list", node.source.span, { construct, actual: printType(source.type), advice });
  }
  if (node.kind === "Selection") {
    if (!isCondition(inner.type)) reportCondition(state, body, inner);
    return source.type.kind === "list" ? source : { type: listOf(BROKEN), nullable: source.nullable };
  }
  return { type: listOf(inner), nullable: source.nullable };
}
