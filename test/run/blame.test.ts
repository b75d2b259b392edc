/** Reasons that lead through what a host's row gives: to the argument that held the null, or to the call where none did. */
import { describe, expect, it } from "vitest";
import { any, compile, defineEnvironment, integer, list, type Overload, overload, receiving, types } from "../../src/index.js";
import { hostRow } from "./forms.js";

const row = (name: string, entry: Overload) => hostRow(name, entry, { method: name.slice(name.indexOf(".") + 1) });

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
    row(
      "Test.second",
      overload({ params: [receiving(any("a")), any("b")], returns: types.unknown, run: (a, b) => (a === null ? b : a) }),
    ),
    row("Test.none", overload({ params: [list("a")], returns: types.text, mayBeNull: true, run: () => null })),
    row(
      "Test.wrap",
      overload({ params: [any("a")], returns: types.listOf(types.optional(types.unknown)), run: (a) => [a, [null]] }),
    ),
  ],
});

const CONTEXT = {
  app: {
    profile: { list: [1, null], lists: [[null], [2, null]], many: [1, 2, null, 1, null, 3], maps: [{ k: 1, l: [1, null] }, {}] },
  },
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
    // Elements of selections and of brackets, counted in the list they came from.
    ["app.many.?[#this != 1][1]", ["unset-on-client", "app.profile.many[2]", "app.many.?[#this != 1][1]"]],
    ["app.many.?[#this != 1][2]", ["unset-on-client", "app.profile.many[4]", "app.many.?[#this != 1][2]"]],
    ["{1, null, app.x, 2, app.y}.?[#this == null][0]", ["explicit-null", undefined, "null"]],
    ["{1, null, app.x, 2, app.y}.?[#this == null][1]", ["unset-on-client", "app.profile.x", "app.x"]],
    ["{1, null, app.x, 2, app.y}.?[#this == null][2]", ["unset-on-client", "app.profile.y", "app.y"]],
    ["app.lists.?[true].![#this[1]][1]", ["unset-on-client", "app.profile.lists[1][1]", "#this[1]"]],
    ["app.maps.![k][1]", ["unset-on-client", "app.profile.maps[1].k", "k"]],
    ["app.maps.![{k}][1][0]", ["unset-on-client", "app.profile.maps[1].k", "k"]],
    ["app.maps.![{#this}][1][0].k", ["unset-on-client", "app.profile.maps[1].k", "app.maps.![{#this}][1][0].k"]],
    ["app.maps.![l][0][1]", ["unset-on-client", "app.profile.maps[0].l[1]", "app.maps.![l][0][1]"]],
    ["{{k: app.x}, {k: app.y}}.![k][1]", ["unset-on-client", "app.profile.y", "app.y"]],
    ["{{k: {app.x}}, {k: {app.y}}}.![k][1][0]", ["unset-on-client", "app.profile.y", "app.y"]],
    // Through branches, fallbacks, maps and what a row hands on.
    ["app.list == null ? null : app.y", ["unset-on-client", "app.profile.y", "app.y"]],
    ["app.list != null ? app.y : null", ["unset-on-client", "app.profile.y", "app.y"]],
    ["(app.list == null ? {null} : {app.y})[0]", ["unset-on-client", "app.profile.y", "app.y"]],
    ["(app.list != null ? {app.y} : {null})[0]", ["unset-on-client", "app.profile.y", "app.y"]],
    ["(app.x ?: {app.y})[0]", ["unset-on-client", "app.profile.y", "app.y"]],
    ["('' ?: {app.y})[0]", ["unset-on-client", "app.profile.y", "app.y"]],
    ["({app.y} ?: {null})[0]", ["unset-on-client", "app.profile.y", "app.y"]],
    ["app.x.?[true]", ["unset-on-client", "app.profile.x", "app.x"]],
    ["app.x.![1]", ["unset-on-client", "app.profile.x", "app.x"]],
    ["{k: 1}.l", ["unset", "{k: 1}.l", "{k: 1}.l"]],
    ["{k: {l: app.x}}.k.l", ["unset-on-client", "app.profile.x", "app.x"]],
    ["{k: {l: {app.x}}}.k.l[0]", ["unset-on-client", "app.profile.x", "app.x"]],
    ["Test.same({{null}, {app.x}})[1][0]", ["unset-on-client", "app.profile.x", "app.x"]],
    // Of several nulls the one that stands as far in the list, and where that is not known the first of the list itself.
    ["Test.same({null, app.x})[1]", ["unset-on-client", "app.profile.x", "app.x"]],
    ["Test.same({null, app.x})[0]", ["explicit-null", undefined, "null"]],
    ["Test.none({{app.y}, app.x})", ["unset-on-client", "app.profile.x", "app.x"]],
    // A null that a row receives is not what made its result null.
    ["Test.second(app.x, app.y)", ["unset-on-client", "app.profile.y", "app.y"]],
    ["{app.x}.![second(app.y)][0]", ["unset-on-client", "app.profile.y", "app.y"]],
    ["app.x?.second(app.y)", ["unset-on-client", "app.profile.x", "app.x"]],
    // A method between brackets is null where its element is, which comes before its other arguments.
    ["{app.x}.![toUpperCase()][0]", ["unset-on-client", "app.profile.x", "app.x"]],
    ["{'a', app.x}.![substringBefore(app.y)][1]", ["unset-on-client", "app.profile.x", "app.x"]],
    ["{'a', app.x}.![substringBefore(app.y)][0]", ["unset-on-client", "app.profile.y", "app.y"]],
    // A row that gives null where none of its arguments holds one: the call itself.
    ["Test.none(user.list)", ["unset", "Test.none(user.list)", "Test.none(user.list)"]],
    ["Test.none({user.list, user.list})", ["unset", "Test.none({user.list, user.list})", "Test.none({user.list, user.list})"]],
    ["Test.wrap(user.list)[1][0]", ["unset", "Test.wrap(user.list)[1][0]", "Test.wrap(user.list)[1][0]"]],
    ["Test.same(groups[0]).source", ["unset", "Test.same(groups[0]).source", "Test.same(groups[0]).source"]],
    ["Test.same({k: 1}).l", ["unset", "Test.same({k: 1}).l", "Test.same({k: 1}).l"]],
  ])("%s", (source, expected) => expect(why(source)).toEqual(expected));
});

describe("what a reason says", () => {
  const said = (source: string, context: object = CONTEXT) => {
    const outcome = compile(source, env).evaluate(context);
    return outcome.status === "absent" ? outcome.reason.message : outcome;
  };
  it.each<[string, string]>([
    ["app.list[1]", "The client has no value for `app.profile.list[1]`."],
    ["{1, 2}[5]", "The size of the list is 2, so it has no element at index 5."],
    ["{1, 2}[app.list[0] + 1]", "The size of the list is 2, so it has no element at that index."],
    ["{1, 2}[2]", "The size of the list is 2, so it has no element at index 2."],
    ["app['a' + 'b']", "The client has no value for `app.*`."],
    ["session.id", "`session.id` needs a session, and this context has none."],
  ])("of %s", (source, message) => expect(said(source)).toBe(message));
  it("names the grant that has nobody", () =>
    expect(said("user['a' + 'b']", { grant: "client_credentials" })).toBe("`user` needs a user, and client_credentials has none."));
  it("tells what is easily confused with a user's groups, where there is no user", () => {
    const hint = "Assigning an application to a group makes it no member of it; the client's own groups are in `app.groups`.";
    const hinted = (context: object) => compile("groups", env).evaluate(context);
    expect(hinted({})).toMatchObject({ reason: { code: "needs-user", hint } });
    expect(hinted({ user: {} })).toMatchObject({ status: "absent" });
    expect(JSON.stringify(hinted({ user: {} }))).not.toContain("hint");
  });
});
