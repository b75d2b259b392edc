/** P8: data that changes between evaluations ends as data that was never seen. */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { check, compile, type Environment, type Outcome } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { type Change, change, changes } from "../generators/changes.js";
import { type Scenario, scenarios } from "../generators/scenario.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { trialOf } from "./trial.js";

const some = scenarios({ rows: allFunctions, typed: true, data: "fitting" });
const any = scenarios({ rows: allFunctions, typed: false, data: "fitting" });

const copied = (context: object) => JSON.parse(JSON.stringify(context)) as Record<string, unknown>;

type Evaluate = (context: object) => Outcome;

/** What is wrong where a context changes step by step; counts how evaluations end. */
function difference(
  given: object,
  made: readonly Change[],
  ways: readonly Evaluate[],
  ends: Map<string, number>,
): string | undefined {
  const seen = copied(given);
  for (let count = 0; count <= made.length; count++) {
    const sofar = made.slice(0, count);
    for (const each of sofar.slice(-1)) change(seen, each);
    // Twice: what is seen for the first time is remembered for the second.
    for (const evaluate of [...ways, ...ways]) {
      const unseen = copied(given);
      for (const each of sofar) change(unseen, each);
      const expected = evaluate(unseen);
      ends.set(expected.status, (ends.get(expected.status) ?? 0) + 1);
      if (!isDeepStrictEqual(evaluate(seen), expected)) return `after ${JSON.stringify(sofar)} it differs`;
    }
  }
  return undefined;
}

/** An expression for each root, which reads a few of its attributes. */
function reading({ schemas }: Scenario, env: Environment): Evaluate[] {
  return ["user", "app", "appuser"].flatMap((root) => {
    const declared = [...(schemas[root]?.attributes.keys() ?? [])].filter((name) => /^[a-z]+$/.test(name) && name !== "profile");
    const source = `{${["id", "name", ...declared.slice(0, 4)].map((name) => `${root}.${name}`).join(", ")}}`;
    const names = [source, ...declared.slice(0, 2).map((name) => `${root}.${name}`)];
    return names
      .filter((each) => check(each, env).ok)
      .map((each) => {
        const program = compile(each, env);
        return (given: object) => program.evaluate(given);
      });
  });
}

describe("data that changes", () => {
  it("ends as data that was never seen", () => {
    const ends = new Map<string, number>();
    forAll(fc.tuple(fc.oneof(some, some, any), changes), 1000, ([scenario, made]) => {
      const trial = trialOf(scenario);
      if (!trial) return undefined;
      const { program } = trial;
      const { grant, context } = scenario;
      const ways: Evaluate[] = [
        (given) => program.evaluate(given),
        (given) => program.evaluate(given, grant ? { grant } : {}),
        ...reading(scenario, trial.env),
      ];
      return difference(context, made, ways, ends);
    });
    expect(Math.min(...["value", "absent", "error"].map((status) => ends.get(status) ?? 0))).toBeGreaterThan(1000);
  });
});
