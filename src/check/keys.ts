/** Tells which parts of an expression are the same: nodes with one key always have one value in one evaluation. */
import type { FunctionRow } from "../library/define.js";
import { paramAt } from "../library/invoke.js";
import type { CallNode, Node } from "../syntax/ast.js";
import { eachChild } from "../syntax/walk.js";
import { fits } from "../types/relate.js";
import type { Typed } from "../types/type.js";
import { type CallPlan, elementOf, type Facts } from "./facts.js";

/** The key of each node, and the keys of paths and of the elements of brackets. */
export interface Keys {
  /** By node id. */
  readonly of: readonly number[];
  /** The key of a path by its text; undefined where no node reads it or what is below it. */
  path(text: string): number | undefined;
  /** The key of the element of brackets; undefined where nobody reads it. */
  element(brackets: number): number | undefined;
  /** The same attribute of the element of other brackets; undefined where the key is about no such thing or nobody reads that. */
  inBrackets(key: number, from: number, to: number): number | undefined;
}

/**
 * Numbers the parts of an expression, equal ones alike. Evaluation is pure, so what holds for one holds for the other;
 * only what is said of an element holds inside its own brackets alone, which is why their id is in its key.
 */
export function keysOf(facts: Facts): Keys {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const rows = new Map<FunctionRow, number>();
  const of: number[] = [];
  const number = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    texts.push(text);
    return numbers.size - 1;
  };
  const rowNumber = (row: FunctionRow): number => {
    if (!rows.has(row)) rows.set(row, rows.size);
    return rows.get(row) as number;
  };
  for (const node of facts.nodes) of[node.id] = number(textOf({ facts, of, texts, rowNumber }, node));
  return {
    of,
    path: (text) => numbers.get(`path ${text}`),
    element: (brackets) => numbers.get(`element ${brackets}`),
    inBrackets: (key, from, to) => {
      const start = `element ${from}`;
      const text = texts[key] as string;
      const same = text === start || text.startsWith(`${start}.`) ? `element ${to}${text.slice(start.length)}` : undefined;
      return same === undefined ? undefined : numbers.get(same);
    },
  };
}

interface Numbering {
  readonly facts: Facts;
  readonly of: readonly number[];
  readonly texts: readonly string[];
  readonly rowNumber: (row: FunctionRow) => number;
}

/** What a node is, in terms of its parts' keys. */
function textOf(numbering: Numbering, node: Node): string {
  const { facts, of, texts } = numbering;
  const path = facts.paths[node.id];
  if (path) return `path ${path.text}`;
  const parts: number[] = [];
  eachChild(node, (child) => parts.push(of[child.id] as number));
  switch (node.kind) {
    case "Literal":
      return `literal ${node.literal} ${JSON.stringify(node.value)}`;
    case "Name":
      return elementText(facts, node.id, node.name);
    case "Member":
      return memberText(texts[parts[0] as number] as string, parts[0] as number, node.name);
    case "Index":
      if (node.index.kind === "Literal" && typeof node.index.value === "string")
        return memberText(texts[parts[0] as number] as string, parts[0] as number, node.index.value);
      return `Index ${parts}`;
    case "Call":
      return callText(numbering, node);
    case "Map":
      return `Map ${parts} ${JSON.stringify(node.entries.map((entry) => entry.key))}`;
    case "Projection":
    case "Selection":
      // What stands in the brackets is about this list's elements; two such nodes are told apart by their ids.
      return `${node.kind} ${node.id}`;
    case "Unary":
    case "Binary":
    case "Logical":
      return `${node.operator} ${parts}`;
    default:
      return `${node.kind} ${parts}`;
  }
}

/** The element of the brackets around, or an attribute of it. */
function elementText(facts: Facts, id: number, name: string): string {
  const meaning = facts.meanings[id];
  if (meaning === "this") return `element ${facts.brackets[id]}`;
  if (meaning === "subject") return "subject";
  return meaning === "element" ? `element ${facts.brackets[id]}.${JSON.stringify(name)}` : `Name ${name} ${id}`;
}

/** Longer spellings of an element's attribute are kept as numbers alone. */
const SPELLED_OUT = 200;

/** An attribute; of an element it is spelled out, so that it can be found again in other brackets over the same list. */
function memberText(holder: string, key: number, name: string): string {
  const spelled = holder.startsWith("element ") && holder.length < SPELLED_OUT;
  return spelled ? `${holder}.${JSON.stringify(name)}` : `Member ${key} ${JSON.stringify(name)}`;
}

/** A call by its rows and arguments: both spellings of a function are one, unless one of them converts an argument. */
function callText({ facts, of, rowNumber }: Numbering, node: CallNode): string {
  const plan = facts.calls[node.id];
  if (!plan) return `Call ${node.id}`;
  const rows = plan.candidates.map(({ row, overload }) => `${rowNumber(row)}.${row.overloads.indexOf(overload)}`);
  const args = plan.args.map((arg) => (arg === "element" ? `element ${facts.brackets[node.id]}` : of[arg.id]));
  const form = converts(facts, node.id, plan) ? plan.form : "";
  return `Call ${rows} ${form} ${plan.skipsNull} ${args}`;
}

/** Whether an argument may be of another kind than its parameter. */
function converts(facts: Facts, id: number, plan: CallPlan): boolean {
  return plan.args.some((arg, index) => {
    const { type } = arg === "element" ? elementOf(facts, id) : (facts.typed[arg.id] as Typed);
    return plan.candidates.some(({ overload }) => {
      const wanted = paramAt(overload, index)?.type ?? type;
      return wanted.kind !== "unknown" && (type.kind === "unknown" || !fits(type, wanted));
    });
  });
}
