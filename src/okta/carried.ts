/** Data of a tenant as data of a document: what a copy would lack is told. */
import { copyOf, MOST_LEVELS, MOST_MEMBERS, mapAt } from "../targets/payload.js";
import type { ImportNotes, Noted } from "./notes.js";

/** What a copy of parsed JSON lacks: `large` whatever is beyond a bound, `unsafe` the name that is never data. */
type Loss = "large" | "unsafe";

function lossOf(value: unknown, levels = MOST_LEVELS): Loss | undefined {
  if (typeof value === "number" && !Number.isFinite(value)) return "large";
  if (typeof value !== "object" || value === null) return undefined;
  if (levels === 0) return "large";
  const entries = Object.entries(value);
  if (entries.length > MOST_MEMBERS) return "large";
  const losses = entries.map(([name, member]) => lossOf(member, levels - 1) ?? (name === "__proto__" ? "unsafe" : undefined));
  return losses.includes("large") ? "large" : losses.find((loss) => loss !== undefined);
}

/** A map of parsed JSON, carried whole or not at all; without the name that is never data. */
export function carriedMap(raw: unknown, key: string, noted: Noted, notes: ImportNotes): Record<string, unknown> | undefined {
  if (raw === undefined || raw === null) return undefined;
  const loss = lossOf(raw);
  if (mapAt(raw) === undefined) notes.add("odd-value", noted, { key });
  else if (loss === "large") notes.add("too-large", noted, { key });
  else {
    if (loss === "unsafe") notes.add("unsafe-property", noted);
    return copyOf(raw) as Record<string, unknown>;
  }
  return undefined;
}
