/** Comparisons of attributes with what is written out, alone and joined, over every mixture of data: as a plain table says. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment } from "../../src/index.js";

const env = defineEnvironment({ user: { a: "unknown?", b: "text?", c: "boolean?", n: "integer?", must: "text" } });

type Data = { readonly a: unknown; readonly b: string | null; readonly c: boolean | null; readonly n: number | null };

const SOURCES: readonly [source: string, holds: (data: Data) => boolean][] = [
  ['user.a == "x"', ({ a }) => a === "x"],
  ['user.a != "x"', ({ a }) => a !== "x"],
  ['user.a == ""', ({ a }) => a === ""],
  ["user.a == null", ({ a }) => a === null],
  ["user.a != null", ({ a }) => a !== null],
  ["user.a == 1", ({ a }) => a === 1],
  ["user.a != 1", ({ a }) => a !== 1],
  ["user.a == 0", ({ a }) => a === 0],
  ["user.a == true", ({ a }) => a === true],
  ["user.a != false", ({ a }) => a !== false],
  ["user.c == true", ({ c }) => c === true],
  ["user.n != 1", ({ n }) => n !== 1],
  ['String.toUpperCase(user.b) == "Y"', ({ b }) => b === "y"],
  ['String.toUpperCase(user.b) != "Y"', ({ b }) => b !== "y"],
  ['user.a == "x" and user.b == "y"', ({ a, b }) => a === "x" && b === "y"],
  ['user.a == "x" or user.b == "y"', ({ a, b }) => a === "x" || b === "y"],
  ['user.a == "x" and user.b != "y" and user.c == true', ({ a, b, c }) => a === "x" && b !== "y" && c === true],
  ['user.a == "x" or user.b == "y" or user.c == null', ({ a, b, c }) => a === "x" || b === "y" || c === null],
  ['(user.a == "x" or user.b == "y") and user.c != true', ({ a, b, c }) => (a === "x" || b === "y") && c !== true],
  ['user.c == true or (user.a == "x" and user.b == "y")', ({ a, b, c }) => c === true || (a === "x" && b === "y")],
  [
    '(user.a == "x" and user.b == "y") or (user.a != "x" and user.n == 1)',
    ({ a, b, n }) => (a === "x" && b === "y") || (a !== "x" && n === 1),
  ],
];

/** Every mixture of a few values. */
const DATA: readonly Data[] = ["x", "y", "", null, 1, 0, true, false].flatMap((a) =>
  ["y", "z", null].flatMap((b) => [true, false, null].flatMap((c) => [1, null].map((n) => ({ a, b, c, n })))),
);

describe("comparisons", () => {
  it.each(SOURCES)("%s", (source, holds) => {
    const [alone, chosen] = [compile(source, env), compile(`${source} ? "yes" : "no"`, env)];
    for (const data of DATA) {
      const context = { user: { must: "M", ...data } };
      for (let times = 0; times < 2; times++) {
        expect([data, alone.evaluate(context)]).toEqual([data, { status: "value", value: holds(data) }]);
        expect(chosen.evaluate(context)).toEqual({ status: "value", value: holds(data) ? "yes" : "no" });
      }
    }
  });

  it.each<[string, string | undefined]>([
    ['user.b == "x"', "user.b"],
    ['user.a == "q" or user.b == "x"', "user.b"],
    ['user.a == "x" or user.b == "x"', undefined],
    ['user.a == "x" and user.b != "x"', "user.b"],
    ['user.a == "q" and user.b == "x"', undefined],
    ["user.n == 1", undefined],
    ["user.c != true", "user.c"],
    ['(user.a == "q" or user.b == "x") and user.n == 1', "user.b"],
    ['(user.a == "q" and user.b == "x") or user.n == 1', undefined],
    ['(user.a == "x" and user.c == true) or user.n == 1', "user.c"],
    ['user.must == "x"', "user.must"],
    ["String.len(user.a.c) == 1", "user.a.c"],
  ])("%s has the fault of what does not fit, where it is reached", (source, underlined) => {
    for (const [program, take] of [
      [compile(source, env), undefined],
      [compile(`${source} ? 1 : 2`, env), 0],
    ] as const) {
      const outcome = program.evaluate({ user: { a: "x", b: 5, c: "no", n: 1 } });
      if (underlined === undefined) expect([outcome.status, take]).toEqual(["value", take]);
      else {
        expect(outcome.status).toBe("error");
        const { start, end } = outcome.status === "error" ? outcome.diagnostic.span : { start: 0, end: 0 };
        expect(source.slice(start, end)).toBe(underlined);
      }
    }
  });

  it("see what was read of an attribute, and do not read it again", () => {
    let looks = 0;
    const user = new Proxy(
      { must: "M", a: 0 },
      {
        getOwnPropertyDescriptor: (target, key) => {
          if (key === "a") target.a = ++looks;
          return Reflect.getOwnPropertyDescriptor(target, key);
        },
      },
    );
    expect(compile("user.a == 1", env).evaluate({ user })).toEqual({ status: "value", value: true });
    expect(looks).toBe(1);
  });

  it("with long texts are work, with short ones none", () => {
    const end = (source: string, work: number, b: string) => {
      const outcome = compile(source, defineEnvironment({ user: { b: "text?" }, limits: { work } })).evaluate({ user: { b } });
      return outcome.status === "error" ? outcome.diagnostic.code : outcome.status === "value" ? outcome.value : null;
    };
    const [short, long] = ["x".repeat(255), "x".repeat(256)];
    expect(end(`user.b == "${short}"`, 1, short)).toBe(true);
    expect(end(`user.b == "${short}"`, 1, long)).toBe(false);
    expect(end(`user.b == "${long}"`, 64, long)).toBe(true);
    expect(end(`user.b == "${long}"`, 63, long)).toBe("context/too-much-work");
    expect(end(`user.b != "${long}" and user.b != null`, 64, long)).toBe(false);
    expect(end(`user.b != "${long}" and user.b != null`, 63, long)).toBe("context/too-much-work");
    expect(end(`user.b == "${long}" ? 1 : user.b == "y" ? 2 : 3`, 63, long)).toBe("context/too-much-work");
  });
});
