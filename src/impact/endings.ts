/** How a claim ends in a token, as SQL: the JSON that the token carries, and beside it the code of why it carries none. */
import { emptyFacts } from "../check/facts.js";
import type { Claim, NamedClaims } from "../claims/claim.js";
import type { EmptyPolicy, Policy } from "../claims/document-types.js";
import { groupLimit } from "../claims/groups-claim.js";
import type { Environment } from "../context/environment.js";
import type { TokenKind } from "../context/grants.js";
import { rootPath } from "../context/paths.js";
import { bound, elementNamed, joined, NO_CODE, raw, type Sql, sql, typeName } from "../sql/fragment.js";
import { contains, startsWith } from "../sql/function-texts.js";
import { type Compiling, cases, resulting } from "../sql/kit.js";
import { compileTerm, compilingOf, outputValue, type Shared } from "../sql/query.js";
import { Misfit, readTerm } from "../sql/read.js";
import { failed, never, type Outcome, RESIDUAL, type Term } from "../sql/term.js";

/** How a claim ends: one of the two is null. */
export interface SqlEnding {
  readonly json: Sql;
  readonly code: Sql;
  /** Whether the token is refused for it; undefined where it never is. */
  readonly fatal?: Sql;
}

/** The token that is made. */
export interface Made {
  readonly grant: string;
  readonly token: TokenKind;
  /** The column with the client's id. */
  readonly client: Sql;
}

/** The term of a claim's program. */
function termOf(shared: Shared, env: Environment, claim: Claim, grant: string): Term {
  const { program, definition } = claim;
  if (program.facts) return compileTerm(shared, env, grant, program.source, program.facts).term;
  return groupsTerm(compilingOf(shared, env, grant, program.source, emptyFacts([])), { ...definition.groups }, definition.limit);
}

const NAMED: Readonly<Record<string, (c: Compiling, name: Sql, wanted: Sql) => Sql>> = {
  startsWith,
  contains,
  equals: (_c, name, wanted) => sql`${name} = ${wanted}`,
};

/** The names of the groups that a filter selects; letter case is ASCII's here, and other names are the library's. */
function groupsTerm(c: Compiling, filter: Readonly<Record<string, string | undefined>>, limit: number | undefined): Term {
  const [kind, wanted] = Object.entries(filter)[0] as [string, string];
  const holds = NAMED[kind];
  const root = c.env.roots.get("groups");
  const groups = root && readTerm(c, rootPath(root));
  if (!holds || !groups || groups instanceof Misfit) return never(c.codes, RESIDUAL);
  if (groups.kind.kind === "nothing") return groups;
  const { dialect, columns } = c;
  const group = elementNamed("g");
  const name = dialect.groupField(group, "name");
  const test = holds(c, dialect.lower(name), bound(wanted.toLowerCase(), "text"));
  const names = columns.bind(dialect.lists.map(dialect.lists.filter(groups.value, group, test), group, name, "text"));
  const other = dialect.lists.any(groups.value, group, sql`${dialect.octets(name)} <> ${dialect.points(name)}`);
  const most = groupLimit(limit, c.env.grants.get(c.grant as string));
  return resulting(c, { kind: "text", list: true }, groups.code, groups.mayFail, names, [
    [other, RESIDUAL],
    [sql`${dialect.lists.length(names)} > ${most}`, "run/too-many-groups"],
    [sql`${dialect.lists.length(names)} = 0`, "no-group-matched"],
  ]);
}

/** What a policy writes. */
function written({ columns }: Shared, policy: EmptyPolicy): Sql {
  const json = typeof policy === "object" ? JSON.stringify(policy.default) : policy === "null" ? "null" : undefined;
  return json === undefined ? sql`CAST(NULL AS ${typeName("text")})` : columns.bind(bound(json, "text"));
}

/** The code with which a policy leaves a claim out. */
function left({ codes }: Shared, policy: Policy, why: Sql, failure: Outcome): Sql {
  if (policy === "omit") return why;
  return policy === "fail" ? raw(String(codes.numberOf(failure))) : NO_CODE;
}

/** A claim's ending, and whether it takes the token with it: an error that the claim does not omit, and an absence that its policy fails. */
function settledSql(shared: Shared, claim: Claim, term: Term): SqlEnding {
  const ending = appliedPolicies(shared, claim, term);
  const { codes } = shared;
  if (claim.whenError === "fail" && term.mayFail)
    return { ...ending, fatal: sql`(coalesce(${failed(ending.code)}, FALSE) AND ${ending.code} <> ${codes.numberOf(RESIDUAL)})` };
  if (![claim.whenNoUser, claim.whenAbsent, claim.whenEmpty].includes("fail")) return ending;
  return {
    ...ending,
    fatal: sql`coalesce(${ending.code} IN (${codes.numberOf("claims/absent")}, ${codes.numberOf("claims/empty")}), FALSE)`,
  };
}

/** A claim's policies over the term of its program, once and in the order of the law. */
function appliedPolicies(shared: Shared, claim: Claim, term: Term): SqlEnding {
  const { codes, columns, dialect } = shared;
  const json = columns.bind(outputValue({ dialect, json: true }, term));
  const empty = emptyTest(shared, claim, term);
  const whenEmpty = claim.whenEmpty === "keep" ? "omit" : claim.whenEmpty;
  const dropped = raw(String(codes.numberOf("dropped-empty")));
  const emptyCode = empty && left(shared, whenEmpty, dropped, "claims/empty");
  if (!term.code)
    return {
      json: empty ? columns.bind(cases([[empty, written(shared, whenEmpty)]], json)) : json,
      code: empty && emptyCode ? columns.bind(cases([[empty, emptyCode]], NO_CODE)) : NO_CODE,
    };
  const code = columns.bind(term.code);
  const noUser = sql`${code} = ${codes.numberOf("needs-user")}`;
  const valued: (readonly [Sql, Sql])[] = [];
  const coded: (readonly [Sql, Sql])[] = [];
  if (empty && emptyCode) {
    valued.push([sql`${code} IS NULL AND ${empty}`, written(shared, whenEmpty)]);
    coded.push([sql`${code} IS NULL AND ${empty}`, emptyCode]);
  }
  valued.push([sql`${code} IS NULL`, json], [failed(code), written(shared, "omit")], [noUser, written(shared, claim.whenNoUser)]);
  coded.push(
    [sql`${code} IS NULL`, NO_CODE],
    [failed(code), code],
    [noUser, left(shared, claim.whenNoUser, code, "claims/absent")],
  );
  return {
    json: columns.bind(cases(valued, written(shared, claim.whenAbsent))),
    code: columns.bind(cases(coded, left(shared, claim.whenAbsent, code, "claims/absent"))),
  };
}

/** Whether a value is what `whenEmpty` speaks of; undefined where none is, or nobody asks. */
function emptyTest({ dialect }: Shared, { whenEmpty }: Claim, { kind, value }: Term): Sql | undefined {
  if (whenEmpty === "keep") return undefined;
  if (kind.list) return sql`${dialect.lists.length(value)} = 0`;
  return kind.kind === "text" ? sql`${value} = ''` : undefined;
}

/** Why a claim's grants and tokens exclude a token: the condition that the law asks later is nearer to being met. */
function excluded(claim: Claim, { grant, token }: Made): "grant-not-selected" | "token-type" | undefined {
  if (claim.grants !== "all" && !claim.grants.has(grant)) return "grant-not-selected";
  return claim.tokens.has(token) ? undefined : "token-type";
}

/** How the claims of one name end in a token: the one whose conditions hold, and otherwise why none does. */
export function endingOf(shared: Shared, env: Environment, named: NamedClaims | undefined, made: Made): SqlEnding | undefined {
  const { codes, columns } = shared;
  if (!named) return undefined;
  const rows = named.map((claim) => ({ claim, why: excluded(claim, made), chosen: chosenTest(claim, made) }));
  const jsons: (readonly [Sql, Sql])[] = [];
  const arms: (readonly [Sql, Sql])[] = [];
  const fatal: Sql[] = [];
  for (const { claim, why, chosen } of rows) {
    if (why) continue;
    const ending = settledSql(shared, claim, termOf(shared, env, claim, made.grant));
    if (!chosen && arms.length === 0) return ending;
    if (ending.fatal) fatal.push(sql`(${chosen ?? raw("TRUE")} AND ${ending.fatal})`);
    jsons.push([chosen ?? raw("TRUE"), ending.json]);
    arms.push([chosen ?? raw("TRUE"), ending.code]);
  }
  for (const near of ["token-type", "grant-not-selected"] as const)
    for (const { why, chosen } of rows) if (why === near) arms.push([chosen ?? raw("TRUE"), raw(String(codes.numberOf(near)))]);
  const code = cases(arms, raw(String(codes.numberOf("client-not-selected"))));
  return {
    json: columns.bind(jsons.length === 0 ? written(shared, "omit") : cases(jsons, written(shared, "omit"))),
    code: columns.bind(code),
    ...(fatal.length > 0 ? { fatal: sql`(${joined(fatal, " OR ")})` } : {}),
  };
}

/** The test that a claim is for the row's client; undefined where it is for all. */
function chosenTest({ clients }: Claim, { client }: Made): Sql | undefined {
  if (clients === "all") return undefined;
  const list = [...clients].map((each) => bound(each, "text"));
  return list.length === 0 ? raw("FALSE") : sql`(${client} IS NOT NULL AND ${client} IN (${joined(list, ", ")}))`;
}
