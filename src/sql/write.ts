/** Writes a query: the relation's columns under names of our own, one selection around another, parameters where they are bound. */
import type { Dialect } from "./dialect.js";
import type { Piece, Sql } from "./fragment.js";
import type { Columns, Computed } from "./kit.js";

/** Text and what is bound to it, in the order of its placeholders. */
export interface SqlText {
  readonly text: string;
  readonly parameters: readonly string[];
}

/** A relation: the parts of a table's name, a query of the host's own, or one of ours. */
export type Relation = readonly string[] | { readonly query: string } | { readonly sql: Sql };

/** A query to be written. */
export interface Query {
  readonly dialect: Dialect;
  readonly from: Relation;
  readonly keep: readonly string[];
  readonly columns: Columns;
  readonly outputs: readonly { readonly name: string; readonly sql: Sql }[];
}

/** Collects parameters while pieces become text. */
class Writer {
  readonly parameters: string[] = [];
  private readonly known = new Map<string, number>();

  constructor(private readonly dialect: Dialect) {}

  write({ pieces }: Sql): string {
    return pieces.map((piece) => this.piece(piece)).join("");
  }

  private piece(piece: Piece): string {
    if (typeof piece === "string") return piece;
    const { dialect } = this;
    if ("type" in piece) return piece.list ? dialect.listOf(dialect.types[piece.type]) : dialect.types[piece.type];
    const key = JSON.stringify([piece.kind, piece.bound]);
    const known = dialect.numbered ? this.known.get(key) : undefined;
    const index = known ?? this.parameters.push(piece.bound);
    this.known.set(key, index);
    return `CAST(${dialect.placeholder(index)} AS ${dialect.types[piece.kind]})`;
  }
}

/** Writes a query, of what was computed only what its outputs need. */
export function writeQuery({ dialect, from, keep, columns, outputs }: Query): SqlText {
  const writer = new Writer(dialect);
  const needed = neededFor(
    outputs.map(({ sql }) => sql),
    columns.computed,
  );
  const stages = Math.max(0, ...needed.map(({ stage }) => stage));
  const kept = keep.map((name, index) => ({ name, alias: `k${index}` }));
  const list = outputs.map(({ name, sql }) => `${writer.write(sql)} AS ${dialect.quote(name)}`);
  // Placeholders without numbers must come in the order of the text, so that the outermost selection is written first.
  let before = `SELECT ${[...kept.map(({ name, alias }) => `${alias} AS ${dialect.quote(name)}`), ...list].join(", ")} FROM `;
  let behind = "";
  for (let stage = stages; stage > 0; stage--) {
    const here = needed.filter((each) => each.stage === stage).map(({ name, sql }) => `${writer.write(sql)} AS ${name}`);
    before += `(SELECT s${stage - 1}.*${here.map((each) => `, ${each}`).join("")} FROM `;
    behind = `${dialect.fence}) AS s${stage}${behind}`;
  }
  const base = [
    ...kept.map(({ name, alias }) => `${dialect.quote(name)} AS ${alias}`),
    ...[...columns.row].map(([name, alias]) => `${dialect.quote(name)} AS ${alias}`),
  ];
  const relation =
    "sql" in from
      ? `(${writer.write(from.sql)}) AS directory`
      : "query" in from
        ? `(${from.query}) AS directory`
        : from.map(dialect.quote).join(".");
  const inner = `(SELECT ${base.length > 0 ? base.join(", ") : "1 AS nothing"} FROM ${relation}) AS s0`;
  return { text: `${before}${inner}${behind}`, parameters: writer.parameters };
}

/** The computed columns that expressions need, each behind those it reads. */
function neededFor(expressions: readonly Sql[], computed: ReadonlyMap<string, Computed>): Computed[] {
  const needed = new Map<string, Computed>();
  const waiting = [...expressions];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const name of next.columns) {
      const each = computed.get(name);
      if (!each || needed.has(name)) continue;
      needed.set(name, each);
      waiting.push(each.sql);
    }
  }
  return [...needed.values()];
}
