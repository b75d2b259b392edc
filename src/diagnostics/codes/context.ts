/** Codes for faults in the data of one evaluation. They name the path and never print the value. */
import { defineCodes } from "../define.js";

export const CONTEXT_CODES = defineCodes({
  "context/type-mismatch": {
    severity: "error",
    message: "The context holds {actual} at `{path}`, where {wanted} is declared.",
    hint: "Correct the data, or the type in the schema.",
  },
  "context/missing-required": {
    severity: "error",
    message: "The context has no value at `{path}`, which its schema says is always there.",
    hint: "Supply the value, or declare the attribute as `{type}?`.",
  },
  "context/not-in-enum": {
    severity: "error",
    message: "The value at `{path}` is none of those its schema allows.",
    hint: "Correct the data, or add the value to the enum in the schema.",
  },
  "context/bad-timestamp": {
    severity: "error",
    message: "The text at `{path}` is not an ISO-8601 timestamp.",
    hint: "Write it as `2026-01-31T09:30:00.000Z`.",
  },
  "context/bad-country": {
    severity: "error",
    message: "The text at `{path}` is not an ISO 3166-1 alpha-2 country code.",
    hint: "Write two capital letters, such as `US`.",
  },
  "context/not-finite": {
    severity: "error",
    message: "The number at `{path}` is not finite.",
    hint: "Only finite numbers can go into a token.",
  },
  "context/not-plain": {
    severity: "error",
    message: "The context holds {actual} at `{path}`, which is not plain data.",
    hint: "Give what JSON can write: null, true, false, numbers, texts, lists and maps.",
  },
  "context/accessor": {
    severity: "error",
    message: "`{path}` is an accessor property, and accessors are never run.",
    hint: "Give plain data properties.",
  },
  "context/refused-name": {
    severity: "error",
    message: "The context has an own property `__proto__` at `{path}`.",
    hint: "Rename the property; this name is never read.",
  },
  "context/unreadable": {
    severity: "error",
    message: "The context could not be read at `{path}`.",
    hint: "What stands there refused to be read; give plain data.",
  },
  "context/text-too-long": {
    severity: "error",
    message: "The text at `{path}` has more than {limit} characters.",
    hint: "Shorten the data, or raise the limit `textLength`.",
  },
  "context/list-too-long": {
    severity: "error",
    message: "The list or map at `{path}` has more than {limit} members.",
    hint: "Shorten the data, or raise the limit `listLength`.",
  },
  "context/too-deep": {
    severity: "error",
    message: "The data at `{path}` is nested more than {limit} levels deep, or contains itself.",
    hint: "Flatten the data, or raise the limit `dataDepth`.",
  },
  "context/too-large": {
    severity: "error",
    message: "The data at `{path}` holds more than {limit} values.",
    hint: "Give less data, or raise the limit `dataSize`.",
  },
  "context/not-a-context": {
    severity: "error",
    message: "The context is {actual}, not a map of roots.",
    hint: "Give a map with the parts there are: `grant`, `app`, `user`, `appuser`, `groups` and so on.",
  },
  "context/too-much-work": {
    severity: "error",
    message: "The texts and lists that this expression works through are longer than {limit} units together.",
    hint: "Give shorter texts and lists, select less before working on it, or raise the limit `work`.",
  },
  "context/unknown-grant": {
    severity: "error",
    message: "`{grant}` is not a grant of this environment.",
    hint: "Use one of: {known}.",
  },
  "context/grant-mismatch": {
    severity: "error",
    message: "The grant asked for is `{asked}`, but the context says `{given}`.",
    hint: "Make the two agree, or leave one out.",
  },
  "context/bad-now": {
    severity: "error",
    message: "`now` in the context is not a point in time.",
    hint: "Give ISO-8601 text such as `2026-01-31T09:30:00.000Z`, or milliseconds since 1970.",
  },
  "context/root-ignored": {
    severity: "warning",
    message: "The context carries `{root}`, but a {grant} token has none; it was treated as absent.",
    hint: "Leave it out of the context of this grant.",
  },
});
