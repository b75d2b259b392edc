/** How parts of an expression are read: what is written out and what has a short way needs no step, unless someone records. */
import { describe, expect, it } from "vitest";
import { laneAt, operandOf, writtenIn } from "../../src/run/compiling.js";
import { frameOf, partsOf } from "./forms.js";

const CONTEXT = { app: { profile: { home: "H", level: 5 } }, groups: [] };

describe("a part", () => {
  it.each<[string, unknown]>([
    ['"x"', "x"],
    ["0", 0],
    ["1.5", 1.5],
    ["true", true],
    ["null", null],
    ["app.home", undefined],
    ["-5", undefined],
    ["1 + 2", undefined],
    ['app.home ?: "x"', undefined],
  ])("that is %s is written out as %j", (source, written) => {
    const { compiling, root } = partsOf(source);
    expect(writtenIn(root)).toBe(written);
    expect(operandOf(compiling, root).written).toBe(written);
    expect(operandOf({ ...compiling, record: true }, root).written).toBeUndefined();
  });
  it.each<[string, unknown]>([
    ['"x"', "x"],
    ["null", null],
    ["app.home", "H"],
    ["app.level", 5],
    ["app.none", null],
  ])("that is %s is read without a step", (source, value) => {
    const { compiling, root } = partsOf(source);
    expect(operandOf({ ...compiling, steps: [] }, root).read(frameOf(compiling, CONTEXT))).toBe(value);
  });
  it.each(["app.home + 1", "groups", "app.home.x", '{"x"}'])("that is %s has no short way and is given by its step", (source) => {
    const { compiling, root } = partsOf(source);
    expect(laneAt(compiling, root)).toBeUndefined();
    const steps = compiling.facts.nodes.map(() => () => "its step");
    expect(operandOf({ ...compiling, steps }, root).read(frameOf(compiling, CONTEXT))).toBe("its step");
  });
  it.each(['"x"', "app.home", "1 + 2"])("that is %s is given by its step where someone records", (source) => {
    const { compiling, root } = partsOf(source);
    const steps = compiling.facts.nodes.map(() => () => "its step");
    expect(operandOf({ ...compiling, steps, record: true }, root).read(frameOf(compiling, CONTEXT))).toBe("its step");
  });
  it("that is an attribute has the place of its faults", () => {
    const { compiling, root } = partsOf("1 + app.level", { app: { level: "integer?" } });
    const level = compiling.facts.nodes.find((node) => node.kind === "Member") as typeof root;
    const wrong = frameOf(compiling, { app: { profile: { level: "no integer" } } });
    expect(operandOf(compiling, level).read(wrong)).toMatchObject({ code: "context/type-mismatch", start: 4, end: 13 });
  });
});
