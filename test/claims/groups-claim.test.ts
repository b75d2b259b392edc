/** Groups claims where something is missing: the groups themselves, the pattern engine, a name, or what they may cost. */
import { describe, expect, it } from "vitest";
import { type ClaimSet, defineClaims, readClaims } from "../../src/claims/index.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { KINDS } from "../../src/context/kinds.js";
import { defineFunction, overload, text } from "../../src/library/define.js";
import { prepared } from "../../src/library/params.js";
import { patternFunctions } from "../../src/library/patterns.js";
import { BOOLEAN } from "../../src/types/type.js";

const claims = (groups: object) => ({ claims: [{ name: "g", groups, grants: ["authorization_code"] }] });
const ask = (set: ClaimSet, groups: readonly object[]) =>
  set.issue({ grant: "authorization_code", token: "access_token", context: { user: {}, groups } });
const named = (...names: readonly unknown[]) => names.map((name, index) => ({ id: `00g${index}`, type: "OKTA_GROUP", name }));

describe("a groups claim", () => {
  it("is refused where a context has no groups", () => {
    const env = defineEnvironment({ kind: { ...KINDS.claim, name: "bare", roots: ["user", "app"] } });
    expect(readClaims(claims({ startsWith: "a" }), env).diagnostics).toMatchObject([
      { code: "check/unknown-root", path: "claims[0].groups.startsWith", data: { name: "groups" } },
    ]);
  });
  it("with a pattern is refused where nothing can match it", () =>
    expect(readClaims(claims({ pattern: "a.*" })).diagnostics).toMatchObject([
      { code: "run/pattern-rows-missing", path: "claims[0].groups.pattern" },
    ]));
  it.each(["startsWith", "pattern"])("with %s passes over a group without a name", (kind) => {
    const set = defineClaims(claims({ [kind]: kind === "pattern" ? "a.*" : "a" }), { functions: patternFunctions });
    expect(ask(set, named("ab", null, "b"))).toMatchObject({ ok: true, claims: { g: ["ab"] } });
  });
  it.each(["startsWith", "pattern"])("with %s ends in an error where a name is no text", (kind) => {
    const set = defineClaims(claims({ [kind]: kind === "pattern" ? "a.*" : "a" }), { functions: patternFunctions });
    expect(ask(set, named("ab", 5))).toMatchObject({ ok: false, errors: [{ diagnostic: { code: "context/type-mismatch" } }] });
  });
  it("with a pattern ends in an error where the names are more than the budget has steps for", () => {
    const given = { functions: patternFunctions, limits: { steps: 20 } };
    const set = defineClaims(claims({ pattern: "a.*b" }), given);
    expect(ask(set, named("ab"))).toMatchObject({ ok: true, claims: { g: ["ab"] } });
    expect(ask(set, named(...Array.from({ length: 100 }, (_, index) => `ab${"c".repeat(40)}${index}`)))).toMatchObject({
      ok: false,
      errors: [{ diagnostic: { code: "run/budget", data: { limit: 20 } } }],
    });
    // Each token has the whole budget.
    expect(ask(set, named("ab"))).toMatchObject({ ok: true });
  });
  it("ends in an error where a name cannot be written into a token", () =>
    expect(ask(defineClaims(claims({ startsWith: "a" })), named("a\ud800"))).toMatchObject({
      ok: false,
      errors: [{ diagnostic: { code: "run/ill-formed-text" } }],
    }));
  it("takes the engine that a host brings, which may say nothing of patterns and of cost", () => {
    const matches = defineFunction({
      operator: "matches",
      dialect: "both",
      documented: "ours",
      doc: "Whether the text ends with the other one.",
      overloads: [
        overload({
          params: [text("text"), prepared(text("pattern"), (wanted) => wanted.toUpperCase(), [])],
          returns: BOOLEAN,
          run: (input, wanted) => input.toUpperCase().endsWith(wanted),
        }),
      ],
      examples: [],
    } as never);
    const set = defineClaims(claims({ pattern: "b" }), { functions: [matches] });
    expect(ask(set, named("AB", "ba"))).toMatchObject({ ok: true, claims: { g: ["AB"] } });
  });
});
