/** Claim names: what a name may be, which names belong to the protocol in which token, and which claims would overwrite each other. */
import { describe, expect, it } from "vitest";
import { makeClaim } from "../../src/claims/claim.js";
import { reportCollisions } from "../../src/claims/collisions.js";
import type { ClaimDefinition } from "../../src/claims/document-types.js";
import { RESERVED_NAMES, readClaims } from "../../src/claims/index.js";
import { keysOf, nameProblem } from "../../src/claims/names.js";
import { DocumentProblems } from "../../src/claims/problem.js";
import type { ClaimProgram } from "../../src/claims/program.js";
import { GRANTS, type TokenKind } from "../../src/context/grants.js";
import { growth, LINEAR } from "../clock.js";
import { SETTINGS } from "./documents.js";

const TOKENS: readonly TokenKind[] = ["access_token", "id_token", "userinfo"];
const problems = (...claims: readonly object[]): string[] =>
  readClaims({ clients: [{ clientId: "a" }, { clientId: "b" }, { clientId: "c" }], claims }, SETTINGS).diagnostics.map(
    ({ code }) => code,
  );
const readAll = (claims: readonly object[]) =>
  readClaims({ clients: ["a", "b"].map((clientId) => ({ clientId })), claims }, SETTINGS);
const claim = (name: string, more: object = {}): object => ({ name, value: "1", ...more });

describe("reserved names", () => {
  it("have a source and say what they are", () => {
    for (const { name, source, about } of RESERVED_NAMES) {
      expect(source, name).toMatch(/^(?:RFC \d{4}, \d|OpenID Connect|FAPI)/);
      expect(about, name).toMatch(/^[a-z].*[a-z]$/);
    }
    expect(new Set(RESERVED_NAMES.map(({ name }) => name)).size).toBe(RESERVED_NAMES.length);
  });
  it("are at least those that every token has", () => {
    const names = RESERVED_NAMES.map(({ name }) => name);
    const wanted = "iss sub aud exp iat nbf jti nonce at_hash c_hash auth_time acr amr azp sid cnf act client_id scope".split(" ");
    expect(names).toEqual(expect.arrayContaining(wanted));
  });
  it.each(RESERVED_NAMES.flatMap((row) => TOKENS.map((token) => [row.name, token, row.allowed.includes(token)] as const)))(
    "%s in the %s",
    (name, token, allowed) => {
      expect(problems(claim(name, { tokens: [token] }))).toEqual(allowed ? [] : ["claims/reserved-name"]);
      expect(problems(claim(`${name}.inner`, { tokens: [token], nested: true }))).toEqual(allowed ? [] : ["claims/reserved-name"]);
      expect(problems(claim(`${name}.inner`, { tokens: [token] }))).toEqual([]);
    },
  );
  it.each<[string, TokenKind, boolean]>([
    ["sub", "access_token", true],
    ["sub", "id_token", false],
    ["sub", "userinfo", false],
    ["scope", "access_token", true],
    ["scope", "id_token", false],
    ["iss", "access_token", false],
    ["groups", "access_token", true],
    ["groups", "id_token", true],
    ["roles", "access_token", true],
    ["email", "id_token", true],
    ["active", "access_token", false],
    ["ISS", "access_token", true],
  ])("%s in the %s may be set: %s", (name, token, allowed) =>
    expect(problems(claim(name, { tokens: [token] })).length === 0).toBe(allowed),
  );
  it("one claim in two tokens is one mistake that names both", () => {
    const { diagnostics } = readClaims({ claims: [claim("iss", { tokens: ["access_token", "id_token"] })] }, SETTINGS);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "The name `iss` is reserved in the access token and the ID token (RFC 7519, 4.1.1).",
    ]);
  });
});

describe("names", () => {
  it.each([
    "a",
    "A_1",
    "https://example.com/claims/role",
    "urn:x:y",
    "größe",
    "役割",
    "a b",
    "a.b",
    "a/b",
    "$x",
    "-",
    "0",
    "null",
    "true",
  ])("%j is one", (name) => expect(problems(claim(name))).toEqual([]));
  it.each([
    "",
    " a",
    "a ",
    "a\u0000",
    "a\nb",
    "a\u007f",
    "a\u200bb",
    "a\u202eb",
    "\ud800",
    "a\u2028b",
    "x".repeat(257),
    ...Object.getOwnPropertyNames(Object.prototype),
    "prototype",
  ])("%j is none", (name) => expect(problems(claim(name))).toEqual(["claims/unsafe-name"]));
  it.each(["a..b", ".a", "a.", ".", "a.__proto__", "constructor.a", "a.b .c"])("%j is none where its dots are levels", (name) =>
    expect(problems(claim(name, { nested: true }))).toEqual(["claims/unsafe-name"]),
  );
});

describe("two claims", () => {
  it.each<[string, object, object, boolean]>([
    ["of one name", {}, {}, true],
    ["of one name for two tokens", { tokens: ["access_token"] }, { tokens: ["id_token"] }, false],
    ["of one name with one token in common", { tokens: ["access_token", "id_token"] }, { tokens: ["id_token", "userinfo"] }, true],
    ["of one name for two grants", { grants: ["password"] }, { grants: ["device_code"] }, false],
    ["of one name with one grant in common", { grants: ["password"] }, { grants: ["password", "device_code"] }, true],
    ["of one name for two clients", { clients: ["a"] }, { clients: ["b"] }, false],
    ["of one name for one client and all", { clients: ["a"] }, {}, true],
    ["of one name for two scopes, which may both be granted", { scopes: ["a"] }, { scopes: ["b"] }, true],
    ["of one name, one of them inactive", { status: "inactive" }, {}, false],
    [
      "of one name, whose common grant gives no common token",
      { grants: ["client_credentials"], tokens: ["access_token", "id_token"] },
      { grants: ["client_credentials", "password"], tokens: ["id_token"] },
      false,
    ],
  ])("%s", (_words, left, right, clash) =>
    expect(problems(claim("x", left), claim("x", right)).includes("claims/name-clash")).toBe(clash),
  );
  it.each<[string, object, object, boolean]>([
    ["a level and what is inside it", claim("a"), claim("a.b", { nested: true }), true],
    ["what is inside a level and the level", claim("a.b.c", { nested: true }), claim("a"), true],
    ["two names inside one level", claim("a.b", { nested: true }), claim("a.c", { nested: true }), false],
    ["one name inside one level twice", claim("a.b", { nested: true }), claim("a.b", { nested: true }), true],
    ["a name with a dot, as levels and as it is: nobody could tell them apart", claim("a.b", { nested: true }), claim("a.b"), true],
    [
      "a level for two clients and what is inside it for a third",
      claim("a", { clients: ["a", "b"] }),
      claim("a.b", { nested: true, clients: ["c"] }),
      false,
    ],
    [
      "a level for two clients and what is inside it for one of them",
      claim("a", { clients: ["a", "b"] }),
      claim("a.b", { nested: true, clients: ["b"] }),
      true,
    ],
    [
      "a level for one client and what is inside it for two",
      claim("a", { clients: ["c"] }),
      claim("a.b", { nested: true, clients: ["b", "c"] }),
      true,
    ],
    ["a level and a name that begins like it", claim("a.b", { nested: true }), claim("ab"), false],
  ])("%s", (_words, left, right, clash) => {
    expect(problems(left, right).includes("claims/name-clash")).toBe(clash);
    expect(problems(right, left).includes("claims/name-clash")).toBe(clash);
  });
  it("of three, each later one is told once, at the later one", () => {
    const { diagnostics } = readClaims({ claims: [claim("x"), claim("x"), claim("x")] }, SETTINGS);
    expect(diagnostics.map(({ path, data }) => [path, data.other])).toEqual([
      ["claims[1].name", 1],
      ["claims[2].name", 1],
    ]);
  });
});

describe("what is wrong with a name, in words", () => {
  it.each<[string, boolean, string | undefined]>([
    ["role", false, undefined],
    ["a.b", true, undefined],
    ["", false, "it is empty"],
    ["", true, "it is empty"],
    ["a..b", true, "a part between its dots is empty"],
    [".a", true, "a part between its dots is empty"],
    ["a..b", false, undefined],
    ["x".repeat(256), false, undefined],
    ["x".repeat(257), false, "it has more than 256 characters"],
    // The dots count too.
    [`${"x".repeat(127)}.${"y".repeat(128)}`, true, undefined],
    [`${"x".repeat(128)}.${"y".repeat(128)}`, true, "it has more than 256 characters"],
    ["a.toString", true, "`toString` is a name that programs confuse with their own"],
    ["a.toString", false, undefined],
    ["prototype", false, "`prototype` is a name that programs confuse with their own"],
    ["a\ud800", false, "it holds half of a character pair"],
    ["a.\ud800", true, "it holds half of a character pair"],
    [" a", false, "it has a character that nobody sees, or blanks at its ends"],
    ["a. b", true, "it has a character that nobody sees, or blanks at its ends"],
    ["a\u200b", false, "it has a character that nobody sees, or blanks at its ends"],
  ])("%j, nested: %s", (name, nested, words) => expect(nameProblem(keysOf(name, nested))).toBe(words));
});

describe("many claims of one name", () => {
  const many = (size: number, more: (index: number) => object) =>
    Array.from({ length: size }, (_, index) => claim("x", more(index)));
  it("are each told the first one that they clash with", () => {
    const { diagnostics } = readClaims({
      clients: ["a", "b", "c"].map((clientId) => ({ clientId })),
      claims: [
        claim("x", { clients: ["a"] }),
        claim("x", { clients: ["b"], tokens: ["id_token"] }),
        claim("x", { clients: ["b"] }),
        claim("x", { clients: ["c", "b"] }),
        claim("x", { tokens: ["id_token"] }),
        claim("x", { tokens: ["userinfo"] }),
        claim("x", { tokens: ["userinfo", "access_token"] }),
      ],
    });
    expect(diagnostics.map(({ keys, data }) => [keys[1], data.other, data.token])).toEqual([
      [3, 3, "access token"],
      [4, 2, "ID token"],
      [6, 1, "access token"],
    ]);
  });
  it.each([
    [["a"], ["b"], ["a", "b"]],
    [["a"], ["b"], ["b", "a"]],
  ])("for %j, %j and %j are told of the first, whichever client comes first", (...all) => {
    const { diagnostics } = readAll(all.map((clients) => claim("x", { clients })));
    expect(diagnostics.map(({ keys, data }) => [keys[1], data.other])).toEqual([[2, 1]]);
  });
  it.each<[string, (index: number, size: number) => object]>([
    ["for a client each", (index) => ({ clients: [`c${index}`] })],
    ["for two tokens", (index, size) => ({ tokens: [index < size / 2 ? "access_token" : "id_token"] })],
  ])("%s are compared in time that grows with them", (_what, more) => {
    const run = (size: number): void => {
      const claims = many(size, (index) => more(index, size)) as ClaimDefinition[];
      const made = claims.map((definition, index) => makeClaim(definition, index, ["x"], {} as ClaimProgram));
      reportCollisions(
        made.map((each) => ({ claim: each, wrong: new Set() })),
        new Map(Object.entries(GRANTS)),
        new DocumentProblems(),
      );
    };
    expect(growth(run, 4000)).toBeLessThan(LINEAR);
  });
});
