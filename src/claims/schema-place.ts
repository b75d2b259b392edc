/** Finds the part of a schema that a diagnostic is about, so that a mistake in a long schema is told at its own line. */
import { own } from "../values/own.js";

/** Where a schema keeps the attributes of a map, in its own literal and in a JSON Schema. */
const NAMED_IN = ["attributes", "properties"] as const;
/** Where it keeps what a list holds, and what the other names of a map hold. */
const ELEMENT = ["items"] as const;
const REST = ["additionalProperties", "values"] as const;

/** The steps of an attribute's path as text: `.name`, `["any name"]`, `[]` for elements, `[*]` for other names. */
const STEP = /\.?([A-Za-z_$][\w$]*)|\[("(?:[^"\\]|\\.)*")\]|\[(\*?)\]/y;

/** The keys from the top of a schema to what describes an attribute, or as far towards it as the schema goes. */
export function schemaKeys(schema: unknown, path: string): string[] {
  const keys: string[] = [];
  let part: unknown = schema;
  STEP.lastIndex = 0;
  for (let step = STEP.exec(path); step; step = STEP.exec(path)) {
    const [, plain, quoted, mark] = step;
    const found =
      mark === undefined ? namedIn(part, plain ?? nameOf(quoted as string)) : firstIn(part, mark === "*" ? REST : ELEMENT);
    if (!found) break;
    keys.push(...found.keys);
    part = found.part;
  }
  return keys;
}

interface Found {
  readonly keys: readonly string[];
  readonly part: unknown;
}

/** An attribute among those of a map, or at the top of a literal, which has no key for them. */
function namedIn(part: unknown, name: string): Found | undefined {
  for (const holder of NAMED_IN) {
    const found = firstIn(valueAt(part, holder), [name]);
    if (found) return { keys: [holder, ...found.keys], part: found.part };
  }
  return firstIn(part, [name]);
}

function firstIn(part: unknown, names: readonly string[]): Found | undefined {
  const name = names.find((each) => valueAt(part, each) !== undefined);
  return name === undefined ? undefined : { keys: [name], part: valueAt(part, name) };
}

function valueAt(part: unknown, key: string): unknown {
  if (typeof part !== "object" || part === null) return undefined;
  try {
    const found = own(part, key);
    return found.state === "value" ? found.value : undefined;
  } catch {
    // Only a proxy's trap can throw here; the diagnostic that is being placed says what it makes of the schema.
    return undefined;
  }
}

/** A name between quotes as it was written into the path; one that was cut is none. */
function nameOf(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return "";
  }
}
