/** What can be asked of a claim set as a whole: what it reads, what its claims do; and long work, a step at a time. */
import { describe, expect, it } from "vitest";
import { runSteps, stepwise } from "../../src/claims/stepwise.js";
import { ClaimsElError } from "../../src/diagnostics/error.js";
import { define } from "./documents.js";

describe("a claim set", () => {
  const set = define({
    schemas: { app: { home: "text" }, user: { name: "text?" } },
    claims: [
      { name: "b", value: "user.name + app.home", tokens: ["id_token"], grants: ["authorization_code", "client_credentials"] },
      { name: "a", value: "app.home" },
      { name: "g", groups: { startsWith: "x" }, grants: ["client_credentials"] },
      { name: "off", value: "app.label", status: "inactive" },
    ],
  });
  it("reads what its active claims read, each once", () =>
    expect(set.reads()).toEqual(["app.profile.home", "groups", "user.name"]));
  it("knows what each claim does on each grant that it is for and that gives its tokens", () => {
    const verdicts = set.verdicts().map(({ name, verdicts: of }) => [name, Object.keys(of).length, of]);
    expect(verdicts).toMatchObject([
      ["b", 1, { authorization_code: { verdict: "sometimes" } }],
      ["a", 7, { client_credentials: { verdict: "always", type: "text" } }],
      ["g", 1, { client_credentials: { verdict: "never" } }],
    ]);
  });
});

describe("long work", () => {
  function* failing(error: Error): Generator<number, string, undefined> {
    yield 1;
    throw error;
  }
  it("knows how many steps there are, and gives its result", () => {
    const work = stepwise(
      2,
      (function* () {
        yield 1;
        yield 2;
        return "done";
      })(),
    );
    expect(work.steps).toBe(2);
    expect(runSteps(work)).toBe("done");
  });
  it("that finds no stack left at a step ends with the diagnostic that says so", () =>
    expect(() => runSteps(stepwise(1, failing(new RangeError("Maximum call stack size exceeded"))))).toThrow(ClaimsElError));
  it("hides no other error", () =>
    expect(() => runSteps(stepwise(1, failing(new RangeError("ours"))))).toThrow(new RangeError("ours")));
});
