/** The table of countries: complete, without a code or a name twice, and with the names that people use. */
import { describe, expect, it } from "vitest";
import { allCountries, countryByCode, countryByName } from "../../src/library/country-table.js";

const countries = allCountries();

describe("the table", () => {
  it("has the 249 countries of ISO 3166-1, and Kosovo", () => expect(countries.length).toBe(250));
  it.each(["alpha2", "alpha3", "numeric", "name"] as const)("has no %s twice", (column) =>
    expect(new Set(countries.map((country) => country[column])).size).toBe(countries.length),
  );
  it("has codes of the right shape", () =>
    expect(
      countries.filter(({ alpha2, alpha3, numeric }) => !/^[A-Z]{2} [A-Z]{3} \d{3}$/.test(`${alpha2} ${alpha3} ${numeric}`)),
    ).toEqual([]));
  it("finds every country by each of its codes and by its name", () => {
    for (const country of countries) {
      const { alpha2, alpha3, numeric, name } = country;
      expect([alpha2, alpha3.toLowerCase(), numeric, String(Number(numeric))].map(countryByCode)).toEqual([
        country,
        country,
        country,
        country,
      ]);
      expect(countryByName(name.toUpperCase())).toBe(country);
    }
  });
  it("has common names, not inverted ones", () =>
    expect(countries.filter(({ name, alpha2 }) => /, /.test(name) && alpha2 !== "BQ")).toEqual([]));
});

describe("what is no country", () => {
  it.each(["", "Z", "ZZ", "ZZZ", "000", "0000", "1234", "U S", "constructor", "ıN"])("%j has no such code", (text) =>
    expect(countryByCode(text)).toBeUndefined(),
  );
  it.each(["", "Congo", "Atlantis", "constructor", "toString", "United  States"])("%j is no such name", (text) =>
    expect(countryByName(text)).toBeUndefined(),
  );
});
