/** Claims that are likely not the value that was wanted: a path in quotes, a whole profile, a value of several types, a failure. */
import type { Node } from "../../syntax/ast.js";
import { printType } from "../../types/print.js";
import type { Type } from "../../types/type.js";
import { type Look, listed, tell } from "./look.js";

/** A whole profile of the client. */
export function wholeProfile(look: Look): void {
  const path = look.state.facts.paths[look.root.id];
  if (path?.root.layout === "app" && path.keys.length === 1 && path.keys[0] === "profile")
    tell(look, look.root, "lint/whole-profile", {});
}

const PATH_TEXT = /^\s*([A-Za-z_$][\w$]*)(?:\s*\??\.\s*[A-Za-z_$][\w$]*|\s*\[\s*(?:"[^"]*"|'[^']*'|\d+)\s*\])+\s*$/;

/** `"app.system_home"` in quotes is that text; most who write it want the attribute. */
export function quotedPath(look: Look): void {
  const { root, state } = look;
  if (root.kind !== "Literal" || typeof root.value !== "string") return;
  const match = PATH_TEXT.exec(root.value);
  if (!match || !state.env.roots.has(match[1] as string)) return;
  const fixes = [{ title: "Remove the quotes", edits: [{ span: root.span, text: root.value }] }];
  tell(look, root, "lint/quoted-path", { text: root.value }, { fixes });
}

/** A claim that is a text on one branch and a list on another: whoever reads the token must expect both. */
export function branchTypes(look: Look): void {
  if (look.state.facts.typed[look.root.id]?.type.kind !== "unknown") return;
  const types = resultsOf(look, look.root)
    .map((node) => look.state.facts.typed[node.id]?.type)
    .filter(isKnown);
  const kinds = new Set(types.map(({ kind }) => kind));
  if (kinds.size > 1) tell(look, look.root, "lint/branch-types", { types: listed(types.map(printType)) });
}

function isKnown(type: Type | undefined): type is Type {
  return type !== undefined && type.kind !== "null" && type.kind !== "unknown";
}

/** The parts that the whole can be, in branches inside of branches. */
function resultsOf(look: Look, whole: Node): readonly Node[] {
  const results: Node[] = [];
  const waiting = [whole];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (look.seen(node).length === 0) continue;
    if (node.kind === "Conditional") waiting.push(node.whenFalse, node.whenTrue);
    else if (node.kind === "Elvis") waiting.push(node.fallback, node.value);
    else results.push(node);
  }
  return results;
}

/** An expression that ends with an error whatever the data. */
export function alwaysFails(look: Look): void {
  const seen = look.seen(look.root);
  const failing = seen.length > 0 && seen.every(({ flow }) => !flow.canNull && !flow.canValue);
  if (failing) tell(look, look.root, "lint/always-fails", { codes: listed(seen.flatMap(({ flow }) => [...flow.fails])) });
}
