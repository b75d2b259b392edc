/** Errors of an evaluation in every detail: the code, its arguments, and which part of the source is underlined. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({ functions: allFunctions });
const PROFILE = {
  integer: 5,
  number: 1.5,
  text: "x",
  empty: "",
  yes: true,
  no: false,
  list: [1, "a", null],
  texts: ["b", "a"],
  map: { a: 1, nothing: null },
};

/** The end of an expression over these data; every attribute is of unknown type, so that nothing is known before. */
function end(source: string): unknown {
  const outcome = compile(source, env).evaluate({ app: { profile: PROFILE }, user: { login: "ann" } });
  if (outcome.status !== "error") return outcome.status === "value" ? outcome.value : null;
  const { code, data, span } = outcome.diagnostic;
  return [code, data, source.slice(span.start, span.end)];
}

describe("reading from what does not hold it", () => {
  it.each<[string, unknown]>([
    ["app.integer.a", ["run/not-a-map", { actual: "an integer", name: "a" }, "app.integer.a"]],
    ["(app.integer ?: 1).a", ["run/not-a-map", { actual: "integer", name: "a" }, "(app.integer ?: 1).a"]],
    // A fault of a part is the fault of the whole.
    ["(app.text.a ?: app.map).b", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["(app.text.a ?: app.map)['b']", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["(app.text.a ?: app.list)[0]", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["(app.text.a ?: app.list)?.[0]", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["(app.text.a ?: app.list).![1]", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["(app.text.a ?: app.list).?[true]", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["(app.list ?: {})[app.text.a]", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["app.list[app.text.a]", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["(app.none ?: app.unset)?.[app.text.a]", null],
    ["(app.none ?: app.unset)[app.text.a]", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["(app.none ?: app.unset).![app.text.a]", null],
    ["{1, app.text.a, app.integer.b}", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["{k: 1, l: app.text.a, m: app.integer.b}", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    // Attributes that groups have, of what is no group.
    ["(app.integer ?: 1).id", ["run/not-a-map", { actual: "integer", name: "id" }, "(app.integer ?: 1).id"]],
    ["(app.list ?: {}).name", ["run/not-a-map", { actual: "list", name: "name" }, "(app.list ?: {}).name"]],
    ["(app.list ?: {}).a", ["run/not-a-map", { actual: "list", name: "a" }, "(app.list ?: {}).a"]],
    ["app.map.a.b", ["run/not-a-map", { actual: "an integer", name: "b" }, "app.map.a.b"]],
    ["app.list[app.yes]", ["run/index-type", { container: "list", index: "boolean" }, "app.list[app.yes]"]],
    ["app.list['a' + 'b']", ["run/index-type", { container: "list", index: "text" }, "app.list['a' + 'b']"]],
    ["app.list[app.number]", ["run/index-type", { container: "list", index: "number" }, "app.list[app.number]"]],
    ["app.map[1]", ["run/index-type", { container: "map", index: "integer" }, "app.map[1]"]],
    ["app.text[0]", ["run/index-type", { container: "text", index: "integer" }, "app.text[0]"]],
    ["app.list[app.integer - 6]", ["run/negative-index", {}, "app.list[app.integer - 6]"]],
    ["app.map['__pro' + 'to__']", ["run/refused-name", {}, "app.map['__pro' + 'to__']"]],
    ["app.text.![#this]", ["run/not-a-list", { construct: "projection", actual: "text" }, "app.text"]],
    ["app.map.?[true]", ["run/not-a-list", { construct: "selection", actual: "map" }, "app.map"]],
    ["app.list[0]", 1],
    ["app.list[2]", null],
    ["app.list[3]", null],
    ["app.map['a']", 1],
    ["app.map['b']", null],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});

describe("the element of brackets", () => {
  it.each<[string, unknown]>([
    ["app.texts.![#this + '!']", ["b!", "a!"]],
    ["app.texts.?[#this == 'a']", ["a"]],
    ["app.list.![#this]", [1, "a", null]],
    ["app.list.?[#this != null]", [1, "a"]],
    // After the inner brackets the outer element is there again, also after an error in them.
    ["app.texts.![app.texts.![#this] == app.texts ? #this : 'z']", ["b", "a"]],
    ["app.texts.![app.texts.?[#this == 'b'] == {'b'} ? #this : 'z']", ["b", "a"]],
    ["app.list.![#this.a]", ["run/not-a-map", { actual: "integer", name: "a" }, "#this.a"]],
    ["app.list.?[#this]", ["run/condition-type", { actual: "integer", source: "#this" }, "#this"]],
    ["app.list.?[#this.a == 1]", ["run/not-a-map", { actual: "integer", name: "a" }, "#this.a"]],
    // A fault of one element ends the brackets, whatever would be done with their result.
    ["Arrays.size(app.texts.![#this.a])", ["run/not-a-map", { actual: "text", name: "a" }, "#this.a"]],
    ["Arrays.size(app.texts.?[#this.a])", ["run/not-a-map", { actual: "text", name: "a" }, "#this.a"]],
    ["app.texts.?[null]", []],
    ["app.texts.?[false]", []],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});

describe("operands of logic", () => {
  it.each<[string, unknown]>([
    ["app.integer and app.yes", ["run/unary-type", { operator: "and", operand: "integer" }, "app.integer"]],
    ["app.yes and app.text", ["run/unary-type", { operator: "and", operand: "text" }, "app.text"]],
    ["app.text or app.yes", ["run/unary-type", { operator: "or", operand: "text" }, "app.text"]],
    ["app.no or app.number", ["run/unary-type", { operator: "or", operand: "number" }, "app.number"]],
    ["app.unset or app.number", ["run/unary-type", { operator: "or", operand: "number" }, "app.number"]],
    ["app.yes and app.yes and app.text", ["run/unary-type", { operator: "and", operand: "text" }, "app.text"]],
    ["app.no or app.no or app.text", ["run/unary-type", { operator: "or", operand: "text" }, "app.text"]],
    ["app.yes and app.list and app.yes", ["run/unary-type", { operator: "and", operand: "list" }, "app.list"]],
    ["app.text.a and app.yes", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["app.yes and app.text.a", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["app.yes and app.yes and app.text.a", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["app.no and app.text.a", false],
    ["app.yes or app.text.a", true],
    ["app.yes or app.no or app.text.a", true],
    ["app.unset and app.no", false],
    ["app.unset or app.yes", true],
    ["app.unset and app.yes", null],
    ["app.unset or app.no", null],
    ["app.yes and app.unset", null],
    ["app.yes and app.unset and app.no", false],
    ["app.yes and app.unset and app.yes", null],
    ["app.no or app.unset or app.yes", true],
    ["!app.text", ["run/unary-type", { operator: "!", operand: "text" }, "app.text"]],
    ["!app.text.a", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["-app.text.a", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["!app.unset", null],
    ["-app.unset", null],
    ["!app.no", true],
    ["-app.number", -1.5],
    ["-app.integer", -5],
    ["-app.text", ["run/unary-type", { operator: "-", operand: "text" }, "app.text"]],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});

describe("conditions", () => {
  const told = (actual: string, source: string) => ["run/condition-type", { actual, source }, source];
  it.each<[string, unknown]>([
    ["app.integer ? 1 : 2", told("integer", "app.integer")],
    ["app.no ? 1 : app.text ? 2 : 3", told("text", "app.text")],
    ["app.no ? 1 : app.no ? 2 : app.list ? 3 : 4", told("list", "app.list")],
    ["app.text.a ? 1 : 2", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["app.no ? 1 : app.text.a ? 2 : 3", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["app.yes ? 1 : 2", 1],
    ["app.no ? 1 : 2", 2],
    ["app.no ? 1 : app.yes ? 2 : 3", 2],
    ["app.no ? 1 : app.no ? 2 : 3", 3],
    ["app.yes ? 1 : app.yes ? 2 : 3", 1],
    ["app.no ? 1 : app.no ? 2 : app.yes ? 3 : 4", 3],
    ["app.unset ? 1 : 2", null],
    ["app.no ? 1 : app.unset ? 2 : 3", null],
    ["app.unset ? 1 : app.yes ? 2 : 3", null],
    ["app.empty ?: 'y'", "y"],
    ["app.unset ?: 'y'", "y"],
    ["app.no ?: 'y'", false],
    ["app.text.a ?: 'y'", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["app.unset ?: app.text.a", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});

describe("a computed name of the context", () => {
  it.each<[string, unknown]>([
    ["app.profile[app.text + '']", null],
    ["app.profile['in' + 'teger']", 5],
    ["app.profile[app.integer]", ["run/index-type", { container: "map", index: "integer" }, "app.profile[app.integer]"]],
    ["app.profile['__pro' + 'to__']", ["run/refused-name", {}, "app.profile['__pro' + 'to__']"]],
    ["app.profile[app.unset]", null],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
  it("of what is no map is the fault of what was to be read from", () => {
    const outcome = compile("app.profile['a' + app.label]", env).evaluate({ app: { label: "b", profile: 5 } });
    expect(outcome).toMatchObject({ status: "error", diagnostic: { code: "context/type-mismatch" } });
  });
});

describe("calls", () => {
  it.each<[string, unknown]>([
    ["String.replace(app.text, app.text, 'y')", "y"],
    ["String.replace(app.text, 'x', app.text.a)", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["String.replace(app.text, app.text.a, 'y')", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["String.replace(app.text.a, 'x', 'y')", ["run/not-a-map", { actual: "text", name: "a" }, "app.text.a"]],
    ["String.replace(app.unset, 'x', 'y')", null],
    ["String.replace(app.text, app.unset, 'y')", null],
    ["String.toUpperCase(app.text)", "X"],
    ["String.toUpperCase(app.unset)", null],
    ["String.stringContains(app.text, 'x')", true],
    ["String.stringContains(app.text, app.text)", true],
    ["app.text.toUpperCase()", "X"],
    ["app.unset?.toUpperCase()", null],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
  it.each(["String.replace(app.map, 'x', 'y')", "String.toUpperCase(app.map)", "String.stringContains(app.map, 'x')"])(
    "%s has no row for its arguments",
    (source) => expect(end(source)).toMatchObject(["run/argument-type", {}, expect.stringContaining("app.map")]),
  );
});

describe("a bound that is passed", () => {
  const over = (source: string, limits: object) => {
    const bounded = defineEnvironment({ functions: allFunctions, limits });
    const outcome = compile(source, bounded).evaluate({ app: { profile: { text: "x".repeat(300), list: [1, 2, 3] } } });
    return outcome.status === "error" ? [outcome.diagnostic.code, outcome.diagnostic.data] : outcome.status;
  };
  it.each<[string, object, unknown]>([
    ["app.text + app.text + app.text", { work: 1 }, ["context/too-much-work", { limit: 1 }]],
    ["app.text + app.text + app.text", { work: 1_000 }, "value"],
    ["app.list.![app.list.![#this]]", { steps: 5 }, ["run/budget", { limit: 5 }]],
    ["app.list.![app.list.![#this]]", { steps: 1_000 }, "value"],
    ["app.list.?[app.list.?[true] != null]", { steps: 5 }, ["run/budget", { limit: 5 }]],
    ["String.stringContains(app.text, 'a')", { work: 5 }, ["context/too-much-work", { limit: 5 }]],
    ["String.toUpperCase(app.text)", { work: 5 }, ["context/too-much-work", { limit: 5 }]],
    ["app.text + app.text", { textLength: 599 }, ["run/text-too-long", { limit: 599 }]],
    ["app.text + app.text", { textLength: 600 }, "value"],
  ])("%s within %j", (source, limits, expected) => expect(over(source, limits)).toEqual(expected));
  it("of steps is one step less than it takes", () => {
    const source = "app.list.![#this == 2 ? app.text : #this]";
    const least = Array.from({ length: 200 }, (_, at) => at + 1).find((steps) => over(source, { steps }) === "value") as number;
    expect(over(source, { steps: least - 1 })).toEqual(["run/budget", { limit: least - 1 }]);
    expect(least).toBeGreaterThan(3);
  });
});

describe("a group as a result", () => {
  it.each<[object, unknown]>([
    [
      { id: "1", type: "OKTA_GROUP", name: "a" },
      { id: "1", type: "OKTA_GROUP", name: "a" },
    ],
    [{ id: 1, type: "OKTA_GROUP", name: "a" }, "context/type-mismatch"],
    [{ id: "1", type: 1, name: "a" }, "context/type-mismatch"],
    [{ id: "1", type: "OKTA_GROUP", name: 1 }, "context/type-mismatch"],
  ])("%j", (group, expected) => {
    const outcome = compile("app.groups[0]", env).evaluate({ app: { groups: [group] } });
    expect(outcome.status === "value" ? outcome.value : outcome.status === "error" && outcome.diagnostic.code).toEqual(expected);
  });
});

describe("a source with a mistake", () => {
  it("is not compiled, and says all that is wrong", () => {
    expect(() => compile("a +", env)).toThrow(expect.objectContaining({ name: "ClaimsElError" }));
    expect(() => compile("nobody.x", env)).toThrow(expect.objectContaining({ name: "ClaimsElError" }));
  });
});

describe("one attribute that is compared again and again", () => {
  const ladder = "app.text == 'a' ? 1 : app.text == 'x' ? 2 : app.text == 'x' ? 3 : 4";
  const over = (text: unknown, source = ladder): unknown => {
    const outcome = compile(source, env).evaluate({ app: { profile: text === undefined ? {} : { text } } });
    return outcome.status === "value" ? outcome.value : outcome.status === "error" ? outcome.diagnostic.code : outcome.reason.code;
  };
  it("takes the first arm that has its value, and the last where none has", () => {
    expect(["a", "x", "y", "", 5, null, undefined].map((text) => over(text))).toEqual([1, 2, 4, 4, 4, 4, 4]);
  });
  it("fails as it would alone", () => {
    const source = "app.text.b == 'a' ? 1 : app.text.b == 'x' ? 2 : 3";
    expect([over({ b: "x" }, source), over({}, source), over("t", source)]).toEqual([2, 3, "run/not-a-map"]);
    expect(over(new Date(0))).toBe("context/not-plain");
  });
});

describe("an explanation", () => {
  const steps = (source: string) => {
    const explained = compile(source, env).explain({ app: { profile: PROFILE } });
    return Object.fromEntries(
      explained.nodes.map(({ span, status, ...rest }) => [
        source.slice(span.start, span.end),
        status === "skipped" ? "skipped" : ((rest as { value?: unknown }).value ?? null),
      ]),
    );
  };
  it("has the value of every conditional of a ladder that was reached", () => {
    expect(steps("app.no ? 1 : app.yes ? 2 : 3")).toMatchObject({
      "app.no ? 1 : app.yes ? 2 : 3": 2,
      "app.yes ? 2 : 3": 2,
      "1": "skipped",
      "2": 2,
      "3": "skipped",
    });
    expect(steps("app.no ? 1 : app.no ? 2 : 3")).toMatchObject({ "app.no ? 1 : app.no ? 2 : 3": 3, "app.no ? 2 : 3": 3 });
    expect(steps("app.yes ? 1 : app.yes ? 2 : 3")).toMatchObject({
      "app.yes ? 1 : app.yes ? 2 : 3": 1,
      "app.yes ? 2 : 3": "skipped",
    });
    expect(steps("app.yes ? 'a' : 'b'")).toMatchObject({ "app.yes ? 'a' : 'b'": "a", "'b'": "skipped" });
  });
});
