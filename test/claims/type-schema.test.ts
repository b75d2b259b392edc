/** Types as JSON Schema, and JSON Schema as TypeScript: what each kind becomes, whatever contract it stands in. */
import { describe, expect, it } from "vitest";
import { type JsonSchema, typeSchema } from "../../src/claims/type-schema.js";
import { typescriptOf } from "../../src/claims/typescript.js";
import { parseTyped } from "../../src/types/print.js";
import { GROUP, type Type } from "../../src/types/type.js";

const typed = (text: string): Type => {
  const read = parseTyped(text);
  if (!read) throw new Error(`${text} is no type`);
  return read.type;
};

describe("a type as JSON Schema", () => {
  it.each<[Type, JsonSchema]>([
    [typed("text"), { type: "string" }],
    [
      { kind: "text", values: ["a", "b"] },
      { type: "string", enum: ["a", "b"] },
    ],
    [
      { kind: "text", maxLength: 5 },
      { type: "string", maxLength: 5 },
    ],
    [typed("boolean"), { type: "boolean" }],
    [typed("integer"), { type: "integer" }],
    [typed("number"), { type: "number" }],
    [{ kind: "null" }, { type: "null" }],
    [typed("timestamp"), { type: "string", format: "date-time" }],
    [typed("country"), { type: "string", pattern: "^[A-Z]{2}$" }],
    [typed("unknown"), {}],
    [typed("list<integer>"), { type: "array", items: { type: "integer" } }],
    [typed("list<text?>"), { type: "array", items: { anyOf: [{ type: "string" }, { type: "null" }] } }],
    [typed("list"), { type: "array", items: {} }],
    [
      { kind: "list", element: { type: { kind: "text" }, nullable: false }, maxItems: 3 },
      { type: "array", items: { type: "string" }, maxItems: 3 },
    ],
    [
      GROUP,
      {
        type: "object",
        properties: { id: { type: ["string", "null"] }, type: { type: ["string", "null"] }, name: { type: ["string", "null"] } },
        required: ["id", "type", "name"],
        additionalProperties: false,
      },
    ],
    [
      { kind: "map", attributes: new Map([["a", { type: { kind: "text" }, nullable: false }]]), open: false },
      { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
    ],
    [
      { kind: "map", attributes: new Map(), open: true },
      { type: "object", properties: {} },
    ],
    [
      { kind: "map", attributes: new Map(), open: true, rest: { type: { kind: "boolean" }, nullable: true } },
      { type: "object", properties: {}, additionalProperties: { anyOf: [{ type: "boolean" }, { type: "null" }] } },
    ],
  ])("%j", (type, schema) => expect(typeSchema(type)).toEqual(schema));
});

describe("a JSON Schema as TypeScript", () => {
  const member = (schema: JsonSchema): string => {
    const text = typescriptOf({ type: "object", properties: { x: schema }, required: ["x"] }, "about");
    return /readonly x: ([^]*);\n}\n$/.exec(text)?.[1] ?? text;
  };
  it.each<[JsonSchema, string]>([
    [{ const: "a" }, '"a"'],
    [{ const: null }, "null"],
    [{ const: [1, "a", [true]] }, 'readonly [1, "a", readonly [true]]'],
    [{ const: {} }, "{}"],
    [{ const: { a: 1, "b c": [] } }, '{ readonly a: 1; readonly "b c": readonly [] }'],
    [{ enum: ["a", "b"] }, '"a" | "b"'],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string | null"],
    [{ anyOf: [{ type: "integer" }, { type: "number" }] }, "number"],
    [{ anyOf: [{ type: "string" }, {}] }, "unknown"],
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "boolean" }, "boolean"],
    [{ type: "array" }, "ReadonlyArray<unknown>"],
    [{ type: "array", items: { type: "string" } }, "ReadonlyArray<string>"],
    [{ type: "object" }, "{ readonly [key: string]: unknown }"],
    [{ type: "object", additionalProperties: false }, "Record<string, never>"],
    [{ type: "object", properties: { "a-b": { type: "string" } } }, '{\n    readonly "a-b"?: string;\n  }'],
    [{ type: "toString" }, "unknown"],
  ])("%j", (schema, text) => expect(member(schema)).toBe(text));
  it("says what a member is about, and no comment ends early", () => {
    const schema = { type: "object", properties: { x: { type: "string", description: "a */ b\n c" } } };
    expect(typescriptOf(schema, "All */ of it")).toBe(
      "/** All * / of it */\nexport interface Claims {\n  /** a * / b c */\n  readonly x?: string;\n}\n",
    );
  });
});
