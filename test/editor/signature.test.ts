/** Signature help: which call the cursor is in, which way to call it fits, and which parameter it is at. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/context/environment.js";
import { signature } from "../../src/editor/index.js";

const env = defineEnvironment({ app: { level: "integer" }, user: { email: "text", manages: "list<text>" } });

/** Text with `|` for the cursor → the first signature and the parameter it is at. */
const cases: readonly (readonly [marked: string, label: string, active: number])[] = [
  ["String.len(|", "String.len(input: text)", 0],
  ["String.len(|)", "String.len(input: text)", 0],
  ["String.len(a, |", "String.len(input: text)", -1],
  ["String.substring(user.email, |", "String.substring(input: text, start: integer)", 1],
  ["String.substring(user.email, 1, |", "String.substring(input: text, start: integer, end: integer)", 2],
  ["String.substring(user.email, |1)", "String.substring(input: text, start: integer)", 1],
  ["String.append(String.len(|", "String.len(input: text)", 0],
  ["String.append(String.len(user.email), |", "String.append(input: text, suffix: text)", 1],
  ['String.join(",", user.email, user.email, |', "String.join(separator: text, …part: text)", 1],
  ["Arrays.contains({1, 2, |", "Arrays.contains(list: list<unknown?>, value: unknown)", 0],
  ["Arrays.contains({1, 2}, |", "Arrays.contains(list: list<unknown?>, value: unknown)", 1],
  ["user.email.replace(|", "replace(match: text, replacement: text)", 0],
  ['user.email.replace("a", |', "replace(match: text, replacement: text)", 1],
  ["user.manages.contains(|", "contains(value: unknown)", 0],
  ["user.email.contains(|", "contains(search: text)", 0],
  ['user.getGroups({"group.id": |', "user.getGroups(…criterion: map)", 0],
  ["isMemberOfGroupName(| ? 1 : 2", "isMemberOfGroupName(name: text)", 0],
  ["(1 + String.len(|user.email)) > 3", "String.len(input: text)", 0],
];

describe("signature", () => {
  it.each(cases)("%s", (marked, label, active) => {
    const found = signature(marked.replace("|", ""), marked.indexOf("|"), env);
    expect([found?.signatures[0]?.label, found?.active]).toEqual([label, active]);
  });
  it.each(["|", "app.|", "user.email|", "String.len(user.email)|", "(app.level|)", "nosuch(|", "{1, |}"])(
    "%s is in no known call",
    (marked) => {
      expect(signature(marked.replace("|", ""), marked.indexOf("|"), env)).toBeUndefined();
    },
  );
  it("tells every way, the fitting one first", () => {
    const found = signature("String.substring(user.email, 1)", 30, env);
    expect(found?.signatures.map(({ label }) => label)).toEqual([
      "String.substring(input: text, start: integer)",
      "String.substring(input: text, start: integer, end: integer)",
    ]);
    expect(found?.doc).toBeTruthy();
  });
  it("marks a parameter that repeats", () => {
    expect(signature("String.join(", 12, env)?.signatures[0]?.parameters).toEqual([
      { name: "separator", type: "text", repeats: false },
      { name: "part", type: "text", repeats: true },
    ]);
  });
});
