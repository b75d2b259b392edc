/** The Arrays family in SQL, over lists of one kind of value. */
import { elementNamed, raw, type ScalarKind, type Sql, sql, typeName } from "./fragment.js";
import { type Compiling, toNumber } from "./kit.js";
import type { Built, SqlRow } from "./row.js";
import { isWritten, type Kind, RESIDUAL, scalar, type Term } from "./term.js";

/** A list and a value as one kind; undefined where no element can equal the value. */
function together(
  c: Compiling,
  list: Term,
  value: Term,
): { readonly list: Sql; readonly value: Sql; readonly kind: ScalarKind } | undefined {
  if (value.kind.list || !list.kind.list) return undefined;
  const [inside, one] = [list.kind.kind, value.kind.kind];
  if (inside === one) return { list: list.value, value: value.value, kind: inside };
  const numbers = ["integer", "number"];
  if (!numbers.includes(inside) || !numbers.includes(one)) return undefined;
  const wide = inside === "number" ? list.value : c.dialect.lists.cast(list.value, "number");
  return { list: wide, value: toNumber(c, value.value), kind: "number" };
}

const isCompound = ({ kind }: Term): boolean => kind.list || (!isWritten(kind) && kind.kind !== "nothing");

const contains: SqlRow = (c, [list, value]) => {
  const kind = scalar("boolean");
  if (isCompound(value as Term)) return undefined;
  const pair = together(c, list as Term, value as Term);
  if (pair) return { kind, value: c.dialect.lists.contains(pair.list, pair.value) };
  return { kind, value: sql`(${(list as Term).value} IS NULL)` };
};

const remove: SqlRow = (c, [list, value]) => {
  const { kind } = list as Term;
  if (!kind.list || isCompound(value as Term)) return undefined;
  const pair = together(c, list as Term, value as Term);
  if (!pair) return { kind, value: (list as Term).value };
  if (pair.kind !== kind.kind) return undefined;
  const element = elementNamed("kept");
  return { kind, value: c.dialect.lists.filter(pair.list, element, sql`(${element} IS NULL OR ${element} <> ${pair.value})`) };
};

/** What is behind a missing list is a list of its own. */
const add: SqlRow = (c, [list, value]) => {
  const { kind: one } = value as Term;
  if (isCompound(value as Term) || one.kind === "nothing") return undefined;
  const kind: Kind = { kind: one.kind as ScalarKind, list: true };
  const { lists } = c.dialect;
  const single = lists.make([(value as Term).value], kind.kind);
  if ((list as Term).kind.kind === "nothing") return { kind, value: single };
  if (!(list as Term).kind.list || (list as Term).kind.kind !== one.kind) return undefined;
  const { value: items } = list as Term;
  const full = sql`${lists.length(items)} >= ${Math.min(c.longestList, c.limits.listLength)}`;
  return {
    kind: (list as Term).kind,
    value: lists.append(sql`coalesce(${items}, ${lists.make([], kind.kind)})`, (value as Term).value),
    failures: [[full, RESIDUAL]],
  };
};

const get: SqlRow = (c, [list, position]) => {
  const { kind, value } = list as Term;
  if (!kind.list) return undefined;
  const at = (position as Term).value;
  const inside = sql`(${at} >= 0 AND ${at} < ${c.dialect.lists.length(value)})`;
  const element = c.columns.bind(c.dialect.lists.at(value, sql`CASE WHEN ${inside} THEN ${at} + 1 END`));
  return {
    kind: scalar(kind.kind),
    value: element,
    failures: [
      [sql`${at} < 0`, "run/negative-index"],
      [sql`${at} >= ${c.dialect.lists.length(value)}`, "run/index-out-of-range"],
      [sql`${element} IS NULL`, kind.unset ?? RESIDUAL],
    ],
  };
};

/** Lists of one kind behind one another, without their nulls. */
const flatten: SqlRow = (c, args) => {
  const [first] = args.filter(({ kind }) => kind.kind !== "nothing");
  if (!first?.kind.list || args.some(({ kind }) => kind.kind !== "nothing" && (!kind.list || kind.kind !== first.kind.kind)))
    return undefined;
  const { lists } = c.dialect;
  const empty = lists.make([], first.kind.kind);
  const parts = args.filter(({ kind }) => kind.list).map(({ value }) => sql`coalesce(${value}, ${empty})`);
  const all = c.columns.bind(parts.reduce((left, right) => lists.concat(left, right)));
  const element = elementNamed("kept");
  const long = sql`${lists.length(all)} > ${Math.min(c.longestList, c.limits.listLength)}`;
  return {
    kind: { kind: first.kind.kind, list: true },
    value: lists.filter(all, element, sql`${element} IS NOT NULL`),
    failures: [[long, RESIDUAL]],
  };
};

/** How many elements; none of null. */
const sized = (c: Compiling, { kind, value }: Term): Sql | undefined => {
  if (kind.kind === "nothing") return raw("0");
  return kind.list || kind.kind === "groups" ? sql`coalesce(${c.dialect.lists.length(value)}, 0)` : undefined;
};

/** The elements with commas between them, as the language writes texts and whole numbers. */
export function commaJoined(c: Compiling, { kind, value }: Term): Built | undefined {
  if (kind.kind === "nothing") return { kind: scalar("text"), value: raw("''") };
  if (!kind.list || (kind.kind !== "text" && kind.kind !== "integer")) return undefined;
  const { lists, octets } = c.dialect;
  const texts = kind.kind === "text" ? value : lists.cast(value, "text");
  const text = c.columns.bind(lists.commas(texts));
  return { kind: scalar("text"), value: text, failures: [[sql`${octets(text)} > ${c.limits.textLength}`, RESIDUAL]] };
}

/** The rows of the family. */
export const ARRAY_SQL: Readonly<Record<string, SqlRow | string>> = {
  "Arrays.add": add,
  "Arrays.remove": remove,
  "Arrays.clear": (c, [list]) => {
    const { kind } = list as Term;
    return kind.list ? { kind, value: c.dialect.lists.make([], kind.kind) } : undefined;
  },
  "Arrays.get": get,
  "Arrays.flatten": flatten,
  "Arrays.contains": contains,
  "Arrays.size": (c, [list]) => {
    const size = sized(c, list as Term);
    return size && { kind: scalar("integer"), value: sql`CAST(${size} AS ${typeName("integer")})` };
  },
  "Arrays.isEmpty": (c, [list]) => {
    const size = sized(c, list as Term);
    return size && { kind: scalar("boolean"), value: sql`(${size} = 0)` };
  },
  "Arrays.toCsvString": (c, [list]) => {
    const text = commaJoined(c, list as Term);
    return text && { ...text, value: sql`coalesce(${text.value}, '')` };
  },
};
