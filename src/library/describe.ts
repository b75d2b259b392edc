/** A row in words and as data: what the command prints and the reference is made from. */
import type { ReasonCode } from "../diagnostics/reasons.js";
import { INFIX } from "../syntax/operators.js";
import { printType } from "../types/print.js";
import type { Type } from "../types/type.js";
import { pathText } from "../values/path.js";
import { codesOf, type Example, type FunctionRow, mayGiveNull, type Overload, signatureOf, spellingOf } from "./define.js";
import { entryOf } from "./entries.js";

/** What an overload gives, as text. */
function returnsOf(entry: Overload): string {
  const type: Type = typeof entry.returns === "function" ? entry.returns(entry.params.map((param) => param.type)) : entry.returns;
  const params = entry.params.map((param) => param.type);
  const missing = entry.stands !== undefined || [...(entry.absences ?? []), ...(entry.context ?? [])].length > 0;
  return `${printType(type)}${missing || mayGiveNull(entry, params) ? "?" : ""}`;
}

/** What a row reads of the context besides its arguments, as paths; an argument that is part of a path is in angle brackets. */
export function contextOf(row: FunctionRow): string[] {
  const paths = row.overloads.flatMap(({ context = [], stands, params }) => [
    ...context.map((read) => pathText(read.root, read.keys)),
    ...(stands
      ? [[stands.root, ...stands.keys.map((key) => (typeof key === "number" ? `<${params[key]?.name}>` : key))].join(".")]
      : []),
  ]);
  return [...new Set(paths)];
}

/** The reasons for which a row may answer that there is no value, besides a null that it was given. */
export function absencesOf(row: FunctionRow): ReasonCode[] {
  return [...new Set(row.overloads.flatMap(({ absences = [] }) => absences))];
}

/** The import that brings a row; undefined where the main entry has it. */
export function importOf(row: FunctionRow): string | undefined {
  return entryOf(spellingOf(row));
}

/** The null policy of a row in a sentence. */
export function nullPolicyOf(row: FunctionRow): string {
  const params = row.overloads.flatMap((entry) => [...entry.params, ...(entry.rest ? [entry.rest] : [])]);
  const received = [...new Set(params.filter((param) => param.receivesNull).map((param) => param.name))];
  const stops = params.some((param) => !param.receivesNull);
  if (params.some((param) => param.literal)) return "its arguments are written out and never null";
  if (params.length === 0) return "it takes nothing that could be null";
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

/** A longer context is not printed beside its example. */
const PRINTED_CONTEXT = 60;

function exampleLine([source, expected, context]: Example): string {
  const over = context ? JSON.stringify(context) : "";
  const where = over === "" || over.length > PRINTED_CONTEXT ? "" : `  over ${over}`;
  return `  ${source}  →  ${JSON.stringify(expected)}${where}`;
}

/** What is known of a row elsewhere. */
export interface Elsewhere {
  /** The kinds of expression that know it. */
  readonly kinds?: readonly string[];
}

/** A row as a page of text. */
export function describeFunction(row: FunctionRow, { kinds }: Elsewhere = {}): string {
  const lines = [...signaturesOf(row), "", row.doc, "", `nulls: ${nullPolicyOf(row)}`];
  if (row.aliases?.length) lines.push(`also written: ${row.aliases.join(", ")} (older)`);
  const facts: readonly (readonly [title: string, values: readonly string[]])[] = [
    ["reads of the context", contextOf(row)],
    ["may be absent with", absencesOf(row)],
    ["may fail with", failsOfRow(row)],
    ["known in", kinds ?? []],
    ["import", [importOf(row) ?? []].flat()],
  ];
  for (const [title, values] of facts) if (values.length > 0) lines.push(`${title}: ${values.join(", ")}`);
  lines.push("", ...row.examples.map(exampleLine));
  return lines.join("\n");
}

/** A row as JSON-safe data. */
export function functionJson(row: FunctionRow, { kinds }: Elsewhere = {}) {
  const entry = importOf(row);
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
    reads: contextOf(row),
    absences: absencesOf(row),
    fails: failsOfRow(row),
    ...(kinds ? { kinds } : {}),
    ...(entry ? { import: entry } : {}),
    examples: row.examples,
  };
}
