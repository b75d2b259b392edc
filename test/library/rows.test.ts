/** Walks every function row: its examples run through parse, check and run, in both spellings; what it declares is what it does. */

import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { type ContextRead, check, compile, defineEnvironment, type FunctionRow } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { codesOf, mayGiveNull, type Param, spellingOf } from "../../src/library/define.js";
import { type Argument, invoke, paramAt, Ready } from "../../src/library/invoke.js";
import type { Inner } from "../../src/library/params.js";
import { parse } from "../../src/syntax/parse.js";
import type { Type } from "../../src/types/type.js";
import { Absent } from "../../src/values/absent.js";
import { pathText } from "../../src/values/path.js";
import { CountryCode, Fault, Group, kindOf, Timestamp, type Value } from "../../src/values/value.js";
import fc from "../seeded.js";

const env = defineEnvironment({ functions: allFunctions });

function outcomeOf(source: string, context: object = {}): unknown {
  const checked = check(source, env);
  if (!checked.ok) return { invalid: checked.diagnostics.map((entry) => entry.code) };
  const outcome = compile(source, env).evaluate(context);
  if (outcome.status === "value") return outcome.value;
  return outcome.status === "absent" ? null : { error: outcome.diagnostic.code };
}

/** The method spelling of an example that calls the row by name; undefined where it has none. */
function asMethod(row: FunctionRow, source: string): string | undefined {
  const { ast } = parse(source);
  if (!row.method || ast.kind !== "Call" || ast.args.length === 0 || !source.startsWith(`${row.name}(`)) return undefined;
  const text = (node: { span: { start: number; end: number } }) => source.slice(node.span.start, node.span.end);
  const [receiver, ...rest] = ast.args;
  return `(${text(receiver as never)}).${row.method}(${rest.map(text).join(", ")})`;
}

function valuesFor(type: Type): fc.Arbitrary<Value> {
  switch (type.kind) {
    case "text":
      return fc.oneof(fc.string(), fc.constantFrom("", "a,b", "ann@example.com", " ", "😀x"));
    case "integer":
      return fc.integer({ min: -3, max: 20 });
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "timestamp":
      return fc
        .tuple(fc.integer({ min: -7e13, max: 3e14 }), fc.constantFrom("Z", "+02:00", "-0330", "Europe/Berlin", "America/New_York"))
        .map(([ms, zone]) => new Timestamp(ms, zone));
    case "country":
      return fc.constantFrom("IN", "US", "ZZ").map((code) => new CountryCode(code));
    case "list":
      return fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
    default:
      return fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  }
}

const criterion = fc
  .dictionary(
    fc.constantFrom("group.id", "group.type", "group.profile.name", "group.source.id", "operator", "group.name"),
    fc.oneof(
      fc.constantFrom<Value>("00g1", "OKTA_GROUP", "Adm", "Adm.*", "EXACT", "STARTS_WITH", 1, null),
      fc.constant<Value>(["00g1", null]),
    ),
  )
  .map((entries) => new Map<string, Value>(Object.entries(entries)));

/** What a call may be given for a parameter. */
function argumentsFor(param: Param<unknown>): fc.Arbitrary<Argument> {
  if (param.type.kind === "map") return criterion;
  if (!param.inner) return valuesFor(param.type);
  return fc.constant(
    new Ready("inner", ((element) => (element instanceof Group ? (element.fields.get("id") as Value) : "x")) satisfies Inner),
  );
}

const groupFields = {
  id: fc.constantFrom("00g1", "00g2"),
  type: fc.constantFrom("OKTA_GROUP", "APP_GROUP", null),
  name: fc.constantFrom("Admins", "app_x", "", null),
};
const group: fc.Arbitrary<Value> = fc.record(groupFields).map((fields) => new Group(new Map(Object.entries(fields))));

/** Values that the context may give to a row; a root without a line here is a test that is missing. */
const contextValues: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  now: fc.integer({ min: 0, max: 4e12 }).map((ms) => new Timestamp(ms)),
  groups: fc.array(group, { maxLength: 5 }),
  "app.groups": fc.array(group, { maxLength: 5 }),
  grant: fc.boolean().map(
    (manyGroups) =>
      new Map<string, Value>([
        ["name", null],
        ["manyGroups", manyGroups],
      ]),
  ),
  "directory.activeDirectory": fc.array(fc.constant(new Map<string, Value>([["userName", "ann"]])), { maxLength: 3 }),
  "directory.workday": fc.array(fc.constant(new Map<string, Value>([["userName", "ann"]])), { maxLength: 3 }),
};

function contextFor(read: ContextRead): fc.Arbitrary<Value> {
  const values = contextValues[pathText(read.root, read.keys)];
  if (!values) throw new Error(`no values for ${pathText(read.root, read.keys)}`);
  return fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constant<Value>(null) });
}

describe.each(allFunctions.map((row) => [spellingOf(row), row] as const))("%s", (_name, row) => {
  it("is documented, with an example and a null example for each overload", () => {
    expect(row.doc.length).toBeGreaterThan(15);
    expect(row.doc.endsWith(".")).toBe(true);
    expect(row.examples.length).toBeGreaterThanOrEqual(row.overloads.length + 1);
    expect(row.examples.some(([source, expected]) => /\bnull\b/.test(source) || expected === null)).toBe(true);
  });

  it.each(row.examples.map(([source, expected, context]) => [source, expected, context] as const))(
    "example %s",
    (source, expected, context) => {
      expect(outcomeOf(source, context)).toEqual(expected);
      const method = asMethod(row, source);
      if (method !== undefined) expect(outcomeOf(method, context), method).toEqual(expected);
      for (const alias of row.aliases ?? [])
        expect(outcomeOf(source.replace(spellingOf(row), alias), context), alias).toEqual(expected);
    },
  );

  it("keeps its declared type, null policy and codes on generated arguments", () => {
    // A call that stands for a path has no code of its own.
    for (const overload of row.overloads.filter((entry) => entry.run)) {
      const params = [
        ...overload.params,
        ...Array.from({ length: overload.restAtLeast ?? 0 }, () => overload.rest as NonNullable<typeof overload.rest>),
      ];
      const args = fc.tuple(
        ...params.map((param) =>
          fc.oneof({ weight: 4, arbitrary: argumentsFor(param) }, { weight: 1, arbitrary: fc.constant<Argument>(null) }),
        ),
      );
      const reads = overload.context ?? [];
      fc.assert(
        fc.property(args, fc.tuple(...reads.map(contextFor)), (values, context) => {
          const around = { read: () => context, missing: () => {}, spend: () => undefined, look: () => undefined };
          const result = invoke([{ row, overload }], values, "method", spellingOf(row), DEFAULT_LIMITS, around);
          const stopped =
            values.some((value, index) => value === null && !paramAt(overload, index)?.receivesNull) ||
            context.some((value, index) => value === null && !reads[index]?.receivesNull);
          if (stopped) return result === null;
          if (result instanceof Absent) return overload.absences?.includes(result.code) === true;
          if (result instanceof Fault)
            return [...codesOf(overload), "run/text-too-long", "run/list-too-long"].includes(result.code);
          const declared = typeof overload.returns === "function" ? undefined : overload.returns.kind;
          if (result === null)
            return mayGiveNull(
              overload,
              params.map((param) => param.type),
            );
          return (
            declared === undefined || declared === "unknown" || kindOf(result) === (declared === "integer" ? "number" : declared)
          );
        }),
        { numRuns: 200 },
      );
    }
  });

  it("gives the same for the same arguments", () => {
    for (const [source, , context] of row.examples) expect(outcomeOf(source, context)).toEqual(outcomeOf(source, context));
  });
});

describe("the table of rows", () => {
  it("has no spelling twice", () => {
    const names = allFunctions.flatMap((row) => [...(row.name === undefined ? [] : [row.name]), ...(row.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
  });
});
