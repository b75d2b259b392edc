/** What a claim runs: an expression, or a filter over the user's groups, behind one face. */
import { checkWithFacts } from "../check/check.js";
import type { Facts } from "../check/facts.js";
import type { Verdict } from "../check/grants.js";
import { readsAt } from "../check/reads.js";
import type { Environment } from "../context/environment.js";
import type { ReadPath } from "../context/paths.js";
import type { ContextReader } from "../context/reader.js";
import type { Root } from "../context/roots.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Explanation } from "../run/explain.js";
import type { RevealOption } from "../run/masking.js";
import type { Outcome } from "../run/outcome.js";
import { makeInternals } from "../run/program.js";
import type { Typed } from "../types/type.js";

/** A claim's program. */
export interface ClaimProgram {
  /** The expression's text; for a groups claim what it does, in words. */
  readonly source: string;
  readonly reads: readonly string[];
  /** The same paths with their types, each once. */
  readonly paths: readonly ReadPath[];
  /** The roots it reads from, each once. */
  readonly roots: readonly Root[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly typed: Typed;
  /** Its value may tell something of an attribute whose schema says `sensitivity`. */
  readonly sensitive: boolean;
  evaluate(reader: ContextReader): Outcome;
  /** Undefined where there is no tree to explain. */
  explain(reader: ContextReader, options?: RevealOption): Explanation | undefined;
  /** The facts of an expression, for coverage of its branches. */
  readonly facts?: Facts;
}

/** A program, or what is wrong with its expression; doubts come along with either. */
export interface ProgramResult {
  readonly program?: ClaimProgram;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks and compiles a claim's expression; what is doubtful on grants that the claim is not for is none of it. */
export function expressionProgram(
  source: string,
  env: Environment,
  grants?: ReadonlySet<string>,
  used?: ReadonlySet<string>,
): ProgramResult {
  const { result, facts, diagnosticsOn } = checkWithFacts(source, env, grants);
  if (!result.ok) return { diagnostics: result.diagnostics };
  const { reads, verdicts } = result;
  const internals = makeInternals({ source, root: result.ast, facts, env });
  const paths = pathsOf(facts);
  const program: ClaimProgram = {
    source,
    reads,
    paths,
    roots: [...new Set(paths.map((path) => path.root))],
    verdicts,
    typed: facts.typed[result.ast.id] as Typed,
    sensitive: internals.sensitive[result.ast.id] === true,
    evaluate: (reader) => internals.evaluateWith(reader),
    explain: (reader, options = {}) => internals.explainWith(reader, options),
    facts,
  };
  const allUsed = used === undefined || (grants !== undefined && [...grants].every((grant) => used.has(grant)));
  if (allUsed || result.diagnostics.length === 0) return { program, diagnostics: result.diagnostics };
  // A doubt is one of the claim, whoever its clients are, and of the grants that the clients use.
  const same = (one: Diagnostic) => (other: Diagnostic) => one.code === other.code && one.span.start === other.span.start;
  return { program, diagnostics: diagnosticsOn(used).filter((entry) => result.diagnostics.some(same(entry))) };
}

function pathsOf(facts: Facts): ReadPath[] {
  const byText = new Map<string, ReadPath>();
  for (const node of facts.nodes) for (const { path } of readsAt(facts, node)) byText.set(path.text, path);
  return [...byText.values()];
}
