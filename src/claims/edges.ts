/** Contexts at the edges of what claims read: no user, each attribute unset, blank or empty, many groups. They are made, not found, and always the same. */
import type { Environment } from "../context/environment.js";
import type { Grant } from "../context/grants.js";
import type { ReadPath } from "../context/paths.js";
import type { Root } from "../context/roots.js";
import type { Typed } from "../types/type.js";
import { pathText } from "../values/path.js";
import { setOwn } from "./json.js";
import { namedGroups, sampleGroups, sampleOf } from "./samples.js";

/** One context to try, and what is special about it. */
export interface EdgeContext {
  readonly title: string;
  readonly context: { readonly [part: string]: unknown };
}

/** One more group than a function or a groups claim answers by default. */
const MANY_GROUPS = 101;

type Data = { readonly [part: string]: unknown };

/** A value that an expression compares an attribute with. */
export interface ComparedValue {
  readonly path: ReadPath;
  readonly value: string | number | boolean;
}

/** What expressions say of the data that would move them. */
export interface EdgeHints {
  readonly compared: readonly ComparedValue[];
  /** Texts that groups may be named by, or begin with. */
  readonly names: readonly string[];
}

/** What the contexts are made for. */
export interface EdgeRequest {
  readonly env: Environment;
  readonly grant: string;
  /** The paths that claims read; nothing else is varied. */
  readonly paths: readonly ReadPath[];
  readonly hints: EdgeHints;
  /** A client of the document gives `app`. */
  readonly hasClient: boolean;
}

/** The contexts for one grant: the ordinary one first, then one change at a time. */
export function edgeContexts({ env, grant, paths, hints, hasClient }: EdgeRequest): EdgeContext[] {
  const row = env.grants.get(grant);
  if (!row) return [];
  const read = paths.filter(
    (path) => isData(path.root) && mayBeThere(path.root, row) && !(hasClient && path.root.layout === "app"),
  );
  const whole = wholeContext(env, row, read, hints.names);
  return [
    { title: row.user === "absent" ? "no user" : "every attribute set", context: whole },
    ...withoutParties(env, row, read, whole),
    ...read.filter((path) => path.keys.length > 0).flatMap((path) => variations(path, whole)),
    ...comparedValues(hints.compared, read, whole),
    ...groupVariations(read, whole, hints.names),
  ];
}

/** Whether a host gives the root's data, rather than the grant or the clock. */
function isData(root: Root): boolean {
  return root.layout !== "grant" && root.layout !== "clock" && root.name !== "access";
}

function mayBeThere({ needs }: Root, row: Grant): boolean {
  return needs === undefined || (row[needs] !== "absent" && (needs !== "appuser" || row.user !== "absent"));
}

function wholeContext(env: Environment, row: Grant, read: readonly ReadPath[], names: readonly string[]): Data {
  let context: Data = { now: "2026-01-31T09:30:00.000Z" };
  const parties = ["user", "appuser", "session"].map((name) => env.roots.get(name)).filter((root) => root !== undefined);
  for (const root of [...parties, ...read.map((path) => path.root)]) {
    const [part] = root.location as [string];
    if (mayBeThere(root, row) && !Object.hasOwn(context, part))
      context = put(context, root.location, sampleOf(root.type, root.name));
  }
  for (const root of groupLists(read)) context = put(context, root.location, [...sampleGroups(2), ...namedGroups(names)]);
  for (const path of read) {
    const keys = dataKeys(path);
    if (path.keys.length > 0 && get(context, keys) === undefined)
      context = put(context, keys, sampleOf(path.typed.type, keys.at(-1) as string));
  }
  return context;
}

/** Who may be missing although the grant may have them. */
function withoutParties(env: Environment, row: Grant, read: readonly ReadPath[], whole: Data): EdgeContext[] {
  const belongings = (needs: readonly string[]): Data => {
    const parts = [...env.readable.values()].filter((root) => root.needs !== undefined && needs.includes(root.needs));
    return Object.fromEntries(Object.entries(whole).filter(([part]) => !parts.some((root) => root.location[0] === part)));
  };
  const reads = (party: string): boolean => read.some(({ root }) => root.needs === party);
  const edges: EdgeContext[] = [];
  if (row.user === "optional") edges.push({ title: "no user", context: belongings(["user", "appuser"]) });
  if (row.appuser === "optional" && reads("appuser"))
    edges.push({ title: "a user who is not assigned to the client", context: belongings(["appuser"]) });
  if (row.session === "optional" && reads("session")) edges.push({ title: "no session", context: belongings(["session"]) });
  return edges;
}

/** Each attribute on the way of a path unset where it may be, blank where it is a text, empty where it is a list. */
function variations(path: ReadPath, whole: Data): EdgeContext[] {
  return path.types.flatMap((typed, index) => {
    if (path.root.layout === "app" && index === 0 && path.keys.length > 1) return [];
    const keys = [...path.root.location, ...path.keys.slice(0, index + 1)];
    const name = pathText(path.root.name, path.keys.slice(0, index + 1));
    const edges: EdgeContext[] = [];
    if (typed.nullable) edges.push({ title: `${name} unset`, context: put(whole, keys, undefined) });
    if (isFreeText(typed)) edges.push({ title: `${name} blank`, context: put(whole, keys, "") });
    if (typed.type.kind === "list") edges.push({ title: `${name} empty`, context: put(whole, keys, []) });
    return edges;
  });
}

function isFreeText({ type }: Typed): boolean {
  return type.kind === "unknown" || (type.kind === "text" && type.values === undefined);
}

/** Each attribute as each value that it is compared with. */
function comparedValues(compared: readonly ComparedValue[], read: readonly ReadPath[], whole: Data): EdgeContext[] {
  const known = new Set(read.map(({ text }) => text));
  return compared
    .filter(({ path }) => known.has(path.text) && path.keys.length > 0)
    .map(({ path, value }) => ({ title: `${path.text} is ${JSON.stringify(value)}`, context: put(whole, dataKeys(path), value) }));
}

/** The roots that are lists of groups. */
function groupLists(read: readonly ReadPath[]): Set<Root> {
  const isList = ({ type, layout }: Root): boolean =>
    layout === "flat" && type.kind === "list" && type.element.type.kind === "group";
  return new Set(read.map(({ root }) => root).filter(isList));
}

function groupVariations(read: readonly ReadPath[], whole: Data, names: readonly string[]): EdgeContext[] {
  const many = [sampleGroups(MANY_GROUPS), ...names.map((name) => sampleGroups(MANY_GROUPS, name))].flat();
  return [...groupLists(read)].flatMap((root) => [
    { title: `no ${root.name}`, context: put(whole, root.location, []) },
    { title: `${MANY_GROUPS} ${root.name} of each name`, context: put(whole, root.location, many) },
  ]);
}

function dataKeys(path: ReadPath): readonly string[] {
  return [...path.root.location, ...path.keys];
}

function get(data: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((holder, key) => (isRecord(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined), data);
}

function isRecord(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy with another value at a place; nothing there where the value is undefined. */
function put(data: Data, keys: readonly string[], value: unknown): Data {
  const [key, ...rest] = keys as [string, ...string[]];
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(data)) if (name !== key || rest.length > 0) setOwn(copy, name, member);
  if (rest.length > 0) {
    const inner = Object.hasOwn(data, key) ? data[key] : undefined;
    setOwn(copy, key, put(isRecord(inner) ? inner : {}, rest, value));
  } else if (value !== undefined) setOwn(copy, key, value);
  return copy;
}
