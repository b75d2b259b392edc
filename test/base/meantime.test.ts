/** What is remembered while one thing is done is forgotten at its end. */
import { describe, expect, it } from "vitest";
import { inMeantime, Meantime } from "../../src/base/meantime.js";

describe("Meantime", () => {
  const key = {};

  it("remembers while something is done, and no longer", () => {
    const known = new Meantime<object, number>();
    const inside = inMeantime(() => {
      known.set(key, 1);
      return known.get(key);
    });
    expect(inside).toBe(1);
    expect(known.get(key)).toBeUndefined();
  });

  it("remembers nothing outside", () => {
    const known = new Meantime<object, number>();
    known.set(key, 1);
    expect(known.get(key)).toBeUndefined();
  });

  it("forgets when what is done ends with an exception, and remembers again afterwards", () => {
    const known = new Meantime<object, number>();
    const fails = () =>
      inMeantime(() => {
        known.set(key, 1);
        throw new Error("told");
      });
    expect(fails).toThrow("told");
    expect(known.get(key)).toBeUndefined();
    inMeantime(() => known.set(key, 2));
    expect(known.get(key)).toBeUndefined();
    expect(inMeantime(() => known.get(key))).toBeUndefined();
  });

  it("keeps what is remembered to the end of the outermost", () => {
    const known = new Meantime<object, number>();
    const after = inMeantime(() => {
      inMeantime(() => known.set(key, 1));
      return known.get(key);
    });
    expect(after).toBe(1);
    expect(known.get(key)).toBeUndefined();
  });
});
