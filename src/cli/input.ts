/** Reads what a command is given: expressions from arguments, files or stdin; contexts and schemas from JSON. */
import { existsSync, readFileSync } from "node:fs";
import { UsageError } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** All of stdin as text. */
export async function readStdin(terminal: Terminal): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of terminal.stdin) text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** A file as text; `-` is stdin. */
export async function readText(path: string, terminal: Terminal): Promise<string> {
  if (path === "-") return readStdin(terminal);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code;
  const known: Record<string, string> = { ENOENT: "there is no such file", EISDIR: "it is a directory", EACCES: "permission denied" };
  return (code && known[code]) || code || (error instanceof Error ? error.message : String(error));
}

/** A JSON file's content; anything else in it is one clear line. */
export async function readJson(path: string, terminal: Terminal): Promise<unknown> {
  const text = await readText(path, terminal);
  const name = path === "-" ? "standard input" : path;
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}`);
  }
}

/** A JSON file whose top is an object. */
export async function readObject(path: string, what: string, terminal: Terminal): Promise<Record<string, unknown>> {
  const value = await readJson(path, terminal);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UsageError(`${path} is JSON, but ${what} is an object, and this is ${Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`}`);
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
  if (more.length > 0) throw new UsageError(`one expression is wanted, but ${options.positionals.length} arguments are given`, "Put the expression in quotes.");
  if (options.file !== undefined && first !== undefined) throw new UsageError("an expression and --file are both given", "Give one of them.");
  const path = options.file ?? (first === "-" || (first === undefined && !terminal.stdinIsTerminal) ? "-" : undefined);
  if (path !== undefined) return { source: trimEnd(await readText(path, terminal)), ...(path === "-" ? {} : { name: path }) };
  if (first === undefined) throw new UsageError("no expression is given", "Give it as an argument in quotes, with --file, or on standard input.");
  if (options.positionalMayBeFile && existsSync(first)) return { source: trimEnd(await readText(first, terminal)), name: first };
  return { source: first };
}

function trimEnd(text: string): string {
  return text.replace(/^\ufeff/, "").replace(/[\r\n]+$/, "");
}
