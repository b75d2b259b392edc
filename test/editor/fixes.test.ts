/** Fixes: each one offered at a cursor removes the diagnostic it is for. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/context/environment.js";
import type { Edit } from "../../src/diagnostics/diagnostic.js";
import { diagnose, fixes } from "../../src/editor/index.js";

const env = defineEnvironment({
  app: { system_home: "text?", level: "integer" },
  appuser: { role: { enum: ["admin", "reader"], nullable: true } },
  user: { email: "text", lastName: "text?" },
});

function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((done, { span, text: by }) => done.slice(0, span.start) + by + done.slice(span.end), text);
}

/** A mistake, the code of its diagnostic, and what the first fix makes of it. */
const cases: readonly (readonly [text: string, code: string, mended: string])[] = [
  ["app.system_hom", "check/unknown-attribute", "app.system_home"],
  ["usr.email", "check/unknown-root", "user.email"],
  ["String.lenn(user.email)", "check/unknown-function", "String.len(user.email)"],
  ["app.level = 1", "syntax/wrong-equality", "app.level == 1"],
  ["app.level === 1", "syntax/wrong-operator", "app.level == 1"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the mistake
  ["${app.level}", "syntax/template", "app.level"],
  ["“gold” == app.system_home", "syntax/curly-quotes", '"gold" == app.system_home'],
  ["app.level +", "syntax/trailing-operator", "app.level"],
  ["user.email.toLowercase()", "check/unknown-method", "user.email.toLowerCase()"],
  ["'app.level'", "lint/quoted-path", "app.level"],
  ["app.level > 1 ? 1", "syntax/missing-colon", "app.level > 1 ? 1 : null"],
  ["String.len(user.email", "syntax/unclosed-bracket", "String.len(user.email)"],
  ["AppUser.role", "check/unknown-root", "appuser.role"],
];

describe("fixes", () => {
  it.each(cases)("%s", (text, code, mended) => {
    const problems = diagnose(text, env).filter((entry) => (entry.fixes ?? []).length > 0);
    expect(problems.map((problem) => problem.code)).toContain(code);
    for (const problem of problems) {
      const offered = fixes(text, problem.span.start, env).filter((fix) => fix.code === problem.code);
      expect(offered.length).toBeGreaterThan(0);
      for (const fix of offered) {
        const after = diagnose(apply(text, fix.edits), env);
        const still = after.filter((entry) => entry.code === problem.code && entry.message === problem.message);
        expect(still).toEqual([]);
        expect(after.filter(({ severity }) => severity === "error").length).toBeLessThanOrEqual(
          diagnose(text, env).filter(({ severity }) => severity === "error").length,
        );
      }
    }
    const first = fixes(text, problems[0]?.span.start ?? 0, env)[0];
    expect(first && apply(text, first.edits)).toBe(mended);
  });
  it("are those of the diagnostics that the cursor touches", () => {
    const text = "app.system_hom == usr.email";
    expect(fixes(text, 6, env).map(({ code }) => code)).toEqual(["check/unknown-attribute"]);
    expect(fixes(text, 19, env).map(({ code }) => code)).toEqual(["check/unknown-root"]);
    expect(fixes(text, 16, env)).toEqual([]);
    expect(fixes("app.level", 4, env)).toEqual([]);
  });
});
