/** What a null inside of a value is blamed on, and that the way back to it is only followed so far. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({ functions: allFunctions });
const blamed = (source: string) =>
  check(source, env).verdicts.authorization_code?.because.map(({ code, path }) => [code, path]) ?? [];
const tests = (count: number) => Array.from({ length: count }, (_, index) => `.?[#this != ${index}]`).join("");

describe("a part that is missing", () => {
  it("is blamed on the data that it was read from, through many brackets", () =>
    expect(blamed(`user.cards${tests(30)}.![#this.name][0]`)).toEqual([
      ["unset-on-user", "user.cards"],
      ["index-out-of-range", undefined],
      ["unset-on-user", "user.cards.*"],
      ["unset-on-user", "user.cards.*.name"],
    ]));
  it("is blamed on the expression itself where the data is too far away", () =>
    expect(blamed(`user.cards${tests(45)}.![#this.name][0]`).slice(-1)).toEqual([["unset", "#this.name"]]));
  it("is blamed on the expression itself where nothing on the way was asked before", () => {
    expect(blamed(`user.cards${".?[true]".repeat(20)}[0]`).slice(-1)).toEqual([["unset-on-user", "user.cards[0]"]]);
    expect(blamed(`user.cards${".?[true]".repeat(45)}[0]`).slice(-1)[0]?.[0]).toBe("unset");
  });
  it("is blamed on both of what may be taken", () =>
    expect(blamed("(user.a ?: user.b)[0]").map(([, path]) => path)).toEqual(expect.arrayContaining(["user.a.*", "user.b.*"])));
  it("is blamed on what lists and functions were given, up to a bound", () => {
    const lists = (count: number) => Array.from({ length: count }, (_, index) => `{user.a${index}}`).join(", ");
    const paths = blamed(`Arrays.flatten(${lists(3)})[app.at]`).map(([, path]) => path);
    expect(paths).toEqual(expect.arrayContaining(["user.a0", "user.a1", "user.a2"]));
    const many = blamed(`Arrays.flatten(${lists(150)})[app.at]`);
    expect(many.map(([, path]) => path)).toEqual(expect.arrayContaining(["user.a0", "user.a90"]));
    expect(many.map(([, path]) => path)).not.toContain("user.a149");
    expect(many.at(-1)?.[0]).toBe("unset");
  });
});
