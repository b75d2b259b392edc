/** The contract of a token: what its readers can rely on, as JSON Schema and as a TypeScript type, from the verdicts. */
import type { Verdict } from "../check/grants.js";
import type { TokenKind } from "../context/grants.js";
import { ClaimsElError } from "../diagnostics/error.js";
import type { ClaimValue } from "../run/outcome.js";
import { type Asked, type Claim, claimFor, type NamedClaims } from "./claim.js";
import type { EmptyPolicy, Json, Policy } from "./document-types.js";
import { setOwn } from "./json.js";
import type { ClaimSetParts } from "./parts.js";
import { isEmpty, settle } from "./policy.js";
import { fieldProblem } from "./request.js";
import { type JsonSchema, typeSchema } from "./type-schema.js";
import { typescriptOf } from "./typescript.js";

/** Which token. */
export interface ContractRequest {
  readonly client?: string;
  readonly grant: string;
  readonly token: TokenKind;
}

/** The contract. A claim is required where its verdict and policies say that it is always there. */
export interface TokenContract {
  readonly jsonSchema: JsonSchema;
  readonly typescript: string;
}

/** What a claim promises on a token. */
interface Promised {
  readonly claim: Claim;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/**
 * Writes the contract of one token. Scopes are not known beforehand, so a claim with scopes is never required.
 *
 * @throws ClaimsElError where the grant or the token is no text
 */
export function contract(parts: ClaimSetParts, request: ContractRequest): TokenContract {
  const problem = fieldProblem(request);
  if (problem) throw new ClaimsElError([problem]);
  const promised = parts.named.flatMap((named) => promisesOf(named, request));
  const title = titleOf(request);
  const jsonSchema = { $schema: "https://json-schema.org/draft/2020-12/schema", title, ...objectSchema(nest(promised)) };
  return { jsonSchema, typescript: typescriptOf(jsonSchema, `The claims of ${title}.`) };
}

function titleOf({ client, grant, token }: ContractRequest): string {
  return `the ${token} on ${grant}${client === undefined ? "" : ` for ${client}`}`;
}

/** What a name promises; nothing where no token of the request has it. */
function promisesOf(named: NamedClaims, { client, grant, token }: ContractRequest): Promised[] {
  const scopes = named.flatMap((claim) => claim.scopes);
  if (client !== undefined) {
    const { claim, excluded } = claimFor(named, { client, grant, token, scopes });
    return excluded ? [] : promiseOf(claim, grant, false);
  }
  // For any client: each claim of the name may be the one, and none may be.
  const candidates = named.filter((claim) => claimFor([claim], someClient(claim, { grant, token, scopes })).excluded === undefined);
  const partial = !candidates.some((claim) => claim.clients === "all");
  const promises = candidates.flatMap((claim) => promiseOf(claim, grant, partial));
  const [first, ...rest] = promises;
  if (!first || rest.length === 0) return promises;
  const required = promises.length === candidates.length && promises.every((promise) => promise.required);
  return [{ claim: first.claim, required, schema: anyOf(promises.map((promise) => promise.schema)) }];
}

function someClient(claim: Claim, asked: Omit<Asked, "client">): Asked {
  return { ...asked, client: claim.clients === "all" ? undefined : [...claim.clients][0] };
}

function promiseOf(claim: Claim, grant: string, partial: boolean): Promised[] {
  const { verdicts } = claim.program;
  if (!Object.hasOwn(verdicts, grant)) return [];
  const verdict = verdicts[grant] as Verdict;
  const schemas = [...valueSchemas(claim, verdict), ...policySchemas(claim, verdict)];
  const [first] = schemas;
  if (first === undefined) return [];
  const required = !partial && claim.scopes.length === 0 && !mayBeLeftOut(claim, verdict);
  const { description } = claim.definition;
  const schema = anyOf(schemas);
  return [{ claim, required, schema: description === undefined ? schema : { ...schema, description } }];
}

/** The policies that an absence or an emptiness on a grant may ask. */
function askedPolicies(claim: Claim, verdict: Verdict): (Policy | EmptyPolicy)[] {
  const codes = verdict.verdict === "always" ? [] : verdict.because.map((blame) => blame.code);
  return [
    ...(codes.includes("needs-user") ? [claim.whenNoUser] : []),
    ...(codes.some((code) => code !== "needs-user") ? [claim.whenAbsent] : []),
    ...(mayBeEmpty(claim, verdict) ? [claim.whenEmpty] : []),
  ];
}

function mayBeEmpty(claim: Claim, { verdict, values }: Verdict): boolean {
  const { kind } = claim.program.typed.type;
  return verdict !== "never" && (values ? values.some(isEmpty) : kind === "text" || kind === "list" || kind === "unknown");
}

function mayBeLeftOut(claim: Claim, verdict: Verdict): boolean {
  // What a claim reads may not be of its declared type, which no verdict foretells.
  const mayFail = verdict.mayFail.length > 0 || claim.program.reads.length > 0;
  return askedPolicies(claim, verdict).includes("omit") || (claim.whenError === "omit" && mayFail);
}

/** What the expression itself may give on the grant, after the policy for emptiness. */
function valueSchemas(claim: Claim, { verdict, values }: Verdict): JsonSchema[] {
  if (verdict === "never") return [];
  if (!values) return [typeSchema(claim.program.typed.type)];
  const kept = values.flatMap((value) => {
    const ending = settle(claim, { status: "value", value });
    return ending.end === "claim" && ending.by === undefined ? [value] : [];
  });
  return kept.length === 0 ? [] : [constants(kept)];
}

function policySchemas(claim: Claim, verdict: Verdict): JsonSchema[] {
  return askedPolicies(claim, verdict).flatMap((policy) => {
    if (policy === "null") return [{ type: "null" }];
    return typeof policy === "object" ? [constants([policy.default as ClaimValue])] : [];
  });
}

function constants(values: readonly ClaimValue[]): JsonSchema {
  if (values.length === 2 && values.every((value) => typeof value === "boolean")) return { type: "boolean" };
  return values.length === 1 ? { const: values[0] as Json } : { enum: values as readonly Json[] };
}

/** One schema of several, each alternative once; constants that the type allows anyway are part of it. */
function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const texts = new Set<string>();
  const distinct = schemas.filter((schema) => {
    const text = JSON.stringify(schema);
    if (texts.has(text) || (Object.hasOwn(schema, "const") && schemas.some((other) => allows(other, schema.const as Json))))
      return false;
    texts.add(text);
    return true;
  });
  return distinct.length === 1 ? (distinct[0] as JsonSchema) : { anyOf: distinct };
}

/** Whether a schema surely allows a constant: one of a type, perhaps with items of a type, and no other keyword. */
function allows(schema: JsonSchema, constant: Json): boolean {
  const { type, items, ...more } = schema;
  if (typeof type !== "string" || Object.keys(more).length > 0 || !kindsOf(constant).includes(type)) return false;
  return items === undefined || (constant as readonly Json[]).every((each) => allows(items as JsonSchema, each));
}

/** The types of JSON Schema that have a value; no claim is null but by its policies. */
function kindsOf(value: Json): readonly string[] {
  if (typeof value === "number") return Number.isInteger(value) ? ["integer", "number"] : ["number"];
  return [Array.isArray(value) ? "array" : typeof value];
}

/** Claims by key, nested ones below. */
type Tree = Map<string, Promised | Tree>;

function nest(promised: readonly Promised[]): Tree {
  const top: Tree = new Map();
  for (const entry of promised) {
    let level = top;
    for (const key of entry.claim.keys.slice(0, -1)) {
      const inner = level.get(key);
      const next: Tree = inner instanceof Map ? inner : new Map();
      level.set(key, next);
      level = next;
    }
    level.set(entry.claim.keys[entry.claim.keys.length - 1] as string, entry);
  }
  return top;
}

function isRequired(entry: Promised | Tree): boolean {
  return entry instanceof Map ? [...entry.values()].some(isRequired) : entry.required;
}

function objectSchema(tree: Tree): JsonSchema {
  const properties: { [key: string]: JsonSchema } = {};
  for (const [key, entry] of tree) setOwn(properties, key, entry instanceof Map ? objectSchema(entry) : entry.schema);
  const required = [...tree].filter(([, entry]) => isRequired(entry)).map(([key]) => key);
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}
