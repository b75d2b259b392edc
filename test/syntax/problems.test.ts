/** Collecting problems: one report for each place, and never too many. */
import { describe, expect, it } from "vitest";
import { insert, Problems, replace, rewrite } from "../../src/syntax/problems.js";

const span = (start: number, end: number) => ({ start, end });

describe("problems", () => {
  it("tell one error for one place", () => {
    const problems = new Problems("a b");
    problems.report("syntax/semicolon", span(0, 1), {});
    problems.report("syntax/comment", span(0, 1), {});
    problems.report("syntax/comment", span(0, 2), {});
    problems.report("syntax/comment", span(1, 2), {});
    expect(problems.diagnostics.map(({ code }) => code)).toEqual(["syntax/semicolon", "syntax/comment", "syntax/comment"]);
  });
  it("tell an error and a hint for one place", () => {
    const problems = new Problems("a b");
    problems.report("syntax/semicolon", span(0, 1), {});
    problems.report("syntax/not-binds-tighter", span(0, 1), { operand: "a", operator: "==" });
    expect(problems.diagnostics).toHaveLength(2);
  });
  it("know whether one is an error", () => {
    const problems = new Problems("a");
    expect(problems.hasErrors).toBe(false);
    problems.report("syntax/elvis-in-else", span(0, 1), {});
    expect(problems.hasErrors).toBe(false);
    problems.report("syntax/semicolon", span(0, 1), {});
    expect(problems.hasErrors).toBe(true);
  });
  it("are told by place, and in the order they came where they begin together", () => {
    const problems = new Problems("abc");
    problems.report("syntax/semicolon", span(2, 3), {});
    problems.report("syntax/comment", span(0, 3), {});
    problems.report("syntax/semicolon", span(0, 1), {});
    problems.sort();
    expect(problems.diagnostics.map((entry) => [entry.span.start, entry.span.end])).toEqual([
      [0, 3],
      [0, 1],
      [2, 3],
    ]);
  });
  it("forget, and may then be told again", () => {
    const problems = new Problems("a");
    problems.report("syntax/semicolon", span(0, 1), {});
    problems.clear();
    problems.report("syntax/semicolon", span(0, 1), {});
    expect(problems.diagnostics).toHaveLength(1);
  });
  it("are a hundred at most", () => {
    const problems = new Problems("a");
    for (let at = 0; at < 500; at++) problems.report("syntax/semicolon", span(at, at + 1), {});
    expect(problems.diagnostics).toHaveLength(100);
  });
  it("are a hundred errors however many doubts there are, and a hundred doubts", () => {
    const problems = new Problems("a");
    for (let at = 0; at < 500; at++) problems.report("syntax/elvis-in-else", span(at, at + 1), {});
    expect([problems.hasErrors, problems.isFull, problems.diagnostics.length]).toEqual([false, false, 100]);
    for (let at = 0; at < 500; at++) problems.report("syntax/semicolon", span(at, at + 1), {});
    expect([problems.hasErrors, problems.isFull, problems.diagnostics.length]).toEqual([true, true, 200]);
    problems.clear();
    expect(problems.isFull).toBe(false);
  });
  it("carry fixes, a hint of the place, or neither", () => {
    const problems = new Problems("a");
    problems.report("syntax/semicolon", span(0, 1), {}, { fixes: [replace("Remove it", span(0, 1), "")] });
    problems.report("syntax/semicolon", span(1, 2), {}, { fixes: [], hint: "Another." });
    problems.report("syntax/semicolon", span(2, 3), {});
    const [first, second, third] = problems.diagnostics;
    expect(first?.fixes).toEqual([{ title: "Remove it", edits: [{ span: span(0, 1), text: "" }] }]);
    expect(second).toMatchObject({ hint: "Another." });
    expect(Object.keys(second ?? {})).not.toContain("fixes");
    expect(third).toMatchObject({ hint: "Remove it." });
  });
});

describe("fixes", () => {
  it("replace, insert and rewrite", () => {
    expect(insert("t", 3, "x")).toEqual({ title: "t", edits: [{ span: span(3, 3), text: "x" }] });
    expect(rewrite("t", [{ span: span(0, 1), text: "x" }])).toEqual({ title: "t", edits: [{ span: span(0, 1), text: "x" }] });
  });
});
