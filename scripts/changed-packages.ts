/**
 * The build plugin that changes what is bundled of other packages: no code generation from strings, so that the published
 * files hold no eval, and nothing that only a grammar under construction needs.
 */
import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/** One replacement in a bundled package; `change` is also what THIRD-PARTY-NOTICES.md says about it. */
interface Replacement {
  readonly package: string;
  readonly file: RegExp;
  readonly find: RegExp;
  readonly write: string;
  readonly change: string;
}

/** What the rest of the parser's library imports of the validation of grammars. */
const VALIDATIONS = [
  "validateAmbiguousAlternationAlternatives",
  "validateEmptyOrAlternative",
  "validateGrammar",
  "validateLookahead",
  "validateNoLeftRecursion",
  "validateRuleIsOverridden",
  "validateSomeNonEmptyLookaheadPath",
];

const leftOut = `const leftOut = () => {
  throw new Error("the validation of grammars is left out");
};
export { ${VALIDATIONS.map((name) => `leftOut as ${name}`).join(", ")} };
`;

const refusing = 'const F = class { constructor() { throw new Error("code generation from strings is left out"); } };';

export const replacements: readonly Replacement[] = [
  {
    package: "@chevrotain/utils",
    file: /@chevrotain[\\/]utils[\\/]lib[\\/]src[\\/]to-fast-properties\.js$/,
    find: /^[\s\S]*$/,
    write: "export function toFastProperties(object) {\n  return object;\n}\n",
    change:
      "`toFastProperties` returns its argument and does nothing else; the original holds an unreachable call that compiles text.",
  },
  {
    package: "chevrotain",
    file: /chevrotain[\\/]lib[\\/]src[\\/]parse[\\/]grammar[\\/]checks\.js$/,
    find: /^[\s\S]*$/,
    write: leftOut,
    change: "the validation of grammars throws instead; the only grammar there is was validated when the package was tested.",
  },
  {
    package: "zod",
    file: /zod[\\/]v4[\\/]core[\\/](?:util|doc|compile)\.js$/,
    find: /const F = Function;/g,
    write: refusing,
    change: "the places that compile text into a function throw instead, so objects are always validated by zod's interpreter.",
  },
  {
    package: "re2js",
    file: /re2js[\\/]build[\\/]index\.js$/,
    find: /\beval\(input, pos\)/g,
    write: "holdsAt(input, pos)",
    change: "a method that was named `eval` is named `holdsAt`; it compiles no text.",
  },
];

/** The changed text of a file, or a fault when the text to change is no longer there: then the package was upgraded and the row needs a look. */
export function replaceIn(path: string, text: string): string {
  const row = replacements.find(({ file }) => file.test(path));
  if (row === undefined) return text;
  const changed = text.replace(row.find, row.write).replace(/^\/\/# sourceMappingURL=.*$/m, "");
  if (!changed.includes(row.write)) throw new Error(`${path}: nothing matches ${row.find}, look at scripts/changed-packages.ts`);
  return changed;
}

export const changedPackages: Plugin = {
  name: "changed-packages",
  setup(build) {
    for (const { file } of replacements) {
      build.onLoad({ filter: file }, ({ path }) => ({ contents: replaceIn(path, readFileSync(path, "utf8")), loader: "js" }));
    }
  },
};
