/** What is wrong with the shape of a document, in words, each mistake once. */
import { describe, expect, it } from "vitest";
import { readClaims } from "../../src/claims/index.js";
import { DocumentProblems } from "../../src/claims/problem.js";
import { reportIssues } from "../../src/claims/shape-problems.js";

const found = (document: object) =>
  readClaims({ claims: [], ...document }).diagnostics.map(({ path, message, hint }) => ({ path, message, hint }));
const claim = (more: object) => ({ claims: [{ name: "x", value: "1", ...more }] });

describe("a mistake of shape", () => {
  it.each<[string, object, string, string, string]>([
    ["a number that is too large", { budget: 1e300 }, "budget", "is more than 9007199254740991", "Give less, or leave it out."],
    ["a number that is too small", { budget: 0 }, "budget", "is less than 1", "Give more, or leave it out."],
    ["a broken number", { budget: 1.5 }, "budget", "is a number", "Give a whole number."],
    ["an empty list", claim({ tokens: [] }), "claims[0].tokens", "is empty", "Give more, or leave it out."],
    ["a default without a value", claim({ whenAbsent: {} }), "claims[0].whenAbsent.default", "is missing", "Give a value."],
    ["a list without its members", { claims: {} }, "claims", "is a map", "Give a list."],
    [
      "a word that is like none of the words",
      claim({ whenAbsent: "perhaps" }),
      "claims[0].whenAbsent",
      "is none of the values allowed",
      "Give `omit`, `null`, `fail` or a map.",
    ],
    [
      "a word that is nearly one of them",
      claim({ whenAbsent: "ommit" }),
      "claims[0].whenAbsent",
      "is none of the values allowed",
      "Did you mean `omit`?",
    ],
    [
      "a number for a word or a list",
      claim({ clients: 5 }),
      "claims[0].clients",
      "is none of the values allowed",
      "Give `all` or a list.",
    ],
    ["a number for a word", { dialect: 5 }, "dialect", "is none of the values allowed", "Use one of: classic, identity-engine."],
    [
      "a word that is nearly the dialect",
      { dialect: "clasic" },
      "dialect",
      "is none of the values allowed",
      "Did you mean `classic`?",
    ],
  ])("%s", (_words, document, path, problem, advice) =>
    expect(found(document)).toEqual([{ path, message: expect.stringContaining(problem), hint: advice }]),
  );
  it("of a kind that the shape does not ask for is told all the same", () => {
    const problems = new DocumentProblems();
    reportIssues([{ code: "not_multiple_of", divisor: 2, path: ["budget"], message: "", input: 3 }], problems);
    expect(problems.diagnostics).toMatchObject([{ path: "budget", hint: "Correct it." }]);
  });
});
