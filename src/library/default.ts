/** The rows that every environment has unless its host says otherwise; none of them brings a library with it. */
import type { FunctionRow } from "./define.js";
import { stringFunctions } from "./string.js";

export const defaultFunctions: readonly FunctionRow[] = [...stringFunctions];
