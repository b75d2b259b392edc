/** The table of reasons: the codes of the language, each a sentence a person can act on. */
import { describe, expect, it } from "vitest";
import { REASONS, type ReasonCode, reason, reasonBeforehand } from "../../src/diagnostics/reasons.js";

const codes = Object.keys(REASONS) as ReasonCode[];

describe("the reasons", () => {
  it("are those of the language", () =>
    expect(codes.sort()).toEqual(
      [
        ...["needs-user", "needs-session", "needs-assignment", "unset-on-client", "unset-on-user", "unset-on-app-user", "unset"],
        ...["no-group-matched", "directory-no-match", "needs-now", "index-out-of-range", "explicit-null"],
        ...["client-not-selected", "grant-not-selected", "token-type", "scope-not-granted", "dropped-empty"],
      ].sort(),
    ));
  it.each(codes)("%s is one sentence", (code) =>
    expect(REASONS[code]).toMatch(/^[A-Z`].*\.$|^\{.*\.$|^`\{path\}`.*\.$|^None.*\.$/),
  );
});

describe("before there is data", () => {
  it.each(codes)("%s is told without what only data has", (code) => {
    const sentence = reasonBeforehand(code, "user.email");
    expect(sentence).toMatch(/\.$/);
    expect(sentence).not.toMatch(/[{}]/);
  });
});

describe("reason", () => {
  it("fills its message, and keeps the path", () =>
    expect(reason("needs-user", { start: 0, end: 4 }, { path: "user.email", grant: "client_credentials" })).toEqual({
      code: "needs-user",
      message: "`user.email` needs a user, and client_credentials has none.",
      span: { start: 0, end: 4 },
      path: "user.email",
    }));
  it("has no path where there is none", () => expect(reason("explicit-null", { start: 0, end: 4 })).not.toHaveProperty("path"));
});
