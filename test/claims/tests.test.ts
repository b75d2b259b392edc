/** A document's own tests: what passes, what fails and in which words, what they reach, what they would have to expect. */
import { describe, expect, it } from "vitest";
import { readClaims, type TestReport } from "../../src/claims/index.js";
import { runSteps } from "../../src/claims/stepwise.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { KINDS } from "../../src/context/kinds.js";
import { define } from "./documents.js";

const CLAIMS = [
  { name: "home", value: "app.home" },
  { name: "role", value: "appuser.role" },
  { name: "n", value: "1 / app.zero", whenError: "omit" },
];
const CLIENTS = [
  { clientId: "app1", grants: ["client_credentials"], profile: { home: "HDQ", zero: 0 } },
  { clientId: "app2", grants: ["client_credentials", "password"], profile: { zero: 1 } },
];
const run = (tests: readonly object[], claims: readonly object[] = CLAIMS): TestReport =>
  define({ clients: CLIENTS, claims, tests }).test();
const only = (test: object, claims?: readonly object[]) => run([test], claims).tests[0]?.failures;
const BASE = { client: "app1", grant: "client_credentials" };

describe("an expectation", () => {
  it.each<[string, object]>([
    ["of a value", { ...BASE, expect: { home: "HDQ" } }],
    ["of an absence", { ...BASE, absent: { role: "needs-user" } }],
    ["of an error", { ...BASE, errors: { n: "run/division-by-zero" } }],
    [
      "of all at once",
      { ...BASE, expect: { home: "HDQ" }, absent: { role: "needs-user" }, errors: { n: "run/division-by-zero" }, exact: true },
    ],
    ["of nothing", BASE],
    ["with scopes", { ...BASE, scopes: ["s"], expect: { home: "HDQ" } }],
  ])("%s holds", (_words, test) => expect(only(test)).toEqual([]));
  it.each<[string, object, object[]]>([
    ["another value", { ...BASE, expect: { home: "FDS" } }, [{ claim: "home", expected: '"FDS"', actual: '"HDQ"' }]],
    ["a value of another kind", { ...BASE, expect: { home: 1 } }, [{ claim: "home", expected: "1", actual: '"HDQ"' }]],
    [
      "a value that is absent",
      { ...BASE, expect: { role: "x" } },
      [{ claim: "role", expected: '"x"', actual: "left out, needs-user" }],
    ],
    [
      "a value that is an error",
      { ...BASE, expect: { n: 1 } },
      [{ claim: "n", expected: "1", actual: "the error run/division-by-zero" }],
    ],
    [
      "an absence that is a value",
      { ...BASE, absent: { home: "unset-on-client" } },
      [{ claim: "home", expected: "left out, unset-on-client", actual: '"HDQ"' }],
    ],
    [
      "an absence for another reason",
      { ...BASE, absent: { role: "needs-assignment" } },
      [{ claim: "role", expected: "left out, needs-assignment", actual: "left out, needs-user" }],
    ],
    [
      "an error that is a value",
      { ...BASE, errors: { home: "run/budget" } },
      [{ claim: "home", expected: "the error run/budget", actual: '"HDQ"' }],
    ],
    [
      "no other claim",
      { ...BASE, client: "app1", expect: {}, exact: true },
      [{ claim: "home", expected: "not in the token", actual: '"HDQ"' }],
    ],
  ])("of %s does not hold, and says what is", (_words, test, failures) => expect(only(test)).toEqual(failures));
  it("maps are compared whatever the order of their keys, lists in order", () => {
    const claims = [{ name: "m", value: "{a: 1, b: {2, 3}}" }];
    expect(only({ grant: "password", expect: { m: { b: [2, 3], a: 1 } } }, claims)).toEqual([]);
    expect(only({ grant: "password", expect: { m: { a: 1, b: [3, 2] } } }, claims)).toHaveLength(1);
  });
  it("a token that is refused is a failure where no error is expected", () => {
    const claims = [
      { name: "n", value: "1 / 0" },
      { name: "home", value: '"x"' },
    ];
    expect(only({ grant: "password" }, claims)).toEqual([
      { expected: "a token", actual: "the token is refused: run/division-by-zero" },
    ]);
    expect(only({ grant: "password", errors: { n: "run/division-by-zero" } }, claims)).toEqual([]);
    expect(only({ grant: "password", errors: { n: "run/division-by-zero" }, expect: { home: "x" } }, claims)).toEqual([
      { claim: "home", expected: '"x"', actual: "no token" },
    ]);
  });
  it("of claims that share a name is of the one that is for the token", () => {
    const claims = [
      { name: "home", value: '"one"', clients: ["app1"] },
      { name: "home", value: '"two"', clients: ["app2"] },
    ];
    expect(only({ ...BASE, expect: { home: "one" } }, claims)).toEqual([]);
    expect(only({ ...BASE, client: "app2", expect: { home: "two" } }, claims)).toEqual([]);
  });
});

describe("a test whose token cannot be asked for", () => {
  const test = { ...BASE, context: { app: { clientId: "app2" } } };
  it("fails, and says why", () =>
    expect(only({ ...test, expect: { home: "HDQ" } })).toEqual([
      { claim: "home", expected: '"HDQ"', actual: "the error claims/client-mismatch" },
      { expected: "a token", actual: "the token is refused: claims/client-mismatch" },
    ]));
  it("reaches nothing", () =>
    expect(run([test], [{ name: "x", value: "1", grants: ["client_credentials"] }]).coverage.grants).toMatchObject({
      reached: 0,
      of: 1,
    }));
  it("may expect that very error", () =>
    expect(only({ ...test, errors: { home: "claims/client-mismatch", role: "claims/client-mismatch" } })).toEqual([]));
  it("is told before it runs where its grant gives no token at all", () => {
    const env = defineEnvironment({ kind: KINDS["saml-attribute"] });
    const tests = [{ grant: "evaluation" }];
    expect(readClaims({ claims: [{ name: "x", value: "1" }], tests }, env).diagnostics).toContainEqual(
      expect.objectContaining({
        code: "claims/unknown-token",
        path: "tests[0].token",
        data: expect.objectContaining({ known: "none" }),
      }),
    );
  });
  it("names no claim wrongly where the name of a claim cannot be read", () => {
    const { diagnostics } = readClaims({ claims: [{ name: 5, value: "1" }], tests: [{ grant: "password", expect: { x: 1 } }] });
    expect(diagnostics.map(({ path }) => path)).toEqual(["claims[0].name"]);
  });
});

describe("a report", () => {
  it("of no tests is empty", () =>
    expect(define({ claims: CLAIMS }).test()).toMatchObject({
      passed: 0,
      failed: 0,
      tests: [],
      coverage: { branches: { of: 0 } },
    }));
  it("counts and titles", () => {
    const report = run([{ ...BASE }, { title: "mine", ...BASE, expect: { home: "no" } }]);
    expect(report).toMatchObject({
      passed: 1,
      failed: 1,
      tests: [
        { number: 1, title: "app1, client_credentials, access_token", passed: true },
        { number: 2, title: "mine", passed: false },
      ],
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
  it("masks sensitive values unless asked otherwise", () => {
    const secret = define({
      schemas: { user: { ssn: { type: "text?", sensitivity: "secret" } } },
      claims: [{ name: "ssn", value: "user.ssn" }],
      tests: [{ grant: "password", context: { user: { ssn: "123-45" } }, expect: { ssn: "x" } }],
    });
    expect(JSON.stringify(secret.test())).not.toContain("123-45");
    expect(JSON.stringify(secret.test({ reveal: true }))).toContain("123-45");
  });
});

describe("coverage", () => {
  it("of a groups claim is of its grants alone", () => {
    const groups = [{ name: "g", groups: { startsWith: "a" }, grants: ["password"] }];
    const test = { client: "app2", grant: "password", context: { user: {}, groups: [] } };
    expect(run([test], groups).coverage).toEqual({
      branches: { reached: 0, of: 0, missed: [] },
      grants: { reached: 1, of: 1, missed: [] },
    });
  });
  const claims = [
    { name: "kind", value: 'app.home == "HDQ" ? "main" : app.other ?: "none"', grants: ["client_credentials", "password"] },
    { name: "both", value: "app.home == null and app.other == null", grants: ["password"], clients: ["app2"] },
  ];
  it("of branches: both ways of a conditional, what an Elvis falls back to, what and and or may skip", () => {
    const { reached, of, missed } = run([], claims).coverage.branches;
    expect([reached, of]).toEqual([0, 4]);
    expect(missed.map(({ claim, source }) => `${claim}: ${source}`).sort()).toEqual([
      "both: app.other == null",
      'kind: "main"',
      'kind: "none"',
      'kind: app.other ?: "none"',
    ]);
  });
  it("grows with what tests reach", () => {
    const reached = (tests: readonly object[]) => run(tests, claims).coverage.branches.reached;
    expect(reached([BASE])).toBe(1);
    expect(reached([BASE, { ...BASE, client: "app2" }])).toBe(3);
    expect(reached([BASE, { ...BASE, client: "app2" }, { client: "app2", grant: "password" }])).toBe(4);
    expect(reached([{ client: "app2", grant: "password", context: { app: { clientId: "app2", home: "x" } } }])).toBe(2);
  });
  it("of grants: those on which some client's token can have the claim", () => {
    expect(run([], claims).coverage.grants).toEqual({
      reached: 0,
      of: 3,
      missed: [
        { claim: "kind", grant: "password" },
        { claim: "kind", grant: "client_credentials" },
        { claim: "both", grant: "password" },
      ],
    });
    expect(run([{ client: "app2", grant: "password" }], claims).coverage.grants).toMatchObject({ reached: 2 });
    expect(run([{ client: "app2", grant: "password", token: "id_token" }], claims).coverage.grants).toMatchObject({ reached: 0 });
  });
  it("of a document without branches is whole", () =>
    expect(run([], [{ name: "x", value: "1" }]).coverage.branches).toEqual({ reached: 0, of: 0, missed: [] }));
});

describe("what a test would have to expect", () => {
  const set = define({ clients: CLIENTS, claims: CLAIMS });
  it.each<[string, object, object]>([
    [
      "of the claims that it names",
      { ...BASE, expect: { home: "old", role: "old" } },
      { expect: { home: "HDQ" }, absent: { role: "needs-user" }, errors: undefined },
    ],
    [
      "of all where it names none",
      { ...BASE },
      { expect: { home: "HDQ" }, absent: { role: "needs-user" }, errors: { n: "run/division-by-zero" } },
    ],
    [
      "of all where it is exact",
      { ...BASE, expect: { home: "old" }, exact: true },
      { expect: { home: "HDQ" }, absent: { role: "needs-user" }, errors: { n: "run/division-by-zero" } },
    ],
    [
      "an empty part stays",
      { ...BASE, expect: {}, absent: { home: "unset" } },
      { expect: { home: "HDQ" }, absent: {}, errors: undefined },
    ],
  ])("%s", (_words, test, expectations) => expect(set.expectations(test as never)).toEqual(expectations));
  it("passes", () => {
    for (const test of [
      BASE,
      { ...BASE, client: "app2" },
      { client: "app2", grant: "password", context: { user: { id: "1" }, appuser: { role: "r" } } },
    ]) {
      const { expect: values, absent, errors } = set.expectations(test as never);
      expect(run([{ ...test, expect: values, absent, errors, exact: true }]).failed).toBe(0);
    }
  });
});

describe("edges", () => {
  const tried = (claims: readonly object[], more: object = {}) => {
    const work = define({ claims, ...more }).tryEdges();
    const { steps } = work;
    const report = runSteps(work);
    expect(report.tried).toBe(steps);
    return report;
  };
  it("find what a blank text does", () => {
    const report = tried([{ name: "n", value: "Convert.toInt(user.level)", grants: ["password"] }], {
      schemas: { user: { level: "text?" } },
    });
    expect(report.findings).toMatchObject([{ claim: "n", code: "run/not-a-number", fatal: true }]);
    expect(report.refused).toBeGreaterThan(0);
  });
  it("find too many groups, and only where groups are read", () => {
    expect(tried([{ name: "g", groups: { startsWith: "" }, grants: ["password"] }]).findings).toMatchObject([
      { claim: "g", code: "run/too-many-groups", example: { title: "101 groups of each name" } },
    ]);
    expect(tried([{ name: "x", value: "app.home" }]).findings).toEqual([]);
  });
  it("find nothing where nothing can fail", () =>
    expect(
      tried([
        { name: "x", value: 'user.name ?: "none"' },
        { name: "r", value: "appuser.role" },
      ]),
    ).toMatchObject({ refused: 0, findings: [] }));
  it("are the same every time", () => {
    const set = define({
      schemas: { user: { a: "text?", b: "list<text>?", c: "integer" } },
      claims: [{ name: "x", value: "{user.a, user.b, user.c, appuser.role, session.amr}" }],
    });
    expect(set.edgeContexts("refresh_token")).toEqual(set.edgeContexts("refresh_token"));
    expect(set.edgeContexts("refresh_token").map(({ title }) => title)).toEqual([
      "every attribute set",
      "a user who is not assigned to the client",
      "no session",
      "user.a unset",
      "user.a blank",
      "user.b unset",
      "user.b empty",
      "appuser.role unset",
      "appuser.role blank",
      "session.amr unset",
      "session.amr empty",
    ]);
    expect(set.edgeContexts("client_credentials").map(({ title }) => title)).toEqual(["no user"]);
    expect(set.edgeContexts("token_exchange").map(({ title }) => title)).toContain("no user");
  });
  it("fit the schemas that they are made from", () => {
    const set = define({
      schemas: {
        user: {
          a: { type: "text", maxLength: 3 },
          b: { enum: ["x", "y"] },
          c: "timestamp",
          d: "country",
          e: "map{f: integer, g: list<number>}",
          h: "boolean",
        },
      },
      claims: ["a", "b", "c", "d", "e", "h"].map((name) => ({ name, value: `user.${name}` })),
    });
    for (const { title, context } of set.edgeContexts("password"))
      expect({ title, ok: set.issue({ grant: "password", token: "access_token", context }).ok }).toEqual({ title, ok: true });
  });
});
