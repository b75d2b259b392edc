/** The countries of ISO 3166-1 with their codes and English names; the one file that imports the country package. */

import codes from "i18n-iso-countries/codes.json";
import english from "i18n-iso-countries/langs/en.json";
import { roomForPattern } from "../base/room.js";

/** One country. */
export interface Country {
  readonly alpha2: string;
  readonly alpha3: string;
  /** Three digits. */
  readonly numeric: string;
  /** The common English name. */
  readonly name: string;
}

/** Common names where the package's first name is the formal one. Each is also a name that is recognised. */
// biome-ignore format: table
const COMMON_NAMES: ReadonlyMap<string, string> = new Map([
  ["BN", "Brunei"], ["CD", "Democratic Republic of the Congo"], ["CG", "Republic of the Congo"], ["CI", "Côte d'Ivoire"],
  ["CN", "China"], ["CZ", "Czechia"], ["FK", "Falkland Islands"], ["FM", "Micronesia"], ["GM", "Gambia"], ["IR", "Iran"],
  ["LA", "Laos"], ["MD", "Moldova"], ["MF", "Saint Martin"], ["MK", "North Macedonia"], ["PN", "Pitcairn Islands"],
  ["PS", "Palestine"], ["RE", "Réunion"], ["RU", "Russia"], ["ST", "São Tomé and Príncipe"], ["SX", "Sint Maarten"],
  ["SY", "Syria"], ["TW", "Taiwan"], ["TZ", "Tanzania"], ["US", "United States"], ["VA", "Vatican City"],
  ["VG", "British Virgin Islands"], ["VI", "U.S. Virgin Islands"],
]);

const byCode = new Map<string, Country>();
/** Null for a name that more than one country has. */
const byName = new Map<string, Country | null>();

for (const [alpha2, alpha3, numeric] of codes as [string, string, string, string][]) {
  const names = [(english.countries as Record<string, string | string[]>)[alpha2] ?? []].flat();
  const name = COMMON_NAMES.get(alpha2) ?? names[0];
  if (name === undefined) continue;
  const country: Country = { alpha2, alpha3, numeric, name };
  for (const code of [alpha2, alpha3, numeric]) byCode.set(code, country);
  for (const each of new Set([name, ...names].map((spelling) => spelling.toLowerCase())))
    byName.set(each, byName.has(each) ? null : country);
}

/** The country with this alpha-2, alpha-3 (in any letter case) or numeric code (leading zeros may be missing). */
export function countryByCode(text: string): Country | undefined {
  roomForPattern();
  if (/^\d{1,3}$/.test(text)) return byCode.get(text.padStart(3, "0"));
  // Only A to Z: other letters have capitals among these too.
  return /^[A-Za-z]{2,3}$/.test(text) ? byCode.get(text.toUpperCase()) : undefined;
}

/** The one country with this English name, common or formal, in any letter case. */
export function countryByName(text: string): Country | undefined {
  return byName.get(text.toLowerCase()) ?? undefined;
}

/** Every country, by its alpha-2 code. */
export function allCountries(): readonly Country[] {
  return [...new Set(byCode.values())].sort((left, right) => (left.alpha2 < right.alpha2 ? -1 : 1));
}
