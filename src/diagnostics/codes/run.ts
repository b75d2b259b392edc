/** Codes that end an evaluation as an `error` outcome. None of them ever prints a value of the data. */
import { defineCodes } from "../define.js";

export const RUN_CODES = defineCodes({
  "run/operand-type": {
    severity: "error",
    message: "`{operator}` cannot work on {left} and {right}.",
    hint: "Check what the attribute really holds, or declare it in a schema so that this is found before saving.",
  },
  "run/unary-type": {
    severity: "error",
    message: "`{operator}` cannot work on {operand}.",
    hint: "`not` wants true or false, `-` wants a number.",
  },
  "run/condition-type": {
    severity: "error",
    message: "The condition is {actual}, not true or false.",
    hint: 'Compare it with something, for example `{source} == "…"`.',
  },
  "run/not-comparable": {
    severity: "error",
    message: "{left} and {right} have no order.",
    hint: "Only numbers, texts and timestamps are ordered, each among themselves.",
  },
  "run/not-a-map": {
    severity: "error",
    message: "{actual} has no attribute `{name}`.",
    hint: "Check what the attribute really holds.",
  },
  "run/not-a-list": {
    severity: "error",
    message: "A {construct} works on a list, but here is {actual}.",
    hint: "Check what the attribute really holds.",
  },
  "run/index-type": {
    severity: "error",
    message: "{container} cannot be indexed with {index}.",
    hint: "Index a list with an integer and a map with a text.",
  },
  "run/negative-index": {
    severity: "error",
    message: "The index is negative.",
    hint: "The first element has index 0; there is no counting from the end.",
  },
  "run/refused-name": {
    severity: "error",
    message: "The computed name is `__proto__`, which is never read.",
    hint: "Check what the attribute that gives the name really holds.",
  },
  "run/argument-type": {
    severity: "error",
    message: "`{function}` was given {actual} as `{parameter}`, where {wanted} is wanted.",
    hint: "Check what the attribute really holds.",
  },
  "run/group-limit": {
    severity: "error",
    message: "The limit of `{function}` is outside 1 to {most}.",
    hint: "Only some grants, such as authorization_code, allow more; none allows less than 1.",
  },
  "run/too-many-groups": {
    severity: "error",
    message: "More groups match than the limit of `{function}` allows.",
    hint: "Narrow what is asked for, or raise the limit.",
  },
  "run/unknown-criterion": {
    severity: "error",
    message: "A group criterion has a key that is not known.",
    hint: "Use one of: {keys}.",
  },
  "run/unknown-criterion-operator": {
    severity: "error",
    message: "A group criterion has an operator that is not known.",
    hint: "Use one of: {operators}.",
  },
  "run/misplaced-operator": {
    severity: "error",
    message: "The `operator` of a group criterion has nothing to work on.",
    hint: "An operator goes with `{key}`; the other keys are compared exactly.",
  },
  "run/empty-criterion": {
    severity: "error",
    message: "A group criterion says nothing about a group.",
    hint: "Name at least one of: {keys}.",
  },
  "run/criterion-value": {
    severity: "error",
    message: "The criterion `{key}` takes a text or a list of texts, but was given {actual}.",
    hint: "Check what the attribute really holds.",
  },
  "run/bad-pattern": {
    severity: "error",
    message: "The pattern cannot be read.",
    hint: "Patterns are those of RE2: no look-around and no back-references, so that matching takes linear time.",
  },
  "run/pattern-too-long": {
    severity: "error",
    message: "The pattern that was given has more than {limit} characters.",
    hint: "Shorten it, or raise the limit `patternLength`.",
  },
  "run/pattern-too-large": {
    severity: "error",
    message: "The pattern that was given, with its repetitions written out, has more than {limit} parts.",
    hint: "Repeat fewer times, or raise the limit `patternSize`.",
  },
  "run/integer-overflow": {
    severity: "error",
    message: "The result of `{operator}` is outside the 32-bit range of an integer.",
    hint: "Write one side as a number, such as `1.0`, or turn a text into one with `Convert.toNum`.",
  },
  "run/not-finite": {
    severity: "error",
    message: "The result of `{operator}` is not a finite number.",
    hint: "Keep the numbers smaller.",
  },
  "run/division-by-zero": {
    severity: "error",
    message: "The right side of `{operator}` is zero.",
    hint: "Guard the division, for example `n == 0 ? null : total / n`.",
  },
  "run/no-text": {
    severity: "error",
    message: "A list that holds {member} cannot be written as one text.",
    hint: "Project the list to texts first, for example `.![name]`.",
  },
  "run/negative-position": {
    severity: "error",
    message: "`{function}` was given a negative position.",
    hint: "The first character has position 0.",
  },
  "run/empty-key": {
    severity: "error",
    message: "`{function}` was given an empty key, which every text would contain.",
    hint: "Give a key of at least one character.",
  },
  "run/text-too-long": {
    severity: "error",
    message: "The text would have more than {limit} characters.",
    hint: "Shorten what goes into it, or raise the limit `textLength`.",
  },
  "run/list-too-long": {
    severity: "error",
    message: "The list would have more than {limit} elements.",
    hint: "Select fewer elements, or raise the limit `listLength`.",
  },
  "run/budget": {
    severity: "error",
    message: "The evaluation took more than {limit} steps.",
    hint: "Work on shorter lists, or raise the limit `steps`.",
  },
  "run/result-too-large": {
    severity: "error",
    message: "The result holds more than {limit} values.",
    hint: "Select less, or raise the limit `dataSize`.",
  },
  "run/ill-formed-text": {
    severity: "error",
    message: "The result holds half of a character pair (a lone surrogate), which no token can carry.",
    hint: "Do not cut inside an emoji or another character outside the basic plane.",
  },
  "run/pattern-rows-missing": {
    severity: "error",
    message: "`{name}` needs a pattern engine, and none was given to this environment.",
    hint: 'Import the rows of "claims-el/functions/pattern" and pass them as `functions`.',
  },
  "run/result-type": {
    severity: "error",
    message: "A {kind} expression must give true or false, but this one gave {actual}.",
    hint: "Compare the attribute with something.",
  },
  "run/stack": {
    severity: "error",
    message: "There was too little of the host's stack left to finish.",
    hint: "Call it from a less deep place, or make the expression less nested.",
  },
  "run/index-out-of-range": {
    severity: "error",
    message: "`{function}` was asked for an element that a list of {length} elements does not have.",
    hint: "Ask for the size first, or write `list[…]`, which is null outside the list.",
  },
  "run/not-a-number": {
    severity: "error",
    message: "`{function}` was given a text that is not a number.",
    hint: "A number is written with digits, at most one point and an exponent: `-12.5`, `1e3`.",
  },
  "run/bad-version": {
    severity: "error",
    message: "`{function}` was given a text that is not a version.",
    hint: "A version is numbers with points between them, such as `9.23.0`.",
  },
  "run/unknown-country": {
    severity: "error",
    message: "`{function}` was given a text that is not {wanted}.",
    hint: "Codes are those of ISO 3166-1, such as `IN`, `IND` or `356`.",
  },
  "run/bad-date": {
    severity: "error",
    message: "`{function}` was given a text that is not {wanted}.",
    hint: "Check how the attribute writes its dates; an empty text is no date.",
  },
  "run/date-out-of-range": {
    severity: "error",
    message: "The date that `{function}` would give is outside {range}.",
    hint: "Check what the attribute really holds, seconds in place of milliseconds for example.",
  },
  "run/never": {
    severity: "error",
    message: "`{function}` was given the Windows time 9223372036854775807, which means never.",
    hint: 'Test for it first: `t == "9223372036854775807" ? null : …`.',
  },
  "run/unknown-zone": {
    severity: "error",
    message: "`{function}` was given a text that is no time zone.",
    hint: "Write an IANA name such as `Europe/Berlin`, or an offset such as `+02:00`.",
  },
  "run/bad-date-pattern": {
    severity: "error",
    message: "`{function}` was given a date pattern with {problem}.",
    hint: "The letters are those of Joda-Time, such as `yyyy-MM-dd HH:mm:ss`; other letters stand in single quotes.",
  },
});
