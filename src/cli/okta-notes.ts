/** Prints the notes of an import or export for people: what is alike on one line, what matters most first. */
import type { NoteOutcome, OktaNote } from "../okta/notes.js";
import { type Output, oneLine, painter } from "./terminal.js";

const TITLES: Readonly<Record<NoteOutcome, string>> = { "left-out": "Left out", "to-check": "To check", changed: "Not the same" };

/** More names than this of one line are only counted. */
const SHOWN_NAMES = 3;

/** The notes as text; empty where there are none. */
export function notesText(notes: readonly OktaNote[], output: Output): string {
  const paint = painter(output);
  const parts = (Object.keys(TITLES) as NoteOutcome[]).flatMap((outcome) => {
    const lines = linesOf(notes.filter((note) => note.outcome === outcome));
    return lines.length > 0 ? [[paint("bold", TITLES[outcome]), ...lines].join("\n")] : [];
  });
  return parts.length > 0 ? `${parts.join("\n\n")}\n` : "";
}

/** One line for all notes that say the same. */
function linesOf(notes: readonly OktaNote[]): string[] {
  const alike = new Map<string, OktaNote[]>();
  for (const note of notes) {
    const key = JSON.stringify([note.subject, note.message]);
    alike.set(key, [...(alike.get(key) ?? []), note]);
  }
  return [...alike.values()].map((group) => {
    const [first] = group as [OktaNote, ...OktaNote[]];
    // One place for all is said once.
    const places = new Set(group.map(placeOf));
    const shared = places.size === 1 ? placeOf(first) : "";
    const names = group.slice(0, SHOWN_NAMES).map((note) => `${oneLine(note.name)}${shared === "" ? placeOf(note) : ""}`);
    const more = group.length - names.length;
    return `  ${first.subject} ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}${shared}: ${oneLine(first.message)}`;
  });
}

function placeOf({ origin, subject, name }: OktaNote): string {
  if (!origin || (subject === "file" && origin.line === undefined)) return "";
  const file = subject === "file" && name === origin.file ? "line" : origin.file;
  return ` (${file}${origin.line === undefined ? "" : file === "line" ? ` ${origin.line}` : `:${origin.line}`})`;
}
