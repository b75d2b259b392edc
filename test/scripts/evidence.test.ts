/** Pages of evidence: what they say, that they repeat to the letter, and that nothing of the machine is in them. */
import { readdirSync, readFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { describe, expect, it } from "vitest";
import { commitOf, pageOf } from "../../scripts/evidence.mjs";
import { JOBS } from "../../scripts/long.mjs";

const pages = readdirSync("docs/evidence").filter((name) => name !== "README.md");
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

describe("a page of evidence", () => {
  const evidence = {
    title: "A job",
    what: "It counts.",
    command: "npm run verify:job",
    commit: "a".repeat(40),
    started: new Date("2026-01-31T09:30:00Z"),
    seeds: [7],
    counts: { runs: 1_000_000, "per second": "12.5", small: 999 },
    notes: ["a note"],
  };
  it("says when, where and how much, and whether it holds", () => {
    const page = pageOf({ ...evidence, holds: true });
    for (const part of ["# A job\n", "| date | 2026-01-31 |", `| commit | ${"a".repeat(40)} |`, "| seeds | 7 |", "- a note"])
      expect(page).toContain(part);
    for (const part of ["| runs | 1,000,000 |", "| per second | 12.5 |", "| small | 999 |", "**It holds.**"])
      expect(page).toContain(part);
    expect(pageOf({ ...evidence, holds: false })).toContain("**It does not hold.**");
  });
  it("knows the commit", () => expect(commitOf()).toMatch(/^(?:[0-9a-f]{40}(?:, with changes)?|unknown)$/));
});

describe("the long jobs", () => {
  it.each(Object.entries(JOBS))(
    "%s is a script, leaves evidence, and stands in the table of the folder",
    (name, [script, ...args]) => {
      expect(scripts).toHaveProperty([script]);
      expect(args).toContain("--evidence");
      expect(readFileSync("docs/evidence/README.md", "utf8")).toMatch(
        new RegExp(`^\\| (?:${name}|\\[${name}\\]\\(${name}\\.md\\)) \\| .npm run ${script} `, "m"),
      );
    },
  );
});

describe.each(pages)("docs/evidence/%s", (name) => {
  const page = readFileSync(`docs/evidence/${name}`, "utf8");
  it("has its date, its commit and a command that there is", () => {
    expect(page).toMatch(/^\| date \| \d{4}-\d\d-\d\d \|$/m);
    expect(page).toMatch(/^\| commit \| [0-9a-f]{40}(?:, with changes)? \|$/m);
    const [, script = ""] = /^\| repeat it \| `npm run ([\w:-]+)/m.exec(page) ?? [];
    expect(scripts).toHaveProperty([script]);
    expect(page).toMatch(/^\*\*It (?:holds|does not hold)\.\*\*$/m);
  });
  it("says nothing of the machine", () => {
    expect(page).not.toMatch(/(?:^|[\s"'`(])\/(?:home|tmp|work|root|Users|var|mnt)\b|\\Users\\/m);
    expect(page).not.toContain(process.cwd());
    for (const own of [hostname(), userInfo().username].filter((word) => word.length > 4)) expect(page).not.toContain(own);
  });
  it("stands in the table of the folder", () => expect(readFileSync("docs/evidence/README.md", "utf8")).toContain(`](${name})`));
});
