/** Values that grow without using memory: lists made by doubling end in an outcome at once, compared or given as a claim. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment } from "../../src/index.js";
import { spent } from "../clock.js";

const env = defineEnvironment();
/** A list that holds 2^n ones. */
const doubled = (times: number, start = "{1}"): string => `${start}${".![{#this, #this}]".repeat(times)}`;

/** The same from data, of which no schema says how large it is: where all is written out, it is refused before it runs. */
const FROM_DATA = "{app.x}";
const DATA = { app: { profile: { x: 1 } } };

function run(source: string): { outcome: ReturnType<ReturnType<typeof compile>["evaluate"]>; milliseconds: number } {
  const program = compile(source, env);
  const start = spent();
  const outcome = program.evaluate(DATA);
  return { outcome, milliseconds: spent() - start };
}

describe("a list doubled by projections", () => {
  it("is a value while it is small", () => {
    expect(run(doubled(2)).outcome).toEqual({
      status: "value",
      value: [
        [
          [1, 1],
          [1, 1],
        ],
      ],
    });
    expect(run(`${doubled(5)} == ${doubled(5)}`).outcome).toEqual({ status: "value", value: true });
    expect(run(`${doubled(5)} != ${doubled(4)}`).outcome).toEqual({ status: "value", value: true });
  });

  it.each([20, 40, 80])("ends at once when it was doubled %i times", (times) => {
    const given = run(doubled(times));
    expect(given.outcome).toMatchObject({ status: "error", diagnostic: { code: "run/result-too-large" } });
    const compared = run(`${doubled(times, FROM_DATA)} == ${doubled(times, FROM_DATA)}`);
    expect(compared.outcome).toMatchObject({ status: "error", diagnostic: { code: "run/budget" } });
    // Without the bounds forty doublings take hours; the limit is generous, so that a busy machine fails nothing.
    expect(given.milliseconds + compared.milliseconds).toBeLessThan(2000);
  });

  it("is told beforehand", () => {
    expect(check(doubled(20), env).verdicts.client_credentials?.mayFail).toContain("run/result-too-large");
    const compared = `${doubled(20, FROM_DATA)} == ${doubled(20, FROM_DATA)}`;
    expect(check(compared, env).verdicts.client_credentials?.mayFail).toContain("run/budget");
    expect(check(`${doubled(20)} == ${doubled(20)}`, env).diagnostics.map(({ code }) => code)).toEqual(["check/too-costly"]);
  });

  it("is explained without what is too large to show", () => {
    const { outcome, nodes } = compile(doubled(40), env).explain({});
    expect(outcome.status).toBe("error");
    expect(nodes.every((node) => JSON.stringify(node.value ?? null).length < 10_000)).toBe(true);
  });
});

describe("a value as a claim", () => {
  const lines = Array.from({ length: 300 }, (_, index) => `${"x".repeat(10_000)}${index}`);

  it("may hold long texts, of which a quarter of the units count as work", () => {
    const program = compile("app.lines", env);
    expect(program.evaluate({ app: { profile: { lines } } })).toEqual({ status: "value", value: lines });
  });

  it("may not hold them many times over", () => {
    const program = compile("app.lines.![{app.lines}]", env);
    const [one] = lines;
    const start = spent();
    const outcome = program.evaluate({ app: { profile: { lines } } });
    expect(outcome).toMatchObject({ diagnostic: { code: "context/too-much-work", data: { limit: 1_000_000 } } });
    expect(JSON.stringify(outcome)).not.toContain(one);
    // Where each of them is looked at it takes twenty seconds; the limit is generous, so that a busy machine fails nothing.
    expect(spent() - start).toBeLessThan(2000);
  });

  it.each([
    // The quarters of three units each are rounded up.
    ["app.list", { list: ["abc", "abc"] }, 2 * 8 + 2],
    ["app.list", { list: [] }, 0],
    ["{app.list, app.list}", { list: [1, 2, 3] }, 2 * 8 + 6 * 8],
    ["app.map", { map: { name: "abcde", n: 1 } }, 64 * 3 + 2 * 80 + 1 + 2 + 1],
    ["app.list.![app.n]", { list: [1], n: 7 }, 8],
  ])("%s of %j takes just %i units", (source, profile, units) => {
    const end = (work: number) => {
      const outcome = compile(source, defineEnvironment({ limits: { work } })).evaluate({ app: { profile } });
      return outcome.status === "error" ? outcome.diagnostic.code : outcome.status;
    };
    expect([...(units > 1 ? [end(units - 1)] : []), end(Math.max(units, 1))]).toEqual([
      ...(units > 1 ? ["context/too-much-work"] : []),
      "value",
    ]);
  });

  it("may hold as many values as the limit says", () => {
    const small = defineEnvironment({ limits: { dataSize: 4 } });
    expect(compile("{1, 2, 3}", small).evaluate({})).toEqual({ status: "value", value: [1, 2, 3] });
    expect(compile("{1, 2, 3, 4}", small).evaluate({})).toMatchObject({ diagnostic: { code: "run/result-too-large" } });
  });
});

describe("an evaluation from a caller that leaves almost no stack", () => {
  it("ends in an outcome", () => {
    const program = compile(`{1}${".![{#this}]".repeat(300)}`, env);
    const codes = new Set<string>();
    let tries = 0;
    const dive = (): void => {
      try {
        dive();
      } catch {
        // Here the stack is nearly full; the frames above unwind one by one and try again.
      }
      if (tries++ < 200) {
        const outcome = program.evaluate({});
        codes.add(outcome.status === "error" ? outcome.diagnostic.code : outcome.status);
      }
    };
    try {
      dive();
    } catch (error) {
      // Building the outcome itself may lack the stack for one frame more; nothing but that may be thrown.
      expect(error).toBeInstanceOf(RangeError);
    }
    expect([...codes].filter((code) => code !== "value" && code !== "run/stack")).toEqual([]);
  });
});
