/** Okta's schema documents: users, app users and groups, what each of their keywords becomes, and what an administrator is told. */
import { describe, expect, it } from "vitest";
import type { ClaimsElError } from "../../src/diagnostics/error.js";
import { okta } from "../../src/schemas/index.js";
import { readSchema } from "../../src/schemas/schema.js";
import { leastOf } from "../clock.js";
import { appUserDocument, baseAttributes, customAttributes, groupDocument, oktaDocument, userDocument } from "./okta-documents.js";
import { printed } from "./read.js";

const user = okta(userDocument());

/** The problems for which a document is refused. */
function refused(document: unknown, options?: object): string[] {
  try {
    okta(document as object, options);
  } catch (error) {
    expect((error as Error).name).toBe("ClaimsElError");
    return (error as ClaimsElError).diagnostics.map(({ code, data }) =>
      code === "check/bad-schema" ? `${data.path}: ${data.problem}` : code,
    );
  }
  return [];
}

describe("a user's document", () => {
  it("has its 31 built-in attributes, then the 50 custom ones", () => {
    const names = [...user.attributes.keys()];
    expect(names.slice(0, 31)).toEqual(Object.keys(baseAttributes));
    expect(names).toHaveLength(81);
    expect(user.open).toBe(false);
    expect(user.warnings).toEqual([]);
  });
  it("has the types of Okta's language", () => {
    expect(printed(user)).toMatchObject({
      login: "text",
      email: "text",
      secondEmail: "text?",
      firstName: "text",
      countryCode: "text?",
      timezone: "text?",
      clearance: "integer?",
      rating: "number?",
      contractor: "boolean?",
      hireDate: "text?",
      badge: "text",
      shirtSize: '("S"|"M"|"L"|"XL")?',
      floor: "integer?",
      roles: "list<text>?",
      colours: 'list<"red"|"blue">?',
      counters: "list<integer>?",
      pin: "text?",
      externalId: "text?",
      custom0: "text?",
    });
  });
  it("keeps titles, formats, defaults, lengths and the titles of values", () => {
    expect(user.attributes.get("email")).toEqual({
      type: { kind: "text", maxLength: 100 },
      nullable: false,
      title: "Primary email",
      format: "email",
    });
    expect(user.attributes.get("externalId")).toMatchObject({ title: "External id", default: "none" });
    expect(user.attributes.get("shirtSize")?.valueTitles?.get("XL")).toBe("Extra Large");
  });
  it.each([
    ["hashed", "pin"],
    ["encrypted", "ssn"],
  ])("a %s attribute is secret", (format, name) =>
    expect(user.attributes.get(name)).toMatchObject({ format, sensitivity: "secret" }),
  );
  it("no other attribute is", () =>
    expect([...user.attributes.values()].filter(({ sensitivity }) => sensitivity !== undefined)).toHaveLength(2));
});

describe("dates", () => {
  it("are text, as in Okta's language", () =>
    expect(user.attributes.get("hireDate")).toMatchObject({ type: { kind: "text" }, format: "date-time" }));
  it("are timestamps where that is asked for", () => {
    const timed = okta(userDocument(), { dateTime: "timestamp" });
    expect(printed(timed).hireDate).toBe("timestamp?");
    expect(timed.attributes.get("pin")?.sensitivity).toBe("secret");
  });
  it.each(["timestamps", "toString", "__proto__", 5, null])("nothing else can be asked for: %j", (dateTime) =>
    expect(refused(userDocument(), { dateTime })).toEqual(["the top: the option `dateTime` is `text` or `timestamp`"]),
  );
});

describe("other documents", () => {
  it("an app user's", () =>
    expect(printed(okta(appUserDocument()))).toEqual({ userName: "text", role: "text?", entitlements: "list<text>?" }));
  it("a group's", () => expect(printed(okta(groupDocument()))).toEqual({ name: "text", description: "text?", owner: "text?" }));
  it.each([
    [
      "only custom attributes, as in an update",
      { definitions: { custom: { id: "#custom", type: "object", properties: { a: { type: "string" } } } } },
      { a: "text?" },
    ],
    ["no custom attributes", { definitions: { base: { properties: { a: { type: "string" } } }, custom: null } }, { a: "text?" }],
    ["an empty set", { definitions: { base: { id: "#base", type: "object", properties: {}, required: [] }, custom: {} } }, {}],
    [
      "required by the list alone",
      oktaDocument({ a: { type: "string" } }, { b: { type: "string" } }, { base: ["a"], custom: ["b"] }),
      { a: "text", b: "text" },
    ],
    [
      "required on the attribute alone",
      oktaDocument({ a: { type: "string", required: true } }, { b: { type: "string", required: null } }),
      { a: "text", b: "text?" },
    ],
  ])("%s", (_words, document, expected) => {
    expect(printed(okta(document))).toEqual(expected);
    expect(okta(document).open).toBe(false);
  });
  it("every shape of custom attribute is read", () =>
    expect([...okta(oktaDocument({}, customAttributes)).attributes.keys()]).toEqual(Object.keys(customAttributes)));
});

describe("warnings", () => {
  const codes = (base: object, custom: object) =>
    okta(oktaDocument(base, custom)).warnings.map(({ code, message }) => `${code} ${message}`);
  const text = { type: "string" };
  it("a custom attribute that hides a built-in one, which is then the one that is used", () => {
    expect(codes({ email: text }, { email: { type: "integer" } })).toEqual([
      "lint/hides-built-in `email` in the schema of `Okta schema` has the name of a built-in attribute, and the custom definition is used.",
    ]);
    expect(printed(okta(oktaDocument({ email: text }, { email: { type: "integer" } })))).toEqual({ email: "integer?" });
  });
  it("names that differ only by letter case, over both sets", () =>
    expect(codes({ costCenter: text }, { costcenter: text })).toEqual([
      "lint/case-twins `costcenter` and `costCenter` in the schema of `Okta schema` differ only by letter case.",
    ]));
  it("names that many programs have a meaning for", () =>
    expect(codes({}, { constructor: text, toString: text }).map((line) => line.split(" ")[0])).toEqual([
      "lint/prototype-name",
      "lint/prototype-name",
    ]));
  it("each with advice", () => {
    const { warnings } = okta(oktaDocument({ a: text }, { a: text, A: text, valueOf: text }));
    expect(warnings.map(({ severity, hint }) => [severity, typeof hint])).toEqual(
      Array.from({ length: 3 }, () => ["warning", "string"]),
    );
  });
});

describe("problems", () => {
  it.each([
    ["no definitions", {}, ["the top: it has neither `definitions.base` nor `definitions.custom`"]],
    ["text", "{}", ["the top: the document is not a map"]],
    ["a list", [], ["the top: the document is not a map"]],
    ["null", null, ["the top: the document is not a map"]],
    ["a set that is none", { definitions: { base: 5 } }, ["the top: a schema is a map of keywords, `true` or `false`"]],
    ["a set of another type", { definitions: { custom: { type: "string" } } }, ["definitions.custom: it describes no attributes"]],
    [
      "`__proto__`",
      oktaDocument({}, JSON.parse('{ "__proto__": { "type": "string" } }')),
      ["__proto__: `__proto__` is no name for an attribute"],
    ],
    [
      "every problem at once",
      oktaDocument({ a: { type: "strng" } }, { b: { type: "array", items: 5 }, c: { $ref: "#/x" } }),
      ["a: `strng` is not a type of JSON Schema", "b: `items` is a schema", "c: `#/x` leads nowhere in this document"],
    ],
  ])("%s", (_words, document, expected) => expect(refused(document)).toEqual(expected));
});

describe("by its shape", () => {
  it.each([
    ["user", userDocument],
    ["app user", appUserDocument],
    ["group", groupDocument],
  ])("a document of a %s is recognised", (_words, document) =>
    expect(printed(readSchema(document()).type)).toEqual(printed(okta(document()))),
  );
  it("an update is recognised by the names of its sets", () =>
    expect(
      printed(
        readSchema({ definitions: { custom: { id: "#custom", type: "object", properties: { a: { type: "string" } } } } }).type,
      ),
    ).toEqual({ a: "text?" }));
  it("a JSON Schema with a definition called `base` is no such document", () => {
    const document = {
      type: "object",
      definitions: { base: { type: "string" } },
      properties: { profile: { $ref: "#/definitions/base" } },
    };
    expect(printed(readSchema(document).type)).toEqual({ profile: "text?" });
  });
});

it("a schema of 31 and 50 attributes is read in well under 20 ms", () => {
  const document = userDocument();
  expect(leastOf(50, () => okta(document))).toBeLessThan(20);
});
