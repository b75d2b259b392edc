/** Which parts of a checked tree have a shorter form: what claims mostly are made of. Each gives what the general form gives. */
import type { CallPlan } from "../check/facts.js";
import { Lane } from "../context/lane.js";
import type { BinaryNode, ConditionalNode, LogicalNode, NameNode, Node } from "../syntax/ast.js";
import { GROUP_FIELDS } from "../types/type.js";
import type { QuickSelection } from "./access.js";
import { at, type Compiling, laneAt, operandOf, writtenIn } from "./compiling.js";
import { Combination, type Comparison, type Condition, comparison, isShort, StepComparison } from "./conditions.js";
import type { Step } from "./frame.js";
import type { Operand } from "./operand.js";
import { placeOf } from "./place.js";
import { type Direct, directly, groupSelection, joining, lookup, takesTexts } from "./quick.js";

/** The operators that compare any two values without a step of the budget, where one of them is written out. */
const EQUALITY: ReadonlySet<string> = new Set(["eq", "ne"]);

/** A comparison of an attribute with what is written out, and what `and` and `or` make of such. */
export function conditionOf(compiling: Compiling, node: Node): Condition | undefined {
  if (compiling.record) return undefined;
  if (node.kind === "Binary") return comparisonOf(compiling, node) ?? stepComparisonOf(compiling, node);
  return node.kind === "Logical" ? combinationOf(compiling, node) : undefined;
}

function comparisonOf(compiling: Compiling, { left, right, operator }: BinaryNode): Comparison | undefined {
  const literal = writtenIn(right);
  const lane = EQUALITY.has(operator) ? laneAt(compiling, left) : undefined;
  return lane && literal !== undefined && isShort(literal)
    ? comparison(lane, literal, operator === "eq", placeOf(left))
    : undefined;
}

function stepComparisonOf(compiling: Compiling, { left, right, operator }: BinaryNode): StepComparison | undefined {
  const literal = writtenIn(right);
  const isAlone = EQUALITY.has(operator) && left.kind !== "Binary";
  return isAlone && literal !== undefined && isShort(literal)
    ? new StepComparison(at(compiling, left), literal, operator === "eq")
    : undefined;
}

function combinationOf(compiling: Compiling, { operands, operator }: LogicalNode): Combination | undefined {
  const groups: Comparison[][] = [];
  for (const operand of operands) {
    const inner = operand.kind === "Logical" && operand.operator !== operator ? operand.operands : [operand];
    const group = inner.map((node) => (node.kind === "Binary" ? comparisonOf(compiling, node) : undefined));
    if (group.includes(undefined)) return undefined;
    groups.push(group as Comparison[]);
  }
  // Single comparisons are one group of their own operator, which is one loop instead of two.
  const isOne = groups.every((group) => group.length === 1);
  return isOne ? new Combination([groups.flat()], operator === "and") : new Combination(groups, operator === "or");
}

/** A ladder of comparisons of one attribute with texts, as a look-up; undefined where it is another ladder. */
export function lookupStep(compiling: Compiling, node: ConditionalNode, otherwise: Node): Step | undefined {
  const arms = new Map<string, Operand>();
  let subject: Node | undefined;
  const textOf = (side: Node) => compiling.facts.paths[side.id]?.text;
  for (let next: Node = node; next.kind === "Conditional"; next = next.whenFalse) {
    const { condition, whenTrue } = next;
    if (condition.kind !== "Binary" || condition.operator !== "eq") return undefined;
    const literal = writtenIn(condition.right);
    const compared = textOf(condition.left);
    if (typeof literal !== "string" || !isShort(literal) || !compared || (subject && textOf(subject) !== compared))
      return undefined;
    subject ??= condition.left;
    if (!arms.has(literal)) arms.set(literal, operandOf(compiling, whenTrue));
  }
  return subject && arms.size > 1 ? lookup(operandOf(compiling, subject), arms, operandOf(compiling, otherwise)) : undefined;
}

/** A row's code behind as few looks as it wants; undefined for a call that wants more. */
export function directCallOf({ record, limits }: Compiling, { candidates, args }: CallPlan): Direct | undefined {
  const [only] = candidates;
  return !record && candidates.length === 1 && only ? directly(only.overload, args.length, limits.textLength) : undefined;
}

/** A selection of groups by a call about an attribute and a text that is written out. */
export function quickSelectionOf(compiling: Compiling, test: Node, weight: number): QuickSelection | undefined {
  const plan = compiling.facts.calls[test.id];
  const direct = plan && directCallOf(compiling, plan);
  if (!direct || plan.skipsNull || direct.charge || !takesTexts(direct)) return undefined;
  const [first, second] = plan.args;
  if (plan.args.length !== 2 || typeof first !== "object" || typeof second !== "object") return undefined;
  const literal = writtenIn(second);
  return typeof literal === "string" && isElementField(compiling, first)
    ? groupSelection(first.name, literal, direct, weight)
    : undefined;
}

/** What means an element's attribute is a name. */
function isElementField({ facts }: Compiling, node: Node): node is NameNode {
  return facts.meanings[node.id] === "element" && GROUP_FIELDS.attributes.has((node as NameNode).name);
}

/** Texts one after the other, each written out or an attribute; undefined for any other chain. */
export function joiningStep(compiling: Compiling, nodes: readonly Node[], general: Step): Step | undefined {
  const parts: (string | Lane)[] = [];
  for (const node of nodes) {
    const part = writtenIn(node) ?? laneAt(compiling, node);
    if (typeof part !== "string" && !(part instanceof Lane)) return undefined;
    parts.push(part);
  }
  return joining(parts, general, compiling.limits.textLength);
}
