/** The table of commands and their options; help and suggestions are printed from it. */

/** An option of a command. */
export interface OptionRow {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly value?: string;
  readonly help: string;
}

/** A command. */
export interface CommandRow {
  readonly summary: string;
  readonly usage: string;
  readonly examples: readonly string[];
  readonly options: Readonly<Record<string, OptionRow>>;
}

// biome-ignore format: table
const COMMON = {
  json: { type: "boolean", help: "Print the library's own objects." },
  "no-color": { type: "boolean", help: "Never use colours." },
  help: { type: "boolean", short: "h", help: "Show this." },
} as const satisfies Record<string, OptionRow>;

// biome-ignore format: table
const ENVIRONMENT = {
  file: { type: "string", short: "f", value: "FILE", help: "Read the expression from a file (- is standard input)." },
  schemas: { type: "string", short: "s", value: "FILE", help: "JSON: a schema for each root, such as {\"app\": {\"system_home\": \"text?\"}}." },
  kind: { type: "string", value: "KIND", help: "claim (default), group-rule, mapping, saml-attribute, policy." },
  dialect: { type: "string", value: "NAME", help: "classic or identity-engine; both are known by default." },
  strict: { type: "boolean", help: "Refuse open roots and unguarded access to what may be null." },
} as const satisfies Record<string, OptionRow>;

/** Every command. */
export const COMMANDS = {
  eval: {
    summary: "Evaluate an expression; no user is needed.",
    usage: "claims-el eval EXPR --context FILE [options]   |   claims-el eval --ndjson < cases",
    examples: [
      "claims-el eval 'app.system_home' --context ctx.json",
      "claims-el eval 'appuser.role' --context ctx.json --grant client_credentials --explain",
      "claims-el eval --file claim.el --context ctx.json --json",
      "claims-el eval --ndjson < cases.ndjson",
    ],
    options: {
      context: { type: "string", short: "c", value: "FILE", help: "JSON: the data (- is standard input)." },
      grant: { type: "string", short: "g", value: "GRANT", help: "The grant, such as client_credentials." },
      now: { type: "string", value: "TIME", help: "The time, ISO-8601; the clock's by default." },
      explain: { type: "boolean", help: "Show what each part gave, and which branches were skipped." },
      ndjson: { type: "boolean", help: "One JSON object a line in, one a line out: {\"id\", \"expr\", \"context\", …}." },
      "fail-on": { type: "string", value: "WHAT", help: "Exit 1 on: absent, warning." },
      ...ENVIRONMENT,
      ...COMMON,
    },
  },
  check: {
    summary: "Check an expression and tell what it does on each grant, before there is data.",
    usage: "claims-el check EXPR|FILE [options]",
    examples: ["claims-el check 'appuser.role' --schemas schemas.json", "claims-el check claim.el --json", "claims-el check 'app.system_home' --fail-on never"],
    options: { "fail-on": { type: "string", value: "WHAT", help: "Exit 1 on: never (some grant never has a value), warning." }, ...ENVIRONMENT, ...COMMON },
  },
  fmt: {
    summary: "Print an expression in its canonical form.",
    usage: "claims-el fmt EXPR|FILE [options]",
    examples: ["claims-el fmt 'a AND  b'", "claims-el fmt --file claim.el --write"],
    options: {
      file: ENVIRONMENT.file,
      write: { type: "boolean", short: "w", help: "Write the result back to the file." },
      check: { type: "boolean", help: "Print nothing; exit 1 when the form is not canonical." },
      "no-color": COMMON["no-color"],
      help: COMMON.help,
    },
  },
  functions: {
    summary: "List the functions, or show one.",
    usage: "claims-el functions [NAME] [options]",
    examples: ["claims-el functions", "claims-el functions String.substringBefore", "claims-el functions length"],
    options: { ...COMMON },
  },
} as const satisfies Record<string, CommandRow>;

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;

/** Help for the whole program. */
export function generalHelp(): string {
  const rows = Object.entries(COMMANDS).map(([name, row]) => `  ${name.padEnd(11)}${row.summary}`);
  return [
    "Examples",
    ...Object.values(COMMANDS).map((row) => `  ${row.examples[0]}`),
    "",
    "Commands",
    ...rows,
    "",
    "claims-el COMMAND --help tells more; claims-el --version prints the version.",
    "Exit: 0 a value or an absence · 1 an error, a failed check, a raised threshold · 2 wrong usage or unreadable input · 70 a fault of ours · 130 interrupted",
  ].join("\n");
}

/** Help for one command. */
export function commandHelp(name: CommandName): string {
  const row: CommandRow = COMMANDS[name];
  const options = Object.entries(row.options).map(([option, { short, value, help }]) => {
    const spelled = `${short ? `-${short}, ` : "    "}--${option}${value ? ` ${value}` : ""}`;
    return `  ${spelled.padEnd(24)}${help}`;
  });
  return [row.summary, "", "Examples", ...row.examples.map((example) => `  ${example}`), "", "Usage", `  ${row.usage}`, "", "Options", ...options].join("\n");
}
