/** Time: a chain four times as long is checked in about four times the time, whatever it is made of; what is told of it is bounded. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";

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

/** The shortest of a few runs: what else the machine does makes a run longer, never shorter. */
function milliseconds(source: string): number {
  const runs = numbered(3, () => "").map(() => {
    const start = performance.now();
    check(source, env);
    return performance.now() - start;
  });
  return Math.min(...runs);
}

describe.each(Object.entries(CHAINS))("%s", (_name, chain) => {
  it("takes time as it is long", () => {
    milliseconds(chain(100));
    const [short, long] = [milliseconds(chain(400)), milliseconds(chain(1600))];
    // Where each part looked at all before it, this would be about 16.
    expect(long / Math.max(1, short)).toBeLessThan(9);
  });

  it("is blamed on a bounded number of things", () => {
    const { verdicts } = check(chain(1600), env);
    for (const { because } of Object.values(verdicts)) expect(because.length).toBeLessThanOrEqual(300);
  });
});
