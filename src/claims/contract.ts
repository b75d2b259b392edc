/** The contract of a token: what its readers can rely on, as JSON Schema and as a TypeScript type, from the verdicts. */
import type { TokenKind } from "../context/grants.js";
import type { Type, Typed } from "../types/type.js";
import { type Claim, exclusion } from "./claim.js";
import type { EmptyPolicy, Json, Policy } from "./document.js";
import type { ClaimSetParts } from "./parts.js";

/** Which token. */
export interface ContractRequest {
  readonly client?: string;
  readonly grant: string;
  readonly token: TokenKind;
}

/** The contract. A claim is required where its verdict and policies say that it is always there. */
export interface TokenContract {
  readonly jsonSchema: { readonly [key: string]: unknown };
  readonly typescript: string;
}

interface Promised {
  readonly claim: Claim;
  readonly always: boolean;
  readonly mayBeNull: boolean;
}

/** Writes the contract of one token. Scopes are not known beforehand, so a claim with scopes is never required. */
export function contract(parts: ClaimSetParts, request: ContractRequest): TokenContract {
  const promised = parts.claims.flatMap((claim): Promised[] => promise(claim, request));
  const tree = nest(promised);
  return {
    jsonSchema: { $schema: "https://json-schema.org/draft/2020-12/schema", title: titleOf(request), ...objectSchema(tree) },
    typescript: `/** The claims of ${titleOf(request)}. */\nexport interface Claims ${objectType(tree, "")}\n`,
  };
}

function titleOf({ client, grant, token }: ContractRequest): string {
  return `the ${token} on ${grant}${client === undefined ? "" : ` for ${client}`}`;
}

/** What a claim promises on a token; nothing where it is never there. */
function promise(claim: Claim, { client, grant, token }: ContractRequest): Promised[] {
  const excluded = exclusion(claim, { grant, token, client, scopes: claim.scopes });
  // A claim for some clients only is not promised to all of them.
  const conditional = claim.scopes.length > 0 || (client === undefined && claim.clients !== "all");
  if (excluded && !(excluded.code === "client-not-selected" && client === undefined)) return [];
  const verdict = claim.program.verdicts[grant];
  if (!verdict || verdict.verdict === "error") return [];
  const codes = verdict.because.map((blame) => blame.code);
  const applied: (Policy | EmptyPolicy)[] = [];
  if (verdict.verdict !== "always") {
    if (codes.includes("needs-user")) applied.push(claim.whenNoUser);
    if (codes.some((code) => code !== "needs-user")) applied.push(claim.whenAbsent);
  }
  if (verdict.verdict !== "never" && isBlankable(claim.program.typed.type)) applied.push(claim.whenEmpty);
  const maybeOmitted = applied.includes("omit") || (claim.whenError === "omit" && verdict.mayFail.length > 0);
  const values = verdict.verdict !== "never" || applied.some((policy) => policy === "null" || typeof policy === "object");
  return values ? [{ claim, always: !maybeOmitted && !conditional, mayBeNull: applied.includes("null") }] : [];
}

function isBlankable(type: Type): boolean {
  return type.kind === "text" || type.kind === "list" || type.kind === "unknown";
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
  return entry instanceof Map ? [...entry.values()].some(isRequired) : entry.always;
}

function objectSchema(tree: Tree): { readonly [key: string]: unknown } {
  const properties = Object.fromEntries(
    [...tree].map(([key, entry]) => [key, entry instanceof Map ? objectSchema(entry) : promisedSchema(entry)]),
  );
  const required = [...tree].filter(([, entry]) => isRequired(entry)).map(([key]) => key);
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}

function promisedSchema({ claim, mayBeNull }: Promised): unknown {
  const schema = {
    ...typeSchema(claim.program.typed.type),
    ...(claim.definition.description ? { description: claim.definition.description } : {}),
  };
  return mayBeNull ? { anyOf: [schema, { type: "null" }] } : schema;
}

function typedSchema(typed: Typed): Json {
  const schema = typeSchema(typed.type) as Json;
  return typed.nullable && typed.type.kind !== "unknown" ? { anyOf: [schema, { type: "null" }] } : schema;
}

/** A type as JSON Schema: instants and countries are texts in a token, groups `{id, type, name}`. */
function typeSchema(type: Type): { readonly [key: string]: Json } {
  switch (type.kind) {
    case "text":
      return {
        type: "string",
        ...(type.values ? { enum: type.values } : {}),
        ...(type.maxLength === undefined ? {} : { maxLength: type.maxLength }),
      };
    case "timestamp":
      return { type: "string", format: "date-time" };
    case "country":
      return { type: "string", pattern: "^[A-Z]{2}$" };
    case "boolean":
    case "integer":
    case "number":
      return { type: type.kind };
    case "list":
      return { type: "array", items: typedSchema(type.element) };
    case "group":
      return {
        type: "object",
        properties: { id: TEXT_OR_NULL, type: TEXT_OR_NULL, name: TEXT_OR_NULL },
        required: ["id", "type", "name"],
      };
    case "map":
      return mapSchema(type);
    default:
      return {};
  }
}

const TEXT_OR_NULL: Json = { type: ["string", "null"] };

function mapSchema(type: Type & { kind: "map" }): { readonly [key: string]: Json } {
  const properties: Record<string, Json> = {};
  for (const [name, attribute] of type.attributes) properties[name] = typedSchema(attribute);
  return {
    type: "object",
    properties,
    required: [...type.attributes.keys()],
    ...(type.open ? {} : { additionalProperties: false }),
  };
}

function objectType(tree: Tree, indent: string): string {
  const inner = `${indent}  `;
  const lines = [...tree].map(([key, entry]) => {
    const type =
      entry instanceof Map
        ? objectType(entry, inner)
        : `${typeText(entry.claim.program.typed.type, inner)}${entry.mayBeNull ? " | null" : ""}`;
    return `${inner}readonly ${keyText(key)}${isRequired(entry) ? "" : "?"}: ${type};`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

function typedText(typed: Typed, indent: string): string {
  const text = typeText(typed.type, indent);
  return typed.nullable && typed.type.kind !== "unknown" ? `${text} | null` : text;
}

function typeText(type: Type, indent: string): string {
  switch (type.kind) {
    case "text":
      return type.values ? type.values.map((value) => JSON.stringify(value)).join(" | ") : "string";
    case "timestamp":
    case "country":
      return "string";
    case "boolean":
      return "boolean";
    case "integer":
    case "number":
      return "number";
    case "list":
      return `ReadonlyArray<${typedText(type.element, indent)}>`;
    case "group":
      return "{ readonly id: string | null; readonly type: string | null; readonly name: string | null }";
    case "map":
      return type.attributes.size === 0
        ? "{ readonly [key: string]: unknown }"
        : `{ ${[...type.attributes].map(([name, attribute]) => `readonly ${keyText(name)}: ${typedText(attribute, indent)}`).join("; ")} }`;
    default:
      return "unknown";
  }
}
