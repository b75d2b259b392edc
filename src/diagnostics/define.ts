/** The shape of a row in the table of diagnostic codes, and the arguments its message template asks for. */

/** How bad it is: an `error` stops, a `warning` is likely a mistake, a `hint` is advice. */
export type Severity = "error" | "warning" | "hint";

/** One row: the message says what is, the hint says what to write. `{name}` marks an argument. */
export interface CodeRow {
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
}

/** The `{names}` inside a template. */
type Placeholders<Template> = Template extends `${string}{${infer Name}}${infer Rest}` ? Word<Name> | Placeholders<Rest> : never;

/** A name of an argument; a list or map in curly brackets is plain text of the message. */
type Word<Name extends string> = Name extends `${string}${" " | '"' | "," | ":" | "…"}${string}` ? never : Name;

/** The arguments that a row's message and hint need. */
export type CodeArguments<Row extends CodeRow> = {
  readonly [Name in Placeholders<Row["message"]> | Placeholders<Row["hint"]>]: string | number;
};

/** Keeps the literal types of a table of rows. */
export function defineCodes<const Table extends Record<string, CodeRow>>(table: Table): Table {
  return table;
}
