/** A claim set is held to a target when it is defined: tokens, names, kinds of values, policies, sizes. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/define.js";
import { reservedIn } from "../../src/claims/reserved.js";
import { GRANTS, type TokenKind } from "../../src/context/grants.js";
import type { ClaimsElError } from "../../src/diagnostics/error.js";
import { allFunctions } from "../../src/library/all.js";
import { checkTarget, requireTarget } from "../../src/targets/check.js";
import { TARGETS, type Target, type TargetName } from "../../src/targets/target.js";

const app = {
  a_text: "text?",
  a_boolean: "boolean?",
  an_integer: "integer?",
  a_number: "number?",
  a_timestamp: "timestamp?",
  a_list: "list<text>?",
  a_list_of_nulls: "list<text?>?",
  a_list_of_numbers: "list<number>?",
  a_map: { attributes: { inner: "text?" }, nullable: true },
  anything: "unknown",
  list_of_anything: "list<unknown>?",
} as const;

const found = (claim: object, target: TargetName, more: object = {}) =>
  checkTarget(defineClaims({ schemas: { app }, ...more, claims: [claim] }, { functions: allFunctions }), target).map(
    ({ code, path, message }) => ({ code, path, message }),
  );
const codes = (claim: object, target: TargetName) => found(claim, target).map(({ code }) => code);

describe("values", () => {
  const carried: Record<string, readonly string[]> = {
    entra: ["a_text", "a_timestamp", "a_list", "anything", "list_of_anything"],
    cognitoV1: ["a_text", "a_timestamp", "anything", "list_of_anything"],
    cognito: Object.keys(app),
    okta: Object.keys(app),
    hydra: Object.keys(app),
  };
  it.each(Object.entries(carried))("%s", (target, names) => {
    const tokens = [(TARGETS[target as TargetName] as Target).tokens[0]];
    const fits = Object.keys(app).filter(
      (name) => codes({ name, value: `app.${name}`, tokens }, target as TargetName).length === 0,
    );
    expect(fits).toEqual(names);
  });
  it("say what is given, and what is taken", () =>
    expect(found({ name: "admin", value: "app.a_boolean" }, "entra")).toEqual([
      {
        code: "claims/target-value",
        path: "claims[0].value",
        message: "`admin` gives boolean, which Entra's tokenIssuanceStart cannot carry.",
      },
    ]));
  it("nested names make a map", () =>
    expect(found({ name: "place.country", value: "app.a_text", nested: true }, "entra")).toMatchObject([
      { code: "claims/target-value", path: "claims[0].name" },
    ]));
  it("groups claims are lists of texts", () => {
    const groups = { name: "teams", groups: { startsWith: "a" }, tokens: ["id_token"] };
    expect(codes(groups, "entra")).toEqual([]);
    expect(found(groups, "cognitoV1")).toMatchObject([{ code: "claims/target-value", path: "claims[0].groups" }]);
  });
  it("a name that must be plain takes no map and no list", () => {
    const address = (value: string) => codes({ name: "address", value, tokens: ["id_token"] }, "cognito");
    expect(address("app.a_text")).toEqual([]);
    expect(address("app.a_map")).toEqual(["claims/target-value"]);
    expect(address("app.a_list")).toEqual(["claims/target-value"]);
  });
});

describe("policies", () => {
  it.each(["whenNoUser", "whenAbsent", "whenEmpty"])("%s may write null only where null is carried", (policy) => {
    const claim = { name: "home", value: "app.a_text", [policy]: "null" };
    expect(found(claim, "entra")).toMatchObject([{ code: "claims/target-value", path: `claims[0].${policy}` }]);
    expect(codes(claim, "okta")).toEqual([]);
  });
});

describe("tokens", () => {
  it("that the hook cannot write into", () =>
    expect(found({ name: "home", value: "app.a_text", tokens: ["access_token", "id_token"] }, "auth0CredentialsExchange")).toEqual([
      {
        code: "claims/target-token",
        path: "claims[0].tokens",
        message: "`home` is for the ID token, and an Auth0 credentials-exchange Action cannot write into it.",
      },
    ]));
  it("only oidc-provider writes userinfo", () => {
    const userinfo = { name: "home", value: "app.a_text", tokens: ["userinfo"] };
    const able = (Object.keys(TARGETS) as TargetName[]).filter((target) => codes(userinfo, target).length === 0);
    expect(able).toEqual(["oidcProvider"]);
  });
});

describe("names", () => {
  /** What a document may use at all, and a target keeps for itself. */
  const kept = (Object.entries(TARGETS) as [TargetName, Target][]).flatMap(([target, { reserved }]) =>
    (Object.keys(reserved) as TokenKind[]).flatMap((token) =>
      (reserved[token]?.names ?? [])
        .filter((name) => !reservedIn(name, token) && name !== "." && name !== "constructor")
        .map((name) => [target, token, name] as const),
    ),
  );
  it("each reserved name is refused by its target, and free elsewhere", () => {
    expect(kept.length).toBeGreaterThan(300);
    for (const [target, token, name] of kept) {
      const grants = Object.entries(GRANTS).filter(([, grant]) => (grant.tokens as readonly string[]).includes(token));
      const claim = { name, value: "app.anything", tokens: [token], grants: grants.map(([grant]) => grant) };
      const problems = found(claim, target);
      expect([target, token, name, problems.map(({ code }) => code)]).toEqual([target, token, name, ["claims/target-name"]]);
    }
  });
  it.each([
    ["cognito", "cognito:groups", "names that begin with `cognito:` are its own in the access token"],
    ["cognito", "dev:x", "names that begin with `dev:` are its own in the access token"],
    ["entra", "xms_cc", "names that begin with `xms_` are its own in the access token"],
    ["auth0PostLogin", "https://auth0.com/role", "addresses of auth0.com are its own in the access token"],
    ["auth0PostLogin", "http://acme.AUTH0.com:443/role", "addresses of auth0.com are its own in the access token"],
    ["auth0PostLogin", "urn:auth0:role", "names that begin with `urn:auth0` are its own in the access token"],
  ] as const)("%s: %s", (target, name, problem) =>
    expect(found({ name, value: "app.a_text" }, target)).toMatchObject([
      { code: "claims/target-name", path: "claims[0].name", message: expect.stringContaining(problem) },
    ]),
  );
  it.each(["https://notauth0.com/role", "https://example.com/auth0.com", "custom:home", "cognito"])("%s is free", (name) =>
    expect([...codes({ name, value: "app.a_text" }, "auth0PostLogin"), ...codes({ name, value: "app.a_text" }, "cognito")]).toEqual(
      [],
    ),
  );
  it.each([
    ["access_token", "groups"],
    ["id_token", "groups"],
    ["id_token", "cid"],
  ] as const)("the token inline hook's list has, of the %s, %s", (token, name) =>
    expect(codes({ name, value: "app.a_text", tokens: [token] }, "okta")).toEqual(["claims/target-name"]),
  );
  it("the first key of a nested name counts", () =>
    expect(
      codes({ name: "permissions.read", value: "app.a_text", nested: true, tokens: ["access_token"] }, "auth0PostLogin"),
    ).toEqual(["claims/target-name"]));
});

describe("sizes", () => {
  const sized = (length: number) => ({
    clients: [
      { clientId: "small", grants: ["client_credentials"], profile: { a_text: "x" } },
      { clientId: "large", grants: ["client_credentials", "authorization_code"], profile: { a_text: "x".repeat(length) } },
    ],
  });
  const frame = '{"home":""}'.length;
  it("a token that is too large without any user is told at its client", () => {
    expect(found({ name: "home", value: "app.a_text" }, "entra", sized(3_000 - frame))).toEqual([]);
    expect(found({ name: "home", value: "app.a_text" }, "entra", sized(3_001 - frame))).toEqual([
      {
        code: "claims/target-size",
        path: "clients[1]",
        message:
          "The claims of the access token on authorization_code take 3001 bytes or more; Entra's tokenIssuanceStart takes 3000.",
      },
    ]);
  });
  it("without clients it is told at the claims", () => {
    const claim = { name: "home", value: `"${"x".repeat(4_000)}"` };
    expect(found(claim, "entra")).toMatchObject([{ code: "claims/target-size", path: "claims" }]);
  });
});

describe("targets that there are not", () => {
  const set = defineClaims({ claims: [] });
  it("are named, with the nearest one", () =>
    expect(checkTarget(set, "entr" as TargetName)).toMatchObject([
      { code: "claims/unknown-target", message: "There is no target `entr`.", hint: "Did you mean `entra`?" },
    ]));
  it("have no names of Object.prototype", () =>
    expect(checkTarget(set, "constructor" as TargetName)).toMatchObject([{ code: "claims/unknown-target" }]));
});

describe("requireTarget", () => {
  it("throws everything at once", () => {
    const set = defineClaims({
      schemas: { app },
      claims: [
        { name: "role", value: "app.a_text" },
        { name: "admin", value: "app.a_boolean" },
      ],
    });
    let thrown: unknown;
    try {
      requireTarget(set, "entra");
    } catch (error) {
      thrown = error;
    }
    expect((thrown as ClaimsElError).diagnostics.map(({ code }) => code)).toEqual(["claims/target-name", "claims/target-value"]);
  });
  it("is silent where all is well", () => expect(requireTarget(defineClaims({ claims: [] }), "entra")).toBeUndefined());
});
