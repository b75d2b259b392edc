/** Coverage of clients: which clients have what the claims read of them. */
import { describe, expect, it } from "vitest";
import { define } from "./documents.js";

const clients = [
  { clientId: "a", label: "A", profile: { home: "HDQ", "cost-center": "1", address: { city: "Bonn" } } },
  { clientId: "b", profile: { home: null, address: {} } },
  { clientId: "c", grants: ["client_credentials"], profile: {} },
  { clientId: "d", roles: ["x"] },
];
const coverage = (...claims: readonly object[]) =>
  define({ clients, claims: claims.map((claim, index) => ({ name: `c${index}`, ...claim })) }).clientCoverage();

describe("a property of clients", () => {
  it.each<[string, string, string, string[]]>([
    ["a name", "app.home", "app.profile.home", ["b", "c", "d"]],
    ["the profile's name", "app.profile.home", "app.profile.home", ["b", "c", "d"]],
    ["an index", 'app.profile["cost-center"]', 'app.profile["cost-center"]', ["b", "c", "d"]],
    ["a deeper one", "app.address.city", "app.profile.address.city", ["b", "c", "d"]],
    ["a built-in one", "app.label", "app.label", ["b", "c", "d"]],
    ["roles", "app.roles", "app.roles", ["a", "b", "c"]],
  ])("%s", (_words, value, path, missing) =>
    expect(coverage({ value })).toEqual([{ path, claims: ["c0"], set: 4 - missing.length, of: 4, missing }]),
  );
  it("is counted over the clients that its claims are for", () => {
    expect(coverage({ value: "app.home", clients: ["a", "b"] })).toMatchObject([{ set: 1, of: 2, missing: ["b"] }]);
    expect(coverage({ value: "app.home", clients: ["a"] }, { value: "app.home + app.home", clients: ["c"] })).toMatchObject([
      { claims: ["c0", "c1"], set: 1, of: 2, missing: ["c"] },
    ]);
    expect(coverage({ value: "app.home", grants: ["password"] })).toMatchObject([{ of: 3, missing: ["b", "d"] }]);
  });
  it("is nothing where claims read no client, or all of one", () => {
    expect(coverage({ value: "user.email" })).toEqual([]);
    expect(coverage({ value: "app.profile" })).toEqual([]);
    expect(coverage({ value: "app == null" })).toEqual([]);
  });
});
