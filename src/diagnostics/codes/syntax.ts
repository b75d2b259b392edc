/** Codes raised by the lexer and the parser. */
import { defineCodes } from "../define.js";

export const SYNTAX_CODES = defineCodes({
  "syntax/not-text": {
    severity: "error",
    message: "The expression is {actual}, not text.",
    hint: 'Give the expression as text, for example "app.system_home".',
  },
  "syntax/source-too-long": {
    severity: "error",
    message: "The expression has {length} characters; at most {limit} are allowed.",
    hint: "Shorten the expression, or split it into several claims.",
  },
  "syntax/too-deep": {
    severity: "error",
    message: "The expression is nested more than {limit} levels deep.",
    hint: "Take out brackets that are not needed, or split the expression into several claims.",
  },
  "syntax/too-many-nodes": {
    severity: "error",
    message: "The expression has {count} parts; at most {limit} are allowed.",
    hint: "Shorten the expression, or split it into several claims.",
  },
  "syntax/literal-too-long": {
    severity: "error",
    message: "This text has more than {limit} characters.",
    hint: "Keep long texts in the data, as a property of the client for example.",
  },
  "syntax/empty": {
    severity: "error",
    message: "There is no expression here.",
    hint: 'Write one, for example `app.profile.label`; the empty text is `""`.',
  },
  "syntax/unexpected-character": {
    severity: "error",
    message: "The character `{character}` means nothing here.",
    hint: "Remove it, or put it inside quotes.",
  },
  "syntax/odd-space": {
    severity: "error",
    message: "There is an unusual blank character here ({name}).",
    hint: "Replace it with an ordinary space.",
  },
  "syntax/comment": {
    severity: "error",
    message: "There are no comments in an expression.",
    hint: "Remove it; a claim's description is the place for remarks.",
  },
  "syntax/semicolon": {
    severity: "error",
    message: "A semicolon means nothing here: one expression is all there is.",
    hint: "Remove it.",
  },
  "syntax/unterminated-text": {
    severity: "error",
    message: "The text that begins here has no closing {quote}.",
    hint: "Close it with {quote}; a quote inside the text is written twice.",
  },
  "syntax/curly-quotes": {
    severity: "error",
    message: "Typographic quotes do not begin or end a text.",
    hint: "Use straight quotes: `\"…\"` or `'…'`.",
  },
  "syntax/backticks": {
    severity: "error",
    message: "Backticks do not begin or end a text.",
    hint: "Use straight quotes: `\"…\"` or `'…'`.",
  },
  "syntax/escaped-quotes": {
    severity: "error",
    message: 'The quotes are written `\\"`, as inside JSON or Terraform; in an expression a backslash is an ordinary character.',
    hint: "Write the quotes without backslashes.",
  },
  "syntax/json-text": {
    severity: "error",
    message: "The whole expression is wrapped in quotes, as a JSON text.",
    hint: "Write the expression itself, without the outer quotes and backslashes.",
  },
  "syntax/template": {
    severity: "error",
    message: "There are no templates: `{opener}…}` does not mark an expression here.",
    hint: "The whole field is the expression already; remove `{opener}` and `}`.",
  },
  "syntax/bad-number": {
    severity: "error",
    message: "`{text}` is not a number of this language.",
    hint: "{advice}",
  },
  "syntax/integer-too-large": {
    severity: "error",
    message: "The integer {text} is outside the 32-bit range, -2147483648 to 2147483647.",
    hint: "Write it as a number, {text}.0, or as text in quotes.",
  },
  "syntax/number-too-large": {
    severity: "error",
    message: "The number {text} is too large.",
    hint: "Numbers go up to about 1.8e308.",
  },
  "syntax/quote-inside-text": {
    severity: "error",
    message: "The text ends at this quote, and goes on right behind it.",
    hint: "A quote inside a text is written twice, {quote}{quote}; or put the text in the other kind of quotes.",
  },
  "syntax/hidden-character": {
    severity: "warning",
    message: "The text has a character in it that does not show ({name}).",
    hint: "Remove it, unless it is meant.",
  },
  "syntax/adjacent-texts": {
    severity: "error",
    message: "Two texts stand side by side.",
    hint: "Join them with `+`; a quote inside a text is written twice.",
  },
  "syntax/missing-operator": {
    severity: "error",
    message: "An operator is missing before `{found}`.",
    hint: "{advice}",
  },
  "syntax/unknown-operator": {
    severity: "error",
    message: "`{word}` is not an operator.",
    hint: "{advice}",
  },
  "syntax/split-operator": {
    severity: "error",
    message: "`{operator}` is written apart.",
    hint: "Write `{operator}` without a blank.",
  },
  "syntax/missing-operand": {
    severity: "error",
    message: "Something is missing {place}.",
    hint: "Write a value there, for example an attribute or a text in quotes.",
  },
  "syntax/trailing-operator": {
    severity: "error",
    message: "The expression ends with `{operator}`, and nothing follows.",
    hint: "Write what should follow, or remove it.",
  },
  "syntax/leading-plus": {
    severity: "error",
    message: "A number has no leading `+`.",
    hint: "Remove it.",
  },
  "syntax/wrong-equality": {
    severity: "error",
    message: "`=` would assign, and an expression only reads.",
    hint: "Write `==` to compare.",
  },
  "syntax/wrong-operator": {
    severity: "error",
    message: "`{operator}` is not an operator here.",
    hint: "Write `{instead}`.",
  },
  "syntax/typographic-dash": {
    severity: "error",
    message: "This is a typographic dash, not a minus sign.",
    hint: "Write `-`.",
  },
  "syntax/refused-construct": {
    severity: "error",
    message: "This is {construct}, which claims expressions do not have.",
    hint: "{advice}",
  },
  "syntax/chained-comparison": {
    severity: "error",
    message: "A comparison does not go on: `{first}` and `{second}` cannot stand in one row.",
    hint: "Compare twice and join with `and`, or put one comparison in brackets.",
  },
  "syntax/foreign-name": {
    severity: "error",
    message: "The name `{name}` has letters that names do not have; theirs are A to Z, digits, `_` and `$`.",
    hint: 'Reach such an attribute by index, as in `user.profile["{name}"]`.',
  },
  "syntax/missing-name": {
    severity: "error",
    message: "A name is missing after `{dot}`.",
    hint: "{advice}",
  },
  "syntax/dot-before-bracket": {
    severity: "error",
    message: "There is no dot before `[`.",
    hint: 'Write `x[0]` or `x["name"]`; `?.[` is the safe form.',
  },
  "syntax/dot-before-number": {
    severity: "error",
    message: "A name follows a dot, and a name does not begin with a digit.",
    hint: "Write `{index}`.",
  },
  "syntax/not-callable": {
    severity: "error",
    message: "Only a name can be called, and this is not one.",
    hint: "Remove the brackets, or write an operator before them.",
  },
  "syntax/unclosed-bracket": {
    severity: "error",
    message: "This `{opener}` is never closed.",
    hint: "Close it with `{closer}`.",
  },
  "syntax/unopened-bracket": {
    severity: "error",
    message: "This `{closer}` closes nothing.",
    hint: "Remove it, or open a bracket before it.",
  },
  "syntax/wrong-bracket": {
    severity: "error",
    message: "`{opener}` is closed with `{closer}`.",
    hint: "Close it with `{wanted}`.",
  },
  "syntax/square-list": {
    severity: "error",
    message: "A list is not written in square brackets.",
    hint: "Write it in curly brackets: `{a, b}`.",
  },
  "syntax/trailing-comma": {
    severity: "error",
    message: "Nothing follows this comma.",
    hint: "Remove it.",
  },
  "syntax/stray-comma": {
    severity: "error",
    message: "A comma means nothing here.",
    hint: "Commas stand between arguments and between members of a list or map.",
  },
  "syntax/stray-colon": {
    severity: "error",
    message: "A colon means nothing here.",
    hint: "It belongs to `condition ? a : b` or to a map, `{key: value}`.",
  },
  "syntax/missing-colon": {
    severity: "error",
    message: "This `?` has no `:` with the other branch.",
    hint: "Write `condition ? a : b`; to leave the claim out otherwise, write `: null`.",
  },
  "syntax/split-elvis": {
    severity: "error",
    message: "`?` and `:` stand apart, with nothing between them.",
    hint: "Write `?:` without a blank, or write the branch between them.",
  },
  "syntax/missing-key": {
    severity: "error",
    message: "This entry of the map has no key.",
    hint: "Write `key: value`; a key is a name or a text in quotes.",
  },
  "syntax/bad-key": {
    severity: "error",
    message: "A key is a name or a text, nothing computed.",
    hint: 'Write `{"key": value}`.',
  },
  "syntax/duplicate-key": {
    severity: "error",
    message: "The key `{key}` is in this map twice.",
    hint: "Remove one of the two.",
  },
  "syntax/refused-key": {
    severity: "error",
    message: "`__proto__` is not allowed as a key.",
    hint: "Use another name.",
  },
  "syntax/this-outside": {
    severity: "error",
    message: "`#this` is the element inside `.![…]` and `.?[…]`, and there are no such brackets around it.",
    hint: "Name the root that is meant, for example `user` or `app`.",
  },
  "syntax/not-binds-tighter": {
    severity: "hint",
    message: "`!` applies to `{operand}` alone, before `{operator}`.",
    hint: "Put the comparison in brackets to negate it, or the negation to show that it is meant.",
  },
  "syntax/elvis-in-else": {
    severity: "warning",
    message: "`?:` here belongs to the else branch alone.",
    hint: "Put the else branch in brackets to show it, or the whole conditional to apply `?:` to it.",
  },
  "syntax/conditional-in-elvis": {
    severity: "warning",
    message: "The conditional here is the right side of `?:`.",
    hint: "Put it in brackets to show it, or put `?:` and its sides in brackets to use them as the condition.",
  },
});
