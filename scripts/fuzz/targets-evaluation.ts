/** Targets that evaluate: fuzzed expressions over fixed data, fixed expressions over fuzzed data, and both. */
import { isDeepStrictEqual } from "node:util";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { checkWithFacts } from "../../src/check/check.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { ClaimsElError } from "../../src/diagnostics/error.js";
import { allFunctions } from "../../src/library/all.js";
import { compile } from "../../src/run/compile-source.js";
import type { Program } from "../../src/run/program.js";
import { patternOf } from "../../src/values/pattern.js";
import { Fault } from "../../src/values/value.js";
import { JSON_PIECES, PIECES, parsed, type Target } from "./target.js";
import { misplaced } from "./targets-source.js";

const ENV = defineEnvironment({ functions: allFunctions });
/** Small limits, so that they are met. */
const TIGHT = defineEnvironment({
  functions: allFunctions,
  limits: { steps: 60, work: 400, textLength: 40, listLength: 6, dataDepth: 4, dataSize: 20, patternLength: 20, patternSize: 60 },
});

const CONTEXT = {
  grant: "authorization_code",
  now: "2026-01-31T09:30:00.000Z",
  user: { id: "u", email: "ann@example.com", level: 3, tags: ["a", "b"], profile: { x: "😀", when: "2026-01-31" } },
  appuser: { role: "admin" },
  groups: [{ id: "1", type: "OKTA_GROUP", name: "Admins" }],
  app: { clientId: "c", label: "L", profile: { x: "aBc", list: ["a", null, "b,c"], m: { a: 1, b: true }, n: 2.5, i: 7, e: "" } },
  session: { amr: ["pwd"] },
};

const SEEDS = [
  "app.x + app.i",
  "app.list.![#this ?: 'none'].?[#this != 'a']",
  "user.email.substringBefore('@') == 'ann' ? app.m.a : app.n",
  "String.replace(app.x, 'B', user.x) matches 'a.*'",
  "isMemberOfGroupName('Admins') && !Arrays.isEmpty(user.tags)",
  "Time.fromUnixToIso8601(app.i) + Convert.toInt('12')",
  "{k: app.list, j: {1, 2.5}}['k'][1]",
];
const DATA = [
  JSON.stringify(CONTEXT),
  '{"app":{"profile":{"x":1}}}',
  '{"grant":"client_credentials","app":{"x":[[1],{"a":null}]}}',
];

function compiled(source: string, env = ENV): Program | undefined {
  try {
    return compile(source, env);
  } catch (error) {
    if (error instanceof ClaimsElError) return undefined;
    throw error;
  }
}

/** Evaluating, explaining, evaluating again agree; nothing is changed; a failure lies in the source. */
function lawless(program: Program, context: unknown): string | undefined {
  const before = JSON.stringify(context);
  const outcome = program.evaluate(context);
  if (!isDeepStrictEqual(program.explain(context).outcome, outcome))
    return `explaining ends otherwise than ${JSON.stringify(outcome)}`;
  if (JSON.stringify(context) !== before) return "the data was changed";
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(outcome)), outcome)) return "the outcome is no JSON";
  return outcome.status === "error" ? misplaced(program.source, [outcome.diagnostic]) : undefined;
}

/** An evaluation of fitting data ends in a code that the checker named. */
function unforeseen(source: string): string | undefined {
  const { result } = checkWithFacts(source, ENV);
  if (!result.ok) return undefined;
  const outcome = compiled(source)?.evaluate(CONTEXT);
  const verdict = result.verdicts.authorization_code;
  if (outcome?.status !== "error" || outcome.diagnostic.code.startsWith("context/")) return undefined;
  return verdict?.mayFail.includes(outcome.diagnostic.code)
    ? undefined
    : `it ends with ${outcome.diagnostic.code}, which no verdict names`;
}

/** The programs that fuzzed data is given to. */
const PROGRAMS = [
  ...SEEDS,
  "app",
  "app.profile",
  "user.tags",
  "groups.![name]",
  "app.m",
  "app.profile[app.x]",
  "user.isMemberOf({'group.id': {'1'}})",
]
  .map((source) => compiled(source))
  .filter((program) => program !== undefined);

/** One family of functions, its arguments taken from a fuzzed text. */
function family(
  name: string,
  belongs: (row: { name?: string; method?: string }) => boolean,
  words: readonly string[] = PIECES,
): Target {
  const rows = allFunctions.filter((row) => belongs(row as { name?: string; method?: string }));
  const programs = rows.flatMap((row) =>
    row.overloads.flatMap(({ params, restAtLeast = 0 }) => {
      const args = Array.from({ length: params.length + restAtLeast }, (_, index) => `app.a${index}`);
      const [receiver, ...rest] = args;
      const source = row.name ? `${row.name}(${args.join(", ")})` : `${receiver}.${row.method}(${rest.join(", ")})`;
      return compiled(source) ?? [];
    }),
  );
  return {
    name,
    seeds: ["a,b|a|b", "12|3|4", "2026-01-31T09:30:00Z|yyyy-MM-dd|UTC", "[1,2]|1|2", "😀x|😀|", "US|DE|fr", '[["a"],null]|"a"|0'],
    words: [
      ...words,
      "|",
      "-1",
      "0",
      "2147483647",
      "1e308",
      "[",
      "]",
      '"',
      "yyyy",
      "HH:mm:ss",
      "Z",
      "zzzz",
      "'",
      "+01:00",
      "Europe/Berlin",
    ],
    run: (input) => {
      const args = input.split("|").map((part) => parsed(part) ?? part);
      const profile = Object.fromEntries(args.map((arg, index) => [`a${index}`, arg]));
      for (const program of programs) {
        const problem = lawless(program, { now: CONTEXT.now, grant: "client_credentials", app: { profile } });
        if (problem !== undefined) return `${program.source}: ${problem}`;
      }
      return undefined;
    },
  };
}

const starts = (prefix: string) => (row: { name?: string }) => row.name?.startsWith(prefix) === true;

const expression = (name: string, run: Target["run"]): Target => ({ name, seeds: SEEDS, words: PIECES, run });

export const EVALUATION_TARGETS: readonly Target[] = [
  expression("evaluate", (input) => {
    const program = compiled(input);
    return program && lawless(program, CONTEXT);
  }),
  expression("evaluate-tight", (input) => {
    const program = compiled(input, TIGHT);
    return program && lawless(program, CONTEXT);
  }),
  expression("evaluate-nothing", (input) => {
    const program = compiled(input);
    return program && lawless(program, { grant: "client_credentials" });
  }),
  expression("verdicts", unforeseen),
  expression("reads", (input) => {
    const reads = compiled(input)?.reads ?? [];
    return new Set(reads).size === reads.length ? undefined : `a path is told twice in ${reads.join(", ")}`;
  }),
  {
    name: "evaluate-data",
    seeds: DATA,
    words: JSON_PIECES,
    run: (input) => {
      const context = parsed(input);
      if (context === undefined) return undefined;
      for (const program of PROGRAMS) {
        const problem = lawless(program, context);
        if (problem !== undefined) return `${program.source}: ${problem}`;
      }
      return undefined;
    },
  },
  {
    name: "evaluate-both",
    seeds: SEEDS.map((source, index) => `${source}\n---\n${DATA[index % DATA.length]}`),
    words: [...PIECES, ...JSON_PIECES, "\n---\n"],
    run: (input) => {
      const [source = "", data = ""] = input.split("\n---\n");
      const program = compiled(source);
      return program && lawless(program, parsed(data));
    },
  },
  {
    name: "patterns",
    seeds: ["(a|b)*c{2,3}\naabcc", "\\d+\n123", "[^a-z]\\Q.\\E$\n.", "(?i)A\na"],
    words: [
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "*",
      "+",
      "?",
      "|",
      "^",
      "$",
      "\\",
      "\\d",
      "\\Q",
      "\\E",
      "\\x{10}",
      "(?:",
      "(?i)",
      "{1000}",
      "[:alpha:]",
      ".",
      "\n",
    ],
    run: (input) => {
      const [source = "", text = ""] = input.split("\n");
      const pattern = patternOf(source, DEFAULT_LIMITS, true);
      if (pattern instanceof Fault)
        return JSON.stringify(pattern.data).includes(source) && source.length > 8 ? "a fault tells the pattern" : undefined;
      // The first was built further ahead.
      const other = patternOf(source, DEFAULT_LIMITS, false);
      return other instanceof Fault || other.matches(text) !== pattern.matches(text)
        ? "one pattern matches in two ways"
        : undefined;
    },
  },
  family("functions-string", starts("String.")),
  family("functions-arrays", starts("Arrays."), JSON_PIECES),
  family("functions-time", (row) => row.name?.startsWith("Time.") === true || row.name?.includes("DateTime") === true || !row.name),
  family(
    "functions-convert",
    (row) => ["Convert.", "Iso3166Convert.", "Version"].some((prefix) => starts(prefix)(row)),
    JSON_PIECES,
  ),
];
