/** Says what zod found in a document in words for people, each mistake once. */
import * as z from "zod";
import { closestName } from "../base/closest.js";
import { describeHost } from "../values/own.js";
import { documentShape } from "./document.js";
import { type DocumentPath, type DocumentProblems, pathText } from "./problem.js";

type Issue = z.core.$ZodIssue;

/** What zod calls the kinds of JSON, in words; the shape of a document asks for no other. */
const WANTED: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

/** What people call a key elsewhere. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  expression: "value",
  expr: "value",
  filter: "groups",
  claim: "name",
  client_id: "clientId",
  properties: "profile",
  grant_types: "grants",
  enabled: "status",
};

/** Reports what zod found; parts that were refused before are not looked at again. */
export function reportIssues(issues: readonly Issue[], problems: DocumentProblems, within: DocumentPath = []): void {
  const refused = new Set(problems.diagnostics.map(({ path }) => path));
  const placed = issues.map((issue): Issue => ({ ...issue, path: [...within, ...issue.path] }));
  const misspelt = misspellings(placed);
  for (const issue of placed) {
    const at = issue.path as DocumentPath;
    if (!refused.has(pathText(at)) && !isOnlyMisspelt(issue, misspelt)) reportIssue(issue, at, problems);
  }
}

/** Path of a map → the keys that were meant by its unknown ones. */
function misspellings(issues: readonly Issue[]): ReadonlyMap<string, ReadonlySet<string>> {
  const meant = new Map<string, Set<string>>();
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const at = issue.path as DocumentPath;
    const found = issue.keys.map((key) => meantKey(at, key)).filter((key) => key !== undefined);
    meant.set(pathText(at), new Set(found));
  }
  return meant;
}

/** A misspelt key is the reason why the right one is missing: one mistake, told once. */
function isOnlyMisspelt(issue: Issue, misspelt: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const at = issue.path as DocumentPath;
  if (issue.code === "custom") return ["value", "groups"].some((key) => misspelt.get(pathText(at))?.has(key));
  if (!isMissing(issue)) return false;
  return misspelt.get(pathText(at.slice(0, -1)))?.has(String(at.at(-1))) === true;
}

/** Plain data has no member that is there and undefined. */
function isMissing(issue: Issue): boolean {
  return (
    (issue.code === "invalid_type" || issue.code === "invalid_value" || issue.code === "invalid_union") && issue.input === undefined
  );
}

function reportIssue(issue: Issue, at: DocumentPath, problems: DocumentProblems): void {
  const say = (problem: string, advice: string): void =>
    problems.report(at, "claims/bad-document", { path: pathText(at), problem, advice });
  if (isMissing(issue)) {
    say("is missing", `Give ${issue.code === "invalid_type" ? WANTED[issue.expected] : "a value"}.`);
    return;
  }
  switch (issue.code) {
    case "unrecognized_keys":
      for (const key of issue.keys) reportUnknownKey(at, key, problems);
      return;
    case "invalid_type":
      say(`is ${describeHost(issue.input)}`, `Give ${WANTED[issue.expected]}.`);
      return;
    case "invalid_value":
      say("is none of the values allowed", choices(issue.values.map(String), issue.input));
      return;
    case "invalid_union":
      reportUnion(issue, at, problems);
      return;
    case "too_small":
      say(
        issue.origin === "array" || issue.origin === "string" ? "is empty" : `is less than ${issue.minimum}`,
        "Give more, or leave it out.",
      );
      return;
    case "too_big":
      say(`is more than ${issue.maximum}`, "Give less, or leave it out.");
      return;
    case "custom":
      say(issue.message, "Write one of them, and only one.");
      return;
    default:
      say("is not usable", "Correct it.");
  }
}

/** The alternative that came furthest tells most; alternatives of one word each are told as a choice. */
function reportUnion(issue: z.core.$ZodIssueInvalidUnion, at: DocumentPath, problems: DocumentProblems): void {
  const deepest = issue.errors.find((alternative) =>
    alternative.some((inner) => inner.path.length > 0 || inner.code === "unrecognized_keys" || inner.code === "too_small"),
  );
  if (deepest) {
    reportIssues(deepest, problems, at);
    return;
  }
  const all = issue.errors.flat();
  const values = all.flatMap((inner) => (inner.code === "invalid_value" ? inner.values.map(String) : []));
  const others = all.flatMap((inner) => (inner.code === "invalid_type" ? [WANTED[inner.expected] as string] : []));
  const near = typeof issue.input === "string" ? closestName(issue.input, values) : undefined;
  const advice = near ? `Did you mean \`${near}\`?` : `Give ${orOf([...values.map((value) => `\`${value}\``), ...others])}.`;
  problems.report(at, "claims/bad-document", { path: pathText(at), problem: "is none of the values allowed", advice });
}

/** Two or more words. */
function orOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function choices(values: readonly string[], given: unknown): string {
  const near = typeof given === "string" ? closestName(given, values) : undefined;
  return near ? `Did you mean \`${near}\`?` : `Use one of: ${values.join(", ")}.`;
}

function reportUnknownKey(at: DocumentPath, key: string, problems: DocumentProblems): void {
  const meant = meantKey(at, key);
  const known = knownKeys(at);
  const advice = meant ? `Did you mean \`${meant}\`?` : `Remove it; known there: ${known.join(", ")}.`;
  const path = [...at, key];
  problems.report(
    path,
    "claims/bad-document",
    { path: pathText(path), problem: "is not a key that is known there", advice },
    { ofKey: true, hint: advice },
  );
}

/** The known key that an unknown one most likely stands for. */
function meantKey(at: DocumentPath, key: string): string | undefined {
  const known = knownKeys(at);
  const other = Object.hasOwn(OTHER_NAMES, key) ? OTHER_NAMES[key] : undefined;
  return other !== undefined && known.includes(other) ? other : closestName(key, known);
}

/** The keys of the map at a path, from the shape itself. */
function knownKeys(at: DocumentPath): string[] {
  let shapes: z.ZodType[] = [documentShape];
  for (const key of at) shapes = shapes.flatMap(unwrapped).map((shape) => memberShape(shape, key));
  return shapes.flatMap(unwrapped).flatMap((shape) => (shape instanceof z.ZodObject ? Object.keys(shape.shape) : []));
}

/** A shape without what makes it optional, or its alternatives. */
function unwrapped(shape: z.ZodType): z.ZodType[] {
  if (shape instanceof z.ZodOptional) return unwrapped(shape.unwrap() as z.ZodType);
  return shape instanceof z.ZodUnion ? (shape.options as z.ZodType[]).flatMap(unwrapped) : [shape];
}

/** The way to a map with keys of its own leads through known keys of such maps, and through lists. */
function memberShape(shape: z.ZodType, key: string | number): z.ZodType {
  return (shape instanceof z.ZodObject ? shape.shape[key] : (shape as z.ZodArray).element) as z.ZodType;
}
