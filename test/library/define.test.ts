/** What makes a row usable: names, methods alone, overloads that can be told apart, and how a library indexes them. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import type { ClaimsElError } from "../../src/diagnostics/error.js";
import {
  any,
  defineFunction,
  type FunctionRow,
  integer,
  list,
  mayGiveNull,
  overload,
  spellingOf,
  text,
} from "../../src/library/define.js";
import { describeFunction, failsOfRow, functionJson, signaturesOf } from "../../src/library/describe.js";
import { invoke } from "../../src/library/invoke.js";
import { makeLibrary } from "../../src/library/library.js";
import { INTEGER, listOf, required, TEXT } from "../../src/types/type.js";
import { Fault } from "../../src/values/value.js";

const method: FunctionRow = {
  dialect: "identity-engine",
  method: "twice",
  documented: "ours",
  doc: "The text two times.",
  overloads: [overload({ params: [text("input")], returns: TEXT, run: (input) => input + input })],
  examples: [],
};

const problemOf = (row: FunctionRow): string => {
  try {
    defineFunction(row);
  } catch (error) {
    return String((error as ClaimsElError).diagnostics[0]?.data.problem);
  }
  return "none";
};

describe("a function that is a method alone", () => {
  it("is a row without a name", () => expect(defineFunction(method).name).toBeUndefined());
  it("is spelled as a method", () => expect(spellingOf(method)).toBe(".twice"));
  it("is no name of the library", () => {
    const library = makeLibrary([defineFunction(method)]);
    expect([...library.named.keys()]).toEqual([]);
    expect(library.methods.get("twice")?.length).toBe(1);
  });
  it("stands beside one of the same spelling on another receiver, and replaces one on the same", () => {
    const onLists = {
      ...method,
      overloads: [overload({ params: [list("list")], returns: INTEGER, run: (items) => items.length })],
    };
    const again = { ...method, doc: "Again." };
    const library = makeLibrary([method, onLists, again]);
    expect(library.methods.get("twice")?.map((row) => row.doc)).toEqual(["Again.", method.doc]);
  });
  it("has the method's signature alone", () => {
    expect(signaturesOf(method)).toEqual(["input.twice() → text"]);
    expect(functionJson(method)).not.toHaveProperty("name");
    expect(describeFunction(method)).toContain("input.twice()");
  });
});

describe("a row is refused", () => {
  it.each<[string, FunctionRow, string]>([
    ["without any spelling", (({ method: _method, ...rest }) => rest)(method), "it has no name"],
    ["with a name that is none", { ...method, name: "a b" }, "its name is not `name` or `Family.name`"],
    ["without a name in classic", { ...method, dialect: "classic" }, "only methods of identity-engine have no name"],
    ["without a name but with an older one", { ...method, aliases: ["dup"] }, "only methods of identity-engine have no name"],
    ["without documentation", { ...method, doc: " " }, "it has no documentation"],
    ["without an overload", { ...method, overloads: [] }, "it has no overload"],
    ["that is nothing", null as never, "it has no name"],
    ["with documentation that is no text", { ...method, doc: 5 as never }, "it has no documentation"],
    ["with one thing for a list of overloads", { ...method, overloads: {} as never }, "it has no overload"],
    ...[null, {}, { params: null }, { params: [null] }, { params: [{}] }, { params: [], rest: {} }].map(
      (entry): [string, FunctionRow, string] => [
        `with ${JSON.stringify(entry)} for an overload`,
        { ...method, overloads: [entry as never] },
        "an overload has no list of parameters",
      ],
    ),
  ])("%s", (_case, row, problem) => expect(problemOf(row)).toBe(problem));
  it("and is taken otherwise", () => expect(problemOf(method)).toBe("none"));
});

describe("what an overload gives", () => {
  const row = (mayBeNull: NonNullable<Parameters<typeof mayGiveNull>[0]["mayBeNull"]>) =>
    overload({ params: [any("x")], returns: TEXT, mayBeNull, run: () => "" });
  it("may be null by the types of its arguments", () => {
    expect(mayGiveNull(row(true), [])).toBe(true);
    expect(mayGiveNull(row(false), [])).toBe(false);
    expect(
      mayGiveNull(
        row(([type]) => type?.kind === "text"),
        [TEXT],
      ),
    ).toBe(true);
    expect(
      mayGiveNull(
        row(([type]) => type?.kind === "text"),
        [INTEGER],
      ),
    ).toBe(false);
  });
});

describe("elements", () => {
  let built = 0;
  const row = defineFunction({
    name: "Test.repeat",
    dialect: "classic",
    documented: "ours",
    doc: "A list of that many texts.",
    overloads: [
      overload({
        params: [integer("count")],
        returns: listOf(required(TEXT)),
        elements: (count) => count,
        run: (count) => {
          built++;
          return Array.from({ length: count }, () => "x");
        },
      }),
    ],
    examples: [],
  });
  const call = (count: number) =>
    invoke(
      row.overloads.map((entry) => ({ row, overload: entry })),
      [count],
      "name",
      "Test.repeat",
      { ...DEFAULT_LIMITS, listLength: 3 },
    );
  it("are held against the limit before anything is built", () => {
    expect(call(3)).toEqual(["x", "x", "x"]);
    expect(call(4)).toEqual(new Fault("run/list-too-long", { limit: 3 }));
    expect(built).toBe(1);
  });
  it("are a way to fail", () => expect(failsOfRow(row)).toEqual(["run/list-too-long"]));
});
