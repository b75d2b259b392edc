/** `claims-el functions`: the reference, from the rows. */
import { describe, expect, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { claimsEl } from "./command.js";

const run = (args: readonly string[] = []) => claimsEl(["functions", ...args]);

describe.concurrent("the list", () => {
  it("has a line for every row", async () => {
    const { code, out, err } = await run();
    expect([code, err]).toEqual([0, ""]);
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^CLASSIC +IDENTITY ENGINE +WHAT IT DOES$/);
    expect(lines).toHaveLength(allFunctions.length + 1);
  });
  it("of a family has that family's alone", async () => {
    const { out } = await run(["String"]);
    expect(
      out
        .trimEnd()
        .split("\n")
        .slice(1)
        .every((line) => line.startsWith("String.")),
    ).toBe(true);
    expect((await run(["string."])).out).toBe(out);
  });
  it("is data with --json", async () => {
    const rows = JSON.parse((await run(["--json"])).out) as { doc: string; signatures: string[] }[];
    expect(rows).toHaveLength(allFunctions.length);
    expect(rows.every(({ doc, signatures }) => doc !== "" && signatures.length > 0)).toBe(true);
  });
});

describe.concurrent("one function", () => {
  it.each(["String.len", "len", "LEN", "length", ".length"])("is found as %s", async (name) => {
    const { code, out } = await run([name]);
    expect([code, out.split("\n")[0]]).toEqual([0, "String.len(input: text) → integer"]);
  });
  it("has signatures, what it does, its nulls and examples", async () => {
    const { out } = await run(["String.substringBefore"]);
    for (const part of ["String.substringBefore(", ".substringBefore(", "nulls: ", "  →  "]) expect(out).toContain(part);
  });
});

describe.concurrent("a name that nobody has", () => {
  it.each([
    ["substringBefor", /there is no function `substringBefor`\. Did you mean `substringBefore`/],
    ["strng", /Did you mean `String`/],
    ["nothing at all", /`claims-el functions` lists them\./],
    ["__proto__", /there is no function `__proto__`\./],
    ["constructor", /there is no function `constructor`\./],
  ])("%s", async (name, message) => {
    const { code, out, err } = await run([name]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
  it("two names are one too many", async () =>
    expect((await run(["a", "b"])).err).toBe("claims-el: one function is wanted, but 2 are given.\n"));
});
