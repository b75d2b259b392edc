/** The second parser agrees with the first where people have written down what they expect. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasErrors } from "../../src/diagnostics/diagnostic.js";
import { parse } from "../../src/syntax/parse.js";
import { sexpr } from "./notation.js";
import { referenceTree } from "./reference.js";

const folder = new URL("../conformance/", import.meta.url);

describe("the second parser", () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith(".json")))("reads %s as the first does", (name) => {
    const { cases } = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { cases: { expr: string }[] };
    const short = cases.map(({ expr }) => expr).filter((expr) => typeof expr === "string" && expr.length < 150);
    const differing = short.filter((expr) => {
      const { ast, diagnostics } = parse(expr);
      return (hasErrors(diagnostics) ? undefined : sexpr(ast)) !== referenceTree(expr);
    });
    expect(differing).toEqual([]);
    expect(short.length).toBeGreaterThan(0);
  });
});
