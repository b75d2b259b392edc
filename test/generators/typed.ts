/** Generates expressions of a wanted type, choosing each construct by the type it can give. */

import { spellingOf } from "../../src/library/define.js";
import {
  BOOLEAN,
  INTEGER,
  type ListType,
  listOf,
  NUMBER,
  optional,
  required,
  TEXT,
  TIMESTAMP,
  type Type,
} from "../../src/types/type.js";
import { callOf } from "./calls.js";
import type { Choices } from "./choices.js";
import { type Element, fieldsOf, isBare, isVisible, type Material, suits, textLiteral, writeKey, writePath } from "./scope.js";
import { someType } from "./types.js";
import { someText } from "./values.js";

/** What one expression is generated with. */
export interface Maker {
  readonly c: Choices;
  readonly material: Material;
  readonly element: Element;
  /** The element's attributes can be named without `#this`: that its type is known is certain. */
  readonly bare?: boolean;
  /** The names of the productions used so far. */
  readonly used: string[];
}

/** A construct, and the types it can give. */
interface Production {
  readonly name: string;
  readonly weight: number;
  readonly gives: (type: Type) => boolean;
  /** The text, or undefined where it cannot be made here. */
  readonly make: (maker: Maker, type: Type, depth: number) => string | undefined;
}

/** An expression of a type. */
export function expression(maker: Maker, type: Type, depth: number): string {
  const { c, used } = maker;
  if (depth > 0 && !c.isOver && c.chance(80)) {
    const possible = PRODUCTIONS.filter((production) => production.gives(type));
    const production = c.weighted(possible.map((entry) => [entry.weight, entry] as const));
    const text = production.make(maker, type, depth - 1);
    if (text !== undefined) {
      used.push(production.name);
      return c.chance(4) ? `(${text})` : text;
    }
  }
  return leaf(maker, type);
}

/** An expression where something that binds tightly is wanted. */
export function operand(maker: Maker, type: Type, depth: number): string {
  const text = expression(maker, type, depth);
  return isTight(text) ? text : `(${text})`;
}

const TIGHT = /^(?:[A-Za-z_$#][\w$]*|"[^"]*"|'[^']*'|\d+(?:\.\d+)?(?:e\d+)?)$/;

function isTight(text: string): boolean {
  return TIGHT.test(text);
}

/** A path, an element, or a literal. */
function leaf(maker: Maker, type: Type): string {
  const { c, used } = maker;
  const way = c.weighted([
    [3, literal],
    [8, path],
    [maker.element ? 8 : 0, element],
    [1, nothing],
  ]);
  const text = way(maker, type) ?? literal(maker, type);
  used.push(way.name);
  return text;
}

function nothing(): string {
  return "null";
}

function path({ c, material, element: around }: Maker, type: Type): string | undefined {
  const possible = material.paths.filter((entry) => suits(entry.typed.type, type) && isVisible(entry.root, around));
  return possible.length > 0 ? writePath(c, c.pick(possible)) : undefined;
}

/** The element of the brackets itself, or an attribute of it, bare or after `#this`. */
function element({ c, element: around, bare }: Maker, type: Type): string | undefined {
  if (!around) return undefined;
  const ways = suits(around.type, type) ? ["#this"] : [];
  for (const [name, typed] of fieldsOf(around)?.attributes ?? []) {
    if (!suits(typed.type, type)) continue;
    ways.push(`#this${writeKey(c, name)}`);
    if (bare && isBare(name)) ways.push(name);
  }
  return ways.length > 0 ? c.pick(ways) : undefined;
}

const INTEGER_LITERALS = ["0", "1", "2", "3", "7", "10", "100", "65536", "2147483647", "(-1)", "(-2147483648)"];
const NUMBER_LITERALS = ["0.5", "1.5", "2.0", "3.141", "1e3", "1.0e3", "0.1", "1e21", "1e308", "4294967296.0", "(-2.5)"];

function literal(maker: Maker, type: Type): string {
  const { c } = maker;
  const bounds = { textLength: 100, listLength: 3 };
  switch (type.kind) {
    case "text":
      return textLiteral(c, type.values && c.chance(70) ? c.pick(type.values) : someText(c, bounds));
    case "boolean":
      return c.pick(["true", "false", "TRUE"]);
    case "integer":
      return c.pick(INTEGER_LITERALS);
    case "number":
      return c.pick(NUMBER_LITERALS);
    case "list":
      return `{${c.list(0, 2, () => leafIn(maker, type.element.type)).join(", ")}}`;
    case "map":
      return mapLiteral([...type.attributes].map(([name, typed]) => [writeMapKey(c, name), leafIn(maker, typed.type)]));
    case "unknown":
      return c.pick(['(true ? "a" : 1)', '(false ? "a" : 7)', "(true ? {1} : 2.5)", "(true ? false : {:})", "{}[0]"]);
    default:
      return "null";
  }
}

/** A leaf inside a literal; literals nest no deeper than their type. */
function leafIn(maker: Maker, type: Type): string {
  return (maker.c.chance(40) ? path(maker, type) : undefined) ?? literal(maker, type);
}

function writeMapKey(c: Choices, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && c.chance(70) ? name : textLiteral(c, name);
}

function mapLiteral(entries: readonly (readonly [key: string, value: string])[]): string {
  return entries.length === 0 ? "{:}" : `{${entries.map(([key, value]) => `${key}: ${value}`).join(", ")}}`;
}

const anything = () => true;
const only =
  (...kinds: Type["kind"][]) =>
  (type: Type) =>
    kinds.includes(type.kind);

/** A type to compare, count or pass on. */
function otherType(maker: Maker, depth: number): Type {
  return maker.c.chance(30) ? maker.c.pick([BOOLEAN, TEXT, INTEGER]) : someType(maker.c, Math.min(depth, 1));
}

function compare(spellings: readonly string[], types: readonly Type[]): Production["make"] {
  return (maker, _type, depth) => {
    const type = maker.c.pick(types);
    const right = isMixed(type) && maker.c.chance(30) ? maker.c.pick([INTEGER, NUMBER]) : type;
    return `${operand(maker, type, depth)} ${maker.c.pick(spellings)} ${operand(maker, right, depth)}`;
  };
}

const isMixed = (type: Type): boolean => type.kind === "integer" || type.kind === "number";

/** Equality of anything, or of a root with nothing. */
function equality(maker: Maker, _type: Type, depth: number): string {
  const { c } = maker;
  const operator = c.pick(["==", "!=", "eq", "ne", "NE"]);
  if (c.chance(20)) {
    const roots = ["user", "appuser", "session", "app.profile", "user.profile", "groups"];
    const visible = roots.filter((root) => isVisible(root.split(".")[0] as string, maker.element));
    if (visible.length > 0) return `${c.pick(visible)} ${operator} null`;
  }
  const type = otherType(maker, depth);
  const right = c.chance(12) ? otherType(maker, depth) : type;
  return `${operand(maker, type, depth)} ${operator} ${operand(maker, right, depth)}`;
}

/** A match with a pattern, where the rows bring a pattern engine. */
function pattern(maker: Maker, _type: Type, depth: number): string | undefined {
  const { c, material } = maker;
  if (!material.rows.some((row) => spellingOf(row).endsWith("Regex"))) return undefined;
  const text = c.chance(70)
    ? textLiteral(c, c.pick(["a.*", "[A-Z]+", "(a|b)*", "", "\\d+", "Admins"]))
    : operand(maker, TEXT, depth);
  return `${sureText(maker, depth)} ${c.pick(["matches", "MATCHES"])} ${text}`;
}

function logical(spellings: readonly string[]): Production["make"] {
  return (maker, _type, depth) =>
    maker.c.list(2, 4, () => operand(maker, BOOLEAN, depth)).reduce((left, right) => `${left} ${maker.c.pick(spellings)} ${right}`);
}

/** A chain of one level that leans to the left. */
function chain(spellings: readonly string[]): Production["make"] {
  return (maker, type, depth) => {
    const { c } = maker;
    const sides = c.list(2, 3, () => operand(maker, type.kind === "number" && c.chance(40) ? INTEGER : type, depth));
    return sides.reduce((left, right) => `${left} ${c.pick(spellings)} ${right}`);
  };
}

/** A part of the data behind a question about it: what the question proves holds in its branches. */
function guarded(maker: Maker, type: Type, depth: number): string | undefined {
  const { c } = maker;
  const part = path(maker, type);
  if (part === undefined) return undefined;
  const asked = [`${part} != null`, `null ne ${part}`, `not (${part} == null)`, `${part} == null`, `null eq ${part}`];
  if (type.kind === "text") asked.push(`String.len(${part}) > 0`, `${part} != ""`, `${part} == "a"`, `"" == ${part}`);
  if (type.kind === "list") asked.push(`Arrays.isEmpty(${part})`, `Arrays.size(${part}) >= 1`);
  if (type.kind === "integer") asked.push(`${part} > 1`, `${part} == 0`, `not (${part} <= 7)`);
  const branches = [part, c.chance(50) ? part : operand(maker, type, depth)];
  return `${c.pick(asked)} ? ${(c.chance(50) ? branches : branches.reverse()).join(" : ")}`;
}

/** Something that is certainly no bare null, which `+` cannot write behind anything. */
function sureText(maker: Maker, depth: number): string {
  if (maker.c.chance(50)) return path(maker, TEXT) ?? literal(maker, TEXT);
  return `(${operand(maker, TEXT, depth)} ?: ${literal(maker, TEXT)})`;
}

function concatenation(maker: Maker, _type: Type, depth: number): string {
  const { c } = maker;
  const other = c.pick<Type>([TEXT, INTEGER, NUMBER, BOOLEAN, TIMESTAMP]);
  const sides = [sureText(maker, depth), operand(maker, other, depth)];
  return (c.chance(50) ? sides : sides.reverse()).join(" + ");
}

/** A key that no attribute of the map has, and the map's type with it. */
function mapWith(maker: Maker, type: Type, depth: number): { key: string; text: string } {
  const key = maker.c.pick(["k", "name", "constructor", "and", "cost-center"]);
  const entries = [[key, expression(maker, type, depth)] as const];
  if (maker.c.chance(40)) entries.unshift(["other", expression(maker, otherType(maker, depth), 0)]);
  return { key, text: mapLiteral(entries.map(([name, value]) => [writeMapKey(maker.c, name), value])) };
}

function index(maker: Maker, type: Type, depth: number): string {
  const { c } = maker;
  const at = c.chance(75) ? c.pick(["0", "1", "2"]) : expression(maker, INTEGER, depth);
  return `${operand(maker, listOf(optional(type)), depth)}${c.chance(20) ? "?." : ""}[${at}]`;
}

/** An attribute by a name that is computed: of a map of the context, or of one written here. */
function computedIndex(maker: Maker, _type: Type, depth: number): string {
  const { c, material } = maker;
  const maps = material.paths.filter(({ typed, root }) => typed.type.kind === "map" && isVisible(root, maker.element));
  const holder = c.chance(60) && maps.length > 0 ? writePath(c, c.pick(maps)) : mapWith(maker, otherType(maker, depth), depth).text;
  const key = expression(maker, TEXT, depth);
  return `${holder}${c.chance(20) ? "?." : ""}[${isTight(key) ? `${key} + ""` : key}]`;
}

/** The source of brackets, and what makes their inside. */
function source(maker: Maker, type: ListType, depth: number): { text: string; inside: Maker } {
  const written = maker.c.chance(50) ? path(maker, type) : undefined;
  const text = written ?? operand(maker, type, depth);
  return { text, inside: { ...maker, element: type.element, bare: written !== undefined } };
}

function projection(maker: Maker, type: Type, depth: number): string | undefined {
  if (type.kind !== "list") return undefined;
  const { text, inside } = source(maker, listToWorkOn(maker, depth), depth);
  return `${text}${maker.c.chance(15) ? "?" : ""}.![${expression(inside, type.element.type, depth)}]`;
}

function selection(maker: Maker, type: Type, depth: number): string | undefined {
  if (type.kind !== "list") return undefined;
  const { text, inside } = source(maker, type, depth);
  return `${text}${maker.c.chance(15) ? "?" : ""}.?[${expression(inside, BOOLEAN, depth)}]`;
}

/** A list type: preferably one that the schemas have. */
function listToWorkOn(maker: Maker, depth: number): ListType {
  const { c, material } = maker;
  const lists = material.paths.flatMap(({ typed, root }) =>
    typed.type.kind === "list" && isVisible(root, maker.element) ? [typed.type] : [],
  );
  if (lists.length > 0 && c.chance(70)) return c.pick(lists);
  return listOf({ type: otherType(maker, depth), nullable: c.chance(50) });
}

/** Several values of one type in a list; numbers may mix where Numbers are wanted. */
function list(maker: Maker, type: Type, depth: number): string | undefined {
  if (type.kind !== "list") return undefined;
  const item = type.element.type;
  return `{${maker.c.list(0, 3, () => expression(maker, item.kind === "number" && maker.c.chance(30) ? INTEGER : item, depth)).join(", ")}}`;
}

function map(maker: Maker, type: Type, depth: number): string | undefined {
  if (type.kind !== "map") return undefined;
  return mapLiteral(
    [...type.attributes].map(([name, typed]) => [writeMapKey(maker.c, name), expression(maker, typed.type, depth)]),
  );
}

/** Branches that have nothing in common. */
function mixture(maker: Maker, _type: Type, depth: number): string {
  const { c } = maker;
  const [one, other] = c.pick<readonly [Type, Type]>([
    [TEXT, INTEGER],
    [BOOLEAN, NUMBER],
    [INTEGER, listOf(optional(TEXT))],
    [listOf(optional(INTEGER)), BOOLEAN],
  ]);
  return `${operand(maker, BOOLEAN, depth)} ? ${leafIn(maker, one)} : ${leafIn(maker, other)}`;
}

/** Every production. The first of those that give a type is its simplest. */
const PRODUCTIONS: readonly Production[] = [
  { name: "call", weight: 22, gives: anything, make: callOf },
  {
    name: "conditional",
    weight: 7,
    gives: anything,
    make: (maker, type, depth) =>
      `${operand(maker, BOOLEAN, depth)} ? ${operand(maker, type, depth)} : ${expression(maker, type, depth)}`,
  },
  { name: "guarded", weight: 4, gives: anything, make: guarded },
  {
    name: "elvis",
    weight: 6,
    gives: anything,
    make: (maker, type, depth) => `${operand(maker, type, depth)} ?: ${operand(maker, type, depth)}`,
  },
  {
    name: "member of a map",
    weight: 3,
    gives: anything,
    make: (maker, type, depth) => {
      const { key, text } = mapWith(maker, type, depth);
      return text + writeKey(maker.c, key);
    },
  },
  { name: "element of a list", weight: 4, gives: anything, make: index },
  { name: "equality", weight: 9, gives: only("boolean"), make: equality },
  {
    name: "order",
    weight: 7,
    gives: only("boolean"),
    make: compare(["<", "<=", ">", ">=", "lt", "LE", "gt", "ge"], [INTEGER, NUMBER, TEXT, TIMESTAMP]),
  },
  { name: "pattern", weight: 3, gives: only("boolean"), make: pattern },
  { name: "and", weight: 5, gives: only("boolean"), make: logical(["and", "&&", "AND"]) },
  { name: "or", weight: 5, gives: only("boolean"), make: logical(["or", "||", "OR"]) },
  {
    name: "not",
    weight: 4,
    gives: only("boolean"),
    make: (maker, _type, depth) => `${maker.c.pick(["!", "not ", "NOT "])}${operand(maker, BOOLEAN, depth)}`,
  },
  { name: "sum", weight: 6, gives: only("integer", "number"), make: chain(["+", "-"]) },
  { name: "product", weight: 6, gives: only("integer", "number"), make: chain(["*", "/", "%", "div", "mod"]) },
  {
    name: "negative",
    weight: 3,
    gives: only("integer", "number"),
    make: (maker, type, depth) => `-${operand(maker, type, depth)}`,
  },
  { name: "concatenation", weight: 6, gives: only("text"), make: concatenation },
  { name: "list", weight: 6, gives: only("list"), make: list },
  { name: "projection", weight: 9, gives: only("list"), make: projection },
  { name: "selection", weight: 8, gives: only("list"), make: selection },
  { name: "map", weight: 8, gives: only("map"), make: map },
  { name: "computed index", weight: 12, gives: only("unknown"), make: computedIndex },
  { name: "mixture", weight: 6, gives: only("unknown"), make: mixture },
];

/** The names of everything an expression can be made of here. */
export const PRODUCTION_NAMES = [...PRODUCTIONS.map(({ name }) => name), literal.name, path.name, element.name, nothing.name];

/** The type of a whole expression. */
export function wantedType(c: Choices): Type {
  return c.chance(40) ? c.pick([TEXT, BOOLEAN, INTEGER, NUMBER, listOf(required(TEXT))]) : someType(c, 2);
}
