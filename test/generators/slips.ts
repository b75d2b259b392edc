/** Expressions with one slip: what each diagnostic is about (test/errors/examples.json), in generated surroundings, with its own settings and data. */

import { type Example, readExamples } from "../../scripts/error-examples.js";
import fc from "../seeded.js";
import { type Choices, fromChoices } from "./choices.js";
import { textLiteral } from "./scope.js";
import { WORDS } from "./values.js";

/** A slip in its surroundings. */
export interface Slip {
  readonly example: Example;
  /** The example with the whole expression in place of its own. */
  readonly whole: Example;
  /** The names of what is around it, outermost first. */
  readonly around: readonly string[];
}

/** Something that needs no schema and raises nothing. */
function harmless(c: Choices): string {
  return c.pick(["null", "1", "true", "2.5", "{}", "{:}", textLiteral(c, c.pick(WORDS)), `{${c.below(9)}, ${c.below(9)}}`]);
}

/** What an expression may stand in, so that it is still evaluated. */
const SURROUNDINGS: Readonly<Record<string, (c: Choices, inner: string) => string>> = {
  "a list": (c, inner) => `{${[...c.list(0, 2, () => harmless(c)), inner, ...c.list(0, 2, () => harmless(c))].join(", ")}}`,
  "a map": (c, inner) => `{a: ${harmless(c)}, b: ${inner}}`,
  brackets: (_c, inner) => `(${inner})`,
  "a branch": (c, inner) => `(${c.below(5)} < 7 ? ${inner} : ${harmless(c)})`,
  "the other branch": (c, inner) => `(${c.below(5)} > 7 ? ${harmless(c)} : ${inner})`,
  "a fallback": (_c, inner) => `(null ?: ${inner})`,
  "a value with a fallback": (c, inner) => `((${inner}) ?: ${harmless(c)})`,
  "a question about null": (_c, inner) => `((${inner}) == null)`,
  "an element": (c, inner) => `{${inner}, ${harmless(c)}}[0]`,
  "a list of lists": (c, inner) => `Arrays.flatten({${harmless(c)}}, {${inner}})`,
};

/** Those that are written as one expression; what documents and hosts do is no expression. */
export const WRITTEN: readonly Example[] = readExamples().filter(({ expr }) => expr !== undefined);

/** Slips, with up to two things around them. */
export const slips: fc.Arbitrary<Slip> = fc
  .tuple(
    fc.constantFrom(...WRITTEN),
    fromChoices([40], (c) => c),
  )
  .map(([example, c]) => {
    const around: string[] = [];
    let expr = example.expr as string;
    for (let levels = c.below(3); levels > 0; levels--) {
      const name = c.pick(Object.keys(SURROUNDINGS));
      expr = (SURROUNDINGS[name] as (c: Choices, inner: string) => string)(c, expr);
      around.unshift(name);
    }
    return { example, whole: { ...example, expr }, around };
  });
