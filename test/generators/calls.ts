/** Generates calls of the rows: by name, by alias, as a method, as the element's method. */

import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { type FunctionRow, type Overload, type Param, spellingOf } from "../../src/library/define.js";
import { paramAt } from "../../src/library/invoke.js";
import {
  BOOLEAN,
  GROUP_FIELDS,
  INTEGER,
  listOf,
  NUMBER,
  optional,
  TEXT,
  TIMESTAMP,
  type Type,
  UNKNOWN,
} from "../../src/types/type.js";
import { Fault } from "../../src/values/value.js";
import { isVisible, suits, textLiteral } from "./scope.js";
import { expression, type Maker, operand } from "./typed.js";
import { WORDS } from "./values.js";

/** A way to call a row with arguments of certain types. */
interface Call {
  readonly row: FunctionRow;
  readonly overload: Overload;
  readonly types: readonly Type[];
}

/** A call that gives a type; undefined where no row does. */
export function callOf(maker: Maker, type: Type, depth: number): string | undefined {
  const { c, material, used } = maker;
  const possible = material.rows
    .flatMap((row) => row.overloads.map((overload) => ({ row, overload })))
    .filter(({ overload }) => mayGive(overload, type));
  if (possible.length === 0) return undefined;
  const { row, overload } = c.pick(possible);
  const call = { row, overload, types: argumentTypes(maker, overload, type) };
  if (typeof overload.returns === "function" && !suits(overload.returns(call.types), type)) return undefined;
  const text = write(maker, call, depth);
  if (text !== undefined) used.push(`row ${spellingOf(row)}`);
  return text;
}

/** Whether an overload can give a type, for some arguments; a whole record of somebody is no value to work on. */
function mayGive(overload: Overload, type: Type): boolean {
  if (overload.stands || (typeof overload.returns === "object" && overload.returns.kind === "map" && overload.returns.record))
    return false;
  return typeof overload.returns === "function" || suits(overload.returns, type);
}

/** The types to give as arguments, so that what depends on them comes out as wanted. */
function argumentTypes({ c }: Maker, overload: Overload, wanted: Type): Type[] {
  const inner = wanted.kind === "list" ? wanted.element.type : wanted;
  const rest = (overload.restAtLeast ?? 0) + c.below(2) * (overload.restStep ?? 1);
  const params = [...overload.params, ...Array.from({ length: overload.rest ? rest : 0 }, () => overload.rest as Param<unknown>)];
  const follows = typeof overload.returns === "function";
  return params.map(({ type }) => {
    if (type.kind === "list") return follows ? listOf(optional(inner)) : listOf(optional(c.pick([TEXT, INTEGER, BOOLEAN, NUMBER])));
    if (type.kind !== "unknown") return type;
    return follows ? inner : c.pick([TEXT, INTEGER, BOOLEAN, NUMBER, TIMESTAMP]);
  });
}

/** The call as text: the spelling, and the arguments. */
function write(maker: Maker, call: Call, depth: number): string | undefined {
  const { c, used } = maker;
  const { row, overload, types } = call;
  const ways: string[] = [];
  if (row.name !== undefined && isCallable(maker, row.name)) ways.push("name");
  if (row.aliases && !maker.element) ways.push("alias");
  if (row.method !== undefined) ways.push("method");
  if (row.method !== undefined && isOfElement(maker, overload))
    ways.push("element's method", "element's method", "element's method");
  const way = ways.length > 0 ? c.pick(ways) : undefined;
  if (way === undefined) return undefined;
  used.push(`call by ${way}`);
  const args = types.map((type, index) => argument(maker, overload, index, type, depth, way === "name" || way === "alias"));
  if (way === "name") return `${row.name}(${args.join(", ")})`;
  if (way === "alias") return `${c.pick(row.aliases ?? [])}(${args.join(", ")})`;
  if (way === "element's method") return `${row.method}(${args.slice(1).join(", ")})`;
  const receiver = operand(maker, types[0] as Type, depth);
  return `${/^\d+$/.test(receiver) ? `(${receiver})` : receiver}${c.chance(15) ? "?." : "."}${row.method}(${args.slice(1).join(", ")})`;
}

/** A family or a bare name can be called where no attribute of the element has the name. */
function isCallable(maker: Maker, name: string): boolean {
  return isVisible(name.split(".")[0] as string, maker.element) && !(maker.element && !name.includes("."));
}

function isOfElement({ element }: Maker, overload: Overload): boolean {
  const first = overload.params[0]?.type;
  return first !== undefined && element !== undefined && suits(element.type, first);
}

/** One argument: written out where that is asked for, converted where a call by name converts. */
function argument(maker: Maker, overload: Overload, index: number, type: Type, depth: number, named: boolean): string {
  const { c } = maker;
  const param = paramAt(overload, index) as Param<unknown>;
  if (param.literal) return textLiteral(c, c.pick(param.literal.among ?? WORDS));
  if (param.inner) return innerText(maker, param.inner, type, depth);
  if (param.written && type.kind === "map") return criterion(maker, depth);
  if (param.written && type.kind === "integer")
    return c.chance(75) ? c.pick(["1", "2", "100"]) : `{${expression(maker, type, depth)}}[0]`;
  if (param.prepare && c.chance(70)) return textLiteral(c, c.pick(usable(param)));
  if (type.kind === "text" && named && c.chance(4)) return expression(maker, c.pick([TIMESTAMP, listOf(optional(TEXT))]), depth);
  if (type.kind === "list" && named && typeof overload.returns !== "function" && c.chance(6)) return expression(maker, TEXT, depth);
  if (c.chance(3)) return expression(maker, UNKNOWN, depth);
  return param.prepare ? `(${expression(maker, type, 0)} + ${textLiteral(c, "")})` : expression(maker, type, depth);
}

const READY = [...WORDS, "UTC", "EST", "+02:00", "yyyy-MM-dd'T'HH:mm:ss", "dd-MM-YYYY", "a+", "(a|b)*c?", ".*"];

/** The texts that a parameter accepts where they are written out. */
function usable(param: Param<unknown>): string[] {
  return READY.filter((text) => !(param.prepare?.(text, DEFAULT_LIMITS, true) instanceof Fault));
}

/** An expression over one element, in a text literal; it names the element as its row says. */
function innerText(maker: Maker, { name, type }: NonNullable<Param["inner"]>, wanted: Type, depth: number): string {
  const fields = type.kind === "group" ? GROUP_FIELDS : type;
  const own = fields.kind === "map" ? [...fields.attributes].map(([key, typed]) => ({ root: name, keys: [key], typed })) : [];
  const paths = [...own, ...own, ...maker.material.paths.filter(({ root }) => root !== name)];
  const inner = { ...maker, material: { ...maker.material, paths }, element: undefined };
  maker.used.push("inner expression");
  return textLiteral(maker.c, expression(inner, wanted, Math.min(depth, 2)));
}

const CRITERIA = ["group.profile.name", "group.id", "group.type", "group.source.id"];

/** A criterion of groups, as people write it. */
function criterion(maker: Maker, depth: number): string {
  const { c } = maker;
  const keys = [...new Set(c.list(1, 2, () => c.pick(CRITERIA)))];
  const value = () => (c.chance(60) ? textLiteral(c, c.pick(WORDS)) : expression(maker, TEXT, Math.min(depth, 1)));
  const entries = keys.map((key) => `'${key}': ${c.chance(30) ? `{${c.list(0, 2, value).join(", ")}}` : value()}`);
  if (keys.includes("group.profile.name") && c.chance(40)) entries.push(`'operator': '${c.pick(["EXACT", "STARTS_WITH"])}'`);
  maker.used.push("criterion");
  return `{${entries.join(", ")}}`;
}
