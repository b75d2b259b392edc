/** What conditions prove behind them, inside of brackets too, and that proving takes no time to speak of. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { spent } from "../clock.js";

const env = defineEnvironment({
  functions: allFunctions,
  user: {
    nick: "text?",
    level: "integer?",
    tags: "list<text?>?",
    cards: {
      type: "list",
      items: { type: "map", attributes: { name: "text?", limit: { type: "map?", attributes: { sum: "integer" } } } },
    },
  },
  app: { home: "text?" },
});

const typeOf = (source: string) => {
  const { ok, diagnostics, verdicts } = check(source, env);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(ok).toBe(true);
  return verdicts.authorization_code?.type;
};

describe("behind a call that gave null", () => {
  const valuesOf = (environment: ReturnType<typeof defineEnvironment>) =>
    check('app.home.contains("a") == null ? app.home : "y"', environment).verdicts.authorization_code?.values;
  it("its text was null, where one row is meant", () => expect(valuesOf(env)).toEqual(["y"]));
  it("nothing is known, where it may be that of a text or of a list", () =>
    expect(valuesOf(defineEnvironment({ functions: allFunctions }))).toBeUndefined());
});

describe("behind a condition", () => {
  it.each([
    ['user.nick != null ? user.nick : "x"', "text"],
    ['user.profile.nick != null ? user.nick : "x"', "text"],
    ['user["nick"] != null ? user.nick : "x"', "text"],
    ['user.nick == null ? "x" : user?.nick', "text"],
    ['user.nick == "a" ? user.nick : "x"', "text"],
    ['user.nick == "a" ? "x" : user.nick', "text?"],
    ['String.startsWith(user.nick, "a") ? user.nick : "x"', "text?"],
    ['(String.startsWith(user.nick, "a") ?: false) ? user.nick : "x"', "text"],
    ['(user.nick.startsWith("a") ?: false) ? user.nick : "x"', "text"],
    ['String.toUpperCase(user.nick) != null ? user.nick : "x"', "text"],
    ['user.nick + "!" != null ? user.nick : "x"', "text"],
    ["user.level > 3 ? user.level : 0", "integer?"],
    ["(user.level > 3 ?: false) ? user.level : 0", "integer"],
    ["(3 < user.level ?: false) ? user.level : 0", "integer"],
    ["(user.level > 3 ?: true) ? 0 : user.level", "integer"],
    ["(user.level > 3 ?: false) ? 0 : user.level", "integer?"],
    ["user.tags[0] != null ? user.tags[0] : app.label", "text?"],
    ['user.tags[0] != null ? user.tags[0] : "x"', "text"],
    ["user.tags[1] != null ? user.tags.size() > 1 : true", "boolean"],
    ['(user.nick ?: "") != "" ? user.nick : "x"', "text"],
    ['(user.nick ?: null) != null ? user.nick : "x"', "text"],
    ['(user.nick != null ? true : false) ? user.nick : "x"', "text"],
    ['!(user.nick == null or user.level == null) ? user.nick : "x"', "text"],
    ['user.nick == null and true ? "x" : user.nick', "text"],
  ])("%s gives %s", (source, type) => expect(typeOf(source)).toBe(type));
});

describe("inside of brackets", () => {
  it.each([
    ["user.tags.?[toUpperCase() == null]", "list<text?>?"],
    ["user.cards.?[name != null].![name]", "list<text>"],
    ["user.cards.![name]", "list<text?>"],
    ["user.cards.?[name != null].?[limit != null].![limit.sum]", "list<integer>"],
    ["user.cards.?[limit.sum > 3].![limit.sum]", "list<integer>"],
    ["user.cards.![name != null ? name : app.home]", "list<text?>"],
    ['user.cards.![#this.name != null ? name : "x"]', "list<text>"],
    ['user.nick != null ? user.cards.![user.nick] : {"x"}', "list<text>"],
    ["user.tags.?[#this != null]", "list<text>?"],
  ])("%s gives %s", (source, type) => expect(typeOf(source)).toBe(type));

  it("what holds of one list's element holds of no other's", () => {
    expect(typeOf('user.cards.![name != null ? user.cards.![name] : {"x"}]')).toBe("list<list<text?>>");
    expect(typeOf("user.cards.?[name != null].![user.cards.![name]]")).toBe("list<list<text?>>");
  });
});

describe("hostile conditions", () => {
  const quickly = (source: string) => {
    const start = spent();
    check(source, env);
    // Without remembered proofs these take hours; the limit is generous, so that a busy machine fails nothing.
    expect(spent() - start).toBeLessThan(5000);
  };
  it("of nested fallbacks", () => quickly(`${"(".repeat(90)}user.nick${" ?: user.nick)".repeat(90)} != "" ? 1 : 2`));
  it("of nested logic", () =>
    quickly(
      `${"(".repeat(90)}user.nick == "a"${' or user.nick == "b") and (user.nick != "c")'.repeat(45)}${")".repeat(45)} ? 1 : 2`,
    ));
  it("of long chains of operands", () =>
    quickly(`${Array.from({ length: 400 }, (_, index) => `user.nick != "${index}"`).join(" and ")} ? user.nick : "x"`));
  it("of long ladders", () =>
    quickly(`${Array.from({ length: 300 }, (_, index) => `user.nick == "${index}" ? ${index} : `).join("")}0`));
  it("of nested conditionals", () =>
    quickly(`${"(user.nick != null ? ".repeat(90)}true${" : user.level == 1)".repeat(90)} ? 1 : 2`));
});
