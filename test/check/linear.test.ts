/** Work: a chain four times as long takes about four times the work, whatever it is made of; what is told of it is bounded. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { check, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { okta } from "../../src/schemas/index.js";
import { userDocument } from "../schemas/okta-documents.js";
import { stepsOf } from "./counting.js";
import { LONG_INPUTS } from "./long-inputs.js";

const env = defineEnvironment({ limits: { sourceLength: 1_000_000, nodes: 100_000 } });
const numbered = (count: number, write: (index: number) => string) => Array.from({ length: count }, (_, index) => write(index));

const CHAINS: Readonly<Record<string, (count: number) => string>> = {
  "one condition over and over": (count) => numbered(count, () => "app.b").join(" && "),
  "nulls and nulls": (count) => numbered(count, () => "null").join(" && "),
  "one part compared with many texts": (count) => numbered(count, (index) => `app.a == "x${index}"`).join(" || "),
  "a ladder of conditions": (count) => `${numbered(count, (index) => `app.a == "x${index}" ? ${index} : `).join("")}0`,
  "nulls with fallbacks": (count) => numbered(count, () => "null").join(" ?: "),
  "one attribute with fallbacks": (count) => numbered(count, () => "app.a").join(" ?: "),
  "many attributes with fallbacks": (count) => numbered(count, (index) => `user.x${index}`).join(" ?: "),
  "elements of elements": (count) => `user.x${"[0]".repeat(count)}`,
};

describe.each(Object.entries(CHAINS))("%s", (_name, chain) => {
  it("takes work as it is long", () => {
    const [short, long] = [400, 1600].map((count) => stepsOf(() => check(chain(count), env))) as [number, number];
    // Where each part looked at all before it, this would be about 16.
    expect(long / short).toBeLessThan(6);
  });

  it("is blamed on a bounded number of things", () => {
    const { verdicts } = check(chain(1600), env);
    for (const { because } of Object.values(verdicts)) expect(because.length).toBeLessThanOrEqual(300);
  });
});

/** More than twice, since a part of the work grows with how long numbers in names are; what is quadratic takes four times. */
const MOST_GROWTH = 2.7;

/** Steps that a character of a source may take, whatever it is part of. */
const MOST_STEPS = 240;

/** Towers as high as nesting allows, over and over, are what proofs take the most work for. */
const MOST_STEPS_NESTED = 2_500;

const ENVIRONMENTS = {
  "where nothing is declared": defineEnvironment({ functions: allFunctions }),
  "where users are declared, strictly": defineEnvironment({ user: okta(userDocument()), functions: allFunctions, strict: true }),
};

describe.each(Object.entries(ENVIRONMENTS))("the longest inputs that the limits let through, %s", (_name, within) => {
  it.each(Object.entries(LONG_INPUTS))("%s", (name, make) => {
    const { sourceLength, nodes } = DEFAULT_LIMITS;
    const [half, whole] = [make(sourceLength / 2, nodes / 2), make(sourceLength, nodes)] as const;
    expect(check(whole, within).diagnostics.map(({ code }) => code)).not.toContain("syntax/too-many-nodes");
    const [few, many] = [stepsOf(() => check(half, within)), stepsOf(() => check(whole, within))];
    expect(many / few).toBeLessThan(MOST_GROWTH);
    expect(many / whole.length).toBeLessThan(name.startsWith("nested") ? MOST_STEPS_NESTED : MOST_STEPS);
  });
});
