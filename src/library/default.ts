/** The rows that every environment has unless its host says otherwise; none of them brings a library with it. */
import { arrayFunctions } from "./arrays.js";
import { convertFunctions } from "./convert.js";
import type { FunctionRow } from "./define.js";
import { directoryFunctions } from "./directory.js";
import { groupFunctions } from "./groups.js";
import { stringFunctions } from "./string.js";
import { versionFunctions } from "./versions.js";

export const defaultFunctions: readonly FunctionRow[] = [
  ...stringFunctions,
  ...arrayFunctions,
  ...convertFunctions,
  ...versionFunctions,
  ...groupFunctions,
  ...directoryFunctions,
];
