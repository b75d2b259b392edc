/** The commands of Okta's tenants, for the table of commands. */
import type { CommandRow, OptionRow } from "./command-row.js";

// biome-ignore format: table
const COMMON = {
  out: { type: "string", short: "o", value: "FILE", help: "Write to a file; one that is there is not overwritten." },
  force: { type: "boolean", help: "Overwrite the file." },
  json: { type: "boolean", help: "Print everything as JSON, the notes too." },
  "no-color": { type: "boolean", help: "Never use colours." },
  help: { type: "boolean", short: "h", help: "Show this." },
} as const satisfies Record<string, OptionRow>;

/** The rows. */
export const OKTA_COMMANDS = {
  import: {
    summary: "Make a claims document of an Okta tenant: the API's JSON and Terraform's blocks, files or folders.",
    usage: "claims-el import okta PATH… [options]",
    positional: "document",
    examples: [
      "claims-el import okta tenant/ --out claims.yaml",
      "claims-el import okta claims.json apps.json user-schema.json > claims.yaml",
      "claims-el import okta terraform/ --server okta_auth_server.main.id --fail-on to-check",
    ],
    options: {
      format: {
        type: "string",
        value: "FORMAT",
        choices: ["yaml", "json"],
        help: "How the document is written (the file's name, else YAML, by default).",
      },
      server: { type: "string", value: "ID", help: "The authorization server whose claims are wanted, where there are several." },
      "fail-on": {
        type: "string",
        value: "WHAT",
        choices: ["left-out", "to-check"],
        help: "Exit 1 where something is left out or must be looked at; where something must be looked at.",
      },
      ...COMMON,
    },
  },
  export: {
    summary: "Write a claims document as the JSON of Okta's API, or as Terraform's blocks.",
    usage: "claims-el export okta|terraform FILE [options]",
    positional: "document",
    examples: [
      "claims-el export okta claims.yaml > okta.json",
      "claims-el export terraform claims.yaml --server okta_auth_server.main.id --out claims.tf",
    ],
    options: {
      server: {
        type: "string",
        value: "ID",
        help: "For Terraform: the authorization server, an id or a reference (var.auth_server_id by default).",
      },
      "fail-on": { type: "string", value: "WHAT", choices: ["left-out"], help: "Exit 1 where Okta has no place for something." },
      ...COMMON,
    },
  },
} as const satisfies Record<string, CommandRow>;
