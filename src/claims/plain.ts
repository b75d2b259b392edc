/** Takes a document in: its own plain data, copied once and bounded, so that nothing a host does later changes a claim set. */

import type { Limits } from "../base/limits.js";
import { passStack } from "../diagnostics/stack.js";
import { describeHost, isPlainObject, own } from "../values/own.js";
import type { Json } from "./document-types.js";
import { setOwn } from "./json.js";
import { type DocumentPath, type DocumentProblems, pathText } from "./problem.js";

/** What the copying needs at every step. */
interface Copying {
  readonly limits: Limits;
  readonly problems: DocumentProblems;
  left: number;
  /** A bound was passed: what was copied so far is not the document. */
  stopped: boolean;
}

/**
 * A copy of plain data. What is not plain is left out, with a diagnostic; beyond a bound there is nothing.
 *
 * @param at where in the document the data stands
 */
export function plainCopy(data: unknown, limits: Limits, problems: DocumentProblems, at: DocumentPath = []): Json | undefined {
  const copying: Copying = { limits, problems, left: limits.documentSize, stopped: false };
  const copy = copyOf(data, at, copying);
  return copying.stopped ? undefined : copy;
}

function copyOf(data: unknown, at: DocumentPath, copying: Copying): Json | undefined {
  if (copying.left-- <= 0) return stop(copying, () => tooLarge(copying));
  if (data === null || typeof data === "string" || typeof data === "boolean") return data;
  if (typeof data === "number")
    return Number.isFinite(data) ? data : refuse(copying, at, "is not a finite number", "Give a number.");
  if (typeof data !== "object") return notPlain(copying, at, data);
  const { documentDepth: limit } = copying.limits;
  if (at.length >= limit)
    return stop(copying, () => copying.problems.report(at, "claims/too-deep", { limit, path: pathText(at.slice(0, 4)) }));
  try {
    if (Array.isArray(data)) return listOf(data, at, copying);
    return isPlainObject(data) ? mapOf(data, at, copying) : notPlain(copying, at, data);
  } catch (error) {
    passStack(error);
    // Only a proxy's trap can throw here; the diagnostic says that the data could not be read.
    return refuse(copying, at, "could not be read", "Give plain data.");
  }
}

function listOf(list: readonly unknown[], at: DocumentPath, copying: Copying): Json {
  const items: Json[] = [];
  const { length } = list;
  // Holes cost nothing to write, and would be filled.
  if (!(length <= copying.left)) stop(copying, () => tooLarge(copying));
  for (let index = 0; index < length && !copying.stopped; index++) {
    items.push(memberOf(list, index, [...at, index], copying) ?? null);
  }
  return items;
}

function mapOf(map: object, at: DocumentPath, copying: Copying): Json {
  const copy: { [key: string]: Json } = {};
  for (const key of Object.keys(map)) {
    if (copying.stopped) break;
    const path = [...at, key];
    if (key === "__proto__") {
      refuse(copying, path, "has a name that programs confuse with their own", "Rename it; this name is never read.");
      continue;
    }
    const member = memberOf(map, key, path, copying);
    if (member !== undefined) copy[key] = member;
  }
  return copy;
}

/** A member that is undefined is not there, as JSON has it. */
function memberOf(holder: object, key: string | number, path: DocumentPath, copying: Copying): Json | undefined {
  const found = own(holder, key);
  if (found.state === "accessor") return refuse(copying, path, "is an accessor, and accessors are never run", "Give plain data.");
  return found.state !== "value" || found.value === undefined ? undefined : copyOf(found.value, path, copying);
}

function notPlain(copying: Copying, at: DocumentPath, data: unknown): undefined {
  return refuse(
    copying,
    at,
    `is ${describeHost(data)}`,
    "Give what JSON can write: null, true, false, numbers, texts, lists and maps.",
  );
}

function refuse({ problems }: Copying, at: DocumentPath, problem: string, advice: string): undefined {
  problems.report(at, "claims/bad-document", { path: pathText(at), problem, advice });
}

function tooLarge({ limits, problems }: Copying): void {
  problems.report([], "claims/too-large", { limit: limits.documentSize });
}

function stop(copying: Copying, report: () => void): undefined {
  copying.stopped = true;
  report();
}

/** A document and its schemas, which may be more than plain data, a zod object for example, and are read by a door of their own. */
export interface ApartDocument {
  /** The document with a text in the place of each schema. */
  readonly rest: unknown;
  readonly schemas: ReadonlyMap<string, unknown>;
}

/** Takes the schemas out of a document. */
export function withoutSchemas(document: unknown): ApartDocument {
  try {
    const map = isRecord(document) ? valueIn(document, "schemas") : undefined;
    if (!isRecord(map)) return { rest: document, schemas: new Map() };
    const schemas = new Map<string, unknown>();
    const places: object = {};
    for (const root of Object.keys(map)) {
      const value = valueIn(map, root);
      if (root === "__proto__" || !isSchemaLike(value)) copyProperty(map, places, root);
      else {
        schemas.set(root, value);
        setOwn(places, root, "");
      }
    }
    const rest: object = {};
    for (const key of Object.keys(document as object)) copyProperty(document as object, rest, key);
    setOwn(rest, "schemas", places);
    return { rest, schemas };
  } catch (error) {
    passStack(error);
    // Only a proxy's trap can throw here; copying meets it again and says so.
    return { rest: document, schemas: new Map() };
  }
}

/** Copies a property as it is, an accessor unread. */
function copyProperty(from: object, to: object, key: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(from, key);
  if (descriptor) Object.defineProperty(to, key, { ...descriptor, configurable: true });
}

function valueIn(holder: object, key: string): unknown {
  const found = own(holder, key);
  return found.state === "value" ? found.value : undefined;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && isPlainObject(value);
}

function isSchemaLike(value: unknown): boolean {
  return (
    typeof value === "string" ||
    typeof value === "function" ||
    (typeof value === "object" && value !== null && !Array.isArray(value))
  );
}
