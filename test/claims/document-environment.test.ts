/** The environment of a document: the one given, or one of its schemas and the settings given; what is wrong with either is told of the document. */
import { describe, expect, it } from "vitest";
import { readClaims } from "../../src/claims/index.js";
import { readClaimsText } from "../../src/claims/text.js";
import { defineEnvironment, type EnvironmentSettings } from "../../src/context/environment.js";
import { defineFunction, overload } from "../../src/library/define.js";
import { TEXT } from "../../src/types/type.js";

const claims = [{ name: "x", value: "app.home" }];
const found = (document: object, given?: EnvironmentSettings) =>
  readClaims({ claims, ...document }, given).diagnostics.map(({ code, path }) => [code, path]);

/** A row that reads what no context has. */
const lost = defineFunction({
  name: "Lost.find",
  dialect: "both",
  documented: "ours",
  doc: "Reads a root that there is not.",
  overloads: [overload({ params: [], returns: TEXT, context: [{ root: "nobody", keys: [], receivesNull: true }], run: () => "x" })],
  examples: [],
} as never);

describe("an environment that was given", () => {
  const env = defineEnvironment({ app: { home: "text" } });
  it("is the one of the claims", () => {
    const { set } = readClaims({ claims }, env);
    expect(set?.environment).toBe(env);
    expect(set?.verdicts()[0]?.verdicts.client_credentials).toMatchObject({ verdict: "always", type: "text" });
  });
  it("is the only one: a document that says another one too is refused", () =>
    expect(readClaims({ claims, schemas: { app: {} }, dialect: "classic", strict: false }, env).diagnostics).toMatchObject([
      { code: "claims/two-environments", path: "schemas" },
      { code: "claims/two-environments", path: "dialect" },
      { code: "claims/two-environments", path: "strict" },
    ]));
  it("bounds the document by its limits", () => {
    const small = defineEnvironment({ limits: { documentSize: 3 } });
    expect(readClaims({ claims }, small).diagnostics).toMatchObject([{ code: "claims/too-large" }]);
    expect(readClaimsText(JSON.stringify({ claims }), { env: small }).diagnostics).toMatchObject([{ code: "claims/too-large" }]);
    expect(readClaimsText(JSON.stringify({ claims })).diagnostics).toEqual([]);
  });
});

describe("what a document says of its environment", () => {
  it("are the dialect and strictness of its expressions", () => {
    const set = readClaims({ claims, schemas: { app: { home: "text" } }, dialect: "classic", strict: true }).set;
    expect([set?.environment.dialect, set?.environment.strict]).toEqual(["classic", true]);
  });
});

describe("settings that are wrong", () => {
  it("are told of the document's schemas, and the rest of it is looked at all the same", () => {
    const given = { limits: { steps: Number.NaN } };
    expect(found({}, given)).toEqual([["check/bad-setting", "schemas"]]);
    expect(found({ claims: [{ name: "x", value: "1 +" }] }, given)).toEqual([
      ["check/bad-setting", "schemas"],
      ["syntax/trailing-operator", "claims[0].value"],
    ]);
  });
  it("such as a function that reads what there is not, are told too", () =>
    expect(found({}, { functions: [lost] })).toEqual([["check/bad-function", "schemas"]]));
  it("in their kind are told too", () => {
    expect(found({}, { functions: 5 } as never)).toEqual([["check/bad-setting", "schemas"]]);
    expect(found({}, { grants: null } as never)).toEqual([["check/bad-setting", "schemas"]]);
  });
  it("in a part of a schema that has a name of its own leave the other schemas", () => {
    const schemas = { apps: { "a.b(": "text?" }, app: { home: "text" } };
    expect(found({ schemas })).toEqual([["check/bad-setting", "schemas.apps"]]);
    expect(found({ schemas }, { kind: "mapping" })).toContainEqual(["check/bad-setting", "schemas.apps"]);
    expect(found({ schemas: { ...schemas, apps: { a: { user: { x: "txt" } } } } }, { kind: "mapping" })).toContainEqual([
      "check/bad-schema",
      "schemas",
    ]);
  });
  it("but pass where code of the host's throws", () => {
    const row = Object.defineProperty({ ...lost }, "aliases", {
      get: () => {
        throw new TypeError("a mistake of the host");
      },
    });
    const given = { functions: [row] };
    expect(() => readClaims({ claims }, given)).toThrow("a mistake of the host");
    expect(() => readClaims({ claims, schemas: { app: { home: "txt" } } }, given)).toThrow("a mistake of the host");
  });
});
