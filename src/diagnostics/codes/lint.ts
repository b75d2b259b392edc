/** Codes of what is allowed but likely not meant. */
import { defineCodes } from "../define.js";

export const LINT_CODES = defineCodes({
  "lint/quoted-path": {
    severity: "warning",
    message: "This gives the text `{text}` itself, not the attribute of that name.",
    hint: "Remove the quotes to read the attribute.",
  },
  "lint/whole-profile": {
    severity: "warning",
    message: "This puts every property of the client's profile into the token.",
    hint: "Name the property that is wanted, for example `app.profile.label`.",
  },
  "lint/never-equal": {
    severity: "warning",
    message: "{left} and {right} can never be equal, so this is always {result}.",
    hint: "Different kinds are never converted; compare values of the same kind.",
  },
  "lint/list-as-text": {
    severity: "warning",
    message: "`{parameter}` of `{function}` is a text, and the list given here is joined with commas.",
    hint: "Write `Arrays.toCsvString(…)` around the list to say so.",
  },
  "lint/text-as-list": {
    severity: "warning",
    message: "`{parameter}` of `{function}` is a list, and the text given here is split at commas.",
    hint: "Write the members as a list in curly brackets to say so.",
  },
  "lint/root-in-brackets": {
    severity: "warning",
    message: "Inside the brackets `{name}` means the root, because the elements have no schema.",
    hint: "Write `#this.{name}` for the element's attribute.",
  },
  "lint/pattern-slashes": {
    severity: "warning",
    message: "The slashes around this pattern are left out.",
    hint: "A pattern is written in quotes alone, and matches the whole text.",
  },
  "lint/missing-key": {
    severity: "warning",
    message: "The map written here has no key `{name}`, so this is always null.",
    hint: "Use one of its keys.",
  },
  "lint/case-twins": {
    severity: "warning",
    message: "`{name}` and `{other}` in the schema of `{root}` differ only by letter case.",
    hint: "Rename one of them: here they are two attributes, while Okta takes them for one.",
  },
  "lint/hides-built-in": {
    severity: "warning",
    message: "`{name}` in the schema of `{root}` has the name of a built-in attribute, and {effect}.",
    hint: "{advice}",
  },
  "lint/prototype-name": {
    severity: "warning",
    message: "`{name}` in the schema of `{root}` is a name that many programs have a meaning of their own for.",
    hint: "It is an ordinary attribute here; rename it if other software reads the same profile or token.",
  },
  "lint/schema-cut": {
    severity: "warning",
    message: "What lies deeper than {levels} levels in the schema of `{root}` is not checked.",
    hint: "Describe only the attributes that claims read, or nest them less.",
  },
  "lint/letter-case": {
    severity: "warning",
    message: "`{part}` is never `{value}` in this letter case, so this is always {result}.",
    hint: "Letter case counts: write `{meant}`.",
  },
  "lint/no-such-value": {
    severity: "warning",
    message: "`{part}` is never `{value}`, so this is always {result}.",
    hint: "Its values are: {values}.",
  },
  "lint/decided-by-absence": {
    severity: "warning",
    message: "On {grants} {there} `{part}`, and absence decides: this is {result}.",
    hint: "Ask first, `{part} != null and …`, or say what a missing value counts as, `({part} ?: …)`.",
  },
  "lint/constant-condition": {
    severity: "warning",
    message: "`{part}` is always {result}.",
    hint: "Leave the question out, or ask what was meant.",
  },
  "lint/unused-fallback": {
    severity: "warning",
    message: "`{part}` is never null and never empty, so this is never used.",
    hint: "Leave out `?:` and what follows it.",
  },
  "lint/null-operand": {
    severity: "warning",
    message: "`{part}` may be null, and then the whole is null.",
    hint: "Give it a fallback with `?:` to go on without it.",
  },
  "lint/branch-types": {
    severity: "warning",
    message: "The type of the claim depends on the branch: {types}.",
    hint: "Let every branch give the same type, so that whoever reads the token need not guess.",
  },
  "lint/always-fails": {
    severity: "warning",
    message: "This always ends with an error: {codes}.",
    hint: "Correct what is written out here; no data can make it a value.",
  },
  "lint/too-costly": {
    severity: "warning",
    message: "With data as large as it may be, an evaluation takes {steps} steps, and at most {limit} are allowed.",
    hint: "Declare `maxItems` and `maxLength` in the schemas where the data is known to be smaller.",
  },
  "lint/group-limit": {
    severity: "warning",
    message: "On {grants} a group function cannot have the limit {limit}, and ends with an error.",
    hint: "Give a whole number from 1 to 100 where the claim is for these grants too.",
  },
  "lint/group-id-as-name": {
    severity: "warning",
    message: "`{value}` looks like the id of a group, and here a name is wanted.",
    hint: "Write the group's name, or use the function that takes ids.",
  },
  "lint/group-name-as-id": {
    severity: "warning",
    message: "`{value}` does not look like the id of a group, and here an id is wanted.",
    hint: "Ids begin with `00g`; for a name use the function that takes names.",
  },
  "lint/literal-pattern": {
    severity: "warning",
    message: "`{value}` is compared character by character; nothing in it stands for other characters.",
    hint: "Write the text alone, or use `matches` for a pattern.",
  },
  "lint/older-name": {
    severity: "hint",
    message: "`{name}` is an older name of `{current}`.",
    hint: "Write `{current}`.",
  },
  "lint/deprecated-operator": {
    severity: "hint",
    message: "Okta calls `{operator}` deprecated.",
    hint: "{advice}",
  },
  "lint/unverified": {
    severity: "hint",
    message: "`{path}` is used without `{proof}`, which says whether it was verified.",
    hint: "Put `{proof}` into the token too, or ask for it in a condition.",
  },
  "lint/personal-data": {
    severity: "warning",
    message: "`{path}` is {sensitivity} data, and {grants} give nothing but access tokens, which every API sees.",
    hint: "Put it into the ID token or userinfo, or leave it out on these grants.",
  },
  "lint/controlled": {
    severity: "warning",
    message: "`{path}` is set by the {controller}, so it says what the {controller} wants it to say.",
    hint: "Read what only the issuer sets, above all where it decides about access.",
  },
});
