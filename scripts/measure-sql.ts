/** Measures ten claims over a directory in DuckDB against the library, row by row: `npm run measure:sql -- --directory DIR [--users N]`. */
import { parseArgs } from "node:util";
import { defineClaims } from "../src/claims/index.js";
import { openFolder } from "../src/cli/impact-duckdb.js";
import { compile } from "../src/index.js";
import { compileSql, contextOf, DIALECTS, type Layout } from "../src/sql/index.js";

const CLAIMS = [
  "user.email ?: user.login",
  'String.substringBefore(user.department, " &")',
  'user.level >= 8 ? "senior" : user.level >= 4 ? "middle" : "junior"',
  'user.division + "/" + user.costCenter',
  "user.fte * 40",
  'user.country == "DE" or user.country == "CH"',
  'Arrays.contains(user.skills, "sql")',
  'user.remote ? "remote" : user.city',
  "String.len(user.login) + user.level",
  'user.skills.?[#this != "french"]',
];
const SCHEMA = {
  ...{
    login: "text",
    email: "text?",
    department: "text?",
    division: "text?",
    costCenter: "text?",
    country: "text?",
    city: "text?",
  },
  ...{ level: "integer?", fte: "number?", remote: "boolean?", skills: "list<text>?" },
} as const;
const KINDS: Readonly<Record<string, Layout["columns"][string]["kind"]>> = {
  level: "integer",
  fte: "number",
  remote: "boolean",
  skills: { listOf: "text" },
};

const seconds = (since: number): number => (performance.now() - since) / 1000;
const megabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: { directory: { type: "string", default: "directory" }, rows: { type: "string", default: "1000000" } },
});
const set = defineClaims({ schemas: { user: SCHEMA }, claims: [{ name: "email", value: "user.email" }] });
const env = set.environment;
const layout: Layout = {
  columns: Object.fromEntries(Object.keys(SCHEMA).map((name) => [`user.${name}`, { column: name, kind: KINDS[name] ?? "text" }])),
};
const query = compileSql(CLAIMS, { env, dialect: DIALECTS.duckdb, layout, from: ["users"], grant: "authorization_code" });
if (!query.ok) throw new Error("The claims do not compile.");

let begin = performance.now();
const database = await openFolder(values.directory, set);
say(`reading the exports           ${seconds(begin).toFixed(1)} s, ${megabytes()} MB`);

const counts = query.columns.flatMap(({ value, code }) => [
  `count("${value}")`,
  `count("${code}")`,
  `count(CASE WHEN "${code}" = 'residual' THEN 1 END)`,
  `min("${value}")`,
]);
begin = performance.now();
const [answer] = await database.rows(
  `SELECT count(*) AS n, ${counts.map((each, index) => `${each} AS n${index}`).join(", ")} FROM (${query.text}) AS e`,
  query.parameters,
);
const bySql = seconds(begin);
const rows = Number(answer?.n);
say(`ten claims of ${rows} users in SQL: ${bySql.toFixed(2)} s, ${megabytes()} MB`);

const programs = CLAIMS.map((source) => compile(source, env));
const tally = CLAIMS.map(() => [0, 0] as [number, number]);
let evaluating = 0;
begin = performance.now();
const PART = 100_000;
for (let from = 0; from < rows; from += PART) {
  const part = await database.rows(`SELECT * FROM users WHERE rowid >= ${from} AND rowid < ${from + PART}`, []);
  const start = performance.now();
  for (const row of part) {
    const plain = { ...row, level: row.level === null ? null : Number(row.level) };
    const context = contextOf(query.placement, env, plain);
    for (const [index, program] of programs.entries()) {
      const outcome = program.evaluate(context, { grant: "authorization_code" });
      (tally[index] as [number, number])[outcome.status === "value" ? 0 : 1]++;
    }
  }
  evaluating += seconds(start);
}
const byLibrary = seconds(begin);
say(`the same in the library:      ${byLibrary.toFixed(2)} s, of which ${evaluating.toFixed(2)} s evaluating; ${megabytes()} MB`);
say(
  `SQL is ${(byLibrary / bySql).toFixed(1)} times as fast (${(evaluating / bySql).toFixed(1)} times, reading the rows not counted)`,
);
for (const [index, [have, none]] of tally.entries()) {
  const [inSql, without, residual] = [answer?.[`n${4 * index}`], answer?.[`n${4 * index + 1}`], answer?.[`n${4 * index + 2}`]].map(
    Number,
  ) as [number, number, number];
  if (inSql > have || without - residual > none || have - inSql + none - (without - residual) !== residual)
    throw new Error(`${CLAIMS[index]}: ${inSql}/${without} in SQL, ${have}/${none} in the library`);
}
database.close();
