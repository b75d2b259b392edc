/** A second, slow and plain implementation of the language, written from its law; the tests hold the evaluator against it. */
import type { CallNode, Node } from "../../src/syntax/ast.js";
import { type Bounds, type Path, Reading } from "./data.js";
import { WAYS, type Way } from "./functions.js";
import {
  BOOLEAN,
  INTEGER,
  isNumeric,
  join,
  type Kind,
  listOf,
  type MapKind,
  maybe,
  NUMBER,
  slotIn,
  TEXT,
  UNKNOWN,
} from "./kinds.js";
import {
  Country,
  commaJoined,
  commaSplit,
  Dict,
  equal,
  Failure,
  GroupData,
  isList,
  isNothing,
  kindName,
  Nothing,
  Time,
  textOf,
  type Val,
} from "./values.js";

/** What one evaluation is made of. Schemas by root, and `vars` for bare names; a root without one is open. */
export interface Question {
  readonly root: Node;
  readonly context: object;
  readonly schemas: Readonly<Record<string, MapKind | undefined>>;
  readonly grant?: string | undefined;
  readonly bounds: Bounds;
  /** Whether an exception was thrown by the data itself, by a trap of a proxy. */
  readonly isThrownByData?: (error: unknown) => boolean;
}

/** How it must end. `path` is known where the absence is that of a path written in the expression. */
export type Answer =
  | { readonly status: "value"; readonly value: unknown }
  | { readonly status: "absent"; readonly code: string; readonly path?: string }
  | { readonly status: "error"; readonly code: string };

/** Answers from the law alone. */
export function answer(question: Question): Answer {
  try {
    const value = new Interpreter(question).value(question.root, undefined);
    if (!isNothing(value)) return { status: "value", value: exported(value) };
    return { status: "absent", code: value.code, ...(value.path === undefined ? {} : { path: value.path }) };
  } catch (error) {
    if (error instanceof Failure) return { status: "error", code: error.code };
    if (question.isThrownByData?.(error)) return { status: "error", code: "context/unreadable" };
    throw error;
  }
}

/** The element that the innermost brackets work on, and its type. */
interface Scope {
  readonly element: Val;
  readonly kind: Kind;
}

class Interpreter {
  private readonly data: Reading;

  constructor(private readonly question: Question) {
    this.data = new Reading(question.context, question.schemas, question.grant, question.bounds);
  }

  value(node: Node, scope: Scope | undefined): Val {
    const path = this.pathOf(node, scope?.kind);
    if (path) return this.data.read(path);
    switch (node.kind) {
      case "Literal":
        return node.value === null ? new Nothing("explicit-null") : node.value;
      case "List":
        return node.items.map((item) => this.value(item, scope));
      case "Map":
        return new Dict(new Map(node.entries.map((entry) => [entry.key, this.value(entry.value, scope)])), "unset");
      case "Name":
        return node.name === "#this" ? (scope as Scope).element : member((scope as Scope).element, node.name);
      case "Member":
        return member(this.value(node.object, scope), node.name);
      case "Index":
        return this.index(node, scope);
      case "Call":
        return this.call(node, scope);
      case "Unary":
        return this.unary(node, scope);
      case "Binary":
        return this.binary(node, scope);
      case "Logical":
        return this.logical(node.operands, node.operator === "or", scope);
      case "Conditional": {
        const condition = this.value(node.condition, scope);
        if (isNothing(condition)) return condition;
        if (typeof condition !== "boolean") throw new Failure("run/condition-type");
        return this.value(condition ? node.whenTrue : node.whenFalse, scope);
      }
      case "Elvis": {
        const value = this.value(node.value, scope);
        if (!isNothing(value) && value !== "") return value;
        const fallback = this.value(node.fallback, scope);
        return isNothing(value) && isNothing(fallback) ? value : fallback;
      }
      case "Projection":
        return this.brackets(node.source, node.body, "projection", scope);
      case "Selection":
        return this.brackets(node.source, node.test, "selection", scope);
      default:
        throw new Error(`The oracle was asked about a ${node.kind}.`);
    }
  }

  /** The path of the data that a node names; undefined where it computes something. */
  private pathOf(node: Node, element: Kind | undefined): Path | undefined {
    if (node.kind === "Name") {
      if (node.name === "#this" || (element && this.isOfElement(node.name, element))) return undefined;
      if (this.data.isVariable(node.name)) return { root: "vars", keys: [node.name] };
      return this.data.isRoot(node.name) ? { root: node.name, keys: [] } : undefined;
    }
    const key =
      node.kind === "Member" ? node.name : node.kind === "Index" && node.index.kind === "Literal" ? node.index.value : null;
    if (typeof key !== "string" || (node.kind !== "Member" && node.kind !== "Index")) return undefined;
    const holder = this.pathOf(node.object, element);
    const kind = holder && this.data.kind(holder)?.is;
    return holder && (kind === "map" || kind === "unknown") ? this.data.step(holder, key) : undefined;
  }

  /** Whether a bare name in brackets is the element's attribute: where that is declared, or no root has the name. */
  private isOfElement(name: string, kind: Kind): boolean {
    const slot = slotIn(kind, name);
    if (!slot) return false;
    const declared = kind.is === "group" || (kind.is === "map" && kind.slots.has(name));
    return declared || !(this.data.isRoot(name) || this.data.isVariable(name));
  }

  private index(node: Node & { kind: "Index" }, scope: Scope | undefined): Val {
    const path = this.pathOf(node.object, scope?.kind);
    const inData = path !== undefined && this.data.kind(path)?.is === "map";
    const holder = inData ? this.data.find(path) : this.value(node.object, scope);
    if (holder instanceof Nothing && node.safe) return holder;
    const key = this.value(node.index, scope);
    if (holder instanceof Nothing) return holder;
    if (isNothing(key)) return key;
    if (key === "__proto__") throw new Failure("run/refused-name");
    if (!inData) return element(holder as Val, key);
    if (typeof key !== "string") throw new Failure("run/index-type");
    const further = this.data.step(path, key);
    return this.data.kind(further) ? this.data.read(further) : new Nothing(this.data.unset(path.root));
  }

  private unary(node: Node & { kind: "Unary" }, scope: Scope | undefined): Val {
    const operand = this.value(node.operand, scope);
    if (isNothing(operand)) return operand;
    if (typeof operand !== (node.operator === "not" ? "boolean" : "number")) throw new Failure("run/unary-type");
    if (node.operator === "not") return !operand;
    return held(-(operand as number), this.isInteger(operand as number, node.operand, scope));
  }

  /** Whether a number is an Integer: by its static type, or by what it is where that is unknown. */
  private isInteger(value: number, node: Node, scope: Scope | undefined): boolean {
    const kind = this.kind(node, scope?.kind);
    return isNumeric(kind) ? kind.is === "integer" : (value | 0) === value;
  }

  private binary(node: Node & { kind: "Binary" }, scope: Scope | undefined): Val {
    const [left, right] = [this.value(node.left, scope), this.value(node.right, scope)];
    if (node.operator === "eq") return equal(left, right);
    if (node.operator === "ne") return !equal(left, right);
    if (isNothing(left)) return left;
    if (isNothing(right)) return right;
    if (["lt", "le", "gt", "ge"].includes(node.operator)) return ordered(node.operator, left, right);
    if (node.operator === "matches") throw new Error("The oracle does not know patterns.");
    if (typeof left !== "number" || typeof right !== "number") {
      if (node.operator !== "add" || (typeof left !== "string" && typeof right !== "string")) throw new Failure("run/operand-type");
      return this.text(concatenated(left, right));
    }
    const integers = this.isInteger(left, node.left, scope) && this.isInteger(right, node.right, scope);
    return arithmetic(node.operator, left, right, integers);
  }

  private logical(operands: readonly Node[], stop: boolean, scope: Scope | undefined): Val {
    let nothing: Nothing | undefined;
    for (const operand of operands) {
      const value = this.value(operand, scope);
      if (value === stop) return stop;
      if (isNothing(value)) nothing ??= value;
      else if (typeof value !== "boolean") throw new Failure("run/unary-type");
    }
    return nothing ?? !stop;
  }

  private brackets(sourceNode: Node, body: Node, what: "projection" | "selection", scope: Scope | undefined): Val {
    const source = this.value(sourceNode, scope);
    if (isNothing(source)) return source;
    if (!isList(source)) throw new Failure("run/not-a-list");
    const kind = this.elementKind(sourceNode, scope?.kind);
    const kept: Val[] = [];
    for (const item of source) {
      const result = this.value(body, { element: item, kind });
      if (what === "selection" && typeof result !== "boolean" && !isNothing(result)) throw new Failure("run/condition-type");
      if (what === "projection") kept.push(result);
      else if (result === true) kept.push(item);
    }
    return kept;
  }

  private elementKind(source: Node, element: Kind | undefined): Kind {
    const kind = this.kind(source, element);
    return kind.is === "list" ? kind.of.kind : UNKNOWN;
  }

  /** The ways a call may mean, and its arguments, the receiver first. */
  private ways(
    node: CallNode,
    element: Kind | undefined,
  ): { ways: readonly Way[]; args: readonly (Node | "element")[]; named: boolean } {
    const { receiver, name, args } = node;
    const counted = (found: readonly Way[], count: number) => found.filter((way) => takes(way, count));
    const named = (full: string) => WAYS.filter((way) => way.names.includes(full));
    const methods = WAYS.filter((way) => way.method === name);
    if (receiver?.kind === "Name" && named(`${receiver.name}.${name}`).length > 0)
      return { ways: counted(named(`${receiver.name}.${name}`), args.length), args, named: true };
    if (receiver) return { ways: counted(methods, args.length + 1), args: [receiver, ...args], named: false };
    const onElement = element ? counted(methods, args.length + 1).filter((way) => accepts(way.takes[0] as string, element)) : [];
    if (onElement.length > 0) return { ways: onElement, args: ["element", ...args], named: false };
    return { ways: counted(named(name), args.length), args, named: true };
  }

  private call(node: CallNode, scope: Scope | undefined): Val {
    const { ways, args, named } = this.ways(node, scope?.kind);
    const values: Val[] = [];
    for (const arg of args) {
      const value = arg === "element" ? (scope as Scope).element : this.value(arg, scope);
      if (node.safe && !named && values.length === 0 && isNothing(value)) return value;
      values.push(value);
    }
    const fitting = ways.find((way) => values.every((value, at) => isOf(paramOf(way, at), value)));
    const way = fitting ?? (ways[0] as Way);
    const stop = values.find((value, at) => isNothing(value) && !paramOf(way, at).endsWith("?"));
    if (stop !== undefined) return stop;
    const result = way.run(...values.map((value, at) => this.converted(value, paramOf(way, at), named)));
    if (typeof result === "string") return this.text(result);
    if (isList(result) && result.length > this.question.bounds.listLength) throw new Failure("run/list-too-long");
    return result;
  }

  private text(text: string): string {
    if (text.length > this.question.bounds.textLength) throw new Failure("run/text-too-long");
    return text;
  }

  /** An argument as its parameter wants it; a call by name converts between lists and comma-joined texts. */
  private converted(value: Val, param: string, named: boolean): Val {
    const split = (text: string) => {
      const parts = commaSplit(text);
      if (parts.length > this.question.bounds.listLength) throw new Failure("run/list-too-long");
      return parts;
    };
    if (param === "csv?") return typeof value === "string" ? split(value) : value;
    if (isOf(param, value)) return value;
    if (param.startsWith("text") && value instanceof Time) return textOf(value) as string;
    if (named && param.startsWith("text") && isList(value)) return this.text(commaJoined(value));
    if (named && param.startsWith("list") && typeof value === "string") return split(value);
    throw new Failure("run/argument-type");
  }

  /** The static type of a node, as far as numbers and the names in brackets hang on it. */
  private kind(node: Node, element: Kind | undefined): Kind {
    const path = this.pathOf(node, element);
    if (path) return this.data.kind(path) ?? UNKNOWN;
    const of = (child: Node) => this.kind(child, element);
    switch (node.kind) {
      case "Literal":
        return { is: node.literal };
      case "List":
        return listOf(maybe(node.items.length === 0 ? UNKNOWN : node.items.map(of).reduce(join)));
      case "Map":
        return { is: "map", slots: new Map(node.entries.map((entry) => [entry.key, maybe(of(entry.value))])), open: false };
      case "Name":
        return node.name === "#this" ? (element ?? UNKNOWN) : (slotIn(element ?? UNKNOWN, node.name)?.kind ?? UNKNOWN);
      case "Member":
        return slotIn(of(node.object), node.name)?.kind ?? UNKNOWN;
      case "Index": {
        const holder = of(node.object);
        if (holder.is === "list") return holder.of.kind;
        const key = node.index.kind === "Literal" ? node.index.value : null;
        return (typeof key === "string" && slotIn(holder, key)?.kind) || UNKNOWN;
      }
      case "Call":
        return this.kindOfCall(node, element);
      case "Unary":
        return node.operator === "not" ? BOOLEAN : of(node.operand);
      case "Binary":
        return binaryKind(node.operator, of(node.left), of(node.right));
      case "Conditional":
        return join(of(node.whenTrue), of(node.whenFalse));
      case "Elvis":
        return join(of(node.value), of(node.fallback));
      case "Projection":
        return listOf(maybe(this.kind(node.body, this.elementKind(node.source, element))));
      case "Selection":
        return listOf(maybe(this.elementKind(node.source, element)));
      default:
        return BOOLEAN;
    }
  }

  private kindOfCall(node: CallNode, element: Kind | undefined): Kind {
    const { ways, args } = this.ways(node, element);
    const kinds = args.map((arg) => (arg === "element" ? (element ?? UNKNOWN) : this.kind(arg, element)));
    const possible = ways.filter((way) => accepts(way.takes[0] as string, kinds[0] as Kind));
    const gives = (possible.length > 0 ? possible : ways).map(({ gives }) => (typeof gives === "function" ? gives(kinds) : gives));
    return gives.length > 0 ? gives.reduce(join) : UNKNOWN;
  }
}

function member(holder: Val, name: string): Val {
  if (isNothing(holder)) return holder;
  if (holder instanceof GroupData) return holder.field(name);
  if (!(holder instanceof Dict)) throw new Failure("run/not-a-map");
  return holder.entries.get(name) ?? new Nothing(holder.unset);
}

function element(holder: Val, key: Val): Val {
  if (isList(holder) && typeof key === "number" && (key | 0) === key) {
    if (key < 0) throw new Failure("run/negative-index");
    return holder[key] ?? new Nothing("index-out-of-range");
  }
  if (typeof key !== "string" || isList(holder)) throw new Failure("run/index-type");
  return member(holder, key);
}

/** A computed number as its kind: an Integer within 32 bits, a Number finite, never -0. */
function held(value: number, integer: boolean): number {
  if (integer && (value | 0) !== value) throw new Failure("run/integer-overflow");
  if (!Number.isFinite(value)) throw new Failure("run/not-finite");
  return value + 0;
}

function arithmetic(operator: string, left: number, right: number, integers: boolean): number {
  if ((operator === "divide" || operator === "remainder") && right === 0) throw new Failure("run/division-by-zero");
  if (operator === "add") return held(left + right, integers);
  if (operator === "subtract") return held(left - right, integers);
  if (operator === "multiply") return held(left * right, integers);
  if (operator === "remainder") return held(left % right, integers);
  return held(integers ? Math.trunc(left / right) : left / right, integers);
}

function concatenated(left: Val, right: Val): string {
  const [one, other] = [textOf(left), textOf(right)];
  if (one === undefined || other === undefined) throw new Failure("run/operand-type");
  return one + other;
}

function ordered(operator: string, left: Val, right: Val): boolean {
  const [one, other] = [left, right].map((side) => (side instanceof Time ? side.ms : side)) as [string, string];
  if (kindName(left) !== kindName(right) || !["number", "text", "timestamp"].includes(kindName(left)))
    throw new Failure("run/not-comparable");
  if (operator === "lt") return one < other;
  if (operator === "le") return one <= other;
  return operator === "gt" ? one > other : one >= other;
}

function binaryKind(operator: string, left: Kind, right: Kind): Kind {
  if (!["add", "subtract", "multiply", "divide", "remainder"].includes(operator)) return BOOLEAN;
  if (operator === "add" && (left.is === "text" || right.is === "text")) return TEXT;
  if (operator === "add" && (left.is === "unknown" || right.is === "unknown")) return UNKNOWN;
  if (left.is === "null" || right.is === "null") return join(left, right).is === "null" ? INTEGER : join(left, right);
  if (left.is === "number" || right.is === "number") return NUMBER;
  return left.is === "integer" && right.is === "integer" ? INTEGER : UNKNOWN;
}

function takes(way: Way, count: number): boolean {
  const extra = count - way.takes.length;
  return way.more ? extra >= way.more.least && extra % way.more.each === 0 : extra === 0;
}

const paramOf = (way: Way, at: number): string => way.takes[at] ?? way.more?.kinds ?? "any";

/** Whether a value is of a parameter's kind as it is; null is of every kind. */
function isOf(param: string, value: Val): boolean {
  const kind = param.replace("?", "");
  if (isNothing(value) || kind === "any" || kind === "csv") return true;
  return kind === "integer" ? typeof value === "number" && (value | 0) === value : kind === kindName(value);
}

/** Whether a static type may be given for a parameter. */
function accepts(param: string, { is }: Kind): boolean {
  const kind = param.replace("?", "");
  if (is === "unknown" || is === "null" || kind === "any" || kind === "csv") return true;
  return is === kind || (kind === "number" && is === "integer") || (kind === "text" && is === "timestamp");
}

/** A value as a token carries it. */
function exported(value: Val): unknown {
  if (typeof value === "string" && /\p{Surrogate}/u.test(value)) throw new Failure("run/ill-formed-text");
  if (isNothing(value)) return null;
  if (isList(value)) return value.map(exported);
  if (value instanceof Time) return textOf(value);
  if (value instanceof Country) return value.code;
  if (value instanceof GroupData)
    return exported(new Dict(new Map(["id", "type", "name"].map((name) => [name, value.field(name)])), ""));
  if (!(value instanceof Dict)) return value;
  const entries = [...value.entries].map(([key, inside]) => [exported(key), exported(inside)]);
  return Object.fromEntries(entries);
}
