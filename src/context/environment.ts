/** The environment: everything an expression is checked and compiled against, made once from a host's settings. */

import { closestName } from "../base/closest.js";
import { DEFAULT_LIMITS, type Limits, limitsFrom, mostOf } from "../base/limits.js";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { withinStack } from "../diagnostics/stack.js";
import { defaultFunctions } from "../library/default.js";
import {
  type ContextRead,
  DIALECTS,
  type Dialect,
  type FunctionRow,
  type Overload,
  problemOf,
  spellingOf,
} from "../library/define.js";
import { type Library, makeLibrary } from "../library/library.js";
import type { SchemaInput } from "../schemas/schema.js";
import { ANY_MAP } from "../types/type.js";
import { describeHost, isHolder } from "../values/own.js";
import { pathText } from "../values/path.js";
import { declaredFor } from "./declared.js";
import type { Grant, Presence } from "./grants.js";
import { type ContextKind, KINDS, type KindName } from "./kinds.js";
import { pathOf } from "./paths.js";
import { HIDDEN_ROOTS, makeRoot, ROOTS, type Root, type RootName, type RootRow } from "./roots.js";
import { Sights } from "./sights.js";

/** The schemas of an explicit application instance: `zendesk.x` reads `user`, `zendesk_app.x` reads `properties`. */
export interface InstanceSchemas {
  readonly user?: SchemaInput;
  readonly properties?: SchemaInput;
}

/** What a host may say. Each root takes a schema; a root without one is open. */
export interface EnvironmentSettings extends Partial<Readonly<Record<Exclude<RootName, "groups">, SchemaInput>>> {
  /** Default `"claim"`; a host's own kind is an object of the same shape as the ready-made ones. */
  readonly kind?: KindName | ContextKind;
  /** The grants to check for: names of the kind's grants, or rows of the host's own. */
  readonly grants?: readonly string[] | Readonly<Record<string, Grant>>;
  /** Rows beyond the default ones. */
  readonly functions?: readonly FunctionRow[];
  /** Restricts function and method names to one dialect; both are known by default. */
  readonly dialect?: Dialect;
  readonly limits?: Partial<Limits>;
  /** Refuse open roots and unguarded access to what may be null. */
  readonly strict?: boolean;
  /** Bare names, where the kind allows them. */
  readonly vars?: SchemaInput;
  /** Explicit application instances by name, where the kind allows them. */
  readonly apps?: Readonly<Record<string, InstanceSchemas>>;
}

/** A made environment. Opaque to hosts; its fields are read by the other rooms. */
export interface Environment {
  readonly kind: ContextKind;
  readonly grants: ReadonlyMap<string, Grant>;
  readonly roots: ReadonlyMap<string, Root>;
  /** What functions may read: the fixed roots, whether expressions of the kind can name them or not. */
  readonly readable: ReadonlyMap<string, Root>;
  readonly library: Library;
  readonly dialect: Dialect | undefined;
  readonly limits: Limits;
  readonly strict: boolean;
  /** What an administrator should know of the schemas: nothing here stops an expression. */
  readonly warnings: readonly Diagnostic[];
  /** What evaluations remember of the contexts that they have seen. */
  readonly sights: Sights;
}

const NOWHERE = { start: 0, end: 0 };
const SETTINGS = new Set(["kind", "grants", "functions", "dialect", "limits", "strict", "vars", "apps"]);

/**
 * Makes an environment.
 *
 * @param settings root schemas, kind, grants, functions, dialect, limits, strictness; all optional
 * @returns the environment for `check` and `compile`; its `warnings` tell what is doubtful in the schemas
 * @throws ClaimsElError with every problem of the settings at once (`check/bad-setting`, `check/bad-schema`)
 * @example
 * const env = defineEnvironment({ app: { system_home: "text?" }, appuser: { role: "text?" } });
 */
export function defineEnvironment(settings: EnvironmentSettings = {}): Environment {
  return withinStack(() => environmentOf(settings));
}

function environmentOf(settings: EnvironmentSettings): Environment {
  if (!isHolder(settings)) throw new ClaimsElError([badSetting("settings", "it is not a map", "Give a map, or nothing at all.")]);
  const problems: Diagnostic[] = [];
  const kind = kindFrom(settings, problems);
  reportUnknownSettings(settings, kind, problems);
  const { limits, faults } = limitsFrom(settings.limits);
  for (const fault of faults) {
    const range = `a whole number from 1 to ${mostOf(fault.name)}`;
    const problem = fault.reason === "unknown" ? "there is no such limit" : `it is not ${range}`;
    const advice = fault.reason === "too-large" ? `Give ${range}.` : `The limits are: ${Object.keys(DEFAULT_LIMITS).join(", ")}.`;
    problems.push(badSetting(`limits.${fault.name}`, problem, advice));
  }
  if (settings.dialect !== undefined && !(DIALECTS as readonly unknown[]).includes(settings.dialect)) {
    problems.push(
      badSetting(
        "dialect",
        `\`${inWords(settings.dialect)}\` is not a dialect`,
        "Use `classic` or `identity-engine`, or leave it out to know both.",
      ),
    );
  }
  const roots = rootsFrom(settings, kind, problems);
  const grants = grantsFrom(settings, kind, problems);
  const rows = rowsFrom(settings, problems);
  if (hasErrors(problems)) throw new ClaimsElError(problems);
  const library = makeLibrary([...defaultFunctions, ...rows]);
  const readable = readableRoots(kind, roots);
  refuseUnknownReads(library, readable);
  const strict = settings.strict === true;
  const sights = new Sights(limits);
  return { kind, grants, roots, readable, library, dialect: settings.dialect, limits, strict, warnings: problems, sights };
}

function badSetting(setting: string, problem: string, advice: string): Diagnostic {
  return diagnostic("check/bad-setting", NOWHERE, { setting, problem, advice });
}

/** What is no text is named by its kind: it may be anything. */
function inWords(given: unknown): string {
  return typeof given === "object" ? describeHost(given) : String(given);
}

const PRESENCES: readonly unknown[] = ["present", "optional", "absent"] satisfies Presence[];
const ROOT_NAMES: readonly unknown[] = Object.keys(ROOTS);

function isGrant(row: unknown): boolean {
  const { user, appuser, session, tokens } = (row ?? {}) as Partial<Grant>;
  return [user, appuser, session].every((party) => PRESENCES.includes(party)) && Array.isArray(tokens);
}

function isKind({ name, roots, grants, except }: Partial<ContextKind>): boolean {
  return (
    typeof name === "string" &&
    Array.isArray(roots) &&
    roots.every((root) => ROOT_NAMES.includes(root)) &&
    isHolder(grants) &&
    Object.values(grants).every(isGrant) &&
    Array.isArray(except ?? [])
  );
}

/** The rows beyond the default ones, of whatever made them. */
function rowsFrom({ functions }: EnvironmentSettings, problems: Diagnostic[]): readonly FunctionRow[] {
  const rows = functions ?? [];
  const refuse = (setting: string, problem: string) => {
    problems.push(badSetting(setting, problem, "Give a list of what `defineFunction` makes."));
  };
  if (!Array.isArray(rows)) refuse("functions", "it is not a list");
  else
    for (const [index, row] of rows.entries()) {
      const problem = problemOf(row);
      if (problem) refuse(`functions[${index}]`, problem);
    }
  return rows;
}

function kindFrom(settings: EnvironmentSettings, problems: Diagnostic[]): ContextKind {
  const asked: unknown = settings.kind ?? "claim";
  if (typeof asked === "object") {
    if (isKind(asked as ContextKind)) return asked as ContextKind;
    const advice = 'Give all that a ready-made one has, as in `{ ...KINDS.claim, name: "door" }`.';
    problems.push(badSetting("kind", "it is not a whole context kind", advice));
    return KINDS.claim;
  }
  if (typeof asked === "string" && Object.hasOwn(KINDS, asked)) return KINDS[asked as KindName];
  const near = closestName(String(asked), Object.keys(KINDS));
  problems.push(
    badSetting(
      "kind",
      `\`${String(asked)}\` is not a context kind`,
      `${near ? `Did you mean \`${near}\`? ` : ""}The kinds are: ${Object.keys(KINDS).join(", ")}.`,
    ),
  );
  return KINDS.claim;
}

function reportUnknownSettings(settings: EnvironmentSettings, kind: ContextKind, problems: Diagnostic[]): void {
  for (const name of Object.keys(settings)) {
    if (SETTINGS.has(name)) continue;
    const known = [...kind.roots, ...SETTINGS];
    if ((kind.roots as readonly string[]).includes(name) && name !== "groups") continue;
    const isRoot = Object.hasOwn(ROOTS, name);
    const near = isRoot ? undefined : closestName(name, known);
    const problem = isRoot ? `a ${kind.name} expression has no schema for \`${name}\`` : "there is no such root or setting";
    problems.push(
      badSetting(name, problem, near ? `Did you mean \`${near}\`?` : `A ${kind.name} expression takes: ${known.join(", ")}.`),
    );
  }
}

const VARIABLE: RootRow = { doc: "A name that the host supplies.", layout: "flat", unset: "unset", builtIn: {} };
const INSTANCE_USER: RootRow = {
  doc: "The user's profile in an application instance.",
  layout: "flat",
  needs: "user",
  unset: "unset",
  builtIn: {},
};
const INSTANCE_APP: RootRow = { doc: "The properties of an application instance.", layout: "flat", unset: "unset", builtIn: {} };

function rootsFrom(settings: EnvironmentSettings, kind: ContextKind, problems: Diagnostic[]): Map<string, Root> {
  const roots = new Map<string, Root>();
  for (const name of kind.roots) {
    const input = name === "groups" ? undefined : settings[name];
    roots.set(name, makeRoot(name, ROOTS[name], [name], declaredFor(name, ROOTS[name], input, problems)));
  }
  for (const [name, schemas] of Object.entries(settings.apps ?? {})) {
    if (!isHolder(schemas)) {
      problems.push(badSetting(`apps.${name}`, "it is not a map", "Give a map with `user`, `properties` or both."));
      continue;
    }
    if (!kind.instances)
      problems.push(badSetting("apps", `a ${kind.name} expression has no application instances`, "They are known to mappings."));
    roots.set(
      name,
      makeRoot(name, INSTANCE_USER, ["apps", name, "user"], declaredFor(name, INSTANCE_USER, schemas.user, problems)),
    );
    roots.set(
      `${name}_app`,
      makeRoot(
        `${name}_app`,
        INSTANCE_APP,
        ["apps", name, "properties"],
        declaredFor(`${name}_app`, INSTANCE_APP, schemas.properties, problems),
      ),
    );
  }
  if (settings.vars !== undefined && !kind.vars)
    problems.push(badSetting("vars", `a ${kind.name} expression has no bare names`, "They are known to mappings and claims."));
  const vars = declaredFor("vars", VARIABLE, settings.vars, problems) ?? { ...ANY_MAP, open: false };
  for (const name of vars.attributes.keys()) {
    if (!roots.has(name)) roots.set(name, { ...makeRoot(name, VARIABLE, ["vars"], vars), open: false });
  }
  return roots;
}

/** The roots that functions may read: the kind's with their schemas, the other fixed ones open, and those no expression names. */
function readableRoots(kind: ContextKind, roots: ReadonlyMap<string, Root>): ReadonlyMap<string, Root> {
  const readable = new Map<string, Root>();
  for (const [name, row] of Object.entries<RootRow>(ROOTS)) readable.set(name, makeRoot(name, row, [name], undefined));
  for (const name of kind.roots) readable.set(name, roots.get(name) as Root);
  for (const [name, row] of Object.entries<RootRow>(HIDDEN_ROOTS))
    readable.set(name, makeRoot(name, row, name.split("."), undefined));
  return readable;
}

/** What an overload reads, with the root of the path that it stands for: which attribute that is, its arguments may say. */
function rootsAskedFor({ context = [], stands }: Overload): readonly Pick<ContextRead, "root" | "keys">[] {
  return stands && !stands.record ? [...context, { root: stands.root, keys: [] }] : context;
}

/** A row that reads what no context has is a mistake of its author, said before any expression is checked. */
function refuseUnknownReads(library: Library, readable: ReadonlyMap<string, Root>): void {
  const unknown = library.rows.flatMap((row) =>
    row.overloads.flatMap((overload) =>
      rootsAskedFor(overload)
        .filter((read) => pathOf(readable, read.root, read.keys) === undefined)
        .map((read) =>
          diagnostic("check/bad-function", NOWHERE, {
            name: spellingOf(row),
            problem: `it reads \`${pathText(read.root, read.keys)}\`, which no context has`,
          }),
        ),
    ),
  );
  if (unknown.length > 0) throw new ClaimsElError(unknown);
}

function grantsFrom(settings: EnvironmentSettings, kind: ContextKind, problems: Diagnostic[]): ReadonlyMap<string, Grant> {
  const known = new Map(Object.entries(kind.grants));
  const asked = settings.grants;
  if (asked === undefined) return known;
  if (!Array.isArray(asked)) {
    const own = new Map(isHolder(asked) ? Object.entries(asked as Readonly<Record<string, Grant>>) : []);
    const advice = "Give names of grants in a list, or a map of rows such as `GRANTS.password`.";
    if (!isHolder(asked)) problems.push(badSetting("grants", "it is neither a list nor a map", advice));
    for (const [name, row] of own) if (!isGrant(row)) problems.push(badSetting(`grants.${name}`, "it is not a grant", advice));
    return own;
  }
  const chosen = new Map<string, Grant>();
  for (const name of asked as readonly string[]) {
    const grant = known.get(name);
    if (grant) chosen.set(name, grant);
    else {
      const near = closestName(inWords(name), known.keys());
      problems.push(
        badSetting(
          "grants",
          `\`${inWords(name)}\` is not a grant of the kind ${kind.name}`,
          near ? `Did you mean \`${near}\`?` : `The grants are: ${[...known.keys()].join(", ")}.`,
        ),
      );
    }
  }
  return chosen;
}
