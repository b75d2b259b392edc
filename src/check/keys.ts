/** Tells which parts of an expression are the same: nodes with one key always have one value in one evaluation. */
import { filled } from "../base/filled.js";
import { paramOf } from "../library/invoke.js";
import type { CallNode, LiteralNode, Node } from "../syntax/ast.js";
import { eachChild } from "../syntax/walk.js";
import { fits } from "../types/relate.js";
import type { Typed } from "../types/type.js";
import { type CallPlan, elementOf, type Facts } from "./facts.js";

/** What joins the parts of a key: kinds of nodes, operators, and a few that stand beside them, each with its number. */
const JOINTS = {
  ...{ Literal: 0, List: 1, Map: 2, Name: 3, Member: 4, Index: 5, Call: 6, Unary: 7, Binary: 8, Logical: 9, Conditional: 10 },
  ...{ Elvis: 11, Projection: 12, Selection: 13, Hole: 14, element: 16, attribute: 17, row: 18, with: 19 },
  ...{ or: 20, and: 21, eq: 22, ne: 23, lt: 24, le: 25, gt: 26, ge: 27, matches: 28, add: 29, subtract: 30, multiply: 31 },
  ...{ divide: 32, remainder: 33, not: 34, negate: 35 },
} as const satisfies Record<Node["kind"] | Extract<Node, { operator: string }>["operator"] | "element", number>;

type Joint = keyof typeof JOINTS;

/** A text, a number and the rest may be written alike. */
const LITERALS = { null: 0, boolean: 1, integer: 2, number: 3, text: 4 } as const satisfies Record<LiteralNode["literal"], number>;

/** What an element or a part of one is written as. */
const PARTS: ReadonlySet<Node["kind"]> = new Set(["Name", "Member", "Index"]);

/**
 * Numbers the parts of an expression, equal ones alike. Evaluation is pure, so what holds for one holds for the other;
 * only what is said of an element holds inside its own brackets alone, which is why their id is in its key.
 */
export class Keys {
  /** By node id. */
  readonly of: number[];
  private count = 0;
  /** Pairs of numbers, each joined by something, as one number. */
  private readonly pairs = new Map<number, number>();
  /** What an attribute's key was made from, by key. */
  private readonly attributes: { readonly holder: number; readonly name: number }[] = [];
  private readonly names = new Map<unknown, number>();
  /** The key of each path, by the number of its text. */
  private readonly paths: (number | undefined)[] = [];
  /** More than there are keys and names. */
  private readonly most: number;

  /** How many nodes have each key. */
  private readonly times: number[];

  constructor(private readonly facts: Facts) {
    this.most = 16 * facts.nodes.length + 256;
    this.of = filled(facts.nodes.length, 0);
    for (const node of facts.nodes) this.of[node.id] = this.keyOf(node);
    this.times = filled(this.count, 0);
    for (const key of this.of) this.times[key] = (this.times[key] as number) + 1;
  }

  /** Whether anybody can ask what is known of a node: of what is written once, and is no path and no part of an element, nobody does. */
  isAskedFor(id: number): boolean {
    const key = this.of[id] as number;
    return (this.times[key] as number) > 1 || this.facts.paths[id] !== undefined || PARTS.has((this.facts.nodes[id] as Node).kind);
  }

  /** The key of a path by its text; undefined where no node reads it or what is below it. */
  path(text: string): number | undefined {
    const name = this.names.get(text);
    return name === undefined ? undefined : this.paths[name];
  }

  /** The key of the element of brackets; undefined where nobody reads it. */
  element(brackets: number): number | undefined {
    return this.pairs.get(this.codeOf("element", brackets + 1, 0));
  }

  /** The same attribute of the element of other brackets; undefined where the key is about no such thing or nobody reads that. */
  inBrackets(key: number, from: number, to: number, steps = SPELLED_OUT): number | undefined {
    if (key === this.element(from)) return this.element(to);
    const attribute = this.attributes[key];
    const holder = attribute && steps > 0 ? this.inBrackets(attribute.holder, from, to, steps - 1) : undefined;
    return attribute && holder !== undefined ? this.pairs.get(this.codeOf("attribute", holder, attribute.name)) : undefined;
  }

  private codeOf(joint: Joint, left: number, right: number): number {
    return (JOINTS[joint] * this.most + left) * this.most + right;
  }

  private pair(joint: Joint, left: number, right: number): number {
    const code = this.codeOf(joint, left, right);
    const known = this.pairs.get(code);
    if (known !== undefined) return known;
    this.pairs.set(code, this.count);
    return this.count++;
  }

  /** A number for a name, a text, a number, or a row. */
  private name(of: unknown): number {
    const known = this.names.get(of);
    if (known !== undefined) return known;
    this.names.set(of, this.names.size);
    return this.names.size - 1;
  }

  private keyOf(node: Node): number {
    const path = this.facts.paths[node.id];
    if (path) return this.pathKey(path.text);
    switch (node.kind) {
      case "Literal":
        return this.pair("Literal", LITERALS[node.literal], this.name(node.value));
      case "Name":
        return this.elementKey(node.id, node.name);
      case "Member":
        return this.attributeKey(this.of[node.object.id] as number, node.name);
      case "Index":
        if (node.index.kind === "Literal" && typeof node.index.value === "string")
          return this.attributeKey(this.of[node.object.id] as number, node.index.value);
        break;
      case "Call":
        return this.callKey(node);
      // What stands in the brackets is about this list's elements; two such nodes are told apart by their ids.
      case "Projection":
      case "Selection":
        return this.pair(node.kind, node.id, 0);
      case "Binary":
        return this.pair(node.operator, this.of[node.left.id] as number, this.of[node.right.id] as number);
      case "Unary":
      case "Logical":
        return this.partsKey(node, node.operator);
      default:
    }
    return this.partsKey(node, node.kind);
  }

  private pathKey(text: string): number {
    const name = this.name(text);
    this.paths[name] ??= this.count++;
    return this.paths[name];
  }

  /** A node by its parts, one after the other. */
  private partsKey(node: Node, joint: Joint): number {
    let key = this.pair(joint, 0, 0);
    eachChild(node, (child) => {
      key = this.pair(joint, key, (this.of[child.id] as number) + 1);
    });
    if (node.kind === "Map") for (const entry of node.entries) key = this.pair("with", key, this.name(entry.key));
    return key;
  }

  /** The element of the brackets around, or an attribute of it. */
  private elementKey(id: number, name: string): number {
    const meaning = this.facts.meanings[id];
    const brackets = this.facts.brackets[id] as number;
    if (meaning === "this") return this.pair("element", brackets + 1, 0);
    if (meaning === "subject") return this.pair("Name", 0, 0);
    if (meaning === "element") return this.attributeKey(this.pair("element", brackets + 1, 0), name);
    return this.pair("Name", id + 1, 0);
  }

  private attributeKey(holder: number, name: string): number {
    const number = this.name(name);
    const key = this.pair("attribute", holder, number);
    this.attributes[key] ??= { holder, name: number };
    return key;
  }

  /** A call by its rows and arguments: both spellings of a function are one, unless one of them converts an argument. */
  private callKey(node: CallNode): number {
    const plan = this.facts.calls[node.id] as CallPlan;
    let key = this.pair("Call", converts(this.facts, node.id, plan) ? this.name(plan.form) + 1 : 0, plan.skipsNull ? 3 : 2);
    for (const { overload } of plan.candidates) key = this.pair("row", key, this.name(overload));
    for (const arg of plan.args) {
      const part = arg === "element" ? this.pair("element", (this.facts.brackets[node.id] as number) + 1, 0) : this.of[arg.id];
      key = this.pair("with", key, part as number);
    }
    return key;
  }
}

/** Attributes of attributes of an element, more than this, are not found again in other brackets. */
const SPELLED_OUT = 20;

/** Whether an argument may be of another kind than its parameter. */
function converts(facts: Facts, id: number, plan: CallPlan): boolean {
  return plan.args.some((arg, index) => {
    const { type } = arg === "element" ? elementOf(facts, id) : (facts.typed[arg.id] as Typed);
    return plan.candidates.some(({ overload }) => {
      const wanted = paramOf(overload, index).type;
      return wanted.kind !== "unknown" && (type.kind === "unknown" || !fits(type, wanted));
    });
  });
}
