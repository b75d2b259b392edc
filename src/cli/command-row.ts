/** The rows of the table of commands: what a command and an option say of themselves. */

/** An option of a command. */
export interface OptionRow {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** What stands for the value in help; `FILE` is completed with files. */
  readonly value?: string;
  /** The values there are, where there are few. */
  readonly choices?: readonly string[];
  readonly help: string;
}

/** What a command takes besides options, for the completion of shells. */
export type Positional = "expression" | "expression-or-file" | "document" | "function" | "shell" | "nothing";

/** A command. */
export interface CommandRow {
  readonly summary: string;
  readonly usage: string;
  readonly positional: Positional;
  readonly examples: readonly string[];
  readonly options: Readonly<Record<string, OptionRow>>;
}
