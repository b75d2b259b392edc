/** Results that no token can carry. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({ functions: allFunctions });

describe("a whole record", () => {
  it.each([
    ["user", "user", "user.email"],
    ["{user}", "user", "user.email"],
    ["{a: 1, b: user}", "user", "user.email"],
    ["{a: {b: {appuser}}}", "appuser", "appuser.userName"],
    ["app", "app", "app.…"],
    ["{org}", "org", "org.…"],
    ["{s: session}", "session", "session.…"],
    ['getManagerUser("active_directory")', "user", 'getManagerUser("active_directory").email'],
  ])("%s is refused", (source, record, example) =>
    expect(check(source, env).diagnostics.map(({ code, data }) => [code, data])).toEqual([
      ["check/whole-record", { record, example }],
    ]),
  );
  it.each(["{a: user.email}", "app.profile", "{a: app.profile}"])("%s is none", (source) =>
    expect(check(source, env).ok).toBe(true),
  );
});
