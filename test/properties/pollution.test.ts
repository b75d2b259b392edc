/** P19: properties that a stranger put on the prototypes that all objects share change no outcome. */
import { isDeepStrictEqual } from "node:util";
import { describe, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { scenarios } from "../generators/scenario.js";
import { NAMES } from "../generators/types.js";
import { whilePolluted } from "../polluted.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { evaluated, trialOf } from "./trial.js";

/** Names of the data, of contexts, and of the library's own records. */
const POLLUTED = [
  ...NAMES.filter((name) => !(name in Object.prototype)),
  ...[
    "profile",
    "grant",
    "groups",
    "vars",
    "apps",
    "directory",
    "needs",
    "always",
    "emptyWhenMissing",
    "missing",
    "rest",
    "record",
  ],
  ...["values", "nullable", "prepare", "inner", "literal", "written", "context", "size", "elements", "cost", "fails", "absences"],
  ...["get", "set", "value", "writable", "enumerable", "state", "kind", "subject", "safe", "limits", "trace", "0", "-1"],
];

/** Runs code while `Array.prototype` carries a stranger's element. */
function whileArraysPolluted<T>(run: () => T): T {
  (Array.prototype as unknown as Record<number, unknown>)[5] = "stranger";
  try {
    return run();
  } finally {
    Reflect.deleteProperty(Array.prototype, 5);
  }
}

const either = fc.oneof(
  scenarios({ rows: allFunctions, typed: true, data: "fitting" }),
  scenarios({ rows: allFunctions, typed: false, data: "spoiled" }),
);

describe("pollution", () => {
  it("of Object.prototype and Array.prototype changes no evaluation", () => {
    forAll(
      fc.tuple(either, fc.constantFrom(...POLLUTED), fc.constantFrom<unknown>("stranger", true, null, 7)),
      1000,
      ([scenario, name, value]) => {
        const trial = trialOf(scenario);
        if (!trial) return undefined;
        const clean = JSON.stringify(evaluated(trial));
        const polluted = whilePolluted(name, value, () => evaluated(trial));
        if (!isDeepStrictEqual(JSON.stringify(polluted), clean))
          return `${name} on Object.prototype gives ${JSON.stringify(polluted)}, not ${clean}`;
        const listed = whileArraysPolluted(() => evaluated(trial));
        return JSON.stringify(listed) === clean
          ? undefined
          : `an element on Array.prototype gives ${JSON.stringify(listed)}, not ${clean}`;
      },
    );
  });
});
