/** The shape of a claims document, as zod validates it and as its JSON Schema publishes it. */

import * as z from "zod";
import { GRANTS } from "../context/grants.js";
import { KINDS } from "../context/kinds.js";
import { ROOTS } from "../context/roots.js";
import { REASONS, type ReasonCode } from "../diagnostics/reasons.js";
import { withinStack } from "../diagnostics/stack.js";
import type { ClaimsDocument, Json } from "./document-types.js";

const json: z.ZodType<Json> = z.json() as unknown as z.ZodType<Json>;
const grantName = z.string().meta({ examples: Object.keys(GRANTS) });
const token = z.enum(["access_token", "id_token", "userinfo"]);

const policy = z
  .union([z.enum(["omit", "null", "fail"]), z.strictObject({ default: json })])
  .meta({ description: "omit: leave the claim out. null: write null. fail: refuse the token. { default }: write this value." });

const emptyPolicy = z
  .union([z.enum(["keep", "omit", "null", "fail"]), z.strictObject({ default: json })])
  .meta({ description: "What to do with an empty text or list; keep writes it as it is." });

const names = (what: string, one: z.ZodString) =>
  z.union([z.literal("all"), z.array(one).min(1)]).meta({ description: `${what}: "all" or a list.` });

const groupFilter = z
  .strictObject({
    startsWith: z.string().optional(),
    equals: z.string().optional(),
    contains: z.string().optional(),
    pattern: z.string().optional(),
  })
  .refine((filter) => Object.keys(filter).length === 1, { message: "has not exactly one of startsWith, equals, contains, pattern" })
  .meta({
    description:
      "Which of the user's groups: by name, without regard to letter case; a pattern regards it and matches the whole name.",
    minProperties: 1,
    maxProperties: 1,
  });

const claim = z
  .strictObject({
    name: z.string().meta({ description: "The name in the token; a URI is allowed." }),
    value: z.string().optional().meta({ description: "The expression." }),
    groups: groupFilter.optional(),
    limit: z.int().min(1).optional().meta({ description: "The most groups of a groups claim; 100 where absent." }),
    nested: z
      .boolean()
      .optional()
      .meta({ description: "The dots of the name are levels of the token: address.country writes { address: { country } }." }),
    tokens: z.array(token).min(1).optional().meta({ description: "The tokens it goes into; the access token where absent." }),
    scopes: z.array(z.string()).optional().meta({ description: "Only where one of these scopes was granted; none means always." }),
    grants: names("The grants it is for", grantName).optional(),
    clients: names("The clients it is for, by clientId", z.string()).optional(),
    status: z.enum(["active", "inactive"]).optional(),
    whenNoUser: policy.optional(),
    whenAbsent: policy.optional(),
    whenEmpty: emptyPolicy.optional(),
    whenError: z
      .enum(["omit", "fail"])
      .optional()
      .meta({ description: "fail (where absent): the token is refused. omit: the claim is left out and reported." }),
    description: z.string().optional(),
    owner: z.string().optional(),
  })
  .refine((entry) => (entry.value === undefined) !== (entry.groups === undefined), {
    message: "has not exactly one of value and groups",
  })
  .meta({ oneOf: [{ required: ["value"] }, { required: ["groups"] }] });

const client = z.strictObject({
  clientId: z.string().min(1),
  id: z.string().optional(),
  name: z.string().optional(),
  label: z.string().optional(),
  grants: z.array(grantName).min(1).optional().meta({ description: "The grants the client may use; all where absent." }),
  scopes: z.array(z.string()).optional().meta({ description: "The scopes the client may be granted." }),
  profile: z.record(z.string(), json).optional().meta({ description: "The client's own properties: app.profile." }),
  groups: z.array(json).optional().meta({ description: "The client's own groups: app.groups." }),
  roles: z.array(z.string()).optional(),
  description: z.string().optional(),
});

const groupRule = z.strictObject({
  name: z.string().min(1),
  value: z.string().meta({ description: "The expression: true for the users whom the rule puts into its groups." }),
  groups: z.array(z.string().min(1)).min(1).meta({ description: "The groups it puts them into." }),
  exceptUsers: z.array(z.string()).optional().meta({ description: "Users whom it leaves alone." }),
  exceptGroups: z.array(z.string()).optional().meta({ description: "Groups whose members it leaves alone." }),
  status: z.enum(["active", "inactive"]).optional(),
  description: z.string().optional(),
  owner: z.string().optional(),
});

const test = z.strictObject({
  title: z.string().optional(),
  client: z.string().optional(),
  grant: grantName,
  token: token.optional(),
  scopes: z.array(z.string()).optional(),
  context: z
    .record(z.string(), json)
    .optional()
    .meta({ description: "user, appuser, groups, now and the other parts of a context." }),
  expect: z.record(z.string(), json).optional().meta({ description: "Claims and their values; others may be there too." }),
  absent: z
    .record(z.string(), z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]))
    .optional()
    .meta({ description: "Claims that are left out, with the code of the reason." }),
  errors: z.record(z.string(), z.string()).optional().meta({ description: "Claims that end in an error, with its code." }),
  exact: z.boolean().optional().meta({ description: "expect names every claim of the token." }),
});

/** What an editor offers as the names of roots. */
const rootKeys = Object.fromEntries(
  KINDS.claim.roots
    .filter((root) => root !== "groups")
    .map((root) => [root, { type: ["string", "object"], description: ROOTS[root].doc }]),
);

/** The whole document. */
export const documentShape = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "The JSON Schema of this document, for editors." }),
    dialect: z.enum(["classic", "identity-engine"]).optional(),
    strict: z.boolean().optional().meta({ description: "Refuse open roots and unguarded access to what may be null." }),
    schemas: z
      .record(z.string(), z.union([z.string(), z.record(z.string(), z.unknown())]))
      .optional()
      .meta({
        description: "Root → its schema, or the name of a file with it, relative to this document.",
        properties: rootKeys,
      }),
    clients: z.array(client).optional(),
    claims: z.array(claim),
    groupRules: z
      .array(groupRule)
      .optional()
      .meta({ description: "Rules that put users into groups: checked with the claims, run by whoever keeps the groups." }),
    budget: z.int().min(1).optional().meta({ description: "The most bytes that the claims of one token may take, as JSON." }),
    tests: z.array(test).optional().meta({ description: "Requests for tokens, and what must be in them." }),
  })
  .meta({ title: "A claims document of claims-el" });

// What the shape lets through is what the types say, and the other way round: a difference is an error of the type check.
type Same<Left, Right> = [Left] extends [Right] ? ([Right] extends [Left] ? true : never) : never;
const agrees: Same<z.infer<typeof documentShape>, ClaimsDocument> = true;
void agrees;

/** The shapes of the lists' members. */
export const PART_SHAPES = { claims: claim, clients: client, groupRules: groupRule, tests: test } as const;

/** The JSON Schema of a claims document, draft 2020-12, for editors. */
export function documentJsonSchema(): Record<string, unknown> {
  return withinStack(printedShape);
}

function printedShape(): Record<string, unknown> {
  const schema = z.toJSONSchema(documentShape, { io: "input", unrepresentable: "any" });
  // A file's name stands for its tests before the document is validated, as it may for an editor.
  const { tests, ...properties } = schema.properties as NonNullable<typeof schema.properties>;
  const file = { type: "string", description: "The name of a file with the list of tests, relative to this document." };
  return { ...schema, properties: { ...properties, tests: { anyOf: [tests, file] } } };
}
