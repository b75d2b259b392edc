/** Diagnostics of a text, and of a result that is not of the wanted type. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/context/environment.js";
import { diagnose } from "../../src/editor/index.js";

const env = defineEnvironment({
  app: { level: "integer", tags: "list<text>", tier: { enum: ["gold", "basic"] }, other: "unknown" },
  appuser: { role: "text?" },
});

describe("diagnose", () => {
  it("tells of everything in source order", () =>
    expect(diagnose("app.levl + usr.name", env).map(({ code, span }) => [code, span.start])).toEqual([
      ["check/unknown-attribute", 4],
      ["check/unknown-root", 11],
    ]));

  it.each([
    ["app.level", "integer"],
    ["app.level", "number"],
    ["app.level > 1", "boolean"],
    ["app.tier", "text"],
    ["appuser.role", "text"],
    ["appuser.role", "text?"],
    ["app.tags", "list<text>"],
    ["app.other", "boolean"],
  ])("lets `%s` be %s", (text, resultType) => expect(diagnose(text, env, { resultType })).toEqual([]));

  it.each([
    ["app.level", "text", "integer"],
    ["app.tier", "boolean", '"gold"|"basic"'],
    ["app.tags", "list<integer>", "list<text>"],
    ["app.tags", "text", "list<text>"],
  ])("tells that `%s` is not %s", (text, wanted, actual) => {
    const [problem, ...others] = diagnose(text, env, { resultType: wanted });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: "check/result-type", severity: "error", span: { start: 0, end: text.length } });
    expect(problem?.data).toMatchObject({ kind: "claim", wanted, actual });
  });

  it("tells of one mistake once: what is wrong has no type", () =>
    expect(diagnose("app.levl", env, { resultType: "text" }).map(({ code }) => code)).toEqual(["check/unknown-attribute"]));

  it("refuses a wanted type that is none", () =>
    expect(() => diagnose("app.level", env, { resultType: "strng" })).toThrow(/`strng` is not a type/));
});
