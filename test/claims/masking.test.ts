/** Masks: no report of a document or an expression tells a sensitive value or a part of one, whatever is made of it; asked to, each does. */
import { describe, expect, it } from "vitest";
import { diffClaims } from "../../src/claims/index.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { allFunctions } from "../../src/library/all.js";
import { compile } from "../../src/run/compile-source.js";
import { define } from "./documents.js";

/** Texts and a number that stand nowhere but in sensitive attributes. */
const MARKS = ["k3v9x", "q8z2w", "m5t0r", "d7g9h", "7391942"];
const MARKED = new RegExp(MARKS.join("|"), "i");

const hidden = { type: "text?", sensitivity: "personal" } as const;
const schemas = {
  user: {
    mail: hidden,
    pin: { type: "integer?", sensitivity: "secret" },
    tags: { type: "list<text>?", sensitivity: "personal" },
    address: { type: "map?", attributes: { city: hidden, country: "text?" } },
    cards: { type: "list?", items: { type: "map", attributes: { number: hidden, name: "text?" } } },
    department: "text?",
  },
  appuser: { alias: hidden },
  app: { key: "text?", token: { type: "text?", sensitivity: "secret" } },
} as const;
const address = { city: "m5t0r", country: "DE" };
const context = {
  user: { id: "00u1", mail: "k3v9x@q8z2w", pin: 7391942, tags: ["k3v9x", "q8z2w"], address, department: "Sales" },
  appuser: { userName: "ann", alias: "d7g9h" },
  app: { clientId: "app1", profile: { key: "city", token: "d7g9h" } },
  directory: { manager: { user: { id: "00u2", mail: "k3v9x@q8z2w" } }, linked: { mentor: { id: "00u3", mail: "k3v9x@q8z2w" } } },
  session: { id: "s1" },
};

/** Expressions whose value is a sensitive one, or made of one. */
const MADE = [
  "user.mail",
  "user.profile.mail",
  'user["mail"]',
  "appuser.alias",
  "app.token",
  '"to " + user.mail',
  "user.mail + user.mail",
  "String.toUpperCase(user.mail)",
  'String.substringBefore(user.mail, "@")',
  'user.mail.substringAfter("@")',
  "user.pin",
  "user.pin + 0",
  'user.pin + ""',
  "user.mail ?: 'none'",
  'user.department == "Sales" ? user.mail : "none"',
  "{user.mail, user.department}",
  "{'m': user.mail}",
  "{'m': {user.mail}}.m[0]",
  "user.tags",
  "user.tags[0]",
  "Arrays.toCsvString(user.tags)",
  "user.tags.![#this + '!']",
  "user.tags.?[#this != null]",
  "{1}.![user.mail]",
  "user.address",
  "user.address.city",
  "user.address[app.key]",
  "user.cards",
  "user.cards.![number]",
  "user.cards.![{name, number}]",
  "user.cards[0].number",
  'getManagerUser("active_directory").mail',
  'user.getLinkedObject("mentor").mail',
  'getManagerUser("active_directory").mail + "!"',
] as const;
const withCards = { ...context, user: { ...context.user, cards: [{ number: "m5t0r", name: "Ann" }] } };
const request = { grant: "authorization_code", token: "access_token", context: withCards } as const;

/** Every report of a document with one claim, as text. */
function reportsOf(value: string, reveal: boolean): Record<string, string> {
  const claim = { name: "x", value };
  const expectations = [{ expect: { x: "another" } }, { exact: true }, { errors: { x: "run/budget" } }];
  const set = define({
    schemas,
    claims: [claim],
    tests: expectations.map((test) => ({ grant: "authorization_code", context: withCards, ...test })),
  });
  const without = define({ schemas, claims: [{ name: "x", value: '"open"' }] });
  const none = define({ schemas, claims: [] });
  const { context: given, ...asked } = request;
  const options = { reveal };
  return {
    preview: JSON.stringify(set.preview({ ...asked, context: given, reveal })),
    explain: JSON.stringify(set.explain(request, "x", options)),
    test: JSON.stringify(set.test(options)),
    changed: JSON.stringify(diffClaims(without, set, [request], options)),
    changedBack: JSON.stringify(diffClaims(set, without, [request], options)),
    added: JSON.stringify(diffClaims(none, set, [request], options)),
    removed: JSON.stringify(diffClaims(set, none, [request], options)),
    expression: JSON.stringify(
      compile(value, defineEnvironment({ ...schemas, functions: allFunctions })).explain(
        { grant: "authorization_code", ...withCards },
        options,
      ),
    ),
  };
}

describe.each(MADE)("%s", (value) => {
  const masked = reportsOf(value, false);
  const open = reportsOf(value, true);
  it("is in the token, and no mask reaches that", () =>
    expect(JSON.stringify(define({ schemas, claims: [{ name: "x", value }] }).issue(request))).toMatch(MARKED));
  it.each(Object.keys(masked))("is masked in the report: %s", (report) => {
    expect(masked[report]).not.toMatch(MARKED);
    expect(masked[report]).toContain('"masked":true');
  });
  it.each(Object.keys(open))("is shown on demand in the report: %s", (report) => {
    expect(open[report]).toMatch(MARKED);
    expect(open[report]).not.toContain('"masked"');
  });
});

describe("an expression", () => {
  const env = defineEnvironment({ user: { mail: hidden, name: "text?", address: schemas.user.address } });
  const data = { grant: "password", user: { mail: "k3v9x", name: "Ann", address } };
  const explained = (value: string, reveal = false) => compile(value, env).explain(data, { reveal });
  it("has the outcome of its evaluation, without the value", () => {
    expect(explained('"to " + user.mail')).toMatchObject({
      outcome: { status: "value", masked: true },
      sentence: "There is a value; it is not shown.",
    });
    expect(explained('"to " + user.mail').outcome).not.toHaveProperty("value");
    expect(explained('"to " + user.mail', true).outcome).toEqual(compile('"to " + user.mail', env).evaluate(data));
  });
  it("shows the parts that are not sensitive", () =>
    expect(explained("user.name + user.mail").nodes.map(({ source, value, masked }) => [source, value ?? masked])).toEqual([
      ["user.name + user.mail", true],
      ["user.name", "Ann"],
      ["user.mail", true],
    ]));
  it("that is not sensitive is shown whole", () => {
    expect(explained("user.name")).toEqual(explained("user.name", true));
    expect(explained("user.address.country").outcome).toEqual({ status: "value", value: "DE" });
  });
  it("tells of a whole record only whether there is one", () => {
    expect(explained("user.address != null").outcome).toEqual({ status: "value", value: true });
    expect(explained('user.address == {"city": "m5t0r", "country": "DE"}').outcome).toMatchObject({ masked: true });
  });
  it("without a value is told whole: a reason holds no data", () => {
    const { outcome, sentence } = compile("user.mail", env).explain({ grant: "client_credentials" });
    expect(outcome).toMatchObject({ status: "absent", reason: { code: "needs-user" } });
    expect(sentence).toContain("needs a user");
  });
});

describe("a failing test", () => {
  const tested = (test: object, claim: object = {}) =>
    define({
      schemas,
      claims: [{ name: "x", value: "user.mail", ...claim }],
      tests: [{ grant: "authorization_code", context: withCards, ...test }],
    }).test().tests[0]?.failures;
  it("does not tell what it expects either: a test that holds expects the very value", () =>
    expect(tested({ token: "id_token", expect: { x: "k3v9x@q8z2w" } })).toEqual([
      { claim: "x", expected: "a value, which is masked", actual: "left out, token-type", masked: true },
    ]));
  it("tells what a policy wrote: it is the document's", () =>
    expect(
      tested({ context: {}, grant: "client_credentials", expect: { x: "k3v9x" } }, { whenNoUser: { default: "none" } }),
    ).toEqual([{ claim: "x", expected: "a value, which is masked", actual: '"none"', masked: true }]));
});

describe("a comparison", () => {
  it("masks both sides where one document calls the attribute sensitive and the other does not", () => {
    const old = define({ schemas: { user: { mail: "text?" } }, claims: [{ name: "x", value: "user.mail" }] });
    const next = define({ schemas: { user: { mail: hidden } }, claims: [{ name: "x", value: 'user.mail + "!"' }] });
    for (const diff of [diffClaims(old, next, [request]), diffClaims(next, old, [request])]) {
      expect(diff.changed).toMatchObject([{ example: { masked: true } }]);
      expect(JSON.stringify(diff)).not.toMatch(MARKED);
    }
  });
});
