/** The table of imports says of every row of theirs which import brings it, and of no other. */
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { countryFunctions } from "../../src/library/country.js";
import { defaultFunctions } from "../../src/library/default.js";
import type { FunctionRow } from "../../src/library/define.js";
import { entryOf } from "../../src/library/entries.js";
import { timeFunctions } from "../../src/library/time.js";

const spellings = (row: FunctionRow): string[] => [
  ...(row.name === undefined ? [] : [row.name]),
  ...(row.method === undefined ? [] : [`.${row.method}`]),
];

describe.each([
  ["claims-el/functions/time", timeFunctions],
  ["claims-el/functions/country", countryFunctions],
] as const)("%s", (entry, rows) => {
  it.each(rows.flatMap(spellings))("brings %s", (spelling) => expect(entryOf(spelling)).toBe(entry));
});

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
