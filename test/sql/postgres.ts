/** A PostgreSQL of the tests' own: a cluster in a temporary folder, started as a user that is not root; none where it is not installed. */
import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestDatabase } from "./duckdb.js";

const require = createRequire(import.meta.url);

/** Where Debian and others put the server's programs. */
function binaries(): string | undefined {
  const versions = existsSync("/usr/lib/postgresql")
    ? readdirSync("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a))
    : [];
  const folders = [...versions.map((version) => `/usr/lib/postgresql/${version}/bin`), "/usr/local/pgsql/bin", "/opt/homebrew/bin"];
  return folders.find((folder) => existsSync(join(folder, "initdb")));
}

/** Whether a server is installed. */
export function isPostgresInstalled(): boolean {
  return binaries() !== undefined;
}

/** A user to run the server as: PostgreSQL refuses to run as root. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** A started server. */
export interface Cluster {
  /** A connection string of a socket in the cluster's own folder. */
  readonly url: string;
  /** Ends the server at once, as a failing machine would. */
  kill(): void;
  stop(): Promise<void>;
}

/** Starts a cluster; undefined where PostgreSQL is not installed. */
export async function startCluster(): Promise<Cluster | undefined> {
  const bin = binaries();
  if (!bin) return undefined;
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), "pg-"));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const owner = user ?? {};
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], {
    ...owner,
    cwd: folder,
    stdio: "ignore",
  });
  const settings = ["-c", "listen_addresses=", "-c", `unix_socket_directories=${folder}`, "-c", "fsync=off", "-c", "jit=off"];
  const server = spawn(join(bin, "postgres"), ["-D", data, ...settings], { ...owner, cwd: folder, stdio: "ignore" });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  // The socket is there before the server takes anybody.
  for (let tries = 0; tries < 400 && !isReady(data); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    url: `postgresql://tester@/postgres?host=${encodeURIComponent(folder)}`,
    kill: () => void server.kill("SIGQUIT"),
    stop: async () => {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a server writes of itself into its folder: the eighth line is its state. */
function isReady(data: string): boolean {
  const file = join(data, "postmaster.pid");
  return existsSync(file) && readFileSync(file, "utf8").split("\n")[7]?.trim() === "ready";
}

interface PgClient {
  connect(): Promise<void>;
  query(query: { text: string; values?: readonly unknown[] }): Promise<{ rows: Record<string, unknown>[] }>;
  end(): Promise<void>;
}

const INT8 = 20;

/** Connects to a cluster. */
export async function openPostgres(cluster: Cluster): Promise<TestDatabase> {
  const { Client, types } = require("pg") as {
    Client: new (options: object) => PgClient;
    types: { getTypeParser(oid: number, format?: string): (text: string) => unknown };
  };
  const parsers = {
    getTypeParser: (oid: number, format?: string) =>
      oid === INT8 ? Number : oid === 1016 ? int8List : types.getTypeParser(oid, format),
  };
  const client = new Client({ connectionString: cluster.url, types: parsers });
  await client.connect();
  return {
    name: "PostgreSQL",
    run: async (text) => void (await client.query({ text })),
    rows: async (text, values = []) => (await client.query({ text, values })).rows,
    close: () => client.end(),
  };
}

/** `{1,NULL,3}`. */
function int8List(text: string): (number | null)[] {
  const inside = text.slice(1, -1);
  return inside === "" ? [] : inside.split(",").map((item) => (item === "NULL" ? null : Number(item)));
}
