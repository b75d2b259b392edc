#!/usr/bin/env node
/** The program: argv to a command, its exit code to the shell, and nothing unhandled. */
import { fstatSync, readFileSync } from "node:fs";
import { type Invocation, parseArguments } from "./arguments.js";
import type { CommandName } from "./commands.js";
import { EXIT, UsageError } from "./exit.js";
import { commandHelp, generalHelp } from "./help.js";
import { reasonOf } from "./input.js";
import { type Output, oneLine, type Terminal, wantsColour } from "./terminal.js";

type Run = (invocation: Invocation, terminal: Terminal) => Promise<number>;

/** Each command is loaded when it is asked for: no command needs what all of them need together. */
const RUN: Readonly<Record<CommandName, () => Promise<Run>>> = {
  eval: async () => (await import("./eval.js")).runEval,
  check: async () => (await import("./check.js")).runCheck,
  fmt: async () => (await import("./fmt.js")).runFmt,
  functions: async () => (await import("./functions.js")).runFunctions,
  repl: async () => (await import("./repl.js")).runRepl,
  init: async () => (await import("./claims-init.js")).runInit,
  preview: async () => (await import("./claims-preview.js")).runPreview,
  explain: async () => (await import("./claims-explain.js")).runExplain,
  test: async () => (await import("./claims-test.js")).runTest,
  diff: async () => (await import("./claims-diff.js")).runDiff,
  impact: async () => (await import("./impact.js")).runImpact,
  contract: async () => (await import("./claims-contract.js")).runContract,
  import: async () => (await import("./okta-import.js")).runImport,
  export: async () => (await import("./okta-export.js")).runExport,
  completion: async () => (await import("./completion.js")).runCompletion,
};

/** A stream as an output that waits while the reader is slower than we are. */
function outputOf(stream: NodeJS.WriteStream, argv: readonly string[]): Output {
  return {
    colour: wantsColour(stream.isTTY === true, process.env, argv.includes("--no-color")),
    width: stream.isTTY ? stream.columns : undefined,
    write: (text) => (stream.write(text) ? undefined : new Promise<void>((resolve) => stream.once("drain", resolve))),
  };
}

/** Standard input. Node takes a directory there for an empty stream, which would look like a batch without lines. */
function stdinOf(): Terminal["stdin"] {
  // In a worker it is a stream without a descriptor.
  const fd = process.stdin.fd as number | undefined;
  return fd !== undefined && fstatSync(fd).isDirectory() ? unreadable() : process.stdin;
}

// biome-ignore lint/correctness/useYield: it fails as a stream does, when it is read
async function* unreadable(): AsyncGenerator<Uint8Array> {
  throw Object.assign(new Error("a directory"), { code: "EISDIR" });
}

function versionOf(): string {
  return (JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }).version;
}

/** Runs a command line and gives the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const asked = parseArguments(argv);
    if ("command" in asked) {
      const run = await RUN[asked.command]();
      return await run(asked, terminal);
    }
    const text = "version" in asked ? versionOf() : asked.help === "all" ? generalHelp() : commandHelp(asked.help);
    // Help that nobody asked for is a message; what was asked for is a result.
    await (argv.length === 0 ? terminal.stderr : terminal.stdout).write(`${text}\n`);
    return argv.length === 0 ? EXIT.usage : EXIT.ok;
  } catch (error) {
    if (error instanceof UsageError) {
      await terminal.stderr.write(`claims-el: ${oneLine(error.message)}.${error.hint ? ` ${oneLine(error.hint)}` : ""}\n`);
      return EXIT.usage;
    }
    await terminal.stderr.write(internalFault(error));
    return EXIT.internal;
  }
}

function internalFault(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `claims-el: this is a fault of claims-el, not of your input. Please report it with the expression and these lines:\nclaims-el ${versionOf()}, Node ${process.version}\n${detail}\n`;
}

/** A reader that went away (`| head`) ends the program quietly; so does Ctrl-C, with its own code. */
function watchProcess(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: { code?: string }) => {
      if (error.code === "EPIPE") process.exit(EXIT.ok);
      process.stderr.write(`claims-el: cannot write: ${reasonOf(error)}.\n`);
      process.exit(EXIT.usage);
    });
  }
  process.once("SIGINT", () => process.exit(EXIT.interrupted));
}

const argv = process.argv.slice(2);
watchProcess();
process.exitCode = await main(argv, {
  stdout: outputOf(process.stdout, argv),
  stderr: outputOf(process.stderr, argv),
  stdin: stdinOf(),
  stdinIsTerminal: process.stdin.isTTY === true,
  now: () => new Date(),
});
