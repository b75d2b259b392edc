/** `claims-el init`: writes a document to start from; it never overwrites. */
import type { Invocation } from "./arguments.js";
import { EXIT, UsageError } from "./exit.js";
import { formatOf } from "./file-format.js";
import { writeText } from "./input.js";
import type { Terminal } from "./terminal.js";

/** Where editors find the JSON Schema of documents, in a project that has the package. */
const SCHEMA = "./node_modules/claims-el/dist/claims.schema.json";

const JSON_START = `{
  "$schema": "${SCHEMA}",
  "schemas": {
    "app": { "system_home": "text?" },
    "appuser": { "role": "text?" }
  },
  "clients": [
    { "clientId": "app1", "grants": ["client_credentials"], "profile": { "system_home": "HDQ" } },
    { "clientId": "app2", "grants": ["client_credentials"], "profile": { "system_home": "FDS" } }
  ],
  "claims": [
    { "name": "system_home", "value": "app.system_home" },
    { "name": "role", "value": "appuser.role", "whenNoUser": { "default": "service" } }
  ],
  "tests": [
    { "client": "app1", "grant": "client_credentials", "expect": { "system_home": "HDQ", "role": "service" } },
    { "client": "app2", "grant": "client_credentials", "expect": { "system_home": "FDS" } }
  ]
}
`;

const YAML_START = `# yaml-language-server: $schema=${SCHEMA}
schemas:
  app: { system_home: text? }
  appuser: { role: text? }

clients:
  - clientId: app1
    grants: [client_credentials]
    profile: { system_home: HDQ }
  - clientId: app2
    grants: [client_credentials]
    profile: { system_home: FDS }

claims:
  - name: system_home
    value: app.system_home
  - name: role
    value: appuser.role
    whenNoUser: { default: service } # a machine has no app-user

tests:
  - client: app1
    grant: client_credentials
    expect: { system_home: HDQ, role: service }
  - client: app2
    grant: client_credentials
    expect: { system_home: FDS }
`;

/** The documents to start from. */
export const STARTS = { json: JSON_START, yaml: YAML_START } as const;

/** Runs the command. */
export async function runInit({ positionals }: Invocation, terminal: Terminal): Promise<number> {
  const [path = "claims.json", ...more] = positionals;
  if (more.length > 0) throw new UsageError("one file is wanted");
  const format = formatOf(path);
  if (!format)
    throw new UsageError(`${path} is the name of neither a JSON nor a YAML file`, "Write for example claims.json or claims.yaml.");
  writeText(path, STARTS[format], "Give another name; nothing is overwritten.");
  await terminal.stdout.write(`Wrote ${path}. Next: claims-el preview ${path}\n`);
  return EXIT.ok;
}
