/** A row in words and as data: what the command prints and the reference is made from. */
import { INFIX } from "../syntax/operators.js";
import { printType } from "../types/print.js";
import type { Type } from "../types/type.js";
import { codesOf, type FunctionRow, mayGiveNull, type Overload, signatureOf } from "./define.js";

/** What an overload gives, as text. */
function returnsOf(entry: Overload): string {
  const type: Type = typeof entry.returns === "function" ? entry.returns(entry.params.map((param) => param.type)) : entry.returns;
  const params = entry.params.map((param) => param.type);
  return `${printType(type)}${mayGiveNull(entry, params) ? "?" : ""}`;
}

/** The null policy of a row in a sentence. */
export function nullPolicyOf(row: FunctionRow): string {
  const params = row.overloads.flatMap((entry) => [...entry.params, ...(entry.rest ? [entry.rest] : [])]);
  const received = [...new Set(params.filter((param) => param.receivesNull).map((param) => param.name))];
  const stops = params.some((param) => !param.receivesNull);
  if (received.length === 0) return "null in, null out";
  return stops ? `null is taken as ${received.join(", ")}; any other null gives null` : "null is taken and answered";
}

/** Every signature, in all spellings. */
export function signaturesOf(row: FunctionRow): string[] {
  const { operator } = row;
  return row.overloads.flatMap((entry) => {
    if (operator !== undefined) {
      const sides = entry.params.map((param) => `${param.name}: ${printType(param.type)}`);
      return [`${sides.join(` ${INFIX[operator].spellings[0]} `)} → ${returnsOf(entry)}`];
    }
    const classic = row.name === undefined ? [] : [`${signatureOf(row.name, entry, printType)} → ${returnsOf(entry)}`];
    const method = row.method
      ? `${entry.params[0]?.name ?? "x"}${signatureOf(`.${row.method}`, { ...entry, params: entry.params.slice(1) }, printType)} → ${returnsOf(entry)}`
      : undefined;
    return method ? [...classic, method] : classic;
  });
}

/** The codes a row may fail with. */
export function failsOfRow(row: FunctionRow): string[] {
  return [...new Set(row.overloads.flatMap(codesOf))];
}

/** A row as a page of text. */
export function describeFunction(row: FunctionRow): string {
  const lines = [...signaturesOf(row), "", row.doc, "", `nulls: ${nullPolicyOf(row)}`];
  if (row.aliases?.length) lines.push(`also written: ${row.aliases.join(", ")} (older)`);
  const fails = failsOfRow(row);
  if (fails.length > 0) lines.push(`may fail with: ${fails.join(", ")}`);
  lines.push("", ...row.examples.map(([source, expected]) => `  ${source}  →  ${JSON.stringify(expected)}`));
  return lines.join("\n");
}

/** A row as JSON-safe data. */
export function functionJson(row: FunctionRow) {
  return {
    ...(row.name === undefined ? {} : { name: row.name }),
    aliases: row.aliases ?? [],
    ...(row.method ? { method: row.method } : {}),
    ...(row.operator ? { operator: row.operator } : {}),
    dialect: row.dialect,
    documented: row.documented,
    doc: row.doc,
    signatures: signaturesOf(row),
    nulls: nullPolicyOf(row),
    fails: failsOfRow(row),
    examples: row.examples,
  };
}
