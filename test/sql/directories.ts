/** Generates directories for a schema: a layout, a table of rows, and expressions over it. */

import { defineEnvironment, type Environment } from "../../src/index.js";
import { defaultFunctions } from "../../src/library/default.js";
import type { Layout, LayoutColumn } from "../../src/sql/index.js";
import type { MapType, Type, Typed } from "../../src/types/type.js";
import { joinPath } from "../../src/values/path.js";
import { parseIso } from "../../src/values/time.js";
import { type Choices, fromChoices } from "../generators/choices.js";
import { BUILT_IN, type GrantName, type Schemas } from "../generators/contexts.js";
import { type Material, pathsOf } from "../generators/scope.js";
import { expression, wantedType } from "../generators/typed.js";
import { literalOf, NAMES, someMap, VARIABLE_NAMES } from "../generators/types.js";
import { someValue } from "../generators/values.js";
import type fc from "../seeded.js";

/** A column of a table, and the path it holds. */
export interface TestColumn extends LayoutColumn {
  readonly path: string;
  readonly typed: Typed;
}

/** A directory, and expressions over it. */
export interface TestDirectory {
  readonly env: Environment;
  readonly grant: GrantName;
  readonly layout: Layout;
  readonly columns: readonly TestColumn[];
  readonly rows: readonly Record<string, unknown>[];
  readonly sources: readonly string[];
}

const BOUNDS = { textLength: 200, listLength: 20 };
const ROOTS = ["user", "appuser", "app", "org", "session"];
const PARTIES = ["user", "appuser", "session", "app", "org"];

/** What a column for a type holds; undefined where none can. */
function columnKind(c: Choices, type: Type): LayoutColumn["kind"] | undefined {
  switch (type.kind) {
    case "text":
    case "boolean":
    case "country":
      return type.kind === "country" ? "text" : type.kind;
    case "integer":
      return c.chance(25) ? "number" : "integer";
    case "number":
      return "number";
    case "timestamp":
      return c.chance(40) ? "text" : "timestamp";
    case "list": {
      const { kind } = type.element.type;
      return kind === "text" || kind === "integer" || kind === "number" || kind === "boolean" ? { listOf: kind } : undefined;
    }
    case "map":
      return "json";
    default:
      return undefined;
  }
}

/** Hostile names of columns: quotes, semicolons, other letters; each is one name. */
const HOSTILE = ['a"b', "x'; DROP TABLE t; --", "select", "名 前", "$1", "b0", "x1", "value_0", "`tick`", "back\\slash"];

function columnsOf(c: Choices, schemas: Schemas): TestColumn[] {
  const columns: TestColumn[] = [];
  const add = (path: string, typed: Typed) => {
    const kind = c.chance(94) ? columnKind(c, typed.type) : undefined;
    const name = c.chance(40) ? c.pick(HOSTILE) : path;
    if (kind) columns.push({ path, typed, kind, column: `${name}${columns.length}` });
  };
  for (const root of ROOTS) {
    const prefix = root === "app" ? "app.profile" : root;
    for (const [name, type] of Object.entries(BUILT_IN[root] ?? {})) add(joinPath(root, name), { type, nullable: true });
    for (const [name, typed] of schemas[root]?.attributes ?? []) add(joinPath(prefix, name), typed);
  }
  for (const [name, typed] of schemas.vars?.attributes ?? []) add(name, typed);
  columns.push({
    path: "groups",
    typed: { type: { kind: "list", element: { type: { kind: "group" }, nullable: false } }, nullable: true },
    kind: "groups",
    column: "the groups",
  });
  return columns;
}

/** Data as a database holds it: instants in UTC, no U+0000, groups as flat records. */
function stored(value: unknown, { kind }: LayoutColumn): unknown {
  if (value === null || value === undefined) return null;
  if (kind === "timestamp") return new Date(parseIso(value as string)?.epochMs ?? 0).toISOString();
  if (kind !== "groups") return value;
  return (value as Record<string, unknown>[]).map((group) => {
    const { id, type, name, profile, source } = group as Record<string, Record<string, unknown> & string>;
    const text = (each: unknown) => (typeof each === "string" ? each : null);
    return {
      id: text(id),
      type: text(type),
      name: text(name) ?? text(profile?.name),
      source_type: text(source?.type),
      source_id: text(source?.id),
    };
  });
}

function rowOf(c: Choices, columns: readonly TestColumn[], parties: readonly string[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  // Not all rows keep to the schema: what must be there is sometimes missing.
  for (const column of columns) row[column.column] = c.chance(97) ? stored(someValue(c, column.typed, BOUNDS), column) : null;
  for (const party of parties) row[`has ${party}`] = c.chance(80);
  return row;
}

/** Generates directories with so many rows and expressions. */
export function directories(rows: number, expressions: number): fc.Arbitrary<TestDirectory> {
  return fromChoices([160, 20_000, 120 * expressions], (forSchemas, forData, forExpressions) => {
    const schemas = someSchemas(forSchemas);
    const grant = forSchemas.pick<GrantName>(["authorization_code", "client_credentials", "token_exchange", undefined, "password"]);
    const settings = Object.fromEntries(Object.entries(schemas).map(([root, map]) => [root, literalOf(map)]));
    const env = defineEnvironment({
      ...settings,
      ...(forSchemas.chance(15) ? { limits: { textLength: 40, listLength: 12 } } : {}),
    });
    const columns = columnsOf(forSchemas, schemas);
    const parties = forSchemas.list(0, 3, () => forSchemas.pick(PARTIES));
    const present = Object.fromEntries(parties.map((party) => [party, { column: `has ${party}` }]));
    const layout = { columns: Object.fromEntries(columns.map(({ path, column, kind }) => [path, { column, kind }])), present };
    const material: Material = { paths: pathsOf(schemas, defaultFunctions), rows: defaultFunctions, schemas };
    const sources = Array.from({ length: expressions }, () =>
      expression({ c: forExpressions, material, element: undefined, used: [] }, wantedType(forExpressions), 3),
    );
    const data = Array.from({ length: rows }, () => rowOf(forData, columns, parties));
    return { env, grant, layout, columns, rows: data, sources };
  });
}

function someSchemas(c: Choices): Schemas {
  const roots = ["user", "appuser", "app", "vars"];
  return Object.fromEntries(
    roots.map((root): [string, MapType] => {
      if (root === "vars") return [root, someMap(c, 1, 4, VARIABLE_NAMES)];
      const taken = new Set([...Object.keys(BUILT_IN[root] ?? {}), "profile"].map((name) => name.toLowerCase()));
      return [
        root,
        someMap(
          c,
          2,
          10,
          NAMES.filter((name) => !taken.has(name.toLowerCase())),
        ),
      ];
    }),
  );
}
