/** Codes raised by `lint`. */
import { defineCodes } from "../define.js";

export const LINT_CODES = defineCodes({});
