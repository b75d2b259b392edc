/** Projections, selections, indexes and members in SQL. Inside brackets nothing can be bound, so that what grows there is left to the library. */
import type { IndexNode, MemberNode, Node, ProjectionNode, SelectionNode } from "../syntax/ast.js";
import type { ScalarKind } from "./fragment.js";
import { elementNamed, lengthOf, type Sql, sql } from "./fragment.js";
import { anyFails, type Compiling, codeOf, firstCode, residual, resulting } from "./kit.js";
import { certain, failed, isWritten, type Kind, NOTHING, RESIDUAL, scalar, type Term } from "./term.js";

const LONGEST_BODY = 4_000;

/** The element of the brackets that a node stands in; undefined where its kind has no SQL. */
export function elementTerm(c: Compiling, node: Node): Term | undefined {
  const bracket = c.facts.nodes[c.facts.brackets[node.id] as number];
  if (bracket?.kind !== "Projection" && bracket?.kind !== "Selection") return undefined;
  const source = c.terms[bracket.source.id];
  const element = elementNamed(`e${bracket.id}`);
  if (!source) return undefined;
  if (source.kind.kind === "groups") return certain({ kind: "group", list: false }, element);
  if (!source.kind.list) return undefined;
  const { kind } = source.kind;
  // A null element is a value like any other inside the brackets; only its reason is not told there.
  return {
    kind: scalar(kind),
    value: element,
    code: sql`CASE WHEN ${element} IS NULL THEN ${codeOf(c, "unset")} END`,
    mayFail: false,
  };
}

/** A field of a group; `profile` is the group itself, since the name is there and here. */
export function memberTerm(c: Compiling, node: Node & { name: string }, holder: Term | undefined): Term {
  if (holder?.kind.kind !== "group") return residual(c, node.span, "an attribute of a computed value");
  if (node.name === "profile") return holder;
  if (node.name !== "id" && node.name !== "type" && node.name !== "name")
    return residual(c, node.span, "a directory has no such field of groups");
  const value = c.dialect.groupField(holder.value, node.name);
  return { kind: scalar("text"), value, code: sql`CASE WHEN ${value} IS NULL THEN ${codeOf(c, "unset")} END`, mayFail: false };
}

/** An attribute of what was computed. */
export function ownMember(c: Compiling, node: MemberNode): Term {
  return memberTerm(c, node, c.terms[node.object.id]);
}

/** What brackets work on, or the term that ends them. */
function sourceOf(c: Compiling, node: ProjectionNode | SelectionNode): { readonly term: Term; readonly element: Sql } | Term {
  const term = c.terms[node.source.id] as Term;
  if (term.kind.kind === "nothing") return term;
  if (!term.kind.list && term.kind.kind !== "groups") return residual(c, node.span, "brackets over a computed value");
  return { term, element: elementNamed(`e${node.id}`) };
}

/** `source.![body]`: a failure of an element is the whole's, the first one's. */
export function projectionTerm(c: Compiling, node: ProjectionNode): Term {
  const source = sourceOf(c, node);
  if (!("term" in source)) return source;
  const body = c.terms[node.body.id] as Term;
  if (body.kind.list || !isWritten(body.kind)) return residual(c, node.span, "a list of lists, of groups or of nulls");
  const tooLong = lengthOf(body.value) + (body.code ? lengthOf(body.code) : 0) > LONGEST_BODY;
  if (tooLong) return residual(c, node.span, "the brackets hold too much");
  const { lists } = c.dialect;
  const { kind } = body.kind;
  const value = lists.map(source.term.value, source.element, body.value, kind);
  return overElements(c, { kind, list: true }, source, value, body);
}

/** `source.?[test]`. */
export function selectionTerm(c: Compiling, node: SelectionNode): Term {
  const source = sourceOf(c, node);
  if (!("term" in source)) return source;
  const test = c.terms[node.test.id] as Term;
  if (test.kind.list || (test.kind.kind !== "boolean" && test.kind.kind !== "nothing"))
    return residual(c, node.span, "a test that is not Boolean");
  const tooLong = lengthOf(test.value) + (test.code ? lengthOf(test.code) : 0) > LONGEST_BODY;
  if (tooLong) return residual(c, node.span, "the brackets hold too much");
  const holds = test.kind.kind === "nothing" ? sql`FALSE` : test.value;
  return overElements(c, source.term.kind, source, c.dialect.lists.filter(source.term.value, source.element, holds), test);
}

function overElements(
  c: Compiling,
  kind: Kind,
  { term, element }: { readonly term: Term; readonly element: Sql },
  value: Sql,
  body: Term,
): Term {
  if (!body.mayFail || !body.code) return resulting(c, kind, term.code, term.mayFail, value);
  const failure = c.columns.bind(
    c.dialect.lists.first(term.value, element, sql`CASE WHEN ${failed(body.code)} THEN ${body.code} END`),
  );
  const code = c.columns.bind(term.code ? sql`coalesce(${term.code}, ${failure})` : failure);
  return { kind, value: sql`CASE WHEN ${code} IS NULL THEN ${value} END`, code, mayFail: true };
}

/** `list[i]`. */
export function indexTerm(c: Compiling, node: IndexNode): Term {
  const [list, index] = [c.terms[node.object.id], c.terms[node.index.id]] as [Term | undefined, Term];
  if (!list || (!list.kind.list && list.kind.kind !== "nothing")) return residual(c, node.span, "an index of a computed value");
  if (index.kind.list || (index.kind.kind !== "integer" && index.kind.kind !== "nothing"))
    return residual(c, node.span, "an index that is no Integer");
  if (node.safe && index.mayFail) return residual(c, node.span, "a safe index that may fail");
  const sides = [list, index];
  if (sides.some(({ kind }) => kind.kind === "nothing"))
    return { kind: NOTHING, value: sql`NULL`, code: firstCode(sides), mayFail: anyFails(sides) };
  const { lists } = c.dialect;
  const { kind } = list.kind as { kind: ScalarKind };
  const inside = sql`(${index.value} >= 0 AND ${index.value} < ${lists.length(list.value)})`;
  const found = lists.at(list.value, sql`CASE WHEN ${inside} THEN ${index.value} + 1 END`);
  const element = c.columns.bind(found);
  const unset = list.kind.list ? list.kind.unset : undefined;
  return resulting(c, scalar(kind), firstCode(sides), anyFails(sides), element, [
    [sql`${index.value} < 0`, "run/negative-index"],
    [sql`${index.value} >= ${lists.length(list.value)}`, "index-out-of-range"],
    [sql`${element} IS NULL`, unset ?? RESIDUAL],
  ]);
}
