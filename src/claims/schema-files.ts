/** Puts what schema files hold in the place of their names. A file that cannot be read leaves its root open, so that one mistake is told once. */
import type { Limits } from "../base/limits.js";
import { positionAt } from "../base/span.js";
import type { Json } from "./document-types.js";
import { isMapOfJson, setOwn } from "./json.js";
import type { DocumentProblems } from "./problem.js";
import { readText } from "./text-format.js";
import { dataOf, TooDeep, TooLarge } from "./text-tree.js";

/** Gives the text of a file by its name; throws, or gives undefined, where there is none. */
export type FileReader = (name: string) => string | undefined;

/** The document with the content of its schema files. */
export function withSchemaFiles(
  document: Json,
  readFile: FileReader | undefined,
  limits: Limits,
  problems: DocumentProblems,
): Json {
  const schemas = isMapOfJson(document) && Object.hasOwn(document, "schemas") ? document.schemas : undefined;
  if (readFile === undefined || !isMapOfJson(schemas)) return document;
  const resolved: { [root: string]: Json } = {};
  for (const [root, schema] of Object.entries(schemas)) {
    const content = typeof schema === "string" ? contentOf(schema, readFile, limits) : schema;
    if (typeof content !== "string") setOwn(resolved, root, content);
    else problems.report(["schemas", root], "claims/schema-file", { root, file: schema as string, problem: content });
  }
  return { ...(document as { readonly [key: string]: Json }), schemas: resolved };
}

/** What a file holds, or in words why that is nothing. */
function contentOf(file: string, readFile: FileReader, limits: Limits): Json | string {
  let text: string | undefined;
  try {
    text = readFile(file);
  } catch (error) {
    // Only the host's own code throws here, and its message says why.
    return error instanceof Error ? error.message : String(error);
  }
  if (text === undefined) return "there is no such file";
  if (text.length > limits.documentLength) return `it has more than ${limits.documentLength} characters`;
  const reading = readText(text, /\.json$/i.test(file) ? "json" : undefined, limits);
  if (reading instanceof TooLarge || reading instanceof TooDeep) return "it is nested too deeply, or too large";
  if ("problem" in reading) {
    const { line, column } = positionAt(text, reading.span.start);
    return `at line ${line}, column ${column} of it, ${reading.problem}`;
  }
  const [twice] = reading.twice;
  if (twice) return `the key \`${twice.key}\` is written twice in line ${positionAt(text, twice.span.start).line} of it`;
  const data = dataOf(reading.root);
  return isMapOfJson(data) ? data : "it does not hold a map";
}
