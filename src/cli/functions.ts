/** `claims-el functions`: the reference, printed from the rows. */
import { closestNames } from "../base/closest.js";
import { allFunctions } from "../library/all.js";
import type { FunctionRow } from "../library/define.js";
import { describeFunction, functionJson } from "../library/describe.js";
import type { Invocation } from "./arguments.js";
import { EXIT, UsageError } from "./exit.js";
import { columns, painter, type Terminal } from "./terminal.js";

/** Every spelling of a row. */
function spellings(row: FunctionRow): string[] {
  const names = row.name === undefined ? [] : [row.name, ...(row.aliases ?? [])];
  return [...names, ...(row.method ? [row.method, `.${row.method}`] : [])];
}

/** A row's line of the list. */
function lineOf(row: FunctionRow): string[] {
  const method = row.method && `x.${row.method}()`;
  const classic = row.dialect === "identity-engine" ? undefined : row.name;
  return [classic ?? "—", method ?? (row.dialect === "classic" ? undefined : row.name) ?? "—", row.doc];
}

/** Runs the command. */
export async function runFunctions({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const [name, ...more] = positionals;
  if (more.length > 0) throw new UsageError("one function is wanted");
  const rows = name === undefined ? allFunctions : allFunctions.filter((row) => spellings(row).includes(name));
  if (rows.length === 0) {
    const near = closestNames(name as string, allFunctions.flatMap(spellings));
    throw new UsageError(
      `there is no function \`${name}\``,
      near.length > 0 ? `Did you mean ${near.map((found) => `\`${found}\``).join(" or ")}?` : "claims-el functions lists them.",
    );
  }
  if (options.json) await terminal.stdout.write(`${JSON.stringify(rows.map(functionJson))}\n`);
  else if (name === undefined) {
    const paint = painter(terminal.stdout);
    const [head, ...body] = columns([["CLASSIC", "IDENTITY ENGINE", "WHAT IT DOES"], ...rows.map(lineOf)]).split("\n");
    await terminal.stdout.write(`${[paint("bold", head as string), ...body].join("\n")}\n`);
  } else await terminal.stdout.write(`${rows.map(describeFunction).join("\n\n")}\n`);
  return EXIT.ok;
}
