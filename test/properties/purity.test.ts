/** P9: evaluation changes nothing: frozen data works, unfrozen data and the host's objects stay as they are. */
import { isDeepStrictEqual } from "node:util";
import { describe, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { scenarios } from "../generators/scenario.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { evaluated, trialOf } from "./trial.js";

const either = (data: "fitting" | "spoiled") =>
  fc.oneof(scenarios({ rows: allFunctions, typed: true, data }), scenarios({ rows: allFunctions, typed: false, data }));

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inside of Object.values(value)) deepFreeze(inside);
}

/** Everything that evaluations could leave behind in the objects that all code shares. */
function shared(): unknown {
  const globals = [Object, Array, String, Number, Map, Set, Date, RegExp, Symbol];
  return [
    Reflect.ownKeys(globalThis).map(String),
    ...globals.map((made) => [Reflect.ownKeys(made).map(String), Reflect.ownKeys(made.prototype).map(String)]),
  ];
}

describe("purity", () => {
  it("frozen data gives the same, and unfrozen data is unchanged", () => {
    forAll(either("fitting"), 500, (scenario) => {
      const trial = trialOf(scenario);
      if (!trial) return undefined;
      const before = structuredClone(scenario.context);
      const outcome = evaluated(trial);
      trial.program.explain(scenario.context, scenario.grant ? { grant: scenario.grant } : {});
      if (!isDeepStrictEqual(scenario.context, before)) return "the data was changed";
      deepFreeze(scenario.context);
      return isDeepStrictEqual(evaluated(trial), outcome) ? undefined : "frozen data ends otherwise";
    });
  });

  it("nothing is left behind in shared objects", () => {
    const before = shared();
    forAll(either("spoiled"), 300, (scenario) => {
      const trial = trialOf(scenario);
      if (trial) evaluated(trial);
      return undefined;
    });
    if (!isDeepStrictEqual(shared(), before)) throw new Error("a shared object was changed");
  });

  it("an outcome is not the data: changing one leaves the other", () => {
    forAll(either("fitting"), 300, (scenario) => {
      const trial = trialOf(scenario);
      const outcome = trial && evaluated(trial);
      if (!trial || outcome?.status !== "value" || typeof outcome.value !== "object" || outcome.value === null) return undefined;
      const before = structuredClone(scenario.context);
      scribble(outcome.value);
      return isDeepStrictEqual(scenario.context, before) ? undefined : "the outcome shares objects with the data";
    });
  });
});

/** Writes into every list and map of a value. */
function scribble(value: object): void {
  for (const inside of Object.values(value)) if (typeof inside === "object" && inside !== null) scribble(inside);
  if (Array.isArray(value)) value.push("scribble");
  else Object.assign(value, { scribble: true });
}
