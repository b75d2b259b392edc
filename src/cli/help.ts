/** Help, printed from the table of commands: examples first. */
import { COMMAND_NAMES, COMMANDS, type CommandName, type CommandRow } from "./commands.js";
import { columns } from "./terminal.js";

/** What each exit code means, in the words of help. */
export const EXITS = [
  ["0", "a value, an absence with its reason, warnings, a batch with every line answered"],
  ["1", "an error, an invalid expression, a failed check, a threshold of --fail-on"],
  ["2", "a wrong command line, or input that cannot be read"],
  ["70", "a fault of claims-el itself"],
  ["130", "interrupted"],
] as const;

function indented(rows: readonly (readonly string[])[]): string {
  return columns(rows)
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

/** Help for the whole program. */
export function generalHelp(): string {
  return [
    "Claims expressions: what goes into a token, with or without a user.",
    "",
    "Examples",
    ...COMMAND_NAMES.map((name) => `  ${COMMANDS[name].examples[0]}`),
    "",
    "Commands",
    indented(COMMAND_NAMES.map((name) => [name, COMMANDS[name].summary])),
    "",
    "claims-el COMMAND --help tells more; claims-el --version prints the version.",
    "",
    "Exit codes",
    indented(EXITS),
  ].join("\n");
}

/** Help for one command. */
export function commandHelp(name: CommandName): string {
  const row: CommandRow = COMMANDS[name];
  const options = Object.entries(row.options).map(([option, { short, value, choices, help }]) => {
    const spelled = `${short ? `-${short}, ` : "    "}--${option}${value ? ` ${value}` : ""}`;
    const known = choices ? ` One of: ${choices.join(", ")}.` : "";
    return [spelled, `${help}${known}`];
  });
  return [
    row.summary,
    "",
    "Examples",
    ...row.examples.map((example) => `  ${example}`),
    "",
    "Usage",
    `  ${row.usage}`,
    "",
    "Options",
    indented(options),
  ].join("\n");
}
