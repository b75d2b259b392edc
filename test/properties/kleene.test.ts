/** Three-valued logic and the rule for null, as whole tables: every pair and every triple of true, false, null and an error. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment } from "../../src/index.js";
import { INFIX } from "../../src/syntax/operators.js";

type Truth = "t" | "f" | "n" | "e";
const TRUTHS: readonly Truth[] = ["t", "f", "n", "e"];

/** Each truth three times over: as it is written, as a path with a type, as a path without. */
const SPELLINGS: readonly Readonly<Record<Truth, string>>[] = [
  { t: "true", f: "false", n: "null", e: "(1 / 0 == 1)" },
  { t: "app.t", f: "app.f", n: "app.n", e: "(1 / app.zero == 1)" },
  { t: "org.t", f: "org.f", n: "org.n", e: "(1 / org.zero == 1)" },
];

const env = defineEnvironment({ app: { t: "boolean", f: "boolean", n: "boolean?", zero: "integer" } });
const facts = { t: true, f: false, zero: 0 };
const context = { app: { profile: facts }, org: facts };

function result(source: string): Truth | string {
  const outcome = compile(source, env).evaluate(context);
  if (outcome.status === "error") return outcome.diagnostic.code === "run/division-by-zero" ? "e" : outcome.diagnostic.code;
  if (outcome.status === "absent") return "n";
  return outcome.value === true ? "t" : outcome.value === false ? "f" : "?";
}

/** Left side first; a side that decides skips the rest; an error that is met wins over null. */
function lawOf(stop: Truth, operands: readonly Truth[]): Truth {
  let met: Truth = stop === "t" ? "f" : "t";
  for (const operand of operands) {
    if (operand === stop || operand === "e") return operand;
    if (operand === "n") met = "n";
  }
  return met;
}

const pairs = TRUTHS.flatMap((left) => TRUTHS.map((right) => [left, right]));
const triples = pairs.flatMap((pair) => TRUTHS.map((third) => [...pair, third]));

describe.each(SPELLINGS)("truths as %j", (spelling) => {
  const written = (truths: readonly Truth[], operator: string) => truths.map((truth) => spelling[truth]).join(` ${operator} `);

  it.each([...pairs, ...triples])("and: %s %s %s", (...truths) => {
    const given = truths.filter((truth) => truth !== undefined);
    expect(result(written(given, "and"))).toBe(lawOf("f", given));
  });

  it.each([...pairs, ...triples])("or: %s %s %s", (...truths) => {
    const given = truths.filter((truth) => truth !== undefined);
    expect(result(written(given, "or"))).toBe(lawOf("t", given));
  });

  it.each(triples)("(%s and %s) or %s, and the other way round", (...truths) => {
    const [a, b, c] = truths as [Truth, Truth, Truth];
    expect(result(`(${written([a, b], "and")}) or ${spelling[c]}`)).toBe(lawOf("t", [lawOf("f", [a, b]), c]));
    expect(result(`${spelling[a]} and (${written([b, c], "or")})`)).toBe(lawOf("f", [a, lawOf("t", [b, c])]));
  });

  it.each([
    ["t", "f"],
    ["f", "t"],
    ["n", "n"],
    ["e", "e"],
  ] as const)("not %s is %s", (truth, expected) => expect(result(`not ${spelling[truth]}`)).toBe(expected));

  it.each(TRUTHS)("a condition that is %s", (truth) => {
    const expected = { t: "t", f: "f", n: "n", e: "e" }[truth];
    expect(result(`${spelling[truth]} ? true : false`)).toBe(expected);
  });
});

describe("a null side", () => {
  const others = Object.entries(INFIX).filter(([name]) => !["and", "or", "eq", "ne"].includes(name));
  const sides = ["1", "app.zero", "org.zero", '"text"', "org.text"];

  it.each(others)("of %s gives null", (_name, { spellings }) => {
    for (const side of sides) {
      for (const nothing of ["org.n", "app.n"]) {
        for (const source of [`${side} ${spellings[0]} ${nothing}`, `${nothing} ${spellings[0]} ${side}`]) {
          const problem = compileProblem(source);
          if (problem === undefined) expect(result(source), source).toBe("n");
        }
      }
    }
    expect(result(`org.n ${spellings[0]} org.n`)).toBe("n");
  });

  it.each([
    ["org.n == org.n", "t"],
    ["org.n != org.n", "f"],
    ["org.n == 1", "f"],
    ["1 != org.n", "t"],
    ["null == null", "t"],
    ["org.n == false", "f"],
  ])("equality always answers: %s", (source, expected) => expect(result(source)).toBe(expected));
});

/** Why a source does not compile; the types of its sides may not go together. */
function compileProblem(source: string): string | undefined {
  try {
    compile(source, env);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
