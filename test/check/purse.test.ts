/** Results on known values are found at check time as long as their purse pays for them; what is dearer is not known. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { integer, overload, text } from "../../src/library/define.js";
import { TEXT } from "../../src/types/type.js";
import { leastOf } from "../clock.js";
import { hostRow } from "../run/forms.js";

let ran = 0;

/** Takes as many steps as it is told. */
const dear = hostRow(
  "Test.dear",
  overload({
    params: [text("text"), integer("steps")],
    returns: TEXT,
    cost: (_text, steps) => steps,
    costAtMost: () => 1,
    run: (given) => {
      ran++;
      return `${given}!`;
    },
  }),
);

/** Takes a third of what there is, whatever it is given. */
const slow = hostRow("Test.slow", overload({ params: [text("text")], returns: TEXT, steps: 6000, run: (given) => `${given}?` }));

const functions = [...allFunctions, dear, slow];
const user = { email: "text?" };
const env = defineEnvironment({ functions, user, limits: { sourceLength: 1_000_000, nodes: 100_000 } });

/** How often the dear row is run while a source is checked. */
function runs(source: string, within = env): number {
  ran = 0;
  expect(check(source, within).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return ran;
}

const valuesOf = (source: string, grant = "client_credentials", within = env) => check(source, within).verdicts[grant]?.values;
const times = (count: number, write: (index: number) => string, by = "") =>
  Array.from({ length: count }, (_, at) => write(at)).join(by);
const A = (count: number) => "a".repeat(count);

/** One of as many texts as there are endings, which begin alike; of numbers without quotes. */
function oneOf(common: string, endings: string, quote = '"'): string {
  const { length } = endings;
  if (length === 1) return quote + common + endings + quote;
  const [some, others] = [endings.slice(0, length / 2), endings.slice(length / 2)];
  return `(app.v${length} == 1 ? ${oneOf(common, some, quote)} : ${oneOf(common, others, quote)})`;
}

const SIXTEEN = "abcdefghijklmnop";

/** A third of what there is, and less than that. */
const THIRD = 'Test.dear("x", 6000)';

describe("the purse", () => {
  it("pays for every row until it is empty", () => {
    expect(valuesOf(times(3, () => THIRD, " + "))).toEqual(["x!x!x!"]);
    expect(valuesOf(times(4, () => THIRD, " + "))).toBeUndefined();
    expect(runs(times(9, () => THIRD, " + "))).toBe(3);
  });

  it("pays for every combination", () => {
    expect(runs(`Test.dear(${oneOf("", SIXTEEN)}, 1000)`)).toBe(16);
    expect(runs(`Test.dear(${oneOf("", SIXTEEN)}, 6000)`)).toBe(3);
    expect(valuesOf(`Test.dear(${oneOf("", SIXTEEN)}, 6000)`)).toBeUndefined();
  });

  it("does not pay for one that is dearer than all of it, and the rest of the check goes on", () => {
    const source = 'Test.dear("x", 20000) == "x!" ? "y" : String.toUpperCase(user.email == null ? "a" : "b")';
    expect(runs(source)).toBe(0);
    expect(valuesOf(source)).toEqual(["y", "A"]);
    expect(runs('{Test.dear("x", 20000), Test.dear("x", 1)}')).toBe(0);
  });

  it("is one for what asks the same of a grant, so that no grant's verdict hangs on another's", () => {
    const asking = times(2, () => 'Test.dear(user.email == null ? "a" : "b", 5000)', " + ");
    const source = `${THIRD} + ${THIRD} + ${asking}`;
    const grants = ["client_credentials", "authorization_code", "jwt_bearer"];
    const verdicts = check(source, defineEnvironment({ functions, user, grants })).verdicts;
    expect(verdicts.client_credentials?.values).toEqual(["x!x!a!a!"]);
    expect(verdicts.authorization_code?.values).toBeUndefined();
    for (const grant of grants) {
      const alone = check(source, defineEnvironment({ functions, user, grants: [grant] })).verdicts;
      expect(alone).toEqual({ [grant]: verdicts[grant] });
    }
    expect(check(source, defineEnvironment({ functions, user, grants: grants.toReversed() })).verdicts).toEqual(verdicts);
  });

  it("pays for expressions in texts as well", () => {
    const inner = `getFilteredGroups({"00g1"}, '${THIRD} + ${THIRD}', 10)`;
    const [one, three] = [inner, `{${inner}, ${inner}, ${inner}}`].map((source) => runs(source)) as [number, number];
    expect(one).toBeGreaterThan(0);
    // Two are run for each set of grants, and then no more than a third one.
    expect(three).toBe((one / 2) * 3);
  });

  it("pays for what a call takes and for the texts that it is given", () => {
    expect(valuesOf(times(3, (at) => `Test.slow("${at}")`, " + "))).toEqual(["0?1?2?"]);
    expect(valuesOf(times(4, (at) => `Test.slow("${at}")`, " + "))).toBeUndefined();
    const given = (count: number) => `{${times(count, () => `"${A(8000)}".length(), `)} Test.dear("x", 1)}`;
    expect(runs(given(20))).toBe(1);
    expect(runs(given(26))).toBe(0);
  });

  it("pays for what is written into long results", () => {
    const long = `"${A(100)}".replace("a", "${A(600)}") == "x"`;
    const then = (count: number) => `${times(count, () => long, " || ")} ? "y" : Test.dear("x", 1)`;
    expect(runs(then(5))).toBe(1);
    expect(runs(then(14))).toBe(0);
  });

  it("pays for patterns that are made and matched", () => {
    const then = (count: number) => `${times(count, () => '"b" matches ("(a?){30}" + "")', " || ")} ? "y" : Test.dear("x", 1)`;
    expect(runs(then(1))).toBe(1);
    expect(runs(then(2))).toBe(0);
  });

  it("pays for operators, however little each takes", () => {
    const counted = (count: number) => `{${oneOf("", "12345678", "")}${" + 1".repeat(count)}, Test.dear("x", 1)}`;
    expect(runs(counted(1000))).toBe(1);
    expect(runs(counted(2600))).toBe(0);
  });

  it("pays for operators: texts that are joined and compared", () => {
    const joined = (count: number) => `"${A(4000)}" + ${oneOf("", SIXTEEN)}${times(count, () => ' + "b"')}`;
    expect(valuesOf(joined(5))).toHaveLength(16);
    expect(valuesOf(joined(1400))).toBeUndefined();
    const [left, right] = [oneOf(A(900), "abcdefgh"), oneOf(A(900), "efghijkl")];
    const compared = (count: number, operator: string) =>
      `{${times(count, () => `${left} ${operator} ${right}, `)} Test.dear("x", 1)}`;
    for (const operator of ["==", "<"]) {
      expect(runs(compared(2, operator))).toBe(1);
      expect(runs(compared(14, operator))).toBe(0);
    }
  });

  it("pays for what is everyday", () => {
    const everyday = `${oneOf("Role ", SIXTEEN)}${times(20, () => '.replace("Role ", "role-").toUpperCase().toLowerCase()')}`;
    expect(valuesOf(everyday)).toHaveLength(16);
  });
});

describe("a check ends soon, whatever is known", () => {
  const long = `"${A(1000)}".replace("a", "${A(60)}")`;
  const sources = {
    "where patterns match long texts": `{${long}}.![{${times(5, (at) => `#this matches "(a?){${999 - at}}b"`, ", ")}}]`,
    "where a long text is replaced over and over": `"${A(4900)}".replace("a", "${"b".repeat(13)}")${times(149, () => '.replace("b","c").replace("c","b")')}`,
    "where there are many of them": `${oneOf(A(150), SIXTEEN)}.replace("a", "${"b".repeat(400)}")${times(20, () => '.replace("b","c").replace("c","b")')}`,
  };

  /** Milliseconds of the processor, on a slow machine; these took 400 to 1700 on a fast one. */
  const SOON = 200;
  it.each(Object.entries(sources))("%s", (_name, source) => expect(leastOf(4, () => check(source, env))).toBeLessThan(SOON));
});
