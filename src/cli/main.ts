#!/usr/bin/env node
/** The program: argv to a command, its exit code to the shell, and nothing unhandled. */
import { readFileSync } from "node:fs";
import { parseArguments } from "./arguments.js";
import { runCheck } from "./check.js";
import { commandHelp, generalHelp } from "./commands.js";
import { runEval } from "./eval.js";
import { EXIT, UsageError } from "./exit.js";
import { runFmt } from "./fmt.js";
import { runFunctions } from "./functions.js";
import { type Output, type Terminal, wantsColour } from "./terminal.js";

const RUN = { eval: runEval, check: runCheck, fmt: runFmt, functions: runFunctions } as const;

/** A stream as an output that waits while the reader is slower than we are. */
function outputOf(stream: NodeJS.WriteStream, argv: readonly string[]): Output {
  return {
    colour: wantsColour(stream.isTTY === true, process.env, argv.includes("--no-color")),
    write: (text) => (stream.write(text) ? undefined : new Promise<void>((resolve) => stream.once("drain", resolve))),
  };
}

function versionOf(): string {
  return (JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }).version;
}

/** Runs a command line and gives the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const asked = parseArguments(argv);
    if (!("options" in asked)) {
      await terminal.stdout.write(`${asked.command === "help" ? generalHelp() : versionOf()}\n`);
      return argv.length === 0 ? EXIT.usage : EXIT.ok;
    }
    if (asked.options.help) {
      await terminal.stdout.write(`${commandHelp(asked.command)}\n`);
      return EXIT.ok;
    }
    return await RUN[asked.command](asked, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      await terminal.stderr.write(`claims-el: ${error.message}${error.hint ? `. ${error.hint}` : ""}\n`);
      return EXIT.usage;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await terminal.stderr.write(`claims-el: this is a fault of claims-el, not of your input. Please report it with the expression and these lines:\n${detail}\n`);
    return EXIT.internal;
  }
}

/** A reader that went away (`| head`) ends the program quietly; so does Ctrl-C, with its own code. */
function watchProcess(): void {
  process.stdout.on("error", (error: { code?: string }) => process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.internal));
  process.once("SIGINT", () => process.exit(EXIT.interrupted));
}

const argv = process.argv.slice(2);
watchProcess();
process.exitCode = await main(argv, {
  stdout: outputOf(process.stdout, argv),
  stderr: outputOf(process.stderr, argv),
  stdin: process.stdin,
  stdinIsTerminal: process.stdin.isTTY === true,
  now: () => new Date(),
});
