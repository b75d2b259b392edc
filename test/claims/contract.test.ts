/** The contract of a token: what is required is always there, and every token keeps it. */

import ts from "typescript";
import { describe, expect, it } from "vitest";
import { combinationsOf } from "../../src/claims/combinations.js";
import type { ClaimSet, ContractRequest } from "../../src/claims/index.js";
import { partsOf } from "../../src/claims/set.js";
import fc from "../seeded.js";
import { define, FIXTURES } from "./documents.js";
import { valid } from "./json-schema.js";

const SCHEMAS = {
  app: {
    home: "text?",
    region: "text",
    tier: { enum: ["gold", "basic"] },
    level: "integer?",
    ratio: "number?",
    tags: "list<text>?",
    since: "timestamp?",
    in: "country?",
  },
  user: { name: "text?", active: "boolean" },
  appuser: { role: "text?" },
};
const set = (claim: object, more: object = {}): ClaimSet =>
  define({ schemas: SCHEMAS, claims: [{ name: "x", ...claim }], ...more });
const MACHINE: ContractRequest = { grant: "client_credentials", token: "access_token" };
const PERSON: ContractRequest = { grant: "authorization_code", token: "access_token" };
const memberOf = (claims: ClaimSet, request: ContractRequest) =>
  /readonly x(\??): ([^;]*);/.exec(claims.contract(request).typescript)?.slice(1) ?? ["absent"];

describe("what a claim promises", () => {
  it.each<[string, object, ContractRequest, string, string?]>([
    ["a value that is always there", { value: "app.region" }, MACHINE, "", "string"],
    ["one that may be unset", { value: "app.home" }, MACHINE, "?", "string"],
    [
      "one that may be unset, with a default of its own",
      { value: "app.home", whenAbsent: { default: "none" } },
      MACHINE,
      "",
      "string",
    ],
    ["one that may be unset and is null then", { value: "app.home", whenAbsent: "null" }, MACHINE, "", "string | null"],
    ["one that refuses the token where it is unset", { value: "app.home", whenAbsent: "fail" }, MACHINE, "", "string"],
    ["one of the user, on a machine's token", { value: "user.name" }, MACHINE, "absent"],
    ["the same with a default", { value: "user.name", whenNoUser: { default: "machine" } }, MACHINE, "", '"machine"'],
    ["the same with null", { value: "user.name", whenNoUser: "null" }, MACHINE, "", "null"],
    ["the same, where it refuses the token", { value: "user.name", whenNoUser: "fail" }, MACHINE, "absent"],
    [
      "the default for no user does not help a user who has no name",
      { value: "user.name", whenNoUser: { default: "machine" } },
      PERSON,
      "?",
      "string",
    ],
    ["one of few values", { value: "app.tier" }, MACHINE, "", '"gold" | "basic"'],
    ["one known value", { value: 'user == null ? "machine" : "person"' }, MACHINE, "", '"machine"'],
    ["true or false", { value: "app.region == app.home" }, MACHINE, "", "boolean"],
    ["a text that is dropped when it is empty", { value: "app.region", whenEmpty: "omit" }, MACHINE, "?", "string"],
    ["a text of few values is never empty", { value: "app.tier", whenEmpty: "omit" }, MACHINE, "", '"gold" | "basic"'],
    [
      "a list that is null when it is empty",
      { value: "app.tags", whenEmpty: "null", whenAbsent: { default: ["none"] } },
      MACHINE,
      "",
      "ReadonlyArray<string> | null",
    ],
    [
      "an error that is reported",
      { value: "app.level / app.level", whenError: "omit", whenAbsent: { default: 0 } },
      MACHINE,
      "?",
      "number",
    ],
    [
      "a value that may not be of its declared type, which is reported",
      { value: "app.region", whenError: "omit" },
      MACHINE,
      "?",
      "string",
    ],
    ["a known value, which cannot fail", { value: "1", whenError: "omit" }, MACHINE, "", "1"],
    ["an error that refuses the token", { value: "app.level / app.level", whenAbsent: { default: 0 } }, MACHINE, "", "number"],
    ["a scope that may not be granted", { value: "app.region", scopes: ["s"] }, MACHINE, "?", "string"],
    ["another token", { value: "app.region", tokens: ["id_token"] }, MACHINE, "absent"],
    ["another grant", { value: "app.region", grants: ["password"] }, MACHINE, "absent"],
    ["a grant that there is not", { value: "app.region" }, { ...MACHINE, grant: "nowhere" }, "absent"],
    ["a name of every object in place of a grant", { value: "app.region" }, { ...MACHINE, grant: "constructor" }, "absent"],
    [
      "a value that is null where it is empty",
      { value: 'app.region == "eu" ? "" : "far"', whenEmpty: "null" },
      MACHINE,
      "",
      '"far" | null',
    ],
    ["a value that is always empty and left out", { value: '""', whenEmpty: "omit" }, MACHINE, "absent"],
    ["a number, with a broken one by default", { value: "app.ratio", whenAbsent: { default: 1.5 } }, MACHINE, "", "number"],
    ["a point in time", { value: "app.since", whenAbsent: "fail" }, MACHINE, "", "string"],
    ["a country", { value: "app.in", whenAbsent: "fail" }, MACHINE, "", "string"],
    ["groups", { groups: { startsWith: "" }, whenAbsent: "fail" }, PERSON, "", "ReadonlyArray<string>"],
    ["a map", { value: "{a: app.region, b: app.level}" }, MACHINE, "", "{\n    readonly a: string"],
  ])("%s", (_words, claim, request, optional, type) =>
    expect(memberOf(set(claim), request)).toEqual(type === undefined ? [optional] : [optional, type]),
  );

  it("hangs on the client where a claim is for some", () => {
    const some = set(
      { value: "app.region", clients: ["a"] },
      {
        clients: [
          { clientId: "a", profile: { region: "eu", tier: "gold" } },
          { clientId: "b", profile: { region: "us", tier: "gold" } },
        ],
      },
    );
    expect(memberOf(some, { ...MACHINE, client: "a" })).toEqual(["", "string"]);
    expect(memberOf(some, { ...MACHINE, client: "b" })).toEqual(["absent"]);
    expect(memberOf(some, MACHINE)).toEqual(["?", "string"]);
  });
  it("is what any of the claims of one name may give", () => {
    const both = define({
      schemas: SCHEMAS,
      clients: [
        { clientId: "a", profile: { region: "eu", tier: "gold" } },
        { clientId: "b", profile: { region: "us", tier: "gold" } },
      ],
      claims: [
        { name: "x", value: "app.region", clients: ["a"] },
        { name: "x", value: "true", clients: ["b"] },
      ],
    });
    expect(memberOf(both, { ...MACHINE, client: "b" })).toEqual(["", "true"]);
    expect(memberOf(both, MACHINE)).toEqual(["?", "string | true"]);
  });
  it("nests, and requires a level where something in it is required", () => {
    const nested = define({
      schemas: SCHEMAS,
      claims: [
        { name: "a.b", nested: true, value: "app.region" },
        { name: "a.c", nested: true, value: "app.home" },
        { name: "d.e", nested: true, value: "app.home" },
      ],
    });
    const { typescript, jsonSchema } = nested.contract(MACHINE);
    expect(typescript).toBe(
      "/** The claims of the access_token on client_credentials. */\nexport interface Claims {\n  readonly a: {\n    readonly b: string;\n    readonly c?: string;\n  };\n  readonly d?: {\n    readonly e?: string;\n  };\n}\n",
    );
    expect(jsonSchema).toMatchObject({ required: ["a"], properties: { a: { required: ["b"] } } });
  });
});

/** Whether a text is TypeScript without mistakes of syntax. */
function isTypescript(text: string): boolean {
  return ts.transpileModule(text, { reportDiagnostics: true }).diagnostics?.length === 0;
}

describe("the TypeScript", () => {
  it.each(["*/ alert(1) /*", "a\nb", "`", "é"])("keeps to itself whatever a client or a claim is called: %j", (text) => {
    const odd = define({
      clients: [{ clientId: text }],
      claims: [{ name: "https://example.com/x", value: '"y"', description: text }],
    });
    const { typescript } = odd.contract({ ...MACHINE, client: text });
    expect(isTypescript(typescript)).toBe(true);
    const file = ts.createSourceFile("x.ts", typescript, ts.ScriptTarget.Latest);
    expect(file.statements.map((statement) => ts.SyntaxKind[statement.kind])).toEqual(["InterfaceDeclaration"]);
  });
});

describe("every token keeps its contract", () => {
  it.each(FIXTURES.map((fixture) => [fixture.title, fixture] as const))("%s", (_title, { document, request }) => {
    const claims = define(document);
    const issued = claims.issue(request);
    const { grant, token, client } = request;
    for (const contract of [claims.contract({ grant, token, ...(client ? { client } : {}) }), claims.contract({ grant, token })]) {
      expect(isTypescript(contract.typescript)).toBe(true);
      if (issued.ok && issued.errors.length === 0) expect(valid(contract.jsonSchema, issued.claims)).toBe(true);
    }
  });

  const expressions = [
    "app.region",
    "app.home",
    "app.tier",
    "app.level",
    "app.tags",
    "app.since",
    "user.name",
    "user.active",
    "appuser.role",
    'user == null ? "m" : user.name',
    'app.home ?: "none"',
    "app.level / app.level",
    "app.home == null",
    "{app.home, app.region}",
    "{a: app.level, b: user.name}",
    "app.tags[0]",
    "app.profile",
    "String.len(user.name)",
  ];
  const policy = fc.constantFrom("omit", "null", "fail");
  const claim = fc.record({
    value: fc.constantFrom(...expressions),
    whenNoUser: policy,
    whenAbsent: policy,
    whenEmpty: fc.constantFrom("keep", "omit", "null", "fail"),
    whenError: fc.constantFrom("omit", "fail"),
    scopes: fc.constantFrom([], ["s"]),
    tokens: fc.subarray(["access_token", "id_token", "userinfo"], { minLength: 1 }),
  });
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const text = fc.constantFrom("", "x");
  const context = fc.record({
    app: fc.record({
      profile: fc.record({
        home: maybe(text),
        region: text,
        tier: fc.constantFrom("gold", "basic"),
        level: maybe(fc.constantFrom(0, 1)),
        tags: maybe(fc.array(text, { maxLength: 2 })),
        since: maybe(fc.constant("2026-01-31T09:30:00Z")),
      }),
    }),
    user: fc.record({ name: maybe(text), active: fc.boolean() }),
    appuser: maybe(fc.record({ role: maybe(text) })),
    session: fc.constant({ id: "s" }),
  });
  it.each<[string, object, unknown]>([
    ["a short text, with a long default", { value: "app.code" }, "more than four"],
    ["a group, with a map as its default", { value: "app.groups[9]" }, {}],
  ])("%s", (_words, claim, value) => {
    const schemas = { app: { code: { type: "text?", maxLength: 4 } } };
    const defined = define({ schemas, claims: [{ name: "x", ...claim, whenAbsent: { default: value } }] });
    const issued = defined.issue({ ...MACHINE, context: { app: {} } });
    expect(issued).toMatchObject({ ok: true, claims: { x: value } });
    expect(valid(defined.contract(MACHINE).jsonSchema, { x: value })).toBe(true);
  });
  it("whatever the claims, the policies and the data", () => {
    fc.assert(
      fc.property(fc.array(claim, { minLength: 1, maxLength: 4 }), context, fc.boolean(), (claims, data, granted) => {
        const defined = define({ schemas: SCHEMAS, claims: claims.map((each, index) => ({ name: `c${index}`, ...each })) });
        for (const { grant, token } of combinationsOf(partsOf(defined))) {
          const issued = defined.issue({ grant, token, context: data, scopes: granted ? ["s"] : [] });
          if (issued.ok)
            expect({ claims: issued.claims, valid: valid(defined.contract({ grant, token }).jsonSchema, issued.claims) }).toEqual({
              claims: issued.claims,
              valid: true,
            });
        }
      }),
      { numRuns: 60 },
    );
  });
});
