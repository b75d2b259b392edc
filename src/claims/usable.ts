/** What of a document can be looked at although other parts of it are wrong: no mistake hides another. */
import type * as z from "zod";
import { documentShape, PART_SHAPES } from "./document.js";
import type {
  ClaimDefinition,
  ClaimsDocument,
  ClientDefinition,
  GroupRuleDefinition,
  Json,
  TestDefinition,
} from "./document-types.js";
import { isMapOfJson } from "./json.js";

/** One member of a list of the document, and which of its keys are not usable. */
export interface Part<Definition> {
  readonly index: number;
  /** Only keys that hold what they should. */
  readonly definition: Partial<Definition>;
  readonly wrong: ReadonlySet<string>;
}

/** A document's parts. */
export interface UsableParts {
  readonly dialect: ClaimsDocument["dialect"];
  readonly strict: ClaimsDocument["strict"];
  /** Root → schema, or the name of a file. */
  readonly schemas: ReadonlyMap<string, unknown>;
  readonly claims: readonly Part<ClaimDefinition>[];
  /** Undefined where the document does not speak of clients. */
  readonly clients: readonly Part<ClientDefinition>[] | undefined;
  readonly groupRules: readonly Part<GroupRuleDefinition>[];
  readonly tests: readonly Part<TestDefinition>[];
}

/** Takes a document apart. */
export function usableParts(document: Json, schemas: ReadonlyMap<string, unknown>): UsableParts {
  const top = isMapOfJson(document) ? document : {};
  const { dialect, strict } = usable<ClaimsDocument>(top, documentShape.shape).definition;
  return {
    dialect,
    strict,
    schemas,
    claims: partsOf<ClaimDefinition>(top.claims, PART_SHAPES.claims) ?? [],
    clients: partsOf<ClientDefinition>(top.clients, PART_SHAPES.clients),
    groupRules: partsOf<GroupRuleDefinition>(top.groupRules, PART_SHAPES.groupRules) ?? [],
    tests: partsOf<TestDefinition>(top.tests, PART_SHAPES.tests) ?? [],
  };
}

function partsOf<Definition>(list: Json | undefined, item: z.ZodObject): Part<Definition>[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.map((member: Json, index) => ({ index, ...usable<Definition>(isMapOfJson(member) ? member : {}, item.shape) }));
}

function usable<Definition>(
  map: { readonly [key: string]: Json },
  shape: Readonly<Record<string, z.core.$ZodType>>,
): { definition: Partial<Definition>; wrong: Set<string> } {
  const definition: Record<string, unknown> = {};
  const wrong = new Set<string>();
  for (const [key, wanted] of Object.entries(shape)) {
    const read = (wanted as z.ZodType).safeParse(map[key]);
    if (!read.success) wrong.add(key);
    else if (read.data !== undefined) definition[key] = read.data;
  }
  return { definition: definition as Partial<Definition>, wrong };
}
