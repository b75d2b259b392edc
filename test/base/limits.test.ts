/** Limits: defaults, settings, and the numbers that must never pass for a limit. */

import { describe, expect, it } from "vitest";
import { LIMIT_WORDS } from "../../src/base/limit-words.js";
import { DEFAULT_LIMITS, limitsFrom, mostOf } from "../../src/base/limits.js";
import { isCode } from "../../src/diagnostics/codes.js";
import { whilePolluted } from "../polluted.js";
import fc from "../seeded.js";

const names = Object.keys(DEFAULT_LIMITS) as (keyof typeof DEFAULT_LIMITS)[];

/** The bounds of the law, and those that are ours. */
const DEFAULTS = {
  ...{ sourceLength: 10_000, nesting: 100, nodes: 5_000, literalLength: 10_000, textLength: 65_536, listLength: 10_000 },
  ...{
    dataDepth: 32,
    dataSize: 100_000,
    patternLength: 1_000,
    patternSize: 1_000,
    patternSteps: 180_000,
    steps: 100_000,
    work: 1_000_000,
  },
  ...{ documentLength: 2_000_000, documentDepth: 64, documentSize: 1_000_000, claims: 10_000 },
};

it("are on by default, with the numbers that the law and the documentation say", () => expect(DEFAULT_LIMITS).toEqual(DEFAULTS));

describe("the most that a limit may be", () => {
  it("is 2^31 - 1, and 200 for the nesting", () => {
    expect([mostOf("work"), mostOf("steps"), mostOf("nesting")]).toEqual([2_147_483_647, 2_147_483_647, 200]);
    expect(limitsFrom({ work: 2_147_483_647 }).faults).toEqual([]);
    expect(limitsFrom({ work: 2_147_483_648 }).faults).toEqual([{ name: "work", reason: "not-a-whole-number" }]);
    expect(limitsFrom({ nesting: 201 }).faults).toEqual([{ name: "nesting", reason: "too-large" }]);
  });
  it("is nothing that a stranger says", () =>
    expect(whilePolluted("stranger", { most: 5 }, () => mostOf("stranger"))).toBe(2_147_483_647));
});

describe("the defaults", () => {
  it("are those of the language", () =>
    expect(DEFAULT_LIMITS).toMatchObject({
      sourceLength: 10_000,
      nesting: 100,
      nodes: 5_000,
      literalLength: 10_000,
      textLength: 65_536,
      listLength: 10_000,
    }));
  it("are used where nothing is set", () => {
    expect(limitsFrom(undefined)).toEqual({ limits: DEFAULT_LIMITS, faults: [] });
    expect(limitsFrom({})).toEqual({ limits: DEFAULT_LIMITS, faults: [] });
    expect(limitsFrom({ nodes: undefined })).toEqual({ limits: DEFAULT_LIMITS, faults: [] });
  });
  it("cannot be changed by a host", () => expect(Object.isFrozen(DEFAULT_LIMITS)).toBe(true));
});

describe.each(names)("the limit %s", (name) => {
  it("says what it counts", () => expect(LIMIT_WORDS[name].counts).toMatch(/^[A-Za-z].{10,}$/));
  it("raises a code of the table", () => expect(isCode(LIMIT_WORDS[name].code)).toBe(true));
  it.each([1, 2, DEFAULT_LIMITS[name] - 1, DEFAULT_LIMITS[name] + 1, mostOf(name)])("may be %d", (value) =>
    expect(limitsFrom({ [name]: value })).toEqual({ limits: { ...DEFAULT_LIMITS, [name]: value }, faults: [] }),
  );
  it.each([
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["0", 0],
    ["-0", -0],
    ["-1", -1],
    ["1.5", 1.5],
    ["2^31", 2 ** 31],
    ["a text", "100"],
    ["a big integer", 100n],
    ["true", true],
    ["null", null],
    ["a list", [100]],
    ["an object with valueOf", { valueOf: () => 100 }],
  ])("may not be %s", (_words, value) =>
    expect(limitsFrom({ [name]: value })).toEqual({ limits: DEFAULT_LIMITS, faults: [{ name, reason: "not-a-whole-number" }] }),
  );
});

describe("settings", () => {
  it.each(["sourcelength", "depth", "", "constructor", "__proto__", "toString"])("the unknown limit %j is a fault", (name) => {
    const settings = JSON.parse(`{${JSON.stringify(name)}: 5}`);
    expect(limitsFrom(settings)).toEqual({ limits: DEFAULT_LIMITS, faults: [{ name, reason: "unknown" }] });
  });
  it("more levels than every stack has room for are a fault", () => {
    expect(limitsFrom({ nesting: 200 }).faults).toEqual([]);
    expect(limitsFrom({ nesting: 201 }).faults).toEqual([{ name: "nesting", reason: "too-large" }]);
  });
  it("every fault is told at once", () => expect(limitsFrom({ nodes: 0, steps: Number.NaN, speed: 1 }).faults).toHaveLength(3));
  it("whatever is given, every limit that comes out can bound something", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names, "other"), fc.anything()), (settings) => {
        const { limits } = limitsFrom(settings);
        expect(Object.keys(limits)).toEqual(names);
        for (const value of Object.values(limits)) expect(Number.isInteger(value) && value >= 1 && value <= 0x7fffffff).toBe(true);
      }),
    );
  });
});
