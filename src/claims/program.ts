/** What a claim runs: an expression, or a filter over the user's groups, behind one face. */
import { checkWithFacts } from "../check/check.js";
import type { Facts } from "../check/facts.js";
import type { Verdict } from "../check/grants.js";
import { goesOn } from "../check/reads.js";
import type { Environment } from "../context/environment.js";
import type { ContextReader } from "../context/reader.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Explanation } from "../run/explain.js";
import type { Outcome } from "../run/outcome.js";
import { internalsOf, makeProgram } from "../run/program.js";
import { optional, type Type, type Typed, UNKNOWN } from "../types/type.js";

/** A claim's program. */
export interface ClaimProgram {
  /** The expression's text; for a groups claim what it does, in words. */
  readonly source: string;
  readonly reads: readonly string[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly typed: Typed;
  /** It reads an attribute whose schema says `sensitivity`. */
  readonly sensitive: boolean;
  evaluate(reader: ContextReader): Outcome;
  /** Undefined where there is no tree to explain. */
  explain(reader: ContextReader): Explanation | undefined;
  /** The facts of an expression, for coverage of its branches. */
  readonly facts?: Facts;
}

/** A program, or what is wrong with its expression; doubts come along with either. */
export interface ProgramResult {
  readonly program?: ClaimProgram;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks and compiles a claim's expression. */
export function expressionProgram(source: string, env: Environment): ProgramResult {
  const { result, facts } = checkWithFacts(source, env);
  if (!result.ok) return { diagnostics: result.diagnostics };
  const { reads, verdicts } = result;
  const { evaluateWith, explainWith } = internalsOf(makeProgram({ source, root: result.ast, facts, env, reads, verdicts }));
  const program: ClaimProgram = {
    source,
    reads,
    verdicts,
    typed: facts.typed[result.ast.id] ?? optional(UNKNOWN),
    sensitive: readsSensitive(facts),
    evaluate: evaluateWith,
    explain: explainWith,
    facts,
  };
  return { program, diagnostics: result.diagnostics };
}

/** Whether any path read passes an attribute with a sensitivity, or ends above one. Comparing a record tells nothing of what is in it. */
function readsSensitive(facts: Facts): boolean {
  return facts.nodes.some((node) => {
    const path = facts.paths[node.id];
    if (!path || goesOn(facts, node)) return false;
    const parent = facts.nodes[facts.parent[node.id] as number];
    const compared = parent?.kind === "Binary" && (parent.operator === "eq" || parent.operator === "ne");
    return path.types.some(isSensitive) || (!compared && holdsSensitive(path.typed.type, 0));
  });
}

function isSensitive(typed: Typed): boolean {
  return (typed as { sensitivity?: string }).sensitivity !== undefined;
}

/** How deep the type of a whole record is looked through. */
const LOOKED_THROUGH = 8;

function holdsSensitive(type: Type, depth: number): boolean {
  if (depth > LOOKED_THROUGH) return false;
  if (type.kind === "list") return isSensitive(type.element) || holdsSensitive(type.element.type, depth + 1);
  if (type.kind !== "map") return false;
  return [...type.attributes.values()].some((attribute) => isSensitive(attribute) || holdsSensitive(attribute.type, depth + 1));
}
