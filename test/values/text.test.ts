/** Text rules: what a value looks like as text, and which texts a token can carry. */

import { describe, expect, it } from "vitest";
import {
  commaJoined,
  commaSplit,
  endsWith,
  hasNoHalf,
  isBlank,
  isCompound,
  isWellFormed,
  startsWith,
  textOf,
} from "../../src/values/text.js";
import { CountryCode, Fault, Group, Timestamp, type Value } from "../../src/values/value.js";
import { leastOf, spent } from "../clock.js";
import fc from "../seeded.js";

describe("isWellFormed", () => {
  it.each([
    ["", true],
    ["abc", true],
    ["😀", true],
    ["\ud83d", false],
    ["\ude00", false],
    ["\ude00\ud83d", false],
    ["a\ud83db", false],
    ["😀\ud83d", false],
    ["\ud83d\ud83d\ude00", false],
    ["\ud7ff\ue000\uffff", true],
  ])("%j: %s", (text, expected) => expect(isWellFormed(text)).toBe(expected));
  it("agrees with what UTF-8 can carry", () => {
    const unit = fc.integer({ min: 0xd700, max: 0xe0ff }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
        expect(hasNoHalf(text)).toBe(isWellFormed(text));
        expect(isWellFormed(text)).toBe(new TextDecoder().decode(new TextEncoder().encode(text)) === text);
      }),
      { numRuns: 2000 },
    );
  });
  it.skipIf(!("isWellFormed" in String.prototype))(
    "takes no time for a long text of one-byte characters, if the host can tell",
    () => {
      const long = "a".repeat(1 << 22);
      const began = spent();
      let times = 0;
      while (times < 1000 && spent() - began < 2000 && isWellFormed(long)) times++;
      expect(times).toBe(1000);
    },
  );
});

describe("hasNoHalf", () => {
  // The first and the last of each kind of unit, and those beside them.
  it.each([
    ["\ud7ff", true],
    ["\ud800", false],
    ["\udbff", false],
    ["\udc00", false],
    ["\udfff", false],
    ["\ue000", true],
    ["\ud800\udc00", true],
    ["\ud800\udfff", true],
    ["\udbff\udc00", true],
    ["\udbff\udfff", true],
    ["\ud800\udbff", false],
    ["\ud800\ue000", false],
    ["\udc00\udc00", false],
    ["\udbff\ud7ff", false],
    ["a\ud800\udc00\ud800\udc00b", true],
    ["\ud800\udc00\udc00", false],
  ])("%j: %s", (text, expected) => expect(hasNoHalf(text)).toBe(expected));
});

describe("the beginning and the end of a text", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "b", "😀"), maxLength: 4 });
  it("are what the language's own tests say", () =>
    fc.assert(
      fc.property(texts, texts, texts, (before, text, after) => {
        for (const whole of [text, before + text, text + after, before + after])
          expect([startsWith(whole, text), endsWith(whole, text)]).toEqual([whole.startsWith(text), whole.endsWith(text)]);
      }),
    ));
  it("may be empty, or all of it, and are not longer", () => {
    for (const holds of [startsWith, endsWith])
      expect(
        [
          ["", ""],
          ["a", ""],
          ["ab", "ab"],
          ["a", "aa"],
        ].map(([text, part]) => holds(text as string, part as string)),
      ).toEqual([true, true, true, false]);
  });
  it("of a long text are found as fast as that is compared", () => {
    // Texts that a host has put together are what it is slow with.
    const [long, other] = ["a", "a"].map((text) => text.repeat(30_000) + text.repeat(30_000)) as [string, string];
    const times = (holds: (text: string, part: string) => boolean) =>
      leastOf(3, () => Array.from({ length: 300 }, () => holds(long, other)));
    expect(times(startsWith) + times(endsWith)).toBeLessThan(8);
  });
});

describe("textOf", () => {
  it.each<[Value, string | undefined]>([
    ["a", "a"],
    ["", ""],
    [1, "1"],
    [-1.5, "-1.5"],
    [0, "0"],
    [1e20, "100000000000000000000"],
    [1e21, "1e+21"],
    [0.1, "0.1"],
    [true, "true"],
    [false, "false"],
    [new Timestamp(0, "+02:00"), "1970-01-01T00:00:00.000Z"],
    [null, undefined],
    [[], undefined],
    [new Map(), undefined],
    [new CountryCode("US"), undefined],
    [new Group(new Map()), undefined],
  ])("%s: %j", (value, expected) => expect(textOf(value)).toBe(expected));
});

describe("commaJoined", () => {
  it.each<[Value[], string]>([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a,b"],
    [["a", null, "b", null], "a,b"],
    [[null], ""],
    [["", ""], ","],
    [[1, true, "x"], "1,true,x"],
  ])("%j is %j", (list, expected) => expect(commaJoined(list, 100)).toBe(expected));
  it.each<[Value[], string]>([
    [["a", ["b"]], "a list"],
    [[new Map()], "a map"],
    [[new CountryCode("US")], "a country"],
  ])("what holds %j has no text", (list, member) => expect(commaJoined(list, 100)).toEqual(new Fault("run/no-text", { member })));
  it.each([
    [4, false],
    [5, true],
    [6, true],
  ])("of five characters fits a limit of %i: %s", (limit, fits) => expect(commaJoined(["aa", "bb"], limit) === "aa,bb").toBe(fits));
  it("keeps to the limit before it builds anything", () => {
    const parts = fc.array(fc.option(fc.string({ maxLength: 8 })), { maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.nat(60), (list, limit) => {
        const whole = list.filter((part) => part !== null).join(",");
        expect(commaJoined(list, limit)).toEqual(whole.length <= limit ? whole : new Fault("run/text-too-long", { limit }));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("commaSplit", () => {
  it.each([
    ["", []],
    ["a", ["a"]],
    ["a,b", ["a", "b"]],
    [" a , b ", ["a", "b"]],
    ["a,,b", ["a", "", "b"]],
    [",", ["", ""]],
    ["a, b c", ["a", "b c"]],
  ])("%j is %j", (text, expected) => expect(commaSplit(text, 10_000)).toEqual(expected));
  it("stops at the limit", () => {
    expect(commaSplit("a,b,c", 3)).toEqual(["a", "b", "c"]);
    expect(commaSplit("a,b,c", 2)).toEqual(new Fault("run/list-too-long", { limit: 2 }));
  });
});

describe("isBlank", () => {
  it.each<[Value, boolean]>([
    [null, true],
    ["", true],
    [" ", false],
    [0, false],
    [false, false],
    [[], false],
    [new Map(), false],
  ])("%j: %s", (value, expected) => expect(isBlank(value)).toBe(expected));
});

describe("isCompound", () => {
  it.each<[Value, boolean]>([
    [[], true],
    [new Map(), true],
    ["x", false],
    [null, false],
    [new Group(new Map()), false],
  ])("%j: %s", (value, expected) => expect(isCompound(value)).toBe(expected));
});
