/** What is no environment is refused in words by every function that takes one, and so are other arguments of a wrong kind. */
import { describe, expect, it } from "vitest";
import { defineClaims, makeIssuer, readClaims } from "../../src/claims/index.js";
import { defineClaimsText, readClaimsText } from "../../src/claims/text.js";
import { complete, diagnose, fixes, hover, signature, tokens } from "../../src/editor/index.js";
import { check, compile, defineEnvironment, defineFunction, renderDiagnostic } from "../../src/index.js";
import { exportOkta, exportTerraform } from "../../src/okta/index.js";
import { okta } from "../../src/schemas/index.js";
import { TEXT } from "../../src/types/type.js";

const ENV = defineEnvironment();
const WRONG: readonly unknown[] = [undefined, null, 5, "app", true, Symbol("env"), [], {}, { app: { home: "text" } }, () => ENV];

/** What a call is refused with. */
function refusal(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}

describe("what is no environment", () => {
  it.each<[string, (env: never) => unknown]>([
    ["check", (env) => check("app.home", env)],
    ["compile", (env) => compile("app.home", env)],
    ["diagnose", (env) => diagnose("app.home", env)],
    ["fixes", (env) => fixes("app.home", 1, env)],
    ["complete", (env) => complete("app.", 4, env)],
    ["hover", (env) => hover("app.home", 5, env)],
    ["signature", (env) => signature("String.len(", 11, env)],
  ])("is refused by %s", (_name, call) => {
    for (const wrong of WRONG)
      expect(refusal(() => call(wrong as never))).toBe(
        "ClaimsElError: check/bad-setting: The setting `env` is not usable: it is not an environment. Give what `defineEnvironment` makes, as in `defineEnvironment({})`.",
      );
  });
  it("is told of a claims document, and null is none at all", () => {
    const document = { claims: [{ name: "home", value: "app.home" }] };
    for (const wrong of [5, "app", true, []])
      expect(readClaims(document, wrong as never).diagnostics.map(({ code }) => code)).toEqual(["check/bad-setting"]);
    expect(defineClaims(document, null as never).document).toEqual(document);
  });
});

describe("what is no text", () => {
  it("is no document", () => {
    for (const wrong of [undefined, null, 5, Symbol("text"), {}, ["claims"]]) {
      const { set, diagnostics } = readClaimsText(wrong as never);
      expect([set, diagnostics.map(({ code, message }) => [code, message])]).toEqual([
        undefined,
        [["claims/not-readable", "The document cannot be read: it is not a text."]],
      ]);
    }
  });
  it("has no tokens, and nothing is told of it", () => {
    for (const wrong of [undefined, null, 5, {}, ["app"]] as never[])
      expect([tokens(wrong), hover(wrong, 0, ENV), signature(wrong, 0, ENV), complete(wrong, 0, ENV)]).toEqual([
        [],
        undefined,
        undefined,
        complete("", 0, ENV),
      ]);
  });
});

describe("null for options is none", () => {
  const none = null as never;
  it.each<[string, () => unknown, () => unknown]>([
    ["diagnose", () => diagnose("usr", ENV, none), () => diagnose("usr", ENV)],
    [
      "okta",
      () => okta({ definitions: { base: { properties: {} } } }, none),
      () => okta({ definitions: { base: { properties: {} } } }),
    ],
    ["defineClaimsText", () => defineClaimsText("claims: []", none).document, () => defineClaimsText("claims: []").document],
    ["exportTerraform", () => exportTerraform({ claims: [] }, none), () => exportTerraform({ claims: [] })],
    [
      "renderDiagnostic",
      () => check("usr", ENV).diagnostics.map((entry) => renderDiagnostic("usr", entry, none)),
      () => check("usr", ENV).diagnostics.map((entry) => renderDiagnostic("usr", entry)),
    ],
  ])("of %s", (_name, given, without) => expect(given()).toEqual(without()));
});

describe("what is of a wrong kind", () => {
  it("is no request of an issuer: it is refused like any", () => {
    const issuer = makeIssuer(defineClaims({ claims: [{ name: "home", value: "app.home" }] }));
    for (const wrong of [undefined, null, 5] as never[])
      expect(issuer.issue(wrong)).toMatchObject({
        ok: false,
        errors: [{ name: "home", diagnostic: { code: "claims/bad-request" } }],
      });
    expect(issuer.counts().refused).toBe(3);
  });
  it("is no request of a preview, a contract", () => {
    const set = defineClaims({ claims: [{ name: "home", value: "app.home" }] });
    expect(set.preview(null as never)).toEqual(set.preview());
    expect([...set.previewTokens(null as never)]).toEqual([...set.previewTokens()]);
    expect(refusal(() => set.contract(null as never))).toMatch(/^ClaimsElError: claims\/bad-request: /);
    expect(refusal(() => set.contract({ grant: "password" } as never))).toMatch(/^ClaimsElError: claims\/bad-request: /);
  });
  it("is no document to export", () => {
    const wrongs = [
      undefined,
      null,
      5,
      {},
      { claims: 5 },
      { claims: [null] },
      { claims: [], clients: {} },
      { claims: [], groupRules: [5] },
    ];
    for (const wrong of wrongs as never[])
      for (const run of [exportOkta, exportTerraform])
        expect(refusal(() => run(wrong))).toBe(
          "ClaimsElError: check/bad-setting: The setting `document` is not usable: it is not a claims document. Give one, such as `set.document`.",
        );
  });
  it("is no list of a function's other names", () => {
    const row = { name: "Test.one", dialect: "classic", documented: "ours", doc: "One.", examples: [] } as const;
    const overloads = [{ params: [], returns: TEXT, run: () => "one" }];
    for (const aliases of [5, "one", [5], {}])
      expect(refusal(() => defineFunction({ ...row, overloads, aliases } as never))).toMatch(
        /^ClaimsElError: check\/bad-function: .*its other names are no list of names/,
      );
  });
});
