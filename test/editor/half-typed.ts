/** Texts as they stand in a field while somebody types: pieces of expressions in any order, cut anywhere. */
import fc from "../seeded.js";

const PIECES = [
  ...["app", "user", "appuser.role", "user.devices", "String", "Arrays", "$cursor$", "__proto__", "constructor", "toString"],
  ...[".", "?.", ".![", ".?[", "(", ")", "[", "]", "{", "}", ",", ":", "?", "?:", "==", "=", "+", "-", "and", "not ", "!"],
  ...[
    '"',
    "'",
    '"a"',
    "'b",
    "“",
    "1",
    "1.",
    "2147483648",
    " ",
    "\n",
    "#this",
    "#",
    "@",
    "\\",
    "null",
    "true",
    "matches",
    "\u{1f600}",
    "\ud800",
  ],
  ...["String.len(", "user.getGroups({", "isMemberOfGroupName(", 'appuser.role == "', "x[", "/*", "${"],
];

/** A half-typed text. */
export const halfTyped: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 14 })
  .map((pieces) => pieces.join(""));
