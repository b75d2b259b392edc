/** Compiles a checked tree to terms, children first: a table of node kinds, as the evaluator has its switch. */
import { weightOf } from "../check/cost.js";
import type { Facts } from "../check/facts.js";
import { goesOn } from "../check/reads.js";
import { stepsOfCall } from "../library/looking.js";
import type { Node, NodeKind } from "../syntax/ast.js";
import { COMPARING } from "../values/compare.js";
import { isWellFormed } from "../values/text.js";
import { elementTerm, indexTerm, memberTerm, ownMember, projectionTerm, selectionTerm } from "./brackets.js";
import { callTerm } from "./calls.js";
import { bound, FALSE_SQL, NO_CODE, type Sql, sql, TRUE_SQL } from "./fragment.js";
import { anyFails, asKind, type Compiling, codeOf, firstCode, residual, resulting, settled } from "./kit.js";
import { BINARY_SQL, elvisTerm, logicalTerm, UNARY_SQL } from "./operators.js";
import { Misfit, readTerm } from "./read.js";
import { certain, isWritten, type Kind, never, RESIDUAL, scalar, type Term } from "./term.js";

type Of<K extends NodeKind> = Extract<Node, { kind: K }>;
type Makers = { readonly [K in NodeKind]: (c: Compiling, node: Of<K>) => Term };

/** The term of the whole tree. Misfits of the layout are collected, each once. */
export function rootTerm(c: Compiling, misfits: Misfit[]): Term {
  for (const node of c.facts.nodes)
    if (!goesOn(c.facts, node)) c.terms[node.id] = settled(c, nodeTerm(c, node, misfits), node.span);
  const root = c.facts.nodes[c.facts.nodes.length - 1] as Node;
  const term = c.terms[root.id] as Term;
  if (!isWritten(term.kind) && term.kind.kind !== "nothing") return residual(c, root.span, "a claim of records");
  const wrong =
    c.env.kind.result === "boolean" && (term.kind.list || (term.kind.kind !== "boolean" && term.kind.kind !== "nothing"));
  return wrong ? residual(c, root.span, "a result that is not Boolean") : term;
}

function nodeTerm(c: Compiling, node: Node, misfits: Misfit[]): Term {
  const path = c.facts.paths[node.id];
  if (!path) return (MAKERS[node.kind] as (c: Compiling, node: Node) => Term)(c, node);
  const read = readTerm(c, path);
  if (read instanceof Misfit && !misfits.some((known) => known.path === read.path)) misfits.push(read);
  return read === undefined || read instanceof Misfit ? residual(c, node.span, "what the path holds has no SQL") : read;
}

const at = (c: Compiling, node: Node): Term => c.terms[node.id] as Term;

function literalTerm(c: Compiling, node: Of<"Literal">): Term {
  const { value } = node;
  if (value === null) return never(c.codes, "explicit-null");
  if (typeof value === "boolean") return certain(scalar("boolean"), value ? TRUE_SQL : FALSE_SQL);
  if (typeof value === "number") {
    const kind = node.literal === "integer" ? "integer" : "number";
    return certain(scalar(kind), bound(value === 0 ? 0 : value, kind));
  }
  const storable = isWellFormed(value) && (c.dialect.nul || !value.includes("\0"));
  return storable
    ? certain(scalar("text"), bound(value, "text"))
    : residual(c, node.span, "a text that the database cannot hold", scalar("text"));
}

/** The kind that several terms have in common; undefined where they have none. */
function commonKind(terms: readonly Term[]): Kind | undefined {
  const kinds = terms.map(({ kind }) => kind).filter(({ kind }) => kind !== "nothing");
  const [first] = kinds;
  if (!first) return undefined;
  const widest = kinds.find(({ kind }) => kind === "number") ?? first;
  const agree = kinds.every(
    (kind) => kind.list === widest.list && (kind.kind === widest.kind || (kind.kind === "integer" && widest.kind === "number")),
  );
  return agree ? widest : undefined;
}

/** `{a, b}` of one kind; nulls stay in place. */
function listTerm(c: Compiling, node: Of<"List">): Term {
  const items = node.items.map((item) => at(c, item));
  if (items.length === 0) return certain({ kind: "text", list: true }, c.dialect.lists.make([], "text"));
  const kind = commonKind(items);
  if (!kind || kind.list || !isWritten(kind)) return residual(c, node.span, "a list of lists, of several kinds or of nulls");
  const values = items.map((item) => (asKind(c, item, kind) as Term).value);
  const code = firstCode(items, () => false);
  return resulting(c, { kind: kind.kind, list: true }, code, anyFails(items), c.dialect.lists.make(values, kind.kind));
}

/** Branches of different kinds cannot be one column: the one that does not fit is left to the library, for the rows that take it. */
function conditionalTerm(c: Compiling, node: Of<"Conditional">): Term {
  const [condition, whenTrue, whenFalse] = [at(c, node.condition), at(c, node.whenTrue), at(c, node.whenFalse)];
  if (condition.kind.list || (condition.kind.kind !== "boolean" && condition.kind.kind !== "nothing"))
    return residual(c, node.span, "a condition that is not Boolean");
  if (condition.kind.kind === "nothing") return condition;
  const kind = commonKind([whenTrue, whenFalse]) ?? (whenTrue.kind.kind === "nothing" ? whenFalse.kind : whenTrue.kind);
  const [one, other] = [branch(c, whenTrue, kind, node), branch(c, whenFalse, kind, node)];
  const value = sql`CASE WHEN ${condition.value} THEN ${one.value} WHEN NOT ${condition.value} THEN ${other.value} END`;
  const coded = [condition, one, other].some(({ code }) => code !== undefined);
  const taken = sql`CASE WHEN ${condition.value} THEN ${one.code ?? NO_CODE} ELSE ${other.code ?? NO_CODE} END`;
  const none = !one.code && !other.code;
  const code = !coded
    ? undefined
    : none
      ? condition.code
      : condition.code
        ? sql`coalesce(${condition.code}, CASE WHEN ${condition.value} IS NOT NULL THEN ${taken} END)`
        : taken;
  return { kind, value, code, mayFail: anyFails([condition, one, other]) };
}

function branch(c: Compiling, term: Term, kind: Kind, node: Node): Term {
  const fitted = asKind(c, term, kind);
  if (fitted) return fitted;
  const left = residual(c, node.span, "branches of several kinds", kind);
  const code: Sql = term.code ? sql`coalesce(${term.code}, ${codeOf(c, RESIDUAL)})` : (left.code as Sql);
  return { ...left, code };
}

function elvis(c: Compiling, node: Of<"Elvis">): Term {
  const [value, fallback] = [at(c, node.value), at(c, node.fallback)];
  const kind = commonKind([value, fallback]) ?? (value.kind.kind === "nothing" ? fallback.kind : value.kind);
  const [first, second] = [asKind(c, value, kind), branch(c, fallback, kind, node)];
  const term = first && elvisTerm(c, value.kind.kind === "nothing" ? value : first, second);
  return term ?? residual(c, node.span, "sides of several kinds");
}

function nameTerm(c: Compiling, node: Of<"Name">): Term {
  const meaning = c.facts.meanings[node.id];
  // The family of a call, `String` in `String.len(x)`, is no value; its term is never asked for.
  if (meaning !== "this" && meaning !== "element") return never(c.codes, RESIDUAL);
  const element = elementTerm(c, node);
  if (!element) return residual(c, node.span, "an element of a computed list");
  return meaning === "this" ? element : memberTerm(c, node, element);
}

/** A chain that leans to the left is a chain of terms, each on the one before. */
function binaryTerm(c: Compiling, node: Of<"Binary">): Term {
  const row = BINARY_SQL[node.operator];
  if (typeof row === "string") return residual(c, node.span, row);
  return (
    row(c, at(c, node.left), at(c, node.right), node) ??
    residual(c, node.span, `\`${node.operator}\` over kinds that have no SQL here`)
  );
}

const MAKERS: Makers = {
  Literal: literalTerm,
  List: listTerm,
  Map: (c, node) => residual(c, node.span, "a map"),
  Name: nameTerm,
  Member: ownMember,
  Index: indexTerm,
  Call: (c, node) => callTerm(c, node, elementTerm(c, node)),
  Unary: (c, node) =>
    UNARY_SQL[node.operator](c, at(c, node.operand), node) ?? residual(c, node.span, "an operand of several kinds"),
  Binary: binaryTerm,
  Logical: (c, node) =>
    logicalTerm(
      c,
      node.operands.map((operand) => at(c, operand)),
      node.operator === "or",
    ) ?? residual(c, node.span, "an operand that is not Boolean"),
  Conditional: conditionalTerm,
  Elvis: elvis,
  Projection: projectionTerm,
  Selection: selectionTerm,
  Hole: () => {
    throw new Error("A tree with a hole was compiled to SQL; sources with errors are refused first.");
  },
};

/** No list of a directory is longer than this without the library looking at it. */
const LONGEST_LIST = 1000;

/** How long a list may be so that no evaluation can use up its budget, whatever the expression does with it. */
export function longestList(facts: Facts, steps: number): number {
  const depths = facts.nodes.map((node) => {
    let depth = 0;
    for (let around = facts.brackets[node.id] as number; around >= 0; around = facts.brackets[around] as number) depth++;
    const consumes =
      node.kind === "Projection" ||
      node.kind === "Selection" ||
      facts.calls[node.id]?.candidates.some(({ overload }) => overload.cost);
    return depth + (consumes || node.kind === "Binary" ? 1 : 0);
  });
  let [weight, once] = [1, 2 * facts.nodes.length];
  for (const node of facts.nodes) {
    const body = node.kind === "Projection" ? node.body : node.kind === "Selection" ? node.test : undefined;
    weight += body ? weightOf(facts, body) : 1;
    const [choice] = facts.calls[node.id]?.candidates ?? [];
    const called = choice ? stepsOfCall(choice.overload) : node.kind === "Binary" ? COMPARING : 0;
    if ((facts.brackets[node.id] as number) >= 0) weight += called;
    else once += called;
  }
  const room = (steps - once) / weight;
  return room < 1 ? 0 : Math.min(LONGEST_LIST, Math.floor(room ** (1 / Math.max(1, ...depths))));
}
