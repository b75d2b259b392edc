/** Reads what a command is given: expressions from arguments, files or stdin; contexts and schemas from JSON. */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { jsonProblem } from "../base/json-problem.js";
import { placeIn } from "../base/span.js";
import { readJsonText } from "../claims/json-text.js";
import type { TwiceWritten } from "../claims/text-tree.js";
import { describeHost } from "../values/own.js";
import { UsageError } from "./exit.js";
import type { Terminal } from "./terminal.js";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOSPC: "no space is left",
  EROFS: "the disk is read-only",
};

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code && REASONS[code]) || code || message || String(error);
}

/** The chunks of stdin; a stream that fails is unreadable input. */
export async function* stdinChunks(terminal: Terminal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of terminal.stdin) yield typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
  } catch (error) {
    throw new UsageError(`cannot read standard input: ${reasonOf(error)}`);
  }
}

/** Bytes as text; a wrong byte must not become another character unnoticed. Undefined where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Only a byte that is not UTF-8 throws here; the caller says where.
    return undefined;
  }
}

async function readBytes(path: string, terminal: Terminal): Promise<Uint8Array> {
  if (path === "-") {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stdinChunks(terminal)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

function nameOf(path: string): string {
  return path === "-" ? "standard input" : path;
}

/** A file as text; `-` is stdin. */
export async function readText(path: string, terminal: Terminal): Promise<string> {
  const text = decodeUtf8(await readBytes(path, terminal));
  if (text === undefined) throw new UsageError(`${nameOf(path)} is not UTF-8`, "Save it with that encoding.");
  return text;
}

/** Writes a file; where `taken` is given, one that is there already stays as it is, and the advice is told. */
export function writeText(path: string, text: string, taken?: string): void {
  try {
    writeFileSync(path, text, { flag: taken === undefined ? "w" : "wx" });
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST") throw new UsageError(`${path} is there already`, taken);
    throw new UsageError(`cannot write ${path}: ${reasonOf(error)}`);
  }
}

/** A JSON file's content; anything else in it is one clear line. */
export async function readJson(path: string, what: string, terminal: Terminal): Promise<unknown> {
  if (/^\s*[{[]/.test(path) && !existsSync(path)) {
    throw new UsageError(`${what} is read from a file, but JSON itself is given`, "Pipe it in and write - in its place.");
  }
  const text = await readText(path, terminal);
  const reading = readJsonText(text, LOOKED_INTO);
  if ("problem" in reading) throw new UsageError(`${nameOf(path)} is not JSON: ${jsonProblem(text)}`);
  if ("twice" in reading) refuseTwice(nameOf(path), text, reading.twice);
  return JSON.parse(text);
}

/** So far inside one another lists and maps are looked at for keys that are written twice; what is deeper is no data of a context. */
const LOOKED_INTO = 100;

/** A parser takes the last of two values of one key without a word. */
export function refuseTwice(name: string, text: string, [first]: readonly TwiceWritten[]): void {
  if (first) throw new UsageError(`${name} has the key \`${first.key}\` twice in one map, ${placeIn(text, first.span.start)}`);
}

/** A JSON file whose top is an object. */
export async function readObject(path: string, what: string, terminal: Terminal): Promise<Record<string, unknown>> {
  const value = await readJson(path, what, terminal);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UsageError(`${nameOf(path)} holds ${describeHost(value)}, but ${what} is a map`);
}

/** Where an expression may come from. */
export interface SourceOptions {
  readonly file?: string | undefined;
  readonly positionals: readonly string[];
  /** A positional that names an existing file is read. */
  readonly positionalMayBeFile: boolean;
}

/** The expression, and a name for it in messages. A final line break of a file is not part of it. */
export async function readExpression(options: SourceOptions, terminal: Terminal): Promise<{ source: string; name?: string }> {
  const [first, ...more] = options.positionals;
  if (more.length > 0) {
    throw new UsageError(`one expression is wanted, but ${options.positionals.length} are given`, "Put the expression in quotes.");
  }
  if (options.file !== undefined && first !== undefined) {
    throw new UsageError("an expression and --file are both given", "Give one of them.");
  }
  const path = options.file ?? (first === "-" || (first === undefined && !terminal.stdinIsTerminal) ? "-" : undefined);
  if (path !== undefined) return { source: trimEnd(await readText(path, terminal)), ...(path === "-" ? {} : { name: path }) };
  if (first === undefined) {
    throw new UsageError("no expression is given", "Give it as an argument in quotes, with --file, or on standard input.");
  }
  if (options.positionalMayBeFile && isFile(first)) return { source: trimEnd(await readText(first, terminal)), name: first };
  return { source: first };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function trimEnd(text: string): string {
  return text.replace(/[\r\n]+$/, "");
}
