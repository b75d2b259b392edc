/** Targets that take documents: schemas, claims documents, requests, an Okta tenant, batch lines. */
import { readClaims } from "../../src/claims/index.js";
import { readClaimsText } from "../../src/claims/text.js";
import { Batch } from "../../src/cli/batch.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { ClaimsElError } from "../../src/diagnostics/error.js";
import { allFunctions } from "../../src/library/all.js";
import { readHcl } from "../../src/okta/hcl.js";
import { importOkta } from "../../src/okta/import.js";
import { jsonSchema, okta } from "../../src/schemas/index.js";
import { JSON_PIECES, PIECES, parsed, type Target } from "./target.js";

const DOCUMENT = {
  schemas: { user: { email: "text" }, app: { system_home: "text?" } },
  clients: [{ clientId: "a", grants: ["client_credentials"], profile: { system_home: "HDQ" } }],
  claims: [
    { name: "system_home", value: "app.system_home", tokens: ["access_token"], whenAbsent: "omit" },
    { name: "role", value: "appuser.role ?: 'none'", scopes: ["profile"], whenNoUser: { default: "machine" } },
    { name: "groups", groups: { startsWith: "app_" }, limit: 10 },
  ],
  tests: [{ client: "a", grant: "client_credentials", expect: { system_home: "HDQ" } }],
};
const SCHEMAS = [
  '{"type":"object","properties":{"a":{"type":"string","maxLength":5},"b":{"type":["integer","null"]},"c":{"$ref":"#/$defs/c"}},"$defs":{"c":{"type":"array","items":{"enum":["x","y"]}}},"required":["a"]}',
  '{"definitions":{"base":{"properties":{"login":{"type":"string"}}},"custom":{"properties":{"roles":{"type":"array","items":{"type":"string"}}}}}}',
];

/** What a maker of schemas or environments may throw. */
function made(make: () => unknown): string | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    if (!(error instanceof ClaimsElError)) throw error;
    return error.diagnostics.length > 0 ? undefined : "it is refused without a diagnostic";
  }
}

const json = (name: string, seeds: readonly string[], run: (data: unknown) => string | undefined): Target => ({
  name,
  seeds,
  words: JSON_PIECES,
  run: (input) => {
    const data = parsed(input);
    return data === undefined ? undefined : run(data);
  },
});

const { set } = readClaims(DOCUMENT, { functions: allFunctions });
const batch = new Batch({ now: "2026-01-31T09:30:00.000Z" });
const text = JSON.stringify(DOCUMENT);

export const DOCUMENT_TARGETS: readonly Target[] = [
  json("schema-json", SCHEMAS, (data) => made(() => jsonSchema(data as object))),
  json("schema-okta", SCHEMAS, (data) => made(() => okta(data as object))),
  json("schema-literal", ['{"a":"text?","b":{"enum":["x"]},"c":{"type":"map","attributes":{"d":"list<integer>"}}}'], (data) =>
    made(() => defineEnvironment({ app: data as never })),
  ),
  json("settings", ['{"dialect":"classic","strict":true,"limits":{"steps":5},"grants":["client_credentials"]}'], (data) =>
    made(() => defineEnvironment(data as never)),
  ),
  json("claims-document", [text], (data) => {
    const reading = readClaims(data as never, { functions: allFunctions });
    const refused = reading.diagnostics.some(({ severity }) => severity === "error");
    return (reading.set === undefined) === refused ? undefined : "set and errors disagree";
  }),
  {
    name: "claims-text",
    seeds: [text, "claims:\n  - name: a\n    value: app.x # why\n    tokens: [access_token]\nclients: &c []\n"],
    words: [...JSON_PIECES, "- ", ": ", "\n  ", "&a ", "*a", "|\n", "? ", "!!str ", "---\n", "# x\n", "'", "claims:"],
    run: (input) => {
      const { diagnostics } = readClaimsText(input, { env: { functions: allFunctions } });
      return diagnostics.every(({ position }) => position === undefined || position.line >= 1)
        ? undefined
        : "a place before the text";
    },
  },
  json(
    "issue",
    ['{"grant":"client_credentials","token":"access_token","client":"a","scopes":["profile"],"context":{"app":{"clientId":"a"}}}'],
    (data) => {
      const result = set?.issue(data as never);
      return result && typeof result.ok === "boolean" ? undefined : "no answer";
    },
  ),
  {
    name: "hcl",
    seeds: ['resource "okta_auth_server_claim" "a" {\n  name = "x"\n  value = var.y\n  list = [1, true]\n  # c\n}\n'],
    words: ["resource", '"', "{", "}", "[", "]", "=", "\n", "<<EOT\n", "EOT", "${", "%{", "#", "//", "/*", "*/", "1", "true", "\\"],
    run: (input) => {
      readHcl(input);
      return undefined;
    },
  },
  {
    name: "import",
    seeds: [
      '[{"id":"1","name":"x","status":"ACTIVE","claimType":"RESOURCE","valueType":"EXPRESSION","value":"appuser.role","conditions":{"scopes":["a"]}}]',
    ],
    words: [...JSON_PIECES, '"claimType"', '"valueType"', '"EXPRESSION"', '"GROUPS"', '"conditions"', '"scopes"'],
    run: (input) => {
      importOkta([{ name: "claims.json", text: input }]);
      return undefined;
    },
  },
  {
    name: "batch",
    seeds: ['{"id":1,"expr":"app.x","context":{"app":{"x":"a"}}}', '{"id":[],"expr":"1 +","kind":"policy","grant":"password"}'],
    words: [
      ...JSON_PIECES,
      ...PIECES.map((piece) => JSON.stringify(piece).slice(1, -1)),
      '"expr"',
      '"context"',
      '"kind"',
      '"schemas"',
    ],
    run: (input) => (["value", "absent", "error", "invalid"].includes(batch.answer(input).status) ? undefined : "no answer"),
  },
];
