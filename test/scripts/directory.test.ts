/** The generator of directories: the same seed gives the same bytes, references hold, and a piece of it never grows with the whole. */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { countFrom, type Format, textOf, writeDirectory } from "../../scripts/directory.js";
import { rowsOf, TABLES, type TableName } from "../../scripts/directory-model.js";

const SMALL = { seed: 7, users: 500, clients: 12, groups: 60 };
const tables = Object.keys(TABLES) as TableName[];
const digest = (size: typeof SMALL, format: Format) =>
  tables.map((table) =>
    createHash("sha256")
      .update([...textOf(table, size, format)].join(""))
      .digest("hex"),
  );

describe("the generator of directories", () => {
  it("gives the same bytes for the same seed, and others for another", () => {
    expect(digest(SMALL, "ndjson")).toEqual(digest(SMALL, "ndjson"));
    for (const [index, hash] of digest({ ...SMALL, seed: 8 }, "csv").entries()) expect(hash).not.toBe(digest(SMALL, "csv")[index]);
  });

  it("makes a user the same, however many there are", () => {
    const many = rowsOf("users", { ...SMALL, users: 1_000_000 });
    for (const user of rowsOf("users", SMALL)) expect(many.next().value).toEqual(user);
  });

  it("fills every column of every table, with nulls, empty texts and other letters among them", () => {
    for (const table of tables) for (const row of rowsOf(table, SMALL)) expect(Object.keys(row)).toEqual([...TABLES[table]]);
    const users = [...rowsOf("users", SMALL)];
    for (const column of ["email", "department", "level", "skills"]) expect(users.some((user) => user[column] === null)).toBe(true);
    expect(users.some((user) => user.division === "")).toBe(true);
    expect(users.some((user) => /[^ -~]/.test(String(user.lastName)))).toBe(true);
  });

  it("refers to users, clients and groups that are there, each pair once", () => {
    const ids = (table: TableName, column: string) => new Set([...rowsOf(table, SMALL)].map((row) => row[column]));
    const [users, clients, groups] = [ids("users", "id"), ids("clients", "clientId"), ids("groups", "id")];
    const links = [
      ...[...rowsOf("assignments", SMALL)].map((row) => [row.userId, row.clientId, clients] as const),
      ...[...rowsOf("memberships", SMALL)].map((row) => [row.userId, row.groupId, groups] as const),
    ];
    for (const [user, other, others] of links) expect([users.has(user), others.has(other)]).toEqual([true, true]);
    expect(new Set(links.map(([user, other]) => `${user} ${other}`)).size).toBe(links.length);
    expect(links.length).toBeGreaterThan(SMALL.users * 2);
  });

  it("never holds more than a piece of a large table", () => {
    const longest = 70_000;
    let pieces = 0;
    for (const piece of textOf("users", { ...SMALL, users: 20_000 }, "csv")) {
      expect(piece.length).toBeLessThan(longest);
      pieces++;
    }
    expect(pieces).toBeGreaterThan(20);
  });

  it("writes lines that can be read back", async () => {
    const folder = mkdtempSync(join(tmpdir(), "directory-"));
    try {
      await writeDirectory(folder, SMALL, "ndjson");
      for (const table of tables) {
        const lines = readFileSync(join(folder, `${table}.ndjson`), "utf8")
          .trimEnd()
          .split("\n");
        expect(lines.map((line) => JSON.parse(line))).toEqual([...rowsOf(table, SMALL)]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("reads counts as people write them, and refuses others", () => {
    expect(countFrom("1_000_000", "users")).toBe(1_000_000);
    for (const wrong of ["", "-1", "1e6", "many"]) expect(() => countFrom(wrong, "users")).toThrow("--users wants a whole number");
  });
});
