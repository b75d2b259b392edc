/** What a host declares of a root: its schema, read, with every problem of it and every clash with what is built in. */
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { readSchema, type SchemaInput } from "../schemas/schema.js";
import type { MapType } from "../types/type.js";
import { joinPath } from "../values/path.js";
import { type RootRow, refines } from "./roots.js";

const NOWHERE = { start: 0, end: 0 };

/** Reads the schema of a root; its errors and warnings go to the problems. */
export function declaredFor(
  name: string,
  row: RootRow,
  input: SchemaInput | undefined,
  problems: Diagnostic[],
): MapType | undefined {
  if (input === undefined) return undefined;
  const { type, diagnostics } = readSchema(input, name);
  problems.push(...diagnostics, ...clashes(name, row, type));
  return type;
}

/** Declared attributes that have, but for letter case perhaps, the name of a built-in one and are none. */
function clashes(root: string, row: RootRow, type: MapType): Diagnostic[] {
  const builtIn = new Map(
    [...Object.keys(row.builtIn), ...(row.layout === "flat" ? [] : ["profile"])].map((key) => [key.toLowerCase(), key]),
  );
  const found: Diagnostic[] = [];
  for (const [name, attribute] of type.attributes) {
    const taken = builtIn.get(name.toLowerCase());
    if (taken === undefined || refines(row, name, attribute.type)) continue;
    if (taken !== name) found.push(diagnostic("lint/case-twins", NOWHERE, { root, name, other: taken }));
    else found.push(diagnostic("lint/hides-built-in", NOWHERE, { root, name, ...meaning(root, row, name) }));
  }
  return found;
}

/** Which of the two a name means, and how to reach the other. */
function meaning(root: string, row: RootRow, name: string): { effect: string; advice: string } {
  const effect = `\`${joinPath(root, name)}\` means the built-in one`;
  if (name === "profile" && row.layout !== "flat")
    return { effect, advice: `Declare what is in the profile directly in the schema of \`${root}\`.` };
  if (row.layout === "app")
    return { effect, advice: `Write \`${joinPath(`${root}.profile`, name)}\` for the client's own property, or rename it.` };
  return { effect, advice: "Rename it, or declare it with the type of the built-in one." };
}
