/** Runs the built command as a shell would. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const program = resolve("dist/cli.js");

/** What a run may be given. */
export interface Given {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Arguments of Node before the program. */
  readonly node?: readonly string[];
}

/** What a run gave. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const quiet = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:NO_COLOR|FORCE_COLOR|TERM|COLORTERM|NODE_|VITEST)/.test(name)),
);

/** Starts `claims-el` with arguments. */
export function start(args: readonly string[], { env = {}, cwd = ".", node = [] }: Given = {}) {
  return spawn(process.execPath, [...node, program, ...args], { cwd, env: { ...quiet, ...env }, stdio: ["pipe", "pipe", "pipe"] });
}

/** Runs `claims-el` to its end. */
export function claimsEl(args: readonly string[], given: Given = {}): Promise<Ran> {
  const child = start(args, given);
  const parts = { out: [] as Buffer[], err: [] as Buffer[] };
  child.stdout.on("data", (chunk: Buffer) => parts.out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => parts.err.push(chunk));
  child.stdin.on("error", () => {
    // The command may end without reading what it is given.
  });
  child.stdin.end(given.stdin ?? "");
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => done({ code, out: Buffer.concat(parts.out).toString(), err: Buffer.concat(parts.err).toString() }));
  });
}

/** A folder with files, and how to remove it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "claims-el-command-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
