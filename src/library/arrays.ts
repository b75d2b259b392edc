/** The Arrays family: `Arrays.*`, and its method spellings on lists. */
import type { Limits } from "../base/limits.js";
import { join } from "../types/relate.js";
import {
  BOOLEAN,
  INTEGER,
  type ListType,
  listOf,
  optional,
  required,
  TEXT,
  type Type,
  type Typed,
  UNKNOWN,
} from "../types/type.js";
import { equal, sizeOf } from "../values/compare.js";
import { commaJoined, commaSplit, textOf } from "../values/text.js";
import { type Fault, INTEGER_MAX, isList, type Value } from "../values/value.js";
import { any, defineFunction, type FunctionRow, fail, integer, list, overload, receiving } from "./define.js";
import { atMostAsLong, emptiness, joinedUnits, most, together, valuesIn } from "./foretell.js";
import { type Foretold, type Known, lengthOf, lengthOrNone, type Range, rangeOf, upTo } from "./known.js";
import type { Written } from "./written.js";

/** The elements of what stands for a list: a text is split into texts. */
function elementOf(type: Type | undefined): Typed {
  if (type?.kind === "list") return type.element;
  return type?.kind === "text" ? required(TEXT) : optional(UNKNOWN);
}

/** The list that an argument stands for. */
function listFrom(type: Type | undefined): ListType {
  return type?.kind === "list" ? type : listOf(elementOf(type));
}

/** The elements of a list with one more value behind them; a null list counts as an empty one. */
function withOneMore([before, value]: readonly Type[]): ListType {
  if (before?.kind === "null") return listOf(required(value ?? UNKNOWN));
  const { type, nullable } = elementOf(before);
  return listOf({ type: join(type, value ?? UNKNOWN), nullable });
}

/** What is left of a type once every list around it is gone and every null is skipped; undefined where nothing can be. */
function leafOf(type: Type): Type | undefined {
  if (type.kind === "list") return leafOf(type.element.type);
  return type.kind === "null" ? undefined : type;
}

function flatType(args: readonly Type[]): ListType {
  const leaves = args.map((arg) => (arg.kind === "text" ? TEXT : leafOf(arg))).filter((leaf) => leaf !== undefined);
  return listOf(required(leaves.length === 0 ? UNKNOWN : leaves.reduce(join)));
}

const OF_GET = { function: "Arrays.get" };

/** Of more values than this nobody waits to know how many they are: lists that hold one list many times multiply. */
const MOST_VALUES = 1_000_000;

/** What looking at so many values costs; no budget is enough for more than are counted. */
function counted(values: number): number {
  return values < MOST_VALUES ? values : Number.POSITIVE_INFINITY;
}

/** What looking at every element costs, those of lists inside included. */
function looking(...lists: readonly Value[]): number {
  let size = 1;
  for (let index = 0; index < lists.length; index++) size += sizeOf(lists[index] as Value, MOST_VALUES - size);
  return counted(size);
}

/** The same for a list and a value, without a list of the two: most calls are of that kind. */
function lookingAtBoth(items: readonly Value[], value: Value): number {
  // What holds nothing is told from a list or a map without a look inside.
  if (typeof value !== "object") return counted(items.length + 3);
  const size = 1 + sizeOf(items, MOST_VALUES - 1);
  return counted(size + sizeOf(value, MOST_VALUES - size));
}

/** The most that looking at every element can cost. */
function lookingAtMost(_limits: Limits, _written: readonly Written[], known: readonly Known[]): number {
  return counted(known.reduce((sum, each) => sum + (each.canValue ? (each.holds ?? valuesIn(each.type, lengthOf(each))) : 1), 1));
}

/** The arguments of flatten, a text split into what it lists; a text of n characters never has more parts than n + 1. */
function splitTexts(args: readonly (Value | null)[]): Value[] {
  return args.map((arg) => (typeof arg === "string" ? (commaSplit(arg, arg.length + 1) as string[]) : arg));
}

function holds(items: readonly Value[], value: Value): boolean | Fault {
  if (typeof value !== "object") return items.includes(value);
  for (let at = 0; at < items.length; at++) {
    const same = equal(items[at] as Value, value);
    if (same !== false) return same;
  }
  return false;
}

function without(items: readonly Value[], value: Value): Value[] | Fault {
  const kept: Value[] = [];
  for (const item of items) {
    const same = equal(item, value);
    if (typeof same !== "boolean") return same;
    if (!same) kept.push(item);
  }
  return kept;
}

/** How many values stand in lists inside lists; infinitely many where counting them takes too long. */
function flatLength(items: readonly Value[]): number {
  return sizeOf(items, MOST_VALUES) < MOST_VALUES ? leafCount(items) : Number.POSITIVE_INFINITY;
}

function leafCount(items: readonly Value[]): number {
  return items.reduce<number>((sum, item) => sum + (isList(item) ? leafCount(item) : item === null ? 0 : 1), 0);
}

function flatten(items: readonly Value[], into: Value[]): Value[] {
  for (const item of items) {
    if (isList(item)) flatten(item, into);
    else if (item !== null) into.push(item);
  }
  return into;
}

/** The length of the joined text; a member without a text counts nothing, since joining it fails anyway. */
function joinedLength(items: readonly Value[] | null): number {
  return (items ?? []).reduce<number>((sum, item) => sum + (item === null ? 0 : (textOf(item)?.length ?? 0) + 1), -1);
}

/** One element more. */
function plusOne({ least, most: longest }: Range): Range {
  return { least: least + 1, most: longest + 1 };
}

/** A position that is sure to be inside, or at least not before the list. */
function foretellGet(items: Known | undefined, position: Known | undefined): Foretold {
  const [at, length] = [position && rangeOf(position), items && lengthOf(items)];
  if (at && at.most < 0) return { always: "run/negative-index" };
  if (at && length && at.least >= length.most) return { always: "run/index-out-of-range" };
  if (!at || at.least < 0) return {};
  const inside = length !== undefined && at.most < length.least;
  return { never: inside ? ["run/negative-index", "run/index-out-of-range"] : ["run/negative-index"] };
}

const total = (args: readonly Known[], count: (arg: Known) => number): number => args.reduce((sum, arg) => sum + count(arg), 0);

/** How many elements an argument of flatten becomes at least: nulls are skipped, and so may be all of a list. */
function flatAtLeast(arg: Known): number {
  const { kind } = arg.type;
  if (arg.canNull || kind === "unknown" || kind === "list") return arg.canNull || kind === "unknown" ? 0 : plainLength(arg);
  return kind === "text" && (lengthOf(arg)?.least ?? 0) === 0 ? 0 : 1;
}

/** The elements of a list of which each is one. */
function plainLength(arg: Known): number {
  const element = arg.type.kind === "list" ? arg.type.element : optional(UNKNOWN);
  const isPlain = !element.nullable && !["list", "unknown", "null"].includes(element.type.kind);
  return isPlain ? (lengthOf(arg)?.least ?? 0) : 0;
}

/** How many elements an argument of flatten becomes: a list of lists may become any number. */
function flatAtMost(arg: Known): number {
  if (!arg.canValue) return 0;
  if (arg.type.kind === "text") return most(arg) + 1;
  if (arg.type.kind !== "list") return arg.type.kind === "unknown" ? Number.POSITIVE_INFINITY : 1;
  const { kind } = arg.type.element.type;
  return kind === "list" || kind === "unknown" ? Number.POSITIVE_INFINITY : most(arg);
}

/** Each element as a text, with commas between them. */
function foretellJoined(items: Known | undefined): Foretold {
  const element = items?.type.kind === "list" ? items.type.element.type : UNKNOWN;
  const each = joinedUnits(element, Number.POSITIVE_INFINITY);
  if (each === undefined) return {};
  const { most: longest } = together(items);
  return { length: upTo(longest === 0 ? 0 : longest * (each + 1) - 1), never: ["run/no-text"] };
}

/** The rows of the Arrays family. */
export const arrayFunctions: readonly FunctionRow[] = [
  defineFunction({
    name: "Arrays.add",
    dialect: "classic",
    method: "add",
    documented: "okta",
    doc: "The list with a value behind its elements; a missing list counts as an empty one, a missing value gives null.",
    overloads: [
      overload({
        params: [receiving(list("list")), any("value")],
        returns: withOneMore,
        elements: (items) => (items?.length ?? 0) + 1,
        steps: 12,
        foretell: (items) => ({ length: plusOne(lengthOrNone(items, Number.POSITIVE_INFINITY)) }),
        run: (items, value) => [...(items ?? []), value],
      }),
    ],
    examples: [
      ["Arrays.add({10, 20, 30}, 40)", [10, 20, 30, 40]],
      ["Arrays.add(null, 1)", [1]],
      ["Arrays.add({1}, null)", null],
    ],
  }),
  defineFunction({
    name: "Arrays.remove",
    dialect: "classic",
    method: "remove",
    documented: "okta",
    doc: "The list without the elements that equal a value, wherever they stand.",
    overloads: [
      overload({
        params: [list("list"), any("value")],
        returns: ([before]) => listFrom(before),
        steps: 12,
        cost: lookingAtBoth,
        costAtMost: lookingAtMost,
        foretell: atMostAsLong,
        run: without,
      }),
    ],
    examples: [
      ["Arrays.remove({10, 20, 10}, 10)", [20]],
      ['Arrays.remove({"a"}, "b")', ["a"]],
      ["Arrays.remove(null, 1)", null],
    ],
  }),
  defineFunction({
    name: "Arrays.clear",
    dialect: "classic",
    documented: "okta",
    doc: "An empty list in place of a list.",
    overloads: [
      overload({
        params: [list("list")],
        returns: ([before]) => listFrom(before),
        foretell: () => ({ length: upTo(0) }),
        run: () => [],
      }),
    ],
    examples: [
      ["Arrays.clear({10, 20, 30})", []],
      ["Arrays.clear(null)", null],
    ],
  }),
  defineFunction({
    name: "Arrays.get",
    dialect: "classic",
    documented: "okta",
    doc: "The element at a position, counted from 0; it is an error where the list has none there.",
    overloads: [
      overload({
        params: [list("list"), integer("position")],
        returns: ([before]) => elementOf(before).type,
        mayBeNull: ([before]) => elementOf(before).nullable,
        fails: ["run/negative-index", "run/index-out-of-range"],
        steps: 5,
        foretell: foretellGet,
        run: (items, index) => {
          if (index < 0) return fail("run/negative-index");
          return index < items.length
            ? (items[index] as Value)
            : fail("run/index-out-of-range", { ...OF_GET, length: items.length });
        },
      }),
    ],
    examples: [
      ["Arrays.get({10, 20, 30}, 0)", 10],
      ["Arrays.get({10}, 1)", { error: "run/index-out-of-range" }],
      ["Arrays.get({10}, -1)", { error: "run/negative-index" }],
      ["Arrays.get(null, 0)", null],
    ],
  }),
  defineFunction({
    name: "Arrays.flatten",
    dialect: "classic",
    method: "flatten",
    documented: "okta",
    doc: "One list of values, lists and comma-separated texts, in the order written; lists inside lists are taken apart, nulls skipped.",
    overloads: [
      overload({
        params: [receiving(any("first"))],
        rest: receiving(any("more")),
        returns: flatType,
        // Making one list of many takes longer than looking at them.
        steps: 50,
        cost: looking,
        costAtMost: lookingAtMost,
        elements: (...args) => flatLength(splitTexts(args)),
        foretell: (...args) => ({ length: { least: total(args, flatAtLeast), most: total(args, flatAtMost) } }),
        run: (...args) => flatten(splitTexts(args), []),
      }),
    ],
    examples: [
      ["Arrays.flatten(10, {20, 30}, 40)", [10, 20, 30, 40]],
      ['Arrays.flatten("10, 20", {{"30"}, "40, 50"})', ["10", "20", "30", "40, 50"]],
      ["Arrays.flatten({1, null}, null)", [1]],
      ["Arrays.flatten(null)", []],
    ],
  }),
  defineFunction({
    name: "Arrays.contains",
    dialect: "classic",
    method: "contains",
    documented: "okta",
    doc: "Whether an element of the list equals a value, letter case included.",
    overloads: [
      overload({
        params: [list("list"), any("value")],
        returns: BOOLEAN,
        cost: lookingAtBoth,
        costAtMost: lookingAtMost,
        run: (items, value) => holds(items, value),
      }),
    ],
    examples: [
      ["Arrays.contains({10, 20, 30}, 10)", true],
      ["Arrays.contains({10, 20, 30}, 50)", false],
      ['Arrays.contains(null, "x")', null],
    ],
  }),
  defineFunction({
    name: "Arrays.size",
    dialect: "classic",
    method: "size",
    documented: "okta",
    doc: "How many elements a list has; 0 for null.",
    overloads: [
      overload({
        params: [receiving(list("list"))],
        returns: INTEGER,
        measures: "length",
        foretell: (items) => ({ range: lengthOrNone(items, INTEGER_MAX) }),
        run: (items) => items?.length ?? 0,
      }),
    ],
    examples: [
      ["Arrays.size({10, 20, 30})", 3],
      ["Arrays.size({})", 0],
      ["Arrays.size(null)", 0],
    ],
  }),
  defineFunction({
    name: "Arrays.isEmpty",
    dialect: "classic",
    method: "isEmpty",
    documented: "okta",
    doc: "Whether a list has no element; true for null.",
    overloads: [
      overload({
        params: [receiving(list("list"))],
        returns: BOOLEAN,
        measures: "emptiness",
        foretell: emptiness,
        run: (items) => (items?.length ?? 0) === 0,
      }),
    ],
    examples: [
      ["Arrays.isEmpty({10, 20})", false],
      ["Arrays.isEmpty({})", true],
      ["Arrays.isEmpty(null)", true],
    ],
  }),
  defineFunction({
    name: "Arrays.toCsvString",
    dialect: "classic",
    documented: "okta",
    doc: "The elements as one text with commas between them and nothing else; nulls are skipped, and null gives empty text.",
    overloads: [
      overload({
        params: [receiving(list("list"))],
        returns: TEXT,
        fails: ["run/no-text"],
        size: joinedLength,
        steps: 8,
        foretell: foretellJoined,
        run: (items) => commaJoined(items ?? [], Number.POSITIVE_INFINITY),
      }),
    ],
    examples: [
      ['Arrays.toCsvString({"This", "is", " a ", "test"})', "This,is, a ,test"],
      ["Arrays.toCsvString({1, null, true})", "1,true"],
      ["Arrays.toCsvString({{1}})", { error: "run/no-text" }],
      ["Arrays.toCsvString(null)", ""],
    ],
  }),
];
