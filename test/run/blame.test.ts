/** Reasons that lead through what a host's row gives: to the argument that held the null, or to the call where none did. */
import { describe, expect, it } from "vitest";
import {
  any,
  compile,
  defineEnvironment,
  defineFunction,
  integer,
  list,
  type Overload,
  overload,
  receiving,
  types,
} from "../../src/index.js";

const row = (name: string, entry: Overload) =>
  defineFunction({
    name,
    method: name.slice(name.indexOf(".") + 1),
    dialect: "both",
    documented: "ours",
    doc: "A row of a host.",
    overloads: [entry],
    examples: [],
  });

const env = defineEnvironment({
  functions: [
    row("Test.same", overload({ params: [receiving(any("a"))], returns: types.unknown, mayBeNull: true, run: (a) => a })),
    row(
      "Test.at",
      overload({
        params: [list("a"), integer("index")],
        returns: types.unknown,
        mayBeNull: true,
        run: (a, index) => a[index] ?? null,
      }),
    ),
    row("Test.none", overload({ params: [list("a")], returns: types.text, mayBeNull: true, run: () => null })),
    row(
      "Test.wrap",
      overload({ params: [any("a")], returns: types.listOf(types.optional(types.unknown)), run: (a) => [a, [null]] }),
    ),
  ],
});

const CONTEXT = {
  app: { profile: { list: [1, null], lists: [[null], [2, null]] } },
  user: { list: ["a"] },
  groups: [{ id: "g", type: "OKTA_GROUP", name: "n" }],
};

/** The reason's code and path, and what of the source it underlines. */
function why(source: string): unknown {
  const outcome = compile(source, env).evaluate(CONTEXT);
  if (outcome.status !== "absent") return outcome;
  const { code, path, span } = outcome.reason;
  return [code, path, source.slice(span.start, span.end)];
}

describe("the reason of a null", () => {
  it.each<[string, unknown]>([
    ["Test.same(app.list)[1]", ["unset-on-client", "app.profile.list[1]", "Test.same(app.list)[1]"]],
    ["Test.at(app.list, 1)", ["unset-on-client", "app.profile.list[1]", "Test.at(app.list, 1)"]],
    ["Test.at({1, null, app.x, null}, 3)", ["explicit-null", undefined, "null"]],
    ["Test.at({1, null, app.x, null}, 2)", ["unset-on-client", "app.profile.x", "app.x"]],
    ["{{null, 1}}.![at(0)][0]", ["explicit-null", undefined, "null"]],
    ["{{1, app.x}}.![at(1)][0]", ["unset-on-client", "app.profile.x", "app.x"]],
    ["app.lists.![at(1)][1]", ["unset-on-client", "app.profile.lists[1][1]", "at(1)"]],
    // A row that gives null where none of its arguments holds one: the call itself.
    ["Test.none(user.list)", ["unset", "Test.none(user.list)", "Test.none(user.list)"]],
    ["Test.none({user.list, user.list})", ["unset", "Test.none({user.list, user.list})", "Test.none({user.list, user.list})"]],
    ["Test.wrap(user.list)[1][0]", ["unset", "Test.wrap(user.list)[1][0]", "Test.wrap(user.list)[1][0]"]],
    ["Test.same(groups[0]).source", ["unset", "Test.same(groups[0]).source", "Test.same(groups[0]).source"]],
    ["Test.same({k: 1}).l", ["unset", "Test.same({k: 1}).l", "Test.same({k: 1}).l"]],
  ])("%s", (source, expected) => expect(why(source)).toEqual(expected));
});
