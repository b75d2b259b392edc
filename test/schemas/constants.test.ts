/** `enum`, `const` and titled constants: texts are kept one by one, the other kinds keep their kind. */
import { describe, expect, it } from "vitest";
import { attribute, typed } from "./read.js";

describe("constants", () => {
  it.each([
    [{ enum: ["gold", "basic"] }, '"gold"|"basic"'],
    [{ enum: ["gold", "gold"] }, '"gold"'],
    [{ enum: ["gold", null] }, '"gold"?'],
    [{ enum: [""] }, '""'],
    [{ enum: [1, 2] }, "integer"],
    [{ enum: [1, 2.5] }, "number"],
    [{ enum: [1, 3_000_000_000] }, "number"],
    [{ enum: [1, null] }, "integer?"],
    [{ type: "number", enum: [1, 2] }, "number"],
    [{ type: "integer", enum: [1, 2] }, "integer"],
    [{ enum: [true, false] }, "boolean"],
    [{ enum: [true] }, "boolean"],
    [{ enum: ["a", 1] }, "unknown?"],
    [{ enum: ["a", true] }, "unknown?"],
    [{ enum: [["a"]] }, "unknown?"],
    [{ enum: [{ a: 1 }] }, "unknown?"],
    [{ enum: [null] }, "null"],
    [{ type: "string", enum: ["a", 1] }, '"a"'],
    [{ type: ["string", "null"], enum: ["a"] }, '"a"?'],
    [{ type: "integer", enum: ["a"] }, "unknown?"],
    [{ type: "string", nullable: true, enum: ["a"] }, '"a"?'],
    [{ const: "a" }, '"a"'],
    [{ const: 1 }, "integer"],
    [{ const: 0.5 }, "number"],
    [{ const: true }, "boolean"],
    [{ const: null }, "null"],
    [{ enum: ["a", "b"], const: "b" }, '"b"'],
    [{ enum: ["a"], const: "b" }, "unknown?"],
    [{ type: "string", format: "date-time", enum: ["2026-01-31T09:30:00Z"] }, '"2026-01-31T09:30:00Z"'],
    [{ oneOf: [{ const: "a" }, { const: "b" }] }, '"a"|"b"'],
    [{ anyOf: [{ const: "a" }, { const: 1 }] }, "unknown?"],
    [
      {
        oneOf: [
          { const: 1, title: "One" },
          { const: 2, title: "Two" },
        ],
      },
      "integer",
    ],
    [{ anyOf: [{ enum: ["a"] }, { enum: ["b"] }, { type: "null" }] }, '("a"|"b")?'],
  ])("%j is %s", (schema, type) => expect(typed(schema)).toBe(type));

  it("a long enum is kept whole", () => {
    const values = Array.from({ length: 200 }, (_, index) => `v${index}`);
    expect(attribute({ enum: values }).type).toEqual({ kind: "text", values });
    expect(attribute({ oneOf: values.map((value) => ({ const: value })) }).type).toEqual({ kind: "text", values });
  });
});

describe("titles", () => {
  const titled = [{ const: "S", title: "Small" }, { const: "L", title: "Large" }, { const: "X" }];
  it("of constants are kept by value", () => {
    const found = attribute({ oneOf: titled, title: "Size" });
    expect(found.title).toBe("Size");
    expect(found.valueTitles).toEqual(
      new Map([
        ["S", "Small"],
        ["L", "Large"],
      ]),
    );
  });
  it("beside an enum they only name its values", () => {
    const found = attribute({ type: "string", enum: ["S", "L"], oneOf: titled });
    expect(found.type).toEqual({ kind: "text", values: ["S", "L"] });
    expect(found.valueTitles?.get("L")).toBe("Large");
  });
  it("a name that every map inherits is a value like any other", () =>
    expect(attribute({ oneOf: [{ const: "constructor", title: "Builder" }] }).valueTitles?.get("constructor")).toBe("Builder"));
});
