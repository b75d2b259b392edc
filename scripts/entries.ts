/** The table of entries: what a consumer may import, and the source file each one is built from. */

/** One row: `path` is the key in package.json "exports" ("." is the main entry); the build writes `dist/<output>.js` and `.d.ts`. */
export interface Entry {
  readonly path: string;
  readonly output: string;
  readonly source: string;
  /** Packages of the host's own that it works with: optional peer dependencies. */
  readonly peers?: readonly string[];
  /** Entries that it is built beside: what it shares with them is then in one file, however little of it each reaches. */
  readonly beside?: readonly string[];
}

const CODEMIRROR = ["autocomplete", "language", "lint", "state", "view"].map((name) => `@codemirror/${name}`);

/** Beside these most entries are built: the main entry is many files otherwise, and each costs an import half a millisecond. */
const CORE = ["index", "schemas"];

/** To add an entry: a row here, and the matching line in package.json, which test/package/manifest.test.ts spells out when it is missing. */
export const entries: readonly Entry[] = [
  { path: ".", output: "index", source: "src/index.ts", beside: ["schemas"] },
  { path: "./schemas", output: "schemas", source: "src/schemas/index.ts" },
  { path: "./claims", output: "claims", source: "src/claims/index.ts", beside: CORE },
  { path: "./claims/text", output: "claims/text", source: "src/claims/text.ts", beside: CORE },
  { path: "./editor", output: "editor", source: "src/editor/index.ts", beside: ["schemas"] },
  { path: "./codemirror", output: "codemirror", source: "src/codemirror/index.ts", beside: CORE, peers: CODEMIRROR },
  {
    path: "./element",
    output: "element",
    source: "src/codemirror/element.ts",
    beside: CORE,
    peers: [...CODEMIRROR, "@codemirror/commands"],
  },
  { path: "./oidc-provider", output: "oidc-provider", source: "src/oidc-provider/index.ts", beside: CORE },
  { path: "./targets", output: "targets", source: "src/targets/index.ts", beside: CORE },
  { path: "./okta", output: "okta", source: "src/okta/index.ts", beside: CORE },
  { path: "./sql", output: "sql", source: "src/sql/index.ts", beside: CORE },
  { path: "./functions/time", output: "functions/time", source: "src/library/time.ts" },
  { path: "./functions/country", output: "functions/country", source: "src/library/country.ts" },
  { path: "./functions/pattern", output: "functions/pattern", source: "src/library/patterns.ts" },
  { path: "./functions/all", output: "functions/all", source: "src/library/all.ts" },
];

/** The JSON Schema of claims documents, for editors: printed by the build and exported as it is. */
export const documentSchema = { path: "./claims.schema.json", output: "claims.schema.json" } as const;

/** The command: built like an entry, reached through "bin" and not exported. */
export const command = { name: "claims-el", output: "cli", source: "src/cli/main.ts", beside: CORE } as const;

/** What the bundler is asked to build: output name → source file. */
export function buildEntries(): Record<string, string> {
  return Object.fromEntries([...entries, command].map(({ output, source }) => [output, source]));
}
