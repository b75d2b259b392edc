/** What Tab offers in `claims-el repl`: the editor's own completion, and the names of commands and grants. */
import { GRANTS } from "../context/grants.js";
import { complete } from "../editor/complete.js";
import { environmentFor, prepared } from "./environment.js";
import { REPL_COMMANDS, type Session } from "./repl-commands.js";

const NAMES = Object.entries(REPL_COMMANDS).map(([name, { argument }]) => (argument ? `${name} ` : name));

/** The words that may stand at the end of a line, and the part of it that they replace: the shape that `node:readline` takes. */
export function completions(line: string, session: Session): [string[], string] {
  const [, command, given] = /^\s*:(\S*)(?:\s+([^]*))?$/.exec(line) ?? [];
  if (command === undefined) return ofExpression(line, session);
  if (given === undefined) return among(NAMES, command);
  const { argument } = (Object.hasOwn(REPL_COMMANDS, command) && REPL_COMMANDS[command]) || {};
  if (argument === "GRANT") return among(Object.keys(GRANTS), given);
  return argument === "EXPR" ? ofExpression(given, session) : [[], given];
}

function among(words: readonly string[], begun: string): [string[], string] {
  return [words.filter((word) => word.startsWith(begun)), begun];
}

function ofExpression(source: string, { request, context }: Session): [string[], string] {
  const env = prepared(() => environmentFor({ ...request, context }));
  if (Array.isArray(env)) return [[], source];
  const { from, options } = complete(source, source.length, env);
  const begun = source.slice(from);
  return among(
    options.map(({ label }) => label),
    begun,
  );
}
