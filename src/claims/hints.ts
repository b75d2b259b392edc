/** What the expressions of claims say of the data that would move them: the values they compare with, the texts they look for. */
import type { Facts } from "../check/facts.js";
import type { Node } from "../syntax/ast.js";
import type { Claim } from "./claim.js";
import type { ComparedValue, EdgeHints } from "./edges.js";

/** More values and texts than this are not tried. */
const MOST_COMPARED = 40;
const MOST_NAMES = 5;

/** The hints of some claims, each once. */
export function hintsOf(claims: readonly Claim[]): EdgeHints {
  const compared = new Map<string, ComparedValue>();
  const names = new Set<string>();
  for (const { program, definition } of claims) {
    const { startsWith, equals, contains } = definition.groups ?? {};
    for (const text of [startsWith, equals, contains]) if (text) names.add(text);
    if (!program.facts) continue;
    const readsGroups = program.roots.some(({ type }) => type.kind === "list" && type.element.type.kind === "group");
    for (const node of program.facts.nodes) {
      if (readsGroups && node.kind === "Literal" && typeof node.value === "string" && node.value !== "") names.add(node.value);
      for (const found of comparedAt(program.facts, node)) compared.set(`${found.path.text} ${JSON.stringify(found.value)}`, found);
    }
  }
  return { compared: [...compared.values()].slice(0, MOST_COMPARED), names: [...names].slice(0, MOST_NAMES) };
}

/** An attribute and the constant that it is compared with. */
function comparedAt(facts: Facts, node: Node): ComparedValue[] {
  if (node.kind !== "Binary" || (node.operator !== "eq" && node.operator !== "ne")) return [];
  return [
    [node.left, node.right],
    [node.right, node.left],
  ].flatMap(([side, other]) => {
    const path = facts.paths[(side as Node).id];
    if (!path || other?.kind !== "Literal" || other.value === null) return [];
    return [{ path, value: other.value as ComparedValue["value"] }];
  });
}
