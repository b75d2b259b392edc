/** Builds dist when it is missing or older than its sources; does nothing otherwise. Runs on `npm ci` and before tests of the built package. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The times at which the files under a path were last written. */
function writeTimes(path) {
  const stat = statSync(path);
  return stat.isDirectory() ? readdirSync(path).flatMap((name) => writeTimes(join(path, name))) : [stat.mtimeMs];
}

/** Every file that package.json promises in "exports" and "bin". */
function promised() {
  const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return [
    ...Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target))),
    ...Object.values(bin),
  ]
    .filter((path) => path !== "./package.json")
    .map((path) => join(root, path));
}

export function isFresh() {
  const built = promised();
  if (!built.every((path) => existsSync(path))) return false;
  const sources = ["src", "package.json", "tsconfig.json", "tsup.config.ts", "scripts"].flatMap((path) =>
    writeTimes(join(root, path)),
  );
  return Math.min(...built.map((path) => statSync(path).mtimeMs)) > Math.max(...sources);
}

/** Vitest calls this as a global setup: a failed build fails the run. */
export default function ensureBuilt() {
  if (isFresh()) return;
  const tsup = join(root, "node_modules", "tsup", "dist", "cli-default.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsup], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) ensureBuilt();
