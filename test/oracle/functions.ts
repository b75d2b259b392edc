/** The functions that the oracle knows: String, Arrays, Convert and versions, from their descriptions. */

import { always, BOOLEAN, INTEGER, join, type Kind, listOf, maybe, NUMBER, TEXT, UNKNOWN } from "./kinds.js";
import { commaJoined, equal, Failure, Nothing, type Val } from "./values.js";

/** A way to call a function. `takes` lists the kinds of its parameters, where `?` receives null and `csv` splits a text; `more` may follow, so many at a time. */
export interface Way {
  readonly names: readonly string[];
  readonly method?: string;
  readonly takes: readonly string[];
  readonly more?: { readonly kinds: string; readonly each: number; readonly least: number };
  readonly gives: Kind | ((args: readonly Kind[]) => Kind);
  // biome-ignore lint/suspicious/noExplicitAny: the oracle's code trusts the kinds in `takes`
  readonly run: (...args: any[]) => Val;
}

function way(names: string, method: string, takes: string, gives: Way["gives"], run: Way["run"], more?: Way["more"]): Way {
  const base = { names: names.split(" ").filter(Boolean), takes: takes.split(" "), gives, run };
  return { ...base, ...(method ? { method } : {}), ...(more ? { more } : {}) };
}

const orEmpty = <T>(list: readonly T[] | Nothing): readonly T[] => (list instanceof Nothing ? [] : list);
const present = (value: Val): boolean => !(value instanceof Nothing);

/** A list's element type, as far as it is known; a text stands for the texts it is split into. */
function elementOf(kind: Kind | undefined): Kind {
  if (kind?.is === "list") return kind.of.kind;
  return kind?.is === "text" ? TEXT : UNKNOWN;
}

const sameList = ([list]: readonly Kind[]): Kind => listOf(maybe(elementOf(list)));
const leaf = (kind: Kind): Kind => (kind.is === "list" ? leaf(kind.of.kind) : kind);

function flatKind(args: readonly Kind[]): Kind {
  const kind = args.map(leaf).reduce<Kind>(join, { is: "null" });
  return kind.is === "null" ? UNKNOWN : kind;
}

function replaceFirst(input: string, match: string, by: string): string {
  for (let at = 0; match !== "" && at + match.length <= input.length; at++)
    if (input.slice(at, at + match.length) === match) return input.slice(0, at) + by + input.slice(at + match.length);
  return input;
}

function replaceAll(input: string, match: string, by: string): string {
  let done = "";
  for (let at = 0; at < input.length; ) {
    const here = match !== "" && input.slice(at, at + match.length) === match;
    done += here ? by : input[at];
    at += here ? match.length : 1;
  }
  return done;
}

/** Where a text first occurs, -1 where it does not. */
function find(input: string, search: string): number {
  for (let at = 0; at + search.length <= input.length; at++) if (input.slice(at, at + search.length) === search) return at;
  return -1;
}

function substring(input: string, start: number, end: number): string {
  if (start < 0 || end < 0) throw new Failure("run/negative-position");
  let cut = "";
  for (let at = start; at < end && at < input.length; at++) cut += input[at];
  return cut;
}

function stringSwitch(input: string, otherwise: string, ...pairs: string[]): string {
  const keys = pairs.filter((_, index) => index % 2 === 0);
  if (keys.includes("")) throw new Failure("run/empty-key");
  const hit = keys.findIndex((key) => find(input, key) >= 0);
  return hit < 0 ? otherwise : (pairs[hit * 2 + 1] as string);
}

function flatten(values: readonly Val[]): Val[] {
  return values.flatMap((value) => (Array.isArray(value) ? flatten(value) : present(value) ? [value] : []));
}

/** Decimal digits with at most one point and an exponent, blanks around them allowed. */
function numberOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Java's trim takes off every control character
  const digits = text.replace(/^[\u0000- ]+/, "").replace(/[\u0000- ]+$/, "");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits)) throw new Failure("run/not-a-number");
  return Number(digits) + 0;
}

function toInteger(value: number): number {
  const whole = value < 0 ? -Math.floor(-value + 0.5) : Math.floor(value + 0.5);
  if (!(whole >= -2147483648 && whole <= 2147483647)) throw new Failure("run/integer-overflow");
  return whole + 0;
}

function toNumber(text: string): number {
  const value = numberOf(text);
  if (!Number.isFinite(value)) throw new Failure("run/not-finite");
  return value;
}

function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => {
    if (!/^\d+(\.\d+)*$/.test(version)) throw new Failure("run/bad-version");
    return version.split(".").map(BigInt);
  }) as [bigint[], bigint[]];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [a, b] = [left[at] ?? 0n, right[at] ?? 0n];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

function element(list: readonly Val[], index: number): Val {
  if (index < 0) throw new Failure("run/negative-index");
  if (index >= list.length) throw new Failure("run/index-out-of-range");
  return list[index] as Val;
}

/** Every way to call every function. Texts that stand for lists, and lists for texts, are converted before. */
export const WAYS: readonly Way[] = [
  way("String.append", "", "text text", TEXT, (a: string, b: string) => a + b),
  way("String.join", "", "text", TEXT, (by: string, ...parts: Val[]) => parts.filter(present).join(by), {
    kinds: "text?",
    each: 1,
    least: 1,
  }),
  way("String.len", "length", "text?", INTEGER, (text: string | Nothing) => (text instanceof Nothing ? 0 : text.length)),
  way("String.removeSpaces", "removeSpaces", "text", TEXT, (text: string) => replaceAll(text, " ", "")),
  way("String.replace", "replace", "text text text", TEXT, replaceAll),
  way("String.replaceFirst", "replaceFirst", "text text text", TEXT, replaceFirst),
  way("String.startsWith", "startsWith", "text text", BOOLEAN, (a: string, b: string) => a.slice(0, b.length) === b),
  way("String.stringContains", "contains", "text text", BOOLEAN, (a: string, b: string) => find(a, b) >= 0),
  way("String.stringSwitch", "", "text text", TEXT, stringSwitch, { kinds: "text", each: 2, least: 2 }),
  way("String.substring substring", "substring", "text integer integer", TEXT, substring),
  way("String.substring substring", "substring", "text integer", TEXT, (a: string, from: number) => substring(a, from, a.length)),
  way("String.substringAfter substringAfter", "substringAfter", "text text", TEXT, (a: string, b: string) =>
    find(a, b) < 0 ? "" : a.slice(find(a, b) + b.length),
  ),
  way("String.substringBefore substringBefore", "substringBefore", "text text", TEXT, (a: string, b: string) =>
    find(a, b) < 0 ? a : a.slice(0, find(a, b)),
  ),
  way("String.toLowerCase toLowerCase", "toLowerCase", "text", TEXT, (text: string) => text.toLowerCase()),
  way("String.toUpperCase toUpperCase", "toUpperCase", "text", TEXT, (text: string) => text.toUpperCase()),
  way(
    "Arrays.add",
    "add",
    "list? any",
    ([list, value]) => listOf(maybe(list?.is === "null" ? (value ?? UNKNOWN) : join(elementOf(list), value ?? UNKNOWN))),
    (list: Val[] | Nothing, value: Val) => [...orEmpty(list), value],
  ),
  way("Arrays.remove", "remove", "list any", sameList, (list: Val[], value: Val) => list.filter((item) => !equal(item, value))),
  way("Arrays.clear", "", "list", sameList, () => []),
  way("Arrays.get", "", "list integer", ([list]) => elementOf(list), element),
  way(
    "Arrays.flatten",
    "flatten",
    "csv?",
    (args) => listOf(always(flatKind(args))),
    (...all: Val[]) => flatten(all),
    { kinds: "csv?", each: 1, least: 0 },
  ),
  way("Arrays.contains", "contains", "list any", BOOLEAN, (list: Val[], value: Val) => list.some((item) => equal(item, value))),
  way("Arrays.size", "size", "list?", INTEGER, (list: Val[] | Nothing) => orEmpty(list).length),
  way("Arrays.isEmpty", "isEmpty", "list?", BOOLEAN, (list: Val[] | Nothing) => orEmpty(list).length === 0),
  way("Arrays.toCsvString", "", "list?", TEXT, (list: Val[] | Nothing) => commaJoined(orEmpty(list))),
  way("Convert.toInt", "toInteger", "text", INTEGER, (text: string) => toInteger(numberOf(text))),
  way("Convert.toInt", "toInteger", "number", INTEGER, toInteger),
  way("Convert.toNum", "toNumber", "text", NUMBER, toNumber),
  way("Convert.toNum", "toNumber", "number", NUMBER, (value: number) => value),
  way("", "versionGreaterThan", "text text", BOOLEAN, (a: string, b: string) => compareVersions(a, b) > 0),
  way("", "versionLessThan", "text text", BOOLEAN, (a: string, b: string) => compareVersions(a, b) < 0),
];
