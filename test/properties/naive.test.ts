/** P21: each function over texts and lists equals a plain loop that is written here. */

import { describe, expect, it } from "vitest";
import { compile, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import fc from "../seeded.js";

const env = defineEnvironment({ functions: allFunctions });

/** Position of a text in another, found unit by unit. */
function find(input: string, part: string, from = 0): number {
  for (let at = from; at + part.length <= input.length; at++) {
    let same = 0;
    while (same < part.length && input.charCodeAt(at + same) === part.charCodeAt(same)) same++;
    if (same === part.length) return at;
  }
  return -1;
}

function cut(input: string, start: number, end: number): string {
  let result = "";
  for (let at = start; at < end && at < input.length; at++) result += input.charAt(at);
  return result;
}

function replace(input: string, part: string, put: string, times: number): string {
  if (part === "") return input;
  let result = "";
  let from = 0;
  for (let left = times; left > 0; left--) {
    const at = find(input, part, from);
    if (at < 0) break;
    result += cut(input, from, at) + put;
    from = at + part.length;
  }
  return result + cut(input, from, input.length);
}

type Naive = (a: string, b: string, c: string, n: number, list: readonly string[]) => unknown;

/** Expressions over `app.a`, `app.b`, `app.c` (texts), `app.n` (from 0 up) and `app.list`, each with its loop. */
const LOOPS: Readonly<Record<string, Naive>> = {
  "String.append(app.a, app.b)": (a, b) => [...[a], ...[b]].reduce((all, each) => all + each, ""),
  "String.len(app.a)": (a) => {
    let count = 0;
    while (a.charAt(count) !== "") count++;
    return count;
  },
  "String.substring(app.a, app.n)": (a, _b, _c, n) => cut(a, n, a.length),
  "String.substring(app.a, 1, app.n)": (a, _b, _c, n) => cut(a, 1, n),
  "String.substringBefore(app.a, app.b)": (a, b) => (find(a, b) < 0 ? a : cut(a, 0, find(a, b))),
  "String.substringAfter(app.a, app.b)": (a, b) => (find(a, b) < 0 ? "" : cut(a, find(a, b) + b.length, a.length)),
  "String.stringContains(app.a, app.b)": (a, b) => find(a, b) >= 0,
  "String.startsWith(app.a, app.b)": (a, b) => find(cut(a, 0, b.length), b) === 0,
  "String.replace(app.a, app.b, app.c)": (a, b, c) => replace(a, b, c, Number.POSITIVE_INFINITY),
  "String.replaceFirst(app.a, app.b, app.c)": (a, b, c) => replace(a, b, c, 1),
  "String.removeSpaces(app.a)": (a) => replace(a, " ", "", Number.POSITIVE_INFINITY),
  "String.join(app.b, app.a, app.c, app.a)": (a, b, c) => a + b + c + b + a,
  "String.stringSwitch(app.a, app.c, app.b, 'found')": (a, b, c) => (find(a, b) >= 0 ? "found" : c),
  "app.a == app.b": (a, b) => a.length === b.length && find(a, b) === 0,
  "app.a < app.b": (a, b) => {
    let at = 0;
    while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
    return at === b.length ? false : at === a.length || a.charCodeAt(at) < b.charCodeAt(at);
  },
  "Arrays.size(app.list)": (_a, _b, _c, _n, list) => list.reduce((count) => count + 1, 0),
  "Arrays.contains(app.list, app.b)": (_a, b, _c, _n, list) => list.some((item) => item === b),
  "Arrays.add(app.list, app.b)": (_a, b, _c, _n, list) => [...list, b],
  "Arrays.remove(app.list, app.b)": (_a, b, _c, _n, list) => list.filter((item) => item !== b),
  "Arrays.isEmpty(app.list)": (_a, _b, _c, _n, list) => list[0] === undefined,
  "Arrays.toCsvString(app.list)": (_a, _b, _c, _n, list) =>
    list.reduce((all, item, index) => (index === 0 ? item : `${all},${item}`), ""),
  "Arrays.flatten(app.list, app.b)": (_a, b, _c, _n, list) => [
    ...list,
    ...(b === "" ? [] : b.split(",").map((part) => part.trim())),
  ],
  "app.list.![#this + app.b]": (_a, b, _c, _n, list) => list.map((item) => item + b),
  "app.list.?[#this == app.b]": (_a, b, _c, _n, list) => list.filter((item) => item === b),
};

const unit = fc.constantFrom("a", "b", "ab", " ", ",", "é", "😀", "A", "$&");
const word = fc.string({ unit, maxLength: 6 });
const part = fc.string({ unit, maxLength: 2 });

describe("functions are what their loops are", () => {
  it.each(Object.entries(LOOPS))("%s", (source, naive) => {
    const program = compile(source, env);
    fc.assert(
      fc.property(word, part, word, fc.integer({ min: 0, max: 9 }), fc.array(part, { maxLength: 5 }), (a, b, c, n, list) => {
        // An empty key of a switch is an error of its own, and so is half of a character pair.
        if (b === "" && source.includes("stringSwitch")) return;
        const outcome = program.evaluate({ app: { profile: { a, b, c, n, list } } });
        if (outcome.status === "error" && outcome.diagnostic.code === "run/ill-formed-text") return;
        expect(outcome).toEqual({ status: "value", value: naive(a, b, c, n, list) });
      }),
      { numRuns: 300, seed: 20260131 },
    );
  });

  it("String.replace of long texts, which are taken apart at once", () => {
    const program = compile("String.replace(app.a, app.b, app.c)", env);
    fc.assert(
      fc.property(fc.array(word, { minLength: 60, maxLength: 90 }), part, word, (words, b, c) => {
        const a = words.join("");
        const value = replace(a, b, c, Number.POSITIVE_INFINITY);
        const outcome = program.evaluate({ app: { profile: { a, b, c } } });
        if (outcome.status === "error" && outcome.diagnostic.code === "run/ill-formed-text") return;
        expect(outcome).toEqual({ status: "value", value });
      }),
      { numRuns: 100, seed: 20260131 },
    );
  });
});
