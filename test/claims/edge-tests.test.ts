/** Trying claims on made contexts: for each client and grant; and where no token can be asked for. */
import { describe, expect, it } from "vitest";
import { runSteps } from "../../src/claims/stepwise.js";
import { define } from "./documents.js";

describe("every token in every made context", () => {
  const clients = [
    { clientId: "job", grants: ["client_credentials"], profile: { n: "x" } },
    { clientId: "hook", grants: ["client_credentials", "jwt_bearer"], profile: { n: "1" } },
  ];
  const set = define({ clients, claims: [{ name: "n", value: "Convert.toInt(app.n)" }] });
  it("is that of each client, on each grant that it may use", () => {
    const work = set.tryEdges();
    const { steps } = work;
    expect(runSteps(work)).toMatchObject({
      // One with no user for each, and one with a user for the grant that may have one.
      tried: steps,
      findings: [
        { claim: "n", code: "run/not-a-number", fatal: true, count: 1, example: { client: "job", grant: "client_credentials" } },
      ],
    });
    expect(steps).toBe(2 + set.edgeContexts("jwt_bearer").length);
  });
  it("is none on a grant that there is not", () => expect(set.edgeContexts("nowhere")).toEqual([]));
  it("that cannot be asked for is refused", () => {
    const scopes = Array.from({ length: 10_001 }, (_, index) => `s${index}`);
    const report = runSteps(define({ claims: [{ name: "x", value: "1", grants: ["password"], scopes }] }).tryEdges());
    expect(report.refused).toBe(report.tried);
    expect(report.findings).toMatchObject([{ claim: "", code: "claims/bad-request", fatal: true, count: report.tried }]);
  });
});
