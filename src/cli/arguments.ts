/** Turns argv into a command with checked options. */
import { parseArgs } from "node:util";
import { closestName } from "../base/closest.js";
import { COMMAND_NAMES, COMMANDS, type CommandName, type CommandRow, type OptionRow } from "./commands.js";
import { UsageError } from "./exit.js";

/** Options as given: texts and switches. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** A parsed command line. */
export interface Invocation {
  readonly command: CommandName;
  readonly options: Options;
  readonly positionals: readonly string[];
}

/** What the command line asks for: a command, the help of one or of all, or the version. */
export type Asked = Invocation | { readonly help: CommandName | "all" } | { readonly version: true };

/** Parses argv (without node and script). Throws UsageError. */
export function parseArguments(argv: readonly string[]): Asked {
  const [first, ...rest] = argv;
  if (first === undefined) return { help: "all" };
  if (["--version", "-V", "version"].includes(first)) return { version: true };
  if (["--help", "-h", "help"].includes(first)) return { help: rest[0] === undefined ? "all" : commandNamed(rest[0]) };
  const command = commandNamed(first);
  const row: CommandRow = COMMANDS[command];
  const { values, positionals } = parsed(rest, row, command);
  if (values.help) return { help: command };
  for (const [name, option] of Object.entries(row.options)) checkChoice(name, option, values[name]);
  return { command, options: values, positionals };
}

function commandNamed(name: string): CommandName {
  if (Object.hasOwn(COMMANDS, name)) return name as CommandName;
  const near = closestName(name, COMMAND_NAMES);
  throw new UsageError(
    `there is no command \`${name}\``,
    near ? `Did you mean \`${near}\`?` : `The commands are: ${COMMAND_NAMES.join(", ")}.`,
  );
}

function parsed(args: string[], row: CommandRow, command: CommandName): { values: Options; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(row.options).map(([name, { type, short }]) => [name, { type, ...(short ? { short } : {}) }]),
  );
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true }) as { values: Options; positionals: string[] };
  } catch (error) {
    throw usageFrom(error, row, command);
  }
}

/** One clear line from what the argument parser says; anything else is not about arguments. */
function usageFrom(error: unknown, row: CommandRow, command: string): unknown {
  const { code, message } = error as { code?: string; message: string };
  const option = /'(?:-\w, )?(--?[^\s'=<]+)/.exec(message)?.[1] ?? "";
  const more = `See claims-el ${command} --help.`;
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const near = closestName(option.replace(/^-+/, ""), Object.keys(row.options));
    const advice = near ? `Did you mean \`--${near}\`?` : `An expression that begins with - goes after --. ${more}`;
    return new UsageError(`\`${command}\` has no option \`${option}\``, advice);
  }
  if (code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return error;
  const { value } = row.options[option.replace(/^-+/, "")] ?? {};
  if (!value) return new UsageError(`\`${option}\` takes no value`, more);
  return new UsageError(
    `\`${option}\` needs a value, \`${option} ${value}\``,
    `A value that begins with - is written \`${option}=-…\`.`,
  );
}

function checkChoice(name: string, { choices }: OptionRow, given: string | boolean | undefined): void {
  if (!choices || typeof given !== "string" || choices.includes(given)) return;
  const near = closestName(given, choices);
  throw new UsageError(
    `\`--${name}\` cannot be \`${given}\``,
    `${near ? `Did you mean \`${near}\`? ` : ""}It is one of: ${choices.join(", ")}.`,
  );
}

/** A text option. */
export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}
