/** The tables of formats: what a `format` of a text says beyond its name. */
import { TIMESTAMP, type Type } from "../types/type.js";
import type { Source } from "./conjunction.js";
import { textField } from "./json.js";

/** What a format means here. */
export interface FormatMeaning {
  /** The type that takes the place of text. */
  readonly type?: Type;
  /** The class of data it stands for, where the schema names none. */
  readonly sensitivity?: string;
}

/** Format → meaning. Any other format is kept as a word and changes nothing. */
export type Formats = ReadonlyMap<string, FormatMeaning>;

/** The formats of JSON Schema, and OpenAPI's `password`. */
export const JSON_FORMATS: Formats = new Map<string, FormatMeaning>([
  ["date-time", { type: TIMESTAMP }],
  ["password", { sensitivity: "secret" }],
]);

const HIDDEN: FormatMeaning = { sensitivity: "secret" };

/** The formats of Okta's schemas, by what a date is: text, as in Okta's own language, or a timestamp, as in JSON Schema. */
export const OKTA_FORMATS: { readonly [DateTime in "text" | "timestamp"]: Formats } = {
  text: new Map([
    ["hashed", HIDDEN],
    ["encrypted", HIDDEN],
  ]),
  timestamp: new Map<string, FormatMeaning>([
    ["hashed", HIDDEN],
    ["encrypted", HIDDEN],
    ["date-time", { type: TIMESTAMP }],
  ]),
};

/** The first format that has a meaning among those of a place. */
export function formatOf(sources: readonly Source[], formats: Formats): FormatMeaning | undefined {
  return sources.map(({ schema }) => formats.get(textField(schema, "format") ?? "")).find((meaning) => meaning !== undefined);
}
