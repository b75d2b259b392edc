/** The table of imports says of every row of theirs which import brings it, and of no other. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { countryFunctions } from "../../src/library/country.js";
import { defaultFunctions } from "../../src/library/default.js";
import type { FunctionRow } from "../../src/library/define.js";
import { ENTRIES, entryOf } from "../../src/library/entries.js";
import { patternFunctions } from "../../src/library/patterns.js";
import { timeFunctions } from "../../src/library/time.js";
import { compile } from "../../src/run/compile-source.js";

const spellings = (row: FunctionRow): string[] => [
  ...(row.name === undefined ? [] : [row.name]),
  ...(row.method === undefined ? [] : [`.${row.method}`]),
  ...(row.operator === undefined ? [] : [row.operator]),
];

const sets = [
  ["claims-el/functions/time", timeFunctions],
  ["claims-el/functions/country", countryFunctions],
  ["claims-el/functions/pattern", patternFunctions],
] as const;

describe.each(sets)("%s", (entry, rows) => {
  it.each(rows.flatMap(spellings))("brings %s", (spelling) => expect(entryOf(spelling)).toBe(entry));
});

it("every name of the table is one of these rows or their families", () => {
  const known = sets.flatMap(([, rows]) => rows.flatMap(spellings));
  const families = known.filter((name) => name.indexOf(".") > 0).map((name) => name.slice(0, name.indexOf(".")));
  expect(Object.keys(ENTRIES).sort()).toEqual(sets.map(([entry]) => entry).sort());
  expect(Object.values(ENTRIES).flatMap((names) => names.filter((name) => ![...known, ...families].includes(name)))).toEqual([]);
});

it("the table loads none of them", () =>
  expect(readFileSync(new URL("../../src/library/entries.ts", import.meta.url), "utf8")).not.toMatch(/^import/m));

it("no import brings what every environment has", () =>
  expect(defaultFunctions.flatMap(spellings).filter((spelling) => entryOf(spelling) !== undefined)).toEqual([]));

describe("an environment without these rows says what to import", () => {
  const env = defineEnvironment();
  it.each([
    ["Time.now()", "claims-el/functions/time"],
    ["DateTime.now()", "claims-el/functions/time"],
    ['"1".parseUnixTime()', "claims-el/functions/time"],
    ["user.created.plusDays(1)", "claims-el/functions/time"],
    ['Iso3166Convert.toName("IN")', "claims-el/functions/country"],
    ['"IN".parseCountryCode()', "claims-el/functions/country"],
    ['isMemberOfGroupNameRegex(".*")', "claims-el/functions/pattern"],
  ])("%s", (source, entry) => {
    const [first, ...more] = check(source, env).diagnostics.filter(({ severity }) => severity === "error");
    expect(more).toEqual([]);
    expect(first?.code).toBe("check/rows-missing");
    expect(first?.hint).toContain(`"${entry}"`);
  });
});

describe("an environment with these rows says what a name may be instead", () => {
  const env = defineEnvironment({ functions: [...timeFunctions, ...countryFunctions] });
  it.each([
    ["Time.today()", "check/unknown-function", "Did you mean `Time.now`?"],
    ["Time.now().plusDays(1)", "check/unknown-method", "`plusDays` is a method of timestamp."],
    ['"IN".contians("I")', "check/unknown-method", "Did you mean `contains`?"],
    ["1.contains(1)", "check/unknown-method", "`contains` is a method of text and list."],
  ])("%s", (source, code, hint) => {
    expect(check(source, env).diagnostics.map((entry) => [entry.code, entry.hint])).toEqual([[code, hint]]);
  });
});

describe("`matches` without the pattern rows", () => {
  const without = defineEnvironment();
  it("checks, and tells that it may fail", () => {
    const result = check('user.email matches "a.*"', without);
    expect(result.diagnostics.filter(({ severity }) => severity !== "hint")).toEqual([]);
    expect(result.verdicts.authorization_code?.mayFail).toContain("run/pattern-rows-missing");
  });
  it("ends in an error that says which import is missing", () => {
    const outcome = compile('"a" matches "a"', without).evaluate({});
    expect(outcome).toMatchObject({ status: "error", diagnostic: { code: "run/pattern-rows-missing" } });
    expect(outcome.status === "error" && outcome.diagnostic.hint).toContain('"claims-el/functions/pattern"');
  });
  it("works as soon as they are given", () => {
    const given = defineEnvironment({ functions: patternFunctions });
    expect(compile('"a" matches "a"', given).evaluate({})).toEqual({ status: "value", value: true });
    expect(check('"a" matches "a"', given).verdicts.authorization_code?.mayFail).toEqual([]);
  });
});
