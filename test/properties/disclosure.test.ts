/** P15: neither a reason nor a diagnostic shows a text or a number of the data. */

import { describe, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { scenarios } from "../generators/scenario.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { evaluated, trialOf } from "./trial.js";

/** Texts and numbers that occur nowhere but in the data. */
const WORDS = ["k3v9x1q8z2w7", "m5t0r4y6b1n8", "p2d7g9h3j6f4", "zq81-0077,zq82-0078", "9.907.55501", "777000111222"];
const NUMBERS = [73919421, 58131729, -60277013, 41.907113, -88.130055];
const MARKS = [...WORDS.flatMap((word) => word.split(",")), ...NUMBERS.map((number) => String(Math.abs(number)))];

const marked = (typed: boolean, data: "fitting" | "spoiled") =>
  scenarios({ rows: allFunctions, typed, data, words: WORDS, numbers: NUMBERS });

describe("disclosure", () => {
  it.each(["fitting", "spoiled"] as const)("reasons and diagnostics keep the data to themselves, %s data", (data) => {
    forAll(fc.oneof(marked(true, data), marked(false, data)), 1000, (scenario) => {
      const trial = trialOf(scenario);
      if (!trial) return undefined;
      const outcome = evaluated(trial);
      if (outcome.status === "value") return undefined;
      const told = JSON.stringify(outcome);
      const mark = MARKS.find((each) => told.includes(each));
      return mark && `it tells ${mark} in ${told}`;
    });
  });
});
