import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { markOf } from "../../src/context/marks.js";
import { Sight } from "../../src/context/sight.js";
import { Sights } from "../../src/context/sights.js";

const START = { grant: undefined, words: "" };
const first = (sights: Sights, context: object, asked?: string, supplied?: object) =>
  sights.first(Sight, context, { ...START, context }, asked, supplied);

describe("what was seen of a context", () => {
  it("is kept with the context, where nobody sees it", () => {
    const sights = new Sights(DEFAULT_LIMITS);
    const context = { user: { a: "x" } };
    const sight = first(sights, context);
    expect(markOf(context)).toBe(sight);
    expect(Reflect.ownKeys(context)).toEqual(["user"]);
    expect(JSON.stringify(context)).toBe('{"user":{"a":"x"}}');
    expect(markOf({ ...context })).toBeUndefined();
    expect(markOf(structuredClone(context))).toBeUndefined();
    expect(sights.again(context)).toBe(sight);
    expect(sights.again({ ...context })).toBeUndefined();
  });
  it("is kept beside a context that is frozen", () => {
    const sights = new Sights(DEFAULT_LIMITS);
    const context = Object.freeze({ user: { a: "x" } });
    const sight = first(sights, context);
    expect(markOf(context)).toBeUndefined();
    expect(sights.again(context)).toBe(sight);
  });
  it("stays where it is when the context is frozen later", () => {
    const sights = new Sights(DEFAULT_LIMITS);
    const context = { user: { a: "x" } };
    const sight = first(sights, context);
    expect(sights.again(Object.freeze(context))).toBe(sight);
  });
  it("is each environment's own", () => {
    const context = { user: { a: "x" } };
    const [one, other] = [new Sights(DEFAULT_LIMITS), new Sights(DEFAULT_LIMITS)];
    const seen = first(one, context);
    expect(other.again(context)).toBeUndefined();
    const too = first(other, context);
    for (let time = 0; time < 40; time++) {
      expect(one.again(context)).toBe(seen);
      expect(other.again(context)).toBe(too);
    }
  });
  it("is another for each grant and client that a caller says, in turn", () => {
    const sights = new Sights(DEFAULT_LIMITS);
    const context = { user: { a: "x" } };
    const app = {};
    const alone = first(sights, context);
    const asked = first(sights, context, "a grant", app);
    for (let time = 0; time < 40; time++) {
      expect(sights.again(context)).toBe(alone);
      expect(sights.again(context, "a grant", app)).toBe(asked);
      expect(sights.again(context, "another grant", app)).toBeUndefined();
      expect(sights.again(context, "a grant", {})).toBeUndefined();
    }
  });
  it("is not asked of what is no object", () => {
    const sights = new Sights(DEFAULT_LIMITS);
    for (const context of [null, undefined, 1, "x", Symbol("x")]) expect(sights.again(context)).toBeUndefined();
  });
  it("is found however often its context comes", () => {
    const sights = new Sights(DEFAULT_LIMITS);
    const context = { user: { a: "x" } };
    const sight = first(sights, context);
    for (let time = 0; time < 100; time++) expect(sights.again(context)).toBe(sight);
    expect(sight?.stamp).toBe(100);
  });
});
