/** Whatever a payload is: nothing of it runs, nothing throws, and every request can be answered. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/define.js";
import { auth0CredentialsExchangeRequest, auth0PostLoginRequest } from "../../src/targets/auth0.js";
import { cognitoAnswer, cognitoRequest } from "../../src/targets/cognito.js";
import { entraRequest } from "../../src/targets/entra.js";
import { hydraAnswer, hydraRequest } from "../../src/targets/hydra.js";
import { oktaAnswer, oktaRequest } from "../../src/targets/okta.js";

const set = defineClaims({
  claims: [
    { name: "home", value: "app.system_home ?: user.department", whenError: "omit" },
    { name: "teams", groups: { contains: "" }, whenError: "omit" },
  ],
});

const requests = {
  okta: (payload: unknown) => oktaRequest(payload, "access_token"),
  auth0PostLogin: (payload: unknown) => auth0PostLoginRequest(payload, "access_token"),
  auth0CredentialsExchange: (payload: unknown) => auth0CredentialsExchangeRequest(payload),
  cognito: (payload: unknown) => cognitoRequest(payload, "access_token"),
  entra: (payload: unknown) => entraRequest(payload),
  hydra: (payload: unknown) => hydraRequest(payload, "access_token"),
};

/** Every path that some target reads. */
const paths = [
  "data.context.user.profile",
  "data.context.session",
  "data.context.protocol.request.scope",
  "data.access.scopes",
  "data.access.claims",
  "data.authenticationContext.user",
  "data.authenticationContext.clientServicePrincipal.appId",
  "client.metadata",
  "client.client_id",
  "user",
  "authorization.roles",
  "authentication.methods",
  "session.id_token.id_token_claims.ext",
  "session.extra",
  "transaction.requested_scopes",
  "accessToken.scope",
  "request.userAttributes",
  "request.groupConfiguration.groupsToOverride",
  "request.grant_types",
  "request.client.metadata",
  "request.granted_scopes",
  "triggerSource",
  "version",
];

let ran = 0;
const trap = () => {
  ran++;
  throw new Error("a trap");
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const hostile: Record<string, () => unknown> = {
  null: () => null,
  "a number": () => 5,
  "a text": () => "x",
  "a list": () => [[], {}, null, 5],
  "a map": () => ({ a: { b: 1 }, length: 5 }),
  "a sparse list": () => new Array(4_000_000_000),
  "a function": () => trap,
  "a symbol": () => Symbol("s"),
  "a big integer": () => 1n,
  "an instance with accessors": () =>
    new (class {
      get scope() {
        return trap();
      }
    })(),
  "a map with accessors": () => Object.defineProperty({ toJSON: trap }, "action", { get: trap, enumerable: true }),
  "a list with accessors": () => Object.defineProperty(["a"], 0, { get: trap, enumerable: true }),
  "a proxy": () => new Proxy({}, { get: trap, getOwnPropertyDescriptor: trap, ownKeys: trap, has: trap, getPrototypeOf: trap }),
  "a proxy of a list": () => new Proxy([], { get: trap, getOwnPropertyDescriptor: trap, ownKeys: trap }),
  "a revoked proxy": revoked,
  "a map that contains itself": () => {
    const map: Record<string, unknown> = {};
    map.self = map;
    return map;
  },
  "names of Object.prototype": () => JSON.parse('{"__proto__": {"a": 1}, "constructor": "x", "hasOwnProperty": 1}'),
};

function placed(path: string, value: unknown): object {
  return path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;
}

const payloads = Object.entries(hostile).flatMap(([title, make]) => [
  { title, make },
  ...paths.map((path) => ({ title: `${title} at ${path}`, make: () => placed(path, make()) })),
]);

describe.each(Object.entries(requests))("%s", (_name, requestOf) => {
  it("makes a request of anything", () => {
    for (const { title, make } of payloads) {
      const request = requestOf(make());
      expect([title, typeof request.grant, request.token]).toEqual([title, "string", "access_token"]);
      expect([title, ["ok", "omitted", "errors"].every((key) => key in set.issue(request))]).toEqual([title, true]);
    }
  });
});

describe("answers that look at the payload", () => {
  const access = { ok: true, claims: { home: "HDQ" }, omitted: [], errors: [], warnings: [] } as const;
  it("are made beside anything", () => {
    for (const { title, make } of payloads) {
      expect([title, Object.keys(oktaAnswer(make(), { access }))]).toEqual([title, ["commands"]]);
      expect([title, hydraAnswer(make(), { access }).status]).toEqual([title, 200]);
      const answer = cognitoAnswer(make(), { identity: access });
      expect([title, "event" in answer]).toEqual([title, true]);
    }
  });
  it("run nothing of the payload but a proxy's own traps", () => {
    ran = 0;
    for (const title of ["an instance with accessors", "a map with accessors", "a list with accessors", "a function"])
      for (const path of paths) {
        const payload = placed(path, hostile[title]?.());
        for (const requestOf of Object.values(requests)) set.issue(requestOf(payload));
        oktaAnswer(payload, { access });
        hydraAnswer(payload, { access });
        cognitoAnswer(payload, { identity: access });
      }
    expect(ran).toBe(0);
  });
  it("keep what a session had only as plain data", () =>
    expect(
      hydraAnswer({ session: { extra: { a: 1, b: [1, { c: null }], d: trap, e: Number.NaN, f: "x" } } }, { identity: access }),
    ).toMatchObject({ body: { session: { access_token: { a: 1, b: [1, { c: null }], f: "x" } } } }));
});
