/** The JSON Schema of documents: accepts what the library accepts, and completes in an editor. */
import { describe, expect, it } from "vitest";
import { documentJsonSchema } from "../../src/claims/index.js";
import { GRANTS } from "../../src/context/grants.js";
import { REASONS } from "../../src/diagnostics/reasons.js";
import { FIXTURES, read } from "./documents.js";
import { valid } from "./json-schema.js";

const schema = documentJsonSchema();
const { errors, warnings } = read<Record<"errors" | "warnings", { title: string; code: string; json: string }[]>>("mistakes.json");
const parsed = (json: string): unknown => JSON.parse(json.replace("⟦", ""));
const isReadable = ({ code }: { code: string }) => code !== "claims/not-readable" && code !== "claims/duplicate-key";

describe("the JSON Schema of documents", () => {
  it("is plain data with a title", () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: expect.any(String),
      type: "object",
    });
  });
  it.each(FIXTURES.map((fixture) => [fixture.title, fixture] as const))("accepts %s", (_title, { document }) =>
    expect(valid(schema, document)).toBe(true),
  );
  it.each(warnings.map((mistake) => [mistake.title, mistake] as const))("accepts what is only doubtful: %s", (_title, { json }) =>
    expect(valid(schema, parsed(json))).toBe(true),
  );
  it.each(errors.filter(isReadable).map((mistake) => [mistake.title, mistake] as const))(
    "refuses what has a wrong shape, and only that: %s",
    (_title, { json, code }) => expect(valid(schema, parsed(json))).toBe(code !== "claims/bad-document"),
  );
  it("offers the grants, the reasons and the roots", () => {
    const text = JSON.stringify(schema);
    for (const word of [...Object.keys(GRANTS), ...Object.keys(REASONS), "user", "appuser", "app", "org"])
      expect(text).toContain(`"${word}"`);
  });
  it("describes every key that does not speak for itself", () => {
    const described = (node: unknown): string[] => {
      const { properties = {} } = node as { properties?: Record<string, { description?: string; $ref?: string }> };
      return Object.entries(properties).flatMap(([key, value]) => (value.description ? [key] : []));
    };
    const { properties } = schema as { properties: { claims: { items: object } } };
    expect(described(schema)).toEqual(expect.arrayContaining(["$schema", "schemas", "budget", "strict"]));
    expect(described(properties.claims.items)).toEqual(
      expect.arrayContaining([
        "name",
        "value",
        "groups",
        "limit",
        "nested",
        "tokens",
        "scopes",
        "grants",
        "clients",
        "whenNoUser",
        "whenAbsent",
        "whenEmpty",
        "whenError",
      ]),
    );
  });
});
