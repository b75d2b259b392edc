/** Lints: where each speaks, where all are silent, that one mistake is told once, and that a fix mends what it was offered for. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment, type Edit } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({
  functions: allFunctions,
  user: {
    login: "text",
    email: "text",
    email_verified: "boolean?",
    nick: "text?",
    born: { type: "text?", sensitivity: "personal" },
    tier: { type: "text?", enum: ["gold", "basic"] },
    level: "integer?",
    flag: "boolean",
  },
  appuser: { role: "text?" },
  app: {
    home: "text?",
    tier: { enum: ["gold", "basic"] },
    level: "integer",
    tags: "list<text>",
    contact: { type: "text?", controlledBy: "client" },
    box: "map?",
    desk: { type: "map?", attributes: { phone: "text?" }, controlledBy: "client" },
  },
});

const codesOf = (source: string) => {
  const { diagnostics } = check(source, env);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return diagnostics.map(({ code }) => code);
};

describe("lint/decided-by-absence", () => {
  it.each([
    'user.nick == "x" ? 1 : 2',
    'user.nick != "x"',
    'appuser.role == "admin"',
    "{1, 2}.?[user.level == #this]",
    "user.nick == user.login",
    'isMemberOfGroupName("A") == true',
  ])("speaks of %s", (source) => expect(codesOf(source)).toContain("lint/decided-by-absence"));
  it.each([
    "user.nick == null ? 1 : 2",
    "appuser != null",
    '(user.nick ?: "") == "x"',
    'app.home == "x"',
    'user != null and user.nick == "x"',
    'user != null ? user.nick == "x" : false',
    '(user.nick == "x" + 1 / 0) ? 1 : 2',
  ])("says nothing of %s", (source) => expect(codesOf(source)).not.toContain("lint/decided-by-absence"));
  it("names the grants and what comes of it", () => {
    const [told] = check('user.nick != "x"', env).diagnostics;
    expect(told?.data).toEqual({ part: "user.nick", there: "there is no", result: "true", grants: "client_credentials" });
    const [session] = check('session.id == "x"', env).diagnostics;
    expect(session?.data.grants).toBe("password, jwt_bearer, token_exchange, client_credentials");
  });
});

describe("every other lint speaks", () => {
  it.each([
    ["lint/never-equal", 'app.level == "1"'],
    ["lint/never-equal", "app.tags != 1"],
    ["lint/no-such-value", 'app.tier == "silver"'],
    ["lint/no-such-value", '"silver" != app.tier'],
    ["lint/letter-case", 'app.tier == "Gold"'],
    ["lint/letter-case", 'String.toLowerCase(app.tier) == "Gold"'],
    ["lint/letter-case", '"GOLD".toUpperCase() == "gold"'],
    ["lint/letter-case", '"Gold" == "gold"'],
    ["lint/constant-condition", "app.level == app.level ? 1 : 2"],
    ["lint/constant-condition", "true ? 1 : 2"],
    ["lint/constant-condition", "String.len(app.home) >= 0 ? 1 : 2"],
    ["lint/constant-condition", "app.home != null and app.level != null ? 1 : 2"],
    ["lint/constant-condition", "app.tags.?[#this != null]"],
    ["lint/unused-fallback", 'app.tier ?: "x"'],
    ["lint/unused-fallback", "app.level ?: 0"],
    ["lint/null-operand", '"x" + app.home'],
    ["lint/null-operand", "app.level + user.level"],
    ["lint/branch-types", 'user.flag ? "a" : 1'],
    ["lint/always-fails", "1 / 0"],
    ["lint/always-fails", '"abc".substring(-1)'],
    ["lint/group-limit", 'Groups.contains("OKTA", "a", 101)'],
    ["lint/group-id-as-name", 'isMemberOfGroupNameContains("00g1abcd2EFGH3ijkl4m")'],
    ["lint/group-name-as-id", 'isMemberOfAnyGroup("00g1", "Admins")'],
    ["lint/group-name-as-id", 'getFilteredGroups({"Admins"}, "group.name", 40)'],
    ["lint/literal-pattern", 'String.stringContains(app.tier, ".*old")'],
    ["lint/literal-pattern", 'Groups.startsWith("OKTA", "^a", 10)'],
    ["lint/literal-pattern", 'isMemberOfGroupNameStartsWith("app_*")'],
    ["lint/literal-pattern", 'app.tier.startsWith("\\d+")'],
    ["lint/older-name", 'substringAfter(app.tier, "o")'],
    ["lint/deprecated-operator", 'app.tier matches "g.*"'],
    ["lint/unverified", "user.email"],
    ["lint/personal-data", "user.born"],
    ["lint/personal-data", '{user.born, "x"}'],
    ["lint/controlled", 'app.contact == "ops" ? 1 : 2'],
    ["lint/controlled", "app.desk.phone"],
    ["lint/list-as-text", "String.len(app.tags)"],
    ["lint/text-as-list", "Arrays.size(app.tier)"],
    ["lint/whole-profile", "app.profile"],
    ["lint/quoted-path", '"app.home"'],
  ])("%s of %s, alone", (code, source) => expect(codesOf(source)).toEqual([code]));
});

describe("all are silent", () => {
  it.each([
    "app.home",
    'app.home ?: "none"',
    '"x" + (app.home ?: "")',
    'app.home != null ? "x" + app.home : "x"',
    'app.tier == "gold" ? 1 : 2',
    "appuser != null ? appuser.userName : app.clientId",
    'isMemberOfGroupName("Admins") ? "admin" : "user"',
    'isMemberOfGroup("00g1abcd2EFGH3ijkl4m")',
    'Groups.startsWith("OKTA", "app_", 100)',
    'String.replace(app.tier, "$", "")',
    'String.substringBefore(app.tier, ".")',
    'String.stringContains(app.tier, "a.b*c")',
    "{user.email, user.email_verified}",
    'user.born == null ? "no" : "yes"',
    "user.login + user.login",
    "app.tier.toUpperCase()",
    'app.level == 1 ? "one" : "more"',
    "user.flag ? 1 : 2.5",
    "app.home == app.box",
    'user.flag ? "a" : null',
  ])("%s", (source) => expect(codesOf(source)).toEqual([]));
});

describe("one mistake is told once", () => {
  it.each([
    ['user.tier == "silver" ? 1 : 2', ["lint/no-such-value"]],
    ['app.level == "1" ? app.home : "x"', ["lint/never-equal"]],
    ['user.tier == "GOLD"', ["lint/letter-case"]],
    ['true ? 1 : (app.level == "1" ? 2 : 3)', ["lint/constant-condition"]],
    ['app.level != null ? 1 : "x" + app.home', ["lint/constant-condition"]],
    ['user.nick + user.nick + "x"', ["lint/null-operand", "lint/null-operand"]],
  ])("%s", (source, codes) => expect(codesOf(source)).toEqual(codes));
  it("after an error nothing else is said", () =>
    expect(check('app.hom == "x" ? "a" + app.home : 1 / 0', env).diagnostics.map(({ code }) => code)).toEqual([
      "check/unknown-attribute",
    ]));
});

describe("a fix mends what it was offered for", () => {
  const apply = (source: string, edits: readonly Edit[]) =>
    edits.reduceRight((text, { span, text: put }) => text.slice(0, span.start) + put + text.slice(span.end), source);

  it.each([
    ['app.tier == "Gold"', 'app.tier == "gold"'],
    ["app.tier == 'golt'", "app.tier == 'gold'"],
    ['"x" + app.home', '"x" + (app.home ?: "")'],
    ["user.level + 1", "(user.level ?: 0) + 1"],
    ['user.nick == "x"', '(user.nick ?: "") == "x"'],
    ['substringBefore(app.tier, "o")', 'String.substringBefore(app.tier, "o")'],
    ['String.toUpperCase(app.tier) == "gold"', 'String.toUpperCase(app.tier) == "GOLD"'],
    ['"app.home"', "app.home"],
  ])("%s becomes %s", (source, wanted) => {
    const [told] = check(source, env).diagnostics;
    const mended = apply(source, told?.fixes?.[0]?.edits ?? []);
    expect(mended).toBe(wanted);
    expect(check(mended, env).diagnostics.map(({ code }) => code)).not.toContain(told?.code);
  });
});
