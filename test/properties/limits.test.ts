/** Sizes at a limit, one below and one above it, for every limit that an evaluation can meet. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type LimitName } from "../../src/base/limits.js";
import { compile, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

/** What reaches a size, and the code beyond the limit. */
interface Reach {
  readonly limit: LimitName;
  readonly source: string;
  readonly context: (size: number) => object;
  readonly code: string;
}

const letters = (size: number) => "x".repeat(size);
const items = (size: number) => Array.from({ length: size }, () => "x");
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

/** Every way to make or read something of a size that is given by the data. */
const REACHES: readonly Reach[] = [
  { limit: "textLength", source: "org.a", context: (size) => ({ org: { a: letters(size) } }), code: "context/text-too-long" },
  { limit: "textLength", source: "org.a + 'x'", context: (size) => ({ org: { a: letters(size - 1) } }), code: "run/text-too-long" },
  ...[
    "String.append(org.a, 'x')",
    "String.join('', org.a, 'x')",
    "String.join('x', org.a, '')",
    "String.join('x', org.a, null, '')",
    "String.replace(org.a + '', 'x', 'x') + 'x'",
    "String.replaceFirst(org.a, 'x', 'xx')",
    "String.replaceFirst(org.a, 'y', 'yyy') + 'x'",
    "Arrays.toCsvString({org.a.substring(1), 'x'})",
    "String.append({org.a.substring(1), 'x'}, '')",
    "org.a.toUpperCase() + 'x'",
    "org.a.substring(0, 99) + 'x'",
    "String.stringSwitch('k', '', 'k', org.a) + 'x'",
  ].map(
    (source) =>
      ({
        limit: "textLength",
        source,
        context: (size: number) => ({ org: { a: letters(size - 1) } }),
        code: "run/text-too-long",
      }) as const,
  ),
  { limit: "listLength", source: "org.a", context: (size) => ({ org: { a: items(size) } }), code: "context/list-too-long" },
  {
    limit: "listLength",
    source: "org.m.a",
    context: (size) => ({ org: { m: { a: Object.fromEntries(items(size).map((item, index) => [`k${index}`, item])) } } }),
    code: "context/list-too-long",
  },
  ...[
    "Arrays.add(org.a, 'x')",
    "Arrays.flatten(org.a, 'x')",
    "Arrays.flatten({org.a, 'x'})",
    "Arrays.add(Arrays.toCsvString(org.a), 'x')",
  ].map(
    (source) =>
      ({
        limit: "listLength",
        source,
        context: (size: number) => ({ org: { a: items(size - 1) } }),
        code: "run/list-too-long",
      }) as const,
  ),
  {
    limit: "listLength",
    source: "Arrays.size(org.a)",
    context: (size) => ({ org: { a: items(size).join() } }),
    code: "run/list-too-long",
  },
  { limit: "dataDepth", source: "org.a", context: (size) => ({ org: { a: nested(size) } }), code: "context/too-deep" },
  {
    limit: "work",
    source: "org.a.startsWith('x')",
    context: (size) => ({ org: { a: letters(size - 1) } }),
    code: "context/too-much-work",
  },
  { limit: "dataSize", source: "org.a", context: (size) => ({ org: { a: items(size - 1) } }), code: "context/too-large" },
];

describe.each([9, 12])("limits of %i", (most) => {
  it.each(REACHES.map((reach) => [reach.limit, reach.source, reach] as const))("%s: %s", (limit, source, { context, code }) => {
    const env = defineEnvironment({ functions: allFunctions, limits: { [limit]: most } });
    const program = compile(source, env);
    const end = (size: number) => {
      const outcome = program.evaluate(context(size));
      return outcome.status === "error" ? outcome.diagnostic.code : outcome.status;
    };
    expect([end(most - 1), end(most), end(most + 1)]).toEqual(["value", "value", code]);
  });
});

describe("the limits", () => {
  it("that an evaluation can meet are all here; the budget has a property of its own", () => {
    const ofSource: LimitName[] = ["sourceLength", "nesting", "nodes", "literalLength"];
    const elsewhere = new Set<string>([...ofSource, "steps"]);
    const met = new Set<string>(REACHES.map(({ limit }) => limit));
    const others = Object.keys(DEFAULT_LIMITS).filter(
      (name) => !elsewhere.has(name) && !met.has(name) && !/^claims|document|pattern/i.test(name),
    );
    expect(others).toEqual([]);
  });
});
