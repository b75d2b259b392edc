/** What the options of documents' commands say of a token: client, grant, token, scopes, data. */
import { closestName } from "../base/closest.js";
import type { ClaimSet } from "../claims/set.js";
import type { TokenKind } from "../context/grants.js";
import { parseIso } from "../values/time.js";
import { type Options, textOption } from "./arguments.js";
import { readMapFile } from "./claims-file.js";
import { UsageError } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** The options, checked against a document. */
export interface TokenOptions {
  readonly client: string | undefined;
  readonly grant: string | undefined;
  readonly token: TokenKind | undefined;
  readonly scopes: readonly string[] | undefined;
  /** What `--context` holds, with a clock; the clock alone where there is none. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** Reads the options; a client, a grant or a token that the document does not have is an error of usage. */
export async function tokenOptions(options: Options, set: ClaimSet, terminal: Terminal): Promise<TokenOptions> {
  const path = textOption(options, "context");
  const given = path === undefined ? {} : await readMapFile(path, "a context", terminal);
  const ofContext = typeof given.grant === "string" ? given.grant : undefined;
  const grant = textOption(options, "grant") ?? ofContext;
  if (grant !== undefined && ofContext !== undefined && grant !== ofContext)
    throw new UsageError(`\`--grant\` is \`${grant}\`, but the context says \`${ofContext}\``, "Leave one of the two out.");
  const client = textOption(options, "client") ?? clientIn(given);
  if (client !== undefined) reviewClient(client, set);
  if (grant !== undefined) reviewGrant(grant, client, set);
  const token = textOption(options, "token") as TokenKind | undefined;
  return { client, grant, token, scopes: scopesFrom(options), context: withClock(given, options, terminal) };
}

function clientIn(context: Record<string, unknown>): string | undefined {
  const { app } = context;
  const id = typeof app === "object" && app !== null ? (app as Record<string, unknown>).clientId : undefined;
  return typeof id === "string" ? id : undefined;
}

function reviewClient(client: string, { document }: ClaimSet): void {
  const known = document.clients?.map(({ clientId }) => clientId);
  if (!known || known.includes(client)) return;
  const near = closestName(client, known);
  throw new UsageError(
    `there is no client \`${client}\` in the document`,
    near ? `Did you mean \`${near}\`?` : `The clients are: ${known.slice(0, 12).join(", ")}${known.length > 12 ? " …" : ""}.`,
  );
}

function reviewGrant(grant: string, client: string | undefined, { document, environment }: ClaimSet): void {
  if (!environment.grants.has(grant)) {
    const near = closestName(grant, environment.grants.keys());
    throw new UsageError(
      `there is no grant \`${grant}\``,
      near ? `Did you mean \`${near}\`?` : `The grants are: ${[...environment.grants.keys()].join(", ")}.`,
    );
  }
  const allowed = document.clients?.find(({ clientId }) => clientId === client)?.grants;
  if (allowed && !allowed.includes(grant))
    throw new UsageError(`the client \`${client}\` may not use ${grant}`, `Its grants are: ${allowed.join(", ")}.`);
}

/** Scopes are written with blanks or commas between them. */
function scopesFrom(options: Options): readonly string[] | undefined {
  return textOption(options, "scopes")
    ?.split(/[\s,]+/)
    .filter((scope) => scope !== "");
}

function withClock(context: Record<string, unknown>, options: Options, terminal: Terminal): Readonly<Record<string, unknown>> {
  const now = textOption(options, "now");
  if (now !== undefined && !parseIso(now))
    throw new UsageError(`\`--now\` cannot be \`${now}\``, "Write it as 2026-01-31T09:30:00Z.");
  if (now === undefined && context.now !== undefined && context.now !== null) return context;
  return { ...context, now: now ?? terminal.now().toISOString() };
}
