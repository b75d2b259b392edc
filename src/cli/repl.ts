/** `claims-el repl`: expressions one after the other over the same context, with completion, until the end of input. */
import { createInterface, type Interface } from "node:readline";
import { Readable } from "node:stream";
import { type Invocation, type Options, textOption } from "./arguments.js";
import { requestFrom } from "./eval.js";
import { EXIT, UsageError } from "./exit.js";
import { readObject, stdinChunks } from "./input.js";
import { replLine, type Session } from "./repl-commands.js";
import { completions } from "./repl-completion.js";
import type { Terminal } from "./terminal.js";

const PROMPT = "> ";

/** Runs the command. */
export async function runRepl({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  if (positionals.length > 0) throw new UsageError("`repl` takes no expression", "Write claims-el eval EXPR for a single one.");
  const session = await sessionFrom(options, terminal);
  const { stdinIsTerminal: asks } = terminal;
  if (asks) await terminal.stdout.write("Write an expression, or :help. Ctrl-D ends.\n");
  const lines = linesOf(session, terminal);
  let interrupted = false;
  // Ctrl-C drops what is typed; on an empty line it ends the session.
  lines.on("SIGINT", () => {
    interrupted = lines.line === "";
    if (interrupted) lines.close();
    else lines.write(null, { ctrl: true, name: "u" });
  });
  if (asks) lines.prompt();
  for await (const line of lines) {
    if (!(await answered(line.trim(), session, terminal))) break;
    if (asks) lines.prompt();
  }
  lines.close();
  return interrupted ? EXIT.interrupted : EXIT.ok;
}

async function sessionFrom(options: Options, terminal: Terminal): Promise<Session> {
  const path = textOption(options, "context");
  if (path === "-") throw new UsageError("`repl` reads its lines from standard input", "Give the context as a file.");
  return {
    options: { now: textOption(options, "now"), reveal: options.reveal },
    grant: textOption(options, "grant"),
    request: await requestFrom(options, terminal),
    context: path === undefined ? {} : await readObject(path, "a context", terminal),
  };
}

/** Lines of a person with history and completion, or of a pipe. */
function linesOf(session: Session, terminal: Terminal): Interface {
  const { stdinIsTerminal: asks } = terminal;
  if (!asks) return createInterface({ input: Readable.from(stdinChunks(terminal)), crlfDelay: Number.POSITIVE_INFINITY });
  const completer = (line: string) => completions(line, session);
  return createInterface({ input: process.stdin, output: process.stdout, prompt: PROMPT, completer });
}

/** Answers a line; false where it asks for the end. What is wrong with a line is told, and the session goes on. */
async function answered(line: string, session: Session, terminal: Terminal): Promise<boolean> {
  try {
    return await replLine(line, session, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await terminal.stderr.write(`${error.message}.${error.hint ? ` ${error.hint}` : ""}\n`);
    return true;
  }
}
