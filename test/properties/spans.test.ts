/** P16, and the checker's manners: it never throws, and whatever it or an evaluation tells stands in the source, from token to token. */

import { describe, it } from "vitest";
import { check, type Diagnostic, type Span } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { vocabulary } from "../../src/syntax/vocabulary.js";
import { scenarios } from "../generators/scenario.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { evaluated, trialOf } from "./trial.js";

/** Where tokens of a source begin and end. */
function borders(source: string): { starts: Set<number>; ends: Set<number> } {
  const { tokens } = vocabulary().lexer.tokenize(source);
  return {
    starts: new Set([0, ...tokens.map(({ startOffset }) => startOffset)]),
    ends: new Set([source.length, ...tokens.map(({ startOffset, image }) => startOffset + image.length)]),
  };
}

/** A span that is not from the start of a token to the end of one; an inner expression stands inside a text. */
function astray(source: string, { start, end }: Span): boolean {
  if (!(start >= 0 && start <= end && end <= source.length)) return true;
  const { starts, ends } = borders(source);
  const inText = [...source.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g)].some(
    ({ index, 0: text }) => start > index && end < index + text.length,
  );
  // An edit that only inserts something stands before a token or behind one.
  const onBorders = start === end ? starts.has(start) || ends.has(end) : starts.has(start) && ends.has(end);
  return !inText && !onBorders;
}

function misplaced(source: string, entries: readonly Diagnostic[]): string | undefined {
  for (const entry of entries) {
    const spans = [
      entry.span,
      ...(entry.related ?? []).map(({ span }) => span),
      ...(entry.fixes ?? []).flatMap(({ edits }) => edits.map(({ span }) => span)),
    ];
    const wrong = spans.find((span) => astray(source, span));
    if (wrong) return `${entry.code} is told at ${JSON.stringify(wrong)}: ${JSON.stringify(source.slice(wrong.start, wrong.end))}`;
    // What stands in backticks is the source's own, and may be a list.
    if (/\{[a-z]+\}/.test(entry.message.replace(/`[^`]*`/g, ""))) return `${entry.code} has a gap: ${entry.message}`;
  }
  return undefined;
}

const any = fc.oneof(
  scenarios({ rows: allFunctions, typed: false, data: "spoiled" }),
  scenarios({ rows: allFunctions, typed: true, data: "spoiled" }),
);

describe("spans", () => {
  it("of everything that is told lie on tokens of the source", () => {
    forAll(any, 1500, (scenario) => {
      const { source } = scenario;
      const result = check(source, scenario.environment(allFunctions));
      const told = misplaced(source, result.diagnostics);
      if (told !== undefined) return told;
      if (!result.ok)
        return result.diagnostics.some(({ severity }) => severity === "error") ? undefined : "it is refused without an error";
      for (const { because } of Object.values(result.verdicts)) {
        const blame = because.find(({ span }) => astray(source, span));
        if (blame) return `${blame.code} is blamed at ${JSON.stringify(blame.span)}`;
      }
      const trial = trialOf(scenario);
      const outcome = trial && evaluated(trial);
      if (outcome?.status === "error") return misplaced(source, [outcome.diagnostic]);
      const where = outcome?.status === "absent" ? outcome.reason.span : undefined;
      return where && astray(source, where) ? `the reason is told at ${JSON.stringify(where)}` : undefined;
    });
  });
});
