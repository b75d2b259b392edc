/** Codes raised by `check`. */
import { defineCodes } from "../define.js";

export const CHECK_CODES = defineCodes({});
