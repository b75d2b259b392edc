/** How long this process has had a processor, and whether this machine had it: others that want one too make it wait. */
import { readFileSync } from "node:fs";

/** The milliseconds so far. */
export function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * What the host took of this machine's processors for its other guests so far, in the ticks of Linux (10 ms); it says so in the eighth
 * column of its first row. Undefined where the system does not tell.
 */
export function stolen(): number | undefined {
  if (process.platform !== "linux") return undefined;
  const ticks = readFileSync("/proc/stat", "utf8").split(/\s+/, 9)[8];
  return ticks === undefined ? undefined : Number(ticks);
}
