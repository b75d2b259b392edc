/** Spans and positions: what people and editors count. */

import { describe, expect, it } from "vitest";
import { positionAt, positionsOf, spanning } from "../../src/base/span.js";
import fc from "../seeded.js";

describe("spanning", () => {
  it("reaches from the start of the first to the end of the last", () =>
    expect(spanning({ start: 3, end: 5 }, { start: 9, end: 12 })).toEqual({ start: 3, end: 12 }));
});

describe("positionAt", () => {
  it.each([
    ["", 0, 1, 1],
    ["abc", 0, 1, 1],
    ["abc", 2, 1, 3],
    ["abc", 3, 1, 4],
    ["a\nb", 1, 1, 2],
    ["a\nb", 2, 2, 1],
    ["a\r\nb", 1, 1, 2],
    ["a\r\nb", 3, 2, 1],
    ["a\rb", 2, 2, 1],
    ["a\n\nb", 2, 2, 1],
    ["a\n\nb", 3, 3, 1],
    ["\n\r\n\rx", 4, 4, 1],
    ["tab\there", 4, 1, 5],
    ["😀x", 2, 1, 3],
    ["a\u2028b", 2, 1, 3],
  ])("%j at %i is line %i, column %i", (source, offset, line, column) =>
    expect(positionAt(source, offset)).toEqual({ line, column }),
  );

  it("keeps to the text for offsets outside it", () => {
    expect(positionAt("ab", -5)).toEqual({ line: 1, column: 1 });
    expect(positionAt("ab", 99)).toEqual({ line: 1, column: 3 });
  });

  it("agrees with splitting the text into lines", () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom("a", "é", " ", "\t", "😀") }), { minLength: 1, maxLength: 6 });
    const breaks = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(lines, breaks, fc.nat(200), (parts, end, at) => {
        const source = parts.join(end);
        const offset = Math.min(at, source.length);
        if (end === "\r\n" && source[offset] === "\n") return; // between the two units of one line break
        const before = source.slice(0, offset).split(end);
        expect(positionAt(source, offset)).toEqual({ line: before.length, column: (before.at(-1) ?? "").length + 1 });
      }),
    );
  });
});

describe("positionsOf", () => {
  it("gives what positionAt gives", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\n", "\r", "\r\n", "é", "😀"), maxLength: 20 });
    fc.assert(
      fc.property(text, fc.integer({ min: -2, max: 50 }), (source, at) => {
        expect(positionsOf(source)(at)).toEqual(positionAt(source, at));
      }),
    );
  });
});
