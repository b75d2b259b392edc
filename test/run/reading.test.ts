/** What an evaluation reads of the context is counted, the same whoever read it before. */
import { describe, expect, it } from "vitest";
import { defineClaims } from "../../src/claims/index.js";
import { compile, defineEnvironment, type Explanation, type Outcome } from "../../src/index.js";
import { spent } from "../clock.js";

const nine = () => [1, 2, 3, 4, 5, 6, 7, 8, 9];
const groups = [1, 2, 3].map((at) => ({
  id: `${at}`,
  type: "OKTA_GROUP",
  name: `n${at}`,
  objectClass: nine().map(String),
  source: { id: "s" },
}));
const text = (outcome: Outcome | Explanation["outcome"]) => (outcome.status === "error" ? outcome.diagnostic.code : outcome.status);

/** Ends of one expression: first, again, again with copied data, and explained. */
function ends(
  source: string,
  limits: object,
  user: object = {
    ...{ a: nine(), b: nine(), c: nine(), m: { k: nine().slice(1) }, one: 1, names: ["b", "c"] },
    ...{ l: [[1, 2], [3]], k: [[1], [2, 3]], o: [[1]], e: [[]], t: "ab" },
  },
  some: readonly object[] = groups,
) {
  const program = compile(source, defineEnvironment({ limits }));
  const context = { user, groups: some };
  const all = [program.evaluate(context), program.evaluate(context), program.evaluate(structuredClone(context))];
  const codes = new Set([...all, program.explain(context).outcome].map(text));
  expect([source, codes.size]).toEqual([source, 1]);
  return [...codes][0];
}

describe("reading", () => {
  it.each<[string, number]>([
    ["user.a == null", 1],
    ["user.a == null or user.a == null or user.a[0] == 2", 1],
    ["user.a == null or user.b == null", 80],
    ["user.b == null or user.a == null or user.b == null or user.a == null", 80],
    ["user.a == null or user.b == null or user.c == null", 160],
    ["user.m == null or user.one == null", 64 * 10],
    ["user.m['k'] == null or user['b'] == null", 72],
    ["(user.a == null ? 1 : 2) + (user[user.names[0]] == null ? 1 : 2)", 80 + 24 + 2_500],
    ["user.one == 1 and user.a == 1", 1],
    ["user.l == null or user.k == null", 64 * (6 + 6)],
    ["user.o == null", 64 * 3],
    ["user.e == null", 1],
    ["groups[0].source == null", 1],
  ])("%s takes %d units beyond what may be read for nothing", (source, work) => {
    expect(ends(source, { dataSize: 10, work })).toBe("value");
    if (work > 1) expect(ends(source, { dataSize: 10, work: work - 1 })).toBe("context/too-much-work");
  });
  it.each([
    ["user.no.toUpperCase() == 'a' or user.no.toUpperCase() == 'b'", { work: 1 }, "value"],
    ["user.no.toUpperCase() == 'a' or String.len(user.t) == 1", { work: 1 }, "context/too-much-work"],
    ["Arrays.clear(user.no) == null and Arrays.clear(user.no) == null", { work: 1 }, "value"],
    ["Arrays.clear(user.no) == null and String.len(user.t) == 1", { work: 1 }, "context/too-much-work"],
    ["String.len(user.no) == 1 or String.len(user.no) == 2", { work: 1 }, "value"],
    ["String.len(user.no) == 1 or String.len(user.t) == 1", { work: 1 }, "context/too-much-work"],
    ["Arrays.size(user.no) == 1 or Arrays.size(user.no) == 2", { work: 1 }, "value"],
    ["Arrays.size(user.no) == 1 or Arrays.size(user.names) == 1", { work: 15 }, "context/too-much-work"],
    ["user.names.![user.no?.toUpperCase()]", { steps: 6 }, "value"],
    ["user.names.![user.no?.toUpperCase()]", { steps: 5 }, "run/budget"],
  ])("of null gives a call nothing to work through: %s", (source, limits, end) =>
    expect(ends(source, limits, undefined, [])).toBe(end),
  );
  it("groups counts each of them, and fields that hold values as often as they are read", () => {
    expect(ends("groups == null", { dataSize: 10, work: 1 })).toBe("value");
    const one = (work: number) =>
      ends("user.a == null or groups == null", { dataSize: 10, work }, { a: nine() }, groups.slice(0, 1));
    expect([one(8), one(7)]).toEqual(["value", "context/too-much-work"]);
    expect(ends("user.a == null or groups == null", { dataSize: 10, work: 24 })).toBe("value");
    expect(ends("user.a == null or groups == null", { dataSize: 10, work: 23 })).toBe("context/too-much-work");
    expect(ends("groups[0].objectClass == groups[1].name", { dataSize: 13, work: 1 })).toBe("value");
    expect(ends("groups[0].objectClass[0] == groups[0].objectClass[1]", { dataSize: 13, work: 80 })).toBe("value");
    expect(ends("groups[0].objectClass[0] == groups[0].objectClass[1]", { dataSize: 13, work: 79 })).toBe("context/too-much-work");
    expect(ends("groups.?[objectClass[0] == 'x'] == null", { dataSize: 13, work: 160 })).toBe("value");
    expect(ends("groups.?[objectClass[0] == 'x'] == null", { dataSize: 13, work: 159 })).toBe("context/too-much-work");
  });
  it("counts for each claim of a token by itself, in whatever order they stand", () => {
    const claim = (name: string, value: string) => ({ name, value, whenError: "omit" as const });
    const [a, b] = [claim("a", "user.a == null"), claim("b", "groups.?[objectClass[0] == 'x'] == null")];
    const request = { grant: "password", token: "access_token", client: "app1", context: { user: { a: nine() }, groups } } as const;
    const told = (claims: readonly object[], work: number) => {
      const document = { clients: [{ clientId: "app1", grants: ["password"] }], claims };
      const set = defineClaims(document, { limits: { dataSize: 13, work } });
      const results = [set.issue(request), set.issue(request), set.issue(structuredClone(request))];
      expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
      return Object.keys(results[0]?.ok ? results[0].claims : {}).sort();
    };
    for (const claims of [
      [a, b],
      [b, a],
    ])
      expect([160, 159].map((work) => told(claims, work))).toEqual([["a", "b"], ["a"]]);
    expect([told([a], 1), told([b], 160)]).toEqual([["a"], ["b"]]);
  });
  it("ends in time however often large data stands in the context", () => {
    const large = Array.from({ length: 10_000 }, () => [0, 1, 2, 3, 4, 5, 6, 7]);
    const names = Array.from({ length: 300 }, (_, at) => `k${at}`);
    const user = { names, ...Object.fromEntries(names.map((name) => [name, large])) };
    for (const source of [names.map((name) => `user.${name} == null`).join(" or "), "user.names.?[user[#this] == null] == null"]) {
      const before = spent();
      expect(text(compile(source, defineEnvironment()).evaluate({ user }))).toBe("context/too-much-work");
      expect(spent() - before).toBeLessThan(500);
    }
  });
});
