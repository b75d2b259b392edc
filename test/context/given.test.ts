/** What is no environment is refused in words by every function that takes one, and so are other arguments of a wrong kind. */
import { describe, expect, it } from "vitest";
import { type ClaimSet, defineClaims, diffClaims, makeIssuer, readClaims } from "../../src/claims/index.js";
import { defineClaimsText, readClaimsText } from "../../src/claims/text.js";
import { complete, diagnose, fixes, hover, signature, tokens } from "../../src/editor/index.js";
import {
  check,
  compile,
  defineEnvironment,
  defineFunction,
  positionAt,
  reasonBeforehand,
  renderDiagnostic,
} from "../../src/index.js";
import { oidcProviderClaims } from "../../src/oidc-provider/index.js";
import { exportOkta, exportTerraform } from "../../src/okta/index.js";
import { okta } from "../../src/schemas/index.js";
import { compileSql, contextOf, DIALECTS, type SqlSettings } from "../../src/sql/index.js";
import {
  applyAuth0,
  auth0CredentialsExchangeAnswer,
  auth0PostLoginAnswer,
  checkTarget,
  cognitoAnswer,
  entraAnswer,
  hydraAnswer,
  oktaAnswer,
} from "../../src/targets/index.js";
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
      { claims: [{}] },
      { claims: [], clients: [{ clientId: 5 }] },
      { claims: [], groupRules: [{ value: "true" }] },
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

/** What is refused as a setting, and why. */
const refusedAs = (setting: string, problem: string) =>
  expect.stringMatching(
    new RegExp(`^ClaimsElError: check/bad-setting: The setting \\\`${setting}\\\` is not usable: ${problem}\\. \\S`),
  );

describe("what is no diagnostic, no text, no offset, no reason", () => {
  const [found] = check("usr", ENV).diagnostics;
  it("is not drawn", () => {
    const parts: unknown[] = [
      { ...found, span: null },
      { ...found, span: { start: "0", end: 1 } },
      { ...found, message: undefined },
    ];
    for (const wrong of [...WRONG, ...parts])
      expect(refusal(() => renderDiagnostic("usr", wrong as never))).toEqual(refusedAs("entry", "it is not a diagnostic"));
  });
  it("is a source without a line", () => {
    for (const wrong of WRONG.filter((given) => typeof given !== "string") as never[]) {
      expect(renderDiagnostic(wrong, found as never)).toBe(renderDiagnostic("", found as never));
      expect(positionAt(wrong, 1)).toEqual({ line: 1, column: 1 });
    }
  });
  it("is the start of the text", () => {
    for (const wrong of [undefined, null, Symbol("at"), 10n, {}, [2], Object.create(null), Number.NaN] as never[]) {
      expect(positionAt("a\nb", wrong)).toEqual({ line: 1, column: 1 });
      if (typeof wrong === "number") continue;
      expect(complete("app.", wrong, ENV)).toEqual(complete("app.", 0, ENV));
      expect(hover("app.home", wrong, ENV)).toEqual(hover("app.home", 0, ENV));
      expect(signature("String.len(", wrong, ENV)).toEqual(signature("String.len(", 0, ENV));
    }
  });
  it("is told in no sentence", () => {
    for (const wrong of [...WRONG, "needs-usr", "toString", ["unset"]])
      expect(refusal(() => reasonBeforehand(wrong as never, "user"))).toEqual(refusedAs("code", "it is not the code of a reason"));
  });
});

describe("what no query can be made of", () => {
  const settings: SqlSettings = {
    env: ENV,
    dialect: DIALECTS.duckdb,
    layout: { columns: { "user.email": { column: "email", kind: "text" } } },
    from: ["users"],
  };
  const sql = (changed: object) => refusal(() => compileSql(["user.email"], { ...settings, ...changed } as never));
  it("is refused by the name of the setting", () => {
    for (const wrong of WRONG) {
      expect(sql({ env: wrong })).toEqual(refusedAs("env", "it is not an environment"));
      expect(sql({ dialect: wrong })).toEqual(refusedAs("dialect", "it is not a dialect"));
      expect(sql({ layout: wrong })).toEqual(refusedAs("layout", "it is not a layout"));
      if (!Array.isArray(wrong)) expect(sql({ from: wrong })).toEqual(refusedAs("from", "it is not a relation"));
      if (!Array.isArray(wrong) && (wrong ?? undefined) !== undefined)
        expect(sql({ keep: wrong })).toEqual(refusedAs("keep", "it is not a list of columns"));
    }
    for (const layout of [{ columns: { "user.email": "email" } }, { columns: {}, present: { user: "yes" } }])
      expect(sql({ layout })).toEqual(refusedAs("layout", "it is not a layout"));
    expect(sql({ keep: null, layout: { ...settings.layout, present: { user: true } } })).toMatchObject({ ok: true });
  });
  it("are no settings, and no list of expressions", () => {
    for (const wrong of [undefined, null, 5, "app", []] as never[])
      expect(refusal(() => compileSql(["user.email"], wrong))).toEqual(refusedAs("settings", "it is not a map"));
    for (const wrong of [undefined, null, 5, "user.email", {}] as never[])
      expect(refusal(() => compileSql(wrong, settings))).toEqual(refusedAs("sources", "it is not a list"));
  });
  it("is no row of one either", () => {
    const result = compileSql(["user.email"], settings);
    if (!result.ok) throw new Error("the query was not made");
    const { placement } = result;
    for (const wrong of WRONG as never[]) {
      expect(refusal(() => contextOf(wrong, ENV, {}))).toEqual(refusedAs("placement", "it is not a placement"));
      expect(refusal(() => contextOf(placement, wrong, {}))).toEqual(refusedAs("env", "it is not an environment"));
    }
    for (const wrong of [undefined, null, 5, "row", []] as never[])
      expect(refusal(() => contextOf(placement, ENV, wrong))).toEqual(refusedAs("row", "it is not a map"));
  });
});

describe("what no hook can answer with", () => {
  const result = defineClaims({ claims: [{ name: "home", value: "app.home" }] }).issue({
    grant: "client_credentials",
    token: "access_token",
    context: {},
  });
  const hooks: [string, (results: never) => unknown][] = [
    ["Okta", (results) => oktaAnswer({}, results)],
    ["Hydra", (results) => hydraAnswer({}, results)],
    ["Cognito", (results) => cognitoAnswer({ version: "2" }, results)],
    ["Auth0", (results) => auth0PostLoginAnswer(results)],
  ];
  it.each(hooks)("is refused for %s, above all a result in the place of results: its claims would be lost", (_name, answer) => {
    for (const wrong of [undefined, null, 5, "app", [result], result, { accessToken: result }] as never[])
      expect(refusal(() => answer(wrong))).toEqual(refusedAs("results", "they are not results by token"));
    for (const access of [5, "app", {}, [], { ok: true }, { ok: false, errors: [null] }] as never[])
      expect(refusal(() => answer({ access } as never))).toEqual(refusedAs("result", "it is not a result"));
    expect(refusal(() => answer({ access: result } as never))).not.toEqual(expect.any(String));
  });
  it.each<[string, (result: never) => unknown]>([
    ["Entra", entraAnswer],
    ["Auth0", auth0CredentialsExchangeAnswer],
  ])("is no result for %s", (_name, answer) => {
    for (const wrong of WRONG) expect(refusal(() => answer(wrong as never))).toEqual(refusedAs("result", "it is not a result"));
  });
  it("are no calls of Auth0", () => {
    for (const wrong of [undefined, null, 5, "app", {}, ["app"], [null], new Array(2), [[Symbol("access"), "deny"]]] as never[])
      expect(refusal(() => applyAuth0({}, wrong))).toEqual(refusedAs("made", "it is not a list of calls"));
    expect(refusal(() => applyAuth0(null as never, [["access", "deny", "no"]]))).toBe(
      "TypeError: This Action's api has no access.deny.",
    );
  });
});

describe("what is asked of a claim set", () => {
  const set: ClaimSet = defineClaims({ claims: [{ name: "home", value: "app.home" }] });
  it("is told to be no claim, no test, no request, no target, no options", () => {
    for (const wrong of [undefined, null, 5, Symbol("home"), 10n, {}, Object.create(null)] as never[]) {
      expect(set.explain({ grant: "client_credentials", token: "access_token" }, wrong)).toMatchObject({
        name: "",
        end: "unknown",
      });
      expect(checkTarget(set, wrong).map(({ code }) => code)).toEqual(["claims/unknown-target"]);
    }
    for (const wrong of [undefined, null, 5, "app", []] as never[]) {
      expect(refusal(() => set.expectations(wrong))).toEqual(refusedAs("test", "it is not a test"));
      expect(refusal(() => oidcProviderClaims(set, wrong))).toEqual(refusedAs("options", "it is not a map"));
    }
    for (const wrong of [5, "app", {}, [5], [null], new Array(2)] as never[])
      expect(refusal(() => diffClaims(set, set, wrong))).toEqual(refusedAs("contexts", "it is not a list of requests"));
    expect(diffClaims(set, set, null as never, null as never)).toEqual(diffClaims(set, set));
  });
});
