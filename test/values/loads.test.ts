/** Reading a name from looked-at objects: each name its own function, none of which takes what is inherited for data. */
import { describe, expect, it } from "vitest";
import { isInherited, type Load, loadOf } from "../../src/values/loads.js";
import { whilePolluted } from "../polluted.js";

/** More names than there are functions for. */
const NAMES = Array.from({ length: 80 }, (_, index) => `attribute${index}`);

function polluted(name: string, load: Load): unknown {
  return whilePolluted(name, "a stranger's", () => load({ other: 1 }));
}

describe("a load", () => {
  it.each(NAMES)("of %s gives the own value of that name alone", (name) => {
    const load = loadOf(name);
    expect(load({ [name]: "x", other: "y" })).toBe("x");
    expect(load({ [name]: null })).toBeNull();
    expect(load({ other: "y" })).toBeUndefined();
    expect(polluted(name, load)).toBeUndefined();
  });
  it("of what every object has is nothing, though the object has its own", () => {
    expect(loadOf("toString")({})).toBeUndefined();
    expect(loadOf("constructor")({ a: 1 })).toBeUndefined();
  });
  it("of a name that had none to itself reads own data, never an accessor", () => {
    const late = loadOf("one of the last");
    expect(
      late(Object.defineProperty({}, "one of the last", { get: () => expect.unreachable(), enumerable: true })),
    ).toBeUndefined();
    expect(late({ "one of the last": 1 })).toBe(1);
  });
  it("is the same one for the same name while there is one, and otherwise does the same", () => {
    const again = new Map(NAMES.map((name) => [name, loadOf(name)]));
    const kept = NAMES.filter((name) => again.get(name) === loadOf(name));
    expect(kept.length).toBeLessThanOrEqual(64);
    expect(NAMES.map((name) => again.get(name)?.({ [name]: 1 }))).toEqual(NAMES.map(() => 1));
  });
});

describe("isInherited", () => {
  it.each(["toString", "constructor", "__proto__", "hasOwnProperty"])("%s is", (name) => expect(isInherited(name)).toBe(true));
  it("what nobody put there is not, what somebody did is", () => {
    expect(isInherited("system_home")).toBe(false);
    expect(whilePolluted("system_home", 1, () => isInherited("system_home"))).toBe(true);
  });
});
