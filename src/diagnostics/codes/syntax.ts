/** Codes raised by the lexer and the parser. */
import { defineCodes } from "../define.js";

export const SYNTAX_CODES = defineCodes({
  "syntax/source-too-long": {
    severity: "error",
    message: "The expression has {length} characters; at most {limit} are allowed.",
    hint: "Shorten the expression, or split it into several claims.",
  },
});
