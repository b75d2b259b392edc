/** What each function is in SQL: a row beside the library's row of the same spelling, or why the library alone can run it. */
import { ARRAY_SQL } from "./function-arrays.js";
import { GROUP_SQL } from "./function-groups.js";
import { TEXT_SQL } from "./function-texts.js";
import type { SqlRow } from "./row.js";

const TIME = "dates and zones are the library's";
const COUNTRY = "countries are a table of the library's";
const PATTERN = "no database has the language's patterns";
const VERSION = "versions are compared by the library";
const ELSEWHERE = "what it finds in another directory is data of the request";
/** The call is a path, and read as any path is. */
const PATH = "it stands for a path";

const all = (names: readonly string[], why: string): Record<string, string> => Object.fromEntries(names.map((name) => [name, why]));

// biome-ignore format: table
const RESIDUALS: Readonly<Record<string, string>> = {
  ...all(["getManagerUser", "getManagerAppUser", "getAssistantUser", "getAssistantAppUser", "user.getLinkedObject", "user.getInternalProperty"], PATH),
  ...all(["findDirectoryUser", "hasDirectoryUser", "findWorkdayUser", "hasWorkdayUser"], ELSEWHERE),
  ...all([".versionGreaterThan", ".versionLessThan"], VERSION),
  ...all(["Iso3166Convert.toAlpha2", "Iso3166Convert.toAlpha3", "Iso3166Convert.toNumeric", "Iso3166Convert.toName", ".parseCountryCode"], COUNTRY),
  ...all(["Time.now", "Time.fromWindowsToIso8601", "Time.fromUnixToIso8601", "Time.fromStringToIso8601", "Time.fromIso8601ToWindows", "Time.fromIso8601ToUnix", "Time.fromIso8601ToString", "DateTime.now"], TIME),
  ...all([".parseWindowsTime", ".parseUnixTime", ".parseStringTime", ".toWindows", ".toUnix", ".toString", ".toZone"], TIME),
  ...all([".plusDays", ".plusHours", ".plusMinutes", ".plusSeconds", ".minusDays", ".minusHours", ".minusMinutes", ".minusSeconds"], TIME),
  ...all([".withinDays", ".withinHours", ".withinMinutes", ".withinSeconds"], TIME),
  ...all(["matches", "isMemberOfGroupNameRegex"], PATTERN),
};

/** Every row of the library by its spelling. */
export const FUNCTION_SQL: Readonly<Record<string, SqlRow | string>> = { ...TEXT_SQL, ...ARRAY_SQL, ...GROUP_SQL, ...RESIDUALS };
