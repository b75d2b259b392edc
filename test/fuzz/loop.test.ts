/** The fuzzer finds what only coverage leads to, tells what is slow or thrown, and keeps few inputs. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loopOf, minimised } from "../../scripts/fuzz/loop.js";
import type { Target } from "../../scripts/fuzz/target.js";
import { spent } from "../clock.js";

beforeEach(() => {
  globalThis.__reached = new Uint32Array(16);
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, "__reached");
});

const target = (run: Target["run"]): Target => ({ name: "test", seeds: ["."], words: ["x"], run });

/** A lock of five letters, each behind a branch of its own. Without the branches it takes 10^10 guesses. */
function lock(counted: boolean): Target {
  return target((input) => {
    const word = "fuzzy";
    for (let at = 0; at < word.length; at++) {
      if (input[at] !== word[at]) return undefined;
      if (counted) globalThis.__reached[at] = 1;
    }
    return `it is open for ${input}`;
  });
}

describe("the loop", () => {
  it("goes where branches lead", () => {
    // It ends when it has found enough, long before.
    const { findings, kept } = loopOf(lock(true), 1).run(["....."], 60);
    expect(findings.length).toBeGreaterThan(1);
    for (const { input, problem } of findings) {
      expect(input.startsWith("fuzzy")).toBe(true);
      expect(problem).toBe(`it is open for ${input}`);
    }
    expect(kept.length).toBeGreaterThanOrEqual(5);
  });

  it("would not have got there by chance", () => expect(loopOf(lock(false), 1).run(["....."], 1).findings).toEqual([]));

  it("tells what is thrown, each problem once", () => {
    const { findings } = loopOf(
      target(() => {
        throw new Error("broken");
      }),
      1,
    ).run(["a"], 0.2);
    expect(findings.length).toBe(1);
    expect(findings[0]?.problem).toContain("broken");
  });

  it("tells what takes long", () => {
    const slow = target(() => {
      const began = spent();
      while (spent() - began < 450);
      return undefined;
    });
    expect(loopOf(slow, 1).run(["a"], 0).findings[0]?.problem).toMatch(/^it takes \d+ ms$/);
  });

  it("keeps the shortest inputs that together reach everything", () => {
    const letters = target((input) => {
      for (const letter of input) globalThis.__reached[letter.charCodeAt(0) % 16] = 1;
      return undefined;
    });
    expect(minimised(letters, ["abc", "a", "ab", "ccc", "c"], 10)).toEqual(["a", "c", "ab"]);
  });
});
