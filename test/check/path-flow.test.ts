/** Long chains of undeclared attributes: what is told of them is bounded, and so is the work. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment } from "../../src/index.js";

describe("a chain of undeclared attributes", () => {
  const { reads, verdicts, ok } = check(`user${".b".repeat(600)}`, defineEnvironment({}));

  it("is well formed, and may be null", () => {
    expect(ok).toBe(true);
    expect(verdicts.authorization_code?.verdict).toBe("sometimes");
    expect(verdicts.client_credentials?.because.map(({ code }) => code)).toEqual(["needs-user"]);
  });

  it("is a path for its first steps only", () => expect(reads).toEqual([`user${".b".repeat(32)}`]));

  it("tells a bounded number of reasons", () => expect(verdicts.authorization_code?.because.length).toBeLessThanOrEqual(256));
});

describe("a grant of a host on which every user has an app-user", () => {
  const grants = { own: { user: "optional", appuser: "present", session: "absent", tokens: ["access_token"] } } as const;
  const env = defineEnvironment({ appuser: { role: "text" }, grants });
  it("has none where there is no user", () => {
    expect(check("appuser.role", env).verdicts.own).toMatchObject({
      verdict: "sometimes",
      because: [{ code: "needs-user", path: "appuser.role" }],
    });
    expect(compile("appuser.role", env).evaluate({ grant: "own" })).toMatchObject({
      status: "absent",
      reason: { code: "needs-user" },
    });
  });
  it("has one where there is a user", () => {
    const sure = defineEnvironment({ appuser: { role: "text" }, grants: { own: { ...grants.own, user: "present" } } });
    expect(check("appuser.role", sure).verdicts.own).toMatchObject({ verdict: "always", because: [] });
  });
});

describe("an element by a computed name may be half of a character", () => {
  const env = defineEnvironment({ user: { level: "integer", code: "text" } });
  const user = { level: 0, code: "a" };
  it.each([
    '{a: "😀x".substring(user.level, 1)}[user.code]',
    '{a: {b: "😀x".substring(user.level, 1)}}[user.code]["b"]',
    '{a: {b: "😀x".substring(user.level, 1)}}[user.code].b',
    '{a: {"😀x".substring(user.level, 1)}}[user.code][user.level]',
  ])("%s", (source) => {
    expect(compile(source, env).evaluate({ user })).toMatchObject({ diagnostic: { code: "run/ill-formed-text" } });
    expect(check(source, env).verdicts.authorization_code?.mayFail).toContain("run/ill-formed-text");
  });
  it("where one was cut", () =>
    expect(check('{a: "😀x".concat(user.code)}[user.code]', env).verdicts.authorization_code?.mayFail).not.toContain(
      "run/ill-formed-text",
    ));
});
