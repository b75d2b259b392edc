/** Refuses in words what is no setting of a query, and what is no row of one. */
import { requireEnvironment } from "../context/given.js";
import { badSetting } from "../diagnostics/error.js";
import { isHolder } from "../values/own.js";

type Parts = Readonly<Record<string, unknown>>;

const isText = (given: unknown) => typeof given === "string";
const isListOfTexts = (given: unknown) => Array.isArray(given) && given.every(isText);
const isMapOf = (given: unknown, isOne: (value: unknown) => boolean) => isHolder(given) && Object.values(given).every(isOne);
const isColumn = (given: unknown) => isHolder(given) && isText((given as Parts).column);
const isPresence = (given: unknown) => typeof given === "boolean" || isColumn(given);

/** What each setting of a query has to be, in the order in which they are looked at. */
const SETTINGS: readonly { name: string; fits: (given: never) => boolean; problem: string; advice: string }[] = [
  {
    name: "dialect",
    fits: (given: unknown) => isHolder(given) && typeof (given as Parts).quote === "function",
    problem: "it is not a dialect",
    advice: "Give one of `DIALECTS`, such as `DIALECTS.duckdb`.",
  },
  {
    name: "layout",
    fits: (given: Parts) => isHolder(given) && isMapOf(given.columns, isColumn) && isMapOf(given.present ?? {}, isPresence),
    problem: "it is not a layout",
    advice: 'Give the columns by path, as in `{ columns: { "user.email": { column: "email", kind: "text" } } }`.',
  },
  {
    name: "from",
    fits: (given: unknown) => isListOfTexts(given) || (isHolder(given) && isText((given as Parts).query)),
    problem: "it is not a relation",
    advice: 'Give the parts of a table\'s name, as in `["users"]`, or `{ query }`.',
  },
  {
    name: "keep",
    fits: (given: unknown) => isListOfTexts(given ?? []),
    problem: "it is not a list of columns",
    advice: 'Give the names of columns, as in `["id"]`.',
  },
];

/**
 * Refuses what no query can be made of.
 *
 * @throws ClaimsElError with `check/bad-setting`
 */
export function requireQuery(sources: unknown, settings: unknown): void {
  if (!Array.isArray(sources)) throw badSetting("sources", "it is not a list", "Give a list of expressions.");
  if (!isHolder(settings)) throw badSetting("settings", "it is not a map", "Give `{ env, dialect, layout, from }`.");
  const given = settings as Parts;
  requireEnvironment(given.env);
  for (const { name, fits, problem, advice } of SETTINGS) if (!fits(given[name] as never)) throw badSetting(name, problem, advice);
}

/**
 * Refuses what no context can be made of.
 *
 * @throws ClaimsElError with `check/bad-setting`
 */
export function requireRow(placement: unknown, env: unknown, row: unknown): void {
  if (!isHolder(placement) || !((placement as Parts).paths instanceof Map))
    throw badSetting("placement", "it is not a placement", "Give the one that `compileSql` returned.");
  requireEnvironment(env);
  if (!isHolder(row)) throw badSetting("row", "it is not a map", "Give the values by the names of their columns.");
}
