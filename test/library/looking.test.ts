/** What calls, concatenations and comparisons take of the budget because of the size of their operands. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { check, compile, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { copySteps, lookingSteps, lookingStepsAtMost, unitSteps } from "../../src/library/looking.js";
import { TEXT, UNKNOWN } from "../../src/types/type.js";

const known = { canNull: false, canValue: true };

describe("looking at arguments", () => {
  it("takes a step for 32 units of a text and for each element of a list", () => {
    expect(lookingSteps(["x".repeat(31)])).toBe(0);
    expect(lookingSteps(["x".repeat(64), [1, 2, 3], null, 7, true])).toBe(5);
    expect([unitSteps(320, 3), copySteps(127), copySteps(128)]).toEqual([30, 0, 1]);
  });

  it("is bounded by what is known, and by the limits where nothing is", () => {
    const bound = (more: object) => lookingStepsAtMost({ type: TEXT, ...known, ...more }, DEFAULT_LIMITS);
    expect(bound({ length: { least: 0, most: 640 } })).toBe(20);
    expect(bound({})).toBe(65_536 / 32);
    expect(bound({ type: UNKNOWN })).toBe(10_000);
    expect(bound({ canValue: false })).toBe(0);
  });
});

/** Small expressions that would work through gigabytes of text if each call were one step. */
const BOMBS = [
  "app.list.![app.text.toUpperCase()]",
  "app.list.![String.replace(app.text, 'a', 'b')]",
  "app.list.![String.removeSpaces(app.text)]",
  "app.list.![String.stringContains(app.text, 'aab')]",
  "app.list.![String.stringSwitch(app.text, '', 'b', 'x', 'c', 'x', 'd', 'x')]",
  "app.list.![app.text + #this == app.text + '!']",
  "app.list.![app.text.substring(1) < app.text]",
  "app.list.![Arrays.toCsvString(app.list)]",
  "app.list.![Arrays.size(app.list)]",
  "app.list.![Arrays.contains(app.list, #this)]",
];

describe("bombs", () => {
  const env = defineEnvironment({
    functions: allFunctions,
    app: { text: "text", list: "list<text>" },
  });
  const list = Array.from({ length: 10_000 }, () => "");
  const context = { app: { profile: { text: "a".repeat(65_530), list } } };

  it.each(BOMBS)("%s ends with the budget, soon, and the checker says that it may", (source) => {
    const program = compile(source, env);
    const started = performance.now();
    const outcome = program.evaluate(context);
    expect(outcome).toMatchObject({ status: "error", diagnostic: { code: "run/budget" } });
    // Ten thousand such calls take seconds; the budget is used up after a few. Generous, for slow machines.
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(check(source, env).verdicts.client_credentials?.mayFail).toContain("run/budget");
  });

  it("of a text in every place of a long list are looked at once", () => {
    const program = compile("app.list.![app.text]", env);
    const started = performance.now();
    expect(program.evaluate({ app: { profile: { text: "é€".repeat(30_000), list } } }).status).toBe("value");
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
