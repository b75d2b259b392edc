/** Masks in every report that the command prints, in each of its forms; `--reveal` takes them off. */
import { afterAll, describe, expect, it } from "vitest";
import { claimsEl, folderWith } from "./command.js";

/** Parts of a value that is sensitive. */
const MARKED = /k3v9x|q8z2w/i;

const user = { mail: { type: "text?", sensitivity: "personal" }, name: "text?" };
const context = { user: { id: "00u1", mail: "k3v9x@q8z2w", name: "Ann" } };
const document = (claims: object[]) =>
  JSON.stringify({
    schemas: { user },
    claims,
    tests: [
      { grant: "password", context, expect: { mail: "another", made: "another", half: "another" } },
      { grant: "password", context, exact: true },
      { grant: "client_credentials", expect: { mail: "K3V9X@q8z2w" } },
    ],
  });
const claims = [
  { name: "mail", value: "user.mail" },
  { name: "made", value: '"to " + String.toUpperCase(user.mail)' },
  { name: "half", value: 'String.substringAfter(user.mail, "@")' },
];
const { path, remove } = folderWith({
  "claims.json": document(claims),
  "old.json": document(claims.map(({ name }) => ({ name, value: '"open"' }))),
  "context.json": JSON.stringify({ grant: "password", ...context }),
  "schemas.json": JSON.stringify({ user }),
});
afterAll(remove);

const DATA = ["--context", "context.json"];
const EXPRESSION = ['"to " + user.mail', ...DATA, "--schemas", "schemas.json"];
const MANY: readonly (readonly [title: string, args: readonly string[], code: number])[] = [
  ["preview", ["preview", "claims.json", ...DATA], 0],
  ["preview --json", ["preview", "claims.json", ...DATA, "--json"], 0],
  ["preview --markdown", ["preview", "claims.json", ...DATA, "--markdown"], 0],
  ["explain CLAIM", ["explain", "claims.json", "made", ...DATA], 0],
  ["explain CLAIM --json", ["explain", "claims.json", "made", ...DATA, "--json"], 0],
  ["explain EXPR", ["explain", ...EXPRESSION], 0],
  ["explain EXPR --json", ["explain", ...EXPRESSION, "--json"], 0],
  ["eval --explain", ["eval", ...EXPRESSION, "--explain"], 0],
  ["eval --explain --json", ["eval", ...EXPRESSION, "--explain", "--json"], 0],
  ["repl, :explain", ["repl", ...EXPRESSION.slice(1)], 0],
  ["test", ["test", "claims.json"], 1],
  ["test --json", ["test", "claims.json", "--json"], 1],
  ["test --junit", ["test", "claims.json", "--junit"], 1],
  ["test --tap", ["test", "claims.json", "--tap"], 1],
  ["diff", ["diff", "old.json", "claims.json", ...DATA], 1],
  ["diff, the other way", ["diff", "claims.json", "old.json", ...DATA], 1],
  ["diff --json", ["diff", "old.json", "claims.json", ...DATA, "--json"], 1],
];

const REPL = `:explain ${EXPRESSION[0]}\n`;

describe.each(MANY)("%s", (_title, args, code) => {
  it("tells nothing sensitive", async () => {
    const ran = await claimsEl(args, { cwd: path, stdin: REPL });
    expect(ran.code).toBe(code);
    expect(ran.out).toContain("masked");
    expect(ran.out + ran.err).not.toMatch(MARKED);
  });
  it("tells it on demand", async () => {
    const ran = await claimsEl([...args, "--reveal"], { cwd: path, stdin: REPL });
    expect(ran.code).toBe(code);
    expect(ran.out).toMatch(MARKED);
    expect(ran.out).not.toContain("masked");
  });
});

describe("what has no masks", () => {
  it("is the value itself, which somebody asked for", async () =>
    expect((await claimsEl(["eval", ...EXPRESSION], { cwd: path })).out).toBe("to k3v9x@q8z2w\n"));
  it("refuses --reveal", async () => {
    const ran = await claimsEl(["eval", ...EXPRESSION, "--reveal"], { cwd: path });
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain("`--reveal` is for `--explain`");
  });
});
