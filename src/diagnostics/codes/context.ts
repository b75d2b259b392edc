/** Codes raised by `context`. */
import { defineCodes } from "../define.js";

export const CONTEXT_CODES = defineCodes({});
