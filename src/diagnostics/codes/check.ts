/** Codes raised by the checker, the library's tables and the environment. */
import { defineCodes } from "../define.js";

export const CHECK_CODES = defineCodes({
  "check/unknown-root": {
    severity: "error",
    message: "There is no `{name}` here.",
    hint: "Start with one of: {known}.",
  },
  "check/root-not-here": {
    severity: "error",
    message: "There is no `{name}` in a {kind} expression.",
    hint: "It is known in: {kinds}.",
  },
  "check/function-not-here": {
    severity: "error",
    message: "`{name}` cannot be used in a {kind} expression.",
    hint: "It is known in: {kinds}.",
  },
  "check/projection-not-here": {
    severity: "error",
    message: "A projection cannot be used in a {kind} expression.",
    hint: "It is known in: {kinds}.",
  },
  "check/rows-missing": {
    severity: "error",
    message: "There is no `{name}` in this environment.",
    hint: 'Import its rows from "{entry}" and pass them as `functions`.',
  },
  "check/unknown-attribute": {
    severity: "error",
    message: "`{object}` has no attribute `{name}`.",
    hint: "Declare it in the schema of `{root}`, or use an attribute that is declared.",
  },
  "check/attribute-of-app-user": {
    severity: "error",
    message:
      "`{name}` is an attribute of `appuser`, not of the client: an app-user belongs to one user's assignment to the application, and there is none on {grants}.",
    hint: 'To give each application its own value without any user, declare it as a client property (in the schema of `app`: `"{name}": "{type}"`) and set it in the client\'s profile; to read the app-user\'s, write `appuser.{name}`.',
  },
  "check/unknown-function": {
    severity: "error",
    message: "There is no function `{name}`.",
    hint: "`claims-el functions` lists the functions.",
  },
  "check/unknown-method": {
    severity: "error",
    message: "{receiver} has no method `{name}`.",
    hint: "`claims-el functions` lists the functions and methods.",
  },
  "check/other-dialect": {
    severity: "error",
    message: "`{name}` belongs to the {other} dialect.",
    hint: "In the {dialect} dialect write `{spelling}`.",
  },
  "check/namespace-alone": {
    severity: "error",
    message: "`{name}` is a family of functions, not a value.",
    hint: "Call one of them, for example `{example}`.",
  },
  "check/safe-namespace": {
    severity: "error",
    message: "`{name}` is a family of functions and is never null.",
    hint: "Write `{name}.` instead of `{name}?.`.",
  },
  "check/arity": {
    severity: "error",
    message: "`{function}` takes {wanted}, but here {actual}.",
    hint: "It is written `{signature}`.",
  },
  "check/argument-type": {
    severity: "error",
    message: "`{function}` wants {wanted} as `{parameter}`, but here is {actual}.",
    hint: "It is written `{signature}`.",
  },
  "check/not-written-out": {
    severity: "error",
    message: "`{parameter}` of `{function}` must be written out as a text in quotes.",
    hint: "What the call means hangs on it, so it cannot come from data: `{signature}`.",
  },
  "check/argument-choice": {
    severity: "error",
    message: "`{function}` knows no {parameter} `{given}`.",
    hint: "Use one of: {among}.",
  },
  "check/group-limit": {
    severity: "error",
    message: "A group function cannot have the limit {limit}.",
    hint: "Give a whole number from 1 to {most}; only some grants, such as authorization_code, allow more.",
  },
  "check/unknown-criterion": {
    severity: "error",
    message: "There is no group criterion `{key}`.",
    hint: "Use one of: {keys}.",
  },
  "check/unknown-criterion-operator": {
    severity: "error",
    message: "There is no operator `{operator}` for group criteria.",
    hint: "Use one of: {operators}.",
  },
  "check/misplaced-operator": {
    severity: "error",
    message: "The `operator` of this criterion has nothing to work on.",
    hint: "An operator goes with `{key}`; the other keys are compared exactly.",
  },
  "check/empty-criterion": {
    severity: "error",
    message: "This criterion says nothing about a group.",
    hint: "Name at least one of: {keys}.",
  },
  "check/criterion-value": {
    severity: "error",
    message: "The criterion `{key}` takes a text or a list of texts, but here is {actual}.",
    hint: "Write for example `{example}`.",
  },
  "check/bad-pattern": {
    severity: "error",
    message: "The pattern cannot be read: {problem}.",
    hint: "Patterns are those of RE2: no look-around and no back-references, so that matching takes linear time.",
  },
  "check/pattern-too-long": {
    severity: "error",
    message: "The pattern has more than {limit} characters.",
    hint: "Shorten it, or raise the limit `patternLength`.",
  },
  "check/pattern-too-large": {
    severity: "error",
    message: "The pattern, with its repetitions written out, has more than {limit} parts.",
    hint: "Repeat fewer times, or raise the limit `patternSize`.",
  },
  "check/too-many-patterns": {
    severity: "error",
    message: "Making the patterns up to this one takes more than {limit} steps.",
    hint: "Repeat fewer times, or raise the limit `patternSteps`.",
  },
  "check/unpaired-key": {
    severity: "error",
    message: "The last key of `{function}` has no value.",
    hint: "Keys and values come in pairs after the default: `{signature}`.",
  },
  "check/operand-type": {
    severity: "error",
    message: "`{operator}` cannot work on {left} and {right}.",
    hint: "{advice}",
  },
  "check/unary-type": {
    severity: "error",
    message: "`{operator}` cannot work on {operand}.",
    hint: "{advice}",
  },
  "check/condition-type": {
    severity: "error",
    message: "The condition is {actual}, but it must be true or false.",
    hint: "{advice}",
  },
  "check/not-a-map": {
    severity: "error",
    message: "{actual} has no attributes, so `{name}` cannot be read from it.",
    hint: "{advice}",
  },
  "check/not-a-list": {
    severity: "error",
    message: "A {construct} works on a list, but here is {actual}.",
    hint: "{advice}",
  },
  "check/list-too-long": {
    severity: "error",
    message: "There are {length} members here; a list or map has at most {limit}.",
    hint: "Write fewer of them, or raise the limit `listLength`.",
  },
  "check/index-type": {
    severity: "error",
    message: "{container} cannot be indexed with {index}.",
    hint: 'Index a list with an integer, `roles[0]`, and a map with a text, `profile["cost-center"]`.',
  },
  "check/refused-name": {
    severity: "error",
    message: "The name `__proto__` is never read.",
    hint: "Rename the attribute.",
  },
  "check/whole-record": {
    severity: "error",
    message: "A whole `{record}` record cannot go into a token.",
    hint: "Name the attribute that is wanted, for example `{example}`.",
  },
  "check/result-type": {
    severity: "error",
    message: "A {kind} expression must give {wanted}, but this one gives {actual}.",
    hint: "{advice}",
  },
  "check/open-root": {
    severity: "error",
    message: "`{root}` has no schema that speaks of `{path}`, so nothing is known of it.",
    hint: "Declare it in the schema of `{root}`; a strict environment reads only what is declared.",
  },
  "check/unguarded-access": {
    severity: "error",
    message: "`{holder}` may be null here{grants}, so what is read from it may be missing unnoticed.",
    hint: "Ask first, `{holder} != null ? … : …`, or write `{safe}` to say that null may pass.",
  },
  "check/too-costly": {
    severity: "error",
    message: "An evaluation can take {steps} steps, and at most {limit} are allowed.",
    hint: "Declare smaller `maxItems` and `maxLength` in the schemas, work on shorter lists, or raise the limit `steps`.",
  },
  "check/bad-schema": {
    severity: "error",
    message: "The schema of `{root}` is not usable at `{path}`: {problem}.",
    hint: "{advice}",
  },
  "check/bad-setting": {
    severity: "error",
    message: "The setting `{setting}` is not usable: {problem}.",
    hint: "{advice}",
  },
  "check/bad-function": {
    severity: "error",
    message: "The function row `{name}` is not usable: {problem}.",
    hint: "See `defineFunction` for the shape of a row.",
  },
  "check/unknown-zone": {
    severity: "error",
    message: "This names no time zone that `{function}` knows.",
    hint: "Write an IANA name such as `Europe/Berlin`, an offset such as `+02:00`, or one of the old ids `EST`, `MST`, `HST`.",
  },
  "check/bad-date-pattern": {
    severity: "error",
    message: "This date pattern of `{function}` has {problem}.",
    hint: "The letters are those of Joda-Time, such as `yyyy-MM-dd'T'HH:mm:ss`; text between them stands in single quotes.",
  },
});
