/** P5b: verdicts are sharp: where one says `sometimes` there is data for both ends, and supplying what is blamed changes the end. */

import { describe, expect, it } from "vitest";
import { pathOf, type ReadPath, rootPath, stepPath } from "../../src/context/paths.js";
import type { Blame, Outcome } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { optional, TEXT } from "../../src/types/type.js";
import { type Choices, seededChoices } from "../generators/choices.js";
import { BUILT_IN, type GrantName, someContext } from "../generators/contexts.js";
import { type Scenario, scenarios } from "../generators/scenario.js";
import { type DataBounds, someValue, WORDS } from "../generators/values.js";
import fc, { SEED } from "../seeded.js";
import { evaluated, type Trial, trialOf } from "./trial.js";

const RUNS = 1500;
/** How many contexts are tried for one expression. */
const TRIES = 300;

type Data = Record<string, unknown>;

/** What groups and their sources are called in the data. */
const NAMED = ["OKTA", "active_directory", "0oa1", "00g1", "00g2", "OKTA_GROUP"];

/** Words of the data: those that the expression compares with, and a few others, so that two of them are often the same. */
function boundsOf({ source, bounds }: Scenario, c: Choices): DataBounds {
  const written = [...source.matchAll(/"([^"]{0,40})"|'([^']{0,40})'/g)].map((match) => match[1] ?? match[2] ?? "");
  const words = [...written, ...c.list(3, 6, () => c.pick([...WORDS, ...NAMED]))];
  return { textLength: Math.min(200, bounds.textLength), listLength: Math.min(20, bounds.listLength), words };
}

/** What was found of one expression. */
interface Found {
  readonly value: Data | undefined;
  readonly failed: boolean;
  /** A context for each reason, as code and path. */
  readonly absent: ReadonlyMap<string, Data>;
}

const nameOf = ({ code, path }: { readonly code: string; readonly path?: string }) => `${code} ${path ?? ""}`;

/** Looks for data with a value, and for some with each reason that is blamed; until there is all of it, or for so many tries. */
function search(trial: Trial, grant: GrantName, blames: readonly Blame[]): Found {
  const { scenario } = trial;
  const wanted = blames.map(nameOf);
  let value: Data | undefined;
  let failed = false;
  const absent = new Map<string, Data>();
  for (let index = 0; index < TRIES; index++) {
    const c = seededChoices(SEED + index * 7919);
    const bounds = boundsOf(scenario, c);
    const context = withMatches(c, withDirectory(c, someContext(c, scenario.schemas, grant, bounds), scenario, bounds), bounds);
    note(evaluated(trial, context), context);
    if (value && absent.size > 0 && wanted.every((name) => absent.has(name))) break;
  }
  return { value, failed, absent };

  function note(outcome: Outcome, context: Data): void {
    if (outcome.status === "value") value ??= context;
    if (outcome.status === "error") failed = true;
    if (outcome.status === "absent" && !absent.has(nameOf(outcome.reason))) absent.set(nameOf(outcome.reason), context);
  }
}

/** Groups that are called what the expression asks for, and longer lists where no schema bounds them. */
function withMatches(c: Choices, context: Data, { words = [] }: DataBounds): Data {
  const copy = structuredClone(context) as Record<string, Data | undefined>;
  for (const groups of [copy.groups, copy.app?.groups]) {
    for (const group of (Array.isArray(groups) ? groups : []) as Data[]) {
      if (c.chance(50)) group.id = c.pick(words);
      if (c.chance(50)) group.source = { id: c.pick(words), type: c.pick(words) };
      if (c.chance(50)) group.name = c.list(1, 2, () => c.pick(words)).join("");
    }
  }
  for (const [root, list] of [
    ["app", "roles"],
    ["session", "amr"],
    ["access", "scope"],
  ] as const) {
    const texts = copy[root]?.[list];
    if (Array.isArray(texts) && c.chance(50)) texts.push(...c.list(0, 8, () => c.pick(words)));
  }
  return copy;
}

const PEOPLE = ["google", "manager", "spouse", "mentor", "zendesk", "a", "office365"];

/** The data of a directory in full: whoever functions look for is there, more often than not. */
function withDirectory(c: Choices, context: Data, { source }: Scenario, bounds: DataBounds): Data {
  if (context.user === undefined) return context;
  const person = () => ({
    id: "00u2",
    login: "bo",
    email: "bo@example.com",
    userName: "bo",
    status: "ACTIVE",
    profile: { a: someValue(c, TEXTUAL, bounds) },
  });
  const named = [...new Set([...PEOPLE, ...[...source.matchAll(/["']([A-Za-z_]\w*)["']/g)].map((match) => match[1] ?? "")])];
  const some = (names: readonly string[]) => Object.fromEntries(names.filter(() => c.chance(70)).map((name) => [name, person()]));
  const party = () => ({ ...(c.chance(80) ? { user: person() } : {}), appUsers: some(named) });
  const directory = {
    ...(c.chance(80) ? { manager: party() } : {}),
    ...(c.chance(80) ? { assistant: party() } : {}),
    activeDirectory: c.list(0, 2, person),
    workday: c.list(0, 2, person),
    linked: some(named),
  };
  return { ...context, directory };
}

const TEXTUAL = optional(TEXT);

/** The root and the keys of a path as it is told; undefined where a part of it is not known. */
function keysOf(path: string): string[] | undefined {
  const keys: string[] = [];
  const pattern = /\.?([A-Za-z_$][\w$]*)|\["((?:[^"\\]|\\.)*)"\]/y;
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (!match) return undefined;
    keys.push(match[1] ?? (JSON.parse(`"${match[2]}"`) as string));
  }
  return keys;
}

/** The same data with something at a path, and with whoever has it. */
function supplied(trial: Trial, context: Data, blame: Blame, seed: number): Data | undefined {
  const [root, ...keys] = keysOf(blame.path ?? "") ?? [];
  const { scenario, env } = trial;
  if (root === undefined) return undefined;
  const bounds = boundsOf(scenario, seededChoices(seed));
  const full = someContext(seededChoices(seed), scenario.schemas, "authorization_code", bounds);
  const copy = structuredClone(context);
  for (const party of ["user", "groups", "appuser", "session", "now"]) {
    if (blame.code.startsWith("needs-") && copy[party] === undefined) copy[party] = full[party] ?? (party === "now" ? 0 : {});
  }
  if (root === "now" || root === "groups") return copy;
  if (root === "directory") {
    for (const key of ["user", "groups", "appuser"]) copy[key] ??= full[key] ?? {};
    return withDirectory(seededChoices(seed), copy, scenario, bounds);
  }
  const isVariable = env.roots.get(root)?.location[0] === "vars";
  const path = isVariable ? variablePath(trial, root, keys) : pathOf(env.roots, root, keys);
  if (!path) return copy;
  let value: unknown = null;
  for (let tries = 0; value === null && tries < 50; tries++)
    value = someValue(seededChoices(seed + tries), { type: path.typed.type, nullable: false }, bounds);
  put(copy, isVariable ? ["vars", ...path.keys] : [...path.root.location, ...path.keys], value);
  return copy;
}

/** A variable's path has its name as the first key. */
function variablePath({ env }: Trial, name: string, keys: readonly string[]) {
  const root = env.roots.get(name);
  return root && [name, ...keys].reduce<ReadPath | undefined>((path, key) => path && stepPath(path, key), rootPath(root));
}

/** Puts a value where a path reads it: an attribute may stand beside `profile` or in it. */
function put(context: Data, [root = "", ...keys]: readonly string[], value: unknown): void {
  if (keys.length === 0) return;
  const holder = into(context, root);
  const [first = "", ...further] = keys;
  const inProfile = root === "user" && first !== "profile" && !Object.hasOwn(BUILT_IN.user ?? {}, first);
  const start = inProfile ? into(holder, "profile") : holder;
  const last = further.pop();
  if (last === undefined) start[first] = value;
  else further.reduce(into, into(start, first))[last] = value;
}

function into(holder: Data, key: string): Data {
  const found = Object.hasOwn(holder, key) ? holder[key] : undefined;
  if (typeof found === "object" && found !== null && !Array.isArray(found)) return found as Data;
  const made: Data = {};
  Object.defineProperty(holder, key, { value: made, enumerable: true, configurable: true, writable: true });
  return made;
}

/** Whether a blame names data: `null` that is written out, or a list without a match, cannot be supplied. */
function isOfData({ env }: Trial, { code, path }: Blame): boolean {
  const [root] = keysOf(path ?? "") ?? [];
  return root !== undefined && !code.startsWith("index") && (env.readable.has(root) || env.roots.has(root) || root === "directory");
}

/** Whether supplying what is blamed changes how an evaluation ends that ended for that reason. */
function changes(trial: Trial, found: Found, blame: Blame): boolean | undefined {
  const context = found.absent.get(nameOf(blame));
  if (!context) return undefined;
  const before = JSON.stringify(evaluated(trial, context));
  for (let tries = 0; tries < 20; tries++) {
    const data = supplied(trial, context, blame, SEED + tries * 104729);
    if (data && JSON.stringify(evaluated(trial, data)) !== before) return true;
  }
  return false;
}

describe("what the checker says of generated expressions", () => {
  const sample = fc.sample(scenarios({ rows: allFunctions, typed: true, data: "fitting", granted: true, depth: 3 }), {
    numRuns: RUNS,
    seed: SEED,
  });
  const tally = { sometimes: 0, both: 0, failing: 0, blamed: 0, changed: 0 };
  const missed: string[] = [];
  for (const scenario of sample) {
    const trial = trialOf(scenario);
    const verdict = scenario.grant && trial?.result.verdicts[scenario.grant];
    if (!trial || verdict?.verdict !== "sometimes") continue;
    const blames = verdict.because.filter((each) => isOfData(trial, each));
    const found = search(trial, scenario.grant, blames);
    tally.sometimes++;
    if (!found.value && found.failed) tally.failing++;
    if ((found.value || found.failed) && found.absent.size > 0) tally.both++;
    else missed.push(`${scenario.source}  (${scenario.grant}: ${found.value ? "never absent" : "never a value"})`);
    for (const blame of blames) {
      const changed = changes(trial, found, blame);
      if (changed === undefined) continue;
      tally.blamed++;
      if (changed) tally.changed++;
      else missed.push(`${scenario.source}  (${nameOf(blame)} changes nothing)`);
    }
  }
  const told = () => `${JSON.stringify(tally)}\n${missed.slice(0, 20).join("\n")}`;

  process.stdout.write(
    `seed ${SEED}: ${tally.both} of ${tally.sometimes} sometimes have both witnesses, ${tally.changed} of ${tally.blamed} blamed paths change the end\n`,
  );

  it("has enough of both to speak of", () => expect(Math.min(tally.sometimes, tally.blamed), told()).toBeGreaterThan(100));
  it("is `sometimes` only where data for both ends can be found", () =>
    expect(tally.both / tally.sometimes, told()).toBeGreaterThanOrEqual(0.95));
  it("blames what, once supplied, changes the end", () =>
    expect(tally.changed / tally.blamed, told()).toBeGreaterThanOrEqual(0.95));
});
