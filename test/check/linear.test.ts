/** Work: a chain four times as long takes about four times the work, whatever it is made of; what is told of it is bounded. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";
import { stepsOf } from "./counting.js";

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
