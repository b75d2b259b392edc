/** `claims-el completion`: scripts for shells, printed from the table of commands. */
import { allFunctions } from "../library/all.js";
import type { Invocation } from "./arguments.js";
import { COMMAND_NAMES, COMMANDS, type CommandRow, type OptionRow, SHELLS } from "./commands.js";
import { EXIT, UsageError } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** Runs the command. */
export async function runCompletion({ positionals }: Invocation, terminal: Terminal): Promise<number> {
  const shell = SHELLS.find((name) => name === positionals[0]);
  if (!shell || positionals.length > 1) throw new UsageError("one shell is wanted", `It is one of: ${SHELLS.join(", ")}.`);
  await terminal.stdout.write(`${WRITERS[shell]().join("\n")}\n`);
  return EXIT.ok;
}

const WRITERS = { bash, zsh, fish } as const;

const rowOf = (name: (typeof COMMAND_NAMES)[number]): CommandRow => COMMANDS[name];
const optionsOf = (row: CommandRow): [string, OptionRow][] => Object.entries(row.options);

/** The words a positional may be; undefined where it is free, a file perhaps. */
function wordsFor({ positional }: CommandRow): readonly string[] | undefined {
  if (positional === "shell") return SHELLS;
  if (positional !== "function") return undefined;
  return [
    ...new Set(allFunctions.flatMap((row) => [row.name, row.method, row.operator].filter((name) => name !== undefined))),
  ].sort();
}

/** Whether what a command takes may be a file. */
function takesFile({ positional }: CommandRow): boolean {
  return positional === "expression-or-file" || positional === "document";
}

/** Both spellings of an option. */
function spellings(name: string, { short }: OptionRow): string[] {
  return short ? [`--${name}`, `-${short}`] : [`--${name}`];
}

/** Bash 3.2 and later. Where nothing is offered, bash completes files by itself. */
function bash(): string[] {
  const offer = (words: readonly string[]) => `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$word"))`;
  const values = COMMAND_NAMES.flatMap((name) =>
    optionsOf(rowOf(name)).flatMap(([option, row]) => {
      if (row.type === "boolean") return [];
      const patterns = spellings(option, row).map((spelling) => `${name}:${spelling}`);
      return [`    ${patterns.join("|")}) ${row.choices ? `${offer(row.choices)}; ` : ""}return ;;`];
    }),
  );
  const rests = COMMAND_NAMES.flatMap((name) => {
    const options = optionsOf(rowOf(name)).map(([option]) => `--${option}`);
    const words = wordsFor(rowOf(name));
    const otherwise = words ? ` else ${offer(words)};` : "";
    return [`    ${name}) if [[ "$word" == -* ]]; then ${offer(options)};${otherwise} fi ;;`];
  });
  return [
    "# Completion of claims-el for bash.",
    "_claims_el() {",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are the shell's
    '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"',
    "  COMPREPLY=()",
    `  if [ "$COMP_CWORD" -eq 1 ]; then ${offer([...COMMAND_NAMES, "--help", "--version"])}; return; fi`,
    '  case "$command:$before" in',
    ...values,
    "  esac",
    '  case "$command" in',
    ...rests,
    "  esac",
    "}",
    "complete -o default -F _claims_el claims-el",
  ];
}

function zsh(): string[] {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const plain = (text: string) => text.replace(/[[\]:\\]/g, "\\$&");
  const argument = ([name, row]: [string, OptionRow]) => {
    const after =
      row.type === "boolean"
        ? ""
        : `:${row.value ?? "value"}:${row.choices ? `(${row.choices.join(" ")})` : row.value === "FILE" ? "_files" : ""}`;
    const all = spellings(name, row);
    return `      ${quoted(`(${all.join(" ")})`)}{${all.map((spelling) => quoted(spelling)).join(",")}}${quoted(`[${plain(row.help)}]${after}`)} \\`.replace(
      /\{('[^']*')\}/,
      "$1",
    );
  };
  const rests = COMMAND_NAMES.flatMap((name) => {
    const words = wordsFor(rowOf(name));
    const file = takesFile(rowOf(name)) ? "_files" : "";
    return [
      `    ${name}) _arguments \\`,
      ...optionsOf(rowOf(name)).map(argument),
      `      ${quoted(`1::${rowOf(name).positional}:${words ? `(${words.join(" ")})` : file}`)} ;;`,
    ];
  });
  return [
    "#compdef claims-el",
    "# Completion of claims-el for zsh.",
    "_claims_el() {",
    "  local state",
    "  local -a commands",
    "  commands=(",
    ...COMMAND_NAMES.map((name) => `    ${quoted(`${name}:${plain(rowOf(name).summary)}`)}`),
    "  )",
    "  _arguments -C '1: :->command' '*:: :->rest'",
    '  case "$state" in',
    "    command) _describe -t commands command commands; return ;;",
    "  esac",
    '  case "$words[1]" in',
    ...rests,
    "  esac",
    "}",
    'if [ "$funcstack[1]" = "_claims-el" ]; then _claims_el "$@"; else compdef _claims_el claims-el; fi',
  ];
}

function fish(): string[] {
  const quoted = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;
  const inside = (name: string) => `complete -c claims-el -n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
  const option = (command: string, [name, row]: [string, OptionRow]) => {
    const value =
      row.type === "boolean"
        ? ""
        : row.choices
          ? ` -x -a ${quoted(row.choices.join(" "))}`
          : row.value === "FILE"
            ? " -r -F"
            : " -x";
    return `${inside(command)} -l ${name}${row.short ? ` -s ${row.short}` : ""}${value} -d ${quoted(row.help)}`;
  };
  return [
    "# Completion of claims-el for fish.",
    "complete -c claims-el -f",
    "complete -c claims-el -n __fish_use_subcommand -s h -l help -d 'Show help.'",
    "complete -c claims-el -n __fish_use_subcommand -s V -l version -d 'Print the version.'",
    ...COMMAND_NAMES.flatMap((name) => {
      const words = wordsFor(rowOf(name));
      const positional = words
        ? [`${inside(name)} -a ${quoted(words.join(" "))}`]
        : takesFile(rowOf(name))
          ? [`${inside(name)} -F`]
          : [];
      return [
        `complete -c claims-el -n __fish_use_subcommand -a ${name} -d ${quoted(rowOf(name).summary)}`,
        ...optionsOf(rowOf(name)).map((entry) => option(name, entry)),
        ...positional,
      ];
    }),
  ];
}
