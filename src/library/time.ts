/** `claims-el/functions/time`: dates and times. A set of rows of its own, since it brings a time zone library with it. */
import type { FunctionRow } from "./define.js";
import { classicTimeFunctions } from "./time-classic.js";
import { timestampFunctions } from "./time-methods.js";

/** The rows about dates and times, of both dialects. */
export const timeFunctions: readonly FunctionRow[] = [...classicTimeFunctions, ...timestampFunctions];
