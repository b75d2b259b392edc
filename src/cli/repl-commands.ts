/** What a line of `claims-el repl` may ask: an expression, or a command of the table. */
import { closestName } from "../base/closest.js";
import { GRANTS } from "../context/grants.js";
import { format } from "../syntax/print.js";
import type { Options } from "./arguments.js";
import { checkOne } from "./check.js";
import type { EnvironmentRequest } from "./environment.js";
import { evaluateOne, nowFrom } from "./eval.js";
import { UsageError } from "./exit.js";
import { readObject } from "./input.js";
import { columns, type Terminal } from "./terminal.js";

/** What lines are evaluated with; commands change it. */
export interface Session {
  /** As those of `claims-el eval`: now, reveal. */
  readonly options: Options;
  /** The grant that stands in for the context's. */
  grant: string | undefined;
  request: EnvironmentRequest;
  context: Record<string, unknown>;
}

/** What a command of a session may be given behind its name. */
export type ReplArgument = "FILE" | "GRANT" | "EXPR";

interface ReplCommand {
  readonly argument?: ReplArgument;
  readonly help: string;
  /** Runs it; false ends the session. */
  readonly run: (given: string, session: Session, terminal: Terminal) => Promise<boolean>;
}

async function said(terminal: Terminal, text: string): Promise<boolean> {
  await terminal.stdout.write(`${text}\n`);
  return true;
}

async function evaluated(source: string, session: Session, terminal: Terminal, explain = false): Promise<boolean> {
  const { grant, request } = session;
  const options = explain ? { ...session.options, explain } : session.options;
  const context = grant === undefined ? session.context : { ...session.context, grant };
  const now = nowFrom(options, terminal);
  await evaluateOne({ source, name: undefined, context, now, options, request }, terminal);
  return true;
}

/** Command → what it takes and does. */
export const REPL_COMMANDS: Readonly<Record<string, ReplCommand>> = {
  explain: {
    argument: "EXPR",
    help: "Show what each part gives, and which branches are skipped.",
    run: (given, session, terminal) => evaluated(given, session, terminal, true),
  },
  check: {
    argument: "EXPR",
    help: "Tell what it does on each grant, before there is data.",
    run: async (source, { request }, terminal) => {
      await checkOne({ source, name: undefined, request, options: {} }, terminal);
      return true;
    },
  },
  format: {
    argument: "EXPR",
    help: "Print its canonical form.",
    run: (given, _session, terminal) => said(terminal, format(given)),
  },
  grant: {
    argument: "GRANT",
    help: "Evaluate as for this grant, whatever the context says; alone, as the context says.",
    run: async (given, session) => {
      session.grant = given === "" ? undefined : grantNamed(given);
      return true;
    },
  },
  context: {
    argument: "FILE",
    help: "Take the data from a file; alone, from nowhere.",
    run: async (given, session, terminal) => {
      session.context = given === "" ? {} : await readObject(given, "a context", terminal);
      return true;
    },
  },
  schemas: {
    argument: "FILE",
    help: "Take the schemas from a file; alone, leave every root open.",
    run: async (given, session, terminal) => {
      const schemas = given === "" ? undefined : await readObject(given, "a file of schemas", terminal);
      session.request = { ...session.request, schemas };
      return true;
    },
  },
  help: { help: "Show this.", run: (_given, _session, terminal) => said(terminal, helpText()) },
  quit: { help: "End, as Ctrl-D does.", run: async () => false },
};

function helpText(): string {
  const rows = Object.entries(REPL_COMMANDS).map(([name, { argument, help }]) => [
    `:${name}${argument ? ` ${argument}` : ""}`,
    help,
  ]);
  return columns([["EXPR", "Evaluate it."], ...rows]);
}

function grantNamed(name: string): string {
  if (Object.hasOwn(GRANTS, name)) return name;
  const near = closestName(name, Object.keys(GRANTS));
  throw new UsageError(
    `there is no grant \`${name}\``,
    near ? `Did you mean \`${near}\`?` : `The grants are: ${Object.keys(GRANTS).join(", ")}.`,
  );
}

/** Answers a line; false where it asks for the end. Throws UsageError where a command is not what it should be. */
export async function replLine(line: string, session: Session, terminal: Terminal): Promise<boolean> {
  if (line === "") return true;
  if (!line.startsWith(":")) return evaluated(line, session, terminal);
  const [, name = "", given = ""] = /^:(\S*)\s*([^]*)$/.exec(line) ?? [];
  const command = Object.hasOwn(REPL_COMMANDS, name) ? REPL_COMMANDS[name] : undefined;
  if (!command) {
    const near = closestName(name, Object.keys(REPL_COMMANDS));
    throw new UsageError(`there is no command \`:${name}\``, near ? `Did you mean \`:${near}\`?` : ":help lists them.");
  }
  if (command.argument === "EXPR" && given === "") throw new UsageError(`\`:${name}\` needs an expression`, `Write :${name} EXPR.`);
  if (!command.argument && given !== "") throw new UsageError(`\`:${name}\` takes nothing`, `Write :${name} alone.`);
  return command.run(given, session, terminal);
}
