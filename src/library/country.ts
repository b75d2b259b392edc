/** `claims-el/functions/country`: country codes and names. A set of rows of its own, since it brings a table of countries with it. */
import { COUNTRY, TEXT } from "../types/type.js";
import { CountryCode } from "../values/value.js";
import { type Country, countryByCode, countryByName } from "./country-table.js";
import { country, defineFunction, type FunctionRow, fail, overload, text } from "./define.js";
import { shortText } from "./foretell.js";
import { STEPS_OF } from "./looking.js";

/** A country is looked for by code and by name. */
const LOOKED_UP = { steps: STEPS_OF.country };

const CODE = "the code of a country";
const CODE_OR_NAME = "the code or the English name of a country";

/** A function from a code, as text or as a CountryCode, to what it says of that country. */
function codeRow(method: string, doc: string, of: (country: Country) => string, example: string, example2: string): FunctionRow {
  const name = `Iso3166Convert.${method}`;
  const answer = (code: string) => {
    const found = countryByCode(code);
    return found ? of(found) : fail("run/unknown-country", { function: name, wanted: CODE });
  };
  return defineFunction({
    name,
    dialect: "classic",
    method,
    documented: "okta",
    doc: `${doc} The country is given by its alpha-2, alpha-3 or numeric code.`,
    overloads: [
      overload({
        params: [text("code")],
        returns: TEXT,
        fails: ["run/unknown-country"],
        ...LOOKED_UP,
        foretell: shortText,
        run: answer,
      }),
      overload({
        params: [country("country")],
        returns: TEXT,
        fails: ["run/unknown-country"],
        foretell: shortText,
        run: ({ alpha2 }) => answer(alpha2),
      }),
    ],
    examples: [
      [`${name}("IND")`, example],
      [`"usa".parseCountryCode().${method}()`, example2],
      [`${name}("ZZ")`, { error: "run/unknown-country" }],
      [`${name}(null)`, null],
    ],
  });
}

/** The rows about countries. */
export const countryFunctions: readonly FunctionRow[] = [
  codeRow("toAlpha2", "The alpha-2 code of a country.", ({ alpha2 }) => alpha2, "IN", "US"),
  codeRow("toAlpha3", "The alpha-3 code of a country.", ({ alpha3 }) => alpha3, "IND", "USA"),
  codeRow("toNumeric", "The numeric code of a country, always three digits.", ({ numeric }) => numeric, "356", "840"),
  codeRow("toName", "The common English name of a country.", ({ name }) => name, "India", "United States"),
  defineFunction({
    dialect: "identity-engine",
    method: "parseCountryCode",
    documented: "okta",
    doc: "The country that a text names by its alpha-2, alpha-3 or numeric code or by its English name, in any letter case.",
    overloads: [
      overload({
        params: [text("input")],
        returns: COUNTRY,
        fails: ["run/unknown-country"],
        ...LOOKED_UP,
        run: (input) => {
          const found = countryByCode(input) ?? countryByName(input);
          return found
            ? new CountryCode(found.alpha2)
            : fail("run/unknown-country", { function: "parseCountryCode", wanted: CODE_OR_NAME });
        },
      }),
    ],
    examples: [
      ['"United States".parseCountryCode().toAlpha2()', "US"],
      ['"356".parseCountryCode()', "IN"],
      ['"Atlantis".parseCountryCode()', { error: "run/unknown-country" }],
      ["null.parseCountryCode()", null],
    ],
  }),
];
