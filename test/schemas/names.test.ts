/** Names of attributes: refused, doubtful and ordinary ones, at every level and in every form of schema. */
import { describe, expect, it } from "vitest";
import { opened, remarks } from "./read.js";

const inherited = [
  "constructor",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "__defineGetter__",
];

describe("names", () => {
  it.each(inherited)("%s is an attribute, with a warning", (name) => {
    expect(opened({ [name]: "text" })).toEqual({ [name]: "text" });
    expect(remarks({ [name]: "text" })).toEqual([
      `lint/prototype-name: \`${name}\` in the schema of \`schema\` is a name that many programs have a meaning of their own for.`,
    ]);
  });
  it.each([
    ["a literal", JSON.parse('{ "__proto__": "text" }'), "__proto__"],
    ["type text", { a: "map{__proto__: text}" }, "a.__proto__"],
    ["an inner literal", { a: { attributes: JSON.parse('{ "__proto__": "text" }') } }, "a.__proto__"],
    ["JSON Schema", JSON.parse('{ "type": "object", "properties": { "__proto__": { "type": "string" } } }'), "__proto__"],
  ])("`__proto__` is refused in %s", (_words, schema, path) =>
    expect(remarks(schema)).toEqual([`${path}: \`__proto__\` is no name for an attribute`]),
  );
  it("names that differ only by letter case are told, each once", () => {
    expect(remarks({ costCenter: "text", costcenter: "text", COSTCENTER: "text", other: "text" })).toEqual([
      "lint/case-twins: `costcenter` and `costCenter` in the schema of `schema` differ only by letter case.",
      "lint/case-twins: `COSTCENTER` and `costCenter` in the schema of `schema` differ only by letter case.",
    ]);
  });
  it("at every level", () => {
    expect(
      remarks({ a: "list<map{b: text, B: text}>", "d-e": { attributes: { toString: "text" } }, f: "map<map{valueOf: text}>" }),
    ).toEqual([
      "lint/case-twins: `a[].B` and `a[].b` in the schema of `schema` differ only by letter case.",
      'lint/prototype-name: `["d-e"].toString` in the schema of `schema` is a name that many programs have a meaning of their own for.',
      "lint/prototype-name: `f[*].valueOf` in the schema of `schema` is a name that many programs have a meaning of their own for.",
    ]);
  });
  it.each(["a", "_x", "$x", "cost-center", "1st", "", "Ünïcode", "prototype", "name", "length"])("%j is ordinary", (name) =>
    expect(remarks({ [name]: "text" })).toEqual([]),
  );
});
