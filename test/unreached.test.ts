/** What coverage leaves out is what the decision lists, line for line. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const DECISION = "docs/decisions/0101-lines-that-no-test-reaches.md";

/** The line after each comment that leaves something out. */
function leftOut(path: string): string[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.flatMap((line, at) => (/(?:v8|c8|istanbul) ignore/.test(line) ? [`${path} ${(lines[at + 1] ?? "").trim()}`] : []));
}

it("lists every line that is left out of the count of what tests reach", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const listed = [...readFileSync(DECISION, "utf8").matchAll(/^\| `(src\/[^`]+)` \| `([^`]+)` \| ./gm)].map(
    ([, path, line]) => `${path} ${line}`,
  );
  expect(sources.flatMap((name) => leftOut(`src/${name}`)).sort()).toEqual(listed.sort());
  expect(listed.length).toBeGreaterThan(0);
});
