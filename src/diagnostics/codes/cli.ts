/** Codes for a line of a batch that cannot be evaluated at all. */
import { defineCodes } from "../define.js";

export const CLI_CODES = defineCodes({
  "cli/not-json": {
    severity: "error",
    message: "The line is not JSON.",
    hint: 'Each line is one `{"id": …, "expr": …, "context": …}` in JSON.',
  },
  "cli/not-utf8": {
    severity: "error",
    message: "The line is not UTF-8.",
    hint: "Save or send the lines with that encoding.",
  },
  "cli/too-deep": {
    severity: "error",
    message: "The line is nested more than {limit} levels deep.",
    hint: "Flatten what is sent.",
  },
  "cli/bad-field": {
    severity: "error",
    message: "The field `{field}` is {actual}, where {wanted} is wanted.",
    hint: "A line has `id`, `expr`, `context`, and if wanted `grant`, `dialect`, `kind` and `schemas`.",
  },
});
