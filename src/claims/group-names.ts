/** The filters of groups claims that are plain text: what they look at of a name, and the work that it is. */
import { roomForPattern } from "../base/room.js";
import { type GroupTest, nameOf, testing } from "../library/group-fields.js";
import { LOOKS_OF_MAKING } from "../library/looking.js";
import { startsWith } from "../values/text.js";
import type { Fault } from "../values/value.js";

/** Counts units that are looked at; a fault when they are too many. */
export type Look = (units: number) => Fault | undefined;

/** Makes the test of one evaluation. */
export type MakeTest = (look: Look) => GroupTest;

/** A kind of filter. */
interface NameFilter {
  /** As much of a name as decides; undefined where its length does. */
  readonly part: (name: string, wanted: string) => string | undefined;
  /** Whether it holds for that part in lower case. */
  readonly holds: (part: string, wanted: string) => boolean;
}

/** Okta's filters disregard letter case. */
export const NAME_FILTERS: Readonly<Record<string, NameFilter>> = {
  startsWith: { part: beginningOf, holds: startsWith },
  // A text never gets shorter in lower case.
  equals: { part: (name, wanted) => (name.length > wanted.length ? undefined : name), holds: (part, wanted) => part === wanted },
  contains: { part: (name) => name, holds: (part, wanted) => part.includes(wanted) },
};

/**
 * As many units as are wanted, and the other half of the last character. What follows them says nothing of their lower case, but
 * for the one letter that is another at the end of a word.
 */
function beginningOf(name: string, wanted: string): string {
  const beginning = name.slice(0, wanted.length + 1);
  return beginning.includes("\u03a3") ? name : beginning;
}

/** A maker of tests for names in any letter case. */
export function nameTest(kind: string, text: string): MakeTest {
  const { part: partOf, holds } = NAME_FILTERS[kind] as NameFilter;
  const wanted = text.toLowerCase();
  return (look) => {
    roomForPattern();
    return testing(nameOf, (name) => {
      const part = partOf(name, wanted);
      return part !== undefined && (look(lowerCaseWork(part)) ?? holds(part.toLowerCase(), wanted));
    });
  };
}

/** Hosts hold texts without these in half the space, and put those into lower case as fast as they look at them. */
const BEYOND_LATIN = /[\u0100-\uffff]/;

function lowerCaseWork(text: string): number {
  return BEYOND_LATIN.test(text) ? text.length * LOOKS_OF_MAKING : text.length;
}
