/** Any tree that some source parses to, made by construction; ids and spans are left at zero. */

import type { LiteralNode, MapEntry, Node } from "../../src/syntax/ast.js";
import { type BinaryOperator, INFIX, type LogicalOperator } from "../../src/syntax/operators.js";
import { WORDS } from "../../src/syntax/tokens.js";
import { mapChildren } from "../../src/syntax/walk.js";
import fc from "../seeded.js";

const NOWHERE = { start: 0, end: 0 };
const bare = { id: 0, span: NOWHERE };

const LOGICAL: readonly LogicalOperator[] = ["and", "or"];
const BINARY = (Object.keys(INFIX) as (keyof typeof INFIX)[]).filter(
  (operator): operator is BinaryOperator => !LOGICAL.includes(operator as LogicalOperator),
);

/** Names that people use, names that programs stumble over, words that are operators elsewhere, and any other. */
const anyName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("user", "app", "profile", "email", "a", "b", "System", "x1", "_", "$", "$x") },
  { weight: 2, arbitrary: fc.constantFrom("constructor", "toString", "__proto__", "hasOwnProperty", "length", "then") },
  { weight: 2, arbitrary: fc.constantFrom("T", "new", "instanceof", "between", "if", "in", "contains", "this", "e3", "toInteger") },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z_$][A-Za-z0-9_$]{0,8}$/) },
);

/** A name behind a dot, where words are names too. */
export const memberName = fc.oneof(
  { weight: 5, arbitrary: anyName },
  { weight: 1, arbitrary: fc.constantFrom(...WORDS.keys(), "AND", "Null", "TRUE", "Div") },
);

/** A name that stands alone. */
export const bareName = anyName.filter((name) => !WORDS.has(name.toLowerCase()));

/** A name that is called without a receiver; `T(…)` is refused. */
export const calledName = bareName.filter((name) => name !== "T");

/** Any text: letters, quotes and backslashes, any UTF-16 units, halves of pairs too. */
export const anyText = fc.oneof(
  fc.stringMatching(/^[ -~]{0,12}$/),
  fc
    .array(fc.constantFrom('"', "'", "\\", "\n", " ", "a", "${", "#{", "“", "é", "//"), { maxLength: 6 })
    .map((parts) => parts.join("")),
  fc.array(fc.nat(0xffff), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
);

const integer = fc.oneof(fc.nat(20), fc.nat(0x7fffffff), fc.constantFrom(0, 2_147_483_647, -2_147_483_648));
const number = fc.oneof(
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.nat(1000),
  fc.constantFrom(0, 1e21, 1e20, 5e-324, 1.7976931348623157e308, 0.1, 1e-7),
);

function literal(kind: LiteralNode["literal"], value: LiteralNode["value"]): Node {
  return { ...bare, kind: "Literal", literal: kind, value };
}

const anyLiteral: fc.Arbitrary<Node> = fc.oneof(
  fc.constant(literal("null", null)),
  fc.boolean().map((value) => literal("boolean", value)),
  integer.map((value) => literal("integer", value)),
  number.map((value) => literal("number", value)),
  anyText.map((value) => literal("text", value)),
);

function nameNode(name: string): Node {
  return { ...bare, kind: "Name", name };
}

/** `a and (b and c)` is read as one chain, so that no tree has a chain right inside a chain of the same operator. */
function chain(operator: LogicalOperator, operands: readonly Node[]): Node {
  const flat = operands.flatMap((operand) =>
    operand.kind === "Logical" && operand.operator === operator ? operand.operands : [operand],
  );
  return { ...bare, kind: "Logical", operator, operands: flat };
}

interface Places {
  readonly outside: Node;
  readonly inside: Node;
}

/** Every production, over nodes of one place; the bodies of projections and selections are inside, where there is `#this`. */
function productions(self: fc.Arbitrary<Node>, inside: fc.Arbitrary<Node>): fc.Arbitrary<Node>[] {
  const items = fc.array(self, { maxLength: 3 });
  const safe = fc.boolean();
  const key = fc.oneof(memberName, anyText).filter((text) => text !== "__proto__");
  const entry = fc.record({ key, keySpan: fc.constant(NOWHERE), value: self });
  const entries: fc.Arbitrary<MapEntry[]> = fc.uniqueArray(entry, { maxLength: 3, selector: ({ key: text }) => text });
  const node = (parts: object): Node => ({ ...bare, ...parts }) as Node;
  return [
    items.map((all) => node({ kind: "List", items: all })),
    entries.map((all) => node({ kind: "Map", entries: all })),
    fc.record({ kind: fc.constant("Member"), object: self, name: memberName, nameSpan: fc.constant(NOWHERE), safe }).map(node),
    fc.record({ kind: fc.constant("Index"), object: self, index: self, safe }).map(node),
    fc
      .record({ name: calledName, args: items })
      .map((parts) => node({ ...parts, kind: "Call", receiver: null, nameSpan: NOWHERE, safe: false })),
    fc
      .record({ receiver: self, name: memberName, args: items, safe })
      .map((parts) => node({ ...parts, kind: "Call", nameSpan: NOWHERE })),
    fc
      .record({ operator: fc.constantFrom("not", "negate"), operand: self })
      .map((parts) => node({ ...parts, kind: "Unary", operatorSpan: NOWHERE })),
    fc
      .record({ operator: fc.constantFrom(...BINARY), left: self, right: self })
      .map((parts) => node({ ...parts, kind: "Binary", operatorSpan: NOWHERE })),
    fc
      .record({ operator: fc.constantFrom(...LOGICAL), operands: fc.array(self, { minLength: 2, maxLength: 4 }) })
      .map(({ operator, operands }) => chain(operator, operands)),
    fc.record({ kind: fc.constant("Conditional"), condition: self, whenTrue: self, whenFalse: self }).map(node),
    fc.record({ kind: fc.constant("Elvis"), value: self, fallback: self }).map(node),
    fc.record({ kind: fc.constant("Projection"), source: self, body: inside, safe }).map(node),
    fc.record({ kind: fc.constant("Selection"), source: self, test: inside, safe }).map(node),
  ];
}

/** Any tree, up to a depth. */
export function trees(maxDepth = 4): fc.Arbitrary<Node> {
  const depth = fc.createDepthIdentifier();
  const { outside } = fc.letrec<{ outside: Places["outside"]; inside: Places["inside"] }>((tie) => ({
    outside: fc.oneof(
      { maxDepth, depthIdentifier: depth, withCrossShrink: true },
      fc.oneof(anyLiteral, bareName.map(nameNode)),
      ...productions(tie("outside") as fc.Arbitrary<Node>, tie("inside") as fc.Arbitrary<Node>),
    ),
    inside: fc.oneof(
      { maxDepth, depthIdentifier: depth, withCrossShrink: true },
      fc.oneof(anyLiteral, bareName.map(nameNode), fc.constant(nameNode("#this"))),
      ...productions(tie("inside") as fc.Arbitrary<Node>, tie("inside") as fc.Arbitrary<Node>),
    ),
  }));
  return outside;
}

/** A tree without ids and spans: what two sources of the same meaning share. */
export function shape(node: Node): Node {
  const inner = mapChildren(node, shape);
  const plain: Record<string, unknown> = { ...inner, ...bare };
  for (const span of ["nameSpan", "operatorSpan"]) if (span in plain) plain[span] = NOWHERE;
  if (inner.kind === "Map") plain.entries = inner.entries.map((entry) => ({ ...entry, keySpan: NOWHERE }));
  return plain as unknown as Node;
}
