/** The failing examples of every diagnostic code, and what each raises. */
import { readFileSync } from "node:fs";
import { check } from "../src/check/check.js";
import { defineClaims, readClaims } from "../src/claims/define.js";
import type { IssueRequest } from "../src/claims/issue.js";
import type { PreviewRequest } from "../src/claims/preview.js";
import { readClaimsText } from "../src/claims/text.js";
import { Batch } from "../src/cli/batch.js";
import { defineEnvironment, type EnvironmentSettings } from "../src/context/environment.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { ClaimsElError } from "../src/diagnostics/error.js";
import { allFunctions } from "../src/library/all.js";
import { compile } from "../src/run/compile-source.js";
import { checkTarget } from "../src/targets/check.js";
import type { TargetName } from "../src/targets/target.js";
import { HOST_CALLS, HOST_CONTEXTS } from "../test/errors/hosts.js";

/** One example, as test/errors/README.md describes it. */
export interface Example {
  readonly code: string;
  readonly expr?: string;
  readonly context?: unknown;
  readonly grant?: string;
  readonly kind?: string;
  readonly dialect?: string;
  readonly schemas?: object;
  readonly strict?: boolean;
  readonly limits?: object;
  readonly rows?: "default";
  readonly document?: unknown;
  readonly text?: string;
  readonly request?: IssueRequest;
  readonly preview?: PreviewRequest;
  readonly target?: TargetName;
  readonly line?: string;
  readonly bytes?: string;
  readonly host?: string;
  readonly why?: string;
}

/** The table of examples. */
export function readExamples(): readonly Example[] {
  return (JSON.parse(readFileSync("test/errors/examples.json", "utf8")) as { examples: Example[] }).examples;
}

/** Every diagnostic that an example raises. */
export function raised(example: Example): readonly Diagnostic[] {
  try {
    return diagnosticsOf(example);
  } catch (error) {
    if ((error as Error).name === "ClaimsElError") return (error as ClaimsElError).diagnostics;
    throw error;
  }
}

function diagnosticsOf(example: Example): readonly Diagnostic[] {
  const { line, bytes, text, document, host, expr, limits = {} } = example;
  if (line !== undefined || bytes !== undefined) return ofLine(line ?? Buffer.from(bytes as string, "hex"));
  if (text !== undefined)
    return readClaimsText(text, { env: { functions: allFunctions, limits }, readFile: () => undefined }).diagnostics;
  if (document !== undefined) return ofDocument(example);
  if (host !== undefined && HOST_CALLS[host]) return ofCall(HOST_CALLS[host]);
  if (expr === undefined) throw new Error(`the example of ${example.code} has nothing to run`);
  return ofExpression(expr, example);
}

function ofLine(line: string | Uint8Array): readonly Diagnostic[] {
  const answer = new Batch({ now: "2026-01-31T09:30:00.000Z" }).answer(line);
  return answer.status === "invalid" ? answer.diagnostics : answer.status === "error" ? [answer.diagnostic] : [];
}

function ofDocument({ document, request, preview, target, limits = {} }: Example): readonly Diagnostic[] {
  const settings = { functions: allFunctions, limits };
  if (preview) return defineClaims(document, settings).preview(preview).problems;
  if (target) return checkTarget(defineClaims(document, settings), target);
  if (!request) return readClaims(document, settings).diagnostics;
  const result = defineClaims(document, settings).issue(request);
  return [...result.errors.map(({ diagnostic }) => diagnostic), ...result.warnings];
}

function ofCall(call: () => unknown): readonly Diagnostic[] {
  call();
  return [];
}

function ofExpression(
  expr: string,
  { context, host, grant, kind, dialect, schemas, strict, limits, rows }: Example,
): readonly Diagnostic[] {
  const settings = { ...schemas, kind, dialect, strict, limits, ...(rows === "default" ? {} : { functions: allFunctions }) };
  const env = defineEnvironment(
    Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as EnvironmentSettings,
  );
  const { ok, diagnostics } = check(expr, env);
  const before = [...env.warnings, ...diagnostics];
  if (!ok || (context === undefined && host === undefined)) return before;
  const data = host === undefined ? context : HOST_CONTEXTS[host]?.();
  const outcome = compile(expr, env).evaluate(data, grant === undefined ? {} : { grant });
  // What a lint has to say of such an expression is another story.
  const told = before.filter((entry) => !entry.code.startsWith("lint/"));
  return outcome.status === "error" ? [...told, outcome.diagnostic] : before;
}
