/** Suggestions: a slip of the finger is found, an unrelated name is not offered. */

import { describe, expect, it } from "vitest";
import { Candidates, closestName, closestNames } from "../../src/base/closest.js";
import { spent } from "../clock.js";
import fc from "../seeded.js";

describe("closestName", () => {
  it.each([
    ["system_hom", ["system_home", "role"], "system_home"],
    ["sytsem_home", ["system_home", "role"], "system_home"],
    ["SYSTEM_HOME", ["system_home", "role"], "system_home"],
    ["appUser", ["app", "appuser", "user"], "appuser"],
    ["usr", ["user", "org", "appuser"], "user"],
    ["departmnet", ["department", "division"], "department"],
    ["substringbefore", ["substringBefore", "substringAfter"], "substringBefore"],
    ["x", ["y"], "y"],
    ["", ["a"], "a"],
  ])("%s among %j is %s", (name, candidates, expected) => expect(closestName(name, candidates)).toBe(expected));

  it.each([
    ["banana", ["system_home", "role"]],
    ["ab", ["cd"]],
    ["role", []],
    ["app", ["groups", "session"]],
  ])("%s among %j is nothing", (name, candidates) => expect(closestName(name, candidates)).toBeUndefined());
});

describe("closestNames", () => {
  it("puts the best first, and a change of letter case before a changed letter", () =>
    expect(closestNames("Role", ["roles", "rule", "role", "Role"])).toEqual(["Role", "role", "roles"]));
  it("breaks ties by the alphabet, whatever the order given", () => {
    expect(closestNames("cat", ["hat", "bat", "rat"])).toEqual(["bat", "hat", "rat"]);
    expect(closestNames("cat", ["rat", "bat", "hat"])).toEqual(["bat", "hat", "rat"]);
  });
  it("gives at most as many as asked", () => expect(closestNames("a", ["b", "c", "d", "e"], 2)).toEqual(["b", "c"]));
  it("counts a swap of neighbours as one change", () => expect(closestNames("ab", ["ba"])).toEqual(["ba"]));
});

/** The distance by its definition, without thresholds or cut-offs. */
function plainDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number) => table[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const options = [
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1),
      ];
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        options.push(at(row - 2, column - 2) + 1);
      (table[row] as number[])[column] = Math.min(...options);
    }
  }
  return at(a.length, b.length);
}

describe("the distance", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "d", "_"), maxLength: 12 });

  it("admits exactly the names within 40 % of the longer one, and at least one unit", () => {
    fc.assert(
      fc.property(word, word, (name, candidate) => {
        const allowed = Math.floor(Math.max(name.length, candidate.length) * 0.4) || 1;
        const expected = plainDistance(name, candidate) <= allowed;
        expect(closestNames(name, [candidate])).toEqual(expected ? [candidate] : []);
      }),
      { numRuns: 2000 },
    );
  });
  it("always finds the name itself first", () => {
    fc.assert(
      fc.property(word, fc.array(word), (name, others) => {
        expect(closestName(name, [...others, name])).toBe(name);
      }),
    );
  });
  it("costs little for hostile text", () => {
    const long = "a".repeat(1_000_000);
    const began = spent();
    expect(
      closestNames(
        long,
        Array.from({ length: 200 }, (_, index) => `${"b".repeat(500_000)}${index}`),
      ),
    ).toEqual([]);
    expect(spent() - began).toBeLessThan(1000);
  });
  it("costs little among thousands of long names of the same letters, and finds the best of a shorter list", () => {
    const declared = (count: number) =>
      Array.from({ length: count }, (_, index) => `a_rather_long_attribute_name_of_a_profile_${index}`);
    const wanted = Array.from({ length: 100 }, (_, index) => `a_rather_lonk_atribute_name_of_a_profil_${index}`);
    const many = new Candidates(declared(10_000));
    const began = spent();
    for (const name of wanted) expect(many.closest(name)).toHaveLength(3);
    expect(spent() - began).toBeLessThan(1000);
    expect(new Candidates(declared(20)).closest("a_rather_lonk_atribute_name_of_a_profil_7", 1)).toEqual([
      "a_rather_long_attribute_name_of_a_profile_7",
    ]);
  });
  it("gives the best by the definition, whatever the order of the candidates", () => {
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 30 }), (name, others) => {
        const all = others
          .map((other) => ({ other, distance: other.toLowerCase() === name ? 0 : plainDistance(name, other) }))
          .filter(({ other, distance }) => distance <= (Math.floor(Math.max(name.length, other.length) * 0.4) || 1))
          .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1));
        expect(closestNames(name, others, 2)).toEqual(all.slice(0, 2).map(({ other }) => other));
      }),
    );
  });
});
