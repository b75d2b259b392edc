/** The adapter without a server: what its functions give, and which errors they end in. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/define.js";
import type { ClaimsElError } from "../../src/diagnostics/error.js";
import { allFunctions } from "../../src/library/all.js";
import { oidcProviderClaims } from "../../src/oidc-provider/index.js";
import { LoaderFailure } from "../../src/oidc-provider/loaders.js";

/** The shape of the server's own class. */
class CustomOIDCProviderError extends Error {
  constructor(
    readonly error: string,
    readonly error_description: string,
  ) {
    super(error);
  }
}
const errors = { CustomOIDCProviderError };

const set = defineClaims({
  claims: [
    { name: "home", value: "app.home" },
    { name: "role", value: "appuser.role", tokens: ["access_token", "id_token"] },
    { name: "when", value: "user.id == null ? null : session.id", tokens: ["id_token", "userinfo"] },
  ],
});
const ctx = (more: object = {}) => ({
  oidc: { client: { clientId: "app1", metadata: () => ({ home: "HDQ" }) }, params: { grant_type: "client_credentials" }, ...more },
});
const person = ctx({ params: { grant_type: "authorization_code" }, session: { uid: "s1", amr: ["pwd"] } });
const users = { loadUser: (id: string) => (id === "ann" ? { id } : undefined), loadAppUser: () => ({ role: "admin" }) };

describe("tokens", () => {
  const claims = oidcProviderClaims(set, { errors, ...users });
  it("of a machine", async () =>
    expect(await claims.extraTokenClaims(ctx(), { kind: "ClientCredentials", scope: "a b" })).toEqual({ home: "HDQ" }));
  it("of a person", async () =>
    expect(await claims.extraTokenClaims(person, { kind: "AccessToken", accountId: "ann" })).toEqual({
      home: "HDQ",
      role: "admin",
    }));
  it("that are made outside of a request", async () =>
    expect(await claims.extraTokenClaims(undefined, { kind: "ClientCredentials", clientId: "app1" })).toEqual({}));
  it("ID token and userinfo, without the rejected claims, and with the account as sub", async () => {
    const account = await claims.findAccount(person, "ann");
    expect(await account?.claims("id_token", "openid", {}, [])).toEqual({ sub: "ann", role: "admin", when: "s1" });
    expect(await account?.claims("userinfo", "openid", {}, [])).toEqual({ sub: "ann", when: "s1" });
    expect(await account?.claims("id_token", "openid", {}, ["role"])).toEqual({ sub: "ann", when: "s1" });
  });
  it("of an account that there is not", async () => expect(await claims.findAccount(person, "nobody")).toBeUndefined());
  it("load the user once for all tokens of one request", async () => {
    let loads = 0;
    const counted = oidcProviderClaims(set, { errors, loadUser: (id) => ({ id, count: ++loads }) });
    const account = await counted.findAccount(person, "ann");
    await account?.claims("id_token", "openid", {}, []);
    await counted.extraTokenClaims(person, { kind: "AccessToken", accountId: "ann" });
    expect(loads).toBe(1);
  });
  it("have the host's clock, or one of its own", async () => {
    const timed = defineClaims({ claims: [{ name: "now", value: "Time.now()" }] }, { functions: allFunctions });
    const made = (now?: () => string) => oidcProviderClaims(timed, { errors, ...users, ...(now ? { now } : {}) });
    const machine = { kind: "ClientCredentials" };
    expect(await made(() => "2026-01-31T09:30:00Z").extraTokenClaims(ctx(), machine)).toEqual({ now: "2026-01-31T09:30:00.000Z" });
    const before = Date.now();
    const now = Date.parse(String((await made().extraTokenClaims(ctx(), machine)).now));
    expect([now >= before, now <= Date.now()]).toEqual([true, true]);
  });
});

describe("refusals", () => {
  const refusal = async (made: Promise<unknown>): Promise<CustomOIDCProviderError & { error_detail: string; cause: unknown }> => {
    const error = await made.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CustomOIDCProviderError);
    return error as never;
  };
  it("name the claim; the code is the detail; the data is nowhere", async () => {
    const failing = defineClaims({ claims: [{ name: "level", value: "app.home.toInteger()" }] });
    const claims = oidcProviderClaims(failing, { errors, ...users });
    const error = await refusal(
      claims.extraTokenClaims(ctx({ client: { clientId: "app1", metadata: () => ({ home: "secret words" }) } }), {
        kind: "ClientCredentials",
      }),
    );
    expect([error.error, error.error_description]).toEqual(["server_error", "The claim `level` could not be made."]);
    expect(error.error_detail).toMatch(/^level: run\/not-a-number: /);
    expect(`${error.error_detail}${error.message}${JSON.stringify(error)}`).not.toContain("secret words");
  });
  it("name three claims at most", async () => {
    const claims = ["a", "b", "c", "d"].map((name) => ({ name, value: '"x".toInteger()' }));
    const made = oidcProviderClaims(defineClaims({ claims }), { errors, ...users });
    const error = await refusal(made.extraTokenClaims(ctx(), { kind: "ClientCredentials" }));
    expect(error.error_description).toBe("The claim `a`, `b`, `c` and 1 more could not be made.");
  });
  it("of a loader say nothing of its error; the cause is for the server", async () => {
    const cause = new Error("secret words");
    const made = oidcProviderClaims(set, {
      errors,
      loadUser: () => {
        throw cause;
      },
    });
    const token = await refusal(made.extraTokenClaims(person, { kind: "AccessToken", accountId: "ann" }));
    expect(token.error_description).toBe("The claims could not be made, because data of the user could not be loaded.");
    const account = await refusal(made.findAccount(ctx(), "ann"));
    expect(account.error_description).toBe("The account could not be loaded.");
    expect(account.error_detail).toBe("LoaderFailure: `loadUser` threw");
    expect(account.cause).toBeInstanceOf(LoaderFailure);
    expect((account.cause as LoaderFailure).cause).toBe(cause);
    expect(account.error_detail + token.error_detail).not.toContain("secret");
  });
  it("reach the hooks and the counts by claim and code", async () => {
    const events: unknown[] = [];
    const failing = defineClaims({
      claims: [
        { name: "level", value: '"x".toInteger()' },
        { name: "role", value: "appuser.role" },
      ],
    });
    const made = oidcProviderClaims(failing, {
      errors,
      ...users,
      onError: (event) => events.push(event),
      onOmitted: (event) => events.push(event),
    });
    await refusal(made.extraTokenClaims(ctx(), { kind: "ClientCredentials" }));
    const request = { grant: "client_credentials", token: "access_token", client: "app1" };
    expect(events).toEqual([
      { claim: "role", reason: "needs-user", request },
      { claim: "level", code: "run/not-a-number", request },
    ]);
    expect(made.counts()).toMatchObject({ refused: 1, errors: { level: { "run/not-a-number": 1 } } });
  });
});

describe("a claim set", () => {
  const options = { errors, ...users };
  it("with a name that the server writes itself is refused", () => {
    const own = defineClaims({ claims: [{ name: "sub", value: "app.clientId" }] });
    let thrown: unknown;
    try {
      oidcProviderClaims(own, options);
    } catch (error) {
      thrown = error;
    }
    expect((thrown as ClaimsElError).diagnostics).toMatchObject([{ code: "claims/target-name", path: "claims[0].name" }]);
  });
  it("can be replaced for the next token", async () => {
    const made = oidcProviderClaims(set, options);
    made.replace(defineClaims({ claims: [{ name: "home_2", value: "app.home" }] }));
    expect(await made.extraTokenClaims(ctx(), { kind: "ClientCredentials" })).toEqual({ home_2: "HDQ" });
  });
  it("that the server was not told of is refused, and the old one stays", async () => {
    const made = oidcProviderClaims(set, options);
    expect(() => made.replace(defineClaims({ claims: [{ name: "home_2", value: "app.home_2" }] }))).toThrow("home_2");
    expect(await made.extraTokenClaims(ctx(), { kind: "ClientCredentials" })).toEqual({ home: "HDQ" });
  });
});
