/** The data of an evaluation: whose it is, what it remembers, and that an inner expression leaves it as it was. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { ContextReader } from "../../src/context/reader.js";
import { Sights } from "../../src/context/sights.js";
import type { Start } from "../../src/context/start.js";
import { Frame } from "../../src/run/frame.js";
import { Absent } from "../../src/values/absent.js";
import { Fault, type Value } from "../../src/values/value.js";

const LIMITS = { ...DEFAULT_LIMITS, steps: 10, work: 20, dataSize: 30 };
const start = (context: object | null): Start => ({ context, grant: undefined, words: "this context" });

function entered(): Frame {
  const frame = Frame.careful(start(null));
  frame.enter(LIMITS, undefined);
  return frame;
}

describe("a context", () => {
  it("that comes again has the frame it had", () => {
    const sights = new Sights(LIMITS);
    const context = { user: { a: "x" } };
    const frame = Frame.first(sights, context, start(context), undefined, undefined);
    expect(Frame.again(sights, context)).toBe(frame);
    expect(Frame.again(sights, context, "authorization_code")).toBeUndefined();
    const asked = Frame.first(sights, context, start(context), "authorization_code", undefined);
    expect(asked).not.toBe(frame);
    expect(Frame.again(sights, context, "authorization_code")).toBe(asked);
    expect(Frame.again(sights, context, "client_credentials")).toBeUndefined();
    expect(Frame.again(sights, context)).toBe(frame);
  });
  it("whose evaluation is under way has another frame until that ends", () => {
    const sights = new Sights(LIMITS);
    const context = { user: { a: "x" } };
    const frame = Frame.first(sights, context, start(context), undefined, undefined);
    frame.enter(LIMITS, undefined);
    expect(Frame.again(sights, context)).toBeUndefined();
    frame.leave();
    expect(Frame.again(sights, context)).toBe(frame);
  });
  it("that is no plain record is read with care each time", () => {
    const sights = new Sights(LIMITS);
    for (const context of [null, [], new Date(0)]) {
      const frame = Frame.first(sights, context, start(context), undefined, undefined);
      expect(frame).toBeInstanceOf(Frame);
      expect(frame.start.context).toBe(context);
      expect(context && Frame.again(sights, context)).toBeFalsy();
    }
  });
});

describe("a token's reader", () => {
  it("has the frame of what was seen of its context, unless an evaluation of that is under way", () => {
    const context = { user: { a: "x" } };
    const sight = Frame.first(new Sights(LIMITS), context, start(context), undefined, undefined);
    const reader = new ContextReader(context, undefined, "a grant", LIMITS, sight);
    expect(Frame.of(reader)).toBe(sight);
    sight.enter(LIMITS, reader);
    const inner = Frame.of(reader);
    expect(inner).not.toBe(sight);
    expect(inner.start).toEqual({ context: null, grant: undefined, words: "a grant" });
    sight.leave();
    expect(Frame.of(reader)).toBe(sight);
  });
  it("that has seen nothing has one of its own", () => {
    const reader = new ContextReader({}, undefined, "a grant", LIMITS);
    const frame = Frame.of(reader);
    frame.enter(LIMITS, reader);
    expect(frame.reader).toBe(reader);
  });
});

describe("the budget", () => {
  it("is as much as the limits say, anew for each evaluation", () => {
    const frame = entered();
    for (let times = 0; times < 2; times++) {
      expect(frame.spend(4)).toBeUndefined();
      expect(frame.spent).toBe(4);
      expect(frame.spend(6)).toBeUndefined();
      expect(frame.spent).toBe(10);
      expect(frame.spend(1)).toMatchObject({ code: "run/budget", data: { limit: 10 } });
      expect(frame.look(15)).toBeUndefined();
      expect(frame.room).toEqual({ values: 30, work: 5, limit: 20 });
      expect(frame.look(5)).toBeUndefined();
      expect(frame.look(1)).toMatchObject({ code: "context/too-much-work", data: { limit: 20 } });
      frame.leave();
      frame.enter(LIMITS, undefined);
    }
    frame.enter({ ...LIMITS, steps: 1, work: 2 }, undefined);
    expect(frame.spend(2)).toMatchObject({ data: { limit: 1 } });
    expect(frame.look(3)).toMatchObject({ data: { limit: 2 } });
  });
  it("gives steps and work at once, or says which of them is used up", () => {
    const frame = entered();
    expect(frame.take(4, 15)).toBeUndefined();
    expect([frame.spent, frame.room.work]).toEqual([4, 5]);
    expect([frame.affords(7, 5), frame.affords(6, 6), frame.spent, frame.room.work]).toEqual([false, false, 4, 5]);
    expect([frame.affords(6, 5), frame.spent, frame.room.work]).toEqual([true, 10, 0]);
    expect(frame.take(0, 0)).toBeUndefined();
    expect(entered().take(11, 20)).toMatchObject({ code: "run/budget", data: { limit: 10 } });
    expect(entered().take(10, 21)).toMatchObject({ code: "context/too-much-work", data: { limit: 20 } });
    expect(entered().take(11, 21)).toMatchObject({ code: "run/budget" });
  });
  it("is none before an evaluation begins", () => {
    const frame = Frame.careful(start(null));
    expect([frame.spend(0), frame.look(0)]).toEqual([undefined, undefined]);
    expect([frame.spend(1), frame.look(1)]).toMatchObject([{ code: "run/budget" }, { code: "context/too-much-work" }]);
  });
  it("is not held to what is run once more for its reason", () => {
    const frame = entered();
    frame.record([], true);
    expect([frame.spend(11), frame.look(21)]).toEqual([undefined, undefined]);
    frame.record(undefined, false);
    expect([frame.spend(1), frame.look(1)]).toMatchObject([{ code: "run/budget" }, { code: "context/too-much-work" }]);
  });
});

describe("why a call gave null", () => {
  it("is kept while somebody records, until the next one does", () => {
    const frame = entered();
    const [one, two] = [new Absent("no-group-matched", {}), new Absent("directory-no-match", {})];
    frame.note(1, one);
    expect(frame.noted(1)).toBeUndefined();
    frame.record([], false);
    expect(frame.noted(1)).toBeUndefined();
    frame.note(1, one);
    frame.note(2, two);
    expect([frame.noted(1), frame.noted(2), frame.noted(3)]).toEqual([one, two, undefined]);
    frame.record([], false);
    expect(frame.noted(1)).toBeUndefined();
  });
});

describe("an inner expression", () => {
  it("has its subject and no element, is not recorded, and leaves what was there", () => {
    const frame = entered();
    const trace = [null];
    frame.record(trace, false);
    frame.element = "the element";
    frame.subject = "the outer subject";
    const state = () => [frame.subject, frame.element, frame.trace];
    let within: unknown;
    const value = frame.about("the subject", () => {
      within = state();
      frame.element = "of brackets inside";
      return "its value";
    });
    expect([value, within]).toEqual(["its value", ["the subject", null, undefined]]);
    expect(state()).toEqual(["the outer subject", "the element", trace]);
    expect(frame.trace).toBe(trace);
    const fault = new Fault("run/budget");
    expect(frame.about(1, (): Value | Fault => fault)).toBe(fault);
    expect(state()).toEqual(["the outer subject", "the element", trace]);
  });
});
