/** What a form of a part is tried with: the parts of a checked source, a frame, and a general form that must not be run. */
import { expect } from "vitest";
import { checkWithFacts } from "../../src/check/check.js";
import { type Start, startReading } from "../../src/context/start.js";
import { defineEnvironment, defineFunction, type EnvironmentSettings, type FunctionRow, type Overload } from "../../src/index.js";
import { compileNodes } from "../../src/run/compile.js";
import type { Compiling } from "../../src/run/compiling.js";
import { Frame, type Step } from "../../src/run/frame.js";
import type { Call, Standing } from "../../src/run/invoking.js";
import type { Node } from "../../src/syntax/ast.js";

/** What the general form gives here, so that who runs it is noticed. */
export const GENERAL = "the general form";

/** A function of a host. */
export function hostRow(name: string, entry: Overload, more: Pick<FunctionRow, "method"> = {}): FunctionRow {
  const told = { dialect: "both", documented: "ours", doc: "A row of a host.", examples: [] } as const;
  return defineFunction({ name, ...told, ...more, overloads: [entry] });
}

/** A step that is the general form of something. */
export const general: Step = () => GENERAL;

/** A call whose general form tells what it was run with. */
export const standing: Standing = {
  call: { run: (...args: unknown[]) => [GENERAL, args[0], ...args.slice(2)] } as unknown as Call,
  where: { start: 3, end: 5 },
  id: 7,
};

/** A source in parts, each of which is compiled. */
export function partsOf(source: string, settings: EnvironmentSettings = {}, record = false): { compiling: Compiling; root: Node } {
  const env = defineEnvironment(settings);
  const { limits, sights } = env;
  const { result, facts } = checkWithFacts(source, env);
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const steps = [...compileNodes(source, facts, env, record)];
  return { compiling: { source, facts, limits, sights, steps, record }, root: result.ast };
}

/** The frame of an evaluation that begins. */
export function frameOf({ sights, limits }: Pick<Compiling, "sights" | "limits">, context: object = {}, most = {}): Frame {
  const frame = Frame.first(sights, context, startReading(context, undefined, new Map()) as Start, undefined, undefined);
  frame.enter({ ...limits, ...most }, undefined);
  return frame;
}
