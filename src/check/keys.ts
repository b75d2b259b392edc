/** Tells which parts of an expression are the same: nodes with one key always have one value in one evaluation. */
import { paramAt } from "../library/invoke.js";
import type { CallNode, Node } from "../syntax/ast.js";
import { eachChild } from "../syntax/walk.js";
import { fits } from "../types/relate.js";
import type { Typed } from "../types/type.js";
import { type CallPlan, elementOf, type Facts } from "./facts.js";

/** What joins the parts of a key. Kinds and operators are names; these stand beside them. */
type Joint = Node["kind"] | Extract<Node, { operator: string }>["operator"] | "element" | "attribute" | "row" | "with";

/**
 * Numbers the parts of an expression, equal ones alike. Evaluation is pure, so what holds for one holds for the other;
 * only what is said of an element holds inside its own brackets alone, which is why their id is in its key.
 */
export class Keys {
  /** By node id. */
  readonly of: number[] = [];
  private count = 0;
  /** Pairs of numbers, each joined by something, as one number. */
  private readonly pairs = new Map<number, number>();
  /** What an attribute's key was made from, by key. */
  private readonly attributes = new Map<number, { readonly holder: number; readonly name: number }>();
  private readonly joints = new Map<Joint, number>();
  private readonly paths = new Map<string, number>();
  private readonly names = new Map<unknown, number>();
  /** More than there are keys and names. */
  private readonly most: number;

  constructor(private readonly facts: Facts) {
    this.most = 16 * facts.nodes.length + 256;
    for (const node of facts.nodes) this.of.push(this.keyOf(node));
  }

  /** The key of a path by its text; undefined where no node reads it or what is below it. */
  path(text: string): number | undefined {
    return this.paths.get(text);
  }

  /** The key of the element of brackets; undefined where nobody reads it. */
  element(brackets: number): number | undefined {
    return this.pairs.get(this.codeOf("element", brackets + 1, 0));
  }

  /** The same attribute of the element of other brackets; undefined where the key is about no such thing or nobody reads that. */
  inBrackets(key: number, from: number, to: number, steps = SPELLED_OUT): number | undefined {
    if (key === this.element(from)) return this.element(to);
    const attribute = this.attributes.get(key);
    const holder = attribute && steps > 0 ? this.inBrackets(attribute.holder, from, to, steps - 1) : undefined;
    return attribute && holder !== undefined ? this.pairs.get(this.codeOf("attribute", holder, attribute.name)) : undefined;
  }

  private codeOf(joint: Joint, left: number, right: number): number {
    let number = this.joints.get(joint);
    if (number === undefined) {
      number = this.joints.size;
      this.joints.set(joint, number);
    }
    return (number * this.most + left) * this.most + right;
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
        return this.pair("Literal", this.name(node.literal), this.name(node.value));
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
      case "Unary":
      case "Binary":
      case "Logical":
        return this.partsKey(node, node.operator);
      default:
    }
    return this.partsKey(node, node.kind);
  }

  private pathKey(text: string): number {
    const known = this.paths.get(text);
    if (known !== undefined) return known;
    this.paths.set(text, this.count);
    return this.count++;
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
    if (!this.attributes.has(key)) this.attributes.set(key, { holder, name: number });
    return key;
  }

  /** A call by its rows and arguments: both spellings of a function are one, unless one of them converts an argument. */
  private callKey(node: CallNode): number {
    const plan = this.facts.calls[node.id];
    if (!plan) return this.pair("Call", node.id, 1);
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
      const wanted = paramAt(overload, index)?.type ?? type;
      return wanted.kind !== "unknown" && (type.kind === "unknown" || !fits(type, wanted));
    });
  });
}
