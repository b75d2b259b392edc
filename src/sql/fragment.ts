/** SQL in pieces: parameters stay values and columns stay names until a dialect writes the whole. */

/** What one value of a column may be. Integers are wide, so that no sum wraps; a timestamp is its milliseconds since 1970. */
export type ScalarKind = "boolean" | "integer" | "number" | "text" | "timestamp" | "country";

/** A value that is bound, never written into the text. */
export interface Bound {
  /** Numbers are bound as their text, which every driver hands on as it is. */
  readonly bound: string;
  readonly kind: ScalarKind;
}

/** What a dialect has to spell: a type, a type of lists, or a parameter. */
export interface TypeName {
  readonly type: ScalarKind;
  readonly list: boolean;
}

/** A part of SQL: our own text, a parameter, or the name of a type. */
export type Piece = string | Bound | TypeName;

/** An expression of SQL. */
export class Sql {
  constructor(
    readonly pieces: readonly Piece[],
    /** How many selections must lie below the one that computes this; -1 where it needs no row. */
    readonly stage: number,
    /** The columns of ours that it reads. */
    readonly columns: ReadonlySet<string>,
    /** It names the element of a list, so that it means nothing outside of the brackets. */
    readonly local: boolean,
  ) {}

  /** Whether repeating it costs nothing. */
  get simple(): boolean {
    return this.pieces.length === 1 && (typeof this.pieces[0] !== "string" || /^[\w.-]*$/.test(this.pieces[0]));
  }
}

const NO_COLUMNS: ReadonlySet<string> = new Set();

/** Text of our own. */
export function raw(text: string): Sql {
  return new Sql([text], -1, NO_COLUMNS, false);
}

/** A parameter. */
export function bound(value: string | number, kind: ScalarKind): Sql {
  return new Sql([{ bound: String(value), kind }], -1, NO_COLUMNS, false);
}

/** The name of a type. */
export function typeName(type: ScalarKind, list = false): Sql {
  return new Sql([{ type, list }], -1, NO_COLUMNS, false);
}

/** A column that is computed so many selections up. */
export function column(name: string, stage: number): Sql {
  return new Sql([name], stage, new Set([name]), false);
}

/** The element of a list. */
export function elementNamed(name: string): Sql {
  return new Sql([name], -1, NO_COLUMNS, true);
}

/** Puts pieces together: `sql\`CASE WHEN ${test} THEN ${value} END\``. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Sql | number)[]): Sql {
  const pieces: Piece[] = [];
  const columns = new Set<string>();
  let stage = -1;
  let local = false;
  const add = (piece: Piece) => {
    const last = pieces.length - 1;
    if (typeof piece === "string" && typeof pieces[last] === "string") pieces[last] += piece;
    else if (piece !== "") pieces.push(piece);
  };
  for (const [index, text] of texts.entries()) {
    add(text);
    const part = parts[index];
    if (part === undefined) continue;
    if (typeof part === "number") add(String(part));
    else {
      for (const piece of part.pieces) add(piece);
      for (const name of part.columns) columns.add(name);
      stage = Math.max(stage, part.stage);
      local ||= part.local;
    }
  }
  return new Sql(pieces, stage, columns, local);
}

/** Several expressions with a text of ours between them. */
export function joined(parts: readonly Sql[], between: string): Sql {
  return parts.reduce((all, part, index) => (index === 0 ? part : sql`${all}${raw(between)}${part}`), raw(""));
}

/** How long it will be, about. */
export function lengthOf({ pieces }: Sql): number {
  return pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 8), 0);
}

/** The same SQL has the same text. */
export function keyOf({ pieces }: Sql): string {
  return JSON.stringify(pieces);
}

export const NULL_SQL = raw("NULL");
/** No code: there is a value. */
export const NO_CODE = raw("CAST(NULL AS INTEGER)");
export const TRUE_SQL = raw("TRUE");
export const FALSE_SQL = raw("FALSE");
