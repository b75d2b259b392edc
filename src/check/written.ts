/** What is known of an argument from the way it is written: constants, and the parts of lists and maps. */
import type { Written, WrittenEntry } from "../library/written.js";
import type { ListNode, MapNode, Node } from "../syntax/ast.js";
import type { Value } from "../values/value.js";

/** An argument as it is written. How deep it nests is bounded by the parser. */
export function writtenOf(node: Node): Written {
  if (node.kind === "Literal") return { span: node.span, value: node.value };
  if (node.kind === "List") return writtenList(node);
  if (node.kind === "Map") return writtenMap(node);
  if (node.kind === "Unary" && node.operator === "negate") {
    const { value } = writtenOf(node.operand);
    return { span: node.span, value: typeof value === "number" ? 0 - value : undefined };
  }
  return { span: node.span };
}

/** An argument of a call, with what was made ready of it, by node id; of the element of brackets nothing is written. */
export function writtenArgument(arg: Node | "element", ready?: ReadonlyMap<number, unknown>): Written {
  if (arg === "element") return { span: { start: 0, end: 0 } };
  const { span, id } = arg;
  return ready?.has(id) ? { span, value: writtenOf(arg).value, made: ready.get(id) } : writtenOf(arg);
}

function writtenList(node: ListNode): Written {
  const items = node.items.map(writtenOf);
  const values = items.map((item) => item.value);
  const known = values.every((value): value is Value => value !== undefined);
  return { span: node.span, items, value: known ? values : undefined };
}

function writtenMap(node: MapNode): Written {
  const entries = new Map<string, WrittenEntry>(
    node.entries.map((entry) => [entry.key, { key: entry.keySpan, value: writtenOf(entry.value) }]),
  );
  const known = [...entries].every(([, entry]) => entry.value.value !== undefined);
  const value = known ? new Map([...entries].map(([key, entry]) => [key, entry.value.value as Value])) : undefined;
  return { span: node.span, entries, value };
}
