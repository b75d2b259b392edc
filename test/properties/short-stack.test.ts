/** Whoever leaves a public function almost no stack gets its usual answer, or one that says so: never the host's own error, and never another answer. */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import * as claims from "../../src/claims/index.js";
import { defineClaimsText, readClaimsText } from "../../src/claims/text.js";
import * as editor from "../../src/editor/index.js";
import * as main from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import * as okta from "../../src/okta/index.js";
import * as schemas from "../../src/schemas/index.js";
import * as sql from "../../src/sql/index.js";
import * as targets from "../../src/targets/index.js";

const SOURCE =
  "app.home ?: (isMemberOfGroupName('Admins') ? user.email.substringBefore('@').toUpperCase() : groups.![name].?[#this matches 'a.*'][0])";
const SETTINGS = { functions: allFunctions, app: { home: "text?" }, user: { email: "text" } } as const;
const env = main.defineEnvironment(SETTINGS);
const program = main.compile(SOURCE, env);
const nested = main.compile(`${"(".repeat(40)}app.home + 'x'${")".repeat(40)}`, env);
const whole = main.compile("app.profile", env);
const contextOf = () => ({
  user: { id: "1", profile: { email: "ann@example.com" } },
  groups: [{ id: "g", type: "OKTA_GROUP", name: "Admins" }],
  app: { profile: {} },
});
const seen = contextOf();
program.evaluate(seen);
program.evaluate(seen);

const DOCUMENT = {
  schemas: { app: { home: "text?" }, user: { email: "text" } },
  clients: [{ clientId: "a", grants: ["authorization_code", "client_credentials"], profile: { home: "HDQ" } }],
  claims: [
    { name: "home", value: SOURCE },
    { name: "mail", value: "user.email", whenNoUser: "omit" },
  ],
  tests: [{ client: "a", grant: "client_credentials", expect: { home: "HDQ" } }],
} as const;
const set = claims.defineClaims(DOCUMENT, { functions: allFunctions });
const REQUEST = { grant: "authorization_code", token: "access_token", client: "a", context: contextOf() } as const;
const LAYOUT = { columns: {} } as never;
const SCHEMA = { type: "object", properties: { home: { type: "string" } } };

/** What must have a usual answer, or say that there was no stack. A function makes what it needs anew where something could be kept. */
const CALLS: Readonly<Record<string, () => unknown>> = {
  parse: () => main.parse(SOURCE),
  "parse of mistakes": () => main.parse("app.home = 1 and ) 'x' + "),
  format: () => main.format(SOURCE),
  check: () => main.check(SOURCE, env),
  "check of mistakes": () => main.check("app.hom.substringBefor(1) + nobody.x", env),
  compile: () => main.compile(SOURCE, env).source,
  "reads of a program": () => main.compile(SOURCE, env).reads,
  "verdicts of a program": () => main.compile(SOURCE, env).verdicts,
  defineEnvironment: () => main.defineEnvironment({ app: { home: "text?" } }).warnings,
  defineFunction: () => main.defineFunction(allFunctions[3] as main.FunctionRow).name,
  "evaluate a new context": () => program.evaluate(contextOf()),
  "evaluate a known context": () => program.evaluate(seen),
  "evaluate a root": () => whole.evaluate(contextOf()),
  "evaluate something nested": () => nested.evaluate({ app: { profile: { home: "x" } } }),
  "evaluate an absence": () => program.evaluate({}),
  explain: () => program.explain(contextOf()),
  readClaims: () => claims.readClaims(DOCUMENT, { functions: allFunctions }).diagnostics,
  defineClaims: () => claims.defineClaims(DOCUMENT, { functions: allFunctions }).warnings,
  readClaimsText: () => readClaimsText(JSON.stringify(DOCUMENT), { env: { functions: allFunctions } }).diagnostics,
  defineClaimsText: () => defineClaimsText(JSON.stringify(DOCUMENT), { env: { functions: allFunctions } }).warnings,
  reads: () => set.reads(),
  verdicts: () => set.verdicts(),
  issue: () => set.issue({ ...REQUEST, context: contextOf() }),
  "issue with a known context": () => set.issue(REQUEST),
  "makeIssuer().issue": () => claims.makeIssuer(set).issue(REQUEST),
  preview: () => set.preview({ client: "a" }),
  previewTokens: () => [...set.previewTokens({ client: "a" })],
  "explain a claim": () => set.explain(REQUEST, "home"),
  clientCoverage: () => set.clientCoverage(),
  test: () => set.test(),
  expectations: () => set.expectations(DOCUMENT.tests[0]),
  edgeContexts: () => set.edgeContexts("authorization_code"),
  tryEdges: () => [...set.tryEdges()],
  contract: () => set.contract({ grant: "authorization_code", token: "access_token", client: "a" }),
  diffClaims: () => claims.diffClaims(set, set),
  diffContexts: () => claims.diffContexts(set, set).length,
  diffSteps: () => [...claims.diffSteps(set, set)],
  documentJsonSchema: () => claims.documentJsonSchema(),
  complete: () => editor.complete("app.h", 5, env),
  diagnose: () => editor.diagnose(SOURCE, env),
  hover: () => editor.hover(SOURCE, 5, env),
  signature: () => editor.signature(SOURCE, SOURCE.indexOf("'Admins"), env),
  fixes: () => editor.fixes("app.hom", 6, env),
  tokens: () => editor.tokens(SOURCE),
  jsonSchema: () => schemas.jsonSchema(SCHEMA),
  okta: () => schemas.okta({ definitions: { base: SCHEMA } }),
  importOkta: () =>
    okta.importOkta([{ name: "a.json", text: '[{"name": "home", "value": "app.home", "claimType": "RESOURCE"}]' }]).notes,
  exportOkta: () => okta.exportOkta(DOCUMENT as never),
  exportTerraform: () => okta.exportTerraform(DOCUMENT as never),
  compileSql: () => sql.compileSql([SOURCE], { env, dialect: sql.DIALECTS.duckdb, layout: LAYOUT, from: ["t"] } as never),
  checkTarget: () => targets.checkTarget(set, "hydra"),
  requireTarget: () => targets.requireTarget(set, "hydra"),
  hydraRequest: () =>
    targets.hydraRequest({ request: { client_id: "a" }, session: { id_token: { subject: "x" } } }, "access_token"),
  oktaRequest: () => targets.oktaRequest({ data: { context: { user: { id: "1", profile: { email: "a" } } } } }, "access_token"),
};

const EMPTY = { ok: true, claims: { home: "HDQ" }, omitted: [], errors: [], warnings: [] } as const;
Object.assign(CALLS, {
  oktaAnswer: () => targets.oktaAnswer({}, { access: EMPTY }),
  hydraAnswer: () => targets.hydraAnswer({}, { access: EMPTY } as never),
  entraRequest: () => targets.entraRequest({ data: {} }, "access_token" as never),
  entraAnswer: () => targets.entraAnswer(EMPTY),
  cognitoRequest: () => targets.cognitoRequest({ userName: "a", request: { userAttributes: {} } }, "access_token"),
  cognitoAnswer: () => targets.cognitoAnswer({}, { access: EMPTY } as never),
  auth0PostLoginRequest: () => targets.auth0PostLoginRequest({ user: { email: "a" } }, "access_token" as never),
  auth0CredentialsExchangeRequest: () => targets.auth0CredentialsExchangeRequest({ client: { client_id: "a" } }),
  auth0PostLoginAnswer: () => targets.auth0PostLoginAnswer({ access: EMPTY } as never),
  auth0CredentialsExchangeAnswer: () => targets.auth0CredentialsExchangeAnswer(EMPTY),
});

/** Public functions that are not called here, and why. */
const NOT_CALLED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      "absent",
      "any",
      "boolean",
      "country",
      "fail",
      "fromContext",
      "integer",
      "list",
      "number",
      "overload",
      "receiving",
      "text",
      "timestamp",
    ].map((name) => [name, "puts its arguments together, for rows that a host defines when it starts"]),
  ),
  positionAt: "counts",
  reasonBeforehand: "looks a sentence up",
  renderDiagnostic: "lays out a text, for people",
  ClaimsElError: "is an error",
  makeIssuer: "makes an object; its `issue` is called",
  contextOf: "places columns, when a query is written",
  applyAuth0: "calls the host",
};

/** So many frames the library may take to say that there are no more. */
const FEW = 40;
const DEEPEST = 1500;

type End = { readonly answer: unknown } | { readonly thrown: unknown };

function endOf(call: () => unknown): End {
  try {
    return { answer: call() };
  } catch (thrown) {
    return { thrown };
  }
}

/** Calls with ever more frames left, as the stack is unwound; gives how each ended, by the frames that were left. */
function withFewFrames(call: () => unknown): Map<number, End> {
  const ends = new Map<number, End>();
  const down = (): number => {
    let left = 0;
    try {
      left = down() + 1;
    } catch {
      return 0;
    }
    if (left >= FEW && left <= DEEPEST && left % (left < 200 ? 4 : 23) === 0) ends.set(left, endOf(call));
    return left;
  };
  down();
  return ends;
}

const shown = (answer: unknown): string => JSON.stringify(answer) ?? "nothing";

/** The answer says that there was no stack, or that the data could not be read for lack of it. */
function saysSo(end: End): boolean {
  const said = "thrown" in end ? end.thrown : end.answer;
  if ("thrown" in end && (said as Error)?.name !== "ClaimsElError") return false;
  const text = "thrown" in end ? shown((said as main.ClaimsElError).diagnostics) : shown(said);
  return /"(?:run\/stack|context\/unreadable)"/.test(text);
}

describe("with almost no stack left", () => {
  it.each(Object.entries(CALLS))("%s answers as usual, or says so", (name, call) => {
    const usual = call();
    const ends = withFewFrames(call);
    expect(ends.size).toBeGreaterThan(50);
    const wrong = [...ends].flatMap(([left, end]) => {
      if ("answer" in end && isDeepStrictEqual(shown(end.answer), shown(usual))) return [];
      if (name === "format" && "answer" in end && end.answer === SOURCE) return [];
      if (saysSo(end)) return [];
      return [`with ${left} frames: ${"thrown" in end ? String(end.thrown) : shown(end.answer)}`];
    });
    expect(wrong.slice(0, 3).map((each) => each.slice(0, 400))).toEqual([]);
    // Nothing half made was kept.
    expect(shown(call())).toBe(shown(usual));
  });

  it("every public function is called, or is left out for a reason", () => {
    const rooms = [main, claims, { readClaimsText, defineClaimsText }, editor, okta, schemas, sql, targets];
    const all = rooms.flatMap((room) => Object.entries(room).flatMap(([name, what]) => (typeof what === "function" ? [name] : [])));
    const called = new Set(Object.keys(CALLS).map((name) => name.split(" ")[0]));
    expect(all.filter((name) => !called.has(name) && !(name in NOT_CALLED))).toEqual([]);
  });

  it("is not always enough, and not always too little", () => {
    const ends = [...withFewFrames(CALLS.check as () => unknown).values()];
    const short = ends.filter(saysSo).length;
    expect(short).toBeGreaterThan(5);
    expect(short).toBeLessThan(ends.length - 5);
  });
});
