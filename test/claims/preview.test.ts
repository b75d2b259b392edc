/** `preview`: what it shows is what is issued; what it was not told it does not guess; sizes, masks, choices. */

import { describe, expect, it } from "vitest";
import {
  type ClaimSet,
  defineClaims,
  type IssueRequest,
  type PreviewedClaim,
  type PreviewedToken,
} from "../../src/claims/index.js";
import { partsOf } from "../../src/claims/set.js";
import { TokenSize, utf8Length } from "../../src/claims/size.js";
import { defineEnvironment } from "../../src/context/environment.js";
import fc from "../seeded.js";
import { define, FIXTURES } from "./documents.js";
import { valueAt } from "./value-at.js";

/** The one token that a preview of a request shows. */
function only(set: ClaimSet, { grant, token, client, scopes, context }: IssueRequest, reveal = true): PreviewedToken {
  const data = (context ?? {}) as Record<string, unknown>;
  // A preview of no data is one without a user; an empty context would be the same.
  const given = Object.keys(data).length > 0 ? data : { ...data, vars: {} };
  const { tokens } = set.preview({
    grant,
    token,
    scopes: scopes ?? (Object.hasOwn(data, "access") ? undefined : []),
    context: given,
    reveal,
    ...(client === undefined ? {} : { client }),
  } as never);
  expect(tokens).toHaveLength(1);
  return tokens[0] as PreviewedToken;
}

/** The claims of a previewed token, put together as a token. */
function payload(set: ClaimSet, token: PreviewedToken): object {
  const claims: Record<string, unknown> = {};
  for (const [named] of partsOf(set).named.entries()) {
    const shown = token.claims[named] as PreviewedClaim;
    if (shown.status !== "value") continue;
    const keys = partsOf(set).claims.find(({ name }) => name === shown.name)?.keys ?? [];
    let holder = claims;
    for (const key of keys.slice(0, -1)) holder = (holder[key] ??= {}) as Record<string, unknown>;
    holder[keys.at(-1) as string] = shown.value;
  }
  return claims;
}

/** A token of no client is none that a document with clients can preview. */
const previewed = FIXTURES.filter(
  ({ document, request: { client, context } }) =>
    client !== undefined || context !== undefined || !Object.hasOwn(document, "clients"),
);

describe("preview and issue give the same bytes", () => {
  it("of every token of a client", () => expect(FIXTURES.length - previewed.length).toBe(1));
  it.each(previewed.map((fixture) => [fixture.title, fixture] as const))("%s", (_title, { document, request }) => {
    const set = define(document);
    const client = request.client ?? (request.context as { app?: { clientId?: string } } | undefined)?.app?.clientId;
    const asked = client === undefined ? request : { ...request, client };
    const issued = set.issue(asked);
    const shown = only(set, asked);
    expect(shown.ok).toBe(issued.ok);
    expect(shown.claims.filter(({ status }) => status === "depends")).toEqual([]);
    expect(shown.claims.filter(({ status }) => status === "absent").map(({ name, reason }) => ({ name, reason }))).toEqual(
      issued.omitted,
    );
    expect(shown.claims.filter(({ status }) => status === "error").map(({ name, diagnostic }) => ({ name, diagnostic }))).toEqual(
      issued.errors,
    );
    expect(shown.warnings).toEqual(issued.warnings);
    if (!issued.ok) return;
    expect(JSON.stringify(payload(set, shown))).toBe(JSON.stringify(issued.claims));
    expect(shown.bytes).toBe(Buffer.byteLength(JSON.stringify(issued.claims)));
  });
});

const CLIENTS = [
  { clientId: "job", grants: ["client_credentials"], profile: { home: "HDQ" } },
  { clientId: "portal", grants: ["authorization_code"], scopes: ["groups"] },
];
const CLAIMS = [
  { name: "home", value: "app.home" },
  { name: "role", value: "appuser.role" },
  { name: "mail", value: "user.email" },
  { name: "how", value: "session.amr" },
  { name: "kind", value: 'user == null ? "machine" : "person"' },
  { name: "org", value: "org.name" },
  { name: "none", value: "null" },
  { name: "id", value: "user.id", tokens: ["id_token"] },
  { name: "groups", groups: { startsWith: "" }, scopes: ["groups"] },
];
const set = define({ schemas: { org: { name: "text?" } }, clients: CLIENTS, claims: CLAIMS });
const statuses = (token: PreviewedToken | undefined): Record<string, string> =>
  Object.fromEntries((token?.claims ?? []).map(({ name, status, reason }) => [name, reason?.code ?? status]));

describe("without data", () => {
  it("a machine's token is known but for what nobody gave", () => {
    const [token] = set.preview({ client: "job" }).tokens;
    expect(statuses(token)).toEqual({
      home: "value",
      role: "needs-user",
      mail: "needs-user",
      how: "needs-session",
      kind: "value",
      org: "depends",
      none: "explicit-null",
      id: "token-type",
      groups: "needs-user",
    });
  });
  it("a user's token depends on the user, and says on what", () => {
    const token = set.preview({ client: "portal" }).tokens.find((each) => each.token === "access_token");
    expect(statuses(token)).toEqual({
      home: "unset-on-client",
      role: "depends",
      mail: "depends",
      how: "depends",
      kind: "value",
      org: "depends",
      none: "explicit-null",
      id: "token-type",
      groups: "depends",
    });
    expect(token?.claims.find(({ name }) => name === "mail")?.because).toEqual([
      expect.objectContaining({ code: "unset-on-user", path: "user.email" }),
    ]);
    expect(token?.claims.find(({ name }) => name === "kind")?.value).toBe("person");
  });
  it("a clock alone is no data", () => {
    const bare = set.preview({ client: "portal" });
    expect(set.preview({ client: "portal", context: { now: "2026-01-31T09:30:00Z" } })).toEqual(bare);
    expect(set.preview({ client: "portal", context: { now: "2026-01-31T09:30:00Z", grant: "authorization_code" } })).toEqual(bare);
  });
  it("a claim that waits for data leaves the others alone", () => {
    const failing = define({
      claims: [
        { name: "a", value: "1 / user.n" },
        { name: "b", value: "user.n / 0" },
        { name: "c", value: '"x"' },
      ],
    });
    const [token] = failing.preview({ grant: "password", token: "access_token" }).tokens;
    expect([token?.ok, statuses(token)]).toEqual([true, { a: "depends", b: "depends", c: "value" }]);
  });
  it("without a client of the document, what is the client's is not known", () => {
    const [token] = define({ claims: CLAIMS }).preview({ grant: "client_credentials" }).tokens;
    expect(statuses(token)).toMatchObject({ home: "depends", mail: "needs-user" });
  });
});

describe("with data", () => {
  const user = { user: { id: "00u1", email: "ann@example.com" }, session: { amr: ["pwd"] } };
  it("all of it is the token's: what is not there is absent", () => {
    const token = set.preview({ client: "portal", token: "access_token", context: user }).tokens[0];
    expect(statuses(token)).toEqual({
      home: "unset-on-client",
      role: "needs-assignment",
      mail: "value",
      how: "value",
      kind: "value",
      org: "unset",
      none: "explicit-null",
      id: "token-type",
      groups: "unset-on-user",
    });
  });
  it("without the user that the grant has, the user's claims still wait", () => {
    const token = set.preview({ client: "portal", token: "access_token", context: { org: { name: "Acme" } } }).tokens[0];
    expect(statuses(token)).toMatchObject({ mail: "depends", role: "depends", org: "value" });
  });
});

describe("what is previewed", () => {
  const places = (request: object) => set.preview(request).tokens.map(({ client, grant, token }) => `${client} ${grant} ${token}`);
  it("each client, each grant it may use, each token of the grant", () =>
    expect(places({})).toEqual([
      "job client_credentials access_token",
      "portal authorization_code access_token",
      "portal authorization_code id_token",
      "portal authorization_code userinfo",
    ]));
  it.each([
    [{ client: "job" }, 1],
    [{ grant: "authorization_code" }, 3],
    [{ token: "access_token" }, 2],
    [{ client: "portal", token: "id_token" }, 1],
  ])("is narrowed by %j", (request, count) => expect(places(request)).toHaveLength(count));
  it.each<[object, string]>([
    [{ grant: "implicit" }, "context/unknown-grant"],
    [{ client: "job", grant: "password" }, "claims/grant-of-client"],
    [{ client: "job", token: "id_token" }, "claims/unknown-token"],
  ])("where %j is nothing, it says why", (request, code) => {
    const { tokens: none, problems } = set.preview(request);
    expect([none, problems.map((entry) => entry.code)]).toEqual([[], [code]]);
  });
  it("the scopes are the client's, else all that claims name, else those asked for", () => {
    const open = define({
      clients: [{ clientId: "a" }, { clientId: "b", scopes: [] }],
      claims: [{ name: "x", value: "1", scopes: ["s"] }],
    });
    const scopes = (request: object) =>
      open.preview({ grant: "client_credentials", ...request }).tokens.map((token) => token.scopes);
    expect(scopes({})).toEqual([["s"], []]);
    expect(scopes({ scopes: ["t"] })).toEqual([["t"], ["t"]]);
    expect(scopes({ context: { access: { scope: ["u"] } } })).toEqual([["u"], ["u"]]);
  });
  it("a token at a time knows how many there are", () => {
    const work = set.previewTokens();
    expect(work.steps).toBe(4);
    expect([...work]).toEqual(set.preview().tokens);
  });
});

describe("policies", () => {
  const policies = define({
    schemas: { app: { home: "text?" }, appuser: { role: "text?" } },
    clients: [{ clientId: "a", profile: { home: "" } }],
    claims: [
      { name: "role", value: "appuser.role", whenNoUser: { default: "service" } },
      { name: "home", value: "app.home", whenEmpty: "null" },
    ],
  });
  it("that write a value say so, and the value has its type", () => {
    const [token] = policies.preview({ grant: "client_credentials" }).tokens;
    expect(token?.claims).toMatchObject([
      { name: "role", value: "service", type: "text", by: { policy: "whenNoUser", reason: { code: "needs-user" } } },
      { name: "home", value: null, type: "null", by: { policy: "whenEmpty", reason: { code: "dropped-empty" } } },
    ]);
  });
  it("apply to what is known before there is data", () => {
    const known = define({ claims: [{ name: "x", value: "user == null ? null : null", whenAbsent: "null" }] });
    expect(known.preview({ grant: "password", token: "access_token" }).tokens[0]?.claims).toMatchObject([
      { value: null, by: { policy: "whenAbsent" } },
    ]);
  });
});

describe("sizes", () => {
  it("budgets are held", () => {
    const sized = define({ budget: 10, claims: [{ name: "a", value: '"1234567"' }] });
    expect(sized.preview({ grant: "client_credentials" }).tokens[0]).toMatchObject({ bytes: 15, overBudget: true });
    expect(
      define({ budget: 15, claims: [{ name: "a", value: '"1234567"' }] }).preview({ grant: "client_credentials" }),
    ).toMatchObject({ budget: 15, tokens: [{ overBudget: false }] });
  });
  it("shares add up to the whole, nested or not", () => {
    const key = fc.string({ unit: fc.constantFrom("a", "é", "😀", '"'), minLength: 1, maxLength: 3 });
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(key, { minLength: 1, maxLength: 3 }), value), { maxLength: 6 }), (entries) => {
        const size = new TokenSize();
        const claims: Record<string, unknown> = {};
        let sum = 0;
        for (const [keys, each] of entries) {
          let holder: unknown = claims;
          for (const part of keys.slice(0, -1)) holder = (holder as Record<string, unknown>)[part] ??= {};
          const last = keys.at(-1) as string;
          // Only what documents allow: no claim inside another, none twice.
          if (
            typeof holder !== "object" ||
            holder === null ||
            Array.isArray(holder) ||
            Object.hasOwn(holder, last) ||
            entries.some(
              ([other]) =>
                other !== keys &&
                (other.join(" ").startsWith(`${keys.join(" ")} `) || keys.join(" ").startsWith(`${other.join(" ")} `)),
            )
          )
            return;
          (holder as Record<string, unknown>)[last] = each;
          sum += size.add(keys, each as never);
        }
        expect(size.total).toBe(Buffer.byteLength(JSON.stringify(claims)));
        if (entries.length > 0) expect(sum + 1).toBe(size.total);
      }),
    );
  });
  it("bytes are those of UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});

describe("masks", () => {
  const secret = {
    ssn: { type: "text?", sensitivity: "personal" },
    name: "text?",
    address: { type: "map?", attributes: { city: { type: "text?", sensitivity: "personal" }, country: "text?" } },
  };
  const masked = define({
    schemas: { user: secret },
    claims: [
      { name: "ssn", value: "user.ssn" },
      { name: "half", value: "String.substring(user.ssn, 0, 2)" },
      { name: "test", value: 'user.ssn == "1"' },
      { name: "choice", value: 'user.ssn == null ? "a" : "b"' },
      { name: "indexed", value: 'user["ssn"]' },
      { name: "record", value: "user.address" },
      { name: "computed", value: "user.address[user.name]" },
      { name: "inner", value: "{user.ssn}.![#this + user.name]" },
      { name: "name", value: "user.name" },
      { name: "country", value: "user.address.country" },
      { name: "there", value: "user != null" },
      { name: "fixed", value: "user.ssn", whenEmpty: { default: "none" } },
    ],
  });
  const context = { user: { id: "1", ssn: "123-45", name: "city", address: { city: "Bonn", country: "DE" } } };
  const shown = (reveal: boolean) =>
    masked.preview({ grant: "password", token: "access_token", context, reveal }).tokens[0]?.claims ?? [];
  it("hide every value that is made of a sensitive one, and no other", () => {
    const hidden = shown(false)
      .filter((claim) => claim.masked)
      .map(({ name }) => name);
    expect(hidden).toEqual(["ssn", "half", "test", "choice", "indexed", "record", "computed", "inner", "fixed"]);
    expect(JSON.stringify(shown(false))).not.toMatch(/123|Bonn/);
  });
  it("are taken off when asked", () => {
    expect(shown(true).some((claim) => claim.masked)).toBe(false);
    expect(shown(true).find(({ name }) => name === "ssn")?.value).toBe("123-45");
  });
  it("change no size", () => expect(shown(false).map(({ bytes }) => bytes)).toEqual(shown(true).map(({ bytes }) => bytes)));
  it("leave what a policy writes: it is the document's", () => {
    const empty = masked.preview({ grant: "password", token: "access_token", context: { user: { ssn: "" } } }).tokens[0]?.claims;
    expect(empty?.find(({ name }) => name === "fixed")).toMatchObject({ value: "none", by: { policy: "whenEmpty" } });
  });
  it("never reach what is issued", () =>
    expect(
      valueAt((masked.issue({ grant: "password", token: "access_token", context }) as unknown as { claims: never }).claims, [
        "ssn",
      ]),
    ).toBe("123-45"));
});

describe("a token that cannot be asked for", () => {
  it("is shown as refused, each claim with the reason", () => {
    const { tokens, problems } = set.preview({ client: "job", context: { app: { clientId: "other" } } });
    expect(problems).toEqual([]);
    expect(tokens).toMatchObject([{ client: "job", ok: false, scopes: ["groups"], bytes: 0, overBudget: false }]);
    expect(tokens[0]?.claims.map(({ name }) => name)).toEqual(CLAIMS.map(({ name }) => name));
    for (const claim of tokens[0]?.claims ?? [])
      expect(claim).toMatchObject({ status: "error", fatal: true, bytes: 0, diagnostic: { code: "claims/client-mismatch" } });
  });
  it("has no scopes but those of the request", () =>
    expect(set.preview({ client: "job", context: { access: { scope: ["s"] }, app: { clientId: "other" } } }).tokens).toMatchObject([
      { ok: false, scopes: [] },
    ]));
});

describe("no token", () => {
  const codes = (request: object, of = set) => of.preview(request).problems.map(({ code, data }) => [code, data.token, data.known]);
  it("is told where the grant gives none of that kind", () =>
    expect(codes({ grant: "client_credentials", token: "id_token" })).toEqual([
      ["claims/unknown-token", "id_token", "access_token"],
    ]));
  it("is told where there is no token of any kind", () => {
    const bare = defineClaims({ claims: [{ name: "x", value: "1" }] }, defineEnvironment({ kind: "saml-attribute" }));
    expect(codes({}, bare)).toEqual([["claims/unknown-token", "any", "none"]]);
    expect(codes({ grant: "evaluation" }, bare)).toEqual([["claims/unknown-token", "any", "none"]]);
    expect(bare.issue({ grant: "evaluation", token: "access_token" })).toMatchObject({
      ok: false,
      errors: [{ diagnostic: { code: "claims/unknown-token", data: { known: "none" } } }],
    });
  });
});

describe("a claim of several tokens", () => {
  it("is the same in each of them", () => {
    const all = define({
      claims: [{ name: "x", value: 'user.name ?: "nobody"', tokens: ["access_token", "id_token", "userinfo"] }],
    });
    const { tokens } = all.preview({ grant: "authorization_code", context: { user: { name: "Ann" } } });
    expect(tokens.map(({ token, claims }) => [token, claims[0]?.value])).toEqual([
      ["access_token", "Ann"],
      ["id_token", "Ann"],
      ["userinfo", "Ann"],
    ]);
  });
});
