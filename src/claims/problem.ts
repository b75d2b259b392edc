/** Diagnostics of a document: the part of the document that each is about, and its words for what zod found. */
import type * as z from "zod";
import { closestName } from "../base/closest.js";
import type { Position, Span } from "../base/span.js";
import type { ArgumentsOf, Code } from "../diagnostics/codes.js";
import { type Diagnostic, type DiagnosticExtras, diagnostic } from "../diagnostics/diagnostic.js";
import { describeHost } from "../values/own.js";
import { joinPath } from "../values/path.js";

/** The keys and indexes from the top of a document to a part of it. */
export type DocumentPath = readonly (string | number)[];

/** What is wrong or doubtful in a document. `span` is a place in the expression at `path`; `position` one in the file, where there is a file. */
export interface DocumentDiagnostic extends Diagnostic {
  readonly path: string;
  readonly keys: DocumentPath;
  readonly position?: Position;
}

/** A path as text: `claims[2].value`. */
export function pathText(keys: DocumentPath): string {
  return keys.reduce<string>(joinPath, "") || "the document";
}

const WHOLE: Span = { start: 0, end: 0 };

/** Collects the diagnostics of one document. */
export class DocumentProblems {
  readonly diagnostics: DocumentDiagnostic[] = [];

  report<C extends Code>(keys: DocumentPath, code: C, data: ArgumentsOf<C>, extras?: DiagnosticExtras): void {
    this.add(keys, [diagnostic(code, WHOLE, data, extras)]);
  }

  /** Diagnostics of something that knows nothing of the document, such as an expression. */
  add(keys: DocumentPath, diagnostics: readonly Diagnostic[]): void {
    for (const entry of diagnostics) this.diagnostics.push({ ...entry, path: pathText(keys), keys });
  }

  /** What zod found, in words for people. */
  addIssues(issues: readonly z.core.$ZodIssue[]): void {
    const misspelt = new Set(issues.filter((issue) => issue.code === "unrecognized_keys").map((issue) => issue.path.join(" ")));
    for (const issue of issues) {
      // A misspelt key is the reason why the right one is missing: one mistake, told once.
      if (issue.code === "custom" && misspelt.has(issue.path.join(" "))) continue;
      this.addIssue(issue, []);
    }
  }

  private addIssue(issue: z.core.$ZodIssue, prefix: DocumentPath): void {
    const keys = [...prefix, ...(issue.path as (string | number)[])];
    const say = (at: DocumentPath, problem: string, advice: string): void =>
      this.report(at, "claims/bad-document", { path: pathText(at), problem, advice });
    switch (issue.code) {
      case "unrecognized_keys":
        for (const key of issue.keys) this.unknownKey(keys, key);
        return;
      case "invalid_type":
        if (issue.input === undefined) say(keys, "is missing", `Give ${WANTED[issue.expected] ?? issue.expected}.`);
        else say(keys, `is ${describeHost(issue.input)}`, `Give ${WANTED[issue.expected] ?? issue.expected}.`);
        return;
      case "invalid_value":
        say(keys, "is none of the values allowed", this.choices(issue.values.map(String), issue.input));
        return;
      case "invalid_union":
        // The alternative that came furthest tells most; alternatives of one word each are told as a choice.
        this.addUnion(issue, keys);
        return;
      case "too_small":
        say(
          keys,
          issue.origin === "array" || issue.origin === "string" ? "is empty" : `is less than ${issue.minimum}`,
          "Give more, or leave it out.",
        );
        return;
      case "custom":
        say(keys, issue.message, "Write one of them, and only one.");
        return;
      default:
        say(keys, "is not usable", "Correct it.");
    }
  }

  private addUnion(issue: z.core.$ZodIssueInvalidUnion, keys: DocumentPath): void {
    const deepest = issue.errors.find((alternative) =>
      alternative.some((inner) => inner.path.length > 0 || inner.code === "unrecognized_keys"),
    );
    if (deepest) {
      for (const inner of deepest) this.addIssue(inner, keys);
      return;
    }
    const values = issue.errors.flatMap((alternative) =>
      alternative.flatMap((inner) => (inner.code === "invalid_value" ? inner.values.map(String) : [])),
    );
    const others = issue.errors.flatMap((alternative) =>
      alternative.flatMap((inner) => (inner.code === "invalid_type" ? [WANTED[inner.expected] ?? inner.expected] : [])),
    );
    const advice = `Give ${[...values.map((value) => `\`${value}\``), ...others].join(", ")}.`;
    this.report(keys, "claims/bad-document", { path: pathText(keys), problem: "is none of the values allowed", advice });
  }

  private unknownKey(keys: DocumentPath, key: string): void {
    const near = closestName(key, KNOWN_KEYS);
    const at = [...keys, key];
    this.report(at, "claims/bad-document", {
      path: pathText(at),
      problem: "is not a key that is known there",
      advice: near ? `Did you mean \`${near}\`?` : "Remove it, or see the documentation of claims documents.",
    });
  }

  private choices(values: readonly string[], given: unknown): string {
    const near = typeof given === "string" ? closestName(given, values) : undefined;
    return near ? `Did you mean \`${near}\`?` : `Use one of: ${values.join(", ")}.`;
  }
}

/** What zod calls the kinds of JSON, in words. */
const WANTED: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

/** The keys of every level, for suggestions. */
const KNOWN_KEYS = [
  ...["dialect", "strict", "schemas", "clients", "claims", "budget", "tests"],
  ...["name", "value", "groups", "limit", "nested", "tokens", "scopes", "grants", "status", "description", "owner"],
  ...["whenNoUser", "whenAbsent", "whenEmpty", "whenError", "default", "startsWith", "equals", "contains", "pattern"],
  ...[
    "clientId",
    "label",
    "profile",
    "roles",
    "title",
    "client",
    "grant",
    "token",
    "context",
    "expect",
    "absent",
    "errors",
    "exact",
  ],
];
