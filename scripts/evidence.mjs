/** Writes what a long job found to `docs/evidence/<job>.md`: when, at which commit, how to repeat it, what was counted, whether it holds. */

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a run's outcome hangs on; documents may differ. */
const CODE = ["src", "test", "scripts", "grammar", "package.json", "package-lock.json"];

function git(root, ...args) {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** The commit that a tree is at, and whether its code is as that commit has it; asked before a job begins. */
export function commitOf(root = process.cwd()) {
  const commit = git(root, "rev-parse", "HEAD");
  if (commit === undefined) return "unknown";
  return git(root, "status", "--porcelain", "--", ...CODE) === "" ? commit : `${commit}, with changes`;
}

/** A number with its thousands apart, in every locale alike; texts as they are. */
function shown(value) {
  return typeof value === "number" ? String(value).replace(/\B(?=(?:\d{3})+$)/g, ",") : value;
}

function table(heads, rows) {
  return [`| ${heads.join(" | ")} |`, `|${"---|".repeat(heads.length)}`, ...rows.map((row) => `| ${row.map(shown).join(" | ")} |`)];
}

/** The page of one job. */
export function pageOf({ title, what, command, commit, started, seeds = [], counts, holds, notes = [] }) {
  const minutes = Math.max(1, Math.round((Date.now() - started.getTime()) / 60_000));
  return [
    `# ${title}`,
    "",
    what,
    "",
    ...table(
      ["", ""],
      [
        ["date", started.toISOString().slice(0, 10)],
        ["commit", commit],
        ["repeat it", `\`${command}\``],
        ...(seeds.length > 0 ? [["seeds", seeds.join(", ")]] : []),
        ["Node", process.version],
        ["minutes", minutes],
      ],
    ),
    "",
    ...table(["", "found"], Object.entries(counts)),
    "",
    holds ? "**It holds.**" : "**It does not hold.**",
    ...notes.map((note) => `\n- ${note}`),
    "",
  ].join("\n");
}

/**
 * Writes the page of one job.
 *
 * @param root the project's folder
 * @param job the name of the file
 */
export function writeEvidence(job, page, root = process.cwd()) {
  const path = join(root, "docs", "evidence", `${job}.md`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, pageOf(page));
  process.stdout.write(`docs/evidence/${job}.md is written\n`);
}
