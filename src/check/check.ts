/** `check`: parses, finds what each name means, types every node, and gives a verdict for each grant. */
import { inMeantime } from "../base/meantime.js";
import type { Environment } from "../context/environment.js";
import { requireEnvironment } from "../context/given.js";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { NO_STACK, withinStack } from "../diagnostics/stack.js";
import type { Node } from "../syntax/ast.js";
import { parseSource, UNPARSED } from "../syntax/parse.js";
import { printTyped } from "../types/print.js";
import { withNullsOf } from "../types/relate.js";
import type { Typed } from "../types/type.js";
import { boundOf, type CostBound, isTooCostly, NO_BOUND, reportCost } from "./bound.js";
import { emptyFacts, type Facts } from "./facts.js";
import type { Flow } from "./flow.js";
import { FAILED, failedOn, type GrantPass, passesOf, type Verdict, verdictOf } from "./grants.js";
import { NOWHERE, runLints } from "./lints/index.js";
import { readsOf } from "./reads.js";
import { checkResult } from "./result.js";
import { type CheckState, makingIn } from "./state.js";
import { checkStrict } from "./strict.js";
import { typeNodes } from "./typing.js";

/** What can be known of an expression before there is data. */
export interface CheckResult {
  /** No error; warnings and hints may be there. */
  readonly ok: boolean;
  readonly ast: Node;
  /** The type of the whole, `?` where it may be null; `unknown` after an error. */
  readonly type: string;
  /** What it will do on each grant. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** The context paths it can read. */
  readonly reads: readonly string[];
  /** What an evaluation costs at most, and how large its value can be. */
  readonly cost: CostBound;
  readonly diagnostics: readonly Diagnostic[];
}

/** A check with the facts that compiling needs, and what each node may come to on each grant. */
export interface Checked {
  readonly result: CheckResult;
  readonly facts: Facts;
  readonly passes: readonly GrantPass[];
  /** What the diagnostics are where doubts and refusals may speak of these grants alone; nothing but those is looked for again. */
  readonly diagnosticsOn: (grants: ReadonlySet<string>) => readonly Diagnostic[];
}

/**
 * `check`, keeping the facts.
 *
 * @param only the grants that doubts and refusals may speak of, where the expression is not for all of them
 */
export function checkWithFacts(source: string, env: Environment, only?: ReadonlySet<string>): Checked {
  return inMeantime(() => checkedOf(followed(source, env), only));
}

/** What is only to be run: its tree and facts where it has no error, otherwise every diagnostic. */
export function checkToRun(source: string, env: Environment): Runnable | Refused {
  return inMeantime(() => toRun(source, env));
}

function toRun(source: string, env: Environment): Runnable | Refused {
  const tree = followed(source, env);
  const { state, root, passes } = tree;
  // Doubts are no errors but in a strict environment, and nobody would hear of them.
  if (passes.length > 0 && !env.strict && !isTooCostly(state, passes, root)) return { root, facts: state.facts };
  const { result, facts } = checkedOf(tree, undefined);
  return result.ok ? { root, facts } : { diagnostics: result.diagnostics };
}

/** A tree without errors, and its facts. */
export interface Runnable {
  readonly root: Node;
  readonly facts: Facts;
  readonly diagnostics?: undefined;
}

/** What is wrong with an expression. */
export interface Refused {
  readonly diagnostics: readonly Diagnostic[];
}

/** A typed tree, and what its nodes may come to; no pass after an error. */
interface Followed {
  readonly state: CheckState;
  readonly root: Node;
  readonly passes: readonly GrantPass[];
}

function followed(source: string, env: Environment): Followed {
  const parsed = parseSource(source, env.limits);
  const facts = emptyFacts(parsed.nodes);
  const state: CheckState = {
    source: parsed.source,
    env,
    facts,
    diagnostics: [...parsed.diagnostics],
    making: makingIn(env, facts.nodes),
    typeNodes,
  };
  // After a syntax error the tree is a guess; naming further mistakes in it would tell of one mistake twice.
  if (!hasErrors(parsed.diagnostics)) {
    typeNodes(state);
    if (!hasErrors(state.diagnostics)) checkResult(state, parsed.root);
  }
  const passes = hasErrors(state.diagnostics) ? [] : passesOf(state);
  noteNulls(facts, passes);
  return { state, root: parsed.root, passes };
}

function checkedOf({ state, root, passes }: Followed, only: ReadonlySet<string> | undefined): Checked {
  const { env, facts } = state;
  const found = [...state.diagnostics];
  const refused = refusals(state, passesOn(passes, only), root);
  const ok = !hasErrors(state.diagnostics);
  const diagnostics = inOrder(state.diagnostics);
  const type = ok ? printTyped(facts.typed[root.id] as Typed) : "unknown";
  const cost = ok ? boundOf(state, passes, root) : NO_BOUND;
  const verdicts = verdictsOf(env, passes, root, refused);
  const result = { ok, ast: root, type, verdicts, reads: ok ? readsOf(facts) : [], cost, diagnostics };
  const diagnosticsOn = (grants: ReadonlySet<string>): readonly Diagnostic[] => {
    const again: CheckState = { ...state, diagnostics: [...found] };
    refusals(again, passesOn(passes, grants), root);
    return inOrder(again.diagnostics);
  };
  return { result, facts, passes, diagnosticsOn };
}

function inOrder(diagnostics: Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.length > 1 ? diagnostics.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) : diagnostics;
}

/** Writes down which nodes, and which parts of their values, can be null, now that conditions and grants were looked at. */
function noteNulls(facts: Facts, passes: readonly GrantPass[]): void {
  if (passes.length === 0) return;
  for (let id = 0; id < facts.typed.length; id++) {
    const typed = facts.typed[id] as Typed;
    let { type } = typed;
    let nullable = false;
    for (const { pass } of passes) {
      const flow = pass.flows[id] as Flow;
      nullable ||= flow.canNull;
      if (flow.canValue && flow.type !== type) type = withNullsOf(type, flow.type);
    }
    if (type !== typed.type || nullable !== typed.nullable) facts.typed[id] = { type, nullable };
  }
}

function passesOn(passes: readonly GrantPass[], only: ReadonlySet<string> | undefined): readonly GrantPass[] {
  return only ? passes.map(({ grants, pass }) => ({ grants: grants.filter((grant) => only.has(grant)), pass })) : passes;
}

/** What is doubtful, refused or too costly; gives the grants on which it is refused. */
function refusals(state: CheckState, passes: readonly GrantPass[], root: Node): ReadonlySet<string> {
  if (passes.length === 0) return NOWHERE;
  const refused = state.env.strict ? checkStrict(state, passes) : NOWHERE;
  if (hasErrors(state.diagnostics)) return refused;
  reportCost(state, passes, root);
  return runLints(state, passes, root);
}

function verdictsOf(
  env: Environment,
  passes: readonly GrantPass[],
  root: Node,
  refused: ReadonlySet<string>,
): Record<string, Verdict> {
  const verdicts = failedOn(env.grants);
  for (const { grants, pass } of passes) {
    const verdict = grants.length > 0 ? verdictOf(pass, root) : FAILED;
    for (const grant of grants) if (!refused.has(grant)) verdicts[grant] = verdict;
  }
  return verdicts;
}

/**
 * Checks an expression: syntax, names, types, and what it will do on each grant.
 *
 * @param source the expression
 * @param env from `defineEnvironment`
 * @returns everything known; bad input gives diagnostics, never an exception
 * @example check("appuser.role", env).verdicts.client_credentials.verdict // "never"
 */
export function check(source: string, env: Environment): CheckResult {
  requireEnvironment(env);
  return withinStack(() => checkWithFacts(source, env).result, unchecked(env));
}

/** What is known of expressions that there was no stack to look at, by environment. */
const UNCHECKED = new WeakMap<Environment, CheckResult>();

function unchecked(env: Environment): CheckResult {
  const known = UNCHECKED.get(env);
  if (known) return known;
  const verdicts = Object.fromEntries([...env.grants.keys()].map((grant) => [grant, FAILED]));
  const made = { ok: false, ast: UNPARSED, type: "unknown", verdicts, reads: [], cost: NO_BOUND, diagnostics: [NO_STACK] };
  UNCHECKED.set(env, made);
  return made;
}
