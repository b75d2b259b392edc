/** Sets of codes as bits: joined, looked into and listed like sets, with room for every code that an evaluation can end with. */
import { describe, expect, it } from "vitest";
import { codesIn, NO_FAILS } from "../../src/check/fails.js";
import { CODES, type Code } from "../../src/diagnostics/codes.js";
import { allFunctions } from "../../src/library/all.js";
import fc from "../seeded.js";

const ENDS = (Object.keys(CODES) as Code[]).filter((code) => /^(run|context)\//.test(code));
const some = () => fc.subarray(ENDS);

describe("codes of evaluations", () => {
  it("are no more than there are bits", () => expect(ENDS.length).toBeLessThanOrEqual(64));
  it("are all that rows end with", () => {
    const told = allFunctions.flatMap(({ overloads }) => overloads.flatMap(({ fails = [] }) => fails));
    expect(told.length).toBeGreaterThan(50);
    expect(told.filter((code) => !ENDS.includes(code))).toEqual([]);
  });
});

describe("sets of codes", () => {
  it("are listed in the order of their letters, each once", () =>
    fc.assert(
      fc.property(some(), (codes) => {
        expect(codesIn([...codes, ...codes]).list()).toEqual([...codes].sort());
      }),
    ));

  it("are joined, and one that has all of the other stays what it is", () =>
    fc.assert(
      fc.property(some(), some(), (one, other) => {
        const [left, right] = [codesIn(one), codesIn(other)];
        expect(left.and(right).list()).toEqual([...new Set([...one, ...other])].sort());
        const both = left.and(right);
        expect(both.and(right)).toBe(both);
        expect(right.and(both)).toBe(both);
      }),
    ));

  it("are looked into, and one code is taken out", () =>
    fc.assert(
      fc.property(some(), fc.constantFrom(...ENDS), (codes, code) => {
        const fails = codesIn(codes);
        expect(fails.has(code)).toBe(codes.includes(code));
        expect(fails.without(code).list()).toEqual(codes.filter((other) => other !== code).sort());
        expect(fails.list()).toHaveLength(codes.length);
      }),
    ));

  it("may be empty", () => expect([codesIn([]), NO_FAILS.list()]).toEqual([NO_FAILS, []]));
});
