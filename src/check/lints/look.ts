/** What a lint looks at: the checked tree, and what each node may come to on every grant where it is reached. */
import type { Span } from "../../base/span.js";
import type { ArgumentsOf, Code } from "../../diagnostics/codes.js";
import { type DiagnosticExtras, diagnostic, type Fix } from "../../diagnostics/diagnostic.js";
import type { Node } from "../../syntax/ast.js";
import type { Flow } from "../flow.js";
import type { GrantPass } from "../grants.js";
import type { Pass } from "../pass.js";
import { type CheckState, sourceOf } from "../state.js";

/** A node on the grants that share a pass. */
export interface Sight {
  readonly grants: readonly string[];
  readonly pass: Pass;
  readonly flow: Flow;
}

/** A pass over grants that there are, and the nodes it comes to; all of them where nothing branches. */
export interface Course extends GrantPass {
  readonly reached: readonly boolean[] | undefined;
}

/** The nodes of each kind, in the order of their ids; nothing where there is none. */
export type NodesByKind = { readonly [Kind in Node["kind"]]?: readonly (Node & { readonly kind: Kind })[] };

/** Everything a lint may look at. */
export interface Look {
  readonly state: CheckState;
  readonly kinds: NodesByKind;
  readonly root: Node;
  readonly courses: readonly Course[];
  /** The nodes that something was said of already: one mistake is told once. Made when something is said. */
  told: Set<number> | undefined;
  /** The grants on which a strict environment refuses the expression. Made when there is one. */
  refused: Set<string> | undefined;
}

/** What a node may come to, on every grant where it is reached; nothing for what is never run. */
export function seen({ courses }: Look, node: Node): Sight[] {
  const sights: Sight[] = [];
  for (const { grants, pass, reached } of courses)
    if (reached?.[node.id] !== false) sights.push({ grants, pass, flow: pass.flows[node.id] as Flow });
  return sights;
}

/** Whether something holds of what a node may come to, on any grant where it is reached. */
export function isSeen({ courses }: Look, node: Node, holds?: (flow: Flow, pass: Pass) => boolean): boolean {
  for (const { pass, reached } of courses) {
    if (reached?.[node.id] === false) continue;
    if (!holds || holds(pass.flows[node.id] as Flow, pass)) return true;
  }
  return false;
}

/** A rule about what is allowed but likely not meant. */
export type Lint = (look: Look) => void;

/** Says something of a node. */
export function tell<C extends Code>(look: Look, node: Node, code: C, data: ArgumentsOf<C>, extras: Extras = {}): void {
  look.told ??= new Set();
  look.told.add(node.id);
  look.state.diagnostics.push(diagnostic(code, extras.span ?? node.span, data, extras));
}

interface Extras extends DiagnosticExtras {
  readonly span?: Span;
}

/** Whether something was said of a node or of a part of it. Parts stand together, right before the whole. */
export function isTold(look: Look, node: Node): boolean {
  if (!look.told) return false;
  for (let id = node.id; id >= 0; id--) {
    const part = look.state.facts.nodes[id] as Node;
    if (part.span.start < node.span.start) return false;
    if (look.told.has(id)) return true;
  }
  return false;
}

/** The nodes of a kind. */
export function nodesOf<K extends Node["kind"]>(look: Look, kind: K): readonly (Node & { readonly kind: K })[] {
  return look.kinds[kind] ?? NONE;
}

const NONE: readonly never[] = [];

/** A part of the source as it is written. */
export function written(look: Look, { span }: { readonly span: Span }): string {
  return look.state.source.slice(span.start, span.end);
}

/** A part of the source, shortened for a message. */
export function shown(look: Look, node: { readonly span: Span }): string {
  return sourceOf(look.state, node, 60);
}

/** Names in a sentence. */
export function listed(names: Iterable<string>): string {
  return [...new Set(names)].join(", ");
}

/** Writes something in place of a node. */
export function replacing(node: { readonly span: Span }, text: string): Fix {
  return { title: `Write \`${text}\``, edits: [{ span: node.span, text }] };
}
