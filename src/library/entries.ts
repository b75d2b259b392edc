/** The table of functions that an import of its own brings, for environments that lack them; nothing of the imports is loaded here. */

/** Import → the families, functions and methods (with a dot before) whose rows it holds. */
export const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  "claims-el/functions/pattern": ["isMemberOfGroupNameRegex", "matches"],
  "claims-el/functions/country": ["Iso3166Convert", ".parseCountryCode", ".toAlpha2", ".toAlpha3", ".toNumeric", ".toName"],
  "claims-el/functions/time": [
    ...["Time", "DateTime", ".parseWindowsTime", ".parseUnixTime", ".parseStringTime"],
    ...[".toWindows", ".toUnix", ".toString", ".toZone"],
    ...[".plusDays", ".plusHours", ".plusMinutes", ".plusSeconds", ".minusDays", ".minusHours", ".minusMinutes", ".minusSeconds"],
    ...[".withinDays", ".withinHours", ".withinMinutes", ".withinSeconds"],
  ],
};

/** The import that brings a function or, with a dot before, a method; undefined where none does. */
export function entryOf(spelling: string): string | undefined {
  const dot = spelling.indexOf(".");
  const family = dot > 0 ? spelling.slice(0, dot) : undefined;
  return Object.keys(ENTRIES).find((entry) =>
    ENTRIES[entry]?.some((known) => known === spelling || (family !== undefined && known === family)),
  );
}
