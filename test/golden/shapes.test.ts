/** The shapes of what the library hands out: programs read them, so a key that goes or changes its kind is a breaking change. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment, parse } from "../../src/index.js";

/** A value as its shape: keys in order of the alphabet, kinds in place of values, one element for a list. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inside]) => [key, shapeOf(inside)]),
  );
}

/** As a program in another language sees it. */
const sent = (value: unknown): unknown => shapeOf(JSON.parse(JSON.stringify(value)));

const env = defineEnvironment({
  app: { system_home: "text?", level: "integer" },
  appuser: { role: "text?" },
  grants: ["client_credentials"],
});
const span = { end: "number", start: "number" };
const machine = { grant: "client_credentials", app: { level: 2147483647 } };

describe("the shape of", () => {
  it("a check", () =>
    expect(sent(check("appuser.role", env))).toMatchObject({
      ast: {
        id: "number",
        kind: "string",
        name: "string",
        nameSpan: span,
        object: { id: "number", kind: "string", name: "string", span },
        safe: "boolean",
        span,
      },
      diagnostics: [],
      ok: "boolean",
      reads: ["string"],
      type: "string",
      verdicts: {
        client_credentials: { because: [{ code: "string", path: "string", span }], mayFail: [], type: "string", verdict: "string" },
      },
    }));
  it("a diagnostic", () =>
    expect(sent(check("app.system_hom", env).diagnostics[0])).toMatchObject({
      code: "string",
      data: { name: "string", object: "string", root: "string" },
      fixes: [{ edits: [{ span, text: "string" }], title: "string" }],
      hint: "string",
      message: "string",
      severity: "string",
      span,
    }));
  it("a value", () => expect(compile("app.level", env).evaluate(machine)).toMatchObject({ status: "value", value: 2147483647 }));
  it("an absence", () =>
    expect(sent(compile("appuser.role", env).evaluate(machine))).toMatchObject({
      reason: { code: "string", message: "string", path: "string", span },
      status: "string",
    }));
  it("an error", () =>
    expect(sent(compile("app.level + 1", env).evaluate(machine))).toMatchObject({
      diagnostic: { code: "string", data: { operator: "string" }, hint: "string", message: "string", severity: "string", span },
      status: "string",
    }));
  it("an explanation", () =>
    expect(sent(compile("app.level - 1", env).explain(machine))).toMatchObject({
      nodes: [{ depth: "number", id: "number", kind: "string", source: "string", span, status: "string", value: "number" }],
      outcome: { status: "string", value: "number" },
      sentence: "string",
    }));
  it("a parse", () => expect(Object.keys(parse("1 +")).sort()).toEqual(["ast", "diagnostics"]));
});
