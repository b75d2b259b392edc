/** Which mutant is on while sources with switches run, which were reached, and how many turns loops have taken. */

/** More mutants than there will be. */
const MOST = 1 << 16;
const reached = new Uint8Array(MOST);
// A mutant of what is done while modules load has to be on before.
let on = Number(process.env.MUTANT ?? -1);
let turns = 0;
let mostTurns = Number.POSITIVE_INFINITY;

/** Whether a mutant is the one to run; called in its place. */
export function isOn(id: number): boolean {
  reached[id] = 1;
  return id === on;
}

/** Called at each turn of a loop. */
export function tick(): void {
  if (++turns > mostTurns) throw new Error("a loop without an end");
}

/** Turns a mutant on; -1 for none. */
export function turnOn(id: number): void {
  on = id;
}

/** Starts to count anew. */
export function beginCounting(most: number): void {
  reached.fill(0);
  turns = 0;
  mostTurns = most;
}

/** What was counted since. */
export function counted(mutants: number): { reached: number[]; turns: number; endless: boolean } {
  const ids: number[] = [];
  for (let id = 0; id < mutants; id++) if (reached[id] === 1) ids.push(id);
  return { reached: ids, turns, endless: turns > mostTurns };
}
