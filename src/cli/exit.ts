/** Exit codes, and the error that carries one with a line for the person at the terminal. */

/** What each exit code means. */
export const EXIT = {
  ok: 0,
  /** An error outcome or invalid expression, check errors, a raised threshold. */
  failed: 1,
  /** Wrong usage or unreadable input. */
  usage: 2,
  /** A fault of the program itself. */
  internal: 70,
  interrupted: 130,
} as const;

/** Wrong usage or unreadable input: one clear line, and perhaps what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}
