/** P14: a value is JSON as it is: writing and reading it changes nothing, its texts are well-formed, nothing in it is -0. */
import { isDeepStrictEqual } from "node:util";
import { describe, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { scenarios } from "../generators/scenario.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { evaluated, trialOf } from "./trial.js";

/** What a token could not carry. */
function unfit(value: unknown): string | undefined {
  if (typeof value === "string") return /\p{Surrogate}/u.test(value) ? "a lone surrogate" : undefined;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? undefined : `the number ${value}`;
  if (value === null || typeof value === "boolean") return undefined;
  if (typeof value !== "object") return `a ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return "an object of some class";
  return Object.entries(value)
    .map(([key, inside]) => unfit(key) ?? unfit(inside))
    .find((problem) => problem !== undefined);
}

const HALVES = ["\ud83d", "\ude00", "a\ud83d", "\ude00b", "😀", "ok"];

describe("output", () => {
  it.each([undefined, HALVES])("outcomes are JSON, words %j", (words) => {
    const some = (typed: boolean) => scenarios({ rows: allFunctions, typed, data: "fitting", ...(words ? { words } : {}) });
    forAll(fc.oneof(some(true), some(false)), 800, (scenario) => {
      const trial = trialOf(scenario);
      if (!trial) return undefined;
      const outcome = evaluated(trial);
      if (!isDeepStrictEqual(JSON.parse(JSON.stringify(outcome)), outcome)) return `${JSON.stringify(outcome)} is not what it says`;
      const problem = outcome.status === "value" ? unfit(outcome.value) : undefined;
      return problem && `the value holds ${problem}`;
    });
  });
});
