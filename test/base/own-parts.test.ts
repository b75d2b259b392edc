/** Records whose optional parts no stranger can add. */
import { describe, expect, it } from "vitest";
import { ownParts, type Parts } from "../../src/base/own-parts.js";
import { whilePolluted } from "../polluted.js";

interface Row {
  readonly name: string;
  readonly cost?: number | undefined;
}

const PARTS: Parts<Row> = { cost: undefined };

describe("own parts", () => {
  it("are the record's own, so that what stands on Object.prototype is not found", () => {
    const bare: Row = { name: "a" };
    const row = ownParts(PARTS, bare);
    const [found, ownFound] = whilePolluted("cost", 7, () => [bare.cost, row.cost]);
    expect([found, ownFound]).toEqual([7, undefined]);
  });

  it("keep what the record says, and leave the record as it is", () => {
    const given: Row = Object.freeze({ name: "a", cost: 3 });
    expect(ownParts(PARTS, given)).toEqual({ name: "a", cost: 3 });
    expect(ownParts(PARTS, given)).not.toBe(given);
  });
});
