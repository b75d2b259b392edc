/** Reads what the commands of documents are given: the document with its schema files, contexts in JSON or YAML. */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DEFAULT_LIMITS } from "../base/limits.js";
import { placeIn } from "../base/span.js";
import type { ClaimSet } from "../claims/set.js";
import { type PlacedDiagnostic, readClaimsText } from "../claims/text.js";
import { type FileFormat, readText as readTree } from "../claims/text-format.js";
import { dataOf, TooDeep, TooLarge } from "../claims/text-tree.js";
import { allFunctions } from "../library/all.js";
import { describeHost } from "../values/own.js";
import { UsageError } from "./exit.js";
import { formatOf } from "./file-format.js";
import { decodeUtf8, readText, reasonOf, refuseTwice } from "./input.js";
import type { Terminal } from "./terminal.js";

/** A document's file, read. */
export interface ClaimsFile {
  /** The path as given; a name for standard input. */
  readonly name: string;
  readonly text: string;
  readonly format: FileFormat | undefined;
  readonly set: ClaimSet | undefined;
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** The text that holds the tests: the document's own, or that of the file that it names. */
  readonly tests: TestsText;
  /** The texts of the files that the document names, by these names. */
  readonly named: ReadonlyMap<string, string>;
  /** The files it was made of, itself first, with their texts; without one where a file could not be read. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/** A text with the tests in it. */
export interface TestsText {
  readonly path: string;
  readonly text: string;
  readonly format: FileFormat | undefined;
  /** The keys from its top to the list of tests. */
  readonly keys: readonly string[];
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(reasonOf(error));
  }
}

/** Reads a document; mistakes in it are its diagnostics, a file that cannot be read is an error of usage. */
export async function readClaimsFile(path: string, terminal: Terminal): Promise<ClaimsFile> {
  const text = await readText(path, terminal);
  const folder = path === "-" ? process.cwd() : dirname(resolve(path));
  const files = new Map<string, string | undefined>(path === "-" ? [] : [[resolve(path), text]]);
  const named = new Map<string, string>();
  const readFile = (name: string): string => {
    const file = resolve(folder, name);
    files.set(file, undefined);
    const read = decodeUtf8(bytesOf(file));
    if (read === undefined) throw new Error("it is not UTF-8");
    files.set(file, read);
    named.set(name, read);
    return read;
  };
  const format = formatOf(path);
  const options = { env: { functions: allFunctions }, readFile, ...(format ? { format } : {}) };
  const { set, diagnostics, testsFile } = readClaimsText(text, options);
  const tests: TestsText =
    testsFile === undefined
      ? { path, text, format, keys: ["tests"] }
      : { path: join(dirname(path), testsFile), text: named.get(testsFile) ?? "", format: formatOf(testsFile), keys: [] };
  return { name: path === "-" ? "standard input" : path, text, format, set, diagnostics, tests, named, files };
}

/** The one document that a command line names. */
export function documentPath(positionals: readonly string[], usage: string): string {
  const [path, ...more] = positionals;
  if (path === undefined) throw new UsageError("no document is given", `Write ${usage}.`);
  if (more.length > 0) throw new UsageError(`one document is wanted, but ${positionals.length} are given`, `Write ${usage}.`);
  return path;
}

/** The data of a JSON or YAML file. */
export async function readDataFile(path: string, what: string, terminal: Terminal): Promise<unknown> {
  const text = await readText(path, terminal);
  const reading = readTree(text, formatOf(path), DEFAULT_LIMITS);
  if (reading instanceof TooLarge || reading instanceof TooDeep) throw new UsageError(`${path} is nested too deeply, or too large`);
  if ("root" in reading) {
    refuseTwice(path, text, reading.twice);
    return dataOf(reading.root);
  }
  throw new UsageError(
    `${path}, ${what}, cannot be read: ${placeIn(text, reading.span.start)}, ${reading.problem}`,
    reading.advice,
  );
}

/** The map that a JSON or YAML file holds. */
export async function readMapFile(path: string, what: string, terminal: Terminal): Promise<Record<string, unknown>> {
  const data = await readDataFile(path, what, terminal);
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  throw new UsageError(`${path} holds ${describeHost(data)}, but ${what} is a map`);
}
