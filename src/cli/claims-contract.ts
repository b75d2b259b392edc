/** `claims-el contract`: what readers of a token can rely on, as TypeScript or JSON Schema. */
import type { Invocation } from "./arguments.js";
import { documentPath, readClaimsFile } from "./claims-file.js";
import { openClaims } from "./claims-open.js";
import { tokenOptions } from "./claims-request.js";
import { EXIT, UsageError } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** Runs the command. */
export async function runContract({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  if (options.json && options.typescript)
    throw new UsageError("`--json` and `--typescript` do not go together", "Give one of them.");
  const path = documentPath(positionals, "claims-el contract claims.json --grant client_credentials");
  const set = await openClaims(await readClaimsFile(path, terminal), options, terminal);
  if (!set) return EXIT.failed;
  const { client, grant, token = "access_token" } = await tokenOptions(options, set, terminal);
  const allowed = set.document.clients?.find(({ clientId }) => clientId === client)?.grants ?? [...set.environment.grants.keys()];
  const chosen = grant ?? (allowed.length === 1 ? allowed[0] : undefined);
  if (chosen === undefined) throw new UsageError("no grant is given", `Write --grant with one of: ${allowed.join(", ")}.`);
  const given = set.environment.grants.get(chosen)?.tokens ?? [];
  if (!given.includes(token)) throw new UsageError(`${chosen} gives no ${token}`, `It gives: ${given.join(", ")}.`);
  const { jsonSchema, typescript } = set.contract({ grant: chosen, token, ...(client === undefined ? {} : { client }) });
  await terminal.stdout.write(options.json ? `${JSON.stringify(jsonSchema, null, 2)}\n` : typescript);
  return EXIT.ok;
}
