/** Puts what files hold in the place of their names: schemas, and the tests. What cannot be read is left out, so that one mistake is told once. */
import type { Limits } from "../base/limits.js";
import { placeIn, positionAt } from "../base/span.js";
import type { Json } from "./document-types.js";
import { isMapOfJson, setOwn } from "./json.js";
import type { DocumentProblems } from "./problem.js";
import { type FileFormat, readText } from "./text-format.js";
import { dataOf, type TextTree, TooDeep, TooLarge } from "./text-tree.js";

/** Gives the text of a file by its name; throws, or gives undefined, where there is none. */
export type FileReader = (name: string) => string | undefined;

/** A file that was read. */
export interface FileText {
  /** Its name as the document writes it. */
  readonly name: string;
  readonly text: string;
  readonly tree: TextTree;
}

/** A document with what its files hold. */
export interface WithFiles {
  readonly document: Json;
  /** The file of the tests, where they are in one. */
  readonly tests: FileText | undefined;
}

/** The document with the content of its files. */
export function withFiles(document: Json, readFile: FileReader | undefined, limits: Limits, problems: DocumentProblems): WithFiles {
  if (readFile === undefined || !isMapOfJson(document)) return { document, tests: undefined };
  const copy: { [key: string]: Json } = {};
  for (const [key, part] of Object.entries(document)) setOwn(copy, key, part);
  const { schemas, tests } = document;
  if (isMapOfJson(schemas)) setOwn(copy, "schemas", schemasWithFiles(schemas, readFile, limits, problems));
  if (typeof tests !== "string") return { document: copy, tests: undefined };
  const file = testsIn(tests, readFile, limits);
  if (typeof file !== "string") setOwn(copy, "tests", dataOf(file.tree.root));
  else {
    delete copy.tests;
    problems.report(["tests"], "claims/tests-file", { file: tests, problem: file });
  }
  return { document: copy, tests: typeof file === "string" ? undefined : file };
}

function schemasWithFiles(
  schemas: { readonly [root: string]: Json },
  readFile: FileReader,
  limits: Limits,
  problems: DocumentProblems,
): Json {
  const resolved: { [root: string]: Json } = {};
  for (const [root, schema] of Object.entries(schemas)) {
    const content = typeof schema === "string" ? schemaIn(schema, readFile, limits) : schema;
    if (typeof content !== "string") setOwn(resolved, root, content);
    else problems.report(["schemas", root], "claims/schema-file", { root, file: schema as string, problem: content });
  }
  return resolved;
}

/** The schema that a file holds, or in words why there is none. */
function schemaIn(name: string, readFile: FileReader, limits: Limits): Json | string {
  const file = contentOf(name, readFile, limits);
  if (typeof file === "string") return file;
  const [twice] = file.tree.twice;
  if (twice) return `the key \`${twice.key}\` is written twice in line ${positionAt(file.text, twice.span.start).line} of it`;
  const data = dataOf(file.tree.root);
  return isMapOfJson(data) ? data : "it does not hold a map";
}

/** The file of the tests, or in words why there is none. */
function testsIn(name: string, readFile: FileReader, limits: Limits): FileText | string {
  const file = contentOf(name, readFile, limits);
  return typeof file === "string" || file.tree.root.items ? file : "it does not hold a list of tests";
}

/** What a file holds, or in words why that is nothing. */
function contentOf(name: string, readFile: FileReader, limits: Limits): FileText | string {
  let text: string | undefined;
  try {
    text = readFile(name);
  } catch (error) {
    // Only the host's own code throws here, and its message says why.
    return error instanceof Error ? error.message : String(error);
  }
  if (text === undefined) return "there is no such file";
  if (text.length > limits.documentLength) return `it has more than ${limits.documentLength} characters`;
  const reading = readText(text, formatOfName(name), limits);
  if (reading instanceof TooLarge || reading instanceof TooDeep) return "it is nested too deeply, or too large";
  if ("root" in reading) return { name, text, tree: reading };
  return `${placeIn(text, reading.span.start)} of it, ${reading.problem}`;
}

function formatOfName(name: string): FileFormat | undefined {
  return /\.json$/i.test(name) ? "json" : undefined;
}
