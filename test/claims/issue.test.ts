/** `issue`: the tokens of the fixtures; what is read, how often, and what comes out whatever goes in. */
import { describe, expect, it } from "vitest";
import type { IssueRequest, IssueResult } from "../../src/claims/index.js";
import { partsOf } from "../../src/claims/set.js";
import { REASONS } from "../../src/diagnostics/reasons.js";
import { define, FIXTURES } from "./documents.js";
import { valueAt } from "./value-at.js";

/** What of a result a fixture speaks about. */
function told(result: IssueResult, wanted: { readonly omitted?: Readonly<Record<string, readonly unknown[]>> }): unknown {
  const omitted = result.omitted.map(({ name, reason }) => [
    name,
    (wanted.omitted?.[name]?.length ?? 0) > 1 ? [reason.code, reason.path] : [reason.code],
  ]);
  return {
    ...(result.ok ? { claims: result.claims } : {}),
    omitted: Object.fromEntries(omitted),
    errors: Object.fromEntries(result.errors.map(({ name, diagnostic }) => [name, diagnostic.code])),
    warnings: result.warnings.map(({ code }) => code),
  };
}

describe("the fixtures", () => {
  it.each(FIXTURES.map((fixture) => [fixture.title, fixture] as const))("%s", (_title, { document, request, expect: wanted }) => {
    const result = define(document).issue(request);
    expect(told(result, wanted)).toEqual({ omitted: {}, errors: {}, warnings: [], ...wanted });
    expect(result.ok).toBe(wanted.claims !== undefined);
  });
  it("have every reason for an absence", () => {
    const reasons = FIXTURES.flatMap(({ expect: { omitted = {} } }) => Object.values(omitted).map(([code]) => code));
    expect([...new Set(reasons)].sort()).toEqual(Object.keys(REASONS).sort());
  });
  it.each(FIXTURES.map((fixture) => [fixture.title, fixture] as const))(
    "%s: each name ends in exactly one place",
    (_title, { document, request }) => {
      const { claims } = partsOf(define(document));
      const result = define(document).issue(request);
      for (const { name } of claims) {
        const written =
          result.ok && claims.some((claim) => claim.name === name && valueAt(result.claims, claim.keys) !== undefined);
        const places = [
          written,
          ...result.omitted.map((each) => each.name === name),
          ...result.errors.map((each) => each.name === name),
        ];
        const count = places.filter(Boolean).length;
        if (result.ok) expect([name, count]).toEqual([name, 1]);
        else expect(count).toBeLessThan(2);
      }
    },
  );
});

const REQUEST = { grant: "authorization_code", token: "access_token" } as const;

/** Data that counts how often each of its properties is read, by any way there is to read one. */
function counting<Data extends object>(data: Data): { data: Data; reads: Map<string, number> } {
  const reads = new Map<string, number>();
  const wrap = (value: unknown, path: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const note = (key: PropertyKey): void => {
      const at = path === "" ? String(key) : `${path}.${String(key)}`;
      reads.set(at, (reads.get(at) ?? 0) + 1);
    };
    const inner = (key: PropertyKey, found: unknown): unknown => wrap(found, path === "" ? String(key) : `${path}.${String(key)}`);
    return new Proxy(value, {
      get(target, key) {
        note(key);
        return inner(key, Reflect.get(target, key));
      },
      getOwnPropertyDescriptor(target, key) {
        note(key);
        const found = Reflect.getOwnPropertyDescriptor(target, key);
        return found && "value" in found ? { ...found, value: inner(key, found.value) } : found;
      },
    });
  };
  return { data: wrap(data, "") as Data, reads };
}

const CLAIMS = [
  { name: "mail", value: "user.email" },
  { name: "host", value: 'String.substringAfter(user.email, "@")' },
  { name: "same", value: "user.email == appuser.userName" },
  { name: "nick", value: "user.nickName" },
  { name: "nick2", value: 'user.nickName ?: "none"' },
  { name: "home", value: "app.system_home" },
];

const context = () => ({
  app: { clientId: "app1", profile: { system_home: "HDQ", unread: 1 } },
  user: { id: "00u1", email: "ann@example.com", unread: { deep: 1 } },
  appuser: { userName: "ann@example.com" },
  org: { name: "never read" },
  session: { id: "s" },
});

describe("what is read", () => {
  const set = define({ claims: CLAIMS });
  it("is only what the claims read, and each attribute once, absent ones and their reasons included", () => {
    const { data, reads } = counting(context());
    const { proxied, top } = { proxied: data, top: ["app", "user", "appuser", "org", "session"] };
    expect(set.issue({ ...REQUEST, context: proxied }).ok).toBe(true);
    const attributes = Object.fromEntries([...reads].filter(([path]) => /\.(?:email|nickName|userName|system_home)$/.test(path)));
    expect(attributes).toEqual({ "user.email": 1, "user.nickName": 1, "appuser.userName": 1, "app.profile.system_home": 1 });
    const touched = [...new Set([...reads.keys()].map((path) => path.split(".")[0]))];
    expect(touched.filter((part) => !top.includes(part as string) && !["grant", "access", "now"].includes(part as string))).toEqual(
      [],
    );
    expect([...reads.keys()].filter((path) => /unread|^org\./.test(path))).toEqual([]);
  });
  it("is read for one claim as often as for a hundred", () => {
    const one = counting(context());
    const many = counting(context());
    define({ claims: [{ name: "c0", value: "user.email" }] }).issue({ ...REQUEST, context: one.data });
    const claims = Array.from({ length: 100 }, (_, index) => ({ name: `c${index}`, value: "user.email" }));
    define({ claims }).issue({ ...REQUEST, context: many.data });
    expect([...many.reads]).toEqual([...one.reads]);
  });
  it.each<[string, object]>([
    ["a getter", Object.defineProperty({}, "x", { get: () => expect.unreachable(), enumerable: true })],
    ["a class", { x: new Date(0) }],
    ["a number that is not finite", { x: Number.NaN }],
    ["a function", { x: () => 1 }],
    ["a list of itself", (() => ({ x: Array.from({ length: 1 }) as unknown[] }))()],
  ])("is free of what lies in an unread path: %s", (_words, unread) => {
    const result = set.issue({ ...REQUEST, context: { ...context(), org: unread, app: { ...context().app, label: unread } } });
    expect(result.ok && result.errors).toEqual([]);
  });
  it("is not the data of a grant that has no user", () => {
    const { data, reads } = counting(context());
    const machine = define({ claims: CLAIMS });
    const result = machine.issue({ grant: "client_credentials", token: "access_token", context: data });
    expect(result.omitted.map(({ reason }) => reason.code)).toEqual(Array(5).fill("needs-user").slice(0, result.omitted.length));
    expect([...reads.keys()].filter((path) => /^(?:user|appuser|session)\./.test(path))).toEqual([]);
  });
});

describe("what comes out", () => {
  const tokens = FIXTURES.map((fixture) => [fixture.title, fixture] as const);
  it.each(tokens)("%s: is JSON, and the same every time", (_title, { document, request }) => {
    const result = define(document).issue(request);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(JSON.stringify(define(document).issue(structuredClone(request)))).toBe(JSON.stringify(result));
  });
  it.each(tokens)("%s: leaves the request as it is", (_title, { document, request }) => {
    const before = structuredClone(request);
    define(document).issue(freeze(request));
    expect(request).toEqual(before);
  });
  it("holds nothing of the host's, nor of the document's", () => {
    const document = {
      claims: [
        { name: "homes", value: "app.homes" },
        { name: "role", value: "user.role", whenNoUser: { default: ["a"] } },
      ],
    };
    const homes = ["HDQ"];
    const set = define(document);
    const request = { grant: "client_credentials", token: "access_token", context: { app: { homes } } } as const;
    const first = set.issue(request) as unknown as { claims: { homes: string[]; role: string[] } };
    first.claims.homes.push("changed");
    first.claims.role.push("changed");
    (document.claims[1] as { whenNoUser: { default: string[] } }).whenNoUser.default.push("later");
    expect(homes).toEqual(["HDQ"]);
    expect(set.issue(request)).toMatchObject({ claims: { homes: ["HDQ"], role: ["a"] } });
  });
  it("has the claims in the order of the document", () => {
    const set = define({ claims: ["b", "a", "10", "9"].map((name) => ({ name: `x${name}`, value: "1" })) });
    const result = set.issue({ grant: "client_credentials", token: "access_token" });
    expect(result.ok && Object.keys(result.claims)).toEqual(["xb", "xa", "x10", "x9"]);
  });
});

/** Freezes data and all in it, so that a change would throw. */
function freeze<Data>(data: Data): Data {
  if (typeof data === "object" && data !== null) for (const part of Object.values(data)) freeze(part);
  return Object.freeze(data);
}

describe("a request that cannot be answered", () => {
  const set = define({
    clients: [{ clientId: "app1" }],
    claims: [
      { name: "a", value: "1" },
      { name: "b", value: "2" },
    ],
  });
  it.each<[string, unknown, string]>([
    ["nothing", undefined, "claims/bad-request"],
    ["null", null, "claims/bad-request"],
    ["no grant", { token: "access_token" }, "claims/bad-request"],
    ["a grant that is no text", { grant: 1, token: "access_token" }, "claims/bad-request"],
    ["an unknown grant", { grant: "implicit", token: "access_token" }, "context/unknown-grant"],
    ["no token", { grant: "password" }, "claims/bad-request"],
    ["a token that the grant does not give", { grant: "client_credentials", token: "id_token" }, "claims/unknown-token"],
    ["a token that nobody gives", { grant: "password", token: "jwt" }, "claims/unknown-token"],
    ["scopes in one text", { grant: "password", token: "id_token", scopes: "a b" }, "claims/bad-request"],
    ["scopes that are no texts", { grant: "password", token: "id_token", scopes: [1] }, "claims/bad-request"],
    ["a client that is no text", { grant: "password", token: "id_token", client: {} }, "claims/bad-request"],
    ["a context that is a list", { grant: "password", token: "id_token", context: [] }, "context/not-a-context"],
    ["a context that is a text", { grant: "password", token: "id_token", context: "{}" }, "context/not-a-context"],
    [
      "another grant in the context",
      { grant: "password", token: "id_token", context: { grant: "device_code" } },
      "context/grant-mismatch",
    ],
    [
      "another client in the context",
      { grant: "password", token: "id_token", client: "app1", context: { app: { clientId: "app2" } } },
      "claims/client-mismatch",
    ],
    [
      "other scopes in the context",
      { grant: "password", token: "id_token", scopes: [], context: { access: { scope: ["a"] } } },
      "claims/scope-mismatch",
    ],
  ])("%s", (_words, request, code) => {
    const result = set.issue(request as IssueRequest);
    expect(result.ok).toBe(false);
    expect(result.errors.map(({ name, diagnostic }) => [name, diagnostic.code])).toEqual([
      ["a", code],
      ["b", code],
    ]);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
  it("agrees on scopes whatever their order", () => {
    const context = { access: { scope: ["a", "b"] } };
    expect(set.issue({ grant: "password", token: "access_token", scopes: ["b", "a"], context }).ok).toBe(true);
  });
});

describe("data that refuses to be read", () => {
  const set = define({
    claims: [...CLAIMS, { name: "all", value: "app.profile" }, { name: "groups", groups: { startsWith: "" } }],
  });
  const trap = (): never => {
    throw new Error("no");
  };
  const refusing = new Proxy({}, { getOwnPropertyDescriptor: trap, ownKeys: trap, get: trap, has: trap, getPrototypeOf: trap });
  it.each<[string, unknown]>([
    ["the whole context", refusing],
    [
      "a revoked context",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    ["the user", { ...context(), user: refusing }],
    ["the app", { ...context(), app: refusing }],
    ["the groups", { ...context(), groups: refusing }],
    ["the scopes", { ...context(), access: refusing }],
    ["an attribute", { ...context(), user: { id: "00u1", email: refusing } }],
  ])("ends the claims that read it, and throws nothing: %s", (_words, data) => {
    const result = set.issue({ ...REQUEST, context: data });
    expect(result.ok).toBe(false);
    for (const { diagnostic } of result.errors) expect(diagnostic.code).toMatch(/^context\//);
  });
  it("answers once and refuses then: an absence still has a reason", () => {
    let asked = 0;
    const user = new Proxy(
      { id: "00u1" },
      {
        getOwnPropertyDescriptor(target, key) {
          if (key === "nickName" && asked++ > 0) throw new Error("no");
          return Reflect.getOwnPropertyDescriptor(target, key);
        },
      },
    );
    const result = set.issue({ ...REQUEST, context: { ...context(), user, groups: [] } });
    expect(result.omitted.find(({ name }) => name === "nick")?.reason.code).toBe("unset-on-user");
  });
  it("changes its answers: what was read first holds", () => {
    let asked = 0;
    const user = new Proxy(
      { id: "00u1", email: "x" },
      {
        getOwnPropertyDescriptor(target, key) {
          const found = Reflect.getOwnPropertyDescriptor(target, key);
          return key === "email" && found ? { ...found, value: `answer ${++asked}` } : found;
        },
      },
    );
    const two = define({
      claims: [
        { name: "a", value: "user.email" },
        { name: "b", value: "user.profile.email" },
      ],
    });
    expect(two.issue({ ...REQUEST, context: { user } })).toMatchObject({ claims: { a: "answer 1", b: "answer 1" } });
  });
});
