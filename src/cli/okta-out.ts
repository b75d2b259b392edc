/** Writes a result to standard output, or to a file that is not there yet. */
import type { Options } from "./arguments.js";
import { writeText } from "./input.js";
import type { Terminal } from "./terminal.js";

/** Writes a text where the options say. */
export async function writeOut(text: string, out: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  if (out === undefined || out === "-") {
    await terminal.stdout.write(text);
    return;
  }
  writeText(out, text, options.force ? undefined : "Give another name, or --force to overwrite it.");
}
