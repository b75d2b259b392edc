/** Turns argv into a command with checked options. */
import { parseArgs } from "node:util";
import { closestName } from "../base/closest.js";
import { COMMANDS, type CommandName, type CommandRow } from "./commands.js";
import { UsageError } from "./exit.js";

/** Options as given: texts and switches. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** A parsed command line. */
export interface Invocation {
  readonly command: CommandName;
  readonly options: Options;
  readonly positionals: readonly string[];
}

/** What the command line asks for: a command, help or the version. */
export type Asked = Invocation | { readonly command: "help" | "version" };

/** Parses argv (without node and script). Throws UsageError. */
export function parseArguments(argv: readonly string[]): Asked {
  const [first, ...rest] = argv;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") return { command: "help" };
  if (first === "--version" || first === "-V" || first === "version") return { command: "version" };
  if (!Object.hasOwn(COMMANDS, first)) {
    const near = closestName(first, Object.keys(COMMANDS));
    throw new UsageError(`there is no command \`${first}\``, near ? `Did you mean \`${near}\`?` : `The commands are: ${Object.keys(COMMANDS).join(", ")}.`);
  }
  const command = first as CommandName;
  const row: CommandRow = COMMANDS[command];
  try {
    const options = Object.fromEntries(Object.entries(row.options).map(([name, { type, short }]) => [name, { type, ...(short ? { short } : {}) }]));
    const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true, strict: true });
    return { command, options: values as Options, positionals };
  } catch (error) {
    throw usageFrom(error, row, command);
  }
}

/** One clear line from what the argument parser says. */
function usageFrom(error: unknown, row: CommandRow, command: string): UsageError {
  const { code, message } = error as { code?: string; message: string };
  const option = /'(--?[^\s'=]+)/.exec(message)?.[1] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const near = closestName(option.replace(/^-+/, ""), Object.keys(row.options));
    return new UsageError(`\`${command}\` has no option \`${option}\``, near ? `Did you mean \`--${near}\`?` : `See claims-el ${command} --help; an expression that starts with - goes after --.`);
  }
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return new UsageError(message.split("\n")[0] as string, `See claims-el ${command} --help.`);
  throw error;
}

/** A text option. */
export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** An option whose text is one of a few. */
export function choice<const Choice extends string>(options: Options, name: string, choices: readonly Choice[]): Choice | undefined {
  const value = textOption(options, name);
  if (value === undefined || (choices as readonly string[]).includes(value)) return value as Choice | undefined;
  throw new UsageError(`--${name} is \`${value}\`, which is none of: ${choices.join(", ")}`);
}
