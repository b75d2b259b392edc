/** Sensitive elements, and names that no schema declares: their values are masked as those of a declared attribute are. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment } from "../../src/index.js";
import { jsonSchema } from "../../src/schemas/index.js";

const secret = { type: "string", "x-sensitivity": "secret" } as const;
const documents = jsonSchema({
  type: "object",
  properties: {
    phones: { type: "array", items: secret },
    codes: { type: "object", properties: { open: { type: "string" } }, additionalProperties: secret },
    notes: { type: "object", additionalProperties: { "x-sensitivity": "secret" } },
    either: {
      anyOf: [
        { type: "array", items: { type: "string" } },
        { type: "array", items: secret },
      ],
    },
    names: { type: "array", items: { type: "string" } },
  },
});
const literals = { phones: { type: "list?", items: { type: "text", sensitivity: "secret" } } } as const;
const user = {
  phones: ["s3cr3t"],
  codes: { open: "o", pin: "s3cr3t" },
  notes: { a: "s3cr3t" },
  either: ["s3cr3t"],
  names: ["Ann"],
};

describe("what is sensitive without a name", () => {
  it.each([
    ["user.phones", documents],
    ["user.phones[0]", documents],
    ["user.phones.![#this + '!']", documents],
    ["user.phones[0]", literals],
    ["user.phones.![#this + '!']", literals],
    ["user.codes.pin", documents],
    ["user.codes['pin'] + '!'", documents],
    ["user.codes", documents],
    ["user.codes[user.names[0]] ?: user.codes.pin", documents],
    ["user.notes.a", documents],
    ["user.either[0]", documents],
  ])("%s is masked", (source, schema) => {
    const { outcome, nodes } = compile(source, defineEnvironment({ user: schema })).explain({ user });
    expect(outcome).toMatchObject({ status: "value", masked: true });
    expect(JSON.stringify([outcome, nodes])).not.toContain("s3cr3t");
  });
  it.each(["user.codes.open", "user.names[0]", "user.names"])("beside it %s is shown", (source) =>
    expect(compile(source, defineEnvironment({ user: documents })).explain({ user }).outcome).not.toHaveProperty("masked"),
  );
  it("changes no type", () => {
    const env = defineEnvironment({ user: documents });
    expect(check("user.codes.pin", env).type).toBe("text?");
    expect(check("user.phones", env).type).toBe("list<text>?");
  });
});
