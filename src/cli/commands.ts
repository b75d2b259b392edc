/** The table of commands and their options: what is parsed, suggested and completed, and what help prints, are all read from it. */
import { GRANTS } from "../context/grants.js";
import { KINDS } from "../context/kinds.js";
import { DIALECTS } from "../library/define.js";
import { CLAIMS_COMMANDS } from "./claims-commands.js";
import type { CommandRow, OptionRow } from "./command-row.js";
import { OKTA_COMMANDS } from "./okta-commands.js";

export type { CommandRow, OptionRow, Positional } from "./command-row.js";

/** The shells that `completion` writes for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

// biome-ignore format: table
const COMMON = {
  json: { type: "boolean", help: "Print the library's own data, as JSON." },
  "no-color": { type: "boolean", help: "Never use colours." },
  help: { type: "boolean", short: "h", help: "Show this." },
} as const satisfies Record<string, OptionRow>;

// biome-ignore format: table
const ENVIRONMENT = {
  file: { type: "string", short: "f", value: "FILE", help: "Read the expression from a file (- is standard input)." },
  schemas: { type: "string", short: "s", value: "FILE", help: "JSON: a schema for each root, such as {\"app\": {\"system_home\": \"text?\"}}." },
  kind: { type: "string", value: "KIND", choices: Object.keys(KINDS), help: "Where the expression is written (claim by default)." },
  dialect: { type: "string", value: "NAME", choices: DIALECTS, help: "The spellings to know (both by default)." },
  strict: { type: "boolean", help: "Refuse open roots and unguarded access to what may be null." },
} as const satisfies Record<string, OptionRow>;

// biome-ignore format: table
const EVALUATION = {
  grant: { type: "string", short: "g", value: "GRANT", choices: Object.keys(GRANTS), help: "The grant of the token." },
  now: { type: "string", value: "TIME", help: "The time, ISO-8601 (the context's, else the clock's, by default)." },
} as const satisfies Record<string, OptionRow>;

/** Every command. */
export const COMMANDS = {
  eval: {
    summary: "Evaluate an expression; no user is needed.",
    usage: "claims-el eval EXPR --context FILE [options]   |   claims-el eval --ndjson < cases",
    positional: "expression",
    examples: [
      "claims-el eval 'app.system_home' --context ctx.json",
      "claims-el eval 'appuser.role' --context ctx.json --grant client_credentials --explain",
      "claims-el eval --file claim.el --context ctx.json --json",
      "claims-el eval --ndjson < cases.ndjson",
    ],
    options: {
      context: { type: "string", short: "c", value: "FILE", help: "JSON: the data (- is standard input); nothing by default." },
      ...EVALUATION,
      explain: { type: "boolean", help: "Show what each part gave, and which branches were skipped." },
      reveal: { type: "boolean", help: "Show the values of attributes whose schema says `sensitivity` in explanations." },
      ndjson: { type: "boolean", help: 'One {"id": …, "expr": …, "context": …} a line in, one answer a line out.' },
      "fail-on": {
        type: "string",
        value: "WHAT",
        choices: ["absent", "warning"],
        help: "Exit 1 where there is no value, or a warning.",
      },
      ...ENVIRONMENT,
      ...COMMON,
    },
  },
  check: {
    summary: "Check an expression and tell what it does on each grant, before there is data.",
    usage: "claims-el check EXPR|FILE [options]",
    positional: "expression-or-file",
    examples: [
      "claims-el check 'appuser.role' --schemas schemas.json",
      "claims-el check claim.el --json",
      "claims-el check 'app.system_home' --fail-on never",
    ],
    options: {
      "fail-on": {
        type: "string",
        value: "WHAT",
        choices: ["never", "warning"],
        help: "Exit 1 where some grant never has a value, or on a warning.",
      },
      ...ENVIRONMENT,
      ...COMMON,
    },
  },
  fmt: {
    summary: "Print an expression in its canonical form.",
    usage: "claims-el fmt EXPR|FILE [options]",
    positional: "expression-or-file",
    examples: ["claims-el fmt 'a AND  b'", "claims-el fmt claim.el --write", "claims-el fmt claim.el --check"],
    options: {
      file: ENVIRONMENT.file,
      write: { type: "boolean", short: "w", help: "Write the result back to the file." },
      check: { type: "boolean", help: "Only tell whether the form is canonical: exit 1 where it is not." },
      "no-color": COMMON["no-color"],
      help: COMMON.help,
    },
  },
  functions: {
    summary: "List the functions, or show one.",
    usage: "claims-el functions [NAME] [options]",
    positional: "function",
    examples: [
      "claims-el functions",
      "claims-el functions String",
      "claims-el functions String.substringBefore",
      "claims-el functions length",
    ],
    options: { ...COMMON },
  },
  repl: {
    summary: "Try expressions one after the other, with completion.",
    usage: "claims-el repl [options]",
    positional: "nothing",
    examples: ["claims-el repl --context ctx.json", "claims-el repl --schemas schemas.json --grant client_credentials"],
    options: {
      context: { type: "string", short: "c", value: "FILE", help: "JSON: the data; nothing by default." },
      ...EVALUATION,
      reveal: { type: "boolean", help: "Show the values of attributes whose schema says `sensitivity` in explanations." },
      schemas: ENVIRONMENT.schemas,
      kind: ENVIRONMENT.kind,
      dialect: ENVIRONMENT.dialect,
      strict: ENVIRONMENT.strict,
      "no-color": COMMON["no-color"],
      help: COMMON.help,
    },
  },
  ...CLAIMS_COMMANDS,
  ...OKTA_COMMANDS,
  completion: {
    summary: "Print the completion script of a shell.",
    usage: "claims-el completion bash|zsh|fish",
    positional: "shell",
    examples: [
      'eval "$(claims-el completion bash)"',
      "claims-el completion zsh > ~/.zfunc/_claims-el",
      "claims-el completion fish > ~/.config/fish/completions/claims-el.fish",
    ],
    options: { help: COMMON.help },
  },
} as const satisfies Record<string, CommandRow>;

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;

/** The names of the commands. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];
