/** What a dialect of SQL is: how it spells the few things that the compiler needs. Every expression is total: none of them may fail. */
import type { ScalarKind, Sql } from "./fragment.js";

/** Lists of one kind of value, in their order. */
export interface ListDialect {
  readonly make: (items: readonly Sql[], kind: ScalarKind) => Sql;
  readonly length: (list: Sql) => Sql;
  /** The element at a position counted from 1, which is inside. */
  readonly at: (list: Sql, position: Sql) => Sql;
  /** Whether an element equals a value that is not null; never null. */
  readonly contains: (list: Sql, value: Sql) => Sql;
  readonly append: (list: Sql, value: Sql) => Sql;
  readonly concat: (left: Sql, right: Sql) => Sql;
  /** The elements that are not null, with a separator between them. */
  readonly join: (list: Sql, separator: Sql) => Sql;
  /** The same with commas. */
  readonly commas: (list: Sql) => Sql;
  /** One value for each element. */
  readonly map: (list: Sql, element: Sql, body: Sql, kind: ScalarKind) => Sql;
  /** The elements for which a test is true. */
  readonly filter: (list: Sql, element: Sql, test: Sql) => Sql;
  /** Whether a test is true of an element. */
  readonly any: (list: Sql, element: Sql, test: Sql) => Sql;
  /** The first number of a body that is not null, over the elements. */
  readonly first: (list: Sql, element: Sql, body: Sql) => Sql;
  /** Another kind for every element. */
  readonly cast: (list: Sql, kind: ScalarKind) => Sql;
}

/** Values inside a JSON column. */
export interface JsonDialect {
  /** The member of an object; null where there is none. */
  readonly member: (json: Sql, key: string) => Sql;
  /** `object`, `array`, `string`, `number`, `boolean` or `null`; null for SQL's null. */
  readonly kind: (json: Sql) => Sql;
  /** A JSON string, number or boolean as the value it is. */
  readonly scalar: (json: Sql, kind: "text" | "number" | "boolean") => Sql;
}

/** A dialect: one row of the table. */
export interface Dialect {
  readonly name: string;
  readonly doc: string;
  /** A name in quotes; whatever is in it stays a name. */
  readonly quote: (name: string) => string;
  /** What stands in the text for the parameter of this number, counted from 1. */
  readonly placeholder: (index: number) => string;
  /** One value that is used twice is bound once. */
  readonly numbered: boolean;
  readonly types: Readonly<Record<ScalarKind, string>>;
  readonly listOf: (type: string) => string;
  /** Written behind a selection whose columns must not be copied into what reads them. */
  readonly fence: string;
  /** Texts may hold U+0000. */
  readonly nul: boolean;
  readonly same: (left: Sql, right: Sql) => Sql;
  /** Lengths in bytes of UTF-8 and in code points. */
  readonly octets: (text: Sql) => Sql;
  readonly points: (text: Sql) => Sql;
  /** How many code points beyond U+FFFF a text has: each is two units of UTF-16. */
  readonly astral: (text: Sql) => Sql;
  /** Where a text that is not empty stands in another, counted from 1; 0 for nowhere. */
  readonly position: (text: Sql, search: Sql) => Sql;
  /** So many code points from a position counted from 1. */
  readonly slice: (text: Sql, from: Sql, count: Sql) => Sql;
  readonly replace: (text: Sql, match: Sql, by: Sql) => Sql;
  readonly lower: (text: Sql) => Sql;
  readonly upper: (text: Sql) => Sql;
  /** Whether a text matches a pattern of ours, which only uses what every engine knows. */
  readonly matches: (text: Sql, pattern: string) => Sql;
  /** A text of a column as the order of code points compares it. */
  readonly plainText: (column: Sql) => Sql;
  /** Quotient of integers without its fraction, and what remains, with the sign of the left side. */
  readonly quotient: (left: Sql, right: Sql) => Sql;
  readonly remainder: (left: Sql, right: Sql) => Sql;
  /** What remains of a division of Numbers, where the dialect has that. */
  readonly numberRemainder?: (left: Sql, right: Sql) => Sql;
  /** Numbers that are too large or too small end a query instead of being infinite or zero. */
  readonly strictNumbers: boolean;
  /** A Number with a fraction, between a thousandth and 10^15, as ECMAScript writes it; where the dialect writes it so. */
  readonly numberText?: (number: Sql) => Sql;
  /** The text of a decimal number of up to fifteen digits as a Number. */
  readonly parseNumber: (text: Sql) => Sql;
  /** The milliseconds of a timestamp column. */
  readonly epochOf: (column: Sql) => Sql;
  /** The milliseconds of ISO-8601 text in UTC, of a day that is sure to exist. */
  readonly epochOfText: (text: Sql) => Sql;
  /** Milliseconds as ISO-8601 text in UTC with three digits. */
  readonly isoText: (milliseconds: Sql) => Sql;
  readonly isFinite: (number: Sql) => Sql;
  readonly lists: ListDialect;
  readonly json?: JsonDialect;
  /** A field of a group. */
  readonly groupField: (group: Sql, field: string) => Sql;
  /** A group as a record, of its id, type, name and where it comes from; and the list of those that are there, in an order. */
  readonly groupRecord: (fields: readonly [id: Sql, type: Sql, name: Sql, sourceType: Sql, sourceId: Sql]) => Sql;
  readonly groupList: (record: Sql, id: Sql) => Sql;
  /** The JSON of a value, for comparing and measuring what a token carries. */
  readonly toJson: (value: Sql, kind: ScalarKind, list: boolean) => Sql;
}
