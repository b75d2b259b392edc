/** The oracle answers the conformance cases as they say: its own proof, since those were written from the law too. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { check, defineEnvironment } from "../../src/index.js";
import { readSchema } from "../../src/schemas/schema.js";
import type { Node } from "../../src/syntax/ast.js";
import { eachChild } from "../../src/syntax/walk.js";
import { mapKindOf } from "./from-types.js";
import { WAYS } from "./functions.js";
import { answer } from "./interpreter.js";

interface Case {
  readonly id: string;
  readonly expr: string;
  readonly context?: object & { grant?: string };
  readonly grant?: string;
  readonly kind?: string;
  readonly dialect?: string;
  readonly schemas?: Record<string, never>;
  readonly expect: { status: string; value?: unknown; reason?: { code: string; path?: string }; code?: string };
}

const folder = new URL("../conformance/", import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => (JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { cases: Case[] }).cases);

const known = new Set(WAYS.flatMap((way) => [...way.names, ...(way.method ? [`.${way.method}`] : [])]));

/** What the oracle does not know: patterns, and the functions of other families. */
function isKnown(node: Node): boolean {
  if (node.kind === "Binary" && node.operator === "matches") return false;
  if (node.kind === "Call") {
    const full = node.receiver?.kind === "Name" ? `${node.receiver.name}.${node.name}` : node.name;
    // A family has no methods: `Groups.startsWith` is another function than the method of a text.
    const isFamily = /^[A-Z]\w*\./.test(full);
    if (!known.has(full) && (isFamily || !known.has(`.${node.name}`))) return false;
  }
  let all = true;
  eachChild(node, (child) => {
    all &&= isKnown(child);
  });
  return all;
}

/** Cases that only a bound ends: the oracle is slow and plain and keeps none on steps or on doubled lists, so it would work on them for hours. */
function isNotForIt({ expr, expect: { code } }: Case): boolean {
  // Who may ask at all is looked at before there is an expression.
  if (code === "context/unknown-grant") return true;
  return (
    code === "run/budget" ||
    code === "context/too-much-work" ||
    code === "run/result-too-large" ||
    expr.split("{#this, #this").length > 10
  );
}

function ask(entry: Case): unknown {
  if (isNotForIt(entry)) return undefined;
  const env = defineEnvironment({ ...entry.schemas, ...(entry.dialect ? { dialect: entry.dialect as "classic" } : {}) });
  const { ok, ast } = check(entry.expr, env);
  if (!ok || !isKnown(ast)) return undefined;
  const schemas = Object.fromEntries(
    Object.entries(entry.schemas ?? {}).map(([root, schema]) => [root, mapKindOf(readSchema(schema).type)]),
  );
  const grant = entry.grant ?? entry.context?.grant;
  return answer({ root: ast, context: entry.context ?? {}, schemas, grant, bounds: DEFAULT_LIMITS });
}

function shown(given: ReturnType<typeof answer>, { reason, code, status }: Case["expect"]): unknown {
  if (given.status !== "absent") return given.status === "error" && code === undefined ? { status } : given;
  return reason ? { status: "absent", code: given.code } : { status: "absent" };
}

function wanted({ status, value, reason, code }: Case["expect"]): unknown {
  return JSON.parse(JSON.stringify({ status, value, code: reason?.code ?? code }));
}

describe("the oracle and the conformance files", () => {
  const asked = cases
    .filter((entry) => entry.expect.status !== "invalid" && (entry.kind ?? "claim") === "claim")
    .map((entry) => [entry.id, entry, ask(entry)] as const)
    .filter(([, , given]) => given !== undefined);

  it("knows most of them", () => expect(asked.length).toBeGreaterThan(3000));

  it.each(asked)("%s", (_id, entry, given) => {
    expect(shown(given as ReturnType<typeof answer>, entry.expect), entry.expr).toEqual(wanted(entry.expect));
  });
});
