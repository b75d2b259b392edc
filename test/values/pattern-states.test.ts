/** The automaton of a pattern: built ahead where that is cheap, so that matching builds nothing; else walked, with a count. */

import { describe, expect, it } from "vitest";
import { engineOf } from "../../src/values/pattern.js";
import { MOST_LOOKS, States } from "../../src/values/pattern-states.js";
import fc from "../seeded.js";

const built = (source: string, most: number = MOST_LOOKS.ahead) => {
  const engine = engineOf(source);
  const states = new States(engine);
  return { engine, states, ...states.build(most) };
};

/** How many states the engine has. */
const statesOf = ({ engine }: ReturnType<typeof built>) => engine.re2().dfa.stateCount;

describe("the automaton of a pattern", () => {
  it.each([
    "admin.*",
    ".*admin.*",
    "(?i).*okta-mastered-group.*",
    "(?i).*some-quite-long-name-with-sixty-characters-in-it-and-more.*",
    "(?i)^(west|east|north).*admins?$",
    ".*-(read|write)-.*",
    ".*(?i)(sales|marketing|finance|engineering|legal).*",
    "aws_\\d{12}_(.+)",
    "^aws#[^#]+#[\\w+=,.@-]{1,64}#\\d{12}$",
    "([a-z0-9._%+-]+)@([a-z0-9.-]+)\\.([a-z]{2,})",
    "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$",
    "[a-z]{0,64}@corp\\.com",
    ".*\\d{4}-\\d{2}.*",
    ".*\\bfoo\\b.*",
    "\\p{L}{1,64}",
    ".{1,255}",
    "",
    "^(a|b)c$",
  ])("%s is whole", (source) => expect(built(source)).toMatchObject({ whole: true }));

  it.each([
    "(?:a|b)*a(?:a|b){12}",
    "[ab]*a[ab]{200}",
    "(?:a*|b*){300}",
    "(a?){300}b",
    "\\pL\\pN\\pS".repeat(60),
    "\\S{0,300}\\B{300}a",
    "^(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,63}$",
  ])("%s is too large to be built", (source) => expect(built(source)).toMatchObject({ whole: false, looks: MOST_LOOKS.ahead }));

  it.each(["^ab+$", "(?i)^a", "(?:^)a+b$", "\\A\\pL$", "^{2}a"])("is what matches where a pattern begins as %s", (source) =>
    expect(engineOf(source).re2().onepass).toBeNull(),
  );

  it("is given up where the engine has no memory for it", () => {
    for (const memory of [250, 600, 1_000]) {
      const engine = engineOf(".*admin.*");
      const states = new States(engine);
      Object.assign(engine.re2().dfa, { stateBudget: memory, memBudget: memory });
      expect(states.build(MOST_LOOKS.ahead)).toMatchObject({ whole: false, looks: MOST_LOOKS.ahead });
    }
  });

  it("takes the same each time, and more where more comes into play", () => {
    const looks = (source: string) => built(source).looks;
    expect(looks("(?i).*(read|write)-.*")).toBe(looks("(?i).*(read|write)-.*"));
    expect(looks(".*foo.*")).toBeGreaterThan(100);
    expect(looks(".*\\bfoo\\b.*")).toBeGreaterThan(looks(".*foo.*"));
    expect(looks("\\b{2}a")).toBeLessThan(looks("\\b{200}a"));
  });

  const part = fc.constantFrom(
    "a",
    "b",
    "é",
    "😀",
    ".",
    "[ab]",
    "[^a]",
    "\\d",
    "\\w",
    "\\b",
    "^",
    "$",
    "(?i)",
    "(?m)",
    "(?s)",
    "\\pL",
    "|",
    "\\n",
  );
  const repeat = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{0,3}");
  const source = fc
    .array(fc.tuple(part, repeat), { maxLength: 8 })
    .map((parts) => parts.map(([each, times]) => (/^[|^$]|^\\b|^\(/.test(each) ? each : each + times)).join(""));
  const text = fc.string({ unit: fc.constantFrom("a", "A", "b", "é", "É", "😀", "7", "_", " ", "\n", "z"), maxLength: 20 });

  it("gives what an automaton gives that is built while it matches, and grows no more", () => {
    fc.assert(
      fc.property(source, fc.array(text, { maxLength: 6 }), (pattern, texts) => {
        const made = built(pattern);
        const count = statesOf(made);
        for (const each of texts) expect(made.engine.matches(each)).toBe(engineOf(pattern).matches(each));
        if (made.whole) expect(statesOf(made)).toBe(count);
      }),
      { numRuns: 1_000 },
    );
  });

  it("gives the same where it is walked, for a price that hangs on pattern and text alone", () => {
    fc.assert(
      fc.property(source, fc.array(text, { maxLength: 6 }), (pattern, texts) => {
        const { states } = built(pattern, 0);
        const walk = (each: string, by: States = states) => by.walk(each, (parts) => 1 + parts, Number.POSITIVE_INFINITY);
        const first = texts.map((each) => walk(each));
        expect(first.map(({ matched }) => matched)).toEqual(texts.map((each) => engineOf(pattern).matches(each)));
        expect(texts.map((each) => walk(each))).toEqual(first);
        expect(texts.map((each) => walk(each, built(pattern).states))).toEqual(first);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is walked no further than the steps go", () => {
    const { states } = built("(?:a|b)*a(?:a|b){12}", 0);
    const walk = (characters: number, most: number) => states.walk("a".repeat(characters), () => 10, most);
    expect(walk(19, 200)).toEqual({ matched: true, steps: 200 });
    expect(walk(20, 200)).toEqual({ matched: true, steps: 210 });
    expect(walk(21, 200)).toEqual({ matched: undefined, steps: 210 });
    // Where nothing can match any more it ends.
    expect(states.walk(`c${"a".repeat(500)}`, () => 10, 200)).toEqual({ matched: false, steps: 20 });
  });

  it("is walked on where the engine forgets its states", () => {
    const { engine, states } = built("(?:a|b)*a(?:a|b){12}", 0);
    const { dfa } = engine.re2();
    dfa.stateBudget = 2_000;
    dfa.clearCache();
    const long = "abbabaabbbaababab".repeat(40);
    for (const each of [long, `${long}b`, long.slice(7)])
      expect(states.walk(each, () => 1, Number.POSITIVE_INFINITY).matched).toBe(engineOf("(?:a|b)*a(?:a|b){12}").matches(each));
    expect(dfa.stateCount).toBeLessThan(20);
  });
});
