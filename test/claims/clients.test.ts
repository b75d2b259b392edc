/** The clients of a document: held to the schema of `app` before any token is, and known by name. */
import { describe, expect, it } from "vitest";
import { readClaims } from "../../src/claims/index.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { KINDS } from "../../src/context/kinds.js";
import { define } from "./documents.js";

const schemas = { app: { level: "integer", home: "text?" } };
const found = (clients: readonly object[], more: object = {}) =>
  readClaims({ schemas, clients, claims: [], ...more }).diagnostics.map(({ code, path, hint }) => ({ code, path, hint }));
const letters = (count: number) => Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index).repeat(9));

describe("the data of a client", () => {
  it("that has no profile lacks what the schema wants, and that is told of the client", () =>
    expect(found([{ clientId: "a" }])).toMatchObject([{ code: "claims/client-profile", path: "clients[0]" }]));
  it("that no schema declares, and that is like nothing declared, is to be declared or removed", () =>
    expect(found([{ clientId: "a", profile: { level: 1, colour: "red" } }])).toEqual([
      {
        code: "claims/unknown-property",
        path: "clients[0].profile.colour",
        hint: "Declare it in the schema, or remove it; no claim can read it.",
      },
    ]));
  it("that is no map is told once, and its properties not at all", () =>
    expect(found([{ clientId: "a", profile: 5 }])).toMatchObject([{ code: "claims/bad-document", path: "clients[0].profile" }]));
  it("of a built-in kind is held to it", () =>
    expect(found([{ clientId: "a", profile: { level: 1 }, groups: [5] }])).toMatchObject([
      { code: "claims/client-profile", path: "clients[0].groups" },
    ]));
  it("is held to the schema where no grant is known too", () => {
    const env = defineEnvironment({ app: { level: "integer" }, grants: {} });
    const { diagnostics } = readClaims({ clients: [{ clientId: "a", profile: { level: "1" } }], claims: [] }, env);
    expect(diagnostics).toMatchObject([{ code: "claims/client-profile", path: "clients[0].profile.level" }]);
  });
  it("is nobody's matter where expressions have no `app`", () => {
    const env = defineEnvironment({ kind: KINDS.policy });
    expect(readClaims({ clients: [{ clientId: "a", profile: { level: "1" } }], claims: [] }, env).diagnostics).toEqual([]);
  });
});

describe("a client that there is not", () => {
  const asked = (clients: readonly string[]) =>
    readClaims({
      clients: clients.map((clientId) => ({ clientId })),
      claims: [{ name: "x", value: "1", clients: ["nobody"] }],
    }).diagnostics.map(({ code, hint }) => [code, hint]);
  it("where there is none is told so", () => expect(asked([])).toEqual([["claims/unknown-client", "There is none."]]));
  it("is told with those that there are", () =>
    expect(asked(["first", "other"])).toEqual([["claims/unknown-client", "The clients are: first, other."]]));
  it("is told with the first dozen where there are more", () => {
    expect(asked(letters(12))).toEqual([["claims/unknown-client", `The clients are: ${letters(12).join(", ")}.`]]);
    expect(asked(letters(13))).toEqual([["claims/unknown-client", `The clients are: ${letters(12).join(", ")} ….`]]);
  });
});

describe("the data of a client in a token", () => {
  it("is what its definition says", () => {
    const set = define({
      schemas,
      clients: [{ clientId: "a", profile: { level: 3 } }],
      claims: [{ name: "x", value: "app.level" }],
    });
    expect(set.issue({ grant: "client_credentials", token: "access_token", client: "a" })).toMatchObject({ claims: { x: 3 } });
  });
});
