/** Codes raised by `run`. */
import { defineCodes } from "../define.js";

export const RUN_CODES = defineCodes({});
