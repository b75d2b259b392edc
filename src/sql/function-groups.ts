/** Membership in SQL: tests over the list of a row's groups, whose records have id, type, name and where they come from. */
import type { CallPlan } from "../check/facts.js";
import { isLimit } from "../library/group-lists.js";
import type { Node } from "../syntax/ast.js";
import { bound, elementNamed, FALSE_SQL, joined, raw, type Sql, sql } from "./fragment.js";
import { contains, endsWith, startsWith } from "./function-texts.js";
import type { Compiling } from "./kit.js";
import type { Built, SqlRow } from "./row.js";
import { scalar, type Term } from "./term.js";

/** The fields of a group record. */
export const GROUP_FIELDS_SQL = ["id", "type", "name", "source_type", "source_id"] as const;

const GROUP = elementNamed("g");

const field = (c: Compiling, name: (typeof GROUP_FIELDS_SQL)[number]): Sql => c.dialect.groupField(GROUP, name);

/** Whether a group of the user is what a test says; a group without the text is not. */
function anyGroup(c: Compiling, groups: Term, test: Sql): Built {
  return {
    kind: scalar("boolean"),
    value: sql`CASE WHEN ${groups.value} IS NOT NULL THEN ${c.dialect.lists.any(groups.value, GROUP, test)} END`,
  };
}

/** A test of the groups by one text. */
function byText(test: (c: Compiling, wanted: Sql) => Sql): SqlRow {
  return (c, [wanted], _call, [groups]) => anyGroup(c, groups as Term, test(c, (wanted as Term).value));
}

const anyOfIds: SqlRow = (c, args, _call, [groups]) => {
  if (args.some(({ kind }) => kind.list)) {
    const [ids] = args as readonly [Term];
    if (ids.kind.kind !== "text") return undefined;
    const id = field(c, "id");
    return anyGroup(c, groups as Term, sql`(${id} IS NOT NULL AND ${c.dialect.lists.contains(ids.value, id)})`);
  }
  return anyGroup(
    c,
    groups as Term,
    sql`${field(c, "id")} IN (${joined(
      args.map(({ value }) => value),
      ", ",
    )})`,
  );
};

const CRITERIA: Readonly<Record<string, (typeof GROUP_FIELDS_SQL)[number]>> = {
  "group.id": "id",
  "group.source.id": "source_id",
  "group.type": "type",
  "group.profile.name": "name",
};

/** The texts of a criterion as it is written; undefined where data decides. */
function writtenTexts(node: Node): string[] | undefined {
  const items = node.kind === "List" ? node.items : [node];
  const texts = items.map((item) => (item.kind === "Literal" && typeof item.value === "string" ? item.value : undefined));
  return texts.every((text) => text !== undefined) ? (texts as string[]) : undefined;
}

/** The test that criteria written out stand for; undefined where they are not written out. */
export function criteriaTest(c: Compiling, { args }: CallPlan): Sql | undefined {
  const tests: Sql[] = [];
  for (const arg of args) {
    if (arg === "element" || arg.kind !== "Map") return undefined;
    const operator = arg.entries.find(({ key }) => key === "operator")?.value;
    const exact = operator?.kind === "Literal" && operator.value === "EXACT";
    if (operator && !exact && !(operator.kind === "Literal" && operator.value === "STARTS_WITH")) return undefined;
    for (const { key, value } of arg.entries) {
      if (key === "operator") continue;
      const name = Object.hasOwn(CRITERIA, key) ? CRITERIA[key] : undefined;
      const texts = writtenTexts(value);
      if (!name || !texts) return undefined;
      tests.push(anyText(c, field(c, name), texts, name === "name" && !exact));
    }
  }
  return tests.length === 0 ? raw("TRUE") : joined(tests, " AND ");
}

function anyText(c: Compiling, text: Sql, wanted: readonly string[], begins: boolean): Sql {
  const one = (each: string) => {
    const prefix = begins && each.endsWith(".*") ? each.slice(0, -2) : each;
    return begins ? startsWith(c, text, bound(prefix, "text")) : sql`${text} = ${bound(each, "text")}`;
  };
  return wanted.length === 0 ? FALSE_SQL : sql`(${joined(wanted.map(one), " OR ")})`;
}

const some: SqlRow = (c, _args, call, [groups]) => {
  const test = criteriaTest(c, call);
  return test && anyGroup(c, groups as Term, test);
};

const keep: SqlRow = (c, _args, call, [groups]) => {
  const test = criteriaTest(c, call);
  return test && { kind: { kind: "groups", list: false }, value: c.dialect.lists.filter((groups as Term).value, GROUP, test) };
};

/** The names of the groups of one source that match, up to a limit that is written out. */
function named(holds: (c: Compiling, name: Sql, pattern: Sql) => Sql): SqlRow {
  return (c, [app, pattern], { args }, [groups]) => {
    const limit = args[2];
    const many = c.grant !== undefined && c.env.grants.get(c.grant)?.manyGroups === true;
    if (limit === "element" || limit?.kind !== "Literal" || typeof limit.value !== "number" || !isLimit(limit.value, many))
      return undefined;
    const given = field(c, "source_type");
    const source = sql`coalesce(${given}, CASE WHEN ${field(c, "type")} IN ('OKTA_GROUP', 'BUILT_IN') THEN 'OKTA' END)`;
    const from = sql`(coalesce(${source} = ${(app as Term).value}, FALSE) OR coalesce(${field(c, "source_id")} = ${(app as Term).value}, FALSE))`;
    const test = sql`(${from} AND ${holds(c, field(c, "name"), (pattern as Term).value)})`;
    const { lists } = c.dialect;
    const names = c.columns.bind(lists.map(lists.filter((groups as Term).value, GROUP, test), GROUP, field(c, "name"), "text"));
    return {
      kind: { kind: "text", list: true },
      value: names,
      failures: [
        [sql`${lists.length(names)} = 0`, "no-group-matched"],
        [sql`${lists.length(names)} > ${limit.value}`, "run/too-many-groups"],
      ],
    };
  };
}

const INNER = "it runs an expression of its own for each group";

/** The rows over groups. */
export const GROUP_SQL: Readonly<Record<string, SqlRow | string>> = {
  isMemberOfGroup: byText((c, wanted) => sql`${field(c, "id")} = ${wanted}`),
  isMemberOfGroupName: byText((c, wanted) => sql`${field(c, "name")} = ${wanted}`),
  isMemberOfAnyGroup: anyOfIds,
  isMemberOfGroupNameStartsWith: byText((c, wanted) => startsWith(c, field(c, "name"), wanted)),
  isMemberOfGroupNameContains: byText((c, wanted) => contains(c, field(c, "name"), wanted)),
  "user.getGroups": keep,
  "user.isMemberOf": some,
  "app.getGroups": keep,
  "app.isMemberOf": some,
  "Groups.startsWith": named(startsWith),
  "Groups.endsWith": named(endsWith),
  "Groups.contains": named(contains),
  getFilteredGroups: INNER,
};
