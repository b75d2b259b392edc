/** Holds the documents to the sources: printed parts are fresh, links lead somewhere, and what stands in them is of a known form. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { documents } from "../scripts/documents.js";
import { withPrintedParts } from "../scripts/print-docs.js";
import { REASONS } from "../src/diagnostics/reasons.js";
import { blocksOf } from "./document-blocks.js";

/** The anchors of a page: its headings as GitHub writes them, and explicit ones. */
function anchorsOf(path: string): string[] {
  const text = readFileSync(path, "utf8").replace(/```[^]*?```/g, "");
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id)];
}

describe.each(documents())("%s", (path) => {
  const text = readFileSync(path, "utf8");

  it("has the printed parts that `npm run docs` prints", () => expect(withPrintedParts(text)).toBe(text));

  it("links to files and headings that exist", () => {
    const prose = text.replace(/```[^]*?```/g, "").replace(/`[^`]*`/g, "");
    const dead = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
      if (/^https?:/.test(link)) return [];
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : posix.join(posix.dirname(path), file);
      if (!existsSync(target)) return [link];
      return anchor === undefined || statSync(target).isDirectory() || anchorsOf(target).includes(anchor) ? [] : [link];
    });
    expect(dead).toEqual([]);
  });

  it("has blocks of known languages only", () => {
    const known = ["ts", "js", "html", "sh", "sql", "json", "yaml", "claims", "text"];
    expect(blocksOf(path).filter(({ language }) => !known.includes(language))).toEqual([]);
  });

  it("opens with one title", () => expect(text).toMatch(/^# \S/));
});

describe("README", () => {
  it("has a line for every room", () => {
    const rooms = readdirSync("src", { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const listed = [...readFileSync("README.md", "utf8").matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(rooms.map(({ name }) => name).sort());
  });
});

describe("why is my claim missing", () => {
  const page = readFileSync("docs/guides/why-is-my-claim-missing.md", "utf8");
  const sections = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf("\n")), section]),
  );
  const codes = Object.keys(REASONS);

  it("has a section for every reason, in the order of the table", () => expect([...sections.keys()]).toEqual(codes));
  it.each(codes)("shows %s in an example that is run", (code) => {
    const shown = blocksOf("docs/guides/why-is-my-claim-missing.md").flatMap(({ lines }) => lines);
    expect(shown.filter((line) => line.includes(` → absent ${code}`) || line.includes(`"${code}"`))).not.toEqual([]);
  });
});

describe("SECURITY.md", () => {
  const text = readFileSync("SECURITY.md", "utf8");
  const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, name = ""]) => name);
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

  it("names tests and commands that there are", () => {
    expect(named.filter((name) => name.startsWith("test/") && !existsSync(name))).toEqual([]);
    const commands = named.flatMap((name) => /^npm run ([\w:-]+)/.exec(name)?.[1] ?? []);
    expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    expect([named.filter((name) => name.startsWith("test/")).length > 12, commands.length > 4]).toEqual([true, true]);
  });
  it("has something that holds each promise", () => {
    const rows = [...text.matchAll(/^\| It .*$/gm)].map(([row]) => row);
    expect(rows.length).toBe(6);
    expect(rows.filter((row) => !/\| `(?:test\/|npm run)/.test(row))).toEqual([]);
  });
  it("links to pages that there are", () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });
  it("is reached from README and from the page on trust", () => {
    for (const page of ["README.md", "docs/trust.md"]) expect(readFileSync(page, "utf8")).toContain("SECURITY.md)");
  });
});

describe("decisions", () => {
  it("have a number each", () => {
    const numbers = readdirSync("docs/decisions").map((name) => name.slice(0, 4));
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  });
});
