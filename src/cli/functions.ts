/** `claims-el functions`: the reference, printed from the rows. */
import { closestNames } from "../base/closest.js";
import { kindsWhere, knowsFunction } from "../context/kinds.js";
import { allFunctions } from "../library/all.js";
import type { FunctionRow } from "../library/define.js";
import { describeFunction, functionJson } from "../library/describe.js";
import { INFIX } from "../syntax/operators.js";
import type { Invocation } from "./arguments.js";
import { EXIT, UsageError } from "./exit.js";
import { columns, painter, type Terminal } from "./terminal.js";

/** Every spelling of a row. */
function spellings({ name, aliases = [], method, operator }: FunctionRow): string[] {
  const named = name === undefined ? [] : [name, ...aliases];
  return [...named, ...(method ? [method, `.${method}`] : []), ...(operator ? INFIX[operator].spellings : [])];
}

/** A row's line of the list, with the first sentence of what it does. */
function lineOf({ name, method, operator, dialect, doc: whole }: FunctionRow): string[] {
  const [doc = ""] = whole.split(/(?<=\.) /);
  if (operator) return [`x ${INFIX[operator].spellings[0]} y`, `x ${INFIX[operator].spellings[0]} y`, doc];
  const classic = dialect === "identity-engine" ? undefined : name;
  const engine = (method && `x.${method}()`) ?? (dialect === "classic" ? undefined : name);
  return [classic ?? "—", engine ?? "—", doc];
}

/** The rows a name stands for: a spelling, the last part of one (`len`), or the name of a family (`String`). */
function rowsNamed(name: string): readonly FunctionRow[] {
  const exact = allFunctions.filter((row) => spellings(row).includes(name));
  if (exact.length > 0) return exact;
  const wanted = name.toLowerCase().replace(/\.$/, "");
  const partly = (part: (spelling: string) => string | undefined) =>
    allFunctions.filter((row) => spellings(row).some((spelling) => part(spelling.toLowerCase()) === wanted));
  const lastPart = partly((spelling) => spelling.split(".").at(-1));
  return lastPart.length > 0 ? lastPart : partly((spelling) => (spelling.startsWith(".") ? undefined : spelling.split(".")[0]));
}

/** The kinds of expression that know a row. */
const kindsOf = (row: FunctionRow): string[] => kindsWhere((kind) => knowsFunction(kind, row));

function unknownFunction(name: string): UsageError {
  const all = allFunctions.flatMap(spellings);
  const families = all.filter((spelling) => /^\w+\./.test(spelling)).map((spelling) => spelling.split(".")[0] as string);
  const near = closestNames(name, new Set([...families, ...all]));
  const advice = near.length > 0 ? `Did you mean ${near.map((found) => `\`${found}\``).join(" or ")}?` : "";
  return new UsageError(`there is no function \`${name}\``, advice || "`claims-el functions` lists them.");
}

/** Runs the command. */
export async function runFunctions({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const [name, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`one function is wanted, but ${positionals.length} are given`);
  const rows = name === undefined ? allFunctions : rowsNamed(name);
  if (rows.length === 0) throw unknownFunction(name as string);
  const isList = name === undefined || rows.length > 3;
  if (options.json)
    await terminal.stdout.write(`${JSON.stringify(rows.map((row) => functionJson(row, { kinds: kindsOf(row) })))}\n`);
  else if (isList) {
    const [head, ...body] = columns([["CLASSIC", "IDENTITY ENGINE", "WHAT IT DOES"], ...rows.map(lineOf)]).split("\n");
    await terminal.stdout.write(`${[painter(terminal.stdout)("bold", head as string), ...body].join("\n")}\n`);
  } else await terminal.stdout.write(`${rows.map((row) => describeFunction(row, { kinds: kindsOf(row) })).join("\n\n")}\n`);
  return EXIT.ok;
}
