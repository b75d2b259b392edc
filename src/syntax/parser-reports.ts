/** What the fold notices, as diagnostics: comparisons in a row, negated sides, conditionals mixed with Elvis. */
import type { Span } from "../base/span.js";
import type { FoldReports } from "./fold.js";
import { insert, type Problems, rewrite } from "./problems.js";

/** The reports of one parse. */
export function foldReports(problems: Problems): FoldReports {
  return {
    chained: (first: Span, second: Span, start: number, end: number): void => {
      const { source } = problems;
      const written = (span: Span): string => source.slice(span.start, span.end);
      const blank = end < second.start ? "" : " ";
      const fixes = [insert("Compare twice", second.start, `${blank}and ${source.slice(start, end)} `)];
      problems.report("syntax/chained-comparison", second, { first: written(first), second: written(second) }, { fixes });
    },
    negatedSide: (not: Span, comparison: Span, operandEnd: number, end: number): void => {
      const { source } = problems;
      const data = { operand: source.slice(not.end, operandEnd).trim(), operator: source.slice(comparison.start, comparison.end) };
      let first = not.end;
      while (/\s/.test(source.charAt(first))) first++;
      const around = rewrite("Negate the comparison", [
        { span: { start: first, end: first }, text: "(" },
        { span: { start: end, end }, text: ")" },
      ]);
      const apart = rewrite("Keep the meaning, and show it", [
        { span: { start: not.start, end: not.start }, text: "(" },
        { span: { start: operandEnd, end: operandEnd }, text: ")" },
      ]);
      problems.report("syntax/not-binds-tighter", { start: not.start, end: operandEnd }, data, { fixes: [around, apart] });
    },
    mixed: (first: "conditional" | "elvis", _whole: Span, taken: Span): void => {
      const fix = rewrite("Keep the meaning, and show it", [
        { span: { start: taken.start, end: taken.start }, text: "(" },
        { span: { start: taken.end, end: taken.end }, text: ")" },
      ]);
      problems.report(
        first === "conditional" ? "syntax/elvis-in-else" : "syntax/conditional-in-elvis",
        taken,
        {},
        { fixes: [fix] },
      );
    },
  };
}
