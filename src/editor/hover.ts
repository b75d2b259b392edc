/** `hover`: what the word under the cursor is: its type, its documentation, and for what has a value, the verdict on each grant. */

import { checkWithFacts } from "../check/check.js";
import type { Verdict } from "../check/grants.js";
import type { Environment } from "../context/environment.js";
import { requireEnvironment } from "../context/given.js";
import type { ReadPath } from "../context/paths.js";
import { withinStack } from "../diagnostics/stack.js";
import type { FunctionRow } from "../library/define.js";
import { nullPolicyOf, signaturesOf } from "../library/describe.js";
import type { CallNode, Node } from "../syntax/ast.js";
import { INFIX } from "../syntax/operators.js";
import { type SourceToken, tokenize } from "../syntax/tokenize.js";
import { INFIX_BY_SPELLING } from "../syntax/tokens.js";
import { printTyped } from "../types/print.js";
import type { Attribute } from "../types/type.js";
import { type Analysis, analyse, offsetOf } from "./cursor.js";
import { rowsOfCall } from "./wanted.js";

/** What is known of a word. */
export interface Hover {
  readonly from: number;
  readonly to: number;
  /** The path, the signature or the operator. */
  readonly title: string;
  readonly type?: string;
  readonly doc?: string;
  /** What the part under the cursor does on each grant, where it has a value of its own. */
  readonly verdicts?: Readonly<Record<string, Verdict>>;
}

/**
 * What stands at an offset.
 *
 * @returns undefined where there is nothing to say
 * @example hover("appuser.role", 9, env)?.type // "text?"
 */
export function hover(text: string, offset: number, env: Environment): Hover | undefined {
  requireEnvironment(env);
  return withinStack(() => hovered(text, offsetOf(offset), env));
}

function hovered(text: string, offset: number, env: Environment): Hover | undefined {
  const token =
    tokenize(text).find((each) => each.start <= offset && offset < each.end) ?? tokenize(text).find((each) => each.end === offset);
  if (!token) return undefined;
  const operator = operatorHover(text, token);
  if (operator) return operator;
  const analysis = analyse(text, env);
  const node = nodeAt(analysis, token);
  if (!node) return undefined;
  if (node.kind === "Call") return functionHover(analysis, node, token, env);
  const parent = analysis.facts.nodes[analysis.facts.parent[node.id] as number];
  if (parent?.kind === "Call" && parent.receiver === node && analysis.facts.meanings[node.id] === "family")
    return functionHover(analysis, parent, token, env);
  return valueHover(analysis, node, token, env);
}

function operatorHover(text: string, token: SourceToken): Hover | undefined {
  const spelling = text.slice(token.start, token.end).toLowerCase();
  const operator = token.kind === "Infix" || token.kind === "Minus" ? INFIX_BY_SPELLING.get(spelling) : undefined;
  if (!operator) return undefined;
  const row = INFIX[operator];
  return {
    from: token.start,
    to: token.end,
    title: row.spellings.join(" · "),
    doc: `${row.name.charAt(0).toUpperCase()}${row.name.slice(1)}.`,
  };
}

/** The smallest node whose own word is the token: the name of a member, of a call, of a root; or the literal. */
function nodeAt({ facts }: Analysis, token: SourceToken): Node | undefined {
  return facts.nodes.find((node) => {
    const own =
      node.kind === "Member" || node.kind === "Call"
        ? node.nameSpan
        : node.kind === "Name" || node.kind === "Literal"
          ? node.span
          : undefined;
    return own !== undefined && own.start === token.start && own.end === token.end;
  });
}

function functionHover(analysis: Analysis, call: CallNode, token: SourceToken, env: Environment): Hover | undefined {
  const [row]: readonly FunctionRow[] = rowsOfCall(analysis, call, env).rows;
  if (!row) return undefined;
  const title = signaturesOf(row).join("\n");
  return {
    from: token.start,
    to: token.end,
    title,
    doc: `${row.doc} Nulls: ${nullPolicyOf(row)}.`,
    ...verdictsOf(analysis, call, env),
  };
}

function valueHover(analysis: Analysis, node: Node, token: SourceToken, env: Environment): Hover {
  const { facts, source } = analysis;
  const path = facts.paths[node.id];
  const typed = facts.typed[node.id];
  const doc = path ? docOf(path) : undefined;
  return {
    from: token.start,
    to: token.end,
    title: path?.text ?? source.slice(node.span.start, node.span.end),
    ...(typed ? { type: printTyped(typed) } : {}),
    ...(doc ? { doc } : {}),
    ...verdictsOf(analysis, node, env),
  };
}

/** What a schema says of an attribute; what is known of a root. */
function docOf(path: ReadPath): string | undefined {
  if (path.keys.length === 0) return path.root.doc;
  const { title, description, sensitivity } = path.typed as Attribute;
  const parts = [title && `${title}.`, description, sensitivity && `Sensitivity: ${sensitivity}.`].filter(
    (part) => part !== undefined,
  );
  return parts.length > 0 ? parts.join(" ") : undefined;
}

/** The verdicts of a part as an expression of its own; none for a part that only makes sense inside brackets. */
function verdictsOf(analysis: Analysis, node: Node, env: Environment): { verdicts?: Readonly<Record<string, Verdict>> } {
  if (analysis.facts.brackets[node.id] !== -1) return {};
  const { result } = checkWithFacts(analysis.source.slice(node.span.start, node.span.end), env);
  return result.ok ? { verdicts: result.verdicts } : {};
}
