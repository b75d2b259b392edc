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
});
