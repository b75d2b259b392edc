/** Filters of groups claims: what they hold for, and the work that they are, to the unit. */
import { describe, expect, it } from "vitest";
import { nameTest } from "../../src/claims/group-names.js";
import { defineClaims, type IssueResult } from "../../src/claims/index.js";
import { patternFunctions } from "../../src/library/patterns.js";
import { Group } from "../../src/values/value.js";
import { timeOf } from "../clock.js";
import { forAll } from "../properties/for-all.js";
import fc from "../seeded.js";

type Filter = { readonly [kind: string]: string };

/** Issues a token with so many groups claims of one filter. */
function issue(filter: Filter, names: readonly (string | null)[], work?: number, claims = 1): IssueResult {
  const set = defineClaims(
    {
      claims: Array.from({ length: claims }, (_, index) => ({
        name: `g${index}`,
        groups: filter,
        limit: 10_000,
        grants: ["authorization_code"],
      })),
    },
    { functions: patternFunctions, ...(work === undefined ? {} : { limits: { work } }) },
  );
  const groups = names.map((name, index) => ({ id: `00g${index}`, type: "OKTA_GROUP", name }));
  return set.issue({ grant: "authorization_code", token: "access_token", context: { user: {}, groups } });
}

const codes = (result: IssueResult) => (result.ok ? [] : result.errors.map(({ diagnostic }) => diagnostic.code));

/** A group is 15 units, a name in the result 8 and a quarter of its length. */
const GROUP = 15;
const LONG = "x".repeat(1000);

describe("a groups claim", () => {
  it.each<[string, Filter, readonly (string | null)[], number]>([
    ["looks at each group", { equals: "a" }, [null, null], 2 * GROUP],
    ["looks at a name whole for what it contains", { contains: "z" }, [LONG, "Ab"], 2 * GROUP + 1000 + 2],
    ["looks at the beginning of a name", { startsWith: "zz" }, [LONG], GROUP + 3],
    ["looks at no name that is longer than the one wanted", { equals: "zz" }, [LONG, "zx"], 2 * GROUP + 2],
    ["looks four times at other letters than Latin ones", { contains: "z" }, ["Ж".repeat(10)], GROUP + 40],
    [
      "looks four times at the beginning alone",
      { startsWith: "z" },
      [`é${"Ж".repeat(10)}`, `é-${"Ж".repeat(10)}`],
      2 * GROUP + 8 + 2,
    ],
    ["looks at what follows a letter that hangs on it", { startsWith: "z" }, [`aΣ${"b".repeat(8)}`], GROUP + 40],
    ["looks at a name whole for a pattern", { pattern: "z" }, [LONG, null], 2 * GROUP + 1000],
    ["writes the names that it has", { contains: "b" }, ["Ab", "abcde"], 2 * GROUP + 7 + 2 * 8 + 1 + 2],
    ["writes the names of a pattern", { pattern: "a.*" }, ["ab"], GROUP + 2 + 8 + 1],
  ])("%s, and has that much work and no less", (_words, filter, names, work) => {
    expect(codes(issue(filter, names, work))).toEqual([]);
    expect(issue(filter, names, work - 1)).toMatchObject({
      ok: false,
      errors: [{ diagnostic: { code: "context/too-much-work", data: { limit: work - 1 } } }],
    });
  });

  it("has all of the work for itself", () => {
    const work = 2 * GROUP + 4 + 2 * 8 + 2;
    expect(issue({ contains: "a" }, ["ab", "ac"], work, 3)).toMatchObject({
      ok: true,
      claims: { g0: ["ab", "ac"], g2: ["ab", "ac"] },
    });
  });

  const name = (index: number) => `App Sales ${index} `.padEnd(60, "west ");
  it.each<[string, Filter, number]>([
    ["a beginning", { startsWith: "app sales" }, 10_000],
    ["a beginning as long as a name", { startsWith: name(7) }, 1],
    ["a name", { equals: name(7) }, 1],
    ["a part", { contains: "SALES" }, 10_000],
  ])("finds %s among as many groups as there may be", (_words, filter, found) => {
    const result = issue(
      filter,
      Array.from({ length: 10_000 }, (_, index) => name(index)),
    );
    expect(result.ok && (result.claims.g0 as readonly string[]).length).toBe(found);
  });

  it.each<Filter>([{ startsWith: "zz" }, { startsWith: "i̇z" }, { equals: "zz" }, { contains: "zz" }, { pattern: "zz" }])(
    "is over soon among long names that are hard to put into lower case: %j",
    (filter) => {
      const CLAIMS = 20;
      for (const letter of ["İ", "Ж", "Σ", "a"]) {
        const names = new Array<string>(3_000).fill(Buffer.from(letter.repeat(65_536)).toString());
        const result = issue(filter, names);
        for (const code of codes(result)) expect(code).toBe(filter.pattern ? "run/budget" : "context/too-much-work");
        // One such claim took two to seven seconds.
        expect(timeOf(() => issue(filter, names, undefined, CLAIMS))).toBeLessThan(CLAIMS * 100);
      }
    },
  );
});

describe("a filter", () => {
  const OLD: Readonly<Record<string, (name: string, wanted: string) => boolean>> = {
    startsWith: (name, wanted) => name.toLowerCase().startsWith(wanted.toLowerCase()),
    equals: (name, wanted) => name.toLowerCase() === wanted.toLowerCase(),
    contains: (name, wanted) => name.toLowerCase().includes(wanted.toLowerCase()),
  };
  const passes = (kind: string, name: string, wanted: string) =>
    nameTest(kind, wanted)(() => undefined)(new Group(new Map([["name", name]])));
  const said = (name: string, wanted: string): string | undefined => {
    const wrong = Object.keys(OLD).filter((kind) => passes(kind, name, wanted) !== OLD[kind]?.(name, wanted));
    return wrong.length > 0 ? `${wrong} of ${JSON.stringify([name, wanted])}` : undefined;
  };

  /** Letters whose lower case is longer, hangs on what is around them, or has two halves; halves alone, marks and blanks. */
  const odd = fc.constantFrom(..."aAiIıİσςΣß\u1e9e\u0307'ʰ. \u00adЖж𐐀𐐨\ud801\udc00\ud83d", "\u212a", "k", "ǅ", "ﬁ");
  const texts = fc.oneof(
    fc.array(odd, { maxLength: 7 }).map((letters) => letters.join("")),
    fc.string({ unit: "grapheme", maxLength: 5 }),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  /** A name, and what may be asked of it: any part of it in some letter case, a little of something else behind. */
  const asked = fc
    .tuple(texts, texts, fc.nat(8), fc.nat(3), fc.constantFrom("as it is", "lower", "upper"), fc.oneof(fc.constant(""), odd))
    .map(([head, tail, end, from, letterCase, more]): [string, string] => {
      const name = head + tail;
      const part = name.slice(from > 1 ? 0 : from, end);
      const cased = letterCase === "lower" ? part.toLowerCase() : letterCase === "upper" ? part.toUpperCase() : part;
      return [name, cased + more];
    });

  it("holds for what the lower case of the whole name says", () =>
    forAll(fc.oneof(asked, fc.tuple(texts, texts)), 20_000, ([name, wanted]) => said(name, wanted)));

  it("holds so for each character there is, alone and before another", () => {
    const wrong: string[] = [];
    for (let point = 0; point <= 0x10ffff; point++) {
      const character = String.fromCodePoint(point);
      const lower = character.toLowerCase();
      // What `equals` builds on.
      if (lower.length < character.length) wrong.push(`the lower case of ${point.toString(16)} is shorter`);
      if (lower === character) continue;
      for (const [name, wanted] of [
        [character, lower],
        [`${character}x`, lower],
        [`${character}x`, `${lower}y`],
        [`x${character}x`, `X${character}`],
      ] as const)
        wrong.push(...[said(name, wanted)].filter((problem) => problem !== undefined));
    }
    expect(wrong).toEqual([]);
  });
});
