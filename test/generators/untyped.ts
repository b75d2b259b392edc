/** Generates expressions without regard to types: any construct over anything, mostly over data of which nothing is known. */
import { INFIX } from "../../src/syntax/operators.js";
import type { Choices } from "./choices.js";
import { isBare, textLiteral, writeKey, writePath } from "./scope.js";
import type { Maker } from "./typed.js";
import { WORDS } from "./values.js";

const SYMBOLS = Object.values(INFIX)
  .filter(({ name }) => name !== INFIX.matches.name)
  .flatMap(({ spellings }) => spellings);

/** Any expression; parts that are not tight stand in brackets. */
export function untypedExpression(maker: Maker, depth: number): string {
  const { c } = maker;
  if (depth <= 0 || c.isOver || c.chance(15)) return leaf(maker);
  const part = () => operand(maker, depth - 1);
  const inner = (): Maker => ({ ...maker, element: { type: { kind: "unknown" }, nullable: true } });
  const safe = () => (c.chance(20) ? "?" : "");
  const make = c.weighted<() => string>([
    [8, () => `${part()} ${c.pick(SYMBOLS)} ${part()}`],
    [3, () => c.list(2, 3, part).join(` ${c.pick(["and", "or"])} `)],
    [3, () => `${c.pick(["!", "-", "not "])}${part()}`],
    [4, () => `${part()} ? ${part()} : ${untypedExpression(maker, depth - 1)}`],
    [3, () => `${part()} ?: ${part()}`],
    [3, () => `{${c.list(0, 3, part).join(", ")}}`],
    [
      2,
      () =>
        `{${["k", "a", "constructor"]
          .slice(0, 1 + c.below(3))
          .map((key) => `${key}: ${untypedExpression(maker, depth - 1)}`)
          .join(", ")}}`,
    ],
    [5, () => part() + writeKey(c, c.pick(["a", "b", "k", "name", "constructor", "length"]))],
    [5, () => `${part()}${c.chance(20) ? "?." : ""}[${untypedExpression(maker, depth - 1)}]`],
    [5, () => `${part()}${safe()}.![${untypedExpression(inner(), depth - 1)}]`],
    [5, () => `${part()}${safe()}.?[${untypedExpression(inner(), depth - 1)}]`],
    [9, () => call(maker, part)],
  ]);
  return make();
}

/** A part; often one whose type nobody can tell, so that the checker lets anything pass. */
function operand(maker: Maker, depth: number): string {
  const text = untypedExpression(maker, depth);
  if (/^[A-Za-z#][\w.$#]*$/.test(text) && text !== "true" && text !== "false") return text;
  return maker.c.chance(70) ? `{${text}, app.profile.a}[0]` : `(${text})`;
}

function leaf({ c, material, element }: Maker): string {
  const bare = ["a", "b", "k", "name", "constructor"].filter(isBare);
  return c.weighted<() => string>([
    [7, () => writePath(c, c.pick(material.paths.filter(({ typed }) => typed.type.kind === "unknown" || c.chance(20))))],
    [element ? 5 : 0, () => c.pick(["#this", ...bare])],
    [1, () => literal(c)],
    [1, () => "null"],
  ])();
}

function literal(c: Choices): string {
  return c.pick(["1", '"a"', "true", "0", "2.5", "false", "{}", "{:}", '""', "2147483647", textLiteral(c, c.pick(WORDS))]);
}

/** A row by any of its spellings, mostly with as many arguments as it takes. */
function call(maker: Maker, part: () => string): string {
  const { c, material } = maker;
  const row = c.pick(material.rows);
  const { params, restAtLeast = 0 } = c.pick(row.overloads);
  const count = Math.max(0, params.length + restAtLeast + (c.chance(10) ? c.below(3) - 1 : 0));
  const args = Array.from({ length: count }, part);
  if (row.name !== undefined && (row.method === undefined || c.chance(50)))
    return `${c.pick([row.name, ...(row.aliases ?? [])])}(${args.join(", ")})`;
  const [receiver, ...rest] = args;
  if (maker.element && c.chance(30)) return `${row.method}(${rest.join(", ")})`;
  return `${receiver ?? "null"}${c.chance(15) ? "?." : "."}${row.method}(${rest.join(", ")})`;
}
