/** Whose tokens there are: the rows of one population, a user with an assignment or a client alone, and what each holds. */
import type { Environment } from "../context/environment.js";
import { pathOf } from "../context/paths.js";
import { bound, joined, raw, type Sql, sql } from "../sql/fragment.js";
import type { Layout, LayoutColumn } from "../sql/layout.js";
import { joinPath } from "../values/path.js";
import { type Database, type DirectoryTable, kindOf } from "./database.js";

/** The rows of a kind of grants. */
export interface Population {
  readonly users: boolean;
  readonly layout: Layout;
  /** The relation, of the users of one part and of the clients named. */
  from(clients: readonly string[], part: Sql | undefined): Sql;
}

/** The names of the columns that tell rows apart. */
export const USER_KEY = "user key";
export const CLIENT_KEY = "client key";

interface Column extends LayoutColumn {
  readonly path: string;
  /** The column as the relation selects it. */
  readonly from: Sql;
}

/** The paths of a table's columns: its own name for the roots that have no other. */
const PATHS: Readonly<Record<string, (column: string, env: Environment) => string>> = {
  users: (column) => joinPath("user", column),
  assignments: (column) => joinPath("appuser", column),
  clients: (column, env) => joinPath(env.roots.get("app")?.builtIn.has(column) ? "app" : joinPath("app", "profile"), column),
};

/** What links tables, and is no attribute. */
const LINKS: Readonly<Record<string, readonly string[]>> = { users: [], assignments: ["userId", "clientId"], clients: ["grants"] };

function columnsOf(database: Database, table: DirectoryTable, alias: string, env: Environment): Column[] {
  const { dialect } = database;
  return (database.tables.get(table) ?? []).flatMap(({ name, type }): Column[] => {
    if (LINKS[table]?.includes(name)) return [];
    const path = (PATHS[table] as (column: string, env: Environment) => string)(name, env);
    const [root, ...keys] =
      table === "clients"
        ? ["app", ...(env.roots.get("app")?.builtIn.has(name) ? [name] : ["profile", name])]
        : [table === "users" ? "user" : "appuser", name];
    const declared = pathOf(env.roots, root as string, keys)?.typed.type;
    const kind = kindOf(type, declared);
    return kind ? [{ path, kind, column: `${table}.${name}`, from: raw(`${alias}.${dialect.quote(name)}`) }] : [];
  });
}

/** The population of grants with a user, or of those without. */
export function populationOf(database: Database, env: Environment, users: boolean, scopes: readonly string[]): Population {
  const { dialect } = database;
  const has = (table: DirectoryTable) => database.tables.has(table);
  const column = (alias: string, name: string) => raw(`${alias}.${dialect.quote(name)}`);
  const granted: Column = {
    path: "access.scope",
    kind: { listOf: "text" },
    column: "scopes",
    from: dialect.lists.make(
      scopes.map((scope) => bound(scope, "text")),
      "text",
    ),
  };
  const groups: Column[] =
    users && has("groups") && has("memberships") ? [{ path: "groups", kind: "groups", column: "groups", from: raw("g.list") }] : [];
  const columns = [
    ...(users ? columnsOf(database, "users", "u", env) : []),
    ...(users && has("assignments") ? columnsOf(database, "assignments", "a", env) : []),
    ...(has("clients") ? columnsOf(database, "clients", "c", env) : []),
    ...groups,
    granted,
  ];
  const layout: Layout = {
    columns: Object.fromEntries(columns.map(({ path, kind, column: name }) => [path, { column: name, kind }])),
    present: { user: users, appuser: users && has("assignments"), app: has("clients") },
  };
  const list = columns.map(({ column: name, from }) => sql`${from} AS ${raw(dialect.quote(name))}`);
  const clientKey = has("clients")
    ? column("c", "clientId")
    : has("assignments")
      ? column("a", "clientId")
      : sql`CAST(NULL AS ${raw(dialect.types.text)})`;
  const keys = [
    sql`${users ? column("u", "id") : sql`CAST(NULL AS ${raw(dialect.types.text)})`} AS ${raw(dialect.quote(USER_KEY))}`,
    sql`${clientKey} AS ${raw(dialect.quote(CLIENT_KEY))}`,
  ];
  const table = (name: DirectoryTable, alias: string) => raw(`${database.nameOf(name)} AS ${alias}`);
  const members = groups.length > 0 ? memberLists(database) : undefined;
  return {
    users,
    layout,
    from: (clients, part) => {
      const chosen =
        has("clients") || has("assignments")
          ? sql`${clientKey} IN (${joined(
              clients.map((client) => bound(client, "text")),
              ", ",
            )})`
          : undefined;
      const tests = [...(part ? [part] : []), ...(chosen ? [chosen] : [])];
      const joins = users
        ? sql`${table("users", "u")}${has("assignments") ? sql` JOIN ${table("assignments", "a")} ON ${column("a", "userId")} = ${column("u", "id")}` : raw("")}${clientJoin()}${members ? sql` LEFT JOIN ${members(part)} AS g ON g.member = ${column("u", "id")}` : raw("")}`
        : table("clients", "c");
      return sql`SELECT ${joined([...keys, ...list], ", ")} FROM ${joins}${tests.length > 0 ? sql` WHERE ${joined(tests, " AND ")}` : raw("")}`;
    },
  };

  function clientJoin(): Sql {
    if (!has("clients")) return raw("");
    return has("assignments")
      ? sql` JOIN ${table("clients", "c")} ON ${column("c", "clientId")} = ${column("a", "clientId")}`
      : sql` CROSS JOIN ${table("clients", "c")}`;
  }
}

/** The list of each user's groups, of the users of one part. Everybody has a list, perhaps an empty one. */
function memberLists(database: Database): (part: Sql | undefined) => Sql {
  const { dialect } = database;
  const q = (alias: string, name: string) => raw(`${alias}.${dialect.quote(name)}`);
  const columns = new Set((database.tables.get("groups") ?? []).map(({ name }) => name));
  const field = (name: string): Sql =>
    columns.has(name) ? sql`CAST(${q("r", name)} AS ${raw(dialect.types.text)})` : sql`CAST(NULL AS ${raw(dialect.types.text)})`;
  const fields = [field("id"), field("type"), field("name"), field("sourceType"), field("sourceId")] as const;
  const record = database.dialect.groupRecord(fields);
  const users = raw(`${database.nameOf("users")} AS u`);
  return (part) =>
    sql`(SELECT ${q("u", "id")} AS member, ${dialect.groupList(record, q("r", "id"))} AS list FROM ${users} LEFT JOIN ${raw(`${database.nameOf("memberships")} AS m`)} ON ${q("m", "userId")} = ${q("u", "id")} LEFT JOIN ${raw(`${database.nameOf("groups")} AS r`)} ON ${q("r", "id")} = ${q("m", "groupId")}${part ? sql` WHERE ${part}` : raw("")} GROUP BY ${q("u", "id")})`;
}
