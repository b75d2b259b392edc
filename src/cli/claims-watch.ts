/** Waits until one of some files holds something else than what was read of it; editors replace files as often as they write them. */
import { readFileSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { decodeUtf8 } from "./input.js";

/** How often files are looked at. */
const LOOKED_EVERY_MS = 200;
/** A file is often written in more than one go. */
const SETTLED_AFTER_MS = 100;

/**
 * Ends when any of the files holds another text than the one given, which is undefined where there was none.
 *
 * A change between the reading and the first look is seen too. A file that is gone is waited for: it may be on its way.
 */
export async function watchFiles(files: ReadonlyMap<string, string | undefined>): Promise<void> {
  const looks = [...files].map(([file, text]) => changeOf(file, text));
  while (!looks.some((look) => look())) await wait(LOOKED_EVERY_MS);
  await wait(SETTLED_AFTER_MS);
}

/** Tells whether a file has changed; one that was not touched since the last look is not read again. */
function changeOf(file: string, text: string | undefined): () => boolean {
  let seen = "";
  return () => {
    const state = stateOf(file);
    if (state === undefined || state === seen) return false;
    seen = state;
    return textOf(file) !== text;
  };
}

function stateOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
}

/** The text of a file; undefined where it cannot be read, as it may not while it is written. */
function textOf(file: string): string | undefined {
  try {
    return decodeUtf8(readFileSync(file));
  } catch {
    return undefined;
  }
}
