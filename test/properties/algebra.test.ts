/** P20: laws that hold among functions, whatever the texts and lists. */

import { describe, expect, it } from "vitest";
import { compile, defineEnvironment, type Program } from "../../src/index.js";
import fc from "../seeded.js";

const env = defineEnvironment({
  vars: { s: "text", t: "text", u: "text", n: "integer", x: "number", list: "list<text>", other: "list<text>" },
});

const some = {
  s: fc.string(),
  t: fc.string(),
  u: fc.string(),
  n: fc.integer(),
  x: fc.double({ noNaN: true, noDefaultInfinity: true }),
  list: fc.array(fc.string()),
  other: fc.array(fc.string()),
};

/** Sources that give true for all data, or an absence where the law has nothing to say. */
const LAWS: readonly string[] = [
  "String.stringContains(s, t) ? String.substringBefore(s, t) + t + String.substringAfter(s, t) == s : true",
  "String.stringContains(s, t) ? true : String.substringBefore(s, t) == s and String.substringAfter(s, t) == ''",
  "String.replace(s, t, t) == s",
  "String.replaceFirst(s, t, t) == s",
  "String.stringContains(s, t) or String.replace(s, t, u) == s",
  "String.join(t, s) == s",
  "String.join('', s, t, u) == s + t + u",
  "String.append(s, t) == s + t",
  "String.startsWith(s + t, s)",
  "String.stringContains(t + s + u, s)",
  "String.len(s + t) == String.len(s) + String.len(t)",
  "String.substring(s, 0, String.len(s)) == s",
  "String.substring(s + t, String.len(s)) == t",
  "String.removeSpaces(String.removeSpaces(s)) == String.removeSpaces(s)",
  "String.stringContains(String.removeSpaces(s), ' ') == false",
  "String.stringSwitch(s, t, s == '' ? 'never' : s, u) == (s == '' ? t : u)",
  "String.toUpperCase(String.toUpperCase(s)) == String.toUpperCase(s)",
  "Convert.toInt('' + n) == n",
  "Convert.toNum('' + x) == x",
  "n + 0 == n and n * 1 == n and n - n == 0",
  "-x == 0 - x",
  "(n == 0) or (n / n == 1 and n % n == 0)",
  "Arrays.contains(Arrays.add(list, s), s)",
  "Arrays.contains(Arrays.remove(list, s), s) == false",
  "Arrays.size(Arrays.add(list, s)) == Arrays.size(list) + 1",
  "Arrays.get(Arrays.add(list, s), Arrays.size(list)) == s",
  "Arrays.isEmpty(list) == (Arrays.size(list) == 0)",
  "Arrays.isEmpty(Arrays.clear(list))",
  "Arrays.flatten(list, other) == Arrays.flatten({list, other})",
  "Arrays.size(Arrays.flatten(list, other)) == Arrays.size(list) + Arrays.size(other)",
  "Arrays.toCsvString(list) == String.join(',', list)",
  "list.![#this] == list",
  "list.?[true] == list and list.?[false] == {}",
  "Arrays.size(list.?[#this == s]) + Arrays.size(list.?[#this != s]) == Arrays.size(list)",
  "list.![#this + ''] == list",
  "(s < t) == (t > s) and (s <= t) == !(s > t) and (s == t) == (s <= t and s >= t)",
  "!(s == t and t == u) or s == u",
  "(s ?: t) == (s == '' ? t : s)",
];

describe("the algebra of functions", () => {
  it.each(LAWS)("%s", (source) => {
    const program: Program = compile(source, env);
    fc.assert(
      fc.property(fc.record(some), (vars) => {
        expect(program.evaluate({ vars })).toEqual({ status: "value", value: true });
      }),
      { numRuns: 200, seed: 20260131 },
    );
  });
});
