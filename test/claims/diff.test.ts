/** `diffClaims`: what changes in tokens, why, in how many, with an example that can be looked up. */
import { describe, expect, it } from "vitest";
import { type ClaimsDiff, diffClaims, diffContexts, diffSteps } from "../../src/claims/index.js";
import { define, FIXTURES } from "./documents.js";

const CLIENTS = [
  { clientId: "job", grants: ["client_credentials"], profile: { home: "HDQ" } },
  { clientId: "portal", grants: ["authorization_code"] },
];
const of = (...claims: readonly object[]) => define({ clients: CLIENTS, claims });
const diff = (before: readonly object[], after: readonly object[]): ClaimsDiff => diffClaims(of(...before), of(...after));
const HOME = { name: "home", value: "app.home" };
const shown = (changes: ClaimsDiff["added"]) => changes.map(({ name, cause }) => `${name} ${cause}`);

describe("a change", () => {
  it("that changes no token is none", () => {
    expect(diff([HOME], [{ name: "home", value: "( app.home )", description: "the same" }])).toMatchObject({
      different: 0,
      added: [],
      removed: [],
      changed: [],
      retyped: [],
    });
    expect(diff([HOME, { name: "b", value: "1" }], [{ name: "b", value: "1" }, HOME])).toMatchObject({ different: 0 });
  });
  it.each<[string, object[], object[], keyof ClaimsDiff, string]>([
    ["a new claim", [HOME], [HOME, { name: "x", value: "1" }], "added", "x new"],
    ["a claim that is gone", [HOME, { name: "x", value: "1" }], [HOME], "removed", "x gone"],
    [
      "a claim that is inactive now",
      [{ name: "x", value: "1" }],
      [{ name: "x", value: "1", status: "inactive" }],
      "removed",
      "x gone",
    ],
    ["another value", [{ name: "x", value: "1" }], [{ name: "x", value: "2" }], "changed", "x value"],
    ["a value of another kind", [{ name: "x", value: "1" }], [{ name: "x", value: '"1"' }], "retyped", "x value"],
    ["a list in place of a text", [{ name: "x", value: '"a"' }], [{ name: "x", value: '{"a"}' }], "retyped", "x value"],
    ["other tokens", [{ name: "x", value: "1" }], [{ name: "x", value: "1", tokens: ["id_token"] }], "removed", "x token-type"],
    [
      "other scopes",
      [{ name: "x", value: "1" }],
      [{ name: "x", value: "1", clients: ["job"] }],
      "removed",
      "x client-not-selected",
    ],
    [
      "a default",
      [{ name: "x", value: "appuser.role", grants: ["client_credentials"], whenNoUser: { default: "d" } }],
      [{ name: "x", value: "appuser.role", grants: ["client_credentials"] }],
      "removed",
      "x needs-user",
    ],
    [
      "an error",
      [{ name: "x", value: "1" }],
      [{ name: "x", value: "1 / 0", whenError: "omit" }],
      "removed",
      "x run/division-by-zero",
    ],
  ])("%s", (_words, before, after, kind, change) => {
    const found = diff(before, after);
    expect(shown(found[kind] as ClaimsDiff["added"])).toContain(change);
    expect(found.different).toBeGreaterThan(0);
  });
  it("that refuses tokens says so, and whose claims go with them", () => {
    const fails = { name: "n", value: "1 / 0", tokens: ["access_token", "id_token", "userinfo"] };
    const found = diff([HOME], [HOME, fails]);
    expect(shown(found.removed)).toEqual(["home token-refused"]);
    expect([found.refused, found.unrefused]).toEqual([found.compared, 0]);
    expect(diff([HOME, fails], [HOME])).toMatchObject({
      refused: 0,
      unrefused: found.compared,
      added: [{ name: "home", cause: "token-refused" }],
    });
  });
  it("that only refuses tokens is a difference", () =>
    expect(diff([], [{ name: "n", value: "1 / 0" }]).different).toBeGreaterThan(0));
  it("is counted and has one example, which is true", () => {
    const [change] = diff([HOME], [{ name: "home", value: 'app.home + "!"' }]).changed;
    expect(change).toMatchObject({
      name: "home",
      count: 1,
      example: { client: "job", grant: "client_credentials", token: "access_token", before: "HDQ", after: "HDQ!" },
    });
  });
  it("is grouped by cause", () => {
    const claims = [{ name: "role", value: "appuser.role" }];
    const { removed } = diff([{ name: "role", value: '"x"' }], claims);
    expect(shown(removed).sort()).toEqual(["role needs-assignment", "role needs-user", "role unset-on-app-user"]);
  });
});

describe("the contexts", () => {
  it("are each client of either document, each grant it may use, each token, each edge of what is read", () => {
    const places = new Set(diffContexts(of(HOME), of(HOME)).map(({ client, grant, token }) => `${client} ${grant} ${token}`));
    expect([...places]).toEqual([
      "portal authorization_code access_token",
      "portal authorization_code id_token",
      "portal authorization_code userinfo",
      "job client_credentials access_token",
    ]);
  });
  it("may be given", () => {
    const request = { title: "mine", grant: "password", token: "access_token", context: { app: { home: "x" } } } as const;
    const found = diffClaims(define({ claims: [HOME] }), define({ claims: [] }), [request]);
    expect(found).toMatchObject({ compared: 1, different: 1, removed: [{ count: 1, example: { title: "mine", before: "x" } }] });
  });
  it("that cannot be answered are no difference where both say so", () => {
    expect(diffClaims(of(HOME), of(HOME), [{ grant: "implicit", token: "access_token" }])).toMatchObject({ different: 0 });
  });
  it("a step at a time know how many there are", () => {
    const work = diffSteps(of(HOME), of(HOME));
    expect(work.steps).toBe(diffContexts(of(HOME), of(HOME)).length);
  });
  it.each(FIXTURES.map((fixture) => [fixture.title, fixture] as const))(
    "%s: a document differs from nothing of itself",
    (_title, { document, request }) => {
      expect(diffClaims(define(document), define(document))).toMatchObject({ different: 0 });
      expect(diffClaims(define(document), define(document), [request])).toMatchObject({ different: 0, compared: 1 });
    },
  );
});

describe("masks", () => {
  const secret = (value: string) =>
    define({ schemas: { user: { ssn: { type: "text?", sensitivity: "secret" } } }, claims: [{ name: "x", value }] });
  const request = { grant: "password", token: "access_token", context: { user: { ssn: "123-45" } } } as const;
  it("hide both sides where either is sensitive", () => {
    const found = diffClaims(secret('"open"'), secret("user.ssn"), [request]);
    expect(found.changed[0]?.example).toEqual({
      title: "as given",
      client: undefined,
      grant: "password",
      token: "access_token",
      masked: true,
    });
    expect(JSON.stringify(found)).not.toContain("123-45");
  });
  it("are taken off when asked", () =>
    expect(diffClaims(secret('"open"'), secret("user.ssn"), [request], { reveal: true }).changed[0]?.example).toMatchObject({
      before: "open",
      after: "123-45",
    }));
});

describe("sets", () => {
  it("of another copy are refused with a word", () => expect(() => diffClaims({ ...of(HOME) }, of(HOME))).toThrow(/no claim set/));
});
