/** Writes a result to standard output, or to a file that is not there yet. */
import { writeFileSync } from "node:fs";
import type { Options } from "./arguments.js";
import { UsageError } from "./exit.js";
import { reasonOf } from "./input.js";
import type { Terminal } from "./terminal.js";

/** Writes a text where the options say. */
export async function writeOut(text: string, out: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  if (out === undefined || out === "-") {
    await terminal.stdout.write(text);
    return;
  }
  try {
    writeFileSync(out, text, { flag: options.force ? "w" : "wx" });
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST")
      throw new UsageError(`${out} is there already`, "Give another name, or --force to overwrite it.");
    throw new UsageError(`cannot write ${out}: ${reasonOf(error)}`);
  }
}
