/** How long this process has had a processor: others that want one too make it wait. */

/** The milliseconds so far. */
export function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
