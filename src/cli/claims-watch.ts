/** Waits until one of some files changes; editors replace files as often as they write them. */
import { unwatchFile, watchFile } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** How often files are looked at. */
const LOOKED_EVERY_MS = 200;
/** A file is often written in more than one go. */
const SETTLED_AFTER_MS = 100;

/** Ends when any of the files was changed. */
export async function watchFiles(files: readonly string[]): Promise<void> {
  await new Promise<void>((done) => {
    for (const file of files) watchFile(file, { interval: LOOKED_EVERY_MS }, () => done());
  });
  for (const file of files) unwatchFile(file);
  await wait(SETTLED_AFTER_MS);
}
