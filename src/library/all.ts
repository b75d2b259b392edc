/** `claims-el/functions/all`: every row there is, for `defineEnvironment({ functions: allFunctions })`. */
import { countryFunctions } from "./country.js";
import { defaultFunctions } from "./default.js";
import type { FunctionRow } from "./define.js";
import { patternFunctions } from "./patterns.js";
import { timeFunctions } from "./time.js";

/** Every row of the language. */
export const allFunctions: readonly FunctionRow[] = [
  ...defaultFunctions,
  ...countryFunctions,
  ...timeFunctions,
  ...patternFunctions,
];
