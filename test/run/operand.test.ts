/** Parts of an expression as the steps around them read them: by the shortest way, and then without a step. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import type { GroupLane } from "../../src/context/group-lane.js";
import { Lane } from "../../src/context/lane.js";
import { attributeLane, Operand, read } from "../../src/run/operand.js";
import { Fault, type Value } from "../../src/values/value.js";
import { frameOf, partsOf } from "./forms.js";

const WHERE = { start: 3, end: 5 };
const { compiling, root } = partsOf("app.home");
const frame = () => frameOf(compiling, { app: { profile: { home: "H" } } });

/** A lane that gives one value and counts how often it is asked. */
function giving(value: Value | Fault | undefined) {
  const path = compiling.facts.paths[root.id];
  const lane = {
    path,
    asked: 0,
    read: () => {
      lane.asked++;
      return value;
    },
  };
  return lane as unknown as Lane & { asked: number };
}

describe("an attribute", () => {
  it.each<[string, Value]>([
    ["text", "x"],
    ["no text", ""],
    ["null", null],
    ["a list", ["x"]],
  ])("that is %s is read once", (_, value) => {
    const lane = giving(value);
    expect(Operand.attribute(lane, WHERE).read(frame())).toBe(value);
    expect(lane.asked).toBe(1);
  });
  it.each<Value>([5, 0, true, false, new Map([["a", 1]])])("that is %j is given as it is", (value) => {
    expect(Operand.attribute(giving(value), WHERE).read(frame())).toBe(value);
    expect(read(giving(value), WHERE, frame())).toBe(value);
  });
  it("that takes more care is read with it", () => {
    expect(Operand.attribute(giving(undefined), WHERE).read(frame())).toBe("H");
    expect(read(giving(undefined), WHERE, frame())).toBe("H");
  });
  it("that is a longer list than there is work left for is a fault, at its place", () => {
    const little = frame();
    little.enter({ ...DEFAULT_LIMITS, dataSize: 2, work: 3 }, undefined);
    const found = Operand.attribute(giving(["a", "b", "c", "d"]), WHERE).read(little);
    expect(found).toMatchObject({ code: "context/too-much-work", ...WHERE });
  });
  it("that is a fault has its place", () => {
    const fault = new Fault("context/unreadable", { path: "x" });
    expect(Operand.attribute(giving(fault), WHERE).read(frame())).toMatchObject({ code: "context/unreadable", ...WHERE });
    expect(read(giving(fault), WHERE, frame())).toMatchObject({ code: "context/unreadable", ...WHERE });
  });
});

it.each([null, "", "x", 0, 5, true, false])("what is written out is given: %j", (value) => {
  const operand = Operand.written(value);
  expect(operand.written).toBe(value);
  expect(operand.read(frame())).toBe(value);
});

it("what is computed is given by its step", () => {
  const operand = Operand.computed(() => "computed");
  expect(operand.written).toBeUndefined();
  expect(operand.read(frame())).toBe("computed");
});

it("groups have a way of their own, which is none to an attribute", () => {
  const lane = compiling.sights.laneOf(compiling.facts.paths[root.id] as never, compiling.limits);
  expect(lane).toBeInstanceOf(Lane);
  expect(attributeLane(lane)).toBe(lane);
  const { compiling: other, root: groups } = partsOf("groups");
  const way = other.sights.laneOf(other.facts.paths[groups.id] as never, other.limits) as GroupLane;
  expect(way).toBeDefined();
  expect(attributeLane(way)).toBeUndefined();
  expect(attributeLane(undefined)).toBeUndefined();
});
