/** The commands of documents, for the table of commands. */
import { GRANTS } from "../context/grants.js";
import { KINDS } from "../context/kinds.js";
import { DIALECTS } from "../library/define.js";
import type { CommandRow, OptionRow } from "./command-row.js";

/** Every kind of token. */
const TOKENS = [...new Set(Object.values(GRANTS).flatMap((grant) => grant.tokens as readonly string[]))];

// biome-ignore format: table
const COMMON = {
  reveal: { type: "boolean", help: "Show the values of attributes whose schema says `sensitivity`." },
  json: { type: "boolean", help: "Print the library's own data, as JSON." },
  "no-color": { type: "boolean", help: "Never use colours." },
  help: { type: "boolean", short: "h", help: "Show this." },
} as const satisfies Record<string, OptionRow>;

// biome-ignore format: table
const TOKEN = {
  client: { type: "string", value: "CLIENT", help: "A clientId of the document." },
  grant: { type: "string", short: "g", value: "GRANT", choices: Object.keys(GRANTS), help: "The grant of the token." },
  token: { type: "string", short: "t", value: "TOKEN", choices: TOKENS, help: "The kind of token." },
} as const satisfies Record<string, OptionRow>;

// biome-ignore format: table
const DATA = {
  scopes: { type: "string", value: "SCOPES", help: "The granted scopes, with commas or blanks between them." },
  context: { type: "string", short: "c", value: "FILE", help: "JSON or YAML: user, appuser, groups and other data; none is needed." },
  now: { type: "string", value: "TIME", help: "The time, ISO-8601 (the context's, else the clock's, by default)." },
} as const satisfies Record<string, OptionRow>;

// biome-ignore format: table
const EXPRESSION = {
  file: { type: "string", short: "f", value: "FILE", help: "Read the expression from a file (- is standard input)." },
  schemas: { type: "string", short: "s", value: "FILE", help: "JSON: a schema for each root, for an expression." },
  kind: { type: "string", value: "KIND", choices: Object.keys(KINDS), help: "Where an expression is written (claim by default)." },
  dialect: { type: "string", value: "NAME", choices: DIALECTS, help: "The spellings to know in an expression (both by default)." },
  strict: { type: "boolean", help: "Refuse open roots and unguarded access to what may be null, in an expression." },
} as const satisfies Record<string, OptionRow>;

/** The rows. */
export const CLAIMS_COMMANDS = {
  init: {
    summary: "Write a claims document to start from; nothing is overwritten.",
    usage: "claims-el init [FILE]",
    positional: "document",
    examples: ["claims-el init claims.json", "claims-el init claims.yaml"],
    options: { "no-color": COMMON["no-color"], help: COMMON.help },
  },
  preview: {
    summary: "Show the tokens of a document before they are live; no user is needed.",
    usage: "claims-el preview FILE [options]",
    positional: "document",
    examples: [
      "claims-el preview claims.json",
      "claims-el preview claims.yaml --client app1 --grant client_credentials",
      "claims-el preview claims.json --context ann.json --markdown > preview.md",
      "claims-el preview claims.json --budget 4096",
    ],
    options: {
      ...TOKEN,
      ...DATA,
      budget: {
        type: "string",
        value: "BYTES",
        help: "Exit 1 where the claims of a token take more (the document's budget by default).",
      },
      "fail-on": {
        type: "string",
        value: "WHAT",
        choices: ["absent", "warning"],
        help: "Exit 1 where a claim is absent, or on a warning.",
      },
      markdown: { type: "boolean", help: "Print Markdown." },
      ...COMMON,
    },
  },
  explain: {
    summary: "Tell how a claim of a document, or an expression, comes to its value or to none.",
    usage: "claims-el explain FILE CLAIM [options]   |   claims-el explain EXPR [options]",
    positional: "document",
    examples: [
      "claims-el explain claims.json role --client app1",
      "claims-el explain claims.json role --client portal --grant authorization_code --context ann.json",
      "claims-el explain 'appuser.role ?: \"none\"' --grant client_credentials",
    ],
    options: { ...TOKEN, ...DATA, ...EXPRESSION, ...COMMON },
  },
  test: {
    summary: "Run the tests of a document, and tell which branches and grants they reach.",
    usage: "claims-el test FILE [options]",
    positional: "document",
    examples: [
      "claims-el test claims.json",
      "claims-el test claims.json --edges --min-coverage 80",
      "claims-el test claims.yaml --junit > report.xml",
      "claims-el test claims.yaml --update",
    ],
    options: {
      edges: {
        type: "boolean",
        help: "Try made data too: no user, each attribute unset, blank or empty, 101 groups; a refused token fails.",
      },
      "min-coverage": {
        type: "string",
        value: "PERCENT",
        help: "Exit 1 where the tests reach less of the branches, or of the claims on grants.",
      },
      update: { type: "boolean", help: "Write what the failing tests would have to expect (refused where CI is set)." },
      watch: { type: "boolean", help: "Run again whenever the document or one of its schema files changes." },
      junit: { type: "boolean", help: "Print JUnit's XML." },
      tap: { type: "boolean", help: "Print the Test Anything Protocol." },
      ...COMMON,
    },
  },
  diff: {
    summary: "Compare the tokens of two documents; exit 1 where they differ.",
    usage: "claims-el diff OLD NEW [options]",
    positional: "document",
    examples: [
      "claims-el diff claims.json new.json",
      "claims-el diff old.yaml new.yaml --context ann.json",
      "claims-el diff old.json new.json --json",
    ],
    options: {
      context: { ...DATA.context, help: "JSON or YAML: the data of every token (made data by default)." },
      contexts: {
        type: "string",
        value: "FILE",
        help: 'JSON or YAML: a list of {"grant": …, "client": …, "token": …, "scopes": …, "context": …}.',
      },
      ...COMMON,
    },
  },
  impact: {
    summary: "Tell whose tokens change over a whole directory, before the change is live.",
    usage: "claims-el impact OLD NEW --directory FOLDER|URL [options]",
    positional: "document",
    examples: [
      "claims-el impact old.json new.json --directory exports/",
      "claims-el impact old.json new.json --directory postgresql://reader@db/directory --max-changed 0.5%",
      "claims-el impact old.json new.json --directory exports/ --html impact.html",
    ],
    options: {
      directory: {
        type: "string",
        short: "d",
        value: "PLACE",
        help: "A folder with users, assignments, groups, memberships and clients as CSV, Parquet or NDJSON; or a PostgreSQL's connection string.",
      },
      "max-changed": {
        type: "string",
        value: "SHARE",
        help: "Exit 1 where more tokens change than this share, such as 0.5%.",
      },
      html: { type: "string", value: "FILE", help: "Write the report as one page of HTML, with charts." },
      ...COMMON,
    },
  },
  contract: {
    summary: "Print what readers of a token can rely on: TypeScript, or JSON Schema.",
    usage: "claims-el contract FILE --grant GRANT [options]",
    positional: "document",
    examples: [
      "claims-el contract claims.json --client app1 > token.d.ts",
      "claims-el contract claims.json --grant authorization_code --token id_token --json",
    ],
    options: {
      ...TOKEN,
      typescript: { type: "boolean", help: "Print a TypeScript interface, as it does by default." },
      json: { type: "boolean", help: "Print JSON Schema." },
      "no-color": COMMON["no-color"],
      help: COMMON.help,
    },
  },
} as const satisfies Record<string, CommandRow>;
