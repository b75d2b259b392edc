/** What the tests of claims documents share: the functions of the command, and fixtures. */
import { readFileSync } from "node:fs";
import type { ClaimSet, IssueRequest } from "../../src/claims/index.js";
import { defineClaims } from "../../src/claims/index.js";
import { allFunctions } from "../../src/library/all.js";

/** Every row, as the command has them. */
export const SETTINGS = { functions: allFunctions };

/** A whole token: what it is made from, and what it must be. */
export interface Fixture {
  readonly title: string;
  readonly document: object;
  readonly request: IssueRequest;
  readonly expect: {
    /** Left out where there is no token. */
    readonly claims?: Readonly<Record<string, unknown>>;
    readonly omitted?: Readonly<Record<string, readonly [code: string, path?: string]>>;
    readonly errors?: Readonly<Record<string, string>>;
    readonly warnings?: readonly string[];
  };
}

/** The fixtures of `fixtures.json`. */
export const FIXTURES: readonly Fixture[] = read<{ fixtures: Fixture[] }>("fixtures.json").fixtures;

/** A file beside this one. */
export function read<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as Content;
}

/** The set of a document, with every function; the same for the same document, which a fixture is asked for many times. */
export function define(document: object): ClaimSet {
  const known = DEFINED.get(document);
  if (known) return known;
  const set = defineClaims(document, SETTINGS);
  DEFINED.set(document, set);
  return set;
}

const DEFINED = new WeakMap<object, ClaimSet>();
