/** Every property takes the one seed, so that a red run can be repeated. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import fc, { SEED } from "./seeded.js";

describe("the seed", () => {
  it("is that of whatever is sampled", () => {
    const drawn = fc.sample(fc.integer(), 5);
    expect(fc.sample(fc.integer(), 5)).toEqual(drawn);
    expect(fc.sample(fc.integer(), { numRuns: 5, seed: SEED })).toEqual(drawn);
    expect(fc.sample(fc.integer(), { numRuns: 5, seed: SEED + 1 })).not.toEqual(drawn);
  });
  it("is taken by every test", () => {
    const sources = readdirSync("test", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    const direct = sources.filter((name) =>
      /from "(?:fast-check)"|\bfc\b.*"@fast-check\/vitest"/.test(readFileSync(`test/${name}`, "utf8")),
    );
    expect(direct.filter((name) => !name.startsWith("seeded."))).toEqual([]);
  });
});
