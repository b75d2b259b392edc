/** The search: keeps the worst input so far and changes it, until the time is over. */
import { median } from "../../bench/measure.js";
import { check, compile, defineEnvironment, type Program, parse } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { seededChoices } from "../../test/generators/choices.js";
import { spent } from "../processor.js";
import { type Candidate, changed, contextOf, renewed, started } from "./candidates.js";

/** What is to take as long as possible. */
export interface Aim {
  readonly name: string;
  /** Milliseconds that it may take at most; undefined where there is no promise. */
  readonly most?: number;
  /** Makes ready what is timed; undefined where the input is not one of these. */
  readonly ready: (candidate: Candidate) => (() => void) | undefined;
}

/** The worst that a search found. */
export interface Found {
  readonly candidate: Candidate;
  readonly ms: number;
  readonly tried: number;
  readonly told: string;
}

const env = defineEnvironment({ functions: allFunctions });
const declared = defineEnvironment({
  functions: allFunctions,
  app: { t: "text", l: "list<text>", n: "integer?", m: { type: "map", attributes: { a: "text?", b: "list<integer>" } } },
  user: { email: "text?" },
});

function accepted(source: string): Program | undefined {
  return check(source, env).ok ? compile(source, env) : undefined;
}

let times = 0;

/** Checks a source whose patterns were not made just before. */
function checkAnew(source: string, environment: typeof env): void {
  check(renewed(source, times++), environment);
}

/** Every aim. */
export const AIMS: readonly Aim[] = [
  {
    name: "parse and check, accepted",
    most: 10,
    ready: ({ source }) => (check(source, env).ok ? () => checkAnew(source, env) : undefined),
  },
  {
    name: "parse and check against schemas, accepted",
    most: 10,
    ready: ({ source }) => (check(source, declared).ok ? () => checkAnew(source, declared) : undefined),
  },
  { name: "parse and check, refused", ready: ({ source }) => (check(source, env).ok ? undefined : () => checkAnew(source, env)) },
  {
    name: "parse alone",
    most: 10,
    ready:
      ({ source }) =>
      () =>
        void parse(source),
  },
  {
    name: "evaluate, data seen before",
    most: 5,
    ready: ({ source, shape }) => {
      const program = accepted(source);
      const context = contextOf(shape);
      return program && (() => void program.evaluate(context));
    },
  },
  {
    name: "evaluate, data admitted anew",
    ready: ({ source, shape }) => {
      const program = accepted(source);
      return program && (() => void program.evaluate(contextOf(shape)));
    },
  },
];

/**
 * The median of several runs, each the lesser of what passed and what the process had of a processor: the one tells too much where
 * others want the machine, the other where the host collects or compiles on a thread beside.
 */
function timed(run: () => void, rounds: number): number {
  const times = Array.from({ length: rounds }, () => {
    const [began, had] = [performance.now(), spent()];
    run();
    return Math.min(performance.now() - began, spent() - had);
  });
  return median(times);
}

/** So often the worst input is run before it is timed for the last time. */
const WARM = 40;

/** How many series of runs are made, how many of them count, and how far these may lie from the best pace of the machine. */
const SERIES = { least: 60, most: 150, counted: 25, runs: 15, near: 1.15 } as const;

/** What the machine's pace is measured by: a check that never changes. */
const PACE = 'app.a == "x" ? user.b : isMemberOfGroupName("Admins") ? app.c.![#this + "a"] : {k: app.d, l: {1, 2, app.e}}';

/** So often, for a millisecond or two. */
const PACED = 12;

function checkAgain(): void {
  for (let round = 0; round < PACED; round++) check(PACE, env);
}

/** One series: what the input took, and what the same work took between its runs. */
interface Series {
  readonly ms: number;
  readonly pace: number;
}

function series(run: () => void): Series {
  const rounds = Array.from({ length: SERIES.runs }, () => ({ pace: timed(checkAgain, 1), ms: timed(run, 1) }));
  return { ms: median(rounds.map(({ ms }) => ms)), pace: median(rounds.map(({ pace }) => pace)) };
}

/**
 * The last word on an input, with code that is warm: an issuer that checks one expression has checked others before. A virtual machine
 * is half as fast while its neighbours work, which says nothing of the input: so those series count between whose runs a check that
 * never changes was fastest, chosen by that and not by what they came to, and of these the median.
 */
function lastWord(run: () => void): Pick<Found, "ms" | "told"> {
  for (let round = 0; round < WARM; round++) {
    checkAgain();
    run();
  }
  const all: Series[] = [];
  const near = () => {
    const best = Math.min(...all.map(({ pace }) => pace));
    return all.filter(({ pace }) => pace <= best * SERIES.near).length;
  };
  while (all.length < SERIES.least || (near() < SERIES.counted && all.length < SERIES.most)) all.push(series(run));
  const counted = all.toSorted((one, other) => one.pace - other.pace).slice(0, SERIES.counted);
  const [times, paces] = [all.map(({ ms }) => ms), all.map(({ pace }) => pace)];
  const shown = (values: readonly number[]) =>
    [Math.min(...values), Math.max(...values)].map((each) => each.toFixed(1)).join(" to ");
  const told = `, at a pace of ${shown(counted.map(({ pace }) => pace))} of ${shown(paces)}; over all ${median(times).toFixed(1)} ms, ${shown(times)}`;
  return { ms: median(counted.map(({ ms }) => ms)), told };
}

/** What searches found before and was slow then; undefined where it is no input of the aim any more. */
export function again(aim: Aim, candidate: Candidate): Found | undefined {
  const run = aim.ready(candidate);
  return run && { candidate, tried: 1, ...lastWord(run) };
}

/** Climbs for so many seconds. */
export function climb(aim: Aim, seed: number, seconds: number): Found {
  const end = performance.now() + seconds * 1000;
  let [round, tried, since] = [0, 0, 0];
  let best: Candidate | undefined;
  let bestMs = 0;
  let top: Found | undefined;
  while (performance.now() < end) {
    const c = seededChoices(Math.imul(seed, 7_919) + round++);
    // After many changes that made nothing worse it begins anew elsewhere.
    if (since > 60) [best, bestMs, since] = [undefined, 0, 0];
    const candidate = best === undefined || c.chance(5) ? started(c) : changed(c, best);
    const run = aim.ready(candidate);
    if (!run) continue;
    tried++;
    since++;
    // Once to warm up; only what looks worse is timed with care.
    run();
    const first = timed(run, 1);
    if (first <= bestMs) continue;
    const ms = timed(run, 5);
    if (ms <= bestMs * 1.02) continue;
    [best, bestMs, since] = [candidate, ms, 0];
    if (!top || ms > top.ms) top = { candidate, ms, tried, told: "" };
  }
  if (!top) throw new Error(`no input of "${aim.name}" was found`);
  return { ...top, ...lastWord(aim.ready(top.candidate) as () => void), tried };
}
