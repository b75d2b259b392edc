/** The language-neutral cases of `conformance` and `hostile`: as lines of the batch protocol, and what of an answer each speaks about. */
import { readdirSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { Answer } from "../src/cli/batch.js";
import { type Abbreviated, jsonOf, sourceOf } from "./hostile/build.js";

/** How an expression over a context must end; what is left out is not looked at. */
export interface Expectation {
  readonly status: Answer["status"];
  readonly value?: unknown;
  readonly reason?: { readonly code: string; readonly path?: string };
  readonly code?: string;
  readonly codes?: readonly string[];
  readonly underlined?: string;
}

/** One case of a file. */
export interface Case {
  readonly id: string;
  readonly source: string;
  readonly expr: Abbreviated;
  readonly context?: unknown;
  readonly grant?: string;
  readonly kind?: string;
  readonly dialect?: string;
  readonly schemas?: object;
  /** A mark in the data that no answer may show. */
  readonly secret?: string;
  readonly expect: Expectation;
  readonly why?: string;
}

export type Folder = "conformance" | "hostile";

/** The clock of every case. */
export const NOW = "2026-01-31T09:30:00.000Z";

/** The files of a folder and their cases. */
export function filesOf(folder: Folder, root: URL): { readonly file: string; readonly cases: readonly Case[] }[] {
  const place = new URL(`test/${folder}/`, root);
  const names = readdirSync(place).filter((name) => name.endsWith(".json"));
  return names.map((file) => ({ file, ...(JSON.parse(readFileSync(new URL(file, place), "utf8")) as { cases: Case[] }) }));
}

/** A case as a line of the batch protocol. Hostile cases are abbreviated, and their data may be what no value of ours holds. */
export function lineOf(folder: Folder, { expect: _expect, source: _source, why: _why, secret: _secret, ...line }: Case): string {
  if (folder === "conformance") return JSON.stringify(line);
  const data = line.context === undefined ? "{}" : jsonOf(line.context);
  return `{"expr":${JSON.stringify(sourceOf(line.expr))},"context":${data}}`;
}

/** What of an answer a case speaks about. */
export function shown(answer: Answer, { expr, expect: wanted }: Case): unknown {
  const { status } = answer;
  switch (answer.status) {
    case "value":
      return { status, ...("value" in wanted ? { value: answer.value } : {}) };
    case "absent": {
      const { code, path } = answer.reason;
      return { status, ...(wanted.reason && { reason: { code, ...("path" in wanted.reason && { path }) } }) };
    }
    case "error":
      return { status, ...(wanted.code === undefined ? {} : { code: answer.diagnostic.code }) };
    default: {
      const errors = answer.diagnostics.filter(({ severity }) => severity === "error");
      const span = errors[0]?.span;
      return {
        status,
        ...(wanted.codes === undefined ? {} : { codes: errors.map(({ code }) => code) }),
        ...(wanted.underlined === undefined ? {} : { underlined: span && sourceOf(expr).slice(span.start, span.end) }),
      };
    }
  }
}

/** What `shown` must give. */
export function wantedOf(folder: Folder, { expect: { status, value, reason, code, codes, underlined } }: Case): unknown {
  const written = folder === "hostile" && value !== undefined ? JSON.parse(jsonOf(value)) : value;
  return JSON.parse(JSON.stringify({ status, value: written, reason, code, codes, underlined }));
}

/** What an answer does wrong, in words; undefined where it is as its case wants it. */
export function wrongWith(folder: Folder, entry: Case, answer: Answer): string | undefined {
  if (entry.secret !== undefined && JSON.stringify(answer).includes(entry.secret)) return `${entry.id} shows its secret`;
  const [given, wanted] = [shown(answer, entry), wantedOf(folder, entry)];
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(given)), wanted)) return undefined;
  return `${entry.id} gives ${JSON.stringify(given).slice(0, 300)}, not ${JSON.stringify(wanted).slice(0, 300)}`;
}
