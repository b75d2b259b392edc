/** Names that are computed, groups and their attributes, branches inside branches: what is read, and what is not. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({
  functions: allFunctions,
  user: { a: "text?", b: "text?", n: "integer?", must: "text" },
  app: { key: "text?", number: "integer?", long: "text?", yes: "boolean?", no: "boolean?", open: "unknown?", home: "text?" },
});
const CONTEXT = {
  user: { a: "A", n: "no integer", must: "M" },
  app: {
    profile: { key: "a", number: 2, long: "k".repeat(300), yes: true, no: false, open: { a: 1, b: null, l: [1] }, home: "H" },
  },
  groups: [{ id: "g", type: "OKTA_GROUP", name: "n" }],
};

/** The end of an expression: its value, the code and path of its reason, or the code of its error and what is underlined. */
function end(source: string, context: object = CONTEXT, environment = env): unknown {
  const outcome = compile(source, environment).evaluate(context);
  if (outcome.status === "value") return outcome.value;
  if (outcome.status === "absent") return [outcome.reason.code, outcome.reason.path];
  const { code, span } = outcome.diagnostic;
  return [code, source.slice(span.start, span.end)];
}

describe("a computed name of the context", () => {
  it.each<[string, unknown]>([
    ["user[app.key]", "A"],
    ["user['must' + '']", "M"],
    // Nothing else of the user is read, and so what does not fit its type is no fault here.
    ["user['n' + '']", ["context/type-mismatch", "user['n' + '']"]],
    ["user[app.home]", ["unset-on-user", "user.*"]],
    ["user[app.open.b]", ["unset-on-client", "app.profile.open.b"]],
    ["user[app.open.a]", ["run/index-type", "user[app.open.a]"]],
    ["user[app.open.l.x]", ["run/not-a-map", "app.open.l.x"]],
    ["user?.[app.open.l.x]", ["run/not-a-map", "app.open.l.x"]],
    ["user?.[app.key]", "A"],
    ["user[app.key] == 'A' ? 1 : 2", 1],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
  it("of what is not there is null, and a safe form does not look for the name", () => {
    const without = { app: CONTEXT.app };
    expect(end("user[app.key]", without)).toEqual(["needs-user", "user"]);
    expect(end("user?.[app.key]", without)).toEqual(["needs-user", "user"]);
    expect(end("user[app.open.l.x]", without)).toEqual(["run/not-a-map", "app.open.l.x"]);
    expect(end("user?.[app.open.l.x]", without)).toEqual(["needs-user", "user"]);
    expect(end("user[app.open.a]", without)).toEqual(["needs-user", "user"]);
  });
  it("of what is no record is a fault, before the name is looked for", () => {
    const wrong = { ...CONTEXT, user: 5 };
    expect(end("user[app.key]", wrong)).toEqual(["context/type-mismatch", "user[app.key]"]);
    expect(end("user[app.open.l.x]", wrong)).toEqual(["context/type-mismatch", "user[app.open.l.x]"]);
  });
  it("is work, more where it is long", () => {
    const limited = (work: number) => defineEnvironment({ app: { long: "text?" }, limits: { work } });
    expect(end("user[app.long]", CONTEXT, limited(160 + 300))).toEqual(["unset-on-user", "user.*"]);
    expect(end("user[app.long]", CONTEXT, limited(160 + 299))).toEqual(["context/too-much-work", "user[app.long]"]);
  });
});

describe("values that are no path", () => {
  it.each<[string, unknown]>([
    ["(app.open.b ?: app.open)['a' + '']", 1],
    ["(app.open.b ?: app.open)['z' + '']", ["unset-on-client", "app.profile.open.*"]],
    ["(app.open.b ?: app.home)['a' + '']", ["run/not-a-map", "(app.open.b ?: app.home)['a' + '']"]],
    ["(groups[0] ?: groups[0]).name", "n"],
    ["(groups[0] ?: groups[0])['name']", "n"],
    ["groups.![name]", ["n"]],
    ["groups.![{id, type, name}]", [["g", "OKTA_GROUP", "n"]]],
    ["{{name: 'x', k: 'y'}}.![name + k]", ["xy"]],
    ["groups.?[name == 'n' and id == 'g'].![id]", ["g"]],
    ["Arrays.size({{k: app.open.l.x}})", ["run/not-a-map", "app.open.l.x"]],
    ["Arrays.size({{app.open.l.x}})", ["run/not-a-map", "app.open.l.x"]],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});

describe("branches inside branches", () => {
  it.each<[string, unknown]>([
    ["app.yes ? (app.no ? 1 : 2) : 3", 2],
    ["(app.yes ? app.no : app.yes) ? 1 : 2", 2],
    ["app.no ? 1 : (app.yes ? 2 : 3)", 2],
    ["app.no ? 1 : app.no ? 2 : app.yes ? 3 : 4", 3],
    ["5 - (3 - 1)", 3],
    ["5 - 3 - 1", 1],
    ["2 * (3 - 1) - 4 / (1 + 1)", 2],
    ["(1 == 1) == (2 == 2)", true],
    ["app.yes and (app.no or app.yes) and !app.no", true],
    ["app.yes and app.home == 'H' and (app.number == 2 or app.open.b == 1)", true],
    ["app.yes or app.open.l.x", true],
    ["app.no or app.open.l.x", ["run/not-a-map", "app.open.l.x"]],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});
