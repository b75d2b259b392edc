/** A diagnostic is plain data made from its row; arguments are data and nothing in them is interpreted. */

import { describe, expect, it } from "vitest";
import { CODES, type Code } from "../../src/diagnostics/codes.js";
import type { CodeRow } from "../../src/diagnostics/define.js";
import { diagnostic, diagnosticOf, fillTemplate, hasErrors, moved } from "../../src/diagnostics/diagnostic.js";
import { ClaimsElError } from "../../src/diagnostics/error.js";
import fc from "../seeded.js";

const codes = Object.keys(CODES) as Code[];
const span = { start: 2, end: 5 };

/** The arguments a row asks for, each with the value `filled`. */
function argumentsFor(code: Code, filled: string | number): Record<string, string | number> {
  const { message, hint = "" }: CodeRow = CODES[code];
  return Object.fromEntries([...`${message}${hint}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name as string, filled]));
}

describe.each(codes)("%s", (code) => {
  const made = diagnosticOf(code, span, argumentsFor(code, "Value"));
  it("fills every argument", () => expect(`${made.message} ${made.hint}`).not.toMatch(/\{\w+\}/));
  it("is plain data", () => expect(JSON.parse(JSON.stringify(made))).toEqual(made));
  it("keeps code, severity and place", () => expect(made).toMatchObject({ code, severity: CODES[code].severity, span }));
});

describe("fillTemplate", () => {
  it.each([
    ["`{a}` and {b}.", { a: "x", b: 2 }, "`x` and 2."],
    ["{a}{a}", { a: "x" }, "xx"],
    ["{a}", { a: "{b}", b: "no" }, "{b}"],
    ["{a}", { a: "$& $1 $` $'" }, "$& $1 $` $'"],
    ["{missing}", {}, "{missing}"],
    ["{toString} {constructor}", {}, "{toString} {constructor}"],
    ["no arguments", { a: 1 }, "no arguments"],
  ])("%s with %j is %s", (template, data, expected) =>
    expect(fillTemplate(template, data as Record<string, string | number>)).toBe(expected),
  );
  it("leaves our own words whole, up to a thousand", () => {
    expect(fillTemplate("{a}", { a: "y".repeat(1000) })).toBe("y".repeat(1000));
    expect(fillTemplate("{a}", { a: "y".repeat(1001) })).toBe(`${"y".repeat(1000)}…`);
  });
  it("cuts a long text in backticks", () => expect(fillTemplate("`{a}`", { a: "y".repeat(500) })).toBe(`\`${"y".repeat(120)}…\``));
  it("cuts between characters, never inside one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 100, maxLength: 300 }), (text) => {
        expect(encodeURIComponent(fillTemplate("`{text}`", { text }))).toBeTypeOf("string");
      }),
    );
    expect(fillTemplate("`{a}`", { a: `a${"😀".repeat(100)}` })).toBe(`\`a${"😀".repeat(59)}…\``);
  });
});

describe("diagnostic", () => {
  it("takes a better hint as it is, braces and all", () => {
    const made = diagnostic("check/unknown-root", span, { name: "usr", known: "user" }, { hint: "Did you mean `{user}`?" });
    expect(made.hint).toBe("Did you mean `{user}`?");
  });
  it("keeps the arguments for translation", () =>
    expect(diagnostic("check/unknown-root", span, { name: "usr", known: "user" }).data).toEqual({ name: "usr", known: "user" }));
  it("leaves out what is not there", () =>
    expect(Object.keys(diagnostic("check/refused-name", span, {})).sort()).toEqual([
      "code",
      "data",
      "hint",
      "message",
      "severity",
      "span",
    ]));
  it("has no hint where the place has none to give", () =>
    expect(diagnostic("check/unary-type", span, { operator: "-", operand: "text", advice: "" }).hint).toBeUndefined());
  it("copies the span, so that a node's own cannot be reached", () =>
    expect(diagnostic("check/refused-name", span, {}).span).not.toBe(span));
});

describe("hasErrors", () => {
  const warning = diagnostic("lint/whole-profile", span, {});
  const error = diagnostic("check/refused-name", span, {});
  it("counts errors alone", () =>
    expect([hasErrors([]), hasErrors([warning]), hasErrors([warning, error])]).toEqual([false, false, true]));
});

describe("a diagnostic of a text inside another", () => {
  const move = {
    place: ({ start, end }: typeof span) => ({ start: start + 10, end: end + 10 }),
    write: (text: string) => text.toUpperCase(),
  };
  const there = { start: 12, end: 15 };
  it("is told there, with all of its places", () => {
    const fixes = [{ title: "Write `a`", edits: [{ span, text: "a" }] }];
    const related = [{ span, message: "here" }];
    const entry = diagnostic("check/refused-name", span, {}, { fixes, related });
    expect(moved(entry, move)).toEqual({
      ...entry,
      span: there,
      related: [{ span: there, message: "here" }],
      fixes: [{ title: "Write `a`", edits: [{ span: there, text: "A" }] }],
    });
    expect(entry.span).toEqual(span);
  });
  it("gets no more than it has", () => {
    const entry = diagnostic("check/refused-name", span, {});
    expect(moved(entry, move)).toEqual({ ...entry, span: there });
  });
});

describe("ClaimsElError", () => {
  const warning = diagnostic("lint/whole-profile", span, {});
  const error = diagnostic("check/refused-name", span, {});
  it("is known by its name and carries everything", () => {
    const thrown = new ClaimsElError([warning, error]);
    expect(thrown).toBeInstanceOf(Error);
    expect([thrown.name, thrown.diagnostics]).toEqual(["ClaimsElError", [warning, error]]);
  });
  it("says the errors, one a line", () => expect(new ClaimsElError([warning, error, error]).message.split("\n")).toHaveLength(2));
  it("has a message even without any", () => expect(new ClaimsElError([]).message).toBe("The input is not usable."));
});
