/** Long chains of undeclared attributes: what is told of them is bounded, and so is the work. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";

describe("a chain of undeclared attributes", () => {
  const { reads, verdicts, ok } = check(`user${".b".repeat(600)}`, defineEnvironment({}));

  it("is well formed, and may be null", () => {
    expect(ok).toBe(true);
    expect(verdicts.authorization_code?.verdict).toBe("sometimes");
    expect(verdicts.client_credentials?.because.map(({ code }) => code)).toEqual(["needs-user"]);
  });

  it("is a path for its first steps only", () => expect(reads).toEqual([`user${".b".repeat(32)}`]));

  it("tells a bounded number of reasons", () => expect(verdicts.authorization_code?.because.length).toBeLessThanOrEqual(256));
});
