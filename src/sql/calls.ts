/** A call in SQL: its arguments as the row wants them, the null policy of the row, then the row of the table. */
import type { CallPlan, Choice } from "../check/facts.js";
import { defaultFunctions } from "../library/default.js";
import { spellingOf } from "../library/define.js";
import { paramAt } from "../library/invoke.js";
import type { CallNode } from "../syntax/ast.js";
import type { Type } from "../types/type.js";
import { NULL_SQL, type Sql, sql } from "./fragment.js";
import { commaJoined } from "./function-arrays.js";
import { criteriaTest } from "./function-groups.js";
import { FUNCTION_SQL } from "./functions.js";
import { type Compiling, cases, residual, resulting, settled, toNumber } from "./kit.js";
import { Misfit, readTerm } from "./read.js";
import { failed, NOTHING, scalar, type Term } from "./term.js";
import { isoTextOf } from "./texts.js";

const UNKNOWN_ROW = "the function is the host's own, or has no SQL";

/** The term of a call. */
export function callTerm(c: Compiling, node: CallNode, element: Term | undefined): Term {
  const plan = c.facts.calls[node.id] as CallPlan;
  const given = plan.args.map((arg) => (arg === "element" ? element : c.terms[arg.id]));
  if (given.some((term) => term === undefined)) return residual(c, node.span, "it works on an element");
  const choice = choiceFor(plan, given as Term[]);
  const spelling = choice && spellingOf(choice.row);
  const row = choice && defaultFunctions.includes(choice.row) ? FUNCTION_SQL[spelling as string] : UNKNOWN_ROW;
  if (!choice || row === undefined || typeof row === "string")
    return residual(c, node.span, typeof row === "string" ? row : UNKNOWN_ROW);
  const writes = (given as Term[]).map((term, index) => asWanted(c, term, paramAt(choice.overload, index)?.type, plan.form));
  if (writes.some((term) => term === undefined)) return residual(c, node.span, "an argument is not of one kind");
  const args = writes as Term[];
  const reads = choice.reads.filter(({ root }) => root.layout !== "grant").map((path) => readTerm(c, path));
  if (reads.some((read) => read === undefined || read instanceof Misfit))
    return residual(c, node.span, "what it reads has no column of its kind");
  return applied(c, node, plan, choice, args, reads as Term[], row);
}

/** The overload that arguments of these kinds mean. */
function choiceFor({ candidates }: CallPlan, args: readonly Term[]): Choice | undefined {
  if (candidates.length === 1) return candidates[0];
  return candidates.find(({ overload }) => args.every((term, index) => stands(term, paramAt(overload, index)?.type)));
}

function stands({ kind }: Term, wanted: Type | undefined): boolean {
  if (!wanted || wanted.kind === "unknown" || kind.kind === "nothing") return true;
  if (kind.list || kind.kind === "groups") return wanted.kind === "list";
  return kind.kind === wanted.kind;
}

/** An argument as its parameter wants it; undefined where only the library converts it. */
function asWanted(c: Compiling, term: Term, wanted: Type | undefined, form: CallPlan["form"]): Term | undefined {
  const { kind } = term;
  if (!wanted || wanted.kind === "unknown" || kind.kind === "nothing") return term;
  if (wanted.kind === "list") return kind.list || kind.kind === "groups" ? term : undefined;
  if (wanted.kind === "map") return term;
  if (kind.list) {
    const text = wanted.kind === "text" && form === "name" ? commaJoined(c, term) : undefined;
    return text && resulting(c, text.kind, term.code, term.mayFail, text.value, text.failures);
  }
  if (kind.kind === wanted.kind) return term;
  if (wanted.kind === "text" && kind.kind === "timestamp")
    return { ...term, kind: scalar("text"), value: isoTextOf(c, term.value) };
  if (wanted.kind === "number" && kind.kind === "integer")
    return { ...term, kind: scalar("number"), value: toNumber(c, term.value) };
  return undefined;
}

/** The row over arguments, after everything that ends a call before its row's code runs. */
function applied(
  c: Compiling,
  node: CallNode,
  plan: CallPlan,
  { overload }: Choice,
  given: readonly Term[],
  reads: readonly Term[],
  row: Exclude<(typeof FUNCTION_SQL)[string], string>,
): Term {
  const args = given.map((term) => settled(c, term, node.span));
  const arms: (readonly [Sql, Sql])[] = [];
  const nulls: Term[] = [];
  // A map of criteria is looked at by the row as it is written, and has no term.
  const wanted = args.map((term, index) => (paramAt(overload, index)?.type.kind === "map" ? undefined : term));
  for (const [index, term] of wanted.entries()) {
    if (!term?.code) continue;
    if (term.mayFail) arms.push([failed(term.code), term.code]);
    if (plan.skipsNull && index === 0) arms.push([sql`${term.code} IS NOT NULL`, term.code]);
  }
  for (const read of reads) if (read.code) arms.push([sql`${read.code} IS NOT NULL`, read.code]);
  for (const [index, term] of wanted.entries()) if (term?.code && !paramAt(overload, index)?.receivesNull) nulls.push(term);
  for (const { code } of nulls) arms.push([sql`${code as Sql} IS NOT NULL`, code as Sql]);
  const before = arms.length === 0 ? undefined : cases(arms, undefined);
  const mayFail = [...wanted, ...reads].some((term) => term?.mayFail);
  if (wanted.includes(undefined) && !criteriaTest(c, plan)) return residual(c, node.span, "criteria that are not written out");
  if (nulls.some(({ kind }) => kind.kind === "nothing") || reads.some(({ kind }) => kind.kind === "nothing"))
    return settled(c, { kind: NOTHING, value: NULL_SQL, code: before, mayFail }, node.span);
  const built = row(c, args, plan, reads);
  if (!built) return residual(c, node.span, "an argument is of a kind that has no SQL here");
  return settled(c, resulting(c, built.kind, before, mayFail, built.value, built.failures), node.span);
}
